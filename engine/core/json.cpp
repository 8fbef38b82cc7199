#include "dermavox/core/json.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/utf8.hpp"

#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::core {
namespace {

std::string quoted(std::string_view text)
{
    std::string out = "\"";
    for (const char c : readable_utf8(text)) {
        if (c == '"' || c == '\\')
            (out += '\\') += c;
        else if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else if (static_cast<unsigned char>(c) < 0x20)
            out += fmt::format("\\u{:04x}", static_cast<int>(c));
        else
            out += c;
    }
    return out += '"';
}

}  // namespace

Json::Json(std::string document) : m_document(std::move(document)), m_text("{") {}

void Json::begin_value(std::string_view key)
{
    if (!m_first) m_text += ',';
    m_first = false;
    m_text += m_indent;
    if (!key.empty()) (m_text += quoted(key)) += ": ";
}

void Json::token(std::string_view key, std::string_view value)
{
    begin_value(key);
    m_text += value;
}

void Json::open(std::string_view key, char bracket)
{
    token(key, std::string_view(&bracket, 1));
    m_indent += "  ";
    (m_path += key) += '.';
    m_first = true;
}

void Json::close(char bracket)
{
    m_indent.resize(m_indent.size() - 2);
    if (!m_first) m_text += m_indent;
    m_text += bracket;
    m_path.pop_back();
    m_path.resize(m_path.rfind('.') + 1);  // npos + 1 = 0: back at the root
    m_first = false;
}

std::string Json::place(std::string_view key) const { return m_document + ": " + m_path + std::string(key); }

void Json::number(std::string_view key, double value)
{
    if (!std::isfinite(value)) throw Failure(exit_code::internal, place(key) + " is not finite; nothing was written");
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, value == 0 ? 0.0 : value).ptr;
    token(key, std::string_view(digits, std::size_t(end - digits)));
}

void Json::number(std::string_view key, std::optional<double> value)
{
    if (value)
        number(key, *value);
    else
        null(key);
}

void Json::text(std::string_view key, std::string_view value) { token(key, quoted(value)); }

std::string Json::take() { return std::move(m_text) + "\n}\n"; }

}  // namespace dermavox::core

/// What toml++ 3.3 must never see: it stops at an assertion on [`a]`, reads past some non-ASCII text, and recurses
/// once per bracket.
#include "engine/scene/document.hpp"

#include <fmt/format.h>

#include <utility>

namespace dermavox::scene {
namespace {

constexpr std::size_t largest_file = std::size_t(1) << 20;
constexpr int deepest_nesting = 32;

/// Reads the text once, one character at a time, knowing only strings, comments and brackets.
class PlainText
{
public:
    PlainText(std::string_view text, const std::string& file, std::vector<core::Problem>& problems)
        : m_text(text),
          m_file(file),
          m_problems(problems)
    {
    }

    bool check()
    {
        if (m_text.size() > largest_file)
            return refuse(fmt::format("a file of {} bytes", m_text.size()), "at most 1 MiB of text", "");
        if (m_text.starts_with("\xEF\xBB\xBF"))
            return refuse("a byte order mark", "plain ASCII text", "save the file as ASCII without BOM");
        while (m_at < m_text.size())
            if (!step()) return false;
        return true;
    }

private:
    bool step()
    {
        const char c = m_text[m_at];
        if (!is_printable(c)) return refuse_byte(c);
        if (c == '\n') return m_line_start = ++m_at, ++m_line, m_fresh = true;
        if (c == ' ' || c == '\t' || c == '\r') return ++m_at, true;
        const bool fresh = std::exchange(m_fresh, false);
        if (c == '#') return skip_comment();
        if (c == '"' || c == '\'') return skip_string(c);
        if (c == '[' && fresh && m_depth == 0) return check_header();
        if (c == '[' || c == '{') ++m_depth;
        if ((c == ']' || c == '}') && m_depth > 0) --m_depth;
        if (m_depth > deepest_nesting)
            return refuse("brackets nested too deeply", fmt::format("at most {} levels", deepest_nesting), "");
        return ++m_at, true;
    }

    static bool is_printable(char c) { return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\t' || c == '\r'; }

    bool skip_comment()
    {
        for (; m_at < m_text.size() && m_text[m_at] != '\n'; ++m_at)
            if (!is_printable(m_text[m_at])) return refuse_byte(m_text[m_at]);
        return true;
    }

    bool skip_string(char quote)
    {
        if (m_text.substr(m_at, 3) == std::string(3, quote))
            return refuse("a multi-line string", "a string on one line", "");
        for (++m_at; m_at < m_text.size() && m_text[m_at] != quote; ++m_at) {
            if (m_text[m_at] == '\n') return refuse("a string without its end", "a closing quote", "");
            if (!is_printable(m_text[m_at])) return refuse_byte(m_text[m_at]);
            if (quote == '"' && m_text[m_at] == '\\' && m_at + 1 < m_text.size() && m_text[m_at + 1] != '\n') ++m_at;
        }
        if (m_at >= m_text.size()) return refuse("a string without its end", "a closing quote", "");
        return ++m_at, true;
    }

    /// [a.b] and [[a.b]] of bare names only.
    bool check_header()
    {
        const auto line = m_text.substr(m_at, m_text.find('\n', m_at) - m_at);
        const auto end = line.find(']');
        const auto name = line.substr(0, end).find_first_not_of(
            "[ \tABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");
        if (end == line.npos || name != line.npos || line.substr(2).find('[') < end - 2)
            return refuse("a table header that is not of bare names", "[name] or [[name]]",
                          "write e.g. [device.needle]");
        m_at += line.substr(end).starts_with("]]") ? end + 2 : end + 1;
        return true;
    }

    bool refuse_byte(char c)
    {
        return refuse(fmt::format("the byte 0x{:02x}", static_cast<unsigned char>(c)), "plain ASCII text",
                      "write um for micrometres; \\u00b5 in a string for any other sign");
    }

    bool refuse(std::string found, std::string expected, std::string hint)
    {
        m_problems.push_back({m_file, m_line, int(m_at - m_line_start) + 1, "", std::move(found), std::move(expected),
                              std::move(hint)});
        return false;
    }

    std::string_view m_text;
    const std::string& m_file;
    std::vector<core::Problem>& m_problems;
    std::size_t m_at = 0, m_line_start = 0;
    int m_line = 1, m_depth = 0;
    bool m_fresh = true;  ///< nothing but blanks on this line so far
};

}  // namespace

bool is_plain(std::string_view text, const std::string& file, std::vector<core::Problem>& problems)
{
    return PlainText(text, file, problems).check();
}

}  // namespace dermavox::scene

#include "engine/scene/read/settings.hpp"

#include "dermavox/core/unit_names.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dermavox::scene {

std::string quoted(const std::string& text)
{
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c == '"' || c == '\\')
            out += fmt::format("\\{}", text[i]);
        else if (c >= 0x20 && c < 0x7f)
            out += text[i];
        else if (c < 0x80)
            out += fmt::format("\\u{:04x}", c);
        else {  // UTF-8 as \U: what we write is ASCII
            const int more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
            unsigned code = c & (0x3fu >> more);
            for (int k = 0; k < more && i + 1 < text.size(); ++k)
                code = code << 6 | (static_cast<unsigned char>(text[++i]) & 0x3fu);
            out += fmt::format("\\U{:08x}", code);
        }
    }
    return out + '"';
}

namespace {

/// Three labels or more in a row as a range.
std::string labels_toml(const std::vector<double>& labels)
{
    std::vector<std::string> parts;
    for (std::size_t i = 0, next = 0; i < labels.size(); i = next) {
        for (next = i + 1; next < labels.size() && labels[next] == labels[next - 1] + 1;) ++next;
        if (next - i < 3) next = i + 1;
        const std::string first = core::format_number(labels[i]);
        parts.push_back(next - i < 3 ? first
                                     : fmt::format("\"{}-{}\"", first, core::format_number(labels[next - 1])));
    }
    return fmt::format("[{}]", fmt::join(parts, ", "));
}

}  // namespace

std::string Setting::toml() const
{
    if (row->ranges) return labels_toml(numbers);
    std::vector<std::string> parts;
    for (const std::string& text : texts) parts.push_back(quoted(text));
    for (const double number : numbers)
        parts.push_back(row->kind == Kind::flag ? (number != 0 ? "true" : "false")
                        : row->dimension == core::Dimension::none
                            ? core::format_number(number)
                            : '"' + core::format_quantity(number, row->dimension) + '"');
    const bool list = row->kind == Kind::quantities || row->kind == Kind::numbers || row->kind == Kind::texts;
    return list ? fmt::format("[{}]", fmt::join(parts, ", ")) : parts.front();
}

}  // namespace dermavox::scene

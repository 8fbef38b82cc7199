#include "engine/scene/read/plain_text.hpp"

#include "dermavox/core/text_file.hpp"

#include <algorithm>
#include <fmt/format.h>

#include <utility>

namespace dermavox::scene {
namespace {

constexpr std::size_t largest_file = std::size_t(1) << 20;
constexpr int deepest_nesting = 32;

unsigned code_point(std::string_view character)
{
    const auto first = static_cast<unsigned char>(character.front());
    unsigned code = first & (0xffu >> (character.size() + 1));
    for (const char c : character.substr(1)) code = code << 6 | (static_cast<unsigned char>(c) & 0x3fu);
    return code;
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

}  // namespace

int PlainToml::column(int line, int plain_column) const
{
    const auto grown = m_grown.find(line);
    if (grown == m_grown.end()) return plain_column;
    int column = plain_column;
    for (const auto& [after, by] : grown->second)
        if (after < plain_column) column -= by;
    return column;
}

/// Reads the text once, one character at a time, knowing only strings, comments and brackets.
class PlainText
{
public:
    PlainText(std::string_view text, const std::string& file, PlainToml& plain, std::vector<core::Problem>& problems)
        : m_text(text),
          m_file(file),
          m_plain(plain),
          m_problems(problems)
    {
    }

    bool check()
    {
        constexpr std::string_view mark = "\xEF\xBB\xBF";
        if (m_text.size() > largest_file)
            return refuse(fmt::format("a file of {} bytes", m_text.size()), "at most 1 MiB of text", "");
        if (m_text.starts_with(mark)) m_text.remove_prefix(mark.size());
        if (m_text.starts_with("\xff\xfe") || m_text.starts_with("\xfe\xff"))
            return refuse("UTF-16", "UTF-8 text", "save the file as UTF-8");
        while (m_at < m_text.size())
            if (!step()) return false;
        return true;
    }

private:
    bool step()
    {
        const char c = m_text[m_at];
        if (!is_printable(c)) return refuse_character();
        const bool fresh = m_fresh;
        if (c != '\n' && c != ' ' && c != '\t' && c != '\r') m_fresh = false;
        if (!count_dots(c)) return false;
        if (c == '#') return copy_comment();
        if (c == '"' || c == '\'') return copy_string(c);
        if (c == '[' && fresh && m_depth == 0) return copy_header();
        if (c == '[' || c == '{') ++m_depth;
        if ((c == ']' || c == '}') && m_depth > 0) --m_depth;
        if (m_depth > deepest_nesting)
            return refuse("brackets nested too deeply", fmt::format("at most {} levels", deepest_nesting), "");
        return copy();
    }

    /// Parts of a name; toml++ recurses once per part.
    bool count_dots(char c)
    {
        if (c == '.' && ++m_dots >= deepest_nesting)
            return refuse("a name of too many parts", fmt::format("at most {}", deepest_nesting), "");
        if (std::string_view("=,[]{}#\n").find(c) != std::string_view::npos) m_dots = 0;
        return true;
    }

    static bool is_printable(char c) { return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\t' || c == '\r'; }

    /// The character here as it is.
    bool copy()
    {
        const char c = m_text[m_at++];
        m_plain.text += c;
        ++m_column, ++m_plain_column;
        if (c == '\n') ++m_line, m_column = m_plain_column = 1, m_fresh = true;
        return true;
    }

    /// One character as several.
    void replace(std::size_t length, std::string_view by)
    {
        m_at += length;
        m_plain.text += by;
        if (by.size() > 1) m_plain.m_grown[m_line].emplace_back(m_plain_column, int(by.size()) - 1);
        ++m_column, m_plain_column += int(by.size());
    }

    std::size_t character() const { return core::utf8_length(m_text.substr(m_at)); }

    bool copy_comment()
    {
        while (m_at < m_text.size() && m_text[m_at] != '\n') {
            const std::size_t length = character();
            if (length == 0 || (length == 1 && !is_printable(m_text[m_at]))) return refuse_character();
            if (length > 1)
                replace(length, "?");
            else
                copy();
        }
        return true;
    }

    /// A literal string with characters that are not ASCII becomes a basic one, which has escapes.
    bool copy_string(char quote)
    {
        if (m_text.substr(m_at, 3) == std::string(3, quote))
            return refuse("a multi-line string", "a string on one line", "");
        const std::size_t end =
            std::min(m_text.find_first_of(quote == '"' ? "\"\n" : "'\n", m_at + 1), m_text.size());
        const bool as_basic = quote == '\'' && !std::ranges::all_of(m_text.substr(m_at, end - m_at), is_ascii);
        as_basic ? replace(1, "\"") : void(copy());
        while (m_at < m_text.size() && m_text[m_at] != quote)
            if (!copy_in_string(quote, as_basic)) return false;
        if (m_at >= m_text.size()) return refuse("a string without its end", "a closing quote", "");
        as_basic ? replace(1, "\"") : void(copy());
        return true;
    }

    bool copy_in_string(char quote, bool as_basic)
    {
        const char c = m_text[m_at];
        const std::size_t length = character();
        if (c == '\n') return refuse("a string without its end", "a closing quote", "");
        if (length == 0 || (length == 1 && !is_printable(c))) return refuse_character();
        if (length > 1)
            return replace(length, fmt::format("\\U{:08x}", code_point(m_text.substr(m_at, length)))), true;
        if (as_basic && (c == '"' || c == '\\')) return replace(1, c == '"' ? "\\\"" : "\\\\"), true;
        if (quote == '\'' || c != '\\') return copy();
        copy();
        if (m_at < m_text.size() && is_ascii(m_text[m_at]) && m_text[m_at] != '\n') return copy();
        return refuse("a backslash before no escape", "\\\\ for a backslash", "");
    }

    /// [a.b] and [[a.b]] of bare names only.
    bool copy_header()
    {
        const auto line = m_text.substr(m_at, m_text.find('\n', m_at) - m_at);
        const auto end = line.find(']');
        const auto name = line.substr(0, end).find_first_not_of(
            "[ \tABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");
        if (end == line.npos || name != line.npos || line.substr(2).find('[') < end - 2)
            return refuse("a table header that is not of bare names", "[name] or [[name]]",
                          "write e.g. [device.needle]");
        if (std::ranges::count(line.substr(0, end), '.') >= deepest_nesting)
            return refuse("a table header of too many parts", fmt::format("at most {}", deepest_nesting), "");
        for (std::size_t left = line.substr(end).starts_with("]]") ? end + 2 : end + 1; left > 0; --left) copy();
        return true;
    }

    bool refuse_character()
    {
        const std::size_t length = character();
        if (length > 1)
            return refuse('"' + std::string(m_text.substr(m_at, length)) + '"',
                          "characters other than ASCII in strings and comments only",
                          "write values with units in quotes");
        return refuse(fmt::format("the byte 0x{:02x}", static_cast<unsigned char>(m_text[m_at])), "UTF-8 text",
                      "save the file as UTF-8");
    }

    bool refuse(std::string found, std::string expected, std::string hint)
    {
        m_problems.push_back({m_file, m_line, m_column, "", std::move(found), std::move(expected), std::move(hint)});
        return false;
    }

    std::string_view m_text;
    const std::string& m_file;
    PlainToml& m_plain;
    std::vector<core::Problem>& m_problems;
    std::size_t m_at = 0;
    int m_line = 1, m_column = 1, m_plain_column = 1, m_depth = 0, m_dots = 0;
    bool m_fresh = true;  ///< nothing but blanks on this line so far
};

bool make_plain(std::string_view text, const std::string& file, PlainToml& plain,
                std::vector<core::Problem>& problems)
{
    return PlainText(text, file, plain, problems).check();
}

}  // namespace dermavox::scene

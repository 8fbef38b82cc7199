#include "engine/core/table_records.hpp"

#include <algorithm>

namespace dermavox::core {
namespace {

constexpr int k_most_lines = 20;
constexpr std::string_view k_no_break_space = "\u00a0";

}  // namespace

std::string_view trimmed_cell(std::string_view text)
{
    for (bool more = true; more;) {
        const std::size_t before = text.size();
        while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
        while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
        if (text.starts_with(k_no_break_space)) text.remove_prefix(k_no_break_space.size());
        if (text.ends_with(k_no_break_space)) text.remove_suffix(k_no_break_space.size());
        more = text.size() != before;
    }
    return text;
}

bool is_comment(const std::vector<Cell>& cells)
{
    const std::string& first = cells.front().text;
    return first.starts_with('#') || first.starts_with('%') || first.starts_with("//");
}

bool Records::next(std::vector<Cell>& cells)
{
    while (m_at < m_text.size()) {
        read_record(cells);
        if (std::ranges::any_of(cells, [](const Cell& cell) { return !cell.text.empty(); })) return true;
    }
    return false;
}

void Records::read_record(std::vector<Cell>& cells)
{
    m_start = m_at;
    std::size_t count = 0;
    bool comment = false;
    while (true) {
        if (count == cells.size()) cells.emplace_back();
        read_cell(cells[count], comment);
        if (count == 0) comment = is_comment(cells);
        ++count;
        if (at_end_of_line()) break;
        ++m_at;  // the separator
    }
    cells.resize(count);
    skip_line_end();
}

void Records::skip_line_end()
{
    const std::string_view rest = m_text.substr(m_at);
    m_at += rest.starts_with("\r\n") ? 2 : rest.empty() ? 0 : 1;
}

void Records::read_cell(Cell& cell, bool one_line)
{
    const auto blank = [&] { return m_text[m_at] == ' ' || (m_text[m_at] == '\t' && m_separator != '\t'); };
    while (m_at < m_text.size() && blank()) ++m_at;
    cell.offset = m_at;
    cell.text.clear();
    cell.quoted = m_at < m_text.size() && m_text[m_at] == '"' && read_quoted(cell, one_line);
    const std::size_t begin = m_at;
    while (!at_end_of_line() && m_text[m_at] != m_separator) ++m_at;
    const std::string_view rest = trimmed_cell(m_text.substr(begin, m_at - begin));
    cell.text += rest;
}

bool Records::read_quoted(Cell& cell, bool one_line)
{
    std::string text;
    int lines = 0;
    for (std::size_t i = m_at + 1; i < m_text.size(); ++i) {
        const char c = m_text[i];
        if (c == '"' && m_text.substr(i + 1, 1) != "\"") {
            cell.text = trimmed_cell(text);
            m_at = i + 1;
            return true;
        }
        if (c == '"') ++i;
        const bool line = c == '\n' || (c == '\r' && m_text.substr(i + 1, 1) != "\n");
        if (line && (one_line || ++lines > k_most_lines)) return false;
        text += c == '\n' || c == '\r' ? ' ' : c;
    }
    return false;
}

}  // namespace dermavox::core

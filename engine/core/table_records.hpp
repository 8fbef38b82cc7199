// The cells of a separated text, record by record. Private to core.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dermavox::core {

struct Cell {
    std::string text;        ///< without the blanks and quotes round it
    std::size_t offset = 0;  ///< of its first character in the text
    bool quoted = false;
};

/// Records end with CR, LF or both. A cell that begins with a double quote ends with the next one, "" within stands
/// for a quote, and may run over up to 20 lines; a quote without its end is a character like any other.
class Records
{
public:
    Records(std::string_view text, char separator) : m_text(text), m_separator(separator) {}
    /// The next record with something in it; false at the end.
    bool next(std::vector<Cell>& cells);
    std::size_t start() const { return m_start; }  ///< of the record that next() gave
    std::size_t end() const { return m_at; }       ///< past it
    void jump(std::size_t offset) { m_at = offset; }

private:
    void read_record(std::vector<Cell>& cells);
    void read_cell(Cell& cell, bool one_line);
    bool read_quoted(Cell& cell, bool one_line);
    bool at_end_of_line() const { return m_at == m_text.size() || m_text[m_at] == '\n' || m_text[m_at] == '\r'; }
    void skip_line_end();

    std::string_view m_text;
    char m_separator;
    std::size_t m_at = 0, m_start = 0;
};

/// Whether a record is a remark: its first cell begins with #, % or //.
bool is_comment(const std::vector<Cell>& cells);

/// Without blanks at both ends, the no-break space among them.
std::string_view trimmed_cell(std::string_view text);

}  // namespace dermavox::core

// From text to a table: dialect, header, numbers. Private to core.
#pragma once

#include "engine/core/number_text.hpp"
#include "engine/core/table_header.hpp"

#include <span>
#include <string>
#include <vector>

namespace dermavox::core {

/// The header of a text under one separator.
struct HeaderAt {
    char separator = ',';
    std::size_t kind = 0, first_row = 0;  ///< offset of the first record under the header and its units
    std::vector<Cell> cells{};
    std::vector<std::string> units{};
    std::vector<FoundColumn> found{};
    int matched = 0;  ///< columns, 0 for none
};

/// The header with the most columns of the kinds among the first 200 records, under any separator. Lines that begin
/// with a comment sign count where no other fits: "# x_mm,y_mm". Without one, `matched` is 0 and the cells are those
/// of the likeliest line.
HeaderAt find_header(std::string_view text, std::span<const TableKind> kinds, const TableChoices& choices);

/// What a user writes to choose: columns = { x = "X [mm]" }.
std::string choice_hint(const TableChoices& choices, std::string_view column, std::string_view header);

inline constexpr std::size_t most_table_problems = 20;

/// A text of the file in quotes, for a message.
std::string shown(std::string_view text);

class TableReading
{
public:
    TableReading(std::string bytes, const std::string& file, std::span<const TableKind> kinds,
                 const TableChoices& choices);
    Table read();

private:
    const TableKind& kind() const { return m_kinds[m_table.m_kind]; }
    void report(std::size_t offset, std::string key, std::string found, std::string expected, std::string hint = "");
    void report_missing();
    void check_columns();
    void check_column(std::size_t k);
    void check_units(std::size_t k);
    void refuse_choices();
    void refuse_near_names();
    void find_decimal_mark();
    void decide_decimal_mark();
    void note_marks(const Cell& cell, std::size_t k);
    void read_rows();
    void read_row(const std::vector<Cell>& cells, std::size_t start);
    void read_cell(const Cell& cell, std::size_t k);
    void read_number(const Cell& cell, std::size_t k);
    std::string value_text(const Cell& cell, std::size_t k) const;
    bool is_wide(const std::vector<Cell>& cells) const;
    void find_row_numbers();
    void drop_empty_columns();
    void read_remarks();
    std::string assumed() const;
    [[noreturn]] void fail();

    const std::string& m_file;
    std::span<const TableKind> m_kinds;
    const TableChoices& m_choices;
    std::string m_encoding;
    Table m_table;
    HeaderAt m_header;
    std::vector<const Unit*> m_units;       ///< of each column of the kind
    std::vector<Table::Column*> m_columns;  ///< null where the file has none
    std::size_t m_shift = 0;                ///< cells before the first that the header names
    char m_decimal = '.';
    int m_comments = 0;
    /// One past the offset of the first number that shows each, 0 for none. either: "1.234" or "1,234".
    struct {
        std::size_t point = 0, comma = 0, either_point = 0, either_comma = 0;
    } m_marks;
    std::vector<Problem> m_problems;
};

}  // namespace dermavox::core

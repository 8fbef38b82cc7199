/// The one reader of tables: what spreadsheets, testing machines and cameras export, as columns of SI numbers.
///
/// Text in any encoding of text_file.hpp. Cells between commas, semicolons or tabs, with or without quotes; decimal
/// points or commas; thousands marks; '+' and the minus sign of Unicode; blank lines, comment lines (#, %, //), lines
/// before the header and trailing separators. Columns are found by name and unit in any order: `x_mm`, `x [mm]`,
/// `X (mm)`, `x / mm`, or a row of units under the header. Other columns are passed over. Where a file leaves two
/// readings open (two columns of one name, "1,234" with nothing that shows its decimal mark, no unit), it is refused
/// with the choice to make.
#pragma once

#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dermavox::core {

struct TableColumn {
    /// values: numbers get their unit behind them, "1.5 mm"; any other text stays as it is.
    enum class Cells { numbers, texts, values };
    std::string name;  ///< "length_offset"
    Dimension dimension = Dimension::length;
    Cells cells = Cells::numbers;
    /// Further names, each with the unit that it implies: {"hours", "h"}; lower case, '_' for blanks.
    std::vector<std::pair<std::string, std::string>> other_names{};
    bool required = false;
    bool may_be_empty = false;  ///< cell by cell: NaN. A column without any number counts as absent
    /// Where no header is one of the names: the one that has a name among its words, or the only one in such a unit.
    bool by_unit = false;
};

struct TableKind {
    std::string noun;  ///< of a row: "needle"
    std::vector<TableColumn> columns;
    std::string example;  ///< a header: "x_mm,y_mm"
};

/// What the user decides where a file leaves it open.
struct TableChoices {
    std::map<std::string, std::string> columns{};  ///< column -> header as in the file, with a unit behind it at will
    std::optional<char> decimal_mark{};            ///< '.' or ','
    bool as_options = false;                       ///< hints say --columns and --decimal-mark, not keys of a scene
};

struct TableHeader {
    std::string text;  ///< as in the file
    int line = 0, column = 0;
};

class Table
{
public:
    std::size_t kind() const { return m_kind; }  ///< which of the kinds that were asked for
    std::size_t rows() const { return m_rows; }
    bool has(std::string_view column) const;
    /// SI. Without the column: nothing.
    const std::vector<double>& numbers(std::string_view column) const;
    const std::vector<std::string>& texts(std::string_view column) const;
    /// Value of a comment "# key: value" before the header.
    std::optional<std::string> remark(const std::string& key) const;
    const std::vector<TableHeader>& passed_over() const { return m_passed_over; }
    /// One line: encoding, separators, decimal mark, columns with units, rows, what was passed over.
    const std::string& assumed() const { return m_assumed; }
    /// A mistake with line and column of the table itself. Rows count from 0.
    Problem problem(std::size_t row, std::string_view column, std::string found, std::string expected) const;

private:
    friend class TableReading;
    struct Column {
        std::vector<double> numbers{};
        std::vector<std::string> texts{};
        std::size_t cell = 0;  ///< of each row
    };
    std::string m_file, m_text, m_assumed;
    char m_separator = ',';
    std::size_t m_kind = 0, m_rows = 0;
    std::map<std::string, Column, std::less<>> m_columns;
    std::map<std::string, std::string> m_remarks;
    std::vector<std::size_t> m_offsets;  ///< of each row in the text
    std::vector<TableHeader> m_passed_over;
};

inline constexpr std::size_t most_table_rows = 10'000'000;

/// The first of `kinds` whose required columns a file has. Throws InputError with up to 20 mistakes: bytes that are
/// no text, no header, columns that are missing, ambiguous or without unit, rows longer or shorter than the header,
/// cells that are no finite number, no rows, or more than `most_table_rows`.
/// A header with one cell less than its rows is taken only where the first cell of every row counts them.
Table read_table(std::string bytes, const std::string& file, std::span<const TableKind> kinds,
                 const TableChoices& choices = {});

}  // namespace dermavox::core

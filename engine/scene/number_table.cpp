#include "engine/scene/number_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace dermavox::scene {
namespace {

constexpr std::size_t largest_text = std::size_t(1) << 20;
constexpr int unknown = -1;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

struct Cell {
    std::string_view text;
    int column = 1;  ///< of its first character, from 1
};

/// The cells of a line without the blanks round them.
std::vector<Cell> cells_of(std::string_view line)
{
    std::vector<Cell> cells;
    for (std::size_t start = 0; start <= line.size();) {
        const std::size_t end = std::min(line.find(',', start), line.size());
        const std::size_t first = std::min(line.find_first_not_of(" \t", start), end);
        const std::string_view text = line.substr(first, end - first);
        cells.push_back({text.substr(0, text.find_last_not_of(" \t") + 1), int(first) + 1});
        start = end + 1;
    }
    return cells;
}

/// Reads line by line; the first that is neither empty nor a comment is the header.
class NumberTable
{
public:
    NumberTable(const std::string& file, const TableKind& kind, std::vector<core::Problem>& problems,
                std::vector<std::string>* names)
        : m_file(file),
          m_kind(kind),
          m_problems(problems),
          m_names(names)
    {
    }

    std::vector<std::vector<double>> read(std::string_view text)
    {
        if (text.size() > largest_text)
            return report(0, "a file of more than 1 MiB", "at most 1 MiB of text"), m_rows;
        for (std::size_t start = 0; start < text.size(); ++m_line) {
            const std::size_t end = std::min(text.find('\n', start), text.size());
            std::string_view line = text.substr(start, end - start);
            if (line.ends_with('\r')) line.remove_suffix(1);
            read_line(line);
            start = end + 1;
        }
        m_line = 0;
        if (!m_has_header)
            report(0, "no header", "a line that names the columns", m_kind.example);
        else if (m_lines == 0)
            report(0, "no " + m_kind.noun + 's', "a line for each " + m_kind.noun + " under the header");
        return m_rows;
    }

private:
    struct Column {
        int index = unknown;  ///< in m_kind.columns
        std::string unit{};
    };

    void report(int column, std::string found, std::string expected, std::string hint = "")
    {
        m_problems.push_back(
            {m_file, m_line, column, m_kind.key, std::move(found), std::move(expected), std::move(hint)});
    }

    void read_line(std::string_view line)
    {
        const auto strange = std::ranges::find_if(line, [](char c) { return (c < 0x20 || c > 0x7e) && c != '\t'; });
        const bool plain = strange == line.end();
        if (!plain)
            report(int(strange - line.begin()) + 1,
                   fmt::format("the byte 0x{:02x}", static_cast<unsigned char>(*strange)), "plain ASCII text",
                   "save the file as ASCII without BOM");
        const auto first = line.find_first_not_of(" \t");
        if (first == line.npos || line[first] == '#') return;
        if (!m_has_header)
            read_header(line, plain);
        else
            read_row(line, plain);
    }

    Column column_named(std::string_view header) const
    {
        for (std::size_t k = 0; k < m_kind.columns.size(); ++k)
            for (const auto& [name, unit] : m_kind.columns[k].headers)
                if (name == header) return {int(k), unit};
        return {};
    }

    void read_header(std::string_view line, bool plain)
    {
        m_has_header = true;
        for (const Cell& cell : cells_of(line)) {
            const Column column = column_named(cell.text);
            if (column.index == unknown && plain && !m_kind.others)
                report(cell.column, shown(cell), m_kind.expected, m_kind.example);
            if (column.index != unknown && has(column.index)) report(cell.column, shown(cell), "each column once");
            m_columns.push_back(column);
        }
        if (!plain) return;
        for (std::size_t k = 0; k < m_kind.columns.size(); ++k)
            if (m_kind.columns[k].required && !has(int(k)))
                return report(1, "no column " + m_kind.columns[k].name, m_kind.required, m_kind.example);
    }

    void read_row(std::string_view line, bool plain)
    {
        ++m_lines;
        if (!plain) return;
        const auto cells = cells_of(line);
        if (cells.size() != m_columns.size())
            return report(1, fmt::format("{} values", cells.size()),
                          fmt::format("{}, one for each column", m_columns.size()));
        std::vector<double> row(m_kind.columns.size(), none);
        for (std::size_t k = 0; k < cells.size(); ++k)
            if (m_columns[k].index != unknown) row[std::size_t(m_columns[k].index)] = number(cells[k], m_columns[k]);
        m_rows.push_back(std::move(row));
    }

    /// Place of a text among the names, which it joins.
    double name(const Cell& cell)
    {
        if (cell.text.empty()) report(cell.column, shown(cell), "a name");
        const auto at = std::ranges::find(*m_names, cell.text);
        const auto place = double(at - m_names->begin());
        if (at == m_names->end()) m_names->emplace_back(cell.text);
        return place;
    }

    /// SI; 0 after a report.
    double number(const Cell& cell, const Column& column)
    {
        if (m_kind.columns[std::size_t(column.index)].names) return name(cell);
        std::string why;
        const std::string digits(cell.text);
        const core::Dimension dimension = m_kind.columns[std::size_t(column.index)].dimension;
        const auto plain = core::parse_quantity(digits, core::Dimension::none, why);
        if (dimension == core::Dimension::none && plain) return *plain;
        const auto si = core::parse_quantity(digits + ' ' + column.unit, dimension, why);
        if (plain && si) return *si;
        report(cell.column, shown(cell), "a finite number" + (column.unit.empty() ? "" : " of " + column.unit));
        return 0;
    }

    bool has(int index) const { return std::ranges::find(m_columns, index, &Column::index) != m_columns.end(); }

    static std::string shown(const Cell& cell)
    {
        return fmt::format("\"{}\"",
                           cell.text.size() > 40 ? std::string(cell.text.substr(0, 37)) + "..." : cell.text);
    }

    const std::string& m_file;
    const TableKind& m_kind;
    std::vector<core::Problem>& m_problems;
    std::vector<std::string>* m_names;
    std::vector<Column> m_columns;
    std::vector<std::vector<double>> m_rows;
    int m_line = 1, m_lines = 0;
    bool m_has_header = false;
};

}  // namespace

std::vector<std::vector<double>> read_number_table(std::string_view text, const std::string& file,
                                                   const TableKind& kind, std::vector<core::Problem>& problems,
                                                   std::vector<std::string>* names)
{
    return NumberTable(file, kind, problems, names).read(text);
}

std::vector<std::pair<std::string, std::string>> in_mm_or_um(const std::string& name)
{
    return {{name + "_mm", "mm"}, {name + "_um", "um"}};
}

}  // namespace dermavox::scene

// The rows under a header: decimal marks, numbers, row numbers.
#include "engine/core/table_reading.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace dermavox::core {

using Cells = TableColumn::Cells;

/// Cells past the header's, apart from empty ones at the end.
bool TableReading::is_wide(const std::vector<Cell>& cells) const
{
    const std::size_t named = m_header.cells.size() + m_shift;
    return std::any_of(cells.begin() + std::ptrdiff_t(std::min(named, cells.size())), cells.end(),
                       [](const Cell& cell) { return !cell.text.empty(); });
}

/// Every row has one cell more than the header, and the first counts 0, 1, 2 or 1, 2, 3: row names as R writes them.
void TableReading::find_row_numbers()
{
    Records records(m_table.m_text, m_header.separator);
    records.jump(m_header.first_row);
    std::vector<Cell> cells;
    long next = -1;
    int rows = 0;
    while (records.next(cells)) {
        if (is_comment(cells)) continue;
        const std::string& first = cells.front().text;
        if (cells.size() != m_header.cells.size() + 1 || cells.back().text.empty()) return;
        if (m_header.separator == ',' && !cells.front().quoted) return;  // decimal commas would look the same
        if (next < 0) next = first == "0" ? 0 : 1;
        if (first != std::to_string(next++)) return;
        ++rows;
    }
    if (rows > 1) m_shift = 1;
    for (auto& [name, column] : m_table.m_columns) column.cell += m_shift;
}

void TableReading::note_marks(const Cell& cell, std::size_t k)
{
    const TableColumn& column = kind().columns[k];
    const auto number = split_number(cell.text);
    if (!number || (!number->unit.empty() && !find_unit(number->unit, column.dimension))) return;
    const Marks marks = marks_of(*number);
    if (marks == Marks::nothing) return;
    std::size_t& first = marks == Marks::point                           ? m_marks.point
                         : marks == Marks::comma                         ? m_marks.comma
                         : number->digits.find('.') != std::string::npos ? m_marks.either_point
                                                                         : m_marks.either_comma;
    if (first == 0) first = cell.offset + 1;
}

void TableReading::find_decimal_mark()
{
    Records records(m_table.m_text, m_header.separator);
    records.jump(m_header.first_row);
    std::vector<Cell> cells;
    while (records.next(cells)) {
        if (is_comment(cells)) continue;
        for (std::size_t k = 0; k < m_columns.size(); ++k)
            if (m_columns[k] && kind().columns[k].cells != Cells::texts && m_columns[k]->cell < cells.size())
                note_marks(cells[m_columns[k]->cell], k);
    }
    decide_decimal_mark();
}

/// Between commas a point is no thousands mark: cells would need quotes for their decimal commas.
void TableReading::decide_decimal_mark()
{
    const auto [point, comma, either_point, either_comma] = m_marks;
    const std::string how = m_choices.as_options
                                ? "write --decimal-mark ',' or --decimal-mark '.'"
                                : "write decimal_mark = \",\" or \".\" beside the key that names the file";
    if (m_choices.decimal_mark)
        m_decimal = *m_choices.decimal_mark;
    else if (point > 0 && comma > 0)
        report(std::max(point, comma) - 1, "", "decimal points and decimal commas in one table", "one of them", how);
    else if (point + comma > 0)
        m_decimal = point > 0 ? '.' : ',';
    else if (either_comma > 0 || (either_point > 0 && m_header.separator != ','))
        report(std::max(either_comma, either_point) - 1, "",
               "a mark before three digits that may be a decimal or a thousands mark",
               "a number that shows which, as 0.5 or 0,5 do", how);
}

void TableReading::read_rows()
{
    Records records(m_table.m_text, m_header.separator);
    records.jump(m_header.first_row);
    std::vector<Cell> cells;
    while (m_problems.size() < most_table_problems && records.next(cells)) {
        if (is_comment(cells))
            ++m_comments;
        else
            read_row(cells, records.start());
        if (m_table.m_rows > most_table_rows)
            return report(records.start(), "", "more rows", fmt::format("at most {}", most_table_rows));
    }
}

void TableReading::read_row(const std::vector<Cell>& cells, std::size_t start)
{
    std::size_t needed = 0;
    for (std::size_t k = 0; k < m_columns.size(); ++k)
        if (m_columns[k] && (kind().columns[k].required || !kind().columns[k].may_be_empty))
            needed = std::max(needed, m_columns[k]->cell + 1);
    if (is_wide(cells) || cells.size() < needed)
        return report(cells.front().offset, "", fmt::format("{} cells", cells.size()),
                      fmt::format("{}, one for each column", m_header.cells.size()),
                      m_header.separator == ',' && cells.size() > m_header.cells.size()
                          ? "decimal commas need quotes, or semicolons between the cells"
                          : "");
    m_table.m_offsets.push_back(start);
    ++m_table.m_rows;
    static const Cell nothing;
    for (std::size_t k = 0; k < m_columns.size(); ++k)
        if (m_columns[k]) read_cell(m_columns[k]->cell < cells.size() ? cells[m_columns[k]->cell] : nothing, k);
}

void TableReading::read_cell(const Cell& cell, std::size_t k)
{
    switch (kind().columns[k].cells) {
    case Cells::texts:
        return m_columns[k]->texts.push_back(cell.text);
    case Cells::values:
        return m_columns[k]->texts.push_back(value_text(cell, k));
    case Cells::numbers:
        return read_number(cell, k);
    }
}

void TableReading::read_number(const Cell& cell, std::size_t k)
{
    const TableColumn& column = kind().columns[k];
    auto& numbers = m_columns[k]->numbers;
    numbers.push_back(std::numeric_limits<double>::quiet_NaN());
    if (cell.text.empty() && (column.may_be_empty || !column.required)) return;  // see drop_empty_columns
    const auto number = split_number(cell.text);
    const auto plain = number ? plain_number(*number, m_decimal) : std::nullopt;
    const Unit* unit = !number || number->unit.empty() ? m_units[k] : find_unit(number->unit, column.dimension);
    const bool bare = !unit && (column.dimension != Dimension::none || (number && !number->unit.empty()));
    const auto si = plain && !bare ? si_of(*plain, unit) : std::nullopt;
    if (si) {
        numbers.back() = *si;
        return;
    }
    const std::string& header = m_header.cells[m_columns[k]->cell - m_shift].text;
    if (plain && bare && number->unit.empty())
        return report(
            cell.offset, column.name, shown(cell.text) + " without a unit", info_of(column.dimension).noun,
            choice_hint(m_choices, column.name,
                        fmt::format("{} [{}]", header,
                                    std::string_view(info_of(column.dimension).example)
                                        .substr(std::string_view(info_of(column.dimension).example).find(' ') + 1))));
    report(cell.offset, column.name, shown(cell.text),
           "a finite number" + (m_units[k] ? fmt::format(" of {}", name_of(*m_units[k])) : std::string()),
           number && !plain ? fmt::format("decimal mark here is '{}'", m_decimal) : "");
}

std::string TableReading::value_text(const Cell& cell, std::size_t k) const
{
    const auto number = split_number(cell.text);
    const auto plain = number ? plain_number(*number, m_decimal) : std::nullopt;
    if (!plain) return cell.text;
    const bool known = number->unit.empty() || find_unit(number->unit, kind().columns[k].dimension);
    if (!known) return cell.text;
    const std::string unit = !number->unit.empty() ? std::string(number->unit)
                             : m_units[k]          ? std::string(name_of(*m_units[k]))
                                                   : std::string();
    return unit.empty() ? *plain : *plain + ' ' + unit;
}

/// Optional columns: all cells empty is absent, some is a mistake where the kind does not allow it.
void TableReading::drop_empty_columns()
{
    for (std::size_t k = 0; k < m_columns.size(); ++k) {
        const TableColumn& column = kind().columns[k];
        if (!m_columns[k] || column.required || column.cells != Cells::numbers) continue;
        const auto& numbers = m_columns[k]->numbers;
        const auto empty = std::ranges::find_if(numbers, [](double v) { return std::isnan(v); });
        if (std::ranges::all_of(numbers, [](double v) { return std::isnan(v); })) {
            m_table.m_columns.erase(column.name);
            m_columns[k] = nullptr;
        } else if (empty != numbers.end() && !column.may_be_empty && m_problems.empty()) {
            Problem problem = m_table.problem(std::size_t(empty - numbers.begin()), column.name, "empty", "a number");
            m_problems.push_back(std::move(problem));
        }
    }
}

}  // namespace dermavox::core

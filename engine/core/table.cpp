#include "dermavox/core/table.hpp"

#include "dermavox/core/nearest.hpp"
#include "dermavox/core/text_file.hpp"
#include "engine/core/table_reading.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dermavox::core {
namespace {

using Cells = TableColumn::Cells;

std::string headers_of(const std::vector<Cell>& cells)
{
    std::string names;
    for (const Cell& cell : cells)
        if (!cell.text.empty()) names += (names.empty() ? "" : ", ") + shown(cell.text);
    return names.size() > 300 ? names.substr(0, 300) + " ..." : names;
}

std::string required_of(const TableKind& kind)
{
    std::string names;
    for (const TableColumn& column : kind.columns)
        if (column.required) names += (names.empty() ? "" : ", ") + column.name;
    return names;
}

}  // namespace

std::string shown(std::string_view text) { return '"' + printable(text, 40) + '"'; }

// ---- Table

bool Table::has(std::string_view column) const { return m_columns.find(column) != m_columns.end(); }

const std::vector<double>& Table::numbers(std::string_view column) const
{
    static const std::vector<double> none;
    const auto at = m_columns.find(column);
    return at == m_columns.end() ? none : at->second.numbers;
}

const std::vector<std::string>& Table::texts(std::string_view column) const
{
    static const std::vector<std::string> none;
    const auto at = m_columns.find(column);
    return at == m_columns.end() ? none : at->second.texts;
}

std::optional<std::string> Table::remark(const std::string& key) const
{
    const auto at = m_remarks.find(key);
    return at == m_remarks.end() ? std::nullopt : std::optional(at->second);
}

Problem Table::problem(std::size_t row, std::string_view column, std::string found, std::string expected) const
{
    Records records(m_text, m_separator);
    records.jump(m_offsets.at(row));
    std::vector<Cell> cells;
    records.next(cells);
    const auto at = m_columns.find(column);
    const std::size_t cell = at == m_columns.end() ? 0 : at->second.cell;
    const TextPlace place = place_in(m_text, cell < cells.size() ? cells[cell].offset : records.start());
    return {m_file, place.line, place.column, std::string(column), std::move(found), std::move(expected), ""};
}

// ---- reading

TableReading::TableReading(std::string bytes, const std::string& file, std::span<const TableKind> kinds,
                           const TableChoices& choices)
    : m_file(file),
      m_kinds(kinds),
      m_choices(choices)
{
    std::size_t bad_at = 0;
    auto text = decoded(std::move(bytes), bad_at);
    if (!text)
        throw InputError({{m_file, 0, 0, "", fmt::format("byte {} that is no text", bad_at + 1),
                           "UTF-8, UTF-16 or Windows-1252", "save the file as UTF-8"}});
    m_encoding = std::move(text->encoding);
    m_table.m_file = file;
    m_table.m_text = std::move(text->text);
}

Table TableReading::read()
{
    m_header = find_header(m_table.m_text, m_kinds, m_choices);
    m_table.m_kind = m_header.kind;
    if (m_header.matched == 0) report_missing();
    m_table.m_separator = m_header.separator;
    refuse_choices();
    check_columns();
    refuse_near_names();
    if (!m_problems.empty()) fail();
    read_remarks();
    find_row_numbers();
    find_decimal_mark();
    if (!m_problems.empty()) fail();
    read_rows();
    drop_empty_columns();
    if (m_table.m_rows == 0 && m_problems.empty())
        report(m_header.first_row, "", "no " + kind().noun + 's',
               "a line for each " + kind().noun + " under the header");
    if (!m_problems.empty()) fail();
    m_table.m_assumed = assumed();
    return std::move(m_table);
}

void TableReading::report(std::size_t offset, std::string key, std::string found, std::string expected,
                          std::string hint)
{
    if (m_problems.size() == most_table_problems) return;
    const TextPlace place = place_in(m_table.m_text, offset);
    m_problems.push_back(
        {m_file, place.line, place.column, std::move(key), std::move(found), std::move(expected), std::move(hint)});
}

void TableReading::fail() { throw InputError(std::move(m_problems)); }

/// No header: what the likeliest line lacks.
void TableReading::report_missing()
{
    std::string expected;
    for (const TableKind& k : m_kinds) expected += (expected.empty() ? "columns " : ", or ") + required_of(k);
    const std::string example = "write e.g. " + kind().example;
    if (m_header.cells.empty()) {  // nothing but blank lines and comments
        report(0, "", "no header", "a line that names the columns: " + expected.substr(8), example);
        fail();
    }
    refuse_choices();
    if (!m_problems.empty()) fail();
    std::string missing;
    for (std::size_t k = 0; k < kind().columns.size(); ++k)
        if (kind().columns[k].required && (m_header.found.empty() || m_header.found[k].cell < 0) && missing.empty())
            missing = kind().columns[k].name;
    report(m_header.cells.front().offset, "", "no column " + missing, expected,
           fmt::format("the file has {}; {}, or {}", headers_of(m_header.cells), example,
                       choice_hint(m_choices, missing, "its header in the file")));
    fail();
}

/// Columns that the user names must be ones of the kind, and there.
void TableReading::refuse_choices()
{
    for (const auto& [name, header] : m_choices.columns) {
        const auto column = std::ranges::find(kind().columns, name, &TableColumn::name);
        const std::size_t at = m_header.cells.empty() ? 0 : m_header.cells.front().offset;
        std::vector<std::string> names;
        for (const TableColumn& c : kind().columns) names.push_back(c.name);
        if (column == kind().columns.end())
            report(at, "columns." + name, "no such column", "one of " + fmt::format("{}", fmt::join(names, ", ")));
        else if (m_header.found.empty() || m_header.found[std::size_t(column - kind().columns.begin())].cell < 0)
            report(at, "columns." + name, "no column " + shown(header),
                   "a header of the file: " + headers_of(m_header.cells));
    }
}

void TableReading::check_columns()
{
    m_units.assign(kind().columns.size(), nullptr);
    m_columns.assign(kind().columns.size(), nullptr);
    for (std::size_t k = 0; k < kind().columns.size(); ++k)
        if (m_header.found[k].cell >= 0) check_column(k);
    for (std::size_t i = 0; i < m_header.cells.size(); ++i) {
        const Cell& cell = m_header.cells[i];
        const bool read = std::ranges::any_of(m_header.found, [&](const FoundColumn& f) { return f.cell == int(i); });
        if (read || cell.text.empty()) continue;
        const TextPlace place = place_in(m_table.m_text, cell.offset);
        m_table.m_passed_over.push_back({cell.text, place.line, place.column});
    }
}

void TableReading::check_column(std::size_t k)
{
    const TableColumn& column = kind().columns[k];
    const FoundColumn& found = m_header.found[k];
    const Cell& cell = m_header.cells[std::size_t(found.cell)];
    for (const int rival : found.rivals) {
        const Cell& other = m_header.cells[std::size_t(rival)];
        report(other.offset, column.name,
               fmt::format("both {} and {} may be it", shown(cell.text), shown(other.text)), "one such column",
               cell.text == other.text ? "give each column a name of its own"
                                       : choice_hint(m_choices, column.name, cell.text));
    }
    m_columns[k] = &m_table.m_columns[column.name];
    m_columns[k]->cell = std::size_t(found.cell);
    check_units(k);
}

/// The unit of the header and that of the row under it; that what was found is a unit of the dimension.
void TableReading::check_units(std::size_t k)
{
    const TableColumn& column = kind().columns[k];
    const FoundColumn& found = m_header.found[k];
    if (column.cells == Cells::texts || found.unit.empty()) return;
    const Cell& cell = m_header.cells[std::size_t(found.cell)];
    m_units[k] = find_unit(found.unit, column.dimension);
    if (!m_units[k])
        return report(cell.offset, column.name, shown(cell.text) + " in " + printable(found.unit, 20),
                      info_of(column.dimension).noun, why_no_unit(printable(found.unit, 20), column.dimension));
    const std::string under =
        std::size_t(found.cell) < m_header.units.size() ? m_header.units[std::size_t(found.cell)] : "";
    if (!under.empty() && under != "-" && find_unit(under, column.dimension) != m_units[k])
        report(cell.offset, column.name, fmt::format("{} over a unit row with {}", shown(cell.text), shown(under)),
               "one unit", "correct the one that is wrong");
}

/// A header that nearly names a column which is not there: rather a mistake than another column.
void TableReading::refuse_near_names()
{
    std::vector<std::string> absent;
    for (std::size_t k = 0; k < kind().columns.size(); ++k)
        if (m_header.found[k].cell < 0 && kind().columns[k].name.size() > 3) absent.push_back(kind().columns[k].name);
    for (std::size_t i = 0; i < m_header.cells.size(); ++i) {
        const Cell& cell = m_header.cells[i];
        if (std::ranges::any_of(m_header.found, [&](const FoundColumn& f) { return f.cell == int(i); })) continue;
        const HeaderName name = header_name(cell.text);
        const std::string near = name.name.size() > 5 ? nearest_name(name.name, absent) : "";
        if (!near.empty())
            report(cell.offset, "", shown(cell.text), "a column of the table, or one of quite another name",
                   fmt::format("did you mean '{}'?", near));
    }
}

/// Of the comments before the header each "key: value".
void TableReading::read_remarks()
{
    Records records(m_table.m_text, '\n');
    std::vector<Cell> cells;
    while (records.next(cells) && records.start() < m_header.cells.front().offset) {
        const std::string& line = cells.front().text;
        const auto colon = line.find(':');
        if (!is_comment(cells) || colon == line.npos) continue;
        const auto first = std::min(line.find_first_not_of("#%/ \t"), colon);
        std::string_view value = trimmed_cell(std::string_view(line).substr(colon + 1));
        while (value.ends_with(',') || value.ends_with(';')) value.remove_suffix(1);  // a spreadsheet's
        m_table.m_remarks[std::string(trimmed_cell(std::string_view(line).substr(first, colon - first)))] = value;
    }
}

std::string TableReading::assumed() const
{
    const char* separators = m_header.separator == '\t'  ? "tabs"
                             : m_header.separator == ';' ? "semicolons"
                                                         : "commas";
    std::string columns, others;
    for (std::size_t k = 0; k < m_columns.size(); ++k)
        if (m_columns[k])
            columns += fmt::format("{}{} = {}{}", columns.empty() ? "" : ", ", kind().columns[k].name,
                                   shown(m_header.cells[m_columns[k]->cell - m_shift].text),
                                   m_units[k] ? fmt::format(" in {}", name_of(*m_units[k])) : std::string());
    for (const TableHeader& header : m_table.m_passed_over)
        others += (others.empty() ? "; not read: " : ", ") + shown(header.text);
    return fmt::format("{}: {}, {}, decimal {}; {}; {} {}{}{}{}{}", m_file, m_encoding, separators,
                       m_decimal == ',' ? "commas" : "points", columns, m_table.m_rows, kind().noun,
                       m_table.m_rows == 1 ? "" : "s", others, m_shift > 0 ? "; row numbers without a header" : "",
                       m_comments > 0 ? fmt::format("; {} comment line{}", m_comments, m_comments == 1 ? "" : "s")
                                      : std::string());
}

Table read_table(std::string bytes, const std::string& file, std::span<const TableKind> kinds,
                 const TableChoices& choices)
{
    return TableReading(std::move(bytes), file, kinds, choices).read();
}

}  // namespace dermavox::core

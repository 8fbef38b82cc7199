#include "engine/scene/needle_table.hpp"

#include "dermavox/core/unit_names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace dermavox::scene {
namespace {

constexpr std::size_t largest_text = std::size_t(1) << 20;
constexpr const char* example = "write e.g. x_mm,y_mm,length_offset_mm";

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

/// A column by its header. Without a target it is one that the header line was refused for.
struct Column {
    double device::Seat::*target = nullptr;
    std::string unit{};
};

Column column_named(std::string_view header)
{
    const auto split = header.rfind('_');
    if (split == header.npos) return {};
    const std::string_view name = header.substr(0, split), unit = header.substr(split + 1);
    if (unit != "mm" && unit != "um") return {};
    if (name == "x") return {&device::Seat::x, std::string(unit)};
    if (name == "y") return {&device::Seat::y, std::string(unit)};
    if (name == "length_offset") return {&device::Seat::length_offset, std::string(unit)};
    return {};
}

/// Reads line by line; the first that is neither empty nor a comment is the header.
class NeedleTable
{
public:
    NeedleTable(const std::string& file, std::vector<core::Problem>& problems) : m_file(file), m_problems(problems) {}

    std::vector<device::Seat> read(std::string_view text)
    {
        if (text.size() > largest_text)
            return report(0, "a file of more than 1 MiB", "at most 1 MiB of text"), m_seats;
        for (std::size_t start = 0; start < text.size(); ++m_line) {
            const std::size_t end = std::min(text.find('\n', start), text.size());
            std::string_view line = text.substr(start, end - start);
            if (line.ends_with('\r')) line.remove_suffix(1);
            read_line(line);
            start = end + 1;
        }
        m_line = 0;
        if (!m_has_header)
            report(0, "no header", "a line that names the columns", example);
        else if (m_rows == 0)
            report(0, "no needles", "a line for each needle under the header");
        return m_seats;
    }

private:
    void report(int column, std::string found, std::string expected, std::string hint = "")
    {
        m_problems.push_back({m_file, m_line, column, "device.cartridge.table", std::move(found), std::move(expected),
                              std::move(hint)});
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

    void read_header(std::string_view line, bool plain)
    {
        m_has_header = true;
        for (const Cell& cell : cells_of(line)) {
            const Column column = column_named(cell.text);
            if (!column.target && plain)
                report(cell.column, shown(cell), "x, y or length_offset with _mm or _um", example);
            if (column.target && has(column.target)) report(cell.column, shown(cell), "each column once");
            m_columns.push_back(column);
        }
        if (plain && (!has(&device::Seat::x) || !has(&device::Seat::y)))
            report(1, fmt::format("no column {}", has(&device::Seat::x) ? "y" : "x"), "columns x and y", example);
    }

    void read_row(std::string_view line, bool plain)
    {
        ++m_rows;
        if (!plain) return;
        const auto cells = cells_of(line);
        if (cells.size() != m_columns.size())
            return report(1, fmt::format("{} values", cells.size()),
                          fmt::format("{}, one for each column", m_columns.size()));
        device::Seat seat;
        for (std::size_t k = 0; k < cells.size(); ++k)
            if (m_columns[k].target) seat.*m_columns[k].target = number(cells[k], m_columns[k].unit);
        m_seats.push_back(seat);
    }

    /// SI; 0 after a report.
    double number(const Cell& cell, const std::string& unit)
    {
        std::string why;
        const std::string digits(cell.text);
        const auto plain = core::parse_quantity(digits, core::Dimension::none, why);
        const auto si = core::parse_quantity(digits + ' ' + unit, core::Dimension::length, why);
        if (plain && si) return *si;
        report(cell.column, shown(cell), "a finite number of " + unit);
        return 0;
    }

    bool has(double device::Seat::*target) const
    {
        return std::ranges::find(m_columns, target, &Column::target) != m_columns.end();
    }

    static std::string shown(const Cell& cell)
    {
        return fmt::format("\"{}\"",
                           cell.text.size() > 40 ? std::string(cell.text.substr(0, 37)) + "..." : cell.text);
    }

    const std::string& m_file;
    std::vector<core::Problem>& m_problems;
    std::vector<Column> m_columns;
    std::vector<device::Seat> m_seats;
    int m_line = 1, m_rows = 0;
    bool m_has_header = false;
};

}  // namespace

std::vector<device::Seat> read_needle_table(std::string_view text, const std::string& file,
                                            std::vector<core::Problem>& problems)
{
    return NeedleTable(file, problems).read(text);
}

}  // namespace dermavox::scene

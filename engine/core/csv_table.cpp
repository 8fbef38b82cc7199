#include "dermavox/core/csv_table.hpp"

#include "dermavox/core/problem.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <fstream>

namespace dermavox::core {
namespace {

constexpr std::uintmax_t largest_file = std::uintmax_t(1) << 30;

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r"), last = text.find_last_not_of(" \t\r");
    return first == std::string_view::npos ? std::string_view() : text.substr(first, last - first + 1);
}

/// Cells of a line, without the blanks and the quotes round them.
std::vector<std::string_view> cells_of(std::string_view line)
{
    std::vector<std::string_view> cells;
    bool quoted = false;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= line.size(); ++i) {
        if (i < line.size() && line[i] == '"') quoted = !quoted;
        if (i < line.size() && (line[i] != ',' || quoted)) continue;
        std::string_view cell = trimmed(line.substr(begin, i - begin));
        if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') cell = cell.substr(1, cell.size() - 2);
        cells.push_back(cell);
        begin = i + 1;
    }
    return cells;
}

/// At most this much of what stands in a file goes into a message.
std::string shortened(std::string_view text)
{
    constexpr std::size_t longest = 60;
    return '"' + std::string(text.substr(0, longest)) + (text.size() > longest ? "..." : "") + '"';
}

std::string text_of(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in || std::filesystem::is_directory(file))
        throw Failure(exit_code::no_input, file.string() + ": cannot be opened");
    std::error_code error;
    const std::uintmax_t bytes = std::filesystem::file_size(file, error);
    if (error) throw Failure(exit_code::no_input, file.string() + ": " + error.message());
    if (bytes > largest_file)
        throw Failure(exit_code::refused, file.string() + ": larger than 1 GiB, the most that is read");
    std::string text(std::size_t(bytes), '\0');
    in.read(text.data(), std::streamsize(bytes));
    text.resize(std::size_t(in.gcount()));
    return text;
}

}  // namespace

CsvTable::CsvTable(const std::filesystem::path& file) : m_file(file.string()), m_text(text_of(file))
{
    const std::string_view text = m_text;
    int number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = trimmed(text.substr(begin, end - begin));
        begin = end + 1;
        ++number;
        if (line.empty()) continue;
        if (line.front() == '#') {
            const std::size_t colon = line.find(':');
            if (colon != std::string_view::npos && m_names.empty())
                m_remarks[std::string(trimmed(line.substr(1, colon - 1)))] = trimmed(line.substr(colon + 1));
        } else if (m_names.empty()) {
            read_header(line);
        } else {
            read_row(line, number);
        }
    }
    if (m_names.empty())
        throw InputError({Problem{m_file, 0, 0, "header", "missing", "a line with the column names", ""}});
}

void CsvTable::read_header(std::string_view line)
{
    for (const std::string_view name : cells_of(line)) {
        if (std::find(m_names.begin(), m_names.end(), name) != m_names.end())
            throw InputError({Problem{m_file, 0, 0, "header", shortened(name), "each column name once", ""}});
        m_names.emplace_back(name);
    }
}

void CsvTable::read_row(std::string_view line, int number)
{
    const std::vector<std::string_view> cells = cells_of(line);
    if (cells.size() != m_names.size())
        throw InputError({Problem{m_file, number, 1, "row", fmt::format("{} cells", cells.size()),
                                  fmt::format("{}, as the header has", m_names.size()),
                                  "put a cell that holds a comma in double quotes"}});
    m_cells.insert(m_cells.end(), cells.begin(), cells.end());
    m_lines.push_back(number);
}

std::optional<std::size_t> CsvTable::column(std::string_view name) const
{
    const auto found = std::find(m_names.begin(), m_names.end(), name);
    if (found == m_names.end()) return {};
    return std::size_t(found - m_names.begin());
}

std::optional<std::string> CsvTable::remark(const std::string& key) const
{
    const auto found = m_remarks.find(key);
    return found == m_remarks.end() ? std::nullopt : std::optional(found->second);
}

std::string_view CsvTable::cell(std::size_t row, std::size_t column) const
{
    return m_cells[row * m_names.size() + column];
}

std::string CsvTable::text(std::size_t row, std::size_t column) const { return std::string(cell(row, column)); }

std::optional<double> CsvTable::number(std::size_t row, std::size_t column) const
{
    const std::string_view text = cell(row, column);
    if (text.empty()) return {};
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        refuse(row, m_names[column], std::string(text), "a number");
    return value;
}

std::vector<double> CsvTable::numbers(std::string_view name, double scale) const
{
    std::vector<double> values;
    const std::optional<std::size_t> at = column(name);
    if (!at) return values;
    values.reserve(rows());
    for (std::size_t row = 0; row < rows(); ++row) {
        const std::optional<double> value = number(row, *at);
        if (!value) refuse(row, name, "empty", "a number");
        values.push_back(*value * scale);
    }
    return values;
}

void CsvTable::refuse(std::size_t row, std::string_view key, const std::string& found,
                      const std::string& expected) const
{
    throw InputError({Problem{m_file, m_lines[row], 1, std::string(key), shortened(found), expected, ""}});
}

}  // namespace dermavox::core

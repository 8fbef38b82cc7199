/// Tables of numbers and text as CSV: of a result folder, or measured by the user.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dermavox::core {

/// A comma-separated table with one header line. Lines that start with '#' are comments; of those before the header,
/// each "# key: value" is kept. A cell may stand in double quotes.
class CsvTable
{
public:
    /// Throws core::Failure (66) when the file cannot be opened, (69) when it is larger than 1 GiB, core::InputError
    /// for a row that is longer or shorter than the header, a name that stands twice, or no header at all.
    explicit CsvTable(const std::filesystem::path& file);

    std::size_t rows() const { return m_lines.size(); }
    std::optional<std::size_t> column(std::string_view name) const;
    const std::vector<std::string>& names() const { return m_names; }
    /// Value of a "# key: value" comment.
    std::optional<std::string> remark(const std::string& key) const;

    std::string text(std::size_t row, std::size_t column) const;
    /// Empty cells give nothing. Throws core::InputError for anything that is no finite number.
    std::optional<double> number(std::size_t row, std::size_t column) const;
    /// A whole column times `scale`; nothing when the table lacks it. Empty cells are an error.
    std::vector<double> numbers(std::string_view name, double scale) const;

    [[noreturn]] void refuse(std::size_t row, std::string_view key, const std::string& found,
                             const std::string& expected) const;

private:
    std::string_view cell(std::size_t row, std::size_t column) const;
    void read_header(std::string_view line);
    void read_row(std::string_view line, int number);

    std::string m_file, m_text;
    std::vector<std::string> m_names;
    std::vector<std::string_view> m_cells;  ///< row by row, of m_text
    std::vector<int> m_lines;               ///< of each row, from 1
    std::map<std::string, std::string> m_remarks;
};

}  // namespace dermavox::core

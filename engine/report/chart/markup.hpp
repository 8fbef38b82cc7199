// Building blocks of the page. Arguments named `html` are finished markup; all others are plain text and escaped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dermavox::report {

/// A section: question as heading, what the figures say in a sentence or two, then the figure.
struct Section {
    std::string_view id, heading;
    std::string lead;   ///< plain text
    std::string aside;  ///< plain text in small print, may be empty
    std::string html;
};
std::string section(const Section& section);

std::string figure(std::string_view html, std::string_view caption);

class Table
{
public:
    /// A heading that starts with '#' is a column of numbers.
    Table(std::string_view caption, const std::vector<std::string>& headings);
    Table& row(const std::vector<std::string>& cells);
    /// The last cell is markup.
    Table& row(const std::vector<std::string>& cells, std::string_view html);
    std::string take();

private:
    std::string m_html;
    std::vector<bool> m_numeric;
    void cells(const std::vector<std::string>& cells);
};

/// A bar of a share 0 .. 1, for a table cell; `fill`, when there is one, in place of the style's colour.
std::string bar(double share, std::string_view style, std::string_view fill = {});

}  // namespace dermavox::report

#include "engine/report/chart/markup.hpp"

#include "engine/report/text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dermavox::report {

std::string section(const Section& s)
{
    const std::string aside = s.aside.empty() ? "" : fmt::format("<p class=\"small\">{}</p>", escaped(s.aside));
    return fmt::format("<section id=\"{0}\" aria-labelledby=\"{0}-h\"><div class=\"say\"><h2 id=\"{0}-h\">{1}</h2>"
                       "<p>{2}</p>{3}</div><div class=\"show\">{4}</div></section>\n",
                       s.id, escaped(s.heading), escaped(s.lead), aside, s.html);
}

std::string figure(std::string_view html, std::string_view caption)
{
    const std::string below = caption.empty() ? "" : "<figcaption>" + escaped(caption) + "</figcaption>";
    return fmt::format("<figure><div class=\"scroll\">{}</div>{}</figure>", html, below);
}

Table::Table(std::string_view caption, const std::vector<std::string>& headings)
{
    m_html =
        fmt::format("<div class=\"scroll\"><table{}><caption>{}</caption><thead><tr>",
                    headings.size() == 2 && headings[1].starts_with('#') ? " class=\"pairs\"" : "", escaped(caption));
    for (const std::string& heading : headings) {
        const bool numeric = heading.starts_with('#');
        m_numeric.push_back(numeric);
        m_html += fmt::format("<th scope=\"col\"{}>{}</th>", numeric ? " class=\"n\"" : "",
                              escaped(numeric ? heading.substr(1) : heading));
    }
    m_html += "</tr></thead><tbody>";
}

void Table::cells(const std::vector<std::string>& cells)
{
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const char* tag = i == 0 ? "th scope=\"row\"" : "td";
        m_html += fmt::format("<{}{}>{}</{}>", tag, i < m_numeric.size() && m_numeric[i] ? " class=\"n\"" : "",
                              escaped(cells[i]), i == 0 ? "th" : "td");
    }
}

Table& Table::row(const std::vector<std::string>& plain)
{
    m_html += "<tr>";
    cells(plain);
    m_html += "</tr>";
    return *this;
}

Table& Table::row(const std::vector<std::string>& plain, std::string_view html)
{
    m_html += "<tr>";
    cells(plain);
    m_html += fmt::format("<td>{}</td></tr>", html);
    return *this;
}

std::string Table::take() { return std::move(m_html) + "</tbody></table></div>"; }

std::string bar(double share, std::string_view style, std::string_view fill)
{
    const std::string colour = fill.empty() ? "" : fmt::format(" fill=\"{}\"", fill);
    return fmt::format("<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                       "<rect class=\"track\" width=\"100\" height=\"8\"/><rect class=\"{}\"{} width=\"{}\" "
                       "height=\"8\"/></svg>",
                       style, colour, coordinate(100 * std::clamp(share, 0.0, 1.0)));
}

}  // namespace dermavox::report

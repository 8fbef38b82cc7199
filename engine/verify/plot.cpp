#include "dermavox/verify/pages.hpp"
#include "engine/verify/wording.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::verify {
namespace {

constexpr double k_left = 78, k_right = 404, k_top = 44, k_bottom = 232, k_width = 430, k_height = 290;

/// A logarithmic axis over whole decades or, where the values span less, round 1-2-5 steps.
class LogAxis
{
public:
    LogAxis(const std::vector<double>& values, double from, double to) : m_from(from), m_to(to)
    {
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        m_low = std::log(*low) - 0.25, m_high = std::log(*high) + 0.25;
    }
    double at(double value) const { return m_from + (std::log(value) - m_low) / (m_high - m_low) * (m_to - m_from); }
    std::vector<double> ticks() const
    {
        std::vector<double> all;
        const bool wide = m_high - m_low > 3 * std::log(10.0);
        for (int decade = int(std::floor(m_low / std::log(10.0))); decade <= m_high / std::log(10.0); ++decade)
            for (const double step : {1.0, 2.0, 5.0}) {
                const double value = step * std::pow(10.0, decade);
                if ((step == 1 || !wide) && std::log(value) >= m_low && std::log(value) <= m_high)
                    all.push_back(value);
            }
        return all;
    }

private:
    double m_from, m_to, m_low, m_high;
};

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) out += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
    return out;
}

std::string axes(const Series& s, const LogAxis& x, const LogAxis& y, bool of_errors)
{
    std::string out;
    for (const double v : x.ticks())
        out += fmt::format(
            "<path class='g' d='M{0:.0f} {1}V{2}'/><text x='{0:.0f}' y='{3}' text-anchor='middle'>{4:g}</text>\n",
            x.at(v), k_top, k_bottom, k_bottom + 16, v);
    for (const double v : y.ticks())
        out += fmt::format(
            "<path class='g' d='M{0} {1:.0f}H{2}'/><text x='{3}' y='{4:.0f}' text-anchor='end'>{5:g}</text>\n",
            k_left, y.at(v), k_right, k_left - 7, y.at(v) + 4, v);
    out += fmt::format("<text x='{}' y='{}' text-anchor='middle'>{} ({})</text>\n", (k_left + k_right) / 2,
                       k_bottom + 38, escaped(s.size_name), escaped(s.size_unit));
    const std::string title = of_errors ? "error" : "value";
    out += fmt::format("<text transform='translate(16 {}) rotate(-90)' text-anchor='middle'>{}{}</text>\n",
                       (k_top + k_bottom) / 2, title, s.unit.empty() ? "" : " (" + escaped(s.unit) + ")");
    return out;
}

}  // namespace

std::string plot_of(const Series& series)
{
    std::vector<double> drawn = errors_of(series);
    const bool of_errors = std::all_of(drawn.begin(), drawn.end(), [](double e) { return e > 0; });
    if (!of_errors) drawn = series.value;
    const LogAxis x(series.size, k_left, k_right), y(drawn, k_bottom, k_top);
    std::string out = fmt::format(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {0} {1}' width='{0}' height='{1}' role='img'>\n"
        "<title>{2}</title>\n<style>text{{font:12px sans-serif;fill:#333}}.t{{font-weight:600;font-size:13px}}"
        ".g{{stroke:#ddd;fill:none}}.f{{stroke:#999;fill:none}}.l{{stroke:#0b6e99;stroke-width:2;fill:none}}"
        "circle{{fill:#0b6e99}}</style>\n<rect width='{0}' height='{1}' fill='#fff'/>\n"
        "<text class='t' x='{3}' y='18'>{2}</text>\n<text x='{3}' y='35'>{4}</text>\n",
        k_width, k_height, escaped(series.title), 14,
        escaped(of_errors ? fmt::format("observed order {:.2f}", *observed_order(series)) : "no order to be seen"));
    out += axes(series, x, y, of_errors);
    out += fmt::format("<path class='f' d='M{0} {1}V{2}H{3}'/>\n", k_left, k_top, k_bottom, k_right);
    std::string line;
    for (std::size_t i = 0; i < drawn.size(); ++i)
        line += fmt::format("{}{:.0f} {:.0f}", i == 0 ? "M" : "L", x.at(series.size[i]), y.at(drawn[i]));
    out += fmt::format("<path class='l' d='{}'/>\n", line);
    for (std::size_t i = 0; i < drawn.size(); ++i)
        out += fmt::format("<circle cx='{:.0f}' cy='{:.0f}' r='4'/>\n", x.at(series.size[i]), y.at(drawn[i]));
    return out + "</svg>\n";
}

}  // namespace dermavox::verify

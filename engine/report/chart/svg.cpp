#include "engine/report/chart/svg.hpp"

#include "engine/report/chart/nice_number.hpp"
#include "engine/report/text.hpp"

#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

std::string c(double value) { return coordinate(value); }

std::string attribute(std::string_view name, std::string_view value)
{
    return value.empty() ? std::string() : fmt::format(" {}=\"{}\"", name, value);
}

/// Round numbers need only the digits that tell neighbours apart.
std::string tick_text(double value)
{
    return std::fabs(value) < 1e-12                          ? "0"
           : digits(value, 3).find('.') == std::string::npos ? digits(value, 3)
                                                             : fmt::format("{:.4g}", value);
}

}  // namespace

Svg::Svg(double width, double height, std::string_view label, std::string_view data)
    : m_text(fmt::format("<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\"{}>", c(width), c(height),
                         escaped(label), attribute("data-map", data)))
{
}

Svg& Svg::line(Point a, Point b, std::string_view style)
{
    m_text += fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" class=\"{}\"/>", c(a.x), c(a.y), c(b.x),
                          c(b.y), style);
    return *this;
}

Svg& Svg::rect(Point corner, double width, double height, std::string_view style, std::string_view fill)
{
    m_text += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}{}/>", c(corner.x), c(corner.y),
                          c(width), c(height), attribute("class", style), attribute("fill", fill));
    return *this;
}

Svg& Svg::circle(Point centre, double radius, std::string_view style)
{
    m_text += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\" class=\"{}\"/>", c(centre.x), c(centre.y), c(radius),
                          style);
    return *this;
}

Svg& Svg::path(std::string_view data, std::string_view style, std::string_view fill)
{
    m_text += fmt::format("<path d=\"{}\"{}{}/>", data, attribute("class", style), attribute("fill", fill));
    return *this;
}

Svg& Svg::text(Point at, std::string_view text, std::string_view style)
{
    m_text += fmt::format("<text x=\"{}\" y=\"{}\"{}>{}</text>", c(at.x), c(at.y), attribute("class", style),
                          escaped(text));
    return *this;
}

Svg& Svg::raw(std::string_view markup)
{
    m_text += markup;
    return *this;
}

Svg& Svg::dimension(Point a, Point b, std::string_view text)
{
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    if (length == 0) return *this;
    const Point along{(b.x - a.x) / length, (b.y - a.y) / length};
    const bool outside = length < 22;  // arrows point inwards from beyond the ends
    const auto head = [&](Point tip, double sign) {
        const Point back{tip.x + sign * 6 * along.x, tip.y + sign * 6 * along.y};
        const Point side{-along.y * 2.2, along.x * 2.2};
        path(fmt::format("M{} {}L{} {}L{} {}Z", c(tip.x), c(tip.y), c(back.x + side.x), c(back.y + side.y),
                         c(back.x - side.x), c(back.y - side.y)),
             "arrow");
    };
    const double reach = outside ? 14 : 0;
    line({a.x - reach * along.x, a.y - reach * along.y}, {b.x + reach * along.x, b.y + reach * along.y}, "dim");
    head(a, outside ? -1 : 1);
    head(b, outside ? 1 : -1);
    const bool upright = std::fabs(along.y) > 0.95, level = std::fabs(along.x) > 0.95;
    if (upright) return this->text({std::max(a.x, b.x) + 7, (a.y + b.y) / 2 + 4}, text, "halo");
    if (level) return this->text({(a.x + b.x) / 2, std::min(a.y, b.y) - 6}, text, "halo mid");
    return this->text({(a.x + b.x) / 2 + 8, (a.y + b.y) / 2 + 14}, text, "halo");
}

Svg& Svg::x_axis(const Axis& axis, double across, double scale, std::string_view title)
{
    line({axis.from, across}, {axis.to, across}, "axis");
    for (const double tick : ticks_between(axis.low * scale, axis.high * scale, 6)) {
        const double x = axis.at(tick / scale);
        line({x, across}, {x, across + 5}, "axis");
        text({x, across + 18}, tick_text(tick), "tick mid");
    }
    return text({axis.to, across + 36}, title, "title end");
}

Svg& Svg::y_axis(const Axis& axis, double across, double scale, std::string_view title, int ticks)
{
    const double low = std::min(axis.low, axis.high) * scale, high = std::max(axis.low, axis.high) * scale;
    for (const double tick : ticks_between(low, high, ticks)) {
        const double y = axis.at(tick / scale);
        line({across - 5, y}, {across, y}, "axis");
        text({across - 8, y + 4}, tick_text(tick), "tick end");
    }
    line({across, axis.from}, {across, axis.to}, "axis");
    return text({across - 40, std::min(axis.from, axis.to) - 12}, title, "title");
}

std::string Svg::take() { return std::move(m_text) + "</svg>"; }

std::string svg_file(double width, double height, std::string_view title, std::string_view style, Svg svg)
{
    constexpr std::string_view common =
        "text{font:13px Inter,'Segoe UI',system-ui,'DejaVu Sans',sans-serif;fill:#1d2127}"
        ".head{font-size:16px;font-weight:650}.tick,.title,.small{font-size:12px;fill:#626a73}"
        ".mid{text-anchor:middle}.end{text-anchor:end}.axis{stroke:#626a73}";
    return fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" "
                       "height=\"{1}\">\n<title>{2}</title>\n<style>{3}{4}</style>\n<rect width=\"100%\" "
                       "height=\"100%\" fill=\"#fff\"/>\n{5}\n</svg>\n",
                       coordinate(width), coordinate(height), escaped(title), common, style, svg.take());
}

}  // namespace dermavox::report

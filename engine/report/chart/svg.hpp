// Inline SVG, written element by element. Text is escaped here; classes are those of tools/report/page.css.
#pragma once

#include <string>
#include <string_view>

namespace dermavox::report {

/// A linear axis: value to coordinate.
struct Axis {
    double low, high, from, to;
    double at(double value) const { return from + (value - low) / (high - low) * (to - from); }
};

struct Point {
    double x, y;
};

class Svg
{
public:
    /// Drawn in units of a CSS pixel; `label` is what a screen reader says.
    /// `data`: for scripts, as the attribute data-map.
    Svg(double width, double height, std::string_view label, std::string_view data = {});

    Svg& line(Point a, Point b, std::string_view style);
    Svg& rect(Point corner, double width, double height, std::string_view style, std::string_view fill = {});
    Svg& circle(Point centre, double radius, std::string_view style);
    Svg& path(std::string_view data, std::string_view style, std::string_view fill = {});
    Svg& text(Point at, std::string_view text, std::string_view style = {});
    /// Tooltip of the element before, for the pointer; screen readers have the tables.
    Svg& raw(std::string_view markup);
    /// A dimension line with arrow heads, its text in the middle, clear of the line.
    Svg& dimension(Point a, Point b, std::string_view text);
    /// Ticks with numbers times `scale`, and a title. An axis along x lies at y = across, one along y at x.
    Svg& x_axis(const Axis& axis, double across, double scale, std::string_view title);
    Svg& y_axis(const Axis& axis, double across, double scale, std::string_view title, int ticks = 5);

    std::string take();

private:
    std::string m_text;
};

/// A picture by itself, on white, in the page's type and colours; `style`: rules for classes of its own.
std::string svg_file(double width, double height, std::string_view title, std::string_view style, Svg svg);

}  // namespace dermavox::report

#include "dermavox/report/contact_plot.hpp"

#include "engine/report/chart/svg.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <vector>

namespace dermavox::report {
namespace {

constexpr double k_width_of_contact = 900, k_height_of_contact = 360, k_contact_top = 70, k_contact_bottom = 300;
constexpr std::string_view k_contact_style = ".curve{fill:none;stroke-width:2;stroke:#23508f}"
                                             ".profile{fill:none;stroke-width:1.5;stroke:#4d555e}";

std::string contact_path(std::size_t points, const Axis& x, const Axis& y,
                         const std::function<Point(std::size_t)>& at)
{
    std::string line;
    for (std::size_t i = 0; i < points; ++i)
        line += fmt::format("{}{} {}", i == 0 ? "M" : "L", coordinate(x.at(at(i).x)), coordinate(y.at(at(i).y)));
    return line;
}

void draw_contact_force(Svg& svg, const mechanics::ContactTable& table, const Axis& y, const std::string& unit)
{
    const Axis x{0, table.force.back(), 70, 400};
    svg.x_axis(x, k_contact_bottom, 1, fmt::format("force [{}]", unit));
    svg.path(contact_path(table.force.size(), x, y,
                          [&](std::size_t i) {
                              return Point{table.force[i], table.displacement[i]};
                          }),
             "curve");
}

// The surface from the axis out to the last distance, under four forces in equal parts of the last one.
void draw_profiles(Svg& svg, const mechanics::ContactTable& table, const Axis& y, const std::string& unit)
{
    const Axis x{0, table.radius.back(), 500, 780};
    svg.x_axis(x, k_contact_bottom, 1e3, "distance from the axis [mm]");
    for (int part = 1; part <= 4; ++part) {
        const double force = table.force.back() * part / 4;
        std::vector<double> depth;
        for (const std::vector<double>& there : table.surface)
            depth.push_back(mechanics::ContactCurve(table.force, there).at(force).value);
        svg.path(contact_path(depth.size(), x, y,
                              [&](std::size_t i) {
                                  return Point{table.radius[i], depth[i]};
                              }),
                 "profile");
        svg.text({x.to + 8, y.at(depth.back()) + 4}, digits(force) + " " + unit, "small");
    }
}

}  // namespace

std::string contact_plot(const mechanics::ContactTable& table, const std::string& unit, const std::string& title)
{
    const Axis y{0, 1.05 * table.displacement.back(), k_contact_top, k_contact_bottom};
    Svg svg(k_width_of_contact, k_height_of_contact, title);
    svg.text({30, 30}, title, "head");
    svg.text({30, 50}, "Left: displacement of the part that presses. Right: the skin's surface under it.", "small");
    svg.y_axis(y, 70, 1e3, "displacement [mm]");
    draw_contact_force(svg, table, y, unit);
    draw_profiles(svg, table, y, unit);
    return svg_file(k_width_of_contact, k_height_of_contact, title, k_contact_style, std::move(svg));
}

}  // namespace dermavox::report

// The cartridge from below and one needle from the side, to scale, with dimensions.
#include "engine/report/markup.hpp"
#include "engine/report/page_parts.hpp"
#include "engine/report/svg.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

double ring_radius(const device::Cartridge& cartridge)
{
    double radius = 0;
    for (const device::Seat& seat : cartridge.seats) radius = std::max(radius, std::hypot(seat.x, seat.y));
    return radius;
}

std::string plan_view(const device::Device& device)
{
    constexpr double size = 400, centre = size / 2;
    const double radius = ring_radius(device.cartridge), aperture = device.cartridge.aperture.si / 2;
    const double cap = device.cap.radius.si + device.cap.width.si;
    const double scale = (centre - 46) / std::max({cap, aperture, radius + device.needle.diameter.si, 1e-4});
    Svg svg(size, size, "The cartridge seen from the skin, to scale");
    svg.circle({centre, centre}, cap * scale, "cap");
    svg.circle({centre, centre}, device.cap.radius.si * scale, "hollow");
    svg.circle({centre, centre}, aperture * scale, "aperture");
    if (radius > 0) svg.circle({centre, centre}, radius * scale, "pitch");
    svg.line({centre - 8, centre}, {centre + 8, centre}, "centre")
        .line({centre, centre - 8}, {centre, centre + 8}, "centre");
    for (const device::Seat& seat : device.cartridge.seats)
        svg.circle({centre + seat.x * scale, centre - seat.y * scale},
                   std::max(device.needle.diameter.si / 2 * scale, 1.2), "needle");
    const auto across = [&](double half, double y, const std::string& text) {
        svg.line({centre - half * scale, centre}, {centre - half * scale, y}, "extension");
        svg.line({centre + half * scale, centre}, {centre + half * scale, y}, "extension");
        svg.dimension({centre - half * scale, y}, {centre + half * scale, y}, text);
    };
    if (radius > 0) {
        const double turn = 0.9;
        svg.dimension({centre, centre},
                      {centre + radius * scale * std::cos(turn), centre - radius * scale * std::sin(turn)},
                      "R " + given_length(radius));
    }
    across(aperture, size - 8, "aperture \u00D8 " + given_length(2 * aperture));
    return svg.take();
}

/// Half outline of the needle, tip down, sampled where the profile bends.
std::string outline(const device::Needle& needle, double shown, Point tip, double scale)
{
    std::string left, right;
    constexpr int steps = 60;
    for (int i = 0; i <= steps; ++i) {
        const double u = shown * std::pow(double(i) / steps, 2);
        const double r = device::radius_at(needle, u) * scale, y = tip.y - u * scale;
        left += fmt::format("{}{} {}", i == 0 ? "M" : "L", coordinate(tip.x - r), coordinate(y));
        right.insert(0, fmt::format("L{} {}", coordinate(tip.x + r), coordinate(y)));
    }
    return left + right + "Z";
}

std::string side_view(const device::Needle& needle)
{
    constexpr double width = 240, height = 400, top = 44, bottom = 372;
    const double scale = (bottom - top) / needle.length.si;
    const Point tip{96, bottom};
    const double half = needle.diameter.si / 2 * scale, taper = std::min(needle.taper, needle.length).si;
    Svg svg(width, height, "One needle from the side, to scale");
    svg.path(outline(needle, needle.length.si, tip, scale), "needle");
    svg.line({tip.x - half, top}, {tip.x - half, top - 22}, "extension");
    svg.line({tip.x + half, top}, {tip.x + half, top - 22}, "extension");
    svg.dimension({tip.x - half, top - 16}, {tip.x + half, top - 16}, "\u00D8 " + given_length(needle.diameter.si));
    const double x = tip.x + half + 18;
    svg.line({tip.x + half + 4, bottom - taper * scale}, {x + 6, bottom - taper * scale}, "extension");
    svg.line({tip.x + 4, bottom}, {tip.x + half + 24, bottom}, "extension");
    svg.dimension({x, bottom - taper * scale}, {x, bottom}, "taper " + given_length(taper));
    const double far = tip.x - half - 26;
    svg.line({tip.x - half - 4, top}, {far - 6, top}, "extension")
        .line({tip.x - 4, bottom}, {far - 6, bottom}, "extension");
    svg.dimension({far, top}, {far, bottom}, "");
    svg.raw(fmt::format("<text class=\"halo mid\" transform=\"translate({} {}) rotate(-90)\">length {}</text>",
                        coordinate(far - 8), coordinate((top + bottom) / 2),
                        escaped(given_length(needle.length.si))));
    svg.text({tip.x, bottom + 20}, "tip radius " + given_length(needle.tip_radius.si), "halo mid");
    return svg.take();
}

}  // namespace

std::string cartridge_part(const PageContent& page)
{
    const device::Device& d = page.outcome.scene.device;
    const std::string lead = fmt::format(
        "{} needles of {} in a {} reach {} past the cap at the deepest point of a {} stroke, {} times a second.",
        d.cartridge.seats.size(), given_length(d.needle.diameter.si), d.cartridge.layout, given_length(d.depth.si),
        given_length(d.drive.stroke.si), fmt::format("{:.5g}", d.drive.frequency.si));
    const std::string tolerance =
        d.depth_tolerance.si > 0 ? "\u00B1" + given_length(d.depth_tolerance.si) : "not stated";
    Table table("Device", {"Dimension", "#Value"});
    table.row({"Preset", d.name});
    table.row({"Needles", fmt::format("{}, {}", d.cartridge.seats.size(), d.cartridge.layout)});
    table.row({"Needle length", given_length(d.needle.length.si)});
    table.row({"Half angle of the taper",
               digits(double(device::half_angle(d.needle)) * 180 / 3.14159265358979323846) + "\u00B0"});
    table.row({"Dial", given_length(d.depth.si)}).row({"Tolerance of the dial", tolerance});
    table.row({"Swath of one glide", given_length(d.cartridge.swath.si)});
    table.row({"Cap",
               fmt::format("{} inner radius, {} wide", given_length(d.cap.radius.si), given_length(d.cap.width.si))});
    table.row({"Force of the hand", fmt::format("{:.4g}\u202FN", d.cap.force.si)});
    const std::string drawing = "<div class=\"pair\">" + plan_view(d) + side_view(d.needle) + "</div>";
    return section(
        {"device",
         "Which cartridge was this?",
         lead,
         {},
         figure(drawing, "Left: seen from the skin. Right: one needle. Each to its own scale.") + table.take()});
}

}  // namespace dermavox::report

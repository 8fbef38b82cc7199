// The cartridge from below and one needle from the side, to scale, with dimensions.
#include "engine/report/chart/markup.hpp"
#include "engine/report/chart/svg.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace dermavox::report {
namespace {

double ring_radius(const device::Cartridge& cartridge)
{
    double radius = 0;
    for (const device::Seat& seat : cartridge.seats) radius = std::max(radius, std::hypot(seat.x, seat.y));
    return radius;
}

/// Needles of a drum on its unrolled circumference, as much of it as it is wide.
std::string unrolled_view(const device::Device& device)
{
    constexpr double size = 400, margin = 40;
    const double width = device.roller.width.si, scale = (size - 2 * margin) / width;
    const double arc = device::station_arc(device.roller).si;
    const double shown = std::min(width, 2 * std::numbers::pi * device.roller.radius.si);
    Svg svg(size, margin + shown * scale + 44, "The drum's surface, unrolled, to scale");
    svg.rect({margin, margin}, width * scale, shown * scale, "cap");
    for (double station = arc / 2; station < shown; station += arc)
        for (const device::Seat& seat : device.cartridge.seats) {
            const double along = std::fmod(station + seat.y, shown);
            svg.circle({margin + (seat.x + width / 2) * scale, margin + along * scale},
                       std::max(device.needle.diameter.si / 2 * scale, 1.4), "needle");
        }
    const double below = margin + shown * scale + 22;
    svg.dimension({margin, below}, {margin + width * scale, below}, "");
    svg.text({size / 2, below + 18}, "drum " + given_length(width) + " wide", "halo mid");
    if (1.5 * arc < shown)
        svg.dimension({margin - 12, margin + arc / 2 * scale}, {margin - 12, margin + 1.5 * arc * scale}, "")
            .text({4, margin - 10}, "stations " + length_text(arc) + " apart, rolling up or down", "tick");
    return svg.take();
}

std::string plan_view(const device::Device& device)
{
    if (device.kind == device::Kind::roller) return unrolled_view(device);
    const bool pen = device.kind == device::Kind::pen;
    constexpr double size = 400, centre = size / 2;
    const double radius = ring_radius(device.cartridge), aperture = pen ? device.cartridge.aperture.si / 2 : 0;
    const double cap = device.cap.radius.si + device.cap.width.si;
    const double scale = (centre - 46) / std::max({cap, aperture, radius + device.needle.diameter.si, 1e-4});
    Svg svg(size, size, "The cartridge seen from the skin, to scale");
    svg.circle({centre, centre}, cap * scale, "cap");
    if (pen) svg.circle({centre, centre}, device.cap.radius.si * scale, "hollow");
    if (pen) svg.circle({centre, centre}, aperture * scale, "aperture");
    const bool rings = radius > 0 && device.cartridge.layout.find("ring") != std::string::npos;
    if (rings) svg.circle({centre, centre}, radius * scale, "pitch");
    svg.line({centre - 8, centre}, {centre + 8, centre}, "centre")
        .line({centre, centre - 8}, {centre, centre + 8}, "centre");
    for (const device::Seat& seat : device.cartridge.seats) {
        const Point at{centre + seat.x * scale, centre - seat.y * scale};
        const double half = std::max(device::needle_in(device, seat).diameter.si / 2 * scale, 1.2);
        svg.circle(at, half, "needle");
        if (seat.type > 0) svg.text({at.x + half + 8, at.y - half - 1}, std::to_string(seat.type + 1), "tick mid");
    }
    const auto across = [&](double half, double y, const std::string& text) {
        svg.line({centre - half * scale, centre}, {centre - half * scale, y}, "extension");
        svg.line({centre + half * scale, centre}, {centre + half * scale, y}, "extension");
        svg.dimension({centre - half * scale, y}, {centre + half * scale, y}, text);
    };
    if (rings) {
        const double turn = 0.9;
        svg.dimension({centre, centre},
                      {centre + radius * scale * std::cos(turn), centre - radius * scale * std::sin(turn)},
                      "R " + given_length(radius));
    }
    if (pen)
        across(aperture, size - 8, "aperture \u00D8 " + given_length(2 * aperture));
    else
        across(cap, size - 8, "base \u00D8 " + given_length(2 * cap));
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

std::string side_view(const device::Needle& needle, const std::string& name = "One needle")
{
    constexpr double width = 262, height = 400, low_top = 44, bottom = 372;
    constexpr double widest = 88;  // leaves room for the dimensions on both sides
    const double scale = std::min((bottom - low_top) / needle.length.si, widest / needle.diameter.si);
    const double top = bottom - scale * needle.length.si;
    const Point tip{96, bottom};
    const double half = needle.diameter.si / 2 * scale, taper = std::min(needle.taper, needle.length).si;
    Svg svg(width, height, name + " from the side, to scale");
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

/// Of a bevel or a measured profile that of the cone as wide and as long.
double angle_of_taper(const device::Needle& n)
{
    const double angle =
        n.point == device::Point::cone ? double(device::half_angle(n)) : std::atan2(n.diameter.si / 2, n.taper.si);
    return angle * 180 / std::numbers::pi;
}

std::string per_second(Frequency f) { return fmt::format("{:.5g}\u202FHz", f.si); }

std::string linkage_name(const device::Drive& drive)
{
    if (const auto* crank = std::get_if<device::Crank>(&drive.linkage))
        return fmt::format("crank, rod ratio {:.4g}", crank->rod_ratio);
    const bool cam = std::holds_alternative<device::Cam>(drive.linkage);
    if (drive.spring) return cam ? "cam against a spring" : "eccentric against a spring";
    return cam ? "cam" : "sinusoid";
}

std::string in_layout(const std::string& layout)
{
    if (layout == "two-rings") return "in two rings";
    if (layout == "rows") return "in rows";
    if (layout == "hex") return "on a hexagonal lattice";
    if (layout == "station") return "in stations";
    if (layout == "table") return "placed by a table";
    return "in a " + layout;
}

std::string device_lead(const device::Device& d)
{
    const std::string needles =
        fmt::format("{} needles of {}", device::needle_count(d), given_length(d.needle.diameter.si));
    if (d.kind == device::Kind::roller)
        return fmt::format("{} stand {} out of a drum of {} radius, in {} stations.", needles,
                           given_length(d.depth.si), given_length(d.roller.radius.si), d.roller.around);
    if (d.kind == device::Kind::stamp)
        return fmt::format("{} {} stand {} out of the base of a stamp.", needles, in_layout(d.cartridge.layout),
                           given_length(d.depth.si));
    return fmt::format("{} {} reach {} past the cap at the deepest point of a {} stroke, {:.5g} times a second.",
                       needles, in_layout(d.cartridge.layout), given_length(d.depth.si),
                       given_length(d.drive.stroke.si), d.drive.frequency.si);
}

void add_pen(Table& table, const device::Device& d)
{
    table.row({"Drive", fmt::format("{}, {}, stroke {}", linkage_name(d.drive), per_second(d.drive.frequency),
                                    given_length(d.drive.stroke.si))});
    table.row({"Dial", given_length(d.depth.si)});
    table.row({"Tolerance of the dial",
               d.depth_tolerance.si > 0 ? "\u00B1" + given_length(d.depth_tolerance.si) : std::string("not stated")});
    table.row({"Cap",
               fmt::format("{} inner radius, {} wide", given_length(d.cap.radius.si), given_length(d.cap.width.si))});
    table.row({"Force of the hand", fmt::format("{:.4g}\u202FN", d.cap.force.si)});
}

void add_roller(Table& table, const device::Device& d)
{
    const device::Roller& drum = d.roller;
    table.row({"Drum", fmt::format("radius {}, {} wide", given_length(drum.radius.si), given_length(drum.width.si))});
    table.row(
        {"Stations on its circumference", fmt::format("{}, of {} needles", drum.around, d.cartridge.seats.size())});
    table.row({"Slip", percent_text(drum.slip)});
    table.row({"Force of the hand", fmt::format("{:.4g}\u202FN", drum.force.si)});
}

void add_stamp(Table& table, const device::Device& d)
{
    if (const auto* press = std::get_if<device::Press>(&d.stamp.push))
        table.row(
            {"Pressed", fmt::format("{:.4g}\u202FN at {:.4g}\u202Fmm/s", press->force.si, press->approach.si * 1e3)});
    if (const auto* impact = std::get_if<device::Impact>(&d.stamp.push))
        table.row(
            {"Thrown", fmt::format("{:.4g}\u202Fg at {:.4g}\u202Fm/s", impact->mass.si * 1e3, impact->speed.si)});
    table.row({"Stays down", fmt::format("{:.4g}\u202Fs", d.stamp.hold.si)});
    table.row({"Radius of curvature", d.stamp.radius_of_curvature.si > 0
                                          ? given_length(d.stamp.radius_of_curvature.si)
                                          : std::string("flat")});
}

std::string name_of_type(const scene::Scene& scene, std::size_t type)
{
    const std::string key = fmt::format("device.needle_type[{}].name", type);
    for (const scene::Entry& entry : scene.entries)
        if (entry.key == key) return entry.value.substr(1, entry.value.size() - 2);
    return "";
}

/// Further types of needle: a row of the table and a drawing for each.
std::string other_types(const scene::Scene& scene, Table& table)
{
    const device::Device& d = scene.device;
    std::string drawings;
    for (std::size_t k = 1; k <= d.other_needles.size(); ++k) {
        const device::Needle& n = d.other_needles[k - 1];
        const auto seats = std::count_if(d.cartridge.seats.begin(), d.cartridge.seats.end(),
                                         [k](const device::Seat& seat) { return seat.type == k; });
        const std::string name = fmt::format("Type {}, {}", k + 1, name_of_type(scene, k));
        const char* point = n.point == device::Point::cone    ? "conical"
                            : n.point == device::Point::bevel ? "bevelled"
                                                              : "measured";
        table.row(
            {name, fmt::format("{} of the needles, \u00D8 {}, {} over {}, tip {}", seats, given_length(n.diameter.si),
                               point, given_length(n.taper.si), given_length(n.tip_radius.si))});
        drawings += "<div><strong>" + escaped(name) + "</strong>" + side_view(n, name) + "</div>";
    }
    if (drawings.empty()) return "";
    return figure("<div class=\"row\">" + drawings + "</div>",
                  "Further types of needle; the numbers stand beside them in the drawing of the cartridge.");
}

}  // namespace

std::string cartridge_part(const PageContent& page)
{
    const device::Device& d = page.outcome.scene.device;
    Table table("Device", {"Dimension", "#Value"});
    table.row({"Preset", d.name});
    table.row({"Needles", fmt::format("{} {}", device::needle_count(d), in_layout(d.cartridge.layout))});
    table.row({"Needle length", given_length(d.needle.length.si)});
    table.row({"Half angle of the taper", digits(angle_of_taper(d.needle)) + "\u00B0"});
    table.row({"Swath of one glide", given_length(device::swath_of(d.cartridge, d.needle).si)});
    (d.kind == device::Kind::pen ? add_pen : d.kind == device::Kind::roller ? add_roller : add_stamp)(table, d);
    const std::string drawing = "<div class=\"pair\">" + plan_view(d) + side_view(d.needle) + "</div>";
    const std::string others = other_types(page.outcome.scene, table);
    const bool drum = d.kind == device::Kind::roller;
    return section({"device",
                    drum ? "Which roller was this?" : "Which cartridge was this?",
                    device_lead(d),
                    {},
                    figure(drawing, std::string(drum ? "Left: the drum\u2019s surface, unrolled."
                                                     : "Left: seen from the skin.") +
                                        " Right: one needle. Each to its own scale.") +
                        others + table.take()});
}

}  // namespace dermavox::report

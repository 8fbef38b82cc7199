// The device as a regulator asks for it: lengths, geometry, depth and how true it is, rate, the safe depth.
#include "engine/report/chart/markup.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

const char* point_name(device::Point point)
{
    return point == device::Point::cone ? "conical" : point == device::Point::bevel ? "bevelled" : "measured profile";
}

std::string geometry(const device::Device& d)
{
    const device::Needle& n = d.needle;
    return fmt::format("{} needles, {}, \u00D8 {}, {} point over {}, half angle {}\u00B0, tip radius {}",
                       device::needle_count(d), d.cartridge.layout, given_length(n.diameter.si), point_name(n.point),
                       given_length(n.taper.si), digits(double(device::half_angle(n)) * 180 / 3.14159265358979323846),
                       given_length(n.tip_radius.si));
}

/// Largest of a depth over the insertions; 0 without any.
double deepest_of(const std::vector<mechanics::Insertion>& insertions, double mechanics::Insertion::*depth)
{
    double most = 0;
    for (const mechanics::Insertion& in : insertions)
        if (in.punctured()) most = std::max(most, in.*depth);
    return most;
}

std::string largest_depth(const PageContent& page)
{
    const device::Device& d = page.outcome.scene.device;
    const double set = device::deepest(d).si + d.depth_tolerance.si;
    std::string text = fmt::format("{} past the cap, longest needle{} included", length_text(set),
                                   d.depth_tolerance.si > 0 ? " and dial tolerance" : "");
    if (const double tip = deepest_of(page.outcome.insertions, &mechanics::Insertion::tip); tip > 0)
        text += fmt::format("; deepest tip of this run {}, deepest inserted {}", length_text(tip),
                            length_text(deepest_of(page.outcome.insertions, &mechanics::Insertion::inserted)));
    return text;
}

std::string rate(const PageContent& page)
{
    const device::Device& d = page.outcome.scene.device;
    std::string text;
    if (d.kind == device::Kind::pen)
        text = fmt::format("{:.6g} strokes a second ({} needles \u00D7 {:.5g}\u202FHz)",
                           device::needle_count(d) * d.drive.frequency.si, device::needle_count(d),
                           d.drive.frequency.si);
    if (page.outcome.measures)
        text += fmt::format("{}{} punctures per cm\u00B2 in {} pass{}", text.empty() ? "" : "; ",
                            digits(page.outcome.measures->punctures_per_area * 1e-4),
                            page.outcome.scene.motion.passes, page.outcome.scene.motion.passes == 1 ? "" : "es");
    return text.empty() ? "not computed" : text;
}

std::string accuracy(const PageContent& page)
{
    const double tolerance = page.outcome.scene.device.depth_tolerance.si;
    std::string stated = tolerance > 0 ? "stated \u00B1" + given_length(tolerance) : "no tolerance stated";
    const auto& m = page.outcome.measures;
    if (!m || !std::isfinite(m->depths.tip.mean)) return stated;
    const metrics::Depths& at = m->depths;
    const auto seen = [](double metres) { return std::fabs(metres) < 1e-9 ? 0.0 : metres; };  // not rounding
    const auto bias = [&](const core::Spread& s) {
        const double off = seen(s.mean - at.set);
        return fmt::format("{}{}, SD {}",
                           off < 0   ? "\u2212"
                           : off > 0 ? "+"
                                     : "",
                           length_text(std::fabs(off)), length_text(seen(s.sd), 2));
    };
    return fmt::format("against the dial: tip {}; inserted {}; {}", bias(at.tip), bias(at.inserted), stated);
}

/// First layer of fat, or the backing, with its top.
struct Plane {
    std::string name;
    double top;
};
Plane plane_to_spare(const skin::Stack& stack)
{
    const std::size_t fat = skin::first_of(stack, skin::Role::fat);
    const std::string name = fat < stack.layers.size() ? stack.layers[fat].name : stack.backing.name;
    return {spaced(name), skin::depth_of(stack, fat).si};
}

std::string safe_depth(const PageContent& page)
{
    const Plane plane = plane_to_spare(page.outcome.scene.skin);
    if (!page.outcome.dial.empty()) {
        const SafeDial safe = safe_dial(page.outcome);
        return safe.set > 0
                   ? fmt::format("{} on the dial: the largest setting at which no more than 5 % of the insertions "
                                 "reach the {}, {} down",
                                 given_length(safe.set), safe.plane, length_text(safe.top))
                   : fmt::format("none: the least setting takes more than 5 % of the insertions into the {}",
                                 safe.plane);
    }
    const double inserted = deepest_of(page.outcome.insertions, &mechanics::Insertion::inserted);
    if (inserted == 0) return "not computed";
    const double spare = plane.top - inserted;
    if (spare < 0)
        return fmt::format("this dial is past it: the deepest insertion ends {} inside the {}", length_text(-spare),
                           plane.name);
    return fmt::format("the {} begins {} down; at this dial the deepest insertion of the run stays {} above it "
                       "(--dial-sweep tries every setting)",
                       plane.name, length_text(plane.top), length_text(spare));
}

}  // namespace

std::string identification_part(const PageContent& page)
{
    const device::Device& d = page.outcome.scene.device;
    Table table("Identification", {"Asked", "Answer", "From"});
    table.row({"Needle length", given_length(d.needle.length.si), "scene"});
    table.row({"Needle geometry", geometry(d), "scene"});
    table.row({"Maximum depth", largest_depth(page), "scene, this run"});
    table.row({"Puncture rate", rate(page), "scene, this run"});
    table.row({"Accuracy of depth", accuracy(page), "this run"});
    table.row({"Maximum safe depth", safe_depth(page), "this run and site"});
    return section({"identification", "What identifies the device?",
                    "The points that a regulator asks of a needling device, as this run answers them.",
                    "Computed, not measured on the device: a bench test of the same points is still owed.",
                    table.take()});
}

}  // namespace dermavox::report

// How the needles move: trajectory, swath, and the figures that follow from device and motion alone.
#include "dermavox/metrics/pattern.hpp"
#include "engine/report/chart/markup.hpp"
#include "engine/report/chart/svg.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"
#include "engine/report/volumes/trajectory.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace dermavox::report {
namespace {

/// Dose of one glide across its swath over its mean, each needle marking a track of its own width; of a ring with the
/// closed form 2/(pi sqrt(1 - (y/R)^2)) that many needles tend to.
std::string swath_chart(const device::Device& device)
{
    const double swath = device::swath_of(device.cartridge, device.needle).si, mark = device.needle.diameter.si;
    std::vector<double> tracks;
    for (const device::Seat& seat : device.cartridge.seats) tracks.push_back(seat.x);
    const int bins = std::clamp(int(16 * swath / mark), 8, 1440);
    const auto profile = metrics::swath_profile(tracks, mark, swath, bins);
    const double mean = double(tracks.size()) * mark / swath;
    const double high = std::max(*std::max_element(profile.begin(), profile.end()) / mean, 2.0);
    Svg svg(720, 250, "Dose across the swath of one glide over its mean");
    const Axis x{-swath / 2, swath / 2, 62, 700}, y{0, 1.1 * high, 200, 34};
    std::string steps = fmt::format("M{} {}", coordinate(x.from), coordinate(y.from));
    for (int b = 0; b < bins; ++b) {
        const double level = y.at(profile[std::size_t(b)] / mean), from = x.at(swath * (double(b) / bins - 0.5));
        steps += fmt::format("L{0} {1}L{2} {1}", coordinate(from), coordinate(level),
                             coordinate(x.at(swath * (double(b + 1) / bins - 0.5))));
    }
    svg.path(steps + fmt::format("L{} {}Z", coordinate(x.to), coordinate(y.from)), "dose");
    svg.line({x.from, y.at(1)}, {x.to, y.at(1)}, "dial").text({x.to, y.at(1) - 6}, "mean", "halo end");
    if (device.cartridge.layout == "ring") {
        const double radius = device::reach_of(device.cartridge);
        std::string curve;
        for (int i = -200; i <= 200; ++i) {
            const double at = radius * std::sin(1.56 * i / 200.0);
            const double dose = swath / (std::numbers::pi * radius * std::sqrt(1 - std::pow(at / radius, 2)));
            if (dose <= 1.1 * high && std::abs(at) <= swath / 2)
                curve +=
                    fmt::format("{}{} {}", curve.empty() ? "M" : "L", coordinate(x.at(at)), coordinate(y.at(dose)));
        }
        svg.path(curve, "curve");
    }
    svg.x_axis(x, y.from, 1e3, "across the glide [mm]").y_axis(y, x.from, 1, "dose over its mean");
    return svg.take();
}

/// The turn of a drum or the cycle of a pen; what a stamp has of it is nothing.
void add_cycle(Table& table, const motion::Kinematics& k, const device::Device& device)
{
    const bool drum = device.kind == device::Kind::roller;
    table.row({drum ? "Travel per turn of the drum" : "Pitch: travel between two punctures of a needle",
               length_text(k.pitch.si)});
    table.row({"Time in the skin, of a visit", fmt::format("{}\u202Fms", digits(k.dwell.si * 1e3))});
    table.row({"Duty: share of the time in the skin", percent_text(k.duty)});
    table.row({"Tip speed at the surface", fmt::format("{}\u202Fm/s", digits(k.tip_speed.si))});
    if (k.entry_slant)
        table.row({"Slant of the tip\u2019s path at the surface",
                   digits(*k.entry_slant * 180 / std::numbers::pi) + "\u00B0"});
}

std::string motion_figures(const simulation::Motion& motion, const scene::Scene& scene)
{
    const motion::Kinematics& k = motion.kinematics;
    const bool places = motion::by_places(scene.motion, scene.device);
    Table table("Kinematic figures, rigid skin", {"Figure", "#Value"});
    table.row({"Needle strokes per second", digits(k.stroke_rate.si)});
    if (std::isfinite(k.per_area)) table.row({"Strokes per cm\u00B2 of one pass", digits(k.per_area * 1e-4)});
    table.row({"Strokes of the whole treatment, margin included", fmt::format("{:.0f}", motion.strokes)});
    table.row({"Duration", fmt::format("{}\u202Fs", digits(motion.duration))});
    if (places)
        table.row({"Time in the skin, of a visit", fmt::format("{}\u202Fs", digits(k.dwell.si))});
    else
        add_cycle(table, k, scene.device);
    table.row({"Needles in the skin at once, mean", digits(k.needles_in_skin)});
    table.row(
        {"Distinct tracks of the cartridge", fmt::format("{} of {}", k.tracks, scene.device.cartridge.seats.size())});
    if (!places && scene.device.kind == device::Kind::pen)
        table.row({"Needles that hit an earlier row\u2019s holes", percent_text(k.resonant_share)});
    if (k.clearance) table.row({"Clearance of the retracted tips", length_text(k.clearance->si)});
    if (k.float_margin)
        table.row({"Spring\u2019s margin against floating", fmt::format("{}\u202FN", digits(k.float_margin->si))});
    if (k.float_limit) table.row({"The spring holds up to", fmt::format("{}\u202FHz", digits(k.float_limit->si))});
    if (k.tilt_loss.si > 0) table.row({"Depth lost to the lean, at most", length_text(k.tilt_loss.si)});
    if (k.curvature_loss.si > 0) table.row({"Depth lost to curvature, at most", length_text(k.curvature_loss.si)});
    return table.take();
}

std::string motion_lead(const simulation::Motion& motion, const scene::Scene& scene)
{
    const motion::Kinematics& k = motion.kinematics;
    if (motion::by_places(scene.motion, scene.device))
        return fmt::format("Put down place by place: {:.0f} needle strokes in {} s.", motion.strokes,
                           digits(motion.duration));
    if (scene.device.kind == device::Kind::roller)
        return fmt::format("The drum rolls over {} a turn; {} of its needles stand in the skin at once.",
                           length_text(k.pitch.si), digits(k.needles_in_skin));
    return fmt::format("A needle comes down every {} along the glide and stays in the skin for {} of its cycle.",
                       length_text(k.pitch.si), percent_text(k.duty));
}

}  // namespace

std::string motion_part(const PageContent& page)
{
    if (!page.outcome.motion) return {};
    const scene::Scene& scene = page.outcome.scene;
    std::string html;
    if (const std::string paths = tip_trajectory(scene); !paths.empty())
        html += figure(paths, trajectory_caption(scene));
    if (scene.device.cartridge.seats.size() > 1)
        html += figure(
            swath_chart(scene.device),
            std::string("Dose across the swath of one glide: how many needles mark each line, over the mean.") +
                (scene.device.cartridge.layout == "ring" ? " Line: the arcsine law of a ring of many needles." : ""));
    return section({"motion",
                    "How do the needles move?",
                    motion_lead(*page.outcome.motion, scene),
                    {},
                    html + motion_figures(*page.outcome.motion, scene)});
}

}  // namespace dermavox::report

// Force and power.
#include "dermavox/mechanics/needle_strength.hpp"
#include "engine/report/chart/markup.hpp"
#include "engine/report/chart/svg.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

std::string spread_scale(const core::Spread& spread, double scale, std::string_view title)
{
    Svg svg(720, 96, "Spread of the peak force on a needle");
    const Axis x{0, 1.15 * std::max(spread.p95, 1e-9), 14, 700};
    svg.rect({x.at(spread.p5), 16}, std::max(x.at(spread.p95) - x.at(spread.p5), 1.0), 28, "range load");
    svg.line({x.at(spread.p50), 10}, {x.at(spread.p50), 50}, "median load");
    svg.circle({x.at(spread.mean), 30}, 3.5, "dot");
    svg.x_axis(x, 56, scale, title);
    return svg.take();
}

/// What holds or drives the device against the skin.
struct Push {
    std::string name, value, in_words;
};
Push push_on(const device::Device& device)
{
    const auto newton = [](Force force) { return fmt::format("{:.4g}\u202FN", force.si); };
    if (device.kind == device::Kind::roller)
        return {"Force of the hand on the drum", newton(device.roller.force), "the hand on the drum"};
    if (device.kind == device::Kind::pen)
        return {"Force of the hand on the cap", newton(device.cap.force), "the hand on the cap"};
    if (const auto* press = std::get_if<device::Press>(&device.stamp.push))
        return {"Force on the stamp", newton(press->force), "the push on the stamp"};
    return {"Energy of impact", fmt::format("{:.4g}\u202FmJ", device::impact_energy(device.stamp).si * 1e3),
            "the stamp arrives with"};
}

void add_motor(Table& table, const simulation::MotorLoad& load, const device::Motor& motor)
{
    const auto torque = [](double si) { return fmt::format("{:.3g}\u202FmNm", si * 1e3); };
    table.row({"Mean torque on the motor", torque(load.mean_torque)});
    table.row({"Peak torque on the motor", torque(load.peak_torque)});
    table.row({"Stall torque of the motor", torque(motor.stall_torque.si)});
    table.row({"Speed without load", fmt::format("{:.4g}\u202FHz", load.free)});
    table.row({"Speed under this load",
               load.running > 0 ? fmt::format("{:.4g}\u202FHz", load.running) : std::string("stalls")});
}

/// With its distance from what the softest needle steel bears.
std::string bending_text(double stress)
{
    const double share = stress / mechanics::soft_steel_yield.si;
    return fmt::format("{}\u202FMPa, {} of the {:g}\u202FMPa taken for soft stainless steel", digits(stress * 1e-6),
                       percent_text(share), mechanics::soft_steel_yield.si * 1e-6);
}

}  // namespace

std::string force_part(const PageContent& page)
{
    if (!page.outcome.force) return {};
    const simulation::Forces& force = *page.outcome.force;
    const Push push = push_on(page.outcome.scene.device);
    Table table("Force and power", {"Figure", "#Value"});
    table.row({"Peak force of a stroke, all needles", digits(force.stroke_peak) + "\u202FN"});
    table.row({push.name, push.value});
    table.row({"Work of one cycle", digits(force.work * 1e3) + "\u202FmJ"});
    table.row({"Power", digits(force.power) + "\u202FW"});
    table.row({"Force of its face on the skin at the needles' roots", digits(force.face) + "\u202FN"});
    table.row({"Lift of the device off the skin", force.cap_lift ? length_text(*force.cap_lift) : "not modelled"});
    table.row(
        {"A needle would buckle at", digits(mechanics::weakest_buckling(page.outcome.scene.device).si) + "\u202FN"});
    table.row({"Sideways force on a needle, 95th percentile",
               std::isfinite(force.lateral_peak.p95) ? digits(force.lateral_peak.p95 * 1e3) + "\u202FmN" : "none"});
    table.row({"Largest bending stress in a needle", bending_text(force.bending)});
    if (force.motor) add_motor(table, *force.motor, *page.outcome.scene.device.drive.motor);
    const std::string lead = fmt::format("The needles together push with {} N at most; {}: {}.",
                                         digits(force.stroke_peak), push.in_words, push.value);
    std::string html;
    if (std::isfinite(force.needle_peak.p95))
        html =
            figure(spread_scale(force.needle_peak, 1e3, "peak force on a needle [mN]"),
                   "Box from the 5th to the 95th percentile of the insertions, bar at the median, dot at the mean.");
    return section(
        {"force", "What force and power does it take?", lead, {}, stroke_figure(page) + html + table.take()});
}

}  // namespace dermavox::report

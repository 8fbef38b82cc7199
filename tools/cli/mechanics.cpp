/// `dermavox kernel`, `dermavox indent`: the penetration model by itself, as CSV on standard output.

#include "command.hpp"
#include "dermavox/core/output.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"
#include "dermavox/mechanics/force_curve.hpp"
#include "dermavox/mechanics/surface_response.hpp"
#include "dermavox/report/stroke_plot.hpp"
#include "dermavox/simulation/motor.hpp"
#include "dermavox/simulation/press_of.hpp"
#include "input.hpp"
#include "messages.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <ostream>
#include <utility>

namespace dermavox::cli {
namespace {

constexpr int k_curve_points = 200;

/// A length of an option; exit 65 with the option's name.
double length_of(const std::string& text, const std::string& option, double least)
{
    std::string why;
    const auto length = core::parse_quantity(text, core::Dimension::length, why);
    if (!length || !(*length >= least))
        throw core::InputError(
            {{option, 0, 0, "", '"' + text + '"', least > 0 ? "a length above 0" : "a length of at least 0",
              why.empty() ? "write e.g. \"25 um\"" : why}});
    return *length;
}

std::vector<double> lengths_of(const std::string& list, const std::string& option)
{
    std::vector<double> lengths;
    for (std::size_t begin = 0; begin <= list.size();) {
        const std::size_t end = std::min(list.find(',', begin), list.size());
        const std::size_t first = std::min(list.find_first_not_of(' ', begin), end);
        lengths.push_back(length_of(list.substr(first, end - first), option, 0));
        begin = end + 1;
    }
    return lengths;
}

/// "needle 3 breaks", "needles 0 to 11 break", "needles 0, 2, 4 break"
std::string breaking(const std::vector<std::size_t>& needles)
{
    if (needles.size() == 1) return fmt::format("needle {} breaks", needles.front());
    const bool run = needles.back() - needles.front() + 1 == needles.size();
    return run ? fmt::format("needles {} to {} break", needles.front(), needles.back())
               : fmt::format("needles {} break", fmt::join(needles, ", "));
}

/// One line for all needles that break a layer at the same depth and force, in the order in which it happens.
void say_breaks(const std::vector<mechanics::Break>& breaks, const skin::Stack& skin)
{
    std::vector<std::pair<std::string, std::vector<std::size_t>>> lines;
    for (const mechanics::Break& b : breaks) {
        const std::string event = fmt::format(
            "{} at a set depth of {:.0f} um, {:.3g} mN",
            b.layer < skin.layers.size() ? skin.layers[b.layer].name : "the backing", 1e6 * b.set, 1e3 * b.force);
        auto line = std::ranges::find_if(lines, [&](const auto& other) { return other.first == event; });
        if (line == lines.end()) line = lines.insert(line, {event, {}});
        line->second.push_back(b.needle);
    }
    for (const auto& [event, needles] : lines) say("{} {}\n", breaking(needles), event);
}

}  // namespace

int kernel(const SceneOptions& input, const std::string& disc, const std::string& radii)
{
    const double radius = length_of(disc, "--disc", 1e-12);
    const std::vector<double> distances = lengths_of(radii, "--radii");
    const scene::Scene scene = read(input, catalogue());
    const std::vector<double> sink = mechanics::disc_sink(scene.skin, {radius}, distances);
    fmt::print("radius_m,sink_m_per_n\n");
    for (std::size_t i = 0; i < sink.size(); ++i)
        fmt::print("{},{}\n", core::format_number(distances[i]), core::format_number(sink[i]));
    return core::exit_code::done;
}

int indent(const IndentOptions& options)
{
    if (!options.plot.empty()) core::require_writable(options.plot, options.force);
    scene::Scene scene = read(options.input, catalogue());
    if (scene.device.drive.motor) {
        const Frequency running = simulation::motor_frequency(scene, scene.device);
        if (running.si > 0) scene.device.drive.frequency = running;  // stalled: as run goes on, at what is set
    }
    const mechanics::Press press = simulation::press_of(scene, scene.device);
    const mechanics::ForceCurve curve = mechanics::force_curve(press, k_curve_points);
    const std::size_t needles = scene.device.cartridge.seats.size();
    fmt::print("way,set_um,total_mN,cap_mN,work_in_uJ,stored_uJ,broken_uJ,cut_uJ,spread_uJ,friction_uJ,viscous_uJ");
    for (std::size_t k = 0; k < needles; ++k) fmt::print(",needle_{}_mN,needle_{}_inserted_um", k, k);
    fmt::print("\n");
    for (const mechanics::CurvePoint& p : curve.points) {
        fmt::print("{},{:.6g},{:.6g},{:.6g},{:.6g},{:.6g},{:.6g},{:.6g},{:.6g},{:.6g},{:.6g}",
                   p.leaving ? "out" : "in", 1e6 * p.set, 1e3 * p.total, 1e3 * p.cap, 1e6 * p.work.in,
                   1e6 * p.work.stored, 1e6 * p.work.broken, 1e6 * p.work.cut, 1e6 * p.work.spread,
                   1e6 * p.work.friction, 1e6 * p.work.viscous);
        for (std::size_t k = 0; k < needles; ++k) fmt::print(",{:.6g},{:.6g}", 1e3 * p.force[k], 1e6 * p.inserted[k]);
        fmt::print("\n");
    }
    if (!options.plot.empty()) {
        core::write_whole(options.plot, options.force,
                          [&](std::ostream& out) { out << report::stroke_plot(curve, scene.skin, scene.title); });
    }
    say_breaks(curve.breaks, scene.skin);
    return core::exit_code::done;
}

}  // namespace dermavox::cli

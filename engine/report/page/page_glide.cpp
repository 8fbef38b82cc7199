// What the glide does to the skin, with the limits of speed on both sides.
#include "engine/report/chart/markup.hpp"
#include "engine/report/chart/svg.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

double allowance(const scene::Scene& scene)
{
    for (const scene::Limit& limit : scene.limits)
        if (limit.key == "slit_max") return limit.value;
    return scene.device.needle.diameter.si;
}

/// Depths of the report that the needles get to in rigid skin, the surface first.
std::vector<Length> depths_cut(const scene::Scene& scene)
{
    std::vector<Length> depths{{0}};
    for (const Length depth : scene.report.depths)
        if (depth.si > 0 && depth < scene.device.depth) depths.push_back(depth);
    return depths;
}

/// Travel while a needle is in by glide speed, a line per depth; speeds at which openings merge or rigid skin would
/// be slit too far are shaded.
std::string speed_chart(const scene::Scene& scene, double v_max, double v_groove)
{
    const double speed = scene.motion.speed.si, allowed = allowance(scene);
    const double high = 1.3 * std::max({speed, v_max, std::isfinite(v_groove) ? v_groove : 0.0});
    const device::Drive& drive = scene.device.drive;
    const auto slit = [&](double v, Length z) { return device::rigid_slit(drive, scene.device.depth, {v}, z).si; };
    Svg svg(720, 330, "Travel while a needle is in the skin against glide speed, by depth, with both limits");
    const Axis x{0, high, 62, 620}, y{0, 1.05 * slit(high, {}), 270, 34};
    const double groove = x.at(std::clamp(v_groove, 0.0, high)), most = x.at(std::min(v_max, high));
    svg.rect({x.from, y.to}, x.to - x.from, y.from - y.to, "fair");
    svg.rect({x.from, y.to}, groove - x.from, y.from - y.to, "foul");
    svg.rect({most, y.to}, x.to - most, y.from - y.to, "foul");
    if (groove - x.from > 56) svg.text({(x.from + groove) / 2, y.to + 18}, "grooves", "mid");
    if (x.to - most > 96) svg.text({(most + x.to) / 2, y.to + 18}, "rigid skin would tear", "mid");
    svg.line({x.from, y.at(allowed)}, {x.to, y.at(allowed)}, "dial");
    svg.text({x.from + 6, y.at(allowed) - 6}, "allowed " + given_length(allowed), "halo");
    double last = -100;
    for (const Length depth : depths_cut(scene)) {
        const double end = y.at(slit(high, depth));
        svg.path(
            fmt::format("M{} {}L{} {}", coordinate(x.from), coordinate(y.from), coordinate(x.to), coordinate(end)),
            "curve");
        const double at = std::max(end + 4, last + 14);  // names never on each other
        svg.text({x.to + 8, at}, depth.si == 0 ? "at the surface" : given_length(depth.si) + " deep");
        last = at;
    }
    svg.line({x.at(speed), y.to - 4}, {x.at(speed), y.from}, "needle-mark");
    svg.text({x.at(speed), y.to - 10}, fmt::format("glide {:.4g}\u202Fmm/s", speed * 1e3), "halo mid strong");
    svg.x_axis(x, y.from, 1e3, "glide speed [mm/s]").y_axis(y, x.from, 1e6, "travel [\u00B5m]");
    return svg.take();
}

std::string verdict_on(double speed, double v_max, double v_groove)
{
    if (v_groove > v_max)
        return "Below the groove limit one needle\u2019s openings merge, and the travel allowed ends lower still.";
    if (speed > v_max)
        return "While a needle is in, the device moves farther than the slit allowed: only the skin\u2019s "
               "give keeps it whole.";
    if (speed < v_groove) return "So slow that one needle\u2019s openings merge into a groove.";
    return "Fast enough for one needle\u2019s openings to stay apart, slow enough that even rigid skin would not be "
           "slit beyond what is allowed.";
}

}  // namespace

std::string slit_part(const PageContent& page)
{
    if (!page.outcome.slit) return {};
    const simulation::SlitLimits& slit = *page.outcome.slit;
    const scene::Scene& scene = page.outcome.scene;
    Table table("Slit", {"Figure", "#Value"});
    table.row({"Travel of the device while a needle is in the skin", length_text(slit.rigid)});
    table.row({"Slit that this cuts in the barrier; it closes to a line", length_text(slit.compliant)});
    table.row({"Slit below the barrier", length_text(slit.dermis)});
    table.row(
        {"Sideways force below the barrier, of what would cut there", digits(100 * slit.dermis_load) + "\u202F%"});
    if (!slit.v_max || !slit.v_groove) {
        const bool drum = scene.device.kind == device::Kind::roller;
        return section(
            {"slit",
             "Do the needles slit the skin?",
             drum ? "A roller\u2019s needles move in the skin by their own turning, at any speed of the hand."
                  : "Needles that are put down in one place slit nothing.",
             {},
             table.take()});
    }
    table.row({"Glide speed up to which even rigid skin is slit no longer than allowed",
               digits(*slit.v_max * 1e3) + "\u202Fmm/s"});
    table.row({"Groove limit: openings merge below", digits(*slit.v_groove * 1e3) + "\u202Fmm/s"});
    return section(
        {"slit", "How fast may one glide?", verdict_on(scene.motion.speed.si, *slit.v_max, *slit.v_groove),
         "Skin is carried along by a gliding needle and springs back: the travel bounds any slit from above, "
         "and mostly nothing is cut. The groove limit is the speed at which the openings that stay touch.",
         figure(speed_chart(scene, *slit.v_max, *slit.v_groove),
                "Travel while the tip is deeper than each depth, tips at the dial: what rigid skin would be slit by. "
                "Shaded: openings merge on the left, rigid skin would be slit too far on the right.") +
             table.take()});
}

}  // namespace dermavox::report

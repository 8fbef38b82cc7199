// What each pass adds, and how many a target takes.
#include "engine/report/chart/markup.hpp"
#include "engine/report/chart/svg.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

/// Open share after n passes at independent offsets: 1 - (1 - c)^n with c so that the passes made give what they
/// gave.
struct PassGrowth {
    double one;  ///< share that one pass opens
    double after(double passes) const { return 1 - std::pow(1 - one, passes); }
    double passes_for(double share) const { return std::log(1 - share) / std::log(1 - one); }
};

PassGrowth growth_of(double open, int passes)
{
    return {1 - std::pow(1 - std::clamp(open, 0.0, 0.999999), 1.0 / passes)};
}

struct Growths {
    PassGrowth middle, low, high;  ///< of the window interval of the open share
    bool bounded;
};

Growths growths_of(const simulation::Outcome& outcome)
{
    const metrics::AfterPass& last = outcome.passes.back();
    const metrics::Interval& interval = outcome.measures->intervals.open_fraction;
    const bool bounded = std::isfinite(interval.low) && interval.high > interval.low;
    return {growth_of(last.open_fraction, last.passes),
            growth_of(bounded ? std::max(interval.low, 1e-9) : last.open_fraction, last.passes),
            growth_of(bounded ? interval.high : last.open_fraction, last.passes), bounded};
}

/// The share that the scene asks for, where it does.
std::optional<double> target_of(const scene::Scene& scene)
{
    for (const scene::Limit& limit : scene.limits)
        if (limit.key == "coverage_min" && limit.value > 0 && limit.value < 1) return limit.value;
    return {};
}

std::string band(const Growths& g, const Axis& x, const Axis& y, int passes)
{
    std::string low, high;
    constexpr int steps = 60;
    for (int i = 0; i <= steps; ++i) {
        const double n = double(passes) * i / steps;
        low += fmt::format("{}{} {}", i == 0 ? "M" : "L", coordinate(x.at(n)), coordinate(y.at(g.low.after(n))));
        high.insert(0, fmt::format("L{} {}", coordinate(x.at(n)), coordinate(y.at(g.high.after(n)))));
    }
    return low + high + "Z";
}

std::string growth_curve(const PassGrowth& g, const Axis& x, const Axis& y, int passes)
{
    std::string path;
    constexpr int steps = 60;
    for (int i = 0; i <= steps; ++i) {
        const double n = double(passes) * i / steps;
        path += fmt::format("{}{} {}", i == 0 ? "M" : "L", coordinate(x.at(n)), coordinate(y.at(g.after(n))));
    }
    return path;
}

std::string passes_chart(const simulation::Outcome& outcome, const Growths& g, int shown)
{
    const std::optional<double> target = target_of(outcome.scene);
    Svg svg(720, 280, "Open share of the surface against the number of passes");
    const Axis x{0, double(shown), 56, 690};
    const Axis y{0, 1.1 * std::max({g.high.after(shown), target.value_or(0), 1e-4}), 226, 30};
    if (g.bounded) svg.path(band(g, x, y, shown), "band");
    svg.path(growth_curve(g.middle, x, y, shown), "curve dashed");
    if (target) {
        svg.line({x.from, y.at(*target)}, {x.to, y.at(*target)}, "dial");
        svg.text({x.to, y.at(*target) - 6}, "asked " + percent_text(*target), "halo end");
    }
    for (const metrics::AfterPass& at : outcome.passes) {
        const std::string value = percent_text(at.open_fraction);
        svg.raw(fmt::format("<g tabindex=\"0\" data-say=\"after {}: {} open, {} punctures per cm\u00B2\">",
                            counted(std::size_t(at.passes), "pass").append(at.passes == 1 ? "" : "es"), value,
                            digits(at.punctures_per_area * 1e-4)));
        svg.circle({x.at(at.passes), y.at(at.open_fraction)}, 5, "dot").raw("</g>");
        if (outcome.passes.size() <= 6)
            svg.text({x.at(at.passes) + 9, y.at(at.open_fraction) + 16}, value, "halo strong");
    }
    svg.x_axis(x, y.from, 1, "passes").y_axis(y, x.from, 100, "open share of the surface [%]");
    return svg.take();
}

std::string passes_text(double passes)
{
    return passes > 999 ? "more than 999" : fmt::format("{:.0f}", std::ceil(passes - 1e-9));
}

/// Passes to the target and to round shares about it.
std::string passes_table(const simulation::Outcome& outcome, const Growths& g)
{
    Table table("Passes that it takes", {"Open share", "#Passes", "#From", "#To"});
    std::vector<double> shares{0.02, 0.05, 0.1, 0.2, 0.4};
    if (const auto target = target_of(outcome.scene)) shares.push_back(*target);
    std::sort(shares.begin(), shares.end());
    shares.erase(std::unique(shares.begin(), shares.end()), shares.end());
    for (const double share : shares) {
        const bool asked = target_of(outcome.scene) == share;
        table.row({percent_text(share) + (asked ? ", asked" : ""), passes_text(g.middle.passes_for(share)),
                   passes_text(g.high.passes_for(share)), passes_text(g.low.passes_for(share))});
    }
    return table.take();
}

}  // namespace

std::string passes_part(const PageContent& page)
{
    const simulation::Outcome& outcome = page.outcome;
    if (!outcome.measures || outcome.passes.empty() || !(outcome.passes.back().open_fraction > 0)) return {};
    const metrics::AfterPass& last = outcome.passes.back();
    const Growths growths = growths_of(outcome);
    const int shown = std::max(2 * last.passes, 4);
    const double more = growths.middle.after(last.passes + 1) - last.open_fraction;
    const std::string lead =
        fmt::format("{} {} left {} of the surface open; one more would add about {}.", last.passes,
                    last.passes == 1 ? "pass" : "passes", percent_text(last.open_fraction), percent_text(more, 2));
    const std::string caption = "Dots: after each pass of this run. Dashed: passes at independent offsets, each "
                                "opening the same share of what "
                                "is still whole. Band: 95 % interval of patches of a quarter of the sides.";
    return section({"passes", "How many passes does a target take?", lead,
                    "Passes that keep step with each other open less than that: the dots then fall below the line.",
                    figure(passes_chart(outcome, growths, shown), caption) + passes_table(outcome, growths)});
}

}  // namespace dermavox::report

// Where the scatter of the depth comes from: needles, strokes, hand, dial.
#include "engine/report/chart/markup.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include "dermavox/motion/kinematics.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace dermavox::report {
namespace {

/// Variance of a depth between the means of the needles, and within a needle from stroke to stroke.
struct Parts {
    double between = 0, within = 0;  ///< standard deviations [m]
};
Parts parts_of(const std::vector<mechanics::Insertion>& insertions, double mechanics::Insertion::*depth)
{
    struct Sums {
        double count = 0, sum = 0, squares = 0;
    };
    std::map<int, Sums> needles;
    Sums all;
    for (const mechanics::Insertion& in : insertions) {
        if (!in.punctured()) continue;
        const double value = in.*depth;
        for (Sums* sums : {&needles[in.needle], &all}) {
            ++sums->count;
            sums->sum += value;
            sums->squares += value * value;
        }
    }
    if (all.count < 2) return {};
    double within = 0, between = 0;
    const double mean = all.sum / all.count;
    for (const auto& [needle, at] : needles) {
        const double own = at.sum / at.count;
        within += at.squares - at.count * own * own;
        between += at.count * (own - mean) * (own - mean);
    }
    return {std::sqrt(std::max(between, 0.0) / all.count), std::sqrt(std::max(within, 0.0) / all.count)};
}

struct Share {
    std::string name;
    double deviation;  ///< [m]
    std::string from;
};

}  // namespace

std::string tolerance_part(const PageContent& page)
{
    const auto& m = page.outcome.measures;
    if (!m || !std::isfinite(m->depths.tip.sd)) return {};
    const scene::Scene& scene = page.outcome.scene;
    std::vector<Share> shares;
    for (const auto& [name, depth] :
         {std::pair{"Tip", &mechanics::Insertion::tip}, {"Inserted", &mechanics::Insertion::inserted}}) {
        const Parts parts = parts_of(page.outcome.insertions, depth);
        shares.push_back(
            {fmt::format("{}, needle to needle", name), parts.between, "means of the needles, this run"});
        shares.push_back({fmt::format("{}, stroke to stroke", name), parts.within, "one needle, this run"});
    }
    if (scene.device.depth_tolerance.si > 0)
        shares.push_back({"Dial, as stated", scene.device.depth_tolerance.si, "shifts every tip alike"});
    const Length tilt = motion::kinematics_of(scene.motion, scene.device).tilt_loss;
    if (tilt.si > 0)
        shares.push_back(
            {"Lean of the hand, worst needle", tilt.si, "mean lean over the rim that the device tips on"});
    double most = 0;
    for (const Share& at : shares) most = std::max(most, at.deviation);
    if (most == 0) return {};
    Table table("Scatter of the depth by where it comes from", {"Part", "#Size", "From", ""});
    for (const Share& at : shares)
        table.row({at.name, length_text(at.deviation), at.from}, bar(at.deviation / most, "load-fill"));
    const bool needles = shares[0].deviation > shares[1].deviation;
    return section(
        {"tolerance", "What do tolerances do to the depth?",
         needles ? "Most of the scatter of the tips lies between the needles, not between the strokes of one."
                 : "Most of the scatter of the tips lies between the strokes of a needle, not between needles.",
         "Standard deviations of this one device. Pieces of a production, with tolerances of length, position, "
         "tilt and dial, are sampled by a study.",
         table.take()});
}

}  // namespace dermavox::report

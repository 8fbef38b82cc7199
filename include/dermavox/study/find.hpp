/// The inverse question: which value of a key gives a figure of the result its target.
///
///     dermavox find scene.toml --vary device.depth=0.25mm..2.5mm --target depth.inserted_um.p50=600um
///
/// One key and one target: the figure is averaged over a few seeds, the same ones at every value (common random
/// numbers), and the root of mean - target is bracketed and closed in on (TOMS 748). The search stops where the
/// bracket is narrower than a thousandth of the range, or where the mean is nearer to the target than a quarter of
/// its standard error: past that the seeds decide, not the key. The interval of the answer is that of the mean
/// (Student's t over the seeds, 95 %) divided by the slope at the root.
///
/// Whole numbers (passes, needles) and inequalities: the value nearest to the boundary on the side that keeps the
/// target. Where the ends of the range do not bracket the target, the range is scanned; a target that is met nowhere
/// gives the nearest value instead, and says so.
///
/// Several keys or targets: least sum of squared relative misses within the limits, by COBYLA from the middle of the
/// range (Powell 1994, in NLopt). Such an answer is one of many.
#pragma once

#include "dermavox/scene/catalogue.hpp"
#include "dermavox/scene/study_file.hpp"

#include <functional>
#include <string>
#include <vector>

namespace dermavox::study {

/// How a figure is to lie.
struct FindTarget {
    enum class Side { equal, at_least, at_most };
    std::string key;  ///< of result.json
    Side side = Side::equal;
    double value = 0;  ///< in the unit of the key's suffix
    std::string text;  ///< as written
};

/// "depth.inserted_um.p50=600um", "coverage>=5%", "force.stroke_peak_N<=2". The figure is a key of result.json or the
/// name that a limit has for it; the value a number in the key's unit, a percentage, or a quantity. Throws
/// core::InputError with what was expected.
FindTarget find_target(const std::string& text);

struct FindRequest {
    std::string scene;                ///< file
    std::vector<std::string> sets;    ///< as --set takes them
    std::vector<std::string> vary;    ///< "device.depth=0.25mm..2.5mm"
    std::vector<FindTarget> targets;  ///< at least one
    std::vector<FindTarget> limits;   ///< that the answer must keep as well
    int seeds = 3;                    ///< > 1
    int most = 60;                    ///< values tried, at most
    bool outside_validity = false;    ///< an answer far outside what the model was checked for counts too
};

/// A figure at the answer, and at the scene as it is.
struct FoundFigure {
    std::string key;
    double before = 0, at = 0;  ///< NaN where a run has none
};

struct FindAnswer {
    bool found = false;                        ///< every target and limit is met at the answer
    std::vector<double> value;                 ///< of each varied key, in its unit
    std::vector<std::string> text;             ///< the same as --set takes it: device.depth="0.84 mm"
    double low = 0, high = 0;                  ///< of one varied key: 95 % interval over the seeds, in its unit
    bool interval = false;                     ///< one key with one equality: the interval is known
    std::vector<FoundFigure> targets, limits;  ///< means over the seeds, in the order of the request
    double least = 0, most = 0;                ///< of the first target over all values tried
    std::string note;                          ///< why there is no answer, or what to know of it; may be empty
    std::vector<FoundFigure> costs;            ///< the figures that everyone asks for, of one full run each
    int runs = 0;                              ///< simulated, costs included
};

/// `progress`: called after each value tried with the share of `most` that is used; may throw to stop. Throws
/// core::InputError for keys, ranges and figures that do not exist or fit; core::Failure as simulate() does.
FindAnswer find(const FindRequest& request, const scene::Catalogue& catalogue,
                const std::function<void(double)>& progress = {});

}  // namespace dermavox::study

#include "dermavox/practice/endpoints.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dermavox::practice {
namespace {

constexpr double one_hour = 3600;
constexpr double short_needle = 370e-6, long_needle = 770e-6;  ///< of Kalluri 2011 [m]
constexpr double short_hours = 12, long_hours = 18;

simulation::Endpoint computed_water(const recovery::Closure& closure)
{
    return {"water loss, half of its rise gone",
            closure.t50_low.si / one_hour,
            closure.t50_high.si / one_hour,
            "computed",
            closure.half_life.source,
            "10th to 90th percentile over people"};
}

simulation::Endpoint dye(Length needle)
{
    const double hours = dye_closure_hours(needle);
    const bool inside = needle.si >= short_needle && needle.si <= long_needle;
    return {
        "no dye enters",
        hours,
        hours,
        inside ? "derived" : "measured",
        "Kalluri 2011, doi:10.1208/s12248-011-9288-3",
        fmt::format("hairless rat, uncovered, rollers of 370 and 770 um: 12 and 18 h; {}",
                    inside ? "between them by length" : "the nearer of the two, needles here are out of the range")};
}

}  // namespace

double dye_closure_hours(Length needle)
{
    const double along = std::clamp((needle.si - short_needle) / (long_needle - short_needle), 0.0, 1.0);
    return short_hours + (long_hours - short_hours) * along;
}

std::vector<simulation::Endpoint> endpoints(const simulation::Outcome& outcome)
{
    std::vector<simulation::Endpoint> all;
    if (outcome.closure) all.push_back(computed_water(*outcome.closure));
    for (const recovery::PublishedClosure& at : recovery::published_closure())
        if (at.cover == outcome.scene.closure.cover)
            all.push_back({at.text, at.hours_from, at.hours_to, "measured", at.source, ""});
    if (outcome.scene.closure.cover == recovery::Cover::open) all.push_back(dye(outcome.scene.device.depth));
    all.push_back({"openings gone in tomography",
                   24,
                   {},
                   "measured",
                   "Donnelly 2014, PMC4119956",
                   "people, polymer arrays 0.3 mm deep: open at 24 h, when last looked at, with water loss back"});
    all.push_back(
        {"redness gone", {}, 48, "measured", "Donnelly 2014, PMC4119956", "same people: always within 48 h"});
    all.push_back({"57 % of a barrier stripped off by tape", 24, 24, "measured", "Korean J. Dermatol. 38:183, 2000",
                   "another kind of wound: all of the barrier gone, none of the layers below cut"});
    return all;
}

}  // namespace dermavox::practice

#include "dermavox/result/verdict.hpp"

#include "dermavox/result/figure.hpp"
#include "dermavox/result/validity.hpp"

#include <cmath>

namespace dermavox::result {

std::vector<Verdict> verdicts_of(const simulation::Outcome& outcome)
{
    std::vector<Verdict> verdicts;
    for (const scene::Limit& limit : outcome.scene.limits) {
        const auto ref = find_figure(key_of_figure(limit.key.substr(0, limit.key.rfind('_'))));
        const auto si = ref ? si_of({outcome}, *ref) : std::nullopt;
        if (!si || std::isnan(*si)) continue;
        const Unit unit = ref->figure->unit;
        const double value = info_of(unit).dimension == core::Dimension::none ? in_unit(*si, unit) : *si;
        const bool met = limit.key.ends_with("_min") ? value >= limit.value : value <= limit.value;
        const bool decided = severity_of(*ref->figure, outcome) != simulation::Severity::severe;
        verdicts.push_back({limit.key, limit.value, value, met && decided, decided});
    }
    return verdicts;
}

}  // namespace dermavox::result

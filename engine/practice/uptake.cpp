#include "dermavox/practice/uptake.hpp"

#include <cmath>
#include <numbers>

namespace dermavox::practice {

std::vector<simulation::Uptake> uptake(const simulation::Outcome& outcome)
{
    std::vector<simulation::Uptake> all;
    if (!outcome.solute || !outcome.closure) return all;
    const scene::SolutePlan& plan = *outcome.scene.solute;
    if (plan.solute.molar_mass >= plan.parameters.large_molar_mass) return all;
    const double intact = outcome.solute->calibrated.intact.si, treated = outcome.solute->calibrated.total.si;
    const double half = outcome.closure->half_life.value.si;
    for (const double hours : {1.0, 4.0, 24.0}) {
        const double time = hours * 3600;
        const double open = half / std::numbers::ln2 * (1 - std::exp2(-time / half));
        all.push_back({hours, intact * time + (treated - intact) * open, intact * time});
    }
    return all;
}

}  // namespace dermavox::practice

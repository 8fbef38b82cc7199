/// What practice calls a treatment by its depth, from the depth that needles reached.
///
/// Classes by the median inserted depth d of the insertions that punctured: cosmetic up to 0.2 mm, medical from 0.5
/// to 2 mm, undefined between, past medical beyond. The limits are practitioners' (a claim, no measured boundary):
/// cosmetic needling is to stay in the epidermis.
#pragma once

#include "dermavox/simulation/outcome.hpp"

namespace dermavox::practice {

inline constexpr double cosmetic_limit = 0.2e-3, medical_least = 0.5e-3, medical_most = 2e-3;  ///< [m]

/// cosmetic, undefined, medical, past medical; of an inserted depth >= 0 [m].
const char* depth_class_name(double inserted);

/// Nothing where no insertion went through the barrier. Dials come from Outcome::dial: between the last setting at
/// which the 95th percentile of the inserted depth keeps above a plane and the first at which it does not, linear.
std::optional<simulation::DepthClass> depth_class(const simulation::Outcome& outcome);

/// The dial at which the 95th percentile of the inserted depths meets `plane` [m]; the last setting where none goes
/// past it, 0 where the first does; nothing without settings.
std::optional<double> dial_within(const std::vector<simulation::DialPoint>& dial, double plane);

}  // namespace dermavox::practice

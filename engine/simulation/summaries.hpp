/// Figures of a run that belong to no single module: slits and glide limits, forces. Private to simulation.
#pragma once

#include "dermavox/simulation/outcome.hpp"

#include <span>

namespace dermavox::simulation {

/// What one drive cycle did as a whole. SI.
struct CycleLoad {
    double peak_force = 0;  ///< of all needles together
    double work = 0;
    double face = 0;
    double cap_lift = 0;
};

/// Whether run.stages names the stage, or "all".
bool asked(const scene::Scene& scene, std::string_view stage);

/// The scene's slit_max, or one needle diameter.
Length slit_allowance(const scene::Scene& scene);

/// Slits over punctured insertions; limits of glide speed from the drive, the slit allowance (`slit_max`, one needle
/// diameter without it) and the mean residual opening at the surface.
SlitLimits slit_limits(const Outcome& outcome, double residual_opening);

/// What cycles of this work [J] and largest torque [N m] ask of the drive's motor, which makes `running` of them a
/// second. Requires a motor.
MotorLoad motor_load(const scene::Scene& scene, double work, double peak_torque, double running);

/// Peak force per needle over insertions, of the array over cycles that touch the patch.
Forces forces(const scene::Scene& scene, std::span<const mechanics::Insertion> insertions,
              std::span<const CycleLoad> loads);

/// Spacing of the puncture centres in the patch beside random patterns of the seed; nothing below two punctures.
/// domain: the treated part; null: the patch.
std::optional<metrics::SpacingCurve> spacing_of(const wound::Wound& wound,
                                                std::span<const mechanics::Insertion> insertions,
                                                const std::shared_ptr<const metrics::Domain>& domain,
                                                std::uint64_t seed);

}  // namespace dermavox::simulation

/// A course of sessions: each is simulated with its own dial, passes and seed, on the same patch.
///
/// Cut over all sessions: the exact union and multiplicity of their openings (wound/cover.hpp), as if none healed.
/// What of a session still conducts water when the next begins is 2^(-interval/half-life) of recovery/closure.hpp.
/// Time: a gliding pen needs strokes per area over strokes per second, turns and lifts left out; other motions the
/// time of the patch's own programme over its area.
#pragma once

#include "dermavox/simulation/outcome.hpp"
#include "dermavox/simulation/watch.hpp"

namespace dermavox::practice {

/// The scene of session k, from 0: its dial and passes, a seed of its own. Requires a plan.
scene::Scene session_scene(const scene::Scene& scene, int k);

/// Nothing without a plan, with known openings, or without wound and metrics among the stages. Sessions that are the
/// run itself are not simulated again. Throws as simulate() does.
std::optional<simulation::Course> course(const simulation::Outcome& run, const simulation::Watch& watch = {});

/// Needling time per area and pass [s/m2].
double seconds_per_area(const simulation::Outcome& run);

}  // namespace dermavox::practice

/// The pipeline: scene -> skin -> strokes -> insertions -> wound -> measures, water loss -> outcome.
#pragma once

#include "dermavox/simulation/carving.hpp"
#include "dermavox/simulation/outcome.hpp"
#include "dermavox/simulation/watch.hpp"

namespace dermavox::simulation {

/// Runs every stage that the scene asks for (`run.stages`). A stage left out leaves its part of the outcome empty,
/// with a `not_modelled` warning; without mechanics the needles go to their dial depth in rigid skin.
///
/// Threads: those of the enclosing core::with_threads. The outcome is the same for any number of them.
/// Throws core::InputError (scene makes no strokes), core::Failure (3: a solver did not converge; 70: a figure is
/// not finite), and whatever `watch` throws.
Outcome simulate(const scene::Scene& scene, const Watch& watch = {}, const Carving& carving = {});

}  // namespace dermavox::simulation

/// Every stroke of the programme pressed into the skin, in stroke order. Private to simulation.
#pragma once

#include "dermavox/mechanics/press.hpp"
#include "dermavox/motion/programme.hpp"
#include "dermavox/simulation/watch.hpp"
#include "engine/simulation/summaries.hpp"

#include <functional>
#include <vector>

namespace dermavox::simulation {

struct Pressed {
    std::vector<mechanics::Insertion> insertions;  ///< of strokes in or near the patch, in stroke order
    std::vector<CycleLoad> loads;                  ///< of cycles that touch the patch
    std::size_t strokes_inside = 0;                ///< needle strokes whose axis lies in the patch
    std::size_t strokes_left_out = 0;              ///< ... that come down in a part which the region leaves out
    std::size_t reentries = 0;                     ///< insertions into a channel that was open already
};

/// What press_all reads.
struct PressJob {
    const motion::Programme& programme;
    const mechanics::Press* press;  ///< null: rigid skin, every needle goes to its dial depth
    const device::NeedleSet& needles;
    double recoil;  ///< share of the width that stays open at the surface
    double reach;   ///< how far past the patch an opening still matters [m]
};

/// Each cycle is pressed once, knowing every channel that an earlier one left open: cycles whose needles cannot meet
/// run in parallel, the others wait for those before them. The result is that of pressing one after the other.
Pressed press_all(const PressJob& job, const std::function<void(double done)>& progress);

}  // namespace dermavox::simulation

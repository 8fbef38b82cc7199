/// How a turning motor becomes the needles' path: retraction from the deepest point, as a fraction of the
/// stroke, over one turn of the drive. Phase in turns, 0 at the deepest point.
///
/// Each law answers four questions in closed form: retraction at a phase, its second derivative by phase,
/// the share of a turn spent below a given retraction, and the fastest passage through a retraction.
#pragma once

#include "dermavox/core/checklist.hpp"

#include <variant>
#include <vector>

namespace dermavox::device {

/// (1 - cos 2 pi t)/2
struct Sinusoid {
};

/// Crank-slider, x = r cos a + sqrt(l^2 - r^2 sin^2 a), deepest at a = 0: (r + l - x)/(2 r).
/// A long rod gives the sinusoid.
struct Crank {
    double rod_ratio = 4;  ///< l/r, > 1
};

/// Any periodic retraction, straight between values at equal steps of one turn.
struct Cam {
    std::vector<double> retraction;  ///< at least 3 values, first 0 (deepest), largest 1
};

using Linkage = std::variant<Sinusoid, Crank, Cam>;

double retraction(const Linkage& linkage, double phase);
/// d2 retraction/d phase2; of a cam by second differences of its table.
double acceleration(const Linkage& linkage, double phase);
/// Share of a turn with retraction below `fraction`: 0 at and below 0, 1 above 1.
double share_below(const Linkage& linkage, double fraction);
/// Largest |d retraction/d phase| where the retraction passes `fraction`; 0 outside (0, 1).
double crossing_rate(const Linkage& linkage, double fraction);

/// Notes what is wrong, keys under device.drive.
void check(const Linkage& linkage, core::Checklist& list);

}  // namespace dermavox::device

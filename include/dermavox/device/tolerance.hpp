/// Devices as they come out of production: what was asked, plus what varies from piece to piece.
#pragma once

#include "dermavox/core/checklist.hpp"
#include "dermavox/device/device.hpp"

#include <cstdint>

namespace dermavox::device {

enum class Law {
    normal,  ///< width = standard deviation
    uniform  ///< width = half the full range
};

/// How far a figure strays from its nominal value, mean 0.
struct Scatter {
    double width = 0;  ///< SI, >= 0
    Law law = Law::normal;
};

struct Tolerances {
    Scatter length{};    ///< of each needle [m]
    Scatter position{};  ///< of each needle's axis at the cartridge, in x and in y [m]
    Scatter tilt{};      ///< of each needle's axis about two axes [rad]
    Scatter dial{};      ///< of the whole device's depth [m]
};

/// Notes what is wrong, keys under device.tolerance.
void check(const Tolerances& tolerances, core::Checklist& list);

/// Piece number `piece` of a production. A needle that leans by (a, b) over its length L meets the surface
/// (L - dial) (a, b) aside and is L (a^2 + b^2)/2 shorter. Pieces of one seed are independent of each other.
Device as_built(const Device& nominal, const Tolerances& tolerances, std::uint64_t seed, std::uint64_t piece);

}  // namespace dermavox::device

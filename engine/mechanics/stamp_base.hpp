/// A stamp's base cut into patches that push the skin where they touch it.
#pragma once

#include "dermavox/device/cartridge.hpp"

#include <vector>

namespace dermavox::mechanics {

struct Patch {
    double x = 0, y = 0;
    double radius = 0;  ///< of the disc of its area [m]
};

/// Patches of a disc of this radius: one at each seat, then fine between the seats and coarse away from them: places
/// are taken one after the other where d^2/s is largest, d the distance to what is taken already, s to the nearest
/// seat, and each patch is what lies nearest to its place. Their areas add up to the disc's. Deterministic.
std::vector<Patch> base_patches(const std::vector<device::Seat>& seats, double radius);

}  // namespace dermavox::mechanics

/// One function per family of patterns; route_of chooses.
#pragma once

#include "dermavox/motion/route.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace dermavox::motion {

struct Order {
    const Plan& plan;
    const device::Device& device;
    std::uint32_t pass;
    std::uint64_t seed;

    double spacing() const { return line_spacing(plan, device).si; }
    /// How far outside the patch the device must go for needles to land everywhere inside.
    double overshoot() const;
    /// Random part of a spacing by which the pattern is shifted, in [-1/2, 1/2); 0 when passes repeat exactly.
    double shift(std::uint64_t draw) const;
};

/// Parallel lines in a frame that is centred on the patch and turned by `direction`.
struct Family {
    double direction;
    double low, high;            ///< ends of each line along the direction
    std::vector<double> across;  ///< places of the lines
    double spacing;              ///< between them
};
/// Lines at `direction` over the patch with margin, or closed on it when periodic (0 and 90 degrees).
Family family_of(const Order& order, double direction);

/// Directions of the lines of "raster", "star" and the like [rad], pass by pass and then again; 0 for figures of
/// eight.
std::vector<double> directions_of(const std::string& pattern);

/// Places of a lattice over [0, extent): symmetric and shifted, with margin or closed.
std::vector<double> lattice_places(const Order& order, double extent, std::uint64_t draw);

Route lines(const Order& order);
Route circles(const Order& order);
Route figures_of_eight(const Order& order);
Route grid_of_places(const Order& order);
Route random_places(const Order& order);
Route path_of_glides(const Order& order);
Route path_of_places(const Order& order);

}  // namespace dermavox::motion

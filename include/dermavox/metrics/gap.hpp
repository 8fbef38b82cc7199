/// The largest untreated place.
#pragma once

#include "dermavox/wound/opening.hpp"

#include <span>

namespace dermavox::metrics {

class Domain;

struct Gap {
    double x = 0, y = 0;
    double diameter = 0;  ///< [m]
};

/// The largest circle that holds no opening, edge to edge, to 10 nm. Periodic patches have no edge; otherwise the
/// circle lies within the patch. Without any opening: the patch's shorter side. Branch and bound: a square of half
/// diagonal e round a point at distance d from the nearest opening holds no centre of a circle wider than 2 (d + e).
/// With a domain the circle lies within it, and is found to 2 um.
Gap largest_gap(std::span<const wound::Opening> openings, double width, double height, bool periodic,
                const Domain* domain = nullptr);

}  // namespace dermavox::metrics

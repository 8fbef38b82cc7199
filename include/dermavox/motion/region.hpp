/// The part of a patch that is to be treated: all of it, a polygon or a mask, less keep-outs.
#pragma once

#include "dermavox/core/checklist.hpp"

#include <cstdint>
#include <vector>

namespace dermavox::motion {

struct Point {
    double x = 0, y = 0;  ///< world [m]
};
using Polygon = std::vector<Point>;  ///< closed by itself; even-odd rule where it crosses itself

/// A picture over the whole patch, e.g. from an image file. Row 0 is at y = 0.
struct Mask {
    int columns = 0, rows = 0;
    std::vector<std::uint8_t> treated;  ///< row by row, 0 = leave out; size columns x rows
};

struct Region {
    Polygon outline{};                 ///< none: the whole patch
    std::vector<Polygon> keep_outs{};  ///< eyes, moles, lesions: no needle may land here
    Mask mask{};                       ///< none when empty

    bool whole() const { return outline.empty() && keep_outs.empty() && mask.treated.empty(); }
};

bool contains(const Polygon& polygon, double x, double y);
/// True when (x, y) of a patch width x height is to be treated.
bool contains(const Region& region, Point at, Point patch);
/// True when (x, y) lies in a keep-out.
bool kept_out(const Region& region, Point at);

/// Treated area [m2] of a patch: exact for the whole patch; else the centres of 2000 x 2000 cells that the
/// region contains, good to about a cell's width along its rim.
double area_of(const Region& region, Point patch);

/// Notes what is wrong, keys under motion.region.
void check(const Region& region, core::Checklist& list);

}  // namespace dermavox::motion

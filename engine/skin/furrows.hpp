/// The furrows of a surface relief over a periodic patch, read at any point.
#pragma once

#include "dermavox/skin/relief.hpp"
#include "engine/skin/height_field.hpp"

#include <array>

namespace dermavox::skin {

class Furrows
{
public:
    /// No furrows.
    Furrows() = default;
    /// Draws number, number + 1 of `random`. Requires a checked relief and a patch of at least one spacing.
    Furrows(const Relief& relief, double width, double height, const core::Random& random, std::uint64_t number);

    /// z(x, y) [m] below the plateaus, >= 0.
    double depth(double x, double y) const;
    bool flat() const { return m_depth == 0; }

private:
    /// Lines at whole values of the phase per_x x + per_y y + start + waves(x, y).
    struct Set {
        double per_x = 0, per_y = 0, start = 0;  ///< cycles per metre; cycles
        double cells_per_half_width = 0;         ///< 2 spacing/w: groove ends where |phase| times this is 1
        double strength = 0;                     ///< 1 or q
        HeightField waves;                       ///< [cycles]
        double groove(double x, double y) const;
    };

    double m_depth = 0;
    std::array<Set, 2> m_sets;
};

}  // namespace dermavox::skin

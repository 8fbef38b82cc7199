/// How deep tracts reach in the columns of a bucket. Private to wound.
#pragma once

#include "engine/wound/columns.hpp"

#include <array>
#include <limits>

namespace dermavox::wound {

/// A world depth for every column of a bucket; column = 8 x + y, as in a leaf.
using Depths = std::array<double, bucket_columns>;
inline constexpr Depths none = [] {
    Depths depths{};
    depths.fill(-std::numeric_limits<double>::infinity());
    return depths;
}();

/// The columns of a bucket that are asked for: centre of column (0, 0), spacing, and which of 8 x 8.
struct Columns {
    double x, y, voxel;
    ColumnBox box;
};

/// Depths under the surface between which a column lies inside a tract; empty when from >= to.
struct Inside {
    double from = 0, to = -1;
    bool empty() const { return !(from < to); }
};

/// A leaning tract leaves the skin above it whole: it needs spans, upright ones only a reach.
inline bool leans(const Tract& tract) { return tract.lean_x != 0 || tract.lean_y != 0; }

/// Tracts whose radius is scaled, with the slits that needles cut or with those that stay open. Keeps a reference to
/// the tracts.
class Reach
{
public:
    Reach(const Tracts& tracts, double scale, double Tract::*which = &Tract::half_slit)
        : m_profiles(tracts.profiles),
          m_half(which),
          m_drum(tracts.drum),
          m_scale(scale)
    {
    }

    /// False when it reaches nothing.
    bool any() const { return m_scale > 0; }

    /// Raises depths[column] to the world depth of an upright tract's reach, cut off at `bottom` under its surface,
    /// where the column lies in its section at the surface.
    void raise(const Tract& tract, double bottom, const Columns& columns, Depths& depths) const;

    /// Where a column at (dx, dy) from the axis at the surface lies inside, any tract.
    Inside inside(const Tract& tract, double dx, double dy) const;

private:
    ColumnBox narrowed(const Tract& tract, const Columns& columns) const;
    void raise_cone(const Tract& tract, double bottom, const Columns& columns, Depths& depths) const;
    void raise_slit(const Tract& tract, double bottom, const Columns& columns, Depths& depths) const;
    double upright_to(const Tract& tract, double dx, double dy) const;

    const device::Profile& profile_of(const Tract& tract) const { return m_profiles[tract.type]; }
    double half_of(const Tract& tract) const { return tract.*m_half; }

    const std::vector<device::Profile>& m_profiles;
    double Tract::*m_half;
    double m_drum, m_scale;
};

}  // namespace dermavox::wound

/// The papillae of a junction over a periodic patch, read at any point.
#pragma once

#include "dermavox/core/random.hpp"
#include "dermavox/skin/papillae.hpp"

#include <cstdint>
#include <vector>

namespace dermavox::skin {

class PapillaField
{
public:
    /// A plane.
    PapillaField() = default;
    /// Draws `number` of `random`. Requires checked papillae that fit their cells. Throws core::Failure (69)
    /// above 2^26 papillae.
    PapillaField(const Papillae& papillae, double width, double height, const core::Random& random,
                 std::uint64_t number);

    /// Depth [m] against the junction's mean, at (x, y) [m]; negative on a papilla.
    double at(double x, double y) const;
    bool flat() const { return m_papillae.empty(); }

private:
    struct Papilla {
        float x, y;    ///< in its cell, 0 .. 1
        float height;  ///< h_k [m]
    };
    int m_nx = 0, m_ny = 0;
    double m_per_x = 0, m_per_y = 0;  ///< cells per metre
    double m_radius = 0;
    double m_foot = 0;           ///< depth between the papillae [m]
    std::vector<float> m_shift;  ///< of a row, in cells
    std::vector<Papilla> m_papillae;
};

/// Cells of a lattice of `density` cells per area along a side, at least one.
double cells_along(double side, double density);

}  // namespace dermavox::skin

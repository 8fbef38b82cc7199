/// From cells with widths and conductivities to the face conductances of the finest grid.
#pragma once

#include "engine/transport/level.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace dermavox::transport {

/// Cells (i, j, k), flux along k.
struct Box {
    std::array<std::vector<double>, 3> widths;  ///< [m], one per cell
    std::vector<double> kappa;                  ///< by material index; 0 = impermeable
    const std::uint8_t* index = nullptr;        ///< of cell (0, 0, 0)
    std::array<std::ptrdiff_t, 3> strides{};    ///< of `index`
    std::array<int, 2> period{0, 0};            ///< cells of `index` along i and j after which it repeats; 0 = never
    bool periodic = false;
    double film_first = 0, film_last = 0;  ///< resistance beyond the outer faces [s/m]

    Shape shape() const { return {int(widths[0].size()), int(widths[1].size()), int(widths[2].size())}; }
    std::uint8_t material(int i, int j, int k) const
    {
        if (period[0] && i >= period[0]) i -= period[0];
        if (period[1] && j >= period[1]) j -= period[1];
        return index[i * strides[0] + j * strides[1] + k * strides[2]];
    }
};

/// A resistance on the faces between planes k - 1 and k, in series with the half cells [s/m] per column
/// (i + nx j). Infinite closes the face.
struct Membrane {
    int k = 0;
    std::vector<double> conductance;  ///< 1/resistance of the closed part, weighted by its share, plus the open
                                      ///< part's, both with their half cells in series [m/s]
};

/// The largest conductance becomes 1; `unit` is what 1 stands for [m3/s].
struct Faces {
    Level level;
    double unit = 1;
};
Faces faces_of(const Box& box, const std::vector<Membrane>& membranes = {});

/// Fills in the potentials of row (j, k).
using FieldRow = std::function<void(int j, int k, std::span<double> row)>;

/// Sum over all faces of conductance x drop^2 [m3/s x potential^2], the conductances in double precision: the flow x
/// the difference of the ends. By Dirichlet's principle its error is second order in that of the field, so rounding
/// the solver's conductances to single precision does not reach it. `first`, `last`: potentials beyond the ends.
double dissipation(const Box& box, const FieldRow& field, double first, double last);

}  // namespace dermavox::transport

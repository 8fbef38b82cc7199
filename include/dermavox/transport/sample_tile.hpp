/// A small piece of the patch solved with air, barrier and tissue resolved, beside what the network says of it.
///
/// The barrier is a membrane of true thickness between tissue and air; the share of each column that a mouth
/// covers conducts through the channel, the rest through the barrier:
///
///     g = (1 - s)/(d_P/kappa_P + L/kappa_SC + d_N/kappa_N) + s/(d_P/kappa_P + L/kappa_c + d_N/kappa_N)
///
/// Sides repeat. Isothermal and linear, on both sides of the comparison. Cells grow away from the mouths. The
/// tile is solved once more with cells twice as large, for Richardson's extrapolation; on arrays of discs the
/// error was seen to fall with a power of the cell size between 1.6 and 2.1, and 1.7 is used.
#pragma once

#include "dermavox/transport/solve.hpp"
#include "dermavox/transport/water_loss.hpp"

#include <array>
#include <vector>

namespace dermavox::transport {

struct TileParameters {
    int mouths = 4;                      ///< about so many, >= 1
    double cells_per_axis = 6;           ///< fine cells on the shortest semi-axis, >= 1
    double growth = 0.25;                ///< of the cell size per distance from a mouth, 0 .. 1
    std::size_t most_cells = 3'000'000;  ///< larger cells are taken above
    StopRule stop{.residual = 1e-8, .imbalance = 1e-8, .most_iterations = 2000};
};

/// The field in the plane y = const through the mouth nearest to the middle, on the cells of the fine grid.
struct TileCut {
    double y = 0;                               ///< [m]
    std::array<std::vector<double>, 2> widths;  ///< of the cells along x, and down from the top of the air [m]
    int air_cells = 0;                          ///< of those down: air; the barrier lies below them, then tissue
    std::vector<double> potential;              ///< 0 far above, 1 deep below, x fastest
    std::vector<double> share, depth;           ///< per column: of it that is open, and how deep [m]
};

struct SampleTile {
    double width = 0, height = 0;  ///< [m]
    std::size_t mouths = 0;
    double network = 0;   ///< [kg/(m2 s)]
    double resolved = 0;  ///< extrapolated from both grids
    double fine = 0, coarse = 0;
    double error = 0;                ///< of `resolved`, taken as |fine - coarse|
    double relative_difference = 0;  ///< network / resolved - 1
    SolverReport report;             ///< of the fine grid
    TileCut cut;
};

/// Part of a patch, its mouths in coordinates of its own.
struct Tile {
    std::vector<Mouth> mouths;
    double width = 0, height = 0;
    Patch patch() const { return {mouths, width, height, true}; }
};

/// About `mouths` of a patch's, from its middle; where part of it has none, from round the mouth nearest to the
/// middle of them all. mouths >= 1.
Tile tile_of(const Patch& patch, int mouths);

/// A periodic tile as it stands, over a potential difference [kg/m3]. Mouth coordinates inside the tile.
/// Throws core::InputError for mouths out of range, core::Failure (3) without convergence.
SampleTile solve_tile(const Patch& tile, const Ladder& ladder, double channel_kappa, double drop,
                      const TileParameters& parameters = {});

/// A tile from the middle of the patch, every opening as wide as the wound's, skin at its reference
/// temperature. Nothing, with a warning, when the skin cannot be fitted or the tile holds no mouth.
std::optional<SampleTile> sample_tile(const skin::Stack& stack, const Environment& environment, const Patch& patch,
                                      const NetworkParameters& parameters, core::Notes& notes,
                                      const TileParameters& tile_parameters = {});

}  // namespace dermavox::transport

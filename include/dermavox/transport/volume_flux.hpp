/// Steady flux through any labelled volume: div(kappa grad psi) = 0, resolved voxel by voxel.
///
/// Cell-centred finite volumes, seven points; the conductance of a face is the series of the two half cells,
/// A/(w_1/(2 kappa_1) + w_2/(2 kappa_2)). The solver keeps face conductances in single precision (relative rounding
/// 6e-8), the solution and its residual in double; the flux is the energy of that solution with conductances in
/// double, whose error is second order in the field's. Second order for smooth kappa and for jumps on cell faces.
#pragma once

#include "dermavox/core/units.hpp"
#include "dermavox/transport/solve.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dermavox::transport {

/// A label, or a range of labels, and what it conducts.
struct Material {
    long long label = 0;
    std::string name;
    double kappa = 0;                       ///< [m2/s], > 0 and finite unless impermeable
    bool impermeable = false;               ///< nothing passes; kappa is not read
    std::optional<long long> last_label{};  ///< >= label: the material has every label from `label` to this one
};

/// Labels first .. last, which become one index.
struct LabelRange {
    long long first = 0, last = 0;
    std::uint8_t index = 0;  ///< < 255
};

/// How an array [x, y, z] lies in memory.
enum class Order { z_fastest, x_fastest };

/// A volume of at most 254 materials, one byte per cell.
struct IndexedVolume {
    std::array<int, 3> size{};
    Order order = Order::z_fastest;
    std::vector<std::uint8_t> index;  ///< into the materials
};

/// Ranges that do not overlap, in any order. Throws core::InputError for every label outside them (with its count and
/// first place) and for a size that does not fit the array.
/// Defined for the signed and unsigned integers of 8 to 64 bits.
template <class Label>
IndexedVolume index_labels(std::span<const Label> labels, std::array<int, 3> size, Order order,
                           std::span<const LabelRange> ranges);

/// The labels of each material, by its place among them; throws core::InputError for bad materials and for labels
/// that two of them have.
std::vector<LabelRange> label_ranges(std::span<const Material> materials);

/// What lies beyond the cells at one end: a potential on their outer face, or behind a film.
struct EndCondition {
    double value = 0;
    Length film{};             ///< 0: the value acts on the outer face of the cells
    Diffusivity film_kappa{};  ///< > 0 where there is a film
};

enum class Direction { x, y, z };

struct FluxProblem {
    std::vector<Material> materials;  ///< in the order that the volume was indexed with
    /// Cell widths [m] along x, y, z: one for all, or one per cell (graded).
    std::array<std::vector<double>, 3> widths;
    Direction direction = Direction::z;
    EndCondition top;       ///< at index 0 along the direction
    EndCondition bottom;    ///< at its end
    bool periodic = false;  ///< the two other directions repeat; insulated otherwise
    StopRule stop;
    bool keep_potential = false;
    std::size_t most_bytes = 0;  ///< refuse to need more; 0 = no limit
};

struct FluxResult {
    double flux_density = 0;                ///< from bottom to top, per cross-section [kappa x value / length]
    std::optional<double> effective_kappa;  ///< of the volume without its films; empty for equal ends
    SolverReport report;
    std::vector<double> potential;  ///< [x, y, z] in the volume's order, when kept
};

/// Memory that the solver will hold for so many cells [bytes].
std::size_t flux_memory(std::array<int, 3> size, const FluxProblem& problem);

/// Never returns an unconverged number: throws core::Failure (3) then; (69) beyond most_bytes, before
/// allocating; core::InputError for widths, ends or materials out of range, and when impermeable cells leave no
/// path between the ends. Cells that no path reaches keep the top's value.
/// A volume that repeats with an odd count along a side is solved as two periods (twice the memory).
FluxResult volume_flux(const IndexedVolume& volume, const FluxProblem& problem);

}  // namespace dermavox::transport

/// Rectangles of nine nodes that fill a layered body: fine where it is loaded, growing with the distance.
#pragma once

#include "dermavox/mechanics/large_strain.hpp"
#include "engine/mechanics/large_strain/law.hpp"

#include <vector>

namespace dermavox::mechanics::large_strain {

/// Where elements must be small along one axis: `size` within [from, to], more by `growth` per distance outside.
struct Fine {
    double from, to, size;
};

struct Mesh {
    std::vector<double> r, z;    ///< lines, from the axis outwards and from the surface down
    std::vector<Material> rows;  ///< between lines of z
    bool plane = false;

    std::size_t columns() const { return r.size() - 1; }
    std::size_t nodes_down() const { return 2 * z.size() - 1; }
    std::size_t nodes() const { return (2 * r.size() - 1) * nodes_down(); }
    /// Half steps: i of 2 columns from the axis, j of 2 rows down.
    std::size_t node(std::size_t i, std::size_t j) const { return i * nodes_down() + j; }
    /// Undeformed distance from the axis of the nodes at half step i.
    double r_at(std::size_t i) const { return i % 2 == 0 ? r[i / 2] : (r[i / 2] + r[i / 2 + 1]) / 2; }
};

/// Lines from 0 to the last of `stops`, which all become lines; sizes as the finest of `fine` asks for.
std::vector<double> lines(const std::vector<double>& stops, const std::vector<Fine>& fine, double growth);

/// `stops`: lines that the load needs along r.
Mesh mesh_of(const Body& body, std::vector<double> stops, const std::vector<Fine>& across, double surface_size,
             double growth);

}  // namespace dermavox::mechanics::large_strain

#include "engine/mechanics/sideways/embedded_needle.hpp"

#include "engine/mechanics/kernel/first_harmonic.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::mechanics {

namespace {

constexpr double ease = 0.6;  ///< of the barrier's thickness, over which the two shifts meet below it

/// Depths at which something changes: faces of layers, end of the ramp below the barrier, tip; the block's bottom
/// last.
std::vector<double> faces(const ElasticStack& stack, double barrier, double inserted, double outer)
{
    std::vector<double> at{0, std::min(inserted, (1 + ease) * barrier), inserted};
    double depth = 0;
    for (const ElasticLayer& layer : stack.layers) at.push_back(depth += layer.thickness);
    const double bottom = stack.rigid_base ? depth : std::max(outer, depth + inserted);
    at.push_back(bottom);
    std::sort(at.begin(), at.end());
    std::vector<double> apart;  // no slivers
    for (const double z : at)
        if (z <= bottom && (apart.empty() || z - apart.back() > 1e-7)) apart.push_back(z);
    return apart;
}

Solid solid_at(const ElasticStack& stack, double z)
{
    const ElasticLayer* found = &stack.below;
    double bottom = 0;
    for (const ElasticLayer& layer : stack.layers) {
        bottom += layer.thickness;
        if (z < bottom) {
            found = &layer;
            break;
        }
    }
    return {found->shear_modulus, found->poisson_ratio, found->prestress};
}

/// Cuts [from, to] in halves until no part is higher than `allowed` of its middle.
template <class F>
void cut(std::vector<double>& rows, double from, double to, const F& allowed)
{
    const double middle = (from + to) / 2;
    if (to - from <= allowed(middle)) return rows.push_back(to);
    cut(rows, from, middle, allowed);
    cut(rows, middle, to, allowed);
}

std::vector<double> row_edges(const std::vector<double>& faces, double barrier, double inserted, double grow)
{
    const double fine = std::max(barrier, inserted / 12);
    const auto allowed = [&](double z) {
        const double near = std::min(std::abs(z - barrier), std::abs(z - inserted));
        return (z < barrier ? 2 * barrier : fine) + grow * near;
    };
    std::vector<double> rows{0};
    for (std::size_t i = 0; i + 1 < faces.size(); ++i) cut(rows, faces[i], faces[i + 1], allowed);
    return rows;
}

std::vector<double> column_edges(double first, double grow, double outer)
{
    const double n = std::ceil(std::log1p((grow - 1) * outer / first) / std::log(grow));
    std::vector<double> edges{0};
    for (int i = 1; i <= int(n); ++i) edges.push_back(outer * (std::pow(grow, i) - 1) / (std::pow(grow, n) - 1));
    return edges;
}

std::vector<double> with_middles(const std::vector<double>& edges)
{
    std::vector<double> all{edges.front()};
    for (std::size_t i = 1; i < edges.size(); ++i) {
        all.push_back((edges[i - 1] + edges[i]) / 2);
        all.push_back(edges[i]);
    }
    return all;
}

Support support(double z, double barrier, double inserted)
{
    if (z > inserted * (1 + 1e-12)) return {.axis = true};
    const double below = barrier > 0 ? std::clamp((z - barrier) / (ease * barrier), 0.0, 1.0) : 1;
    return {.moved = true, .share = {1 - below, below}};
}

}  // namespace

EmbeddedStiffness embedded_stiffness(const ElasticStack& stack, double barrier, const device::Profile& needle,
                                     double inserted, const EmbeddedMesh& fineness)
{
    const auto rows =
        row_edges(faces(stack, barrier, inserted, fineness.outer), barrier, inserted, fineness.grow_down);
    const auto down = with_middles(rows);
    const auto across =
        with_middles(column_edges(fineness.first * needle.radius(inserted), fineness.grow_across, fineness.outer));
    RingMesh mesh{.across = across.size() / 2, .solids = {}, .r = {}, .z = {}, .supports = {}};
    for (std::size_t i = 0; i + 1 < rows.size(); ++i)
        mesh.solids.push_back(solid_at(stack, (rows[i] + rows[i + 1]) / 2));
    for (std::size_t j = 0; j < down.size(); ++j)
        for (std::size_t i = 0; i < across.size(); ++i) {
            mesh.r.push_back(needle.radius(inserted - down[j]) + across[i]), mesh.z.push_back(down[j]);
            const bool end = i + 1 == across.size() || j + 1 == down.size();
            mesh.supports.push_back(end      ? Support{.moved = true}
                                    : i == 0 ? support(down[j], barrier, inserted)
                                             : Support{});
        }
    const ShiftStiffness k = shift_stiffness(mesh);
    return {k.first, -k.cross, k.second};
}

}  // namespace dermavox::mechanics

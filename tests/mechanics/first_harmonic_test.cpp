// Closed forms of bodies that are shifted sideways in an elastic solid.
#include "engine/mechanics/kernel/first_harmonic.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

using namespace dermavox;
using namespace dermavox::mechanics;
using std::numbers::pi;

namespace {

using Edges = std::vector<double>;

/// From `from` to `to`, each step `grow` times the one before, the first about `first`.
Edges graded(double from, double to, double first, double grow)
{
    const double n = std::ceil(std::log1p((grow - 1) * (to - from) / first) / std::log(grow));
    Edges edges;
    for (int i = 0; i <= int(n); ++i)
        edges.push_back(from + (to - from) * (std::pow(grow, i) - 1) / (std::pow(grow, n) - 1));
    return edges;
}

/// A row of edges that ends at `from`, mirrored, and goes on as the other.
Edges both_sides(Edges inner, const Edges& outer)
{
    std::reverse(inner.begin(), inner.end());
    inner.insert(inner.end(), outer.begin() + 1, outer.end());
    return inner;
}

Edges with_middles(const Edges& edges)
{
    Edges all{edges.front()};
    for (std::size_t i = 1; i < edges.size(); ++i) all.insert(all.end(), {(edges[i - 1] + edges[i]) / 2, edges[i]});
    return all;
}

/// Columns at hole(z) + across, rows at `down`, of one solid.
RingMesh mesh_of(const Edges& across, const Edges& down, const std::function<double(double)>& hole,
                 const Solid& solid, const std::function<Support(double, double)>& support)
{
    RingMesh mesh{across.size() - 1, std::vector<Solid>(down.size() - 1, solid), {}, {}, {}};
    for (const double z : with_middles(down))
        for (const double x : with_middles(across)) {
            mesh.r.push_back(hole(z) + x), mesh.z.push_back(z);
            mesh.supports.push_back(support(mesh.r.back(), z));
        }
    return mesh;
}

constexpr Support shifted{.moved = true, .share = {0, 1}};
constexpr Support fixed{.moved = true};

}  // namespace

TEST_CASE("a rod in an annulus of incompressible tissue is held as in closed form", "[mechanics][analytic]")
{
    const double inner = 1, outer = 20, mu = 3;
    const RingMesh mesh = mesh_of(
        graded(0, outer - inner, 0.05, 1.2), {0, 1}, [=](double) { return inner; }, {mu, 0.499999, 0},
        [=](double r, double) {
            return r < inner * 1.000001 ? shifted : r > outer * 0.999999 ? fixed : Support{.level = true};
        });
    const double in = inner * inner, out = outer * outer;
    const double exact = 4 * pi * mu / (std::log(outer / inner) - (out - in) / (out + in));
    CHECK_THAT(shift_stiffness(mesh).second, WithinRel(exact, 1e-3));
}

TEST_CASE("a disc bonded to a half-space shifts by (2 - nu)/8 of force over modulus and radius",
          "[mechanics][analytic]")
{
    const double mu = 2, nu = 0.3, far = 200;
    const Edges across = both_sides(graded(1, 0, -0.002, 1.5), graded(1, far, 0.002, 1.5));
    const RingMesh mesh = mesh_of(
        across, graded(0, far, 0.002, 1.5), [](double) { return 0.0; }, {mu, nu, 0},
        [=](double r, double z) {
            if (r >= far * 0.999999 || z >= far * 0.999999) return fixed;
            if (z == 0 && r <= 1.000001) return shifted;
            return r == 0 ? Support{.axis = true} : Support{};
        });
    // the closed form leaves the shear under the disc without its coupling to pressure, some 1.5 % here
    CHECK_THAT(shift_stiffness(mesh).second / mu, WithinRel(8 / (2 - nu), 0.02));
}

TEST_CASE("a slender spheroid is held as in closed form", "[mechanics][analytic]")
{
    const double mu = 1, far = 1500;
    for (const double ratio : {10.0, 33.0}) {
        const auto hole = [=](double z) { return std::sqrt(std::max(0.0, 1 - z * z / (ratio * ratio))); };
        const Edges down = both_sides(graded(ratio, 0, -0.05, 1.5), graded(ratio, far, 0.05, 1.6));
        const RingMesh mesh = mesh_of(graded(0, far, 0.2, 1.6), down, hole, {mu, 0.4999, 0}, [=](double r, double z) {
            const bool surface = z <= ratio && r <= hole(z);
            if (surface) return shifted;
            if (r >= far || z >= far * 0.999999) return fixed;
            return Support{.axis = r == 0, .level = z == 0};
        });
        const double half = 8 * pi * mu * ratio / (2 * std::log(2 * ratio) + 1);  // the mirror plane cuts it in two
        CHECK_THAT(shift_stiffness(mesh).second, WithinRel(half, 0.025));
    }
}

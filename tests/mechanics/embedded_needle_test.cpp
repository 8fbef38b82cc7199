// Stiffness of a needle in skin, and of an array, against a fine finite-element solution of the same.
#include "dermavox/mechanics/tangential_response.hpp"
#include "engine/mechanics/sideways/sideways_stiffness.hpp"
#include "tests/mechanics/sideways_samples.hpp"
#include "tests/support/catch.hpp"

#include <cmath>

using namespace dermavox;
using namespace dermavox::mechanics;
using samples::Array;

namespace {

ElasticStack cheek(double barrier_modulus)
{
    ElasticStack stack = elastic_stack(samples::moist_cheek(), samples::at_stroke);
    stack.layers.front().shear_modulus = barrier_modulus / 2.9;
    return stack;
}

constexpr double barrier = 16.8e-6;

EmbeddedStiffness stiffness(double modulus, double inserted, const EmbeddedMesh& mesh = {})
{
    return embedded_stiffness(cheek(modulus), barrier, device::Profile(samples::gliding_needle()), inserted, mesh);
}

const ElasticLayer& layer_at(const ElasticStack& stack, double depth)
{
    double bottom = 0;
    for (const ElasticLayer& layer : stack.layers)
        if (depth < (bottom += layer.thickness)) return layer;
    return stack.below;
}

/// Shear waves under a load that grows for a time t: explicit steps of a column in depth, over the static answer.
double moved_share(const ElasticStack& stack, double k, double t)
{
    constexpr double dz = 50e-6, depth = 30e-3, dt = 3e-6;
    constexpr std::size_t n = std::size_t(depth / dz);
    std::vector<double> mu(n), side(n + 1), mass(n + 1), u(n + 1), v(n + 1), force(n + 1);
    for (std::size_t i = 0; i < n; ++i) {
        const ElasticLayer& at = layer_at(stack, (double(i) + 0.5) * dz);
        mu[i] = at.shear_modulus;
        for (const std::size_t node : {i, i + 1}) {
            mass[node] += stack.density * dz / 2;
            side[node] += (at.shear_modulus + at.prestress) * k * k * dz / 2;
        }
    }
    // the barrier is thinner than a cell: a sheet on top, without what the first cell has in its place
    const ElasticLayer &sheet = stack.layers[0], &next = stack.layers[1];
    side[0] += (sheet.shear_modulus - next.shear_modulus) * k * k * sheet.thickness;
    for (int step = 0; step < int(t / dt); ++step) {
        for (std::size_t i = 0; i <= n; ++i) force[i] = -side[i] * u[i];
        force[0] += step * dt / t;
        for (std::size_t i = 0; i < n; ++i) {
            const double shear = mu[i] * (u[i + 1] - u[i]) / dz;
            force[i] += shear, force[i + 1] -= shear;
        }
        for (std::size_t i = 0; i < n; ++i) v[i] += dt * force[i] / mass[i], u[i] += dt * v[i];
    }
    return u[0] / tangential_kernel(stack, k).across;
}

constexpr EmbeddedMesh fine{.first = 0.2, .grow_across = 1.5, .grow_down = 0.4};

}  // namespace

TEST_CASE("a needle in cheek is held as in reference solutions", "[mechanics][reference]")
{
    const double modulus[] = {3e6, 10e6, 67e6}, whole[] = {98, 163, 671}, ss[] = {123, 219, 758},
                 sd[] = {87, 113, 139}, dd[] = {148, 170, 191};
    for (int i = 0; i < 3; ++i) {
        const EmbeddedStiffness k = stiffness(modulus[i], 0.77e-3, fine);
        CHECK_THAT(k.whole(), WithinRel(whole[i], 0.01));
        CHECK_THAT(k.ss, WithinRel(ss[i], 0.01));
        CHECK_THAT(k.sd, WithinRel(sd[i], 0.01));
        CHECK_THAT(k.dd, WithinRel(dd[i], 0.01));
        const EmbeddedStiffness quick = stiffness(modulus[i], 0.77e-3);
        CHECK_THAT(quick.whole(), WithinRel(k.whole(), 0.02));
        CHECK_THAT(quick.ss, WithinRel(k.ss, 0.02));
        CHECK_THAT(quick.dd, WithinRel(k.dd, 0.03));
    }
}

TEST_CASE("a needle in soft tissue without barrier is held as a cone in a half-space", "[mechanics][analytic]")
{
    ElasticStack gel;
    gel.below = {0, 20e3, 0.4999};
    device::Needle needle = samples::gliding_needle();
    const double mu = 20e3, inserted = 0.8e-3;
    const double tangent = std::tan(device::half_angle(needle).si);
    CHECK_THAT(tangent, WithinRel(std::tan(4.8 * std::numbers::pi / 180), 0.03));
    const EmbeddedStiffness k = embedded_stiffness(gel, 0, device::Profile(needle), inserted, fine);
    CHECK(k.ss == 0);
    CHECK(k.sd == 0);
    CHECK_THAT(k.dd, WithinRel(2.83 * mu * inserted, 0.04));  // 2.83 mu L, solution for a cone of 4.8 degrees
}

TEST_CASE("stiffness read between solved depths is that of a solution there", "[mechanics]")
{
    Parameters parameters = Parameters::defaults();
    const device::Device pen = samples::gliding(Array::one);
    const SidewaysStiffness table(samples::moist_cheek(), pen, pen.needle, parameters, samples::at_stroke, 3e-3);
    for (const double inserted : {0.09e-3, 0.3e-3, 0.7e-3, 1.2e-3}) {
        const EmbeddedStiffness read = table.at(inserted).own, solved = stiffness(10e6, inserted);
        CHECK_THAT(read.ss, WithinRel(solved.ss, 0.02));
        CHECK_THAT(read.sd, WithinRel(solved.sd, 0.02));
        CHECK_THAT(read.dd, WithinRel(solved.dd, 0.02));
    }
    CHECK_THAT(table.at(20e-6).own.dd, WithinRel(table.at(40e-6).own.dd / 2, 1e-9));
}

TEST_CASE("the surface of a half-space moves along a tangential load as Cerruti found", "[mechanics][analytic]")
{
    const double mu = 30e3, nu = 0.35;
    ElasticStack one, three;
    one.below = three.below = {0, mu, nu};
    three.layers = {{20e-6, mu, nu}, {1e-3, mu, nu}};
    for (const ElasticStack& stack : {one, three}) {
        const TangentialResponse response(stack, 1e-4, 2e-2);
        for (const double r : {1e-4, 0.7e-3, 5e-3, 2e-2}) {
            CHECK_THAT(response.ahead(r), WithinRel(1 / (2 * std::numbers::pi * mu * r), 1e-6));
            CHECK_THAT(response.beside(r), WithinRel((1 - nu) / (2 * std::numbers::pi * mu * r), 1e-6));
        }
    }
}

TEST_CASE("neighbours of a needle move as the tangential response of its skin says", "[mechanics][reference]")
{
    // Surface displacement over that of the needle, finite elements that end at 60 mm and load the needle's length;
    // a load at the surface of skin without end moves it more, by a tenth.
    const TangentialResponse response(cheek(10e6), 2e-4, 9e-3);
    const double own = 163;
    CHECK_THAT(own * response.ahead(1e-3), WithinRel(0.551, 0.1));
    CHECK_THAT(own * response.ahead(4e-3), WithinRel(0.320, 0.1));
    CHECK_THAT(own * response.beside(1e-3), WithinRel(0.454, 0.1));
    CHECK_THAT(own * response.beside(4e-3), WithinRel(0.240, 0.1));
}

TEST_CASE("waves follow a growing load as a column of skin does in time", "[mechanics]")
{
    ElasticStack skin = cheek(10e6), timed = skin;
    skin.density = timed.density = 940, timed.response_time = 3e-3;
    for (const double k : {100.0, 200.0, 400.0}) {
        const double share = tangential_kernel(timed, k).across / tangential_kernel(skin, k).across;
        CHECK_THAT(share, WithinAbs(moved_share(skin, k, 3e-3), 0.1));
    }
    CHECK_THAT(moved_share(skin, 400, 30e-3), WithinAbs(1, 0.02));  // the column itself comes to rest where it should
}

TEST_CASE("needles of an array share the skin that holds them", "[mechanics][reference]")
{
    const double modulus[] = {3e6, 10e6}, own[] = {70, 132}, ring[] = {21.8, 34.3}, grid[] = {7.5, 11.6};
    for (int i = 0; i < 2; ++i) {
        const ElasticStack stack = cheek(modulus[i]);
        CHECK_THAT(array_stiffness(stack, samples::gliding(Array::ring12).cartridge.seats, own[i]),
                   WithinRel(ring[i], 0.07));
        CHECK_THAT(array_stiffness(stack, samples::gliding(Array::grid36).cartridge.seats, own[i]),
                   WithinRel(grid[i], 0.07));
        CHECK(array_stiffness(stack, {{0, 0, 0}}, own[i]) == own[i]);
    }
    ElasticStack slow = cheek(10e6), fast = slow;
    slow.response_time = 10, fast.response_time = 3e-3;
    const auto seats = samples::gliding(Array::ring12).cartridge.seats;
    CHECK_THAT(array_stiffness(slow, seats, 132), WithinRel(array_stiffness(cheek(10e6), seats, 132), 1e-3));
    CHECK(array_stiffness(fast, seats, 132) > 1.1 * array_stiffness(slow, seats, 132));
}

#include "dermavox/core/problem.hpp"
#include "dermavox/mechanics/layered_kernel.hpp"
#include "dermavox/mechanics/surface_response.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <numbers>

using namespace dermavox;
using namespace dermavox::mechanics;
using std::numbers::pi;

namespace {

ElasticStack two_layers(double m, double h, double nu1, double nu2)
{
    ElasticStack stack;
    stack.layers = {{h, 50e3 * m, nu1}};
    stack.below = {0, 50e3, nu2};
    return stack;
}

// Closed form of two bonded layers (Burmister), m = mu1/mu2, x = k h.
double two_layer_kernel(double m, double h, double nu1, double nu2, double k)
{
    const double x = k * h, mu1 = 50e3 * m;
    const double la = 1 - 4 * (1 - nu1) / (1 + m * (3 - 4 * nu2)), kk = (m - 1) / (m + 3 - 4 * nu1);
    const double e2 = std::exp(-2 * x), e4 = e2 * e2;
    return (1 - nu1) / (mu1 * k) * (1 + 4 * x * kk * e2 - la * kk * e4) /
           (1 - (la + kk + 4 * kk * x * x) * e2 + la * kk * e4);
}

ElasticStack cheek()
{
    ElasticStack stack;
    stack.layers = {
        {17e-6, 10e6 / 2.9, 0.45}, {55e-6, 1e5 / 2.9, 0.48}, {1.05e-3, 60e3 / 2.96, 0.48}, {6e-3, 3e3 / 2.98, 0.49}};
    stack.below = {0, 80e3 / 2.96, 0.48};
    return stack;
}

}  // namespace

TEST_CASE("a homogeneous half-space sinks by (1 - nu) over (mu k)", "[mechanics][analytic]")
{
    ElasticStack stack;
    stack.below = {0, 20e3, 0.4999};
    for (const double k : {1.0, 1e3, 1e6})
        CHECK_THAT(surface_kernel(stack, k), WithinRel((1 - 0.4999) / (20e3 * k), 1e-13));
}

TEST_CASE("any number of equal layers is a half-space", "[mechanics][analytic]")
{
    for (const double nu : {0.0, 0.3, 0.48, 0.4999}) {
        ElasticStack stack;
        stack.below = {0, 20e3, nu};
        for (int n = 1; n <= 12; ++n) {
            stack.layers.push_back({1e-4 * n, 20e3, nu});
            for (const double kh : {1e-3, 0.1, 1.0, 30.0, 1e4}) {
                const double k = kh / 1e-3;
                CHECK_THAT(surface_kernel(stack, k), WithinRel((1 - nu) / (20e3 * k), 1e-12));
            }
        }
    }
}

TEST_CASE("two bonded layers give their closed form", "[mechanics][analytic]")
{
    const double h = 1e-3;
    for (const double m : {0.1, 10.0, 100.0})
        for (const double kh : {0.01, 0.03, 0.1, 0.3, 1.0, 3.0})
            for (const double nu1 : {0.3, 0.45, 0.4999})
                CHECK_THAT(surface_kernel(two_layers(m, h, nu1, 0.48), kh / h),
                           WithinRel(two_layer_kernel(m, h, nu1, 0.48, kh / h), 1e-12));
}

TEST_CASE("a layer bonded to a rigid base gives its closed form", "[mechanics][analytic]")
{
    const double h = 2e-3, mu = 20e3;
    for (const double nu : {0.0, 0.3, 0.45, 0.49, 0.4999})
        for (const double x : {0.3, 1.0, 3.0, 10.0, 100.0}) {
            ElasticStack stack;
            stack.layers = {{h, mu, nu}};
            stack.rigid_base = true;
            const double kap = 3 - 4 * nu, e2 = std::exp(-2 * x), e4 = e2 * e2, k = x / h;
            const double sh = (1 - e4) / 2, ch = (1 + e4) / 2;  // times exp(-2 x)
            const double exact =
                (1 - nu) / (mu * k) * (2 * kap * sh - 4 * x * e2) / (2 * kap * ch + (1 + kap * kap + 4 * x * x) * e2);
            CHECK_THAT(surface_kernel(stack, k), WithinRel(exact, 1e-10));
        }
}

TEST_CASE("thick and thin layers at short and long waves stay finite and positive", "[mechanics]")
{
    const ElasticStack stack = cheek();
    for (double k = 1e-2; k < 1e9; k *= 1.7) {
        const double g = surface_kernel(stack, k);
        CHECK(std::isfinite(g));
        CHECK(g > 0);
    }
}

TEST_CASE("a load that acts for long enough is static and a short one reaches less far", "[mechanics]")
{
    const ElasticStack still = cheek();
    ElasticStack stack = still;
    stack.density = 1050;
    stack.response_time = 1e4;
    CHECK_THAT(surface_kernel(stack, 100), WithinRel(surface_kernel(still, 100), 1e-8));
    stack.response_time = 1e-3;
    CHECK(surface_kernel(stack, 100) < 0.1 * surface_kernel(still, 100));
    CHECK_THAT(surface_kernel(stack, 1e6), WithinRel(surface_kernel(still, 1e6), 1e-5));
}

TEST_CASE("a disc on a homogeneous half-space sinks as Love found", "[mechanics][analytic]")
{
    ElasticStack stack;
    stack.layers = {{1e-3, 20e3, 0.48}};
    stack.below = {0, 20e3, 0.48};
    const double a = 0.2e-3, unit = 0.52 / (20e3 * a * pi);
    CHECK_THAT(disc_sink(stack, a, 0), WithinRel(unit, 1e-12));
    CHECK_THAT(disc_sink(stack, a, a), WithinRel(unit * 2 / pi, 1e-12));  // at the edge: E(1) = 1
    CHECK_THAT(disc_sink(stack, a, 100 * a), WithinRel(unit / 200, 1e-4));
}

TEST_CASE("far from a load the skin sinks like its backing", "[mechanics][analytic]")
{
    const ElasticStack stack = two_layers(20, 0.1e-3, 0.48, 0.48);
    const double r = 30e-3;
    CHECK_THAT(disc_sink(stack, 0.1e-3, r), WithinRel(0.52 / (2 * pi * 50e3 * r), 1e-3));
}

TEST_CASE("the tables agree with the direct integral", "[mechanics]")
{
    for (const double tension : {0.0, 40.0}) {
        const ElasticStack stack = with_tension(cheek(), tension, 1.1e-3);
        const SurfaceResponse response(stack);
        for (const double a : {0.5e-6, 5e-6, 25e-6, 125e-6, 1e-3})
            CHECK_THAT(response.self(a), WithinRel(disc_sink(stack, a, 0), 1e-5));
        for (const double r : {0.3e-3, 1e-3, 5e-3})
            CHECK_THAT(response.point(r), WithinRel(disc_sink(stack, r / 300, r), 1e-4));
    }
}

TEST_CASE("a ring on a homogeneous half-space sinks as two discs superposed", "[mechanics][analytic]")
{
    ElasticStack stack;
    stack.below = {0, 20e3, 0.48};
    const SurfaceResponse response(stack);
    const double in = 4e-3, out = 5e-3, p = 1 / (pi * (out * out - in * in));
    CHECK_THAT(response.ring(in, out, 0), WithinRel(0.52 / 20e3 * p * (out - in), 1e-6));
    CHECK(response.ring_self(in, out) > response.ring(in, out, 0));
}

TEST_CASE("every mistake of an elastic stack is named", "[mechanics]")
{
    skin::Stack skin;
    skin::Layer layer;
    layer.name = "dermis";
    layer.thickness.value = Length{-1e-3};
    layer.poisson_ratio.value = 0.5;
    skin.layers = {layer};
    skin.backing.rigid = true;
    try {
        elastic_stack(skin);
        FAIL("accepted");
    } catch (const core::InputError& error) {
        CHECK(error.problems().size() == 3);  // thickness, modulus, ratio
    }
}

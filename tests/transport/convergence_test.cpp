#include "dermavox/transport/volume_flux.hpp"
#include "engine/transport/box.hpp"
#include "engine/transport/conduction.hpp"
#include "tests/support/catch.hpp"
#include "tests/transport/volumes.hpp"

#include <cmath>
#include <numbers>

using namespace dermavox;
using namespace dermavox::transport;

namespace {

/// Flux through n layers of kappa exp(z) over unit length, exact 1/(1 - 1/e).
double smooth_error(int n)
{
    LabelBlock v({2, 2, n}, Order::z_fastest);
    v.fill([](std::array<int, 3> c) { return c[2]; });
    FluxProblem p = problem_of({}, 1.0 / n, Direction::z);
    for (int i = 0; i < n; ++i) p.materials.push_back({i, "layer", std::exp((i + 0.5) / n), false});
    p.stop.residual = 1e-10;
    return std::abs(volume_flux(v.indexed(p), p).flux_density - 1 / (1 - std::exp(-1.0)));
}

/// Effective conductivity of a square array of cylinders that conduct ten times better, a tenth of the area.
double cylinder_error(int n)
{
    LabelBlock v({n, 2, n}, Order::z_fastest);
    const double r2 = 0.1 / std::numbers::pi;
    v.fill([&](std::array<int, 3> c) {
        const double x = (c[0] + 0.5) / n - 0.5, z = (c[2] + 0.5) / n - 0.5;
        return x * x + z * z < r2 ? 1 : 0;
    });
    FluxProblem p = problem_of({1.0, 10.0}, 1.0 / n, Direction::z);
    // Rayleigh, Phil. Mag. 34, 1892, with the first correction
    const double phi = 0.1, t = 11.0 / -9.0;
    const double exact = 1 - 2 * phi / (t + phi - 0.3058 * std::pow(phi, 4) / t);
    return std::abs(*volume_flux(v.indexed(p), p).effective_kappa - exact);
}

}  // namespace

TEST_CASE("smooth conductivity converges at second order", "[transport][resolved][order]")
{
    const double coarse = smooth_error(16), middle = smooth_error(32), fine = smooth_error(64);
    CHECK_THAT(std::log2(coarse / middle), WithinAbs(2.0, 0.1));
    CHECK_THAT(std::log2(middle / fine), WithinAbs(2.0, 0.1));
}

TEST_CASE("a jump on a curved face converges at first order to Rayleigh's array", "[transport][resolved][order]")
{
    const double coarse = cylinder_error(24), fine = cylinder_error(192);
    INFO(coarse << " -> " << fine);
    CHECK(fine < 0.004);
    CHECK(std::log2(coarse / fine) / 3 > 0.7);
}

TEST_CASE("iterations do not grow with the jump", "[transport][resolved]")
{
    for (const double jump : {1.0, 1e2, 1e4, 1e5, 1e6, 1e8}) {
        const LabelBlock v = pierced_block(64);
        FluxProblem p = problem_of({1.0, 1 / jump, 1.5}, 1, Direction::z);
        const FluxResult r = volume_flux(v.indexed(p), p);
        INFO(jump << " " << r.report.iterations << " " << r.report.imbalance);
        CHECK(r.report.iterations <= 16);
        CHECK(r.report.bytes <= 45 * r.report.cells);
    }
}

TEST_CASE("instruction sets give the same bits", "[transport][resolved]")
{
    const LabelBlock block = random_volume({37, 26, 40}, 3, 9);
    Box box;
    box.kappa = {1.0, 1e-4, 0.3};
    const int size[] = {37, 26, 40};
    for (int a = 0; a < 3; ++a) box.widths[a].assign(size[a], 1e-5);
    box.index = block.labels.data();
    box.strides = {1, 37, 37 * 26};
    std::vector<double> first;
    for (const auto set : {InstructionSet::baseline, InstructionSet::v3, InstructionSet::v4}) {
        if (set > core::best_instruction_set()) continue;
        Conduction field(faces_of(box).level, {}, set);
        REQUIRE(field.solve(0, 1).converged);
        std::vector<double> all;
        for (int k = 0; k < 40; ++k)
            for (int j = 0; j < 26; ++j)
                for (int i = 0; i < 37; ++i) all.push_back(field.at(i, j, k));
        if (first.empty()) first = all;
        CHECK(all == first);
    }
}

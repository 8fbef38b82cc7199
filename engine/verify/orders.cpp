#include "dermavox/transport/sample_tile.hpp"
#include "dermavox/transport/volume_transient.hpp"
#include "engine/verify/parts.hpp"
#include "engine/verify/water_samples.hpp"

#include <cmath>
#include <numbers>

namespace dermavox::verify {
namespace {

using namespace transport;

/// Flux through n layers of kappa exp(z) over unit length.
double smooth_flux(int n)
{
    FluxProblem p = problem_of({}, 1.0 / n);
    for (int i = 0; i < n; ++i) p.materials.push_back({i, "layer", std::exp((i + 0.5) / n), false});
    p.stop.residual = 1e-10;
    return volume_flux(volume_of({2, 2, n}, p, [](int, int, int z) { return z; }), p).flux_density;
}

/// Effective conductivity of a square array of cylinders that conduct ten times better, a tenth of the area.
double cylinder_kappa(int n)
{
    const FluxProblem p = problem_of({1.0, 10.0}, 1.0 / n);
    const auto cylinders = volume_of({n, 2, n}, p, [n](int i, int, int k) {
        const double x = (i + 0.5) / n - 0.5, z = (k + 0.5) / n - 0.5;
        return x * x + z * z < 0.1 / std::numbers::pi ? 1 : 0;
    });
    return *volume_flux(cylinders, p).effective_kappa;
}

/// Crank 1975, equation 4.24a: what has left a slab that was clean at the start.
double crank_passed(double t)
{
    using std::numbers::pi;
    double sum = t - 1.0 / 6;
    for (int n = 1; n < 60; ++n)
        sum -= 2 / (pi * pi) * (n % 2 ? -1.0 : 1.0) / (n * n) * std::exp(-n * n * pi * pi * t);
    return sum;
}

double passed(int cells, int steps)
{
    TransientProblem t{
        .steady = problem_of({1.0}, 1.0 / cells), .storage = {1.0}, .step = {0.4 / steps}, .steps = steps};
    t.steady.stop.residual = 1e-11;
    return volume_transient(volume_of({1, 1, cells}, t.steady, [](int, int, int) { return 0; }), t)
        .points.back()
        .passed_top;
}

Series series(const char* key, const char* title, const char* unit, const char* size, const char* size_unit)
{
    return {.key = key, .title = title, .unit = unit, .size_name = size, .size_unit = size_unit};
}

}  // namespace

void orders(Record& record)
{
    record.topic("Orders of convergence");
    record.source("second order; exact 1/(1 - 1/e)");
    Series smooth = series("smooth", "flux through conductivity exp(z)", "", "cell", "1/length");
    smooth.exact = 1 / (1 - std::exp(-1.0));
    for (const int n : {8, 16, 32, 64}) smooth.size.push_back(1.0 / n), smooth.value.push_back(smooth_flux(n));
    record.order(std::move(smooth), 2, 0.1);

    record.source("first order or better at jumps that cut cells; exact: Rayleigh, Phil. Mag. 34, 1892");
    const double phi = 0.1, t = 11.0 / -9.0;
    Series jump = series("cylinders", "conductivity of an array of cylinders", "", "cell", "1/period");
    jump.exact = 1 - 2 * phi / (t + phi - 0.3058 * std::pow(phi, 4) / t);
    for (const int n : {24, 48, 96, 192}) jump.size.push_back(1.0 / n), jump.value.push_back(cylinder_kappa(n));
    record.order_at_least(std::move(jump), 0.7);

    record.source("second order, SDIRK2 with 80 cells; exact for the cells: 512 steps");
    Series march = series("time-steps", "water that left a slab at t = 0.4 l^2/D", "l", "step", "l^2/D");
    march.exact = passed(80, 512);
    for (const int n : {16, 32, 64}) march.size.push_back(0.4 / n), march.value.push_back(passed(80, n));
    record.order(std::move(march), 2, 0.35);
    record.source("series of Crank 1975, equation 4.24a");
    record.absolute("water that left a slab at t = 0.4 l^2/D", passed(80, 100), crank_passed(0.4), 2e-4);

    if (!record.full()) return;
    record.source("between 1.6 and 2.1 was seen; 1.7 is what every run extrapolates with");
    Series tile = series("mouth", "water loss of 100 discs of 35 um per cm2", "g/m2/h", "cell at the mouth", "um");
    const DiscArray one(1, 35e-6);
    for (const double cells : {2., 4., 8.}) {
        TileParameters p;
        p.cells_per_axis = cells;
        tile.size.push_back(35 / cells);
        tile.value.push_back(solve_tile(one.patch(), k_ladder, k_wet, k_drop, p).fine * 3.6e6);
    }
    record.order(std::move(tile), 1.7, 0.6);
}

}  // namespace dermavox::verify

#include "dermavox/mechanics/surface_response.hpp"
#include "engine/verify/parts.hpp"
#include "engine/verify/pekeris.hpp"

#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace dermavox::verify {
namespace {

using mechanics::ElasticStack;
using std::numbers::pi;

/// The worst of many relative errors.
class Worst
{
public:
    void add(double got, double expected)
    {
        const double error = std::abs(got / expected - 1);
        if (!(error <= m_worst)) m_worst = error;
    }
    double value() const { return m_worst; }

private:
    double m_worst = 0;
};

/// Two bonded layers, m = mu1/mu2, x = k h (Burmister).
double two_layers(double m, double h, double nu1, double nu2, double mu2, double k)
{
    const double x = k * h, e2 = std::exp(-2 * x), e4 = e2 * e2;
    const double la = 1 - 4 * (1 - nu1) / (1 + m * (3 - 4 * nu2)), kk = (m - 1) / (m + 3 - 4 * nu1);
    return (1 - nu1) / (mu2 * m * k) * (1 + 4 * x * kk * e2 - la * kk * e4) /
           (1 - (la + kk + 4 * kk * x * x) * e2 + la * kk * e4);
}

/// A layer on a rigid base; sinh and cosh times exp(-2 x).
double on_rigid_base(double h, double nu, double mu, double k)
{
    const double x = k * h, kap = 3 - 4 * nu, e2 = std::exp(-2 * x), e4 = e2 * e2;
    return (1 - nu) / (mu * k) * (kap * (1 - e4) - 4 * x * e2) / (kap * (1 + e4) + (1 + kap * kap + 4 * x * x) * e2);
}

void waves(Record& record)
{
    record.topic("Layered elasticity");
    Worst equal, bonded, rigid;
    for (const double nu : {0.0, 0.3, 0.48, 0.4999}) {
        ElasticStack stack;
        stack.below = {0, 20e3, nu};
        for (int n = 1; n <= 12; ++n) {
            stack.layers.push_back({1e-4 * n, 20e3, nu});
            for (const double k : {1.0, 1e2, 1e3, 3e4, 1e7})
                equal.add(mechanics::surface_kernel(stack, k), (1 - nu) / (20e3 * k));
        }
    }
    for (const double m : {0.1, 10.0, 100.0})
        for (const double x : {0.01, 0.03, 0.1, 0.3, 1.0, 3.0})
            for (const double nu : {0.3, 0.45, 0.4999}) {
                ElasticStack stack;
                stack.layers = {{1e-3, 50e3 * m, nu}};
                stack.below = {0, 50e3, 0.48};
                bonded.add(mechanics::surface_kernel(stack, x / 1e-3), two_layers(m, 1e-3, nu, 0.48, 50e3, x / 1e-3));
            }
    for (const double nu : {0.0, 0.3, 0.45, 0.49, 0.4999})
        for (const double x : {0.3, 1.0, 3.0, 10.0, 100.0}) {
            ElasticStack stack;
            stack.layers = {{2e-3, 20e3, nu}};
            stack.rigid_base = true;
            rigid.add(mechanics::surface_kernel(stack, x / 2e-3), on_rigid_base(2e-3, nu, 20e3, x / 2e-3));
        }
    record.source("(1 - nu)/(mu k), up to 12 equal layers, nu to 0.4999");
    record.at_most("equal layers are a half-space: worst relative error of 240", equal.value(), 1e-12);
    record.source("closed form of two bonded layers, modulus ratio 0.1 to 100");
    record.at_most("two bonded layers: worst relative error of 54", bonded.value(), 1e-12);
    record.source("closed form of a layer on a rigid base, nu to 0.4999");
    record.at_most("layer on a rigid base: worst relative error of 25", rigid.value(), 1e-10);
}

void loads(Record& record)
{
    ElasticStack even;
    even.layers = {{1e-3, 20e3, 0.48}};
    even.below = {0, 20e3, 0.48};
    const double a = 0.2e-3, centre = 0.52 / (20e3 * a * pi);
    record.source(
        "Love 1929, doi:10.1098/rsta.1929.0009: 2 (1 - nu^2)/(pi a E) at the centre, 2/pi of it at the edge");
    record.relative("sink under the centre of a disc", mechanics::disc_sink(even, a, 0) * 1e3, centre * 1e3, 1e-10,
                    "um/mN");
    record.relative("sink at the edge of a disc", mechanics::disc_sink(even, a, a) * 1e3, centre * 2 / pi * 1e3,
                    1e-10, "um/mN");
    ElasticStack skin;
    skin.layers = {{0.1e-3, 1e6, 0.48}};
    skin.below = {0, 50e3, 0.48};
    record.source("Boussinesq on the backing, (1 - nu)/(2 pi mu r)");
    record.relative("sink 30 mm from a load", mechanics::disc_sink(skin, 0.1e-3, 30e-3) * 1e3,
                    0.52 / (2 * pi * 50e3 * 30e-3) * 1e3, 1e-3, "um/mN");
    ElasticStack gel;
    gel.layers = {{1e-3, 20e3, 0.48, 40e3}};
    gel.below = {0, 20e3, 0.48, 40e3};
    const double s = 40e3, mu = 20e3, p = std::sqrt(1 + s / mu), r = std::sqrt(1 + s / mu * 0.04 / 1.04), k = 500;
    record.source("taut half-space: ((2 mu + s)^2 - 4 mu^2 p r)/(s r) k, prestress s = 2 mu, nu 0.48");
    record.relative("stiffness of a taut half-space under a wave of 12.6 mm",
                    1e-6 / mechanics::surface_kernel(gel, k),
                    1e-6 * k * (std::pow(2 * mu + s, 2) - 4 * mu * mu * p * r) / (s * r), 1e-9, "MPa/m");
    const ElasticStack taut = mechanics::with_tension(even, 40, 1e-3);
    const mechanics::SurfaceResponse table(taut);
    Worst tables;
    for (const double radius : {0.5e-6, 5e-6, 25e-6, 125e-6, 1e-3})
        tables.add(table.self(radius), mechanics::disc_sink(taut, radius, 0));
    record.source("the same integral without the table");
    record.at_most("tables of the array model, worst relative error", tables.value(), 1e-5);
}

void inertia(Record& record)
{
    const double a = 1e-3, mu = 20e3;
    ElasticStack still;
    still.layers = {{5e-3, mu, 0.25}};
    still.below = {0, mu, 0.25};
    still.density = 1000;
    Worst grown;
    for (const double x : {0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0}) {
        ElasticStack moving = still;
        moving.response_time = x * a / std::sqrt(mu / still.density);
        grown.add(mechanics::disc_sink(moving, a, 0) / mechanics::disc_sink(still, a, 0), disc_ramp(x));
    }
    record.source(
        "Pekeris 1955, doi:10.1073/pnas.41.7.469, nu 1/4, summed over the disc and a load that grows evenly, "
        "shear waves 0.5 to 10 radii on");
    record.at_most("inertia under the centre of a disc: worst relative error of 8", grown.value(), 0.1);
}

}  // namespace

void kernels(Record& record)
{
    waves(record);
    loads(record);
    inertia(record);
}

}  // namespace dermavox::verify

// Displacements of arrays against large-strain finite elements: axisymmetric, total Lagrangian, nine-node elements,
// every layer a compressible Ogden solid (alpha 8 in the skin, 4 in fat and muscle), no tension; equal dead Gaussian
// loads, one on the axis and six smeared round a ring. Their own error is 0.2 % (arrays) and 0.3 % (tangents).
#include "dermavox/mechanics/array_bands.hpp"
#include "dermavox/mechanics/needle_columns.hpp"
#include "tests/mechanics/samples.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <numbers>

using namespace dermavox;
using namespace dermavox::mechanics;

namespace {

/// The cheek of the finite elements: thickness, Young's modulus, Poisson's ratio.
ElasticStack cheek()
{
    ElasticStack stack;
    const auto add = [&](double h, double young, double nu) {
        stack.layers.push_back({h, young / 2 / (1 + nu), nu});
    };
    add(16.8e-6, 67e6, 0.45), add(55e-6, 100e3, 0.48), add(0.105e-3, 40e3, 0.48), add(0.945e-3, 60e3, 0.48);
    add(6e-3, 3e3, 0.49);
    stack.below = {0, 80e3 / 2 / 1.48, 0.48};
    return stack;
}

std::shared_ptr<const ScaleBands> cheek_bands()
{
    static const auto made =
        std::make_shared<const ScaleBands>(std::make_shared<const SurfaceResponse>(cheek()), 1.1);
    return made;
}

std::vector<Place> hexagon(double pitch)
{
    std::vector<Place> places{{0, 0}};
    for (int i = 0; i < 6; ++i) {
        const double angle = std::numbers::pi / 3 * i;
        places.push_back({pitch * std::cos(angle), pitch * std::sin(angle)});
    }
    return places;
}

/// Loads of one radius on one skin.
struct Loads {
    std::size_t first;
    ArrayBands bands;
    NeedleColumns columns;
    ArrayBands::Workspace at;

    Loads(const std::vector<Place>& places, double radius)
        : first(first_shared_band(least_pitch(places))),
          bands(cheek_bands(), places, first),
          columns(
              *cheek_bands(), [=](double) { return radius; }, 1e-6, first, ScaleBands::count),
          at(bands.workspace())
    {
        for (Eigen::Index m = 0; m < at.omega.cols(); ++m)
            at.omega.col(m).setConstant(columns.omega({0, 0}, std::size_t(m)));
    }
    Eigen::VectorXd displacement(const Eigen::VectorXd& force)
    {
        bands.displace(force, nullptr, at);
        Eigen::VectorXd u = at.displacement;
        for (Eigen::Index i = 0; i < u.size(); ++i) u[i] += columns.own(0, force[i]);
        return u;
    }
    Eigen::MatrixXd tangent(const Eigen::VectorXd& force)
    {
        Eigen::MatrixXd h(force.size(), force.size());
        bands.displace(force, nullptr, at);
        bands.hessian(nullptr, at, h);
        for (Eigen::Index i = 0; i < force.size(); ++i) h(i, i) += columns.own({0, 0}, force[i]).tangent;
        return h;
    }
};

/// Radius whose disc is as compliant as the finite elements' load of 30 um.
double as_compliant_as(double compliance)
{
    double low = 1e-6, high = 1e-3;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (cheek_bands()->surface().self(middle) > compliance ? low : high) = middle;
    }
    return low;
}
double load_radius() { return as_compliant_as(0.0715839); }

}  // namespace

TEST_CASE("seven loads displace skin as large-strain finite elements do", "[mechanics][reference]")
{
    struct Row {
        double force, centre;
    };
    const auto within = [](double pitch, const std::vector<Row>& rows, double tolerance) {
        Loads loads(hexagon(pitch), load_radius());
        for (const Row& row : rows) {
            INFO(pitch << " m, " << row.force << " N");
            CHECK_THAT(loads.displacement(Eigen::VectorXd::Constant(7, row.force))[0],
                       WithinRel(row.centre, tolerance));
        }
    };
    within(0.25e-3,
           {{2.03027e-6, 6.72881e-7},
            {7.68191e-5, 2.56299e-5},
            {1.58451e-4, 5.25737e-5},
            {2.84216e-4, 9.19918e-5},
            {3.72666e-4, 1.17983e-4},
            {6.31657e-4, 1.87229e-4},
            {8.22392e-4, 2.33096e-4},
            {1.07508e-3, 2.88718e-4},
            {1.41525e-3, 3.56274e-4},
            {1.8815e-3, 4.38424e-4}},
           0.06);
    within(0.5e-3,
           {{2.59737e-6, 6.70793e-7},
            {9.84035e-5, 2.55631e-5},
            {2.02035e-4, 5.26061e-5},
            {3.57376e-4, 9.26785e-5},
            {5.9661e-4, 1.51722e-4},
            {9.83767e-4, 2.38334e-4},
            {1.65524e-3, 3.65312e-4},
            {2.18142e-3, 4.49639e-4}},
           0.06);
}

TEST_CASE("coupling dies inside a deep dimple as it does in finite elements", "[mechanics][reference]")
{
    // tangent of a neighbour over its value at rest, under a dimple of 80, 194 and 350 um
    const auto within = [](double r, double at_rest, std::vector<double> tangents) {
        Loads loads({{0, 0}, {r, 0}}, load_radius());
        Eigen::VectorXd force = Eigen::VectorXd::Constant(2, 1e-9);
        const double linear = loads.tangent(force)(0, 1);
        const double sinks[] = {83.0e-6, 172.5e-6, 335.1e-6};
        for (int i = 0; i < 3; ++i) {
            force << cheek_bands()->dimple().at(sinks[i], load_radius()).force, 1e-9;
            INFO(r << " m, dimple of " << sinks[i] << " m");
            CHECK_THAT(loads.tangent(force)(0, 1) / linear, WithinRel(tangents[std::size_t(i)] / at_rest, 0.10));
        }
    };
    within(0.25e-3, 0.0433121, {0.0401794, 0.035358, 0.0278452});
    within(0.5e-3, 0.0311203, {0.0321061, 0.0305849, 0.0254806});
    within(1e-3, 0.0242429, {0.0243862, 0.0237011, 0.0209849});
    within(2e-3, 0.0160906, {0.0161324, 0.0157926, 0.0145062});
}

TEST_CASE("at small forces the bands are the linear layered solution", "[mechanics][analytic]")
{
    const auto places = hexagon(0.5e-3);
    Loads loads(places, 3e-6);
    const Eigen::MatrixXd h = loads.tangent(Eigen::VectorXd::Zero(7));
    for (Eigen::Index i = 1; i < 7; ++i) {
        const double r = std::hypot(places[std::size_t(i)].x, places[std::size_t(i)].y);
        CHECK_THAT(h(0, i), WithinRel(cheek_bands()->surface().smoothed(ScaleBands::scale(loads.first), r), 1e-4));
        CHECK_THAT(h(0, i), WithinRel(cheek_bands()->surface().point(r), 0.02));
    }
    CHECK_THAT(h(0, 0), WithinRel(cheek_bands()->surface().self(3e-6), 1e-3));
}

TEST_CASE("a load by itself has its own law, and loads in one place that of their sum", "[mechanics]")
{
    Loads alone({{0, 0}}, 30e-6);
    for (const double f : {1e-4, 5e-3, 0.1})
        CHECK_THAT(alone.displacement(Eigen::VectorXd::Constant(1, f))[0],
                   WithinRel(cheek_bands()->dimple().displacement(f, 30e-6), 2e-3));
    // far apart in bands that both share, and at one place but for a micrometre
    Loads apart({{0, 0}, {0.3, 0}}, 30e-6);
    CHECK_THAT(apart.displacement(Eigen::VectorXd::Constant(2, 5e-3))[0],
               WithinRel(alone.displacement(Eigen::VectorXd::Constant(1, 5e-3))[0], 5e-3));
    Loads together({{0, 0}, {1e-6, 0}}, 30e-6);
    CHECK_THAT(together.displacement(Eigen::VectorXd::Constant(2, 5e-3))[0],
               WithinRel(alone.displacement(Eigen::VectorXd::Constant(1, 10e-3))[0], 0.02));
}

TEST_CASE("displacement is the gradient of a convex energy and the Hessian its slope", "[mechanics][property]")
{
    Loads loads({{0, 0}, {0.3e-3, 0.1e-3}, {-0.2e-3, 0.4e-3}, {1.1e-3, 0}, {3e-3, 2e-3}}, 10e-6);
    Eigen::VectorXd force(5);
    force << 2e-3, -5e-4, 7e-3, 0, 20e-3;
    Eigen::MatrixXd h(5, 5);
    loads.bands.displace(force, nullptr, loads.at);
    const Eigen::VectorXd u = loads.at.displacement;
    loads.bands.hessian(nullptr, loads.at, h);
    CHECK(Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(h).eigenvalues().minCoeff() >= 0);
    for (Eigen::Index i = 0; i < 5; ++i) {
        const double step = 1e-7;
        const auto energy = [&](double by) {
            Eigen::VectorXd at = force;
            at[i] += by;
            loads.bands.displace(at, nullptr, loads.at);
            return loads.bands.complementary(loads.at);
        };
        CHECK_THAT((energy(step) - energy(-step)) / (2 * step), WithinRel(u[i], 1e-5));
        Eigen::VectorXd more = force, less = force;
        more[i] += step, less[i] -= step;
        loads.bands.displace(more, nullptr, loads.at);
        const Eigen::VectorXd above = loads.at.displacement;
        loads.bands.displace(less, nullptr, loads.at);
        CHECK(((above - loads.at.displacement) / (2 * step) - h.col(i)).norm() < 1e-4 * h.norm());
    }
}

#include "engine/mechanics/large_strain/element.hpp"

#include <array>
#include <numbers>

namespace dermavox::mechanics::large_strain {

namespace {

using Nine = Eigen::Matrix<double, 9, 1>;

struct NodePlace {
    Nine value, along_r, along_z;  // shape functions and slopes on [-1, 1]^2
    double x, weight;
};

std::array<NodePlace, 9> make_places()
{
    std::array<NodePlace, 9> places;
    for (int p = 0; p < 9; ++p) {
        const double x = gauss_points[p / 3], y = gauss_points[p % 3];
        const Eigen::Vector3d a = shape(x), b = shape(y), da = shape_slope(x), db = shape_slope(y);
        NodePlace& place = places[std::size_t(p)];
        for (int i = 0; i < 3; ++i)
            for (int j = 0; j < 3; ++j) {
                place.value[3 * i + j] = a[i] * b[j];
                place.along_r[3 * i + j] = da[i] * b[j], place.along_z[3 * i + j] = a[i] * db[j];
            }
        place.x = x, place.weight = gauss_weights[p / 3] * gauss_weights[p % 3];
    }
    return places;
}

}  // namespace

Eigen::Vector3d shape(double x) { return {x * (x - 1) / 2, 1 - x * x, x * (x + 1) / 2}; }
Eigen::Vector3d shape_slope(double x) { return {x - 0.5, -2 * x, x + 0.5}; }

namespace {

using AlongU = Eigen::Matrix<double, 9, 3>;  // slopes of u: rr, rz, tt; the first two are those of w: zr, zz

// Weighted by the point's volume. The upper right corner is the transpose of the lower left.
void add_stiffness(const AlongU& by_r, double weight, const Eigen::Matrix<double, 5, 5>& a, ElementForces& made)
{
    const auto by_z = by_r.leftCols<2>();
    Eigen::Matrix3d rr;
    rr << a(0, 0), a(0, 1), a(0, 4), a(1, 0), a(1, 1), a(1, 4), a(4, 0), a(4, 1), a(4, 4);
    Eigen::Matrix<double, 2, 3> zr;
    zr << a(2, 0), a(2, 1), a(2, 4), a(3, 0), a(3, 1), a(3, 4);
    const AlongU left = by_r.lazyProduct(weight * rr), mixed = by_z.lazyProduct(weight * zr);
    const Eigen::Matrix<double, 9, 2> below = by_z.lazyProduct(weight * a.block<2, 2>(2, 2));
    made.stiffness.topLeftCorner<9, 9>() += left.lazyProduct(by_r.transpose());
    made.stiffness.bottomRightCorner<9, 9>() += below.lazyProduct(by_z.transpose());
    made.stiffness.bottomLeftCorner<9, 9>() += mixed.lazyProduct(by_r.transpose());
}

}  // namespace

bool forces_at(const Element& element, const Nodal& displacement, Wanted wanted, ElementForces& made)
{
    static const std::array<NodePlace, 9> places = make_places();
    const Nine u = displacement.head<9>(), w = displacement.tail<9>();
    made.force.setZero(), made.stiffness.setZero();
    for (const NodePlace& place : places) {
        const double r = element.r + element.width * (1 + place.x) / 2;
        const double area = element.width * element.height / 4 * place.weight;
        const double weight = element.plane ? area : 2 * std::numbers::pi * r * area;
        AlongU by_r;
        by_r.col(0) = place.along_r * (2 / element.width), by_r.col(1) = place.along_z * (2 / element.height);
        by_r.col(2) = place.value * (element.plane ? 0 : 1 / r);
        const auto by_z = by_r.leftCols<2>();
        const Eigen::Vector3d du = by_r.transpose() * u;
        const Eigen::Vector2d dw = by_z.transpose() * w;
        Stress stress;
        if (!stress_at(element.material, Five(1 + du[0], du[1], dw[0], 1 + dw[1], 1 + du[2]), stress)) return false;
        const auto& p = stress.nominal;
        made.force.head<9>() += by_r.lazyProduct(weight * Eigen::Vector3d(p[0], p[1], p[4]));
        made.force.tail<9>() += by_z.lazyProduct(weight * Eigen::Vector2d(p[2], p[3]));
        if (wanted == Wanted::stiffness) add_stiffness(by_r, weight, stress.tangent, made);
    }
    if (wanted == Wanted::stiffness)
        made.stiffness.topRightCorner<9, 9>() = made.stiffness.bottomLeftCorner<9, 9>().transpose();
    return true;
}

}  // namespace dermavox::mechanics::large_strain

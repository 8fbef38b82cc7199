// A stamp: needles that stand out of a rigid flat base.
#include "engine/mechanics/press_state.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::mechanics {

namespace {

constexpr double across = 20;  // patches over the base's diameter, at most

/// Centres of equal patches of a disc, on a hexagonal lattice.
std::vector<device::Seat> patches_of(double radius, double spacing)
{
    std::vector<device::Seat> centres;
    const double row = spacing * std::sqrt(3.0) / 2;
    const int rows = int(radius / row), columns = int(radius / spacing) + 1;
    for (int j = -rows; j <= rows; ++j)
        for (int i = -columns; i <= columns; ++i) {
            const device::Seat at{(i + (j % 2 == 0 ? 0 : 0.5)) * spacing, j * row, 0};
            if (std::hypot(at.x, at.y) <= radius - spacing / 2) centres.push_back(at);
        }
    return centres;
}

double nearest_pair(const std::vector<device::Seat>& seats, double otherwise)
{
    double nearest = otherwise;
    for (std::size_t i = 0; i < seats.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            nearest = std::min(nearest, std::hypot(seats[i].x - seats[j].x, seats[i].y - seats[j].y));
    return nearest;
}

}  // namespace

// Where the base rests on the skin it holds it flat: patches B of it keep their level whatever the needles N do, and
//     G_NN - G_NB G_BB^-1 G_BN
// is what is left of the needles' coupling. Beside a needle the skin dips away from the base: its own dimple stays.
void Press::State::seat_base()
{
    const std::vector<device::Seat>& seat = device.cartridge.seats;
    const double edge = device.cap.rim().si;
    const double spacing = std::clamp(nearest_pair(seat, edge) * 0.7, 2 * edge / across, edge / 2);
    const std::vector<device::Seat> patch = patches_of(edge, spacing);
    const double radius = spacing * std::sqrt(std::sqrt(3.0) / (2 * std::numbers::pi));  // of a disc as large
    const SurfaceResponse& skin = *surface;
    const Eigen::Index n = Eigen::Index(seat.size()), m = Eigen::Index(patch.size());
    const auto sink = [&](const device::Seat& a, const device::Seat& b, double load) {
        return skin.point(std::hypot(a.x - b.x, a.y - b.y, load));
    };
    Eigen::MatrixXd base(m, m), needles(m, n);
    for (Eigen::Index k = 0; k < m; ++k) {
        for (Eigen::Index j = 0; j < m; ++j)
            base(k, j) = j == k ? skin.self(radius) : sink(patch[std::size_t(k)], patch[std::size_t(j)], radius / 2);
        for (Eigen::Index i = 0; i < n; ++i)
            needles(k, i) = sink(patch[std::size_t(k)], seat[std::size_t(i)],
                                 std::max(radius / 2, type_in(std::size_t(i)).softening));
    }
    held = seats - needles.transpose() * base.partialPivLu().solve(needles);
    held.diagonal().setZero();
}

// Force of the needles with the base at this level, having come down to it from where `needles` stand.
double Press::State::push_at(std::vector<Seated>& needles, double at_plane) const
{
    array(at_plane).settle(needles, level(at_plane));
    return total_force(needles);
}

double Press::State::stamp_force(double at_plane) const
{
    constexpr int steps = 4;
    std::vector<Seated> needles = nominal();
    const double from = -device::deepest(device).si;
    double force = 0;
    for (int step = 1; step <= steps; ++step) force = push_at(needles, from + (at_plane - from) * step / steps);
    return force;
}

double Press::State::stamp_plane(double push) const
{
    constexpr double touch = 1e-9;              // [m] above the skin
    if (stamp_force(-touch) <= push) return 0;  // the base rests on the skin and takes what is left
    double low = -device::deepest(device).si, high = -touch, found = 0;
    for (int i = 0; i < 14; ++i) {
        found = (low + high) / 2;
        (stamp_force(found) < push ? low : high) = found;
    }
    return found;
}

// Level of the base when the work done on the way in has used up the energy.
double Press::State::impact_plane(double energy, double& left) const
{
    constexpr int steps = 32;
    std::vector<Seated> needles = nominal();
    const double from = -device::deepest(device).si, dz = -from / steps;
    double work = 0, before = 0;
    for (int step = 1; step < steps; ++step) {
        const double now = push_at(needles, from + dz * step), gain = dz * (before + now) / 2;
        if (work + gain > energy) return from + dz * (step - 1 + (energy - work) / gain);
        work += gain, before = now;
    }
    left = energy - work;
    return 0;
}

// Force that a base at rest on the skin takes with this pressure between its needles.
double Press::State::base_force(double at)
{
    const double edge = device.cap.rim().si;
    for (Type& type : types)
        type.pressed = std::make_unique<NeedleResponse>(InsertionLaw(type.response->law()), surface, type.needle,
                                                        parameters, at);
    return stamp_force(0) + at * std::numbers::pi * edge * edge;
}

void Press::State::rest_base()
{
    const double edge = device.cap.rim().si, area = std::numbers::pi * edge * edge;
    if (std::holds_alternative<device::Impact>(device.stamp.push)) {
        double left = 0;
        plane = impact_plane(device::impact_energy(device.stamp).si, left);
        // what is left of the energy goes into the skin under the base, which at its deepest bears sqrt(2 E/c)
        if (plane == 0) pressure = std::sqrt(2 * left / surface->ring_self(0, edge)) / area;
        base_force(pressure);
        return;
    }
    const double push = std::get<device::Press>(device.stamp.push).force.si;
    plane = stamp_plane(push);
    if (plane < 0) return;
    double low = 0, high = push / area;
    for (int i = 0; i < 12; ++i) {
        pressure = (low + high) / 2;
        (base_force(pressure) < push ? low : high) = pressure;
    }
    base_force(pressure);
}

}  // namespace dermavox::mechanics

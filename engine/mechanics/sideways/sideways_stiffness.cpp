#include "engine/mechanics/sideways/sideways_stiffness.hpp"

#include "dermavox/mechanics/tangential_response.hpp"
#include "engine/mechanics/kernel/cubic_table.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace dermavox::mechanics {

namespace {

constexpr int solved = 8;          // depths
constexpr double shallow = 50e-6;  // the first of them

/// Skin at the stroke's rate with the barrier's modulus for large strain along its sheet.
ElasticStack sideways_stack(const skin::Stack& skin, const Parameters& parameters, double stiffening, double time)
{
    ElasticStack stack = elastic_stack(skin, stiffening);
    stack.response_time = time;
    if (skin.layers.front().role != skin::Role::barrier) return stack;
    const double thickness = skin.layers.front().thickness.value.si;
    double depth = 0;
    for (ElasticLayer& layer : stack.layers) {
        if ((depth += layer.thickness) > thickness * (1 + 1e-9)) break;
        layer.shear_modulus = parameters.barrier_modulus.value.si / 2 / (1 + layer.poisson_ratio);
    }
    return stack;
}

/// Deflection per newton at the end of a cantilever as long as the needle.
double bending(const device::Needle& needle)
{
    const double l = needle.length.si, second_moment = std::numbers::pi * std::pow(needle.diameter.si, 4) / 64;
    return l * l * l / (3 * needle.young_modulus.si * second_moment);
}

/// What the needles lend each other: u of one per newton on another, 0 on the diagonal.
Eigen::MatrixXd neighbours(const ElasticStack& stack, const std::vector<device::Seat>& seats)
{
    const auto apart = [&](std::size_t i, std::size_t j) {
        return std::hypot(seats[i].x - seats[j].x, seats[i].y - seats[j].y);
    };
    const Eigen::Index n = Eigen::Index(seats.size());
    Eigen::MatrixXd u = Eigen::MatrixXd::Zero(n, n);
    double nearest = std::numeric_limits<double>::infinity(), farthest = 0;
    for (std::size_t i = 0; i < seats.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            nearest = std::min(nearest, apart(i, j)), farthest = std::max(farthest, apart(i, j));
    if (!(farthest > 0)) return u;
    const TangentialResponse response(stack, nearest, farthest);
    for (std::size_t i = 0; i < seats.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const double r = apart(i, j);
            u(Eigen::Index(i), Eigen::Index(j)) = u(Eigen::Index(j), Eigen::Index(i)) =
                (response.ahead(r) + response.beside(r)) / 2;
        }
    return u;
}

/// Needles so close that they hinder each other more than they have compliance of their own move as one.
double mean_force(Eigen::MatrixXd u, double own)
{
    u.diagonal().setConstant(1 / own);
    const Eigen::VectorXd force = u.ldlt().solve(Eigen::VectorXd::Ones(u.rows()));
    return std::min(own, force.mean());
}

}  // namespace

double array_stiffness(const ElasticStack& stack, const std::vector<device::Seat>& seats, double own)
{
    return mean_force(neighbours(stack, seats), own);
}

SidewaysStiffness::SidewaysStiffness(const skin::Stack& skin, const device::Device& device,
                                     const device::Needle& needle, const Parameters& parameters, double stiffening,
                                     double time)
    : m_deepest(std::min(needle.length.si, 2 * device::deepest(device).si))
{
    const ElasticStack stack = sideways_stack(skin, parameters, stiffening, time);
    const skin::Layer& top = skin.layers.front();
    const double barrier = top.role == skin::Role::barrier ? top.thickness.value.si : 0;
    const device::Profile profile(needle);
    const Eigen::MatrixXd u = neighbours(stack, device.cartridge.seats);
    m_first = std::log(std::min(shallow, m_deepest / 2));
    m_step = (std::log(m_deepest) - m_first) / (solved - 1);
    for (int i = 0; i < solved; ++i) {
        const auto k = embedded_stiffness(stack, barrier, profile, std::exp(m_first + m_step * i));
        m_ss.push_back(k.ss), m_sd.push_back(k.sd), m_dd.push_back(k.dd);
        m_common.push_back(1 / mean_force(u, k.whole()) - 1 / k.whole() + bending(needle));
    }
}

SidewaysStiffness::At SidewaysStiffness::at(double inserted) const
{
    if (inserted <= 0) return {{}, m_common.front()};
    const double place = (std::log(inserted) - m_first) / m_step, part = place < 0 ? std::exp(place * m_step) : 1;
    return {{part * interpolate(m_ss, place), part * interpolate(m_sd, place), part * interpolate(m_dd, place)},
            interpolate(m_common, place)};
}

}  // namespace dermavox::mechanics

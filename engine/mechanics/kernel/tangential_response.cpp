#include "dermavox/mechanics/tangential_response.hpp"

#include "engine/mechanics/kernel/cubic_table.hpp"
#include "engine/mechanics/kernel/hankel.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::mechanics {

namespace {

constexpr double t_first = 1e-1, t_step = 0.08;
constexpr std::size_t t_count = 240;  // up to 2e7/m
constexpr double t_d_step = 0.2;

/// k G over its value for short waves, less that value.
struct Kernels {
    double with, across;  ///< of short waves
    std::vector<double> with_rest, across_rest;

    explicit Kernels(const ElasticStack& stack)
    {
        const double thinnest = stack.layers.empty() ? 1e-3 : stack.layers.front().thickness;
        const TangentialKernel shortest = tangential_kernel(stack, 50 / thinnest);
        with = 50 / thinnest * shortest.with, across = 50 / thinnest * shortest.across;
        for (std::size_t i = 0; i < t_count; ++i) {
            const double k = t_first * std::exp(t_step * double(i));
            const TangentialKernel at = tangential_kernel(stack, k);
            with_rest.push_back(k * at.with - with), across_rest.push_back(k * at.across - across);
        }
    }
    static double at(const std::vector<double>& rest, double k)
    {
        return interpolate(rest, std::log(k / t_first) / t_step);
    }
};

/// 2 pi r u along one direction from the rests of the kernel that counts there with J0 and of the other.
double apparent(const std::vector<double>& near, const std::vector<double>& other, double limit, double r)
{
    const auto integrand = [&](double k) {
        const double x = k * r, turning = x < 1e-4 ? 0.5 : ::j1(x) / x;
        return Kernels::at(near, k) * (::j0(x) - turning) + Kernels::at(other, k) * turning;
    };
    return limit + r * oscillating(integrand, r, -0.25, std::min(0.1 / r, 5.0));
}

}  // namespace

TangentialResponse::TangentialResponse(const ElasticStack& stack, double nearest, double farthest)
    : m_first(std::log(nearest)),
      m_step(t_d_step)
{
    const Kernels kernels(stack);
    const int count = std::max(4, 1 + int(std::ceil((std::log(farthest) - m_first) / t_d_step)));
    for (int i = 0; i < count; ++i) {
        const double r = std::exp(m_first + t_d_step * i), whole = 2 * std::numbers::pi;
        m_ahead.push_back(apparent(kernels.with_rest, kernels.across_rest, kernels.across, r) / whole);
        m_beside.push_back(apparent(kernels.across_rest, kernels.with_rest, kernels.with, r) / whole);
    }
}

double TangentialResponse::look_up(const std::vector<double>& table, double r) const
{
    return interpolate(table, (std::log(r) - m_first) / m_step) / r;
}

}  // namespace dermavox::mechanics

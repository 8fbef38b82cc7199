#include "dermavox/mechanics/surface_response.hpp"

#include "engine/mechanics/kernel/cubic_table.hpp"
#include "engine/mechanics/kernel/hankel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace dermavox::mechanics {

namespace {

using std::numbers::pi;

// 2 J1(x)/x
double disc_transform(double x) { return x < 1e-4 ? 1 - x * x / 8 : 2 * ::j1(x) / x; }

// Sink of a homogeneous half-space of stiffness M = 1 per newton on a disc (Love 1929).
double love(double a, double r)
{
    if (r <= a) return 2 / pi * std::comp_ellint_2(r / a) / (pi * a);
    const double q = a / r;
    return 2 / pi / q * (std::comp_ellint_2(q) - (1 - q * q) * std::comp_ellint_1(q)) / (pi * a);
}

// Beyond this wave number the rest is below 1e-15.
double last_wave(const ElasticStack& stack, double a)
{
    return stack.layers.empty() ? 100 / a : std::max(100 / a, 22 / stack.layers.front().thickness);
}

// Well below the wave numbers at which the stack's response still changes.
double first_wave(const ElasticStack& stack, double distance)
{
    double longest = distance;
    for (const ElasticLayer& layer : stack.layers) longest += layer.thickness;
    if (stack.draping > 0) longest += stack.drape_radius * (1 + stack.draping);
    return 0.01 / longest;
}

constexpr double k_first = 1e-1, k_log_step = 0.04;
constexpr std::size_t k_count = 576;
constexpr double d_first = 1e-7, d_step = 0.1;
constexpr std::size_t d_count = 140;  // up to 0.1 m

// Coefficients of the cubic through v at 0, 1, 2, 3.
std::array<double, 4> cubic_through(const double* v)
{
    return {v[0], (-11 * v[0] + 18 * v[1] - 9 * v[2] + 2 * v[3]) / 6, (2 * v[0] - 5 * v[1] + 4 * v[2] - v[3]) / 2,
            (-v[0] + 3 * v[1] - 3 * v[2] + v[3]) / 6};
}

}  // namespace

double disc_sink(const ElasticStack& stack, double a, double r)
{
    const double stiffness = short_wave_stiffness(stack);
    const auto integrand = [&](double k) {
        return (k * stiffness * surface_kernel(stack, k) - 1) * disc_transform(k * a) * ::j0(k * r);
    };
    const double rest = graded(integrand, 0, last_wave(stack, a), first_wave(stack, a + r), pi / (a + r));
    return (love(a, r) + rest / (2 * pi)) / stiffness;
}

std::vector<double> disc_sink(const skin::Stack& skin, Length radius, std::span<const double> distances)
{
    const ElasticStack stack = elastic_stack(skin);
    std::vector<double> sinks;
    for (const double r : distances) sinks.push_back(disc_sink(stack, radius.si, r));
    return sinks;
}

SurfaceResponse::SurfaceResponse(const ElasticStack& stack)
    : m_stiffness(short_wave_stiffness(stack)),
      m_extent(0.01 / first_wave(stack, 0))
{
    for (std::size_t i = 0; i < k_count; ++i) {
        const double k = k_first * std::exp(k_log_step * double(i));
        m_rest.push_back(k * m_stiffness * surface_kernel(stack, k) - 1);
    }
    for (std::size_t i = 0; i < d_count; ++i) {
        const double d = d_first * std::exp(d_step * double(i)), first = first_wave(stack, d);
        const auto disc_part = [&](double k) { return rest(k) * disc_transform(k * d); };
        const auto point_part = [&](double k) { return rest(k) * ::j0(k * d); };
        const double own = 1 / (pi * d) + oscillating(disc_part, d, 0.25, first) / (2 * pi);
        const double far = 1 / (2 * pi * d) + oscillating(point_part, d, -0.25, first) / (2 * pi);
        m_self.push_back(d * own / m_stiffness);
        m_point.push_back(d * far / m_stiffness);
    }
    for (std::size_t i = 0; i + 3 < d_count; ++i) m_self_cubics.push_back(cubic_through(m_self.data() + i));
}

double SurfaceResponse::rest(double k) const { return interpolate(m_rest, std::log(k / k_first) / k_log_step); }

double SurfaceResponse::look_up(const Table& table, double distance) const
{
    return interpolate(table, std::log(distance / d_first) / d_step) / distance;
}

// Called some millions of times a run: from the cubics' coefficients, where interpolate() would have them anew.
double SurfaceResponse::self_stiffness_slope(double a) const
{
    const double position = std::log(a / d_first) / d_step, last = double(m_self.size() - 1);
    if (position <= 0 || position >= last) return 1 / interpolate(m_self, position);
    const std::size_t i = std::size_t(std::clamp(position - 1, 0.0, last - 3));
    const auto& [c0, c1, c2, c3] = m_self_cubics[i];
    const double t = position - double(i);
    const double value = ((c3 * t + c2) * t + c1) * t + c0, slope = (3 * c3 * t + 2 * c2) * t + c1;
    return (d_step * value - slope) / (d_step * value * value);
}

double SurfaceResponse::disc(double a, double r) const
{
    const auto integrand = [&](double k) { return rest(k) * disc_transform(k * a) * ::j0(k * r); };
    const double part = graded(integrand, 0, 1000 / a, 0.01 / (a + r), pi / (a + r));
    return (love(a, r) + part / (2 * pi)) / m_stiffness;
}

double SurfaceResponse::smoothed(double scale, double r) const
{
    const auto integrand = [&](double k) { return rest(k) * std::exp(-k * scale / 2) * ::j0(k * r); };
    const double first = 0.01 / (m_extent + scale + r), near = 1 / std::hypot(r, scale / 2);
    constexpr double gone = 80;  // e^-40
    const double part = r <= 4 * scale ? graded(integrand, 0, gone / scale, first, pi / std::max(r, scale / 8))
                                       : oscillating(integrand, r, -0.25, first);
    return (near + part) / (2 * pi * m_stiffness);
}

double SurfaceResponse::ring(double inner, double outer, double r) const
{
    const double in = inner * inner, out = outer * outer;
    return (out * disc(outer, r) - (in > 0 ? in * disc(inner, r) : 0)) / (out - in);
}

double SurfaceResponse::ring_self(double inner, double outer) const
{
    const double in = inner * inner, out = outer * outer;
    const auto weighted = [&](double r) { return ring(inner, outer, r) * 2 * r / (out - in); };
    return gauss_panel(weighted, inner, outer);
}

double SurfaceResponse::draped_self(double a, const ElasticStack& by) const
{
    const double radius = by.drape_radius;
    const auto taken = [&](double k) {  // by the draping; k G is (1 + rest)/M
        return (1 + rest(k)) * (1 - 1 / drape_factor(by, k)) * disc_transform(k * a);
    };
    const double first = 0.01 / (radius * (1 + by.draping));
    return self(a) - graded(taken, 0, 45 / radius, first, pi / (a + radius)) / (2 * pi * m_stiffness);
}

SurfaceResponse SurfaceResponse::scaled(double stiffness) const
{
    SurfaceResponse made = *this;
    made.m_stiffness *= stiffness;
    for (Table* table : {&made.m_self, &made.m_point})
        for (double& value : *table) value /= stiffness;
    for (std::array<double, 4>& cubic : made.m_self_cubics)
        for (double& coefficient : cubic) coefficient /= stiffness;
    return made;
}

Force draping_force(const ElasticStack& stack, Length radius, Energy energy, double lambda)
{
    const SurfaceResponse flat(stack);
    const auto force = [&](double sink) { return sink / flat.self(radius.si + lambda * sink); };
    const auto taken = [&](double sink) {
        return gauss_panel(force, 0, sink / 8) + gauss_panel(force, sink / 8, sink);
    };
    double low = 0, high = radius.si;
    while (taken(high) < energy.si) high *= 2;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (taken(middle) < energy.si ? low : high) = middle;
    }
    return Force{force(low)};
}

ElasticStack draped_to(const ElasticStack& stack, Length radius, double share)
{
    ElasticStack made = stack;
    made.drape_radius = radius.si, made.draping = 0;
    if (share >= 1) return made;
    const SurfaceResponse flat(made);
    const double wanted = share * flat.self(radius.si);
    double low = 0, high = 1;
    const auto sinks = [&](double draping) { return made.draping = draping, flat.draped_self(radius.si, made); };
    while (sinks(high) > wanted && high < 1e6) high *= 2;
    for (int i = 0; i < 50; ++i) {
        const double middle = (low + high) / 2;
        (sinks(middle) > wanted ? low : high) = middle;
    }
    made.draping = low;
    return made;
}

ElasticStack draped(const ElasticStack& stack, Length radius, Force force, double lambda)
{
    if (lambda <= 0 || force.si <= 0) return draped_to(stack, radius, 1);
    ElasticStack linear = stack;
    linear.drape_radius = radius.si, linear.draping = 0;
    const SurfaceResponse flat(linear);
    const auto patch = [&](double sink) { return flat.self(radius.si + lambda * sink); };
    double low = 0, high = force.si * flat.self(radius.si);
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (middle < force.si * patch(middle) ? low : high) = middle;
    }
    return draped_to(stack, radius, patch(low) / flat.self(radius.si));
}

}  // namespace dermavox::mechanics

#include "dermavox/mechanics/scale_bands.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace dermavox::mechanics {

namespace force_nodes {

double at(std::size_t i)
{
    if (i == 0) return 0;
    const std::size_t octave = (i - 1) / per_octave, part = (i - 1) % per_octave;
    return std::ldexp(1 + double(part) / per_octave, first_octave + int(octave));
}

// Exponent and the three highest bits of the mantissa.
std::size_t below(double force)
{
    constexpr double least = 1.0 / 65536;  // 2^first_octave
    static_assert(first_octave == -16 && per_octave == 8);
    if (!(force >= least)) return 0;
    const auto eighth = [](double x) { return std::bit_cast<std::uint64_t>(x) >> 49; };
    return std::min(std::size_t(eighth(force) - eighth(least)) + 1, count - 1);
}

}  // namespace force_nodes

namespace {

constexpr double s_first = 1e-7, s_step = 0.1;
constexpr std::size_t s_count = 165;  // up to 1.3 m

}  // namespace

ScaleBands::ScaleBands(std::shared_ptr<const SurfaceResponse> surface, double growth)
    : m_surface(std::move(surface)),
      m_dimple(*m_surface, growth)
{
    for (std::size_t i = 0; i < s_count; ++i) {
        const double s = s_first * std::exp(s_step * double(i));
        m_seen.push_back(s * m_surface->smoothed(s, 0));
    }
    for (std::size_t m = 0; m < count; ++m)
        m_compliance[m] = seen_from(scale(m)) - (m + 1 < count ? seen_from(scale(m + 1)) : 0);
    std::vector<double> frozen;  // s0^2
    double w = 0;
    const double own = scale_of_radius(point_like);
    for (std::size_t i = 0; i < force_nodes::count; ++i) {
        const double f = force_nodes::at(i), above = i > 1 ? w * f / force_nodes::at(i - 1) : 1e300;
        w = m_dimple.displacement(f, point_like, above);
        const double s = scale_of(1 / m_dimple.at(w, point_like).stiffness);
        frozen.push_back(i > 0 ? std::max(s * s - own * own, frozen.back()) : 0);
    }
    for (std::size_t m = 0; m < count; ++m) tabulate(m, frozen);
}

void ScaleBands::tabulate(std::size_t band, const std::vector<double>& frozen)
{
    std::vector<Node>& nodes = m_nodes[band];
    const double fine = scale(band), coarse = scale(band + 1);
    for (std::size_t i = 0; i < frozen.size(); ++i) {
        const double open = seen_from(std::sqrt(fine * fine + frozen[i])) -
                            (band + 1 < count ? seen_from(std::sqrt(coarse * coarse + frozen[i])) : 0);
        const double most = i > 0 ? nodes.back().chi : 1;
        nodes.push_back({force_nodes::at(i), i > 0 ? std::clamp(open / m_compliance[band], 0.0, most) : 1, 0, 0, 0});
    }
    for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
        Node &a = nodes[i], &b = nodes[i + 1];
        const double d = b.force - a.force;
        a.slope = (b.chi - a.chi) / d;
        b.first = a.first + d * (a.chi + b.chi) / 2;
        b.second = a.second + d * (a.first + d * (a.chi / 2 + d * a.slope / 6));
    }
}

double ScaleBands::seen_from(double scale) const
{
    const double position = std::clamp(std::log(scale / s_first) / s_step, 0.0, double(s_count - 1));
    const std::size_t i = std::size_t(std::clamp(position - 1, 0.0, double(s_count - 4)));
    const double t = position - double(i);
    const double* v = m_seen.data() + i;
    return (-v[0] * (t - 1) * (t - 2) * (t - 3) / 6 + v[1] * t * (t - 2) * (t - 3) / 2 -
            v[2] * t * (t - 1) * (t - 3) / 2 + v[3] * t * (t - 1) * (t - 2) / 6) /
           scale;
}

double ScaleBands::scale_of(double compliance) const
{
    double low = std::log(s_first), high = low + s_step * double(s_count - 1);
    for (int i = 0; i < 60 && high - low > 1e-12; ++i) {
        const double middle = (low + high) / 2;
        (seen_from(std::exp(middle)) > compliance ? low : high) = middle;
    }
    return std::exp((low + high) / 2);
}

double ScaleBands::coupling(std::size_t band, double r) const
{
    const double fine = m_surface->smoothed(scale(band), r);
    return band + 1 < count ? fine - m_surface->smoothed(scale(band + 1), r) : fine;
}

ScaleBands::Share ScaleBands::share(std::size_t band, double force) const
{
    const Node& n = m_nodes[band][force_nodes::below(force)];
    const double d = force - n.force;
    return {n.chi + d * n.slope, n.first + d * (n.chi + d * n.slope / 2),
            n.second + d * (n.first + d * (n.chi / 2 + d * n.slope / 6))};
}

}  // namespace dermavox::mechanics

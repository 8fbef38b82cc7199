#include "dermavox/mechanics/needle_columns.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace dermavox::mechanics {

namespace {

constexpr double spacing = 20e-6;                                        // [m], below the graded start
constexpr std::array<double, 5> start{0, 1.25e-6, 2.5e-6, 5e-6, 10e-6};  // a point widens fast
constexpr std::size_t forces = force_nodes::count;

}  // namespace

NeedleColumns::NeedleColumns(const ScaleBands& bands, const std::function<double(double)>& radius, double deepest,
                             std::size_t first, std::size_t last)
    : m_depth(start.begin(), start.end()),
      m_bands(last > first ? last - first : 0)
{
    for (std::size_t i = 1; m_depth.back() < deepest; ++i) m_depth.push_back(double(i) * spacing);
    m_depth.push_back(m_depth.back() + spacing);
    for (const double depth : m_depth) {
        const double b = radius(depth), own_scale = bands.scale_of_radius(b);
        std::vector<double> omega2;
        for (std::size_t m = first; m < ScaleBands::count; ++m) {
            const double next = m + 1 < ScaleBands::count ? bands.seen_from(ScaleBands::scale(m + 1)) : 0;
            const double seen = bands.seen_from(std::max(ScaleBands::scale(m), own_scale));
            omega2.push_back(std::clamp((seen - next) / bands.compliance(m), 0.0, 1.0));
            if (m < last) m_omega.push_back(std::sqrt(omega2.back()));
        }
        double w = 0;
        Node before{};
        for (std::size_t k = 0; k < forces; ++k) {
            const double f = force_nodes::at(k), above = k > 1 ? w * f / force_nodes::at(k - 1) : 1e300;
            w = bands.dimple().displacement(f, b, above);
            double shared = 0, lone = 0;
            for (std::size_t m = first; m < ScaleBands::count; ++m) {
                const double o2 = omega2[m - first], o = std::sqrt(o2);
                const ScaleBands::Share share = bands.share(m, o * f);
                shared += o2 * bands.compliance(m) * share.chi;
                lone += bands.compliance(m) * share.second;
            }
            Node node{0, std::max(0.0, 1 / bands.dimple().at(w, b).stiffness - shared), 0};
            if (k > 0) {
                const double d = f - force_nodes::at(k - 1), slope = (node.tangent - before.tangent) / d;
                node.w = before.w + d * (before.tangent + node.tangent) / 2;
                node.energy = before.energy + d * (before.w + d * (before.tangent / 2 + d * slope / 6));
            }
            m_nodes.push_back(node), m_lone.push_back(node.energy + lone);
            before = node;
        }
        if (depth == 0)
            for (std::size_t m = first; m < ScaleBands::count; ++m) m_rest += omega2[m - first] * bands.compliance(m);
    }
    if (first == ScaleBands::count) m_rest = m_nodes.front().tangent;
}

NeedleColumns::Between NeedleColumns::at(double inserted) const
{
    if (inserted >= spacing) {
        const double position = inserted / spacing;
        const std::size_t i = std::min(std::size_t(position), m_depth.size() - start.size() - 1);
        return {i + start.size() - 1, std::min(1.0, position - double(i))};
    }
    std::size_t i = 0;
    while (i + 1 < start.size() && start[i + 1] <= inserted) ++i;
    return {i, std::max(0.0, inserted - m_depth[i]) / (m_depth[i + 1] - m_depth[i])};
}

NeedleColumns::Node NeedleColumns::mean(const Between& at, std::size_t node) const
{
    const Node& a = m_nodes[at.below * forces + node];
    if (at.part == 0) return a;
    const Node& b = m_nodes[(at.below + 1) * forces + node];
    const auto mix = [&](double x, double y) { return x + at.part * (y - x); };
    return {mix(a.w, b.w), mix(a.tangent, b.tangent), mix(a.energy, b.energy)};
}

NeedleColumns::Own NeedleColumns::own(const Between& at, double force) const
{
    const double f = std::abs(force);
    const std::size_t k = force_nodes::below(f);
    const Node n = mean(at, k);
    const double d = f - force_nodes::at(k);
    const double slope =
        k + 1 < forces ? (mean(at, k + 1).tangent - n.tangent) / (force_nodes::at(k + 1) - force_nodes::at(k)) : 0;
    const double w = n.w + d * (n.tangent + d * slope / 2);
    return {force < 0 ? -w : w, n.tangent + d * slope, n.energy + d * (n.w + d * (n.tangent / 2 + d * slope / 6))};
}

NeedleColumns::Held NeedleColumns::held(const Between& at, double scale, double x) const
{
    const double wanted = std::abs(x);
    std::size_t low = 0, high = forces;  // of nodes: at or below, above
    while (high - low > 1) {
        const std::size_t middle = (low + high) / 2;
        (scale * force_nodes::at(middle) + mean(at, middle).w <= wanted ? low : high) = middle;
    }
    const Node n = mean(at, low);
    const double from = force_nodes::at(low), lack = wanted - scale * from - n.w;
    const double slope =
        low + 1 < forces ? (mean(at, low + 1).tangent - n.tangent) / (force_nodes::at(low + 1) - from) : 0;
    const double linear = scale + n.tangent;  // lack = linear d + slope d^2/2
    const double d = 2 * lack / (linear + std::sqrt(std::max(0.0, linear * linear + 2 * slope * lack)));
    const double f = from + d, w = wanted - scale * f;
    return {x < 0 ? -f : f, x < 0 ? -w : w, n.tangent + d * slope};
}

double NeedleColumns::lone_slope(std::size_t c, std::size_t k) const
{
    const auto value = [&](std::size_t column) { return m_lone[column * forces + k]; };
    if (c == 0) return (value(1) - value(0)) / (m_depth[1] - m_depth[0]);
    if (c + 1 == count()) return (value(c) - value(c - 1)) / (m_depth[c] - m_depth[c - 1]);
    const double before = m_depth[c] - m_depth[c - 1], after = m_depth[c + 1] - m_depth[c];
    const double left = (value(c) - value(c - 1)) / before, right = (value(c + 1) - value(c)) / after;
    return (left * after + right * before) / (before + after);
}

double NeedleColumns::omega(const Between& at, std::size_t band) const
{
    const double a = m_omega[at.below * m_bands + band];
    if (at.part == 0) return a;
    return a + at.part * (m_omega[(at.below + 1) * m_bands + band] - a);
}

}  // namespace dermavox::mechanics

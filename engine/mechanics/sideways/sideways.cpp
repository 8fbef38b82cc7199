#include "dermavox/mechanics/sideways.hpp"

#include "dermavox/mechanics/cutting_law.hpp"
#include "engine/mechanics/sideways/sideways_stiffness.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <limits>

namespace dermavox::mechanics {

namespace {

constexpr std::size_t depths = 65;  // of the tables, evenly spaced
constexpr int stroke_steps = 100;   // of a stroke

double moment(int step) { return (2 * step + 1.0) / stroke_steps - 1; }

template <class T>
T between_nodes(const T& a, const T& b, double part, std::initializer_list<double T::*> fields)
{
    T made;
    for (const auto field : fields) made.*field = a.*field + (b.*field - a.*field) * part;
    return made;
}

/// What cuts the layers of a skin sideways.
class TissueEdge
{
public:
    TissueEdge(const skin::Stack& skin, const Parameters& parameters, const device::Profile& profile)
        : m_skin(skin),
          m_profile(profile),
          m_sharp(parameters.edge_toughness.value.si)
    {
        for (const skin::Layer& layer : skin.layers) m_laws.push_back(cutting_law(layer, parameters, 1));
    }

    /// Force over the length of a needle from a depth to its tip.
    double below(double depth, double tip) const
    {
        constexpr int parts = 64;
        double sum = 0;
        for (int i = 0; i < parts && tip > depth; ++i) {
            const double z = depth + (i + 0.5) / parts * (tip - depth);
            sum += edge_resistance(m_laws[layer_at(z)], m_sharp, m_profile.radius(tip - z)) / parts;
        }
        return sum * std::max(0.0, tip - depth);
    }

private:
    std::size_t layer_at(double depth) const
    {
        std::size_t i = 0;
        while (i + 1 < m_laws.size() && skin::depth_of(m_skin, i + 1).si <= depth) ++i;
        return i;
    }

    const skin::Stack& m_skin;
    const device::Profile& m_profile;
    double m_sharp;
    std::vector<CuttingLaw> m_laws;
};

}  // namespace

SidewaysLaw::SidewaysLaw(const skin::Stack& skin, const device::Device& device, const device::Needle& needle,
                         const Parameters& parameters, double stiffening, double time)
    : m_work(parameters.barrier_work.value.si),
      m_zone(parameters.barrier_zone.value.si),
      m_rolls(device.kind == device::Kind::roller)
{
    const skin::Layer& top = skin.layers.front();
    if (top.role == skin::Role::barrier) m_thickness = top.thickness.value.si, m_recoil = top.recoil.value;
    const SidewaysStiffness stiffness(skin, device, needle, parameters, stiffening, time);
    const device::Profile profile(needle);
    const TissueEdge edge{skin, parameters, profile};
    m_step = stiffness.deepest() / (depths - 1);
    for (std::size_t i = 0; i < depths; ++i) {
        const double inserted = double(i) * m_step;
        const auto [k, common] = stiffness.at(inserted);
        m_depths.push_back({k.ss, k.sd, k.dd, common, profile.radius(inserted), edge.below(m_thickness, inserted)});
    }
    for (std::size_t i = 0; i < depths; ++i) m_onsets.push_back(onset(double(i) * m_step));
}

SidewaysLaw::Depth SidewaysLaw::at(double inserted) const
{
    const double place = std::clamp(inserted / m_step, 0.0, double(depths - 1));
    const std::size_t i = std::min(std::size_t(place), depths - 2);
    return between_nodes(m_depths[i], m_depths[i + 1], place - double(i),
                         {&Depth::ss, &Depth::sd, &Depth::dd, &Depth::common, &Depth::radius, &Depth::below});
}

double SidewaysLaw::barrier_strength(const Depth& now, double inserted, double widest, bool out) const
{
    const double edge = out ? std::max(now.radius, m_recoil * widest) : now.radius;
    return m_work * (m_zone + edge) * std::min(m_thickness, inserted);
}

SidewaysLaw::Onset SidewaysLaw::onset(double inserted) const
{
    Onset most;
    const double widest = at(inserted).radius;
    for (int i = 0; i < stroke_steps; ++i) {
        const double t = moment(i), reached = inserted * (1 - t * t);
        const Depth now = at(reached);
        const double delta = travelled(t) / (1 + now.common * now.whole());
        most.force = std::max(most.force, delta * now.whole());
        if (m_thickness > 0 && reached > 0)
            most.barrier =
                std::max(most.barrier, delta * (now.ss - now.sd) / barrier_strength(now, reached, widest, t > 0));
        if (now.below > 0) most.below = std::max(most.below, delta * (now.dd - now.sd) / now.below);
    }
    return most;
}

double SidewaysLaw::first_cut(double inserted) const
{
    const double ratio = onset(inserted).barrier;
    return ratio > 0 ? 1 / ratio : std::numeric_limits<double>::infinity();
}

SidewaysCut SidewaysLaw::stroke(double inserted, double travel) const
{
    if (inserted <= 0 || travel <= 0) return {};
    const double place = std::clamp(inserted / m_step, 0.0, double(depths - 1));
    const std::size_t i = std::min(std::size_t(place), depths - 2);
    const Onset most = between_nodes(m_onsets[i], m_onsets[i + 1], place - double(i),
                                     {&Onset::force, &Onset::barrier, &Onset::below});
    if (travel * std::max(most.barrier, most.below) <= 1)
        return {.surface = 0, .below = 0, .force = travel * most.force, .load = travel * most.below};
    return march(inserted, travel);
}

namespace {

/// A needle held by two parts of the skin, each of which may cut.
struct Hold {
    double ss, sd, dd, common;
    double cuts_barrier, cuts_below;  ///< forces
};
struct Balance {
    double delta, first, second;  ///< forces of barrier and below
};

Balance held(const Hold& k, double x, double s, double d)
{
    const double first = k.ss - k.sd, second = k.dd - k.sd, c = k.common;
    const double delta = (x + c * (first * s + second * d)) / (1 + c * (first + second));
    return {delta, k.ss * (delta - s) - k.sd * (delta - d), k.dd * (delta - d) - k.sd * (delta - s)};
}

/// Barrier cuts at `force`, what lies below has been cut by d; also the other way round, with ss and dd swapped.
Balance one_cuts(double ss, double sd, double dd, double common, double force, double x, double d)
{
    const double stiff = dd - sd * sd / ss, rest = force * (1 - sd / ss);
    const double delta = (x - common * rest + common * stiff * d) / (1 + common * stiff);
    return {delta, force, stiff * (delta - d) - sd / ss * force};
}

/// Lengths cut after the needle has moved to x, from those before.
std::array<double, 2> cut_to(const Hold& k, double x, std::array<double, 2> cut, Balance& now)
{
    const auto [s, d] = cut;
    now = held(k, x, s, d);
    const bool tears = now.first > k.cuts_barrier && k.ss > 0, cuts = now.second > k.cuts_below && k.dd > 0;
    if (!tears && !cuts) return cut;
    if (tears) {
        now = one_cuts(k.ss, k.sd, k.dd, k.common, k.cuts_barrier, x, d);
        if (now.second <= k.cuts_below || k.dd <= 0)
            return {std::max(s, now.delta - (k.cuts_barrier + k.sd * (now.delta - d)) / k.ss), d};
    }
    if (cuts) {
        const Balance other = one_cuts(k.dd, k.sd, k.ss, k.common, k.cuts_below, x, s);
        now = {other.delta, other.second, other.first};
        if (now.first <= k.cuts_barrier || k.ss <= 0)
            return {s, std::max(d, now.delta - (k.cuts_below + k.sd * (now.delta - s)) / k.dd)};
    }
    const double det = k.ss * k.dd - k.sd * k.sd, delta = x - k.common * (k.cuts_barrier + k.cuts_below);
    now = {delta, k.cuts_barrier, k.cuts_below};
    return {std::max(s, delta - (k.dd * k.cuts_barrier + k.sd * k.cuts_below) / det),
            std::max(d, delta - (k.ss * k.cuts_below + k.sd * k.cuts_barrier) / det)};
}

}  // namespace

SidewaysCut SidewaysLaw::march(double inserted, double travel) const
{
    SidewaysCut total;
    const double widest = at(inserted).radius;
    std::array<double, 2> cut{};
    for (int i = 0; i < stroke_steps; ++i) {
        const double t = moment(i), reached = inserted * (1 - t * t);
        const Depth k = at(reached);
        const double barrier = barrier_strength(k, reached, widest, t > 0);
        Balance now{};
        cut = cut_to({k.ss, k.sd, k.dd, k.common, barrier, k.below}, travel * travelled(t), cut, now);
        total.force = std::max(total.force, now.first + now.second);
        if (k.below > 0) total.load = std::max(total.load, now.second / k.below);
    }
    total.surface = cut[m_thickness > 0 ? 0 : 1], total.below = cut[1];
    return total;
}

}  // namespace dermavox::mechanics

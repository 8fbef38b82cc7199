#include "dermavox/mechanics/needle_response.hpp"

#include "dermavox/core/shelf.hpp"
#include "engine/mechanics/gauss.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>
#include <utility>

namespace dermavox::mechanics {

namespace {

constexpr std::size_t steps = 800;  // of travel, over twice the needle's length: skin bulges towards it
constexpr std::size_t channel_steps = 4, channels = steps / channel_steps;  // depths of channels are as far apart

/// Where a position lies between the rows of a table; past the last row, on it.
struct Between {
    std::size_t below, above;
    double part;
    double mean(double a, double b) const { return a + part * (b - a); }
};
Between between(double position, std::size_t last)
{
    const std::size_t i = std::min(std::size_t(position), last);
    const double part = position - double(i);
    return {i, part > 0 && i < last ? i + 1 : i, i < last ? part : 0};
}

// int_0^w of a function that changes by the logarithm of its argument.
template <class F>
double graded(const F& f, double w)
{
    return gauss_panel(f, 0, w / 64) + gauss_panel(f, w / 64, w / 8) + gauss_panel(f, w / 8, w);
}

// Root of a function that rises through 0 between low and high: regula falsi, Illinois form, to rounding.
template <class F>
double rising_root(const F& f, double low, double high)
{
    double below = f(low), above = f(high);
    if (below >= 0) return low;
    if (above <= 0) return high;
    int side = 0;  // that was kept twice in a row gets half its weight
    for (int i = 0; i < 100 && high - low > 1e-15; ++i) {
        const double middle = low + (high - low) * below / (below - above), value = f(middle);
        if (value == 0) return middle;
        if (value < 0) {
            low = middle, below = value;
            if (side < 0) above /= 2;
            side = -1;
        } else {
            high = middle, above = value;
            if (side > 0) below /= 2;
            side = 1;
        }
    }
    return (low + high) / 2;
}

}  // namespace

NeedleResponse::NeedleResponse(InsertionLaw law, std::shared_ptr<const SurfaceResponse> surface,
                               const device::Needle& needle, const Parameters& parameters, double cell)
    : m_law(std::move(law)),
      m_surface(std::move(surface)),
      m_patch(*m_surface, cell),
      m_crowded(std::isfinite(cell)),
      m_tip(needle.tip_radius.si),
      m_growth(parameters.dimple_growth.value),
      m_depth_share(parameters.load_depth.value),
      m_step(2 * needle.length.si / double(steps)),
      m_ways(std::make_unique<Ways>())
{
    way(0);
}

NeedleResponse::~NeedleResponse() = default;
NeedleResponse::NeedleResponse(NeedleResponse&&) noexcept = default;
NeedleResponse& NeedleResponse::operator=(NeedleResponse&&) noexcept = default;

struct NeedleResponse::Ways {
    std::array<Way, channels + 1> ways;
    std::array<std::once_flag, channels + 1> found;
};

const NeedleResponse::Way& NeedleResponse::way(std::size_t k) const
{
    std::call_once(m_ways->found[k], [&] { m_ways->ways[k] = way_in(double(k * channel_steps) * m_step); });
    return m_ways->ways[k];
}

NeedleResponse::Way NeedleResponse::way_in(double channel) const
{
    // Travel and force at inserted depths; then, by travel, the deepest balance: after a break the needle
    // runs on to it.
    std::vector<double> travel, force;
    for (std::size_t i = 0; i <= steps; ++i) {
        const double inserted = double(i) * m_step, resistance = m_law.force(inserted, channel).total();
        const double dimple = dimple_at(inserted, resistance);
        travel.push_back(inserted + dimple), force.push_back(stuck(dimple, inserted));
    }
    Way way{std::vector<double>(steps + 1, 0), std::vector<double>(steps + 1, 0), {}};
    std::size_t k = 0;
    for (std::size_t i = 1; i <= steps; ++i) {
        const double wanted = double(i) * m_step;
        while (k + 1 < steps && travel[k + 1] < wanted) ++k;
        const double part = std::clamp((wanted - travel[k]) / (travel[k + 1] - travel[k]), 0.0, 1.0);
        way.inserted[i] = (double(k) + part) * m_step;
        way.force[i] = force[k] + part * (force[k + 1] - force[k]);
    }
    // Where it runs on into something softer the force falls: taken as level, so that arrays have one balance. How
    // much that is, the header says.
    for (std::size_t i = 1; i <= steps; ++i) way.force[i] = std::max(way.force[i], way.force[i - 1]);
    for (std::size_t i = 0; i < m_law.layers(); ++i) way.arrival.push_back(arrival_at(m_law.top(i), channel));
    way.grounding = way.landing = grounding_in(channel);
    for (std::size_t i = 0; i <= steps && double(i) * m_step < m_law.floor(); ++i)
        way.landing = std::max(way.landing, travel[i]);
    return way;
}

std::shared_ptr<const NeedleResponse> NeedleResponse::of(const InsertionLaw& law,
                                                         const std::shared_ptr<const SurfaceResponse>& surface,
                                                         const device::Needle& needle, const Parameters& parameters,
                                                         double cell)
{
    struct Key {  // all that the constructor reads; equal tables of law and skin are the same ones
        InsertionLaw law;
        std::shared_ptr<const SurfaceResponse> surface;
        double tip, length, growth, depth_share, cell;
        bool operator==(const Key&) const = default;
    };
    static core::Shelf<Key, NeedleResponse> shelf(32);
    const Key key{law,
                  surface,
                  needle.tip_radius.si,
                  needle.length.si,
                  parameters.dimple_growth.value,
                  parameters.load_depth.value,
                  cell};
    return shelf.get(key, [&] { return NeedleResponse(law, surface, needle, parameters, cell); });
}

double NeedleResponse::load_radius(double inserted) const
{
    return inserted <= 0 ? m_tip : std::max(m_tip, m_law.radius(inserted)) + m_depth_share * inserted;
}

double NeedleResponse::radius_gain(double inserted) const
{
    return m_depth_share + (m_law.radius(inserted) > m_tip ? m_law.radius_slope(inserted) : 0);
}

double NeedleResponse::patch(double travel, double inserted) const
{
    return load_radius(inserted) + m_growth * std::abs(travel - inserted);
}

double NeedleResponse::stuck(double dimple, double inserted) const
{
    return dimple * m_patch.at(load_radius(inserted) + m_growth * std::abs(dimple));
}

double NeedleResponse::stored(double travel, double inserted) const
{
    const double w = std::abs(travel - inserted), b = load_radius(inserted);
    const auto force = [&](double x) { return x * m_patch.at(b + m_growth * x); };
    return graded(force, w);
}

// F - U_b b', with U_b = int_0^w x k'(b + lambda x) dx = w k(A)/lambda - (K(A) - K(b))/lambda^2, A = b + lambda w, K
// the integral of k. The difference loses its digits where the dimple hardly widens the patch.
double NeedleResponse::drive(double dimple, double inserted) const
{
    const double w = std::abs(dimple), b = load_radius(inserted), grown = m_growth * w;
    if (grown < b / 8) {
        const auto gain = [&](double x) { return x * m_patch.near(b + m_growth * x).slope; };
        return dimple * m_patch.at(b + grown) - radius_gain(inserted) * gauss_panel(gain, 0, w);
    }
    const PatchStiffness::Sum wide = m_patch.up_to(b + grown);
    const double area = wide.integral - m_patch.up_to(b).integral;
    return dimple * wide.stiffness - radius_gain(inserted) * (w * wide.stiffness - area / m_growth) / m_growth;
}

// The dimple >= 0 at which the needle just advances against a resistance.
double NeedleResponse::dimple_at(double inserted, double resistance) const
{
    if (resistance <= 0) return 0;
    const auto excess = [&](double w) { return drive(w, inserted) - resistance; };
    double high = resistance / m_patch.at(load_radius(inserted)) + 1e-9;
    while (excess(high) < 0) high *= 2;
    return rising_root(excess, 0, high);
}

double NeedleResponse::arrival_at(double depth, double channel) const
{
    return stuck(dimple_at(depth, m_law.force(depth, channel).total()), depth);
}

double NeedleResponse::grounding_in(double channel) const
{
    const double floor = m_law.floor();
    return std::isfinite(floor) ? floor + dimple_at(floor, m_law.force(floor, channel).total()) : floor;
}

double NeedleResponse::grounding(const Progress& progress) const
{
    if (progress.exact) return grounding_in(progress.channel);
    const Between at = between(progress.channel / (double(channel_steps) * m_step), channels);
    return at.mean(way(at.below).grounding, way(at.above).grounding);
}

double NeedleResponse::arrival(const Progress& progress) const
{
    if (progress.passed >= m_law.layers()) return 0;  // nothing is left to break
    if (progress.exact) return arrival_at(m_law.top(progress.passed), progress.channel);
    const Between at = between(progress.channel / (double(channel_steps) * m_step), channels);
    return at.mean(way(at.below).arrival[progress.passed], way(at.above).arrival[progress.passed]);
}

Reaction NeedleResponse::held(double inserted, double travel) const
{
    const double dimple = travel - inserted, grown = m_growth * std::abs(dimple);
    const double width = load_radius(inserted) + grown;
    if (m_crowded) {
        const auto [stiffness, slope] = m_patch.near(width);
        return {.force = dimple * stiffness, .slope = stiffness + grown * slope, .inserted = inserted};
    }
    const double stiffness = m_patch.at(width);  // the slope of even skin makes steps a little short, and fewer
    return {.force = dimple * stiffness, .slope = stiffness * (1 + grown / width), .inserted = inserted};
}

// On the floor, where the skin bears what it bore as the tip got there.
Reaction NeedleResponse::standing(double travel, double on_skin) const
{
    Reaction rest = held(m_law.floor(), travel);
    rest.bone = std::max(0.0, rest.force - on_skin);
    rest.force = on_skin + rest.bone, rest.slope = 0;
    return rest;
}

// The first balance at this travel, in which the needle comes to rest, or on the floor.
Reaction NeedleResponse::advancing(double travel, double channel) const
{
    const auto lack = [&](double inserted) {  // of force for going on
        const double w = travel - inserted;
        return m_law.force(inserted, channel).total() - drive(w, inserted);
    };
    const double row = std::floor(std::min(travel / m_step, double(steps))) * m_step;  // in a table: not as deep yet
    double low = std::max(0.0, looked_up(row, channel).inserted - m_step / 2);
    if (lack(low) >= 0) low = 0;
    const double last = std::min(travel, m_law.floor());
    double high = std::min(last, low + m_step / 2);
    while (high < last && lack(high) < 0) low = high, high = std::min(last, high + m_step / 2);
    if (high == m_law.floor() && lack(high) < 0) return standing(travel, held(high, grounding_in(channel)).force);
    const double inserted = rising_root(lack, low, high), h = std::min(1e-6, inserted);
    Reaction there = held(inserted, travel);
    const double gain = (m_law.force(inserted, channel).total() - m_law.force(inserted - h, channel).total()) / h;
    there.slope = gain > 0 ? 1 / (1 / gain + 1 / there.slope) : 0;
    return there;
}

Reaction NeedleResponse::looked_up(double travel, double channel) const
{
    const Between on = between(travel / m_step, steps);
    const Between at = between(channel / (double(channel_steps) * m_step), channels);
    const Way &shallow = way(at.below), &deep = way(at.above);
    const auto force = [&](std::size_t i) { return at.mean(shallow.force[i], deep.force[i]); };
    const auto inserted = [&](std::size_t i) { return at.mean(shallow.inserted[i], deep.inserted[i]); };
    const double before = force(on.below), behind = force(on.above);
    return {.force = on.mean(before, behind),
            .slope = (behind - before) / m_step,
            .inserted = on.mean(inserted(on.below), inserted(on.above))};
}

// With nothing that the tip rests on.
Reaction NeedleResponse::free(double travel, const Progress& progress) const
{
    if (!progress.exact && travel < double(steps) * m_step) return looked_up(travel, progress.channel);
    const Reaction there = advancing(travel, progress.channel);
    if (there.inserted >= progress.reached) return there;
    return leaving(travel, {.leaving = true, .deepest = progress.reached});
}

// Through all layers, near the floor or on it.
Reaction NeedleResponse::grounded(double travel, const Progress& progress) const
{
    if (progress.exact) return free(travel, progress);
    const Between at = between(progress.channel / (double(channel_steps) * m_step), channels);
    const double landing = at.mean(way(at.below).landing, way(at.above).landing);
    const Reaction skin = free(std::min(travel, landing), progress);
    return travel <= landing ? skin : standing(travel, skin.force);
}

// The next place to look at on the way out: a few in every layer, however thin, because its hold begins at its top.
double NeedleResponse::shallower(double inserted, double deepest) const
{
    constexpr int scan = 32, of_layer = 4;
    std::size_t layer = m_law.layers() - 1;
    while (layer > 0 && m_law.top(layer) >= inserted) --layer;
    const double top = m_law.top(layer);
    const double bottom = layer + 1 < m_law.layers() ? std::min(m_law.top(layer + 1), deepest) : deepest;
    const double next = inserted - std::min(deepest / scan, (bottom - top) / of_layer);
    return next - top > 1e-9 ? next : top;
}

// Sticks where it turned round until the skin's pull overcomes the friction, then slides out.
Reaction NeedleResponse::leaving(double travel, const Progress& progress) const
{
    const double deepest = progress.deepest;
    if (travel > progress.grounded) return standing(travel, held(deepest, progress.grounded).force);
    const auto pull = [&](double inserted) {  // > 0: the needle stays; falls as it comes out
        const Resistance shaft = m_law.force(inserted, progress.channel);
        const double w = travel - inserted;
        return drive(w, inserted) - shaft.spread + shaft.friction;
    };
    if (deepest <= 0) return travel > 0 ? held(0, travel) : Reaction{};
    if (pull(deepest) >= 0) return held(deepest, travel);
    double out = deepest, in = deepest;
    do {
        if (out <= 0) return {};
        in = out, out = shallower(out, deepest);
    } while (pull(out) < 0);
    const double inserted = rising_root([&](double x) { return -pull(x); }, out, in);
    Reaction there = held(inserted, travel);
    if (inserted <= 0) return there;
    const double h = std::min(1e-7, inserted), slide = (pull(inserted - h) - pull(inserted)) / h;
    there.slope *= slide > there.slope ? 1 - there.slope / slide : 0;  // near enough for a Newton step
    return there;
}

Reaction NeedleResponse::at(double travel, const Progress& progress) const
{
    if (progress.leaving) return leaving(travel, progress);
    if (travel <= 0) return {};
    if (progress.passed == 0) return held(0, travel);
    if (progress.passed >= m_law.layers())
        return travel > m_law.floor() ? grounded(travel, progress) : free(travel, progress);
    const Reaction on = free(travel, progress);
    const double stop = m_law.top(progress.passed);
    if (travel <= stop) return on;
    // Of a tip that rests on a layer the force is the larger one; before it gets there, the smaller.
    const Reaction rest = held(stop, travel);
    return rest.force > on.force ? rest : on;
}

}  // namespace dermavox::mechanics

#include "dermavox/wound/tract.hpp"

#include "dermavox/mechanics/residual_opening.hpp"
#include "engine/wound/slit_shape.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace dermavox::wound {
namespace {

Opening section(const Tracts& tracts, const Tract& t, double depth, double half_slit, double scale)
{
    const double half = half_slit > 0 ? half_slit * slit_shape(depth, t.tip, tracts.drum).share : 0;
    const double radius = scale * t.width * tracts.profile_of(t).radius(t.tip - depth);
    return {t.x + t.lean_x * depth, t.y + t.lean_y * depth, t.along_x, t.along_y, half, radius, 0};
}

std::vector<Opening> sections(const Tracts& tracts, double depth,
                              Opening (Tracts::*section_at)(const Tract&, double) const)
{
    std::vector<Opening> openings;
    openings.reserve(tracts.all.size());
    for (std::size_t i = 0; i < tracts.all.size(); ++i) {
        Opening o = (tracts.*section_at)(tracts.all[i], depth);
        o.source = std::uint32_t(i);
        if (o.radius > 0) openings.push_back(o);
    }
    return openings;
}

/// Neighbours in the skin become neighbours in memory, where loops over millions of tracts look for them.
void sort_by_place(std::vector<Tract>& tracts)
{
    constexpr double edge = 0.5e-3;
    const auto cell = [](const Tract& t) { return std::pair(std::floor(t.y / edge), std::floor(t.x / edge)); };
    std::stable_sort(tracts.begin(), tracts.end(), [&](const Tract& a, const Tract& b) { return cell(a) < cell(b); });
}

}  // namespace

std::size_t Tracts::layer_at(double depth) const
{
    std::size_t i = 0;
    while (i + 1 < recoil.size() && depth >= mean_tops[i + 1]) ++i;
    return i;
}

Opening Tracts::envelope_at(const Tract& tract, double depth) const
{
    return section(*this, tract, depth, tract.half_slit, 1);
}

Opening Tracts::residual_at(const Tract& tract, double depth) const
{
    const std::size_t layer = layer_at(depth);
    Opening o = section(*this, tract, depth, tract.half_open, depth < tract.residual ? recoil[layer] : 0);
    if (layer == 0 && o.radius > 0) o.radius = mechanics::with_slit(2 * o.radius, tract.closed_slit, strain) / 2;
    return o;
}

Tracts tracts_of(std::span<const mechanics::Insertion> insertions, const device::NeedleSet& needles,
                 const skin::Skin& skin, double drum)
{
    const skin::Stack& stack = skin.stack();
    Tracts tracts{.profiles = {},
                  .drum = drum,
                  .recoil = {},
                  .mean_tops = {},
                  .strain = mechanics::tension_strain(stack),
                  .all = {}};
    for (const device::Needle& needle : needles.types) tracts.profiles.emplace_back(needle);
    for (const skin::Layer& layer : stack.layers) tracts.recoil.push_back(layer.recoil.value);
    for (std::size_t i = 0; i <= stack.layers.size(); ++i) tracts.mean_tops.push_back(skin::depth_of(stack, i).si);
    tracts.all.reserve(insertions.size());
    for (std::size_t i = 0; i < insertions.size(); ++i) {
        const mechanics::Insertion& in = insertions[i];
        if (!in.punctured() || !(in.inserted > 0)) continue;
        tracts.all.push_back({.x = in.x,
                              .y = in.y,
                              .along_x = std::cos(in.heading),
                              .along_y = std::sin(in.heading),
                              .half_slit = in.slit_dermis / 2,
                              .half_open = in.slit_open / 2,
                              .closed_slit = in.slit - in.slit_open,
                              .lean_x = in.lean_x,
                              .lean_y = in.lean_y,
                              .tip = in.inserted,
                              .residual = std::min(in.residual, in.inserted),
                              .width = in.width,
                              .surface = skin.top(0, in.x, in.y),
                              .insertion = std::uint32_t(i),
                              .type = needles.type_of(in.needle)});
    }
    sort_by_place(tracts.all);
    return tracts;
}

std::vector<Opening> envelopes_at(const Tracts& tracts, double depth)
{
    return sections(tracts, depth, &Tracts::envelope_at);
}

std::vector<Opening> residuals_at(const Tracts& tracts, double depth)
{
    return sections(tracts, depth, &Tracts::residual_at);
}

}  // namespace dermavox::wound

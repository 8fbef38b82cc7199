#include "dermavox/metrics/measure.hpp"

#include "dermavox/mechanics/residual_opening.hpp"
#include "dermavox/metrics/domain.hpp"
#include "dermavox/metrics/gap.hpp"
#include "dermavox/metrics/pattern.hpp"
#include "dermavox/metrics/spacing.hpp"
#include "dermavox/wound/cover.hpp"
#include "dermavox/wound/wound.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <functional>
#include <iterator>
#include <limits>
#include <numbers>

namespace dermavox::metrics {
namespace {

using mechanics::Insertion;
using wound::Opening;

/// Areas of a wound's sections within the patch, or within the treated part of it.
class Sections
{
public:
    Sections(const wound::Wound& wound, const Domain* domain) : m_wound(wound), m_domain(domain) {}

    double area() const { return m_domain ? m_domain->area() : m_wound.lattice.area(); }
    bool holds(double x, double y) const
    {
        return m_domain ? m_domain->contains(x, y)
                        : x >= 0 && y >= 0 && x < m_wound.lattice.width() && y < m_wound.lattice.height();
    }
    wound::Cover residual(double depth) const { return cover_of(wound::residuals_at(m_wound.tracts, depth)); }
    double envelope(double depth) const { return open_area(wound::envelopes_at(m_wound.tracts, depth)); }
    wound::Cover cover_of(std::vector<Opening> openings) const
    {
        openings = with_images(std::move(openings));
        if (!m_domain) return wound::cover(std::move(openings), patch());
        wound::Cover total;
        for_each_strip(openings, patch(),
                       [&](auto& some, const wound::Window& w) { total += wound::cover(some, w); });
        return total;
    }
    double open_area(std::vector<Opening> openings) const
    {
        openings = with_images(std::move(openings));
        return m_domain ? open_area(openings, patch()) : wound::open_area(std::move(openings), patch());
    }
    /// The same within a window, of openings that have their images.
    double open_area(const std::vector<Opening>& openings, const wound::Window& window) const
    {
        double total = 0;
        for_each_strip(openings, window,
                       [&](auto& some, const wound::Window& w) { total += wound::open_area(some, w); });
        return total;
    }
    /// Treated area within a window.
    double area_in(const wound::Window& w) const { return m_domain ? m_domain->area_in(w) : w.area(); }

    std::vector<Opening> with_images(std::vector<Opening> openings) const
    {
        if (!m_wound.periodic) return openings;
        return wound::with_images(std::move(openings), m_wound.lattice.width(), m_wound.lattice.height());
    }

private:
    wound::Window patch() const { return {0, 0, m_wound.lattice.width(), m_wound.lattice.height()}; }

    /// visit(openings that may reach into it, window) for the window, or for each strip of the domain inside it.
    template <class Visit>
    void for_each_strip(const std::vector<Opening>& openings, const wound::Window& window, const Visit& visit) const
    {
        if (!m_domain) return visit(openings, window);
        std::vector<Opening> sorted = openings, some;
        std::sort(sorted.begin(), sorted.end(), [](const Opening& a, const Opening& b) { return a.y < b.y; });
        double reach = 0;
        for (const Opening& o : openings) reach = std::max(reach, wound::extent(o));
        for (const wound::Window& s : m_domain->strips()) {
            const wound::Window w{std::max(s.x0, window.x0), std::max(s.y0, window.y0), std::min(s.x1, window.x1),
                                  std::min(s.y1, window.y1)};
            if (!(w.x0 < w.x1 && w.y0 < w.y1)) continue;
            const auto lower = [&](double y) {
                return std::lower_bound(sorted.begin(), sorted.end(), y,
                                        [](const Opening& o, double at) { return o.y < at; });
            };
            some.clear();
            std::copy_if(lower(w.y0 - reach), lower(w.y1 + reach), std::back_inserter(some),
                         [&](const Opening& o) { return o.x > w.x0 - reach && o.x < w.x1 + reach; });
            if (!some.empty()) visit(some, w);
        }
    }

    const wound::Wound& m_wound;
    const Domain* m_domain;
};

/// Integral of the envelope's area from `top` to `bottom`: panels of at most 300 um, three Gauss points each, of thin
/// layers two, which is exact for lone cones.
double envelope_volume(const Sections& sections, double top, double bottom)
{
    constexpr double thin = 100e-6;
    if (!(top < bottom)) return 0;
    if (bottom - top <= thin) {
        const double half = (bottom - top) / 2, middle = top + half, off = half / std::numbers::sqrt3;
        return half * (sections.envelope(middle - off) + sections.envelope(middle + off));
    }
    const int panels = int(std::ceil((bottom - top) / 300e-6));
    const double half = (bottom - top) / (2 * panels), off = half * std::sqrt(0.6);
    double volume = 0;
    for (int p = 0; p < panels; ++p) {
        const double middle = top + half * (2 * p + 1);
        const double ends = sections.envelope(middle - off) + sections.envelope(middle + off);
        volume += half / 9 * (5 * ends + 8 * sections.envelope(middle));
    }
    return volume;
}

/// Depth of layer i under the surface at a place.
double depth_under_surface(const skin::Skin& skin, std::size_t i, double x, double y)
{
    return skin.top(i, x, y) - skin.top(0, x, y);
}

/// Mean opening at a layer's top, without slits.
std::optional<skin::Ellipse> opening_in(const wound::Wound& wound, const Sections& sections, const skin::Stack& stack,
                                        std::size_t layer)
{
    const double top = skin::depth_of(stack, layer).si;
    double sum = 0;
    std::size_t open = 0;
    for (const wound::Tract& tract : wound.tracts.all) {
        const double radius = wound.tracts.residual_at(tract, top).radius;
        if (!(radius > 0) || !sections.holds(tract.x, tract.y)) continue;
        sum += radius, ++open;
    }
    if (open == 0) return {};
    return mechanics::residual_opening(2 * sum / double(open), mechanics::opening_aspect(stack, layer),
                                       stack.tension_lines.si);
}

std::vector<LayerWound> layers_of(const wound::Wound& wound, const Sections& sections,
                                  std::span<const Insertion> insertions, const skin::Skin& skin)
{
    const skin::Stack& stack = skin.stack();
    double deepest = 0;
    for (const wound::Tract& tract : wound.tracts.all) deepest = std::max(deepest, tract.tip);
    std::vector<LayerWound> layers;
    for (std::size_t i = 0; i < stack.layers.size(); ++i) {
        const double top = skin::depth_of(stack, i).si, bottom = skin::depth_of(stack, i + 1).si;
        const double volume = envelope_volume(sections, top, std::min(bottom, deepest));
        const auto reached = std::count_if(insertions.begin(), insertions.end(), [&](const Insertion& in) {
            return in.punctured() && in.inserted > depth_under_surface(skin, i, in.x, in.y);
        });
        layers.push_back({.name = stack.layers[i].name,
                          .wounded_volume = volume,
                          .wounded_fraction = volume / (sections.area() * (bottom - top)),
                          .reached_fraction = insertions.empty() ? 0 : double(reached) / double(insertions.size()),
                          .opening = opening_in(wound, sections, stack, i)});
    }
    return layers;
}

std::vector<Multiplicity> multiplicity_of(const wound::Cover& surface, double area)
{
    std::vector<Multiplicity> list{{0, 1 - surface.at_least[0] / area}};
    for (std::size_t m = 0; m + 1 < surface.at_least.size(); ++m)
        list.push_back({int(m) + 1, (surface.at_least[m] - surface.at_least[m + 1]) / area});
    list.push_back({int(surface.at_least.size()), surface.at_least.back() / area});
    return list;
}

CoverageAt coverage_at(double depth, const wound::Cover& cover, double area)
{
    return {.depth = depth,
            .open_fraction = cover.open() / area,
            .sum_fraction = cover.sum / area,
            .overlap_index = cover.sum > 0 ? 1 - cover.open() / cover.sum : 0};
}

Depths depths_of(std::span<const Insertion> insertions, double set)
{
    std::vector<double> inserted, tip, residual;
    for (const Insertion& insertion : insertions) {
        if (!insertion.punctured()) continue;
        inserted.push_back(insertion.inserted);
        tip.push_back(insertion.tip);
        residual.push_back(insertion.residual);
    }
    const double punctured = double(inserted.size());
    return {.set = set,
            .inserted = core::spread_of(std::move(inserted)),
            .tip = core::spread_of(std::move(tip)),
            .residual = core::spread_of(std::move(residual)),
            .punctured_fraction = insertions.empty() ? 0 : punctured / double(insertions.size())};
}

Evenness evenness_of(const wound::Wound& wound, std::span<const Insertion> insertions, const MeasureOptions& options)
{
    Pattern punctures{
        .points = {}, .width = wound.lattice.width(), .height = wound.lattice.height(), .periodic = wound.periodic};
    if (options.domain) punctures.domain = options.domain, punctures.periodic = false;
    for (const Insertion& insertion : insertions)
        if (insertion.punctured()) punctures.points.push_back({insertion.x, insertion.y});
    const StripeIndex stripes = stripe_index(punctures, options.seed);
    return {.clark_evans = clark_evans(punctures),
            .quadrat_vmr = quadrat_vmr(punctures),
            .stripe_index = stripes.value,
            .stripe_p95 = stripes.p95,
            .swath_peak_to_mean = swath_peak_to_mean(options.swath_tracks, options.swath_mark, options.swath_width),
            .voronoi_spread = voronoi_spread(punctures)};
}

/// Those whose axis lies where figures refer to.
std::vector<Insertion> inside(std::span<const Insertion> insertions, const Sections& sections)
{
    std::vector<Insertion> kept;
    std::copy_if(insertions.begin(), insertions.end(), std::back_inserter(kept),
                 [&](const Insertion& i) { return sections.holds(i.x, i.y); });
    return kept;
}

std::vector<wound::Channel> inside(const std::vector<wound::Channel>& channels, const Sections& sections)
{
    std::vector<wound::Channel> kept;
    std::copy_if(channels.begin(), channels.end(), std::back_inserter(kept),
                 [&](const wound::Channel& c) { return sections.holds(c.x, c.y); });
    return kept;
}

/// Channels that stay open down to z, per area.
double density_at(const std::vector<wound::Channel>& channels, double z, double area)
{
    const auto deep =
        std::count_if(channels.begin(), channels.end(), [&](const wound::Channel& c) { return c.depth >= z; });
    return double(deep) / area;
}

std::size_t bleeding_channels(const std::vector<wound::Channel>& channels, const skin::Skin& skin, double offset)
{
    const std::size_t dermis = skin::first_of(skin.stack(), skin::Role::dermis);
    if (dermis == skin.stack().layers.size()) return 0;
    return std::size_t(std::count_if(channels.begin(), channels.end(), [&](const wound::Channel& c) {
        return c.cut_depth > depth_under_surface(skin, dermis, c.x, c.y) + offset;
    }));
}

bool holds(const wound::Window& w, double x, double y) { return x >= w.x0 && y >= w.y0 && x < w.x1 && y < w.y1; }

/// Of windows at least half of which is treated.
WindowIntervals intervals_of(const wound::Wound& wound, const Sections& sections,
                             const std::vector<wound::Channel>& channels, std::span<const Insertion> insertions)
{
    const auto over = [&](const std::function<double(const wound::Window&)>& amount) {
        return over_windows(wound.lattice.width(), wound.lattice.height(), 4, [&](const wound::Window& w) {
            const double treated = sections.area_in(w);
            return treated >= w.area() / 2 ? amount(w) / treated : std::numeric_limits<double>::quiet_NaN();
        });
    };
    const std::vector<Opening> openings = sections.with_images(wound::residuals_at(wound.tracts, 0));
    return {.channels_per_area = over([&](const wound::Window& w) {
                return double(std::count_if(channels.begin(), channels.end(),
                                            [&](const wound::Channel& c) { return holds(w, c.x, c.y); }));
            }),
            .punctures_per_area = over([&](const wound::Window& w) {
                return double(std::count_if(insertions.begin(), insertions.end(), [&](const Insertion& in) {
                    return in.punctured() && holds(w, in.x, in.y);
                }));
            }),
            .open_fraction = over([&](const wound::Window& w) { return sections.open_area(openings, w); })};
}

std::vector<core::Warning> notes_of(double eta)
{
    const std::string found = fmt::format("openings sum to {:.2f} of the surface", eta);
    if (eta >= 0.8 * eta_percolates)
        return {{"confluent",
                 found + ": near 1.13 they join from end to end of the patch; read punctures, not channels"}};
    if (eta > eta_indistinct)
        return {
            {"indistinct_channels", found + ": above 0.5 distinct channels mean little; read punctures per area"}};
    return {};
}

}  // namespace

Measures measure(const wound::Wound& wound, std::span<const Insertion> given, const skin::Skin& skin,
                 const MeasureOptions& options)
{
    const Sections sections(wound, options.domain.get());
    const double area = sections.area();
    const std::vector<Insertion> insertions = inside(given, sections);
    const std::vector<wound::Channel> channels = inside(wound.channels, sections);
    std::vector<Opening> surface = wound::residuals_at(wound.tracts, 0);
    const wound::Cover open = sections.cover_of(surface);

    Measures m;
    m.area = area;
    m.strokes_per_area = double(options.strokes.value_or(insertions.size())) / area;
    m.channels_per_area = double(channels.size()) / area;
    m.depths = depths_of(insertions, options.set_depth);
    m.punctures_per_area = m.depths.punctured_fraction * double(insertions.size()) / area;
    for (const double depth : options.depths) {
        m.density.push_back({depth, density_at(channels, depth, area)});
        m.coverage.push_back(coverage_at(depth, depth > 0 ? sections.residual(depth) : open, area));
    }
    m.multiplicity = multiplicity_of(open, area);
    const Gap gap =
        largest_gap(surface, wound.lattice.width(), wound.lattice.height(), wound.periodic, options.domain.get());
    m.largest_gap = gap.diameter, m.gap_x = gap.x, m.gap_y = gap.y;
    for (Opening& opening : surface) opening.radius += options.zone_radius;
    m.zone_radius = options.zone_radius;
    m.zone_fraction = sections.open_area(std::move(surface)) / area;
    m.evenness = evenness_of(wound, insertions, options);
    m.layers = layers_of(wound, sections, insertions, skin);
    if (options.domain) {
        m.patch_cut_volume = 0;
        for (const LayerWound& layer : layers_of(wound, Sections(wound, nullptr), {}, skin))
            *m.patch_cut_volume += layer.wounded_volume;
    }
    m.bleeding_per_area = double(bleeding_channels(channels, skin, options.capillary_offset)) / area;
    m.confluence = confluence_of(channels);
    m.intervals = intervals_of(wound, sections, channels, insertions);
    m.notes = notes_of(open.sum / area);
    return m;
}

}  // namespace dermavox::metrics

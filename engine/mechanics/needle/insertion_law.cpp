#include "dermavox/mechanics/insertion_law.hpp"

#include "dermavox/device/profile.hpp"
#include "dermavox/mechanics/cutting_law.hpp"
#include "dermavox/mechanics/hole_opening.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace dermavox::mechanics {

/// Of one law of opening, at a distance from the tip: energies of the hole there, int 2 pi R q du over what widens
/// and over the shaft, int 2 pi R du. Or their integrals over the distance.
struct OpeningSums {
    double cut = 0, spread = 0, taper = 0, shaft = 0, area = 0;
};
OpeningSums operator+(const OpeningSums& a, const OpeningSums& b)
{
    return {a.cut + b.cut, a.spread + b.spread, a.taper + b.taper, a.shaft + b.shaft, a.area + b.area};
}
OpeningSums operator*(double s, const OpeningSums& a)
{
    return {s * a.cut, s * a.spread, s * a.taper, s * a.shaft, s * a.area};
}
OpeningSums operator-(const OpeningSums& a, const OpeningSums& b) { return a + -1.0 * b; }

namespace {

constexpr std::size_t steps = 400;  // along the needle
constexpr double boundless_law = std::numeric_limits<double>::infinity();

struct At {
    std::size_t index;
    double part;
};
At place(double distance, double step)
{
    const double position = std::min(distance / step, double(steps));
    const std::size_t i = std::min(std::size_t(position), steps - 1);
    return {i, position - double(i)};
}

}  // namespace

/// What a table is made from, beside the needle.
struct InsertionLaw::Tissue {
    DermisConstants constants;
    double toughness, prestretch;
    bool operator==(const Tissue&) const = default;
};

struct InsertionLaw::Table {
    Tissue tissue;
    std::vector<OpeningSums> force, work;  ///< at distances i step from the tip

    /// radii: of the needle, at steps from its tip.
    Table(const Tissue& of, const std::vector<double>& radii, double step) : tissue(of)
    {
        const HoleOpening hole(DermisLaw(of.constants), of.toughness, of.prestretch);
        Opening open;
        double drag_before = 0, rim_before = 0;
        OpeningSums now;
        for (std::size_t i = 0; i <= steps; ++i) {
            const double radius = radii[i];
            const bool widens = i == 0 || radius > radii[i - 1];
            if (widens) open = hole.open(radius);
            const double rim = 2 * std::numbers::pi * radius, drag = rim * open.pressure;
            now.cut = open.cut, now.spread = open.spread;
            if (i > 0) {
                (widens ? now.taper : now.shaft) += step * (drag_before + drag) / 2;
                now.area += step * (rim_before + rim) / 2;
                work.push_back(work.back() + step / 2 * (force.back() + now));
            } else {
                work.emplace_back();
            }
            force.push_back(now);
            drag_before = drag, rim_before = rim;
        }
    }

    /// At a distance from the tip; linear forces have quadratic works, exact between the points of the grid.
    OpeningSums at(double distance, double step, bool of_work) const
    {
        if (distance <= 0) return {};
        const At at = place(distance, step);
        const std::vector<OpeningSums>& values = of_work ? work : force;
        OpeningSums sums = values[at.index] + at.part * (values[at.index + 1] - values[at.index]);
        if (!of_work) return sums;
        sums = sums - at.part * (1 - at.part) * step / 2 * (force[at.index + 1] - force[at.index]);
        const double past = distance - double(steps) * step;  // the needle's end: its force stays
        return past > 0 ? sums + past * force.back() : sums;
    }
};

std::shared_ptr<const InsertionLaw::Table> InsertionLaw::table_of(const Tissue& tissue) const
{
    for (const Part& part : m_parts)
        if (part.table->tissue == tissue) return part.table;
    return std::make_shared<const Table>(tissue, m_radius, m_step);
}

InsertionLaw InsertionLaw::relaxed(double kept) const
{
    InsertionLaw law = *this;
    law.m_kept *= kept;
    law.m_taper = law.m_shaft;
    return law;
}

InsertionLaw::InsertionLaw(const skin::Stack& skin, const device::Needle& needle, const Parameters& parameters,
                           double stiffening)
    : m_step(needle.length.si / double(steps)),
      m_floor(boundless_law),
      m_shaft(parameters.shaft_pressure.value)
{
    const device::Profile profile(needle);
    for (std::size_t i = 0; i <= steps; ++i) m_radius.push_back(profile.radius(double(i) * m_step));
    const double prestretch = dermis_prestretch(skin, parameters);
    const double slip = needle.lubricated ? double(parameters.lubricant_ratio.value) : 1;
    const auto add = [&](double top, const skin::Layer& layer) {
        const CuttingLaw law = cutting_law(layer, parameters, prestretch, stiffening);
        const Tissue tissue{law.constants, law.toughness * needle.edge, law.prestretch};
        const double friction = layer.role == skin::Role::other ? double(layer.friction.value) : needle.friction;
        m_tops.push_back(top);
        m_parts.push_back({table_of(tissue), law.factor, slip * friction, layer.adhesion.value.si});
    };
    double depth = 0;
    for (const skin::Layer& layer : skin.layers) {
        add(depth, layer);
        depth += layer.thickness.value.si;
    }
    if (skin.backing.rigid) {
        m_floor = depth;
        return;
    }
    skin::Layer backing = skin.layers.back();
    backing.young_modulus = skin.backing.young_modulus, backing.poisson_ratio = skin.backing.poisson_ratio;
    add(depth, backing);
}

double InsertionLaw::radius(double from_tip) const
{
    if (from_tip <= 0) return 0;
    const At at = place(from_tip, m_step);
    return m_radius[at.index] * (1 - at.part) + m_radius[at.index + 1] * at.part;
}

double InsertionLaw::radius_slope(double from_tip) const
{
    const At at = place(from_tip, m_step);
    return from_tip > 0 ? (m_radius[at.index + 1] - m_radius[at.index]) / m_step : 0;
}

Resistance InsertionLaw::force(double inserted, double channel) const { return sum(inserted, channel, false); }

Resistance InsertionLaw::work(double inserted, double channel) const { return sum(inserted, channel, true); }

Resistance InsertionLaw::sum(double inserted, double channel, bool work) const
{
    Resistance total;
    for (std::size_t i = 0; i < m_parts.size() && m_tops[i] < inserted; ++i) {
        const Part& part = m_parts[i];
        const auto value = [&](double depth) { return part.table->at(inserted - depth, m_step, work); };
        const double bottom = i + 1 < m_tops.size() ? m_tops[i + 1] : boundless_law;
        const OpeningSums end = value(bottom), whole = value(m_tops[i]) - end;
        const OpeningSums fresh = channel > m_tops[i] ? value(std::min(channel, bottom)) - end : whole;
        const double pressed = m_taper * fresh.taper + m_shaft * (whole.taper - fresh.taper + whole.shaft);
        total.cut += part.factor * fresh.cut;
        total.spread += part.factor * m_kept * whole.spread;
        total.friction += part.factor * part.friction * m_kept * pressed + part.adhesion * whole.area;
    }
    return total;
}

}  // namespace dermavox::mechanics

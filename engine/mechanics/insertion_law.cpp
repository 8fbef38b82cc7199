#include "dermavox/mechanics/insertion_law.hpp"

#include "dermavox/core/shelf.hpp"
#include "dermavox/device/profile.hpp"
#include "dermavox/mechanics/cutting_law.hpp"
#include "dermavox/mechanics/hole_opening.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace dermavox::mechanics {

namespace {

constexpr std::size_t steps = 400;  // along the needle
constexpr double infinite = std::numeric_limits<double>::infinity();

/// Of one law of opening, at a distance from the tip: energies of the hole there, int 2 pi R q du over what widens
/// and over the shaft, int 2 pi R du. Or their integrals over the distance.
struct Sums {
    double cut = 0, spread = 0, taper = 0, shaft = 0, area = 0;
};
Sums operator+(const Sums& a, const Sums& b)
{
    return {a.cut + b.cut, a.spread + b.spread, a.taper + b.taper, a.shaft + b.shaft, a.area + b.area};
}
Sums operator*(double s, const Sums& a) { return {s * a.cut, s * a.spread, s * a.taper, s * a.shaft, s * a.area}; }
Sums operator-(const Sums& a, const Sums& b) { return a + -1.0 * b; }

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

/// What a table is made from.
struct InsertionLaw::Hole {
    std::vector<double> radius;  ///< of the needle, at steps from its tip
    double step;
    struct Tissue {
        DermisConstants constants;
        double toughness, prestretch;
        bool operator==(const Tissue&) const = default;
    } tissue;
    bool operator==(const Hole&) const = default;

    std::shared_ptr<const HoleOpening> opening() const
    {
        static core::Shelf<Tissue, HoleOpening> shelf(16);
        return shelf.get(
            tissue, [this] { return HoleOpening(DermisLaw(tissue.constants), tissue.toughness, tissue.prestretch); });
    }
};

struct InsertionLaw::Table {
    std::vector<Sums> force, work;  ///< at distances i step from the tip

    explicit Table(const Hole& of)
    {
        const auto hole = of.opening();
        Opening open;
        double drag_before = 0, rim_before = 0;
        Sums now;
        for (std::size_t i = 0; i <= steps; ++i) {
            const double radius = of.radius[i];
            const bool widens = i == 0 || radius > of.radius[i - 1];
            if (widens) open = hole->open(radius);
            const double rim = 2 * std::numbers::pi * radius, drag = rim * open.pressure;
            now.cut = open.cut, now.spread = open.spread;
            if (i > 0) {
                (widens ? now.taper : now.shaft) += of.step * (drag_before + drag) / 2;
                now.area += of.step * (rim_before + rim) / 2;
                work.push_back(work.back() + of.step / 2 * (force.back() + now));
            } else {
                work.emplace_back();
            }
            force.push_back(now);
            drag_before = drag, rim_before = rim;
        }
    }

    /// At a distance from the tip; linear forces have quadratic works, exact between the points of the grid.
    Sums at(double distance, double step, bool of_work) const
    {
        if (distance <= 0) return {};
        const At at = place(distance, step);
        const std::vector<Sums>& values = of_work ? work : force;
        Sums sums = values[at.index] + at.part * (values[at.index + 1] - values[at.index]);
        if (!of_work) return sums;
        sums = sums - at.part * (1 - at.part) * step / 2 * (force[at.index + 1] - force[at.index]);
        const double past = distance - double(steps) * step;  // the needle's end: its force stays
        return past > 0 ? sums + past * force.back() : sums;
    }
};

std::shared_ptr<const InsertionLaw::Table> InsertionLaw::shared_table(const Hole& hole)
{
    static core::Shelf<Hole, Table> shelf(64);
    return shelf.get(hole, [&] { return Table(hole); });
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
      m_floor(infinite),
      m_shaft(parameters.shaft_pressure.value)
{
    const device::Profile profile(needle);
    for (std::size_t i = 0; i <= steps; ++i) m_radius.push_back(profile.radius(double(i) * m_step));
    const double prestretch = dermis_prestretch(skin, parameters);
    const double slip = needle.lubricated ? double(parameters.lubricant_ratio.value) : 1;
    const auto add = [&](double top, const skin::Layer& layer) {
        const CuttingLaw law = cutting_law(layer, parameters, prestretch, stiffening);
        const Hole hole{m_radius, m_step, {law.constants, law.toughness * needle.edge, law.prestretch}};
        const double friction = layer.role == skin::Role::other ? double(layer.friction.value) : needle.friction;
        m_tops.push_back(top);
        m_parts.push_back({shared_table(hole), law.factor, slip * friction, layer.adhesion.value.si});
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
        const double bottom = i + 1 < m_tops.size() ? m_tops[i + 1] : infinite;
        const Sums end = value(bottom), whole = value(m_tops[i]) - end;
        const Sums fresh = channel > m_tops[i] ? value(std::min(channel, bottom)) - end : whole;
        const double pressed = m_taper * fresh.taper + m_shaft * (whole.taper - fresh.taper + whole.shaft);
        total.cut += part.factor * fresh.cut;
        total.spread += part.factor * m_kept * whole.spread;
        total.friction += part.factor * part.friction * m_kept * pressed + part.adhesion * whole.area;
    }
    return total;
}

}  // namespace dermavox::mechanics

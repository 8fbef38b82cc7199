#include "dermavox/mechanics/insertion_law.hpp"

#include "dermavox/core/shelf.hpp"
#include "dermavox/device/profile.hpp"
#include "dermavox/mechanics/cavity.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace dermavox::mechanics {

namespace {

constexpr std::size_t steps = 400;  // along the needle
constexpr double infinite = std::numeric_limits<double>::infinity();

Resistance operator+(Resistance a, Resistance b)
{
    return {a.cut + b.cut, a.spread + b.spread, a.friction + b.friction};
}
Resistance operator-(Resistance a, Resistance b)
{
    return {a.cut - b.cut, a.spread - b.spread, a.friction - b.friction};
}
Resistance operator*(double s, Resistance a) { return {s * a.cut, s * a.spread, s * a.friction}; }

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

/// What one layer's table is made from.
struct InsertionLaw::Material {
    std::vector<double> radius;  ///< of the needle, at steps from its tip
    double step, mu, toughness, friction, adhesion, alpha;
    double kept = 1;  ///< share of the elastic stress that has not relaxed
    bool operator==(const Material&) const = default;
};

InsertionLaw::Table InsertionLaw::table_of(const Material& of)
{
    const Cavity cavity(of.alpha);
    Table table;
    table.of = std::make_shared<const Material>(of);
    Resistance work, before;
    Opening open;
    double shaft = 0, drag_before = 0;
    for (std::size_t i = 0; i <= steps; ++i) {
        const double radius = of.radius[i];
        if (i == 0 || radius != of.radius[i - 1]) open = cavity.open(radius, of.mu, of.toughness);
        const double drag = 2 * std::numbers::pi * radius * (of.friction * of.kept * open.pressure + of.adhesion);
        if (i > 0) shaft += of.step * (drag_before + drag) / 2;
        const Resistance now{open.cut, of.kept * open.spread, shaft};
        if (i > 0) work = work + of.step / 2 * (before + now);
        table.force.push_back(now), table.work.push_back(work);
        before = now, drag_before = drag;
    }
    return table;
}

std::shared_ptr<const InsertionLaw::Table> InsertionLaw::shared_table(const Material& material)
{
    static core::Shelf<Material, Table> shelf(64);
    return shelf.get(material, [&] { return table_of(material); });
}

InsertionLaw InsertionLaw::relaxed(double kept) const
{
    InsertionLaw law = *this;
    for (std::shared_ptr<const Table>& table : law.m_tables) {
        Material material = *table->of;
        material.kept *= kept;
        table = shared_table(material);
    }
    return law;
}

InsertionLaw::InsertionLaw(const skin::Stack& skin, const device::Needle& needle, const Parameters& parameters,
                           double stiffening)
    : m_step(needle.length.si / double(steps)),
      m_floor(infinite)
{
    const device::Profile profile(needle);
    for (std::size_t i = 0; i <= steps; ++i) m_radius.push_back(profile.radius(double(i) * m_step));
    const auto add_layer = [&](const skin::Layer& layer, double young, double nu) {
        const Material material{m_radius,
                                m_step,
                                stiffening * young / 2 / (1 + nu),
                                layer.toughness.value.si,
                                layer.friction.value,
                                layer.adhesion.value.si,
                                parameters.stiffening_exponent.value};
        m_tables.push_back(shared_table(material));
    };
    double depth = 0;
    for (const skin::Layer& layer : skin.layers) {
        m_tops.push_back(depth);
        add_layer(layer, layer.young_modulus.value.si, layer.poisson_ratio.value);
        depth += layer.thickness.value.si;
    }
    if (skin.backing.rigid) {
        m_floor = depth;
    } else {
        m_tops.push_back(depth);
        add_layer(skin.layers.back(), skin.backing.young_modulus.value.si, skin.backing.poisson_ratio.value);
    }
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

Resistance InsertionLaw::force(double inserted, double channel) const
{
    return sum(inserted, channel, &Table::force);
}

Resistance InsertionLaw::work(double inserted, double channel) const { return sum(inserted, channel, &Table::work); }

Resistance InsertionLaw::sum(double inserted, double channel, std::vector<Resistance> Table::*table) const
{
    Resistance total;
    for (std::size_t i = 0; i < m_tables.size() && m_tops[i] < inserted; ++i) {
        const std::vector<Resistance>& values = (*m_tables[i]).*table;
        // Linear force tables have quadratic works: exact between the points of the grid.
        const auto value = [&](double depth) {
            if (depth >= inserted) return Resistance{};
            const At at = place(inserted - depth, m_step);
            Resistance r = values[at.index] + at.part * (values[at.index + 1] - values[at.index]);
            if (table == &Table::work) {
                const std::vector<Resistance>& f = m_tables[i]->force;
                r = r - at.part * (1 - at.part) * m_step / 2 * (f[at.index + 1] - f[at.index]);
                const double past = inserted - depth - double(steps) * m_step;  // the needle's end: its force stays
                if (past > 0) r = r + past * f.back();
            }
            return r;
        };
        const double bottom = i + 1 < m_tops.size() ? m_tops[i + 1] : infinite;
        const Resistance whole = value(m_tops[i]) - value(bottom);
        const double uncut = std::clamp(channel, m_tops[i], std::max(bottom, m_tops[i]));
        total = total + Resistance{channel > 0 ? value(uncut).cut - value(bottom).cut : whole.cut, whole.spread,
                                   whole.friction};
    }
    return total;
}

}  // namespace dermavox::mechanics

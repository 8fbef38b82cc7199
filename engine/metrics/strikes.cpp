#include "dermavox/metrics/strikes.hpp"

#include "dermavox/wound/wound.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::metrics {
namespace {

double share(double part, std::size_t of) { return of == 0 ? 0 : part / double(of); }

}  // namespace

Strikes::Strikes(const wound::Wound& wound, std::span<const mechanics::Insertion> insertions, const skin::Skin& skin,
                 const Domain* domain)
    : m_stack(skin.stack()),
      m_area(domain ? domain->area() : wound.lattice.width() * wound.lattice.height())
{
    const auto holds = [&](double x, double y) {
        if (domain) return domain->contains(x, y);
        return x >= 0 && y >= 0 && x < wound.lattice.width() && y < wound.lattice.height();
    };
    for (const mechanics::Insertion& in : insertions)
        if (in.punctured() && holds(in.x, in.y)) m_punctured.push_back(in);
    for (const wound::Channel& c : wound.channels)
        if (holds(c.x, c.y)) m_channels.push_back(c);
}

std::vector<InclusionReach> Strikes::inclusions() const
{
    std::vector<InclusionReach> all;
    for (const skin::Inclusion& inclusion : m_stack.inclusions) {
        const auto insertions = double(std::ranges::count_if(m_punctured, [&](const mechanics::Insertion& in) {
            return skin::meets(inclusion, {in.x, in.y, in.inserted, in.lean_x, in.lean_y});
        }));
        const auto channels = double(std::ranges::count_if(m_channels, [&](const wound::Channel& c) {
            return skin::meets(inclusion, {.x = c.x, .y = c.y, .depth = c.cut_depth});
        }));
        all.push_back(
            {inclusion.name, insertions / m_area, share(insertions, m_punctured.size()), channels / m_area});
    }
    return all;
}

std::vector<AppendageStrikes> Strikes::appendages() const
{
    const skin::Appendages& kinds = m_stack.appendages;
    const auto strikes = [&](const char* kind, double density, double mouth, auto met) {
        double chance = 0;
        for (const wound::Channel& c : m_channels)
            chance += skin::strike_chance(density, std::sqrt(c.area / std::numbers::pi) + mouth);
        const auto struck = double(std::ranges::count_if(m_channels, [&](const auto& c) { return c.*met > 0; }));
        return AppendageStrikes{kind, density, share(struck, m_channels.size()), share(chance, m_channels.size())};
    };
    return {
        strikes("follicles", kinds.follicles.value.si, kinds.follicle_radius.value.si, &wound::Channel::follicles),
        strikes("glands", kinds.glands.value.si, kinds.gland_radius.value.si, &wound::Channel::glands)};
}

}  // namespace dermavox::metrics

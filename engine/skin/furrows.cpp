#include "engine/skin/furrows.hpp"

#include "engine/skin/floor_of.hpp"

#include <cmath>

namespace dermavox::skin {
namespace {

constexpr double wave_length = 3;  ///< correlation length of the waves, in spacings: lines do not fold back

}  // namespace

Furrows::Furrows(const Relief& relief, double width, double height, const core::Random& random, std::uint64_t number)
    : m_depth(relief.depth.value.si)
{
    const double spacing = relief.spacing.value.si;
    double angle = relief.direction.value;
    for (Set& set : m_sets) {
        set.per_x = std::round(-std::sin(angle) * width / spacing) / width;
        set.per_y = std::round(std::cos(angle) * height / spacing) / height;
        set.start = random.uniform({.pass = number, .draw = 1});
        set.cells_per_half_width = 2 / (std::hypot(set.per_x, set.per_y) * relief.width.value.si);
        if (relief.waviness.value > 0)
            set.waves = HeightField({relief.waviness.value, wave_length * spacing}, width, height, random, number);
        angle += relief.crossing.value;
        ++number;
    }
    m_sets[0].strength = 1;
    m_sets[1].strength = relief.second.value;
}

double Furrows::Set::groove(double x, double y) const
{
    const double phase = per_x * x + per_y * y + start + waves.at(x, y);
    const double u = (phase - double(floor_of(phase + 0.5))) * cells_per_half_width;
    return std::abs(u) < 1 ? strength * (1 - u * u) * (1 - u * u) : 0;
}

double Furrows::depth(double x, double y) const
{
    if (flat()) return 0;
    return m_depth * (1 - (1 - m_sets[0].groove(x, y)) * (1 - m_sets[1].groove(x, y)));
}

}  // namespace dermavox::skin

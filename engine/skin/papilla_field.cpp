#include "engine/skin/papilla_field.hpp"

#include "dermavox/core/problem.hpp"
#include "engine/skin/floor_of.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace dermavox::skin {
namespace {

constexpr double most_papillae = 1 << 26;

/// Volume of a papilla of unit height, per foot area: the integral of (1 - v)^2 over v = r^2/a^2.
constexpr double fullness = 1.0 / 3;

/// u + whole periods, in [0, n), or n by rounding.
double in_period(double u, int n) { return u >= 0 && u < n ? u : u - n * double(floor_of(u / n)); }

double foot_area(const Papillae& papillae)
{
    return std::numbers::pi * papillae.radius.value.si * papillae.radius.value.si;
}

}  // namespace

Length highest_papillae(const Papillae& papillae, Length thickness_above)
{
    return 0.95 * thickness_above / (1 - papillae.density.value.si * foot_area(papillae) * fullness);
}

double cells_along(double side, double density) { return std::max(1.0, std::round(side * std::sqrt(density))); }

PapillaField::PapillaField(const Papillae& papillae, double width, double height, const core::Random& random,
                           std::uint64_t number)
    : m_radius(papillae.radius.value.si)
{
    const double density = papillae.density.value.si;
    const double nx = cells_along(width, density), ny = cells_along(height, density);
    if (nx * ny > most_papillae)
        throw core::Failure(core::exit_code::refused, fmt::format("{:.2g} papillae are too many", nx * ny));
    m_nx = int(nx), m_ny = int(ny);
    m_per_x = nx / width, m_per_y = ny / height;

    const double scatter = papillae.scatter.value, sigma = std::sqrt(std::log1p(scatter * scatter));
    const double room_x = 1 - 2 * m_radius * m_per_x, room_y = 1 - 2 * m_radius * m_per_y;
    double sum = 0;
    for (std::uint64_t j = 0; j < std::uint64_t(m_ny); ++j) {
        m_shift.push_back(float(random.uniform({.pass = number, .cycle = j, .draw = 1})));
        for (std::uint64_t i = 0; i < std::uint64_t(m_nx); ++i) {
            const auto draw = [&](std::uint64_t d) {
                return core::Counter{.pass = number, .cycle = j, .needle = i, .draw = d};
            };
            const double h = papillae.height.value.si * std::exp(sigma * random.normal(draw(2)) - sigma * sigma / 2);
            m_papillae.push_back({float(0.5 + (random.uniform(draw(3)) - 0.5) * room_x),
                                  float(0.5 + (random.uniform(draw(4)) - 0.5) * room_y), float(h)});
            sum += h;
        }
    }
    m_foot = sum * foot_area(papillae) * fullness / (width * height);
}

double PapillaField::at(double x, double y) const
{
    if (flat()) return 0;
    const double v = in_period(y * m_per_y, m_ny);
    const int row = std::min(int(v), m_ny - 1);
    const double u = in_period(x * m_per_x + double(m_shift[std::size_t(row)]), m_nx);
    const int column = std::min(int(u), m_nx - 1);
    const Papilla& papilla = m_papillae[std::size_t(row) * m_nx + column];
    const double dx = (u - column - double(papilla.x)) / m_per_x, dy = (v - row - double(papilla.y)) / m_per_y;
    const double rest = 1 - (dx * dx + dy * dy) / (m_radius * m_radius);
    return rest > 0 ? m_foot - double(papilla.height) * rest * rest : m_foot;
}

}  // namespace dermavox::skin

#include "engine/transport/crowding.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace dermavox::transport {
namespace {

constexpr double most_spacings = 3.5, least_spacings = 2;  // of the sum's reach

/// erfc(x) for 0 <= x < reach, straight lines between 2048 points: 1e-6 is more than is asked of a mouth.
class Screen
{
public:
    Screen()
    {
        for (std::size_t i = 0; i < m_values.size(); ++i) m_values[i] = std::erfc(double(i) / per_unit);
    }
    static constexpr double reach = 2.25;
    double at(double x) const
    {
        const double place = x * per_unit;
        const auto i = std::size_t(place);
        return m_values[i] + (place - double(i)) * (m_values[i + 1] - m_values[i]);
    }

private:
    static constexpr double per_unit = 2048 / reach;
    std::array<double, 2050> m_values{};
};

/// Of an even density, over the same disc as the sum: 2 pi n times the integral of erfc(alpha r) up to the reach.
double background(double density, double alpha)
{
    constexpr double x = Screen::reach;
    const double integral = x * std::erfc(x) + (1 - std::exp(-x * x)) / std::sqrt(std::numbers::pi);
    return 2 * std::numbers::pi * density * integral / alpha;
}

}  // namespace

std::vector<double> crowding_of(const std::vector<Point>& points, const Wrap& wrap, double density)
{
    static const Screen screen;
    const double spacing = 1 / std::sqrt(density), half = std::min(wrap.width, wrap.height) / 2;
    const double reach = wrap.periodic ? std::min(most_spacings * spacing, half) : most_spacings * spacing;
    if (reach < least_spacings * spacing)
        return std::vector<double>(points.size(), square_lattice_crowding / spacing);
    const double alpha = Screen::reach / reach;
    const Cells cells(points, wrap, reach);
    std::vector<double> sum(points.size(), -background(density, alpha) - 2 * alpha / std::sqrt(std::numbers::pi));
    cells.pairs([&](std::size_t i, std::size_t j, Point offset) {
        const double square = offset.x * offset.x + offset.y * offset.y;
        if (square >= reach * reach || square == 0) return;
        const double r = std::sqrt(square), part = screen.at(alpha * r) / r;
        sum[i] += part, sum[j] += part;
    });
    return sum;
}

}  // namespace dermavox::transport

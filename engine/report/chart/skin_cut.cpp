#include "engine/report/chart/skin_cut.hpp"

#include "dermavox/report/palette.hpp"
#include "engine/report/chart/svg.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <vector>

namespace dermavox::report {
namespace {

constexpr double widest = 1.5e-3, deepest = 0.6e-3;                             // shown [m]
constexpr double plot_left = 62, plot_right = 560, label = 566, plot_top = 26;  // [px]
constexpr int columns = 500;

/// Depth of every interface at every column; interface by interface.
std::vector<std::vector<double>> profiles_of(const skin::Skin& skin, double width, double y)
{
    const std::size_t count = skin.stack().layers.size() + 1;
    std::vector<std::vector<double>> profiles(count);
    std::vector<double> depths(count);
    for (int i = 0; i <= columns; ++i) {
        skin.tops(width * i / columns, y, depths);
        for (std::size_t k = 0; k < count; ++k) profiles[k].push_back(depths[k]);
    }
    return profiles;
}

std::string below(const std::vector<double>& profile, const Axis& x, const Axis& z)
{
    std::string data = fmt::format("M{} {}", coordinate(x.from), coordinate(z.to));
    for (int i = 0; i <= columns; ++i)
        data += fmt::format("L{} {}", coordinate(x.from + (x.to - x.from) * i / columns),
                            coordinate(z.at(std::min(profile[std::size_t(i)], z.high))));
    return data + fmt::format("L{} {}Z", coordinate(x.to), coordinate(z.to));
}

/// The middle, or half a cell of the papillae's lattice beyond it: between two rows one would see none.
double plane_of(const skin::Stack& stack, double height)
{
    const bool papillae = stack.papillae.height.value.si > 0 && stack.papillae.density.value.si > 0;
    return height / 2 + (papillae ? 0.5 / std::sqrt(stack.papillae.density.value.si) : 0);
}

}  // namespace

std::string skin_cut(const skin::Skin& skin, double width, double height)
{
    const skin::Stack& stack = skin.stack();
    const double shown = std::min(width, widest), scale = (plot_right - plot_left) / shown;
    const auto profiles = profiles_of(skin, shown, plane_of(stack, height));
    const double highest = std::min(0.0, *std::ranges::min_element(profiles.front()));
    const Axis x{0, shown, plot_left, plot_right},
        z{highest, deepest, plot_top, plot_top + (deepest - highest) * scale};
    Svg svg(720, z.to + 44, "Cut through the layers of the skin");
    double last = -std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < profiles.size(); ++k) {
        if (*std::ranges::min_element(profiles[k]) >= deepest) break;
        svg.path(below(profiles[k], x, z), {}, hex(layer_colour(stack, k)));
        const double lower = k + 1 < profiles.size() ? std::min(profiles[k + 1].back(), deepest) : deepest;
        const double middle = (z.at(profiles[k].back()) + z.at(lower)) / 2 + 4;
        last = std::max(middle, last + 14);  // names never on each other
        svg.text({label, last}, spaced(k < stack.layers.size() ? stack.layers[k].name : stack.backing.name), "tick");
    }
    svg.x_axis(x, z.to, 1e3, "x [mm]").y_axis(z, plot_left, 1e3, {});
    svg.text({plot_left - 40, plot_top - 12}, "depth [mm]", "title");
    return svg.take();
}

}  // namespace dermavox::report

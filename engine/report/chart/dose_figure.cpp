#include "engine/report/chart/dose_figure.hpp"

#include "dermavox/metrics/domain.hpp"
#include "dermavox/metrics/dose.hpp"
#include "dermavox/simulation/treated_part.hpp"
#include "dermavox/wound/wound.hpp"
#include "engine/report/chart/markup.hpp"
#include "engine/report/chart/neighbour_chart.hpp"
#include "engine/report/chart/svg.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <iterator>

namespace dermavox::report {
namespace {

constexpr std::size_t k_least_punctures = 20;
constexpr int k_most_drawn = 96;  // cells along a side
constexpr double k_dose_steps[] = {0.5, 1, 1.5, 2};
// pale to dark: told apart in grey
constexpr const char* k_dose_colours[] = {"#e3ebf5", "#b9cfe6", "#6baed6", "#e6842a", "#a63603"};

int dose_class(double ratio)
{
    return int(std::upper_bound(std::begin(k_dose_steps), std::end(k_dose_steps), ratio) - std::begin(k_dose_steps));
}

std::string dose_key()
{
    constexpr const char* texts[] = {"below half", "half to 1", "1 to 1.5", "1.5 to 2", "above twice the mean"};
    std::string html = "<ul class=\"key\">";
    for (int c = 0; c < 5; ++c)
        html += fmt::format("<li><svg viewBox=\"0 0 14 14\" aria-hidden=\"true\"><rect width=\"14\" height=\"14\" "
                            "fill=\"{}\" class=\"mouth\"/></svg>{}</li>",
                            k_dose_colours[c], texts[c]);
    return html + "</ul>";
}

/// Runs of cells of one class as one rectangle each.
std::string dose_map(const metrics::DoseMap& map, double width, double height)
{
    const double side = 420 / std::max(width, height);
    Svg svg(56 + width * side + 30, 24 + height * side + 50, "Map of the local dose of punctures");
    const Axis x{0, width, 56, 56 + width * side}, y{0, height, 24 + height * side, 24};
    const int step = std::max(1, (std::max(map.columns, map.rows) + k_most_drawn - 1) / k_most_drawn);
    const double wide = width / map.columns, high = height / map.rows;
    const auto class_at = [&](int i, int j) {
        const double ratio = map.ratio[std::size_t(j) * std::size_t(map.columns) + std::size_t(i)];
        return std::isnan(ratio) ? -1 : dose_class(ratio);
    };
    for (int j = 0; j < map.rows; j += step)
        for (int i = 0, end = 0; i < map.columns; i = end) {
            for (end = i; end < map.columns && class_at(end, j) == class_at(i, j);) end += step;
            end = std::min(end, map.columns);
            const double top = std::min(double(j + step), double(map.rows)) * high;
            if (class_at(i, j) >= 0)
                svg.rect({x.at(i * wide), y.at(top)}, x.at(end * wide) - x.at(i * wide) + 0.3,
                         y.at(j * high) - y.at(top) + 0.3, {}, k_dose_colours[class_at(i, j)]);
        }
    svg.rect({x.from, y.to}, x.to - x.from, y.from - y.to, "frame");
    svg.x_axis(x, y.from, 1e3, "x [mm]").y_axis(y, x.from, 1e3, "y [mm]");
    return svg.take();
}

}  // namespace

std::string dose_figure(const simulation::Outcome& outcome)
{
    if (!outcome.wound) return {};
    metrics::Pattern punctures = punctures_of(outcome);
    if (punctures.points.size() < k_least_punctures) return {};
    const simulation::TreatedPart treated(outcome.scene, punctures.width, punctures.height);
    if (treated.domain()) punctures.domain = treated.domain(), punctures.periodic = false;
    const metrics::DoseMap map = metrics::local_dose(punctures);
    const auto share = [&](double multiple) {
        return fmt::format("{} of the area lies above {:.2g} times the mean dose (random points: {})",
                           percent_text(metrics::share_above(map, multiple), 2), multiple,
                           percent_text(metrics::random_share_above(multiple, map.mean_count), 2));
    };
    return figure(
        dose_key() + dose_map(map, punctures.width, punctures.height),
        fmt::format("Punctures within {} of each place, over the mean: {}, {}. Stripes of a dark colour are "
                    "where red dots would line up.",
                    length_text(map.radius), share(1.5), share(2)));
}

}  // namespace dermavox::report

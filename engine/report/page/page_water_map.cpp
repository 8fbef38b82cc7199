// Where the water leaves: channel by channel over the patch, and through one of them.
#include "engine/report/chart/field_cut.hpp"
#include "engine/report/chart/markup.hpp"
#include "engine/report/chart/svg.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

namespace dermavox::report {
namespace {

using simulation::Contribution;

constexpr double ug_h = 1e9 * 3600;  // kg/s to ug/h
// Yellow to violet, falling in lightness: told apart by every eye and in grey.
constexpr const char* colours[] = {"#fde725", "#5ec962", "#21918c", "#3b528b", "#440154"};
constexpr int classes = 5;

/// Limits of the classes: equal numbers of channels in each.
std::vector<double> limits_of(const std::vector<Contribution>& all)
{
    std::vector<double> flows;
    for (const Contribution& one : all) flows.push_back(one.flow);
    std::ranges::sort(flows);
    std::vector<double> limits;
    for (int c = 1; c < classes; ++c) limits.push_back(flows[flows.size() * std::size_t(c) / classes]);
    return limits;
}

std::string water_key(const std::vector<double>& limits)
{
    std::string html = "<ul class=\"key\">";
    for (int c = 0; c < classes; ++c) {
        const std::string range = c == 0
                                      ? "below " + digits(limits.front() * ug_h, 2)
                                      : (c == classes - 1 ? "from " + digits(limits.back() * ug_h, 2)
                                                          : "from " + digits(limits[std::size_t(c) - 1] * ug_h, 2));
        html += fmt::format("<li><svg viewBox=\"0 0 14 14\" aria-hidden=\"true\"><circle cx=\"7\" cy=\"7\" r=\"6\" "
                            "fill=\"{}\" class=\"mouth\"/></svg>{}</li>",
                            colours[c], escaped(range));
    }
    return html + "<li>\u00B5g of water an hour</li></ul>";
}

/// Share of all channels' water that the tenth with most of it gives off.
double share_of_top(std::vector<Contribution> all)
{
    std::ranges::sort(all, std::greater<>(), &Contribution::flow);
    const auto sum = [&](std::size_t count) {
        return std::accumulate(all.begin(), all.begin() + std::ptrdiff_t(count), 0.0,
                               [](double total, const Contribution& one) { return total + one.flow; });
    };
    return sum((all.size() + 9) / 10) / sum(all.size());
}

std::string map_of(const PageContent& page, const std::vector<double>& limits)
{
    const scene::Scene& scene = page.outcome.scene;
    const double width = scene.motion.width.si, height = scene.motion.height.si, side = 560 / std::max(width, height);
    Svg svg(56 + width * side + 30, 34 + height * side + 50, "Map of what each channel gives off");
    const Axis x{0, width, 56, 56 + width * side}, y{0, height, 34 + height * side, 34};
    svg.rect({x.from, y.to}, x.to - x.from, y.from - y.to, "frame");
    for (const Contribution& one : page.outcome.contributions) {
        const auto c = std::upper_bound(limits.begin(), limits.end(), one.flow) - limits.begin();
        svg.raw(fmt::format("<g fill=\"{}\" data-say=\"{} \u00B5g/h, as wide as a disc of {}\">", colours[c],
                            digits(one.flow * ug_h, 2), length_text(2 * one.radius)))
            .circle({x.at(one.x), y.at(one.y)}, std::max(one.radius * side, 2.0), "mouth")
            .raw("</g>");
    }
    svg.x_axis(x, y.from, 1e3, "x [mm]").y_axis(y, x.from, 1e3, "y [mm]");
    return svg.take();
}

}  // namespace

std::string contribution_figure(const PageContent& page)
{
    const std::vector<Contribution>& all = page.outcome.contributions;
    if (all.size() < std::size_t(classes)) return {};
    const std::vector<double> limits = limits_of(all);
    return figure(
        water_key(limits) + map_of(page, limits),
        fmt::format("What each channel gives off at the calibrated aperture, discs as large as the openings that "
                    "recoil left. The tenth that gives most gives {} of it.",
                    percent_text(share_of_top(all), 2)));
}

std::string tile_figure(const PageContent& page)
{
    if (!page.outcome.sample_tile) return {};
    const std::string cut = field_cut(*page.outcome.sample_tile, page.outcome.scene.skin);
    if (cut.empty()) return {};
    return figure(cut, "Cut through an opening of the resolved tile, as wide as the wound: thin lines at equal steps "
                       "of potential, thick lines the way of the water through the opening.");
}

}  // namespace dermavox::report

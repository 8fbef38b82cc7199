#include "dermavox/report/layer_holes.hpp"

#include "dermavox/core/table.hpp"
#include "dermavox/core/text_file.hpp"
#include "engine/report/chart/svg.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

constexpr double k_holes_width = 720, k_holes_height = 444, k_holes_left = 72, k_holes_right = 696;
constexpr double k_holes_top = 108, k_holes_bottom = 392;
constexpr std::string_view k_holes_style = ".counted{fill:#1d2127}.interval{stroke:#1d2127;stroke-width:1.25}."
                                           "simulated{fill:none;stroke:#c2510c;stroke-width:2}";

/// Wilson's interval of a share of n independent trials at 95 %.
std::array<double, 2> wilson(double share, double n)
{
    constexpr double z = 1.959963984540054, zz = z * z;
    const double middle = (share + zz / (2 * n)) / (1 + zz / n);
    const double half = z / (1 + zz / n) * std::sqrt(share * (1 - share) / n + zz / (4 * n * n));
    return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

double share_beyond(const std::vector<double>& ascending, double depth)
{
    const auto from = std::ranges::lower_bound(ascending, depth);
    return double(ascending.end() - from) / double(ascending.size());
}

/// Share of the insertions beyond each depth, as steps.
std::string survival_path(const std::vector<double>& insertions, const Axis& x, const Axis& y)
{
    std::string path = fmt::format("M{} {}", coordinate(x.at(0)), coordinate(y.at(1)));
    const double n = double(insertions.size());
    for (std::size_t i = 0; i < insertions.size(); ++i) {
        if (i + 1 < insertions.size() && insertions[i] == insertions[i + 1]) continue;
        path += fmt::format("H{}V{}", coordinate(x.at(insertions[i])), coordinate(y.at(1 - double(i + 1) / n)));
    }
    return path + fmt::format("H{}", coordinate(x.at(x.high)));
}

void draw_hole_counts(Svg& svg, const std::vector<LayerHoles>& layers, const Axis& x, const Axis& y)
{
    for (const LayerHoles& layer : layers) {
        svg.line({x.at(layer.depth), y.at(layer.low)}, {x.at(layer.depth), y.at(layer.high)}, "interval");
        svg.circle({x.at(layer.depth), y.at(layer.share)}, 4, "counted");
    }
}

}  // namespace

std::vector<LayerHoles> layer_holes(const std::vector<int>& holes, double thickness, int needles)
{
    std::vector<LayerHoles> layers;
    for (const int count : holes) {
        const double share = std::min(1.0, double(count) / needles);
        const auto [low, high] = wilson(share, needles);
        layers.push_back({double(layers.size() + 1) * thickness, count, share, low, high});
    }
    return layers;
}

std::vector<double> add_simulated(std::vector<LayerHoles>& layers, const std::filesystem::path& folder)
{
    const core::TableKind kind{
        .noun = "insertion", .columns = {{.name = "inserted", .required = true}}, .example = "inserted_um"};
    const std::filesystem::path file = folder / "insertions.csv";
    const core::Table table =
        core::read_table(core::read_text_file(file, core::most_table_bytes), file.string(), std::array{kind});
    std::vector<double> depths = table.numbers("inserted");
    std::ranges::sort(depths);
    for (LayerHoles& layer : layers) layer.simulated = share_beyond(depths, layer.depth);
    return depths;
}

std::string layer_holes_csv(const std::vector<LayerHoles>& layers, int needles)
{
    std::string csv = fmt::format("# needles: {}\nlayer,depth_um,holes,share,share_low,share_high{}\n", needles,
                                  layers.front().simulated ? ",simulated_share" : "");
    int number = 0;
    for (const LayerHoles& l : layers) {
        csv += fmt::format("{},{:.7g},{},{:.4f},{:.4f},{:.4f}", ++number, l.depth * 1e6, l.holes, l.share, l.low,
                           l.high);
        csv += l.simulated ? fmt::format(",{:.4f}\n", *l.simulated) : "\n";
    }
    return csv;
}

std::string layer_holes_plot(const std::vector<LayerHoles>& layers, const std::vector<double>& insertions,
                             const std::string& title)
{
    double deepest = layers.back().depth;
    if (!insertions.empty()) deepest = std::max(deepest, insertions.back());
    const Axis x{0, 1.05 * deepest, k_holes_left, k_holes_right}, y{0, 1, k_holes_bottom, k_holes_top};
    Svg svg(k_holes_width, k_holes_height, title);
    svg.text({k_holes_left - 48, 28}, title, "head");
    svg.text({k_holes_left - 48, 50}, "Dots: holes counted in each layer over needles, with 95 % intervals.",
             "small");
    if (!insertions.empty())
        svg.text({k_holes_left - 48, 68}, "Line: share of the simulated insertions that go as deep.", "small");
    svg.x_axis(x, k_holes_bottom, 1e6, "depth of the layer's lower face [µm]");
    svg.y_axis(y, k_holes_left, 100, "needles through it [%]", 5);
    if (!insertions.empty()) svg.path(survival_path(insertions, x, y), "simulated");
    draw_hole_counts(svg, layers, x, y);
    return svg_file(k_holes_width, k_holes_height, title, k_holes_style, std::move(svg));
}

}  // namespace dermavox::report

#include "dermavox/report/slice_picture.hpp"

#include "dermavox/core/problem.hpp"
#include "engine/report/chart/nice_number.hpp"
#include "engine/report/chart/raster.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <iterator>

namespace dermavox::report {
namespace {

/// Of Okabe and Ito, Color universal design (2008); layers beyond the eighth take them again.
constexpr Colour layer_colours[] = {{230, 159, 0}, {86, 180, 233}, {0, 158, 115},   {240, 228, 66},
                                    {0, 114, 178}, {213, 94, 0},   {204, 121, 167}, {120, 120, 120}};
constexpr Colour outside_colour{235, 235, 235};
constexpr int panel = 420, gap = 24, text_line = Raster::glyph_height + 4, legend_swatch = 18, most_legend = 12;

int colour_of(int layer_class)
{
    return layer_class == 0 ? Raster::own : Raster::own + 1 + (layer_class - 1) % int(std::size(layer_colours));
}

/// Cell widths across and down of a slice.
struct Widths {
    double across, down;
};

Widths widths_of(const scene::VolumeSummary& s, std::size_t slice)
{
    const auto w = s.voxel.value_or(std::array{1.0, 1.0, 1.0});
    constexpr std::size_t across[] = {0, 0, 1}, down[] = {1, 2, 2};
    return {w[across[slice]], w[down[slice]]};
}

/// Pixels per metre (or per cell) at which the largest slice fills its panel.
double scale_of_panels(const scene::VolumeSummary& s)
{
    double longest = 0;
    for (std::size_t k = 0; k < 3; ++k) {
        const auto [across, down] = widths_of(s, k);
        longest = std::max({longest, across * s.slices[k].width, down * s.slices[k].height});
    }
    return panel / longest;
}

void draw_slice(Raster& raster, int x, int y, const scene::Slice& slice, Widths widths, double scale)
{
    const int wide = std::max(1, int(std::lround(slice.width * widths.across * scale)));
    const int high = std::max(1, int(std::lround(slice.height * widths.down * scale)));
    for (int row = 0; row < high; ++row)
        for (int column = 0; column < wide; ++column) {
            const auto i = std::size_t((long long)(column)*slice.width / wide);
            const auto j = std::size_t((long long)(row)*slice.height / high);
            raster.fill(x + column, y + row, 1, 1, colour_of(slice.classes[j * std::size_t(slice.width) + i]));
        }
}

std::string bar_text(const scene::VolumeSummary& s, double length)
{
    return s.voxel ? fmt::format("{:.6g} \u00B5m", length * 1e6) : fmt::format("{:.6g} cells", length);
}

std::string layer_line(const scene::VolumeSummary& s, const scene::LayerSummary& layer)
{
    const double factor = s.voxel ? 1e6 : 1;
    return fmt::format("{}: {:.4g} {} thick (sd {:.3g}), missing in {:.3g} % of the columns", layer.name,
                       layer.thickness * factor, s.voxel ? "\u00B5m" : "cells", layer.spread * factor,
                       100 * layer.missing);
}

void draw_legend(Raster& raster, int y, const scene::VolumeSummary& s)
{
    const auto entry = [&](int colour, const std::string& text) {
        raster.fill(gap, y + 3, legend_swatch, legend_swatch, colour);
        raster.text(gap + legend_swatch + 12, y, text);
        y += text_line;
    };
    entry(colour_of(0), "outside");
    const int shown = std::min(int(s.layers.size()), most_legend);
    for (int k = 0; k < shown; ++k) entry(colour_of(k + 1), layer_line(s, s.layers[std::size_t(k)]));
    if (int(s.layers.size()) > shown)
        raster.text(gap, y, fmt::format("and {} more layers", int(s.layers.size()) - shown));
}

}  // namespace

std::string slices_png(const scene::VolumeSummary& s)
{
    if (s.slices[0].classes.empty())
        throw core::InputError({{.file = {},
                                 .key = "volume",
                                 .found = fmt::format("{} labels", s.labels.size()),
                                 .expected = "1 to 250 layers besides the outside",
                                 .hint = "name what is outside with --outside"}});
    const int legend = text_line * (2 + std::min(int(s.layers.size()), most_legend + 1));
    std::vector<Colour> colours{outside_colour};
    colours.insert(colours.end(), std::begin(layer_colours), std::end(layer_colours));
    Raster raster(3 * panel + 4 * gap, 2 * gap + panel + 3 * text_line + legend, Raster::paper, colours);
    constexpr const char* titles[] = {"x right, y up", "x right, depth down", "y right, depth down"};
    constexpr const char* cut[] = {"depth", "y", "x"};
    const double scale = scale_of_panels(s);
    for (int k = 0; k < 3; ++k) {
        const auto& slice = s.slices[std::size_t(k)];
        const int x = gap + k * (panel + gap);
        raster.text(x, gap / 2, fmt::format("{} ({} {})", titles[k], cut[k], slice.at));
        draw_slice(raster, x, gap / 2 + text_line, slice, widths_of(s, std::size_t(k)), scale);
    }
    const double length = nice_below(panel / 3.0 / scale);
    const int below = gap + text_line + panel;
    raster.fill(gap, below + text_line / 2, int(std::lround(length * scale)), 4, Raster::ink);
    raster.text(gap + int(std::lround(length * scale)) + 12, below + 2, bar_text(s, length));
    draw_legend(raster, below + text_line + gap / 2, s);
    return raster.png();
}

}  // namespace dermavox::report

// Where two wounds differ: what is open over what is open, and the open share in squares.
#include "engine/report/chart/base64.hpp"
#include "engine/report/chart/nice_number.hpp"
#include "engine/report/chart/raster.hpp"
#include "engine/report/chart/svg.hpp"
#include "engine/report/compare/compare_plots.hpp"
#include "engine/report/text.hpp"
#include "engine/report/volumes/open_raster.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

constexpr double side = 460;

/// Both rasters on the same pixels, the longer side of the patch 920 of them.
struct Pair {
    OpenRaster before, after;
    double width, height;  ///< of the patch [m]
    double drawn_width() const { return side * width / std::max(width, height); }
    double drawn_height() const { return side * height / std::max(width, height); }
};

std::optional<Pair> pair_of(const ReadRun& a, const ReadRun& b)
{
    const auto same = [](double x, double y) { return std::fabs(x - y) <= 1e-3 * std::max(x, y); };
    if (!(a.width > 0 && a.height > 0) || !same(a.width, b.width) || !same(a.height, b.height)) return {};
    constexpr int longer = 920;
    const double scale = longer / std::max(a.width, a.height);
    const int width = std::max(1, int(std::lround(a.width * scale))),
              height = std::max(1, int(std::lround(a.height * scale)));
    Pair pair{open_raster(a, width, height), open_raster(b, width, height), a.width, a.height};
    if (pair.before.open.empty() || pair.after.open.empty()) return {};
    return pair;
}

void map_scale_bar(Svg& svg, double span, double width, double bottom)
{
    const double bar = nice_below(span / 5), pixels = bar / span * width;
    svg.rect({14, bottom - 38}, pixels + 12, 30, "plate");
    svg.line({20, bottom - 14}, {20 + pixels, bottom - 14}, "scale");
    svg.text({20 + pixels / 2, bottom - 21}, given_length(bar), "onmap mid");
}

std::string picture(const Pair& pair)
{
    std::vector<std::uint8_t> pixels;
    pixels.reserve(pair.before.open.size());
    for (int y = pair.before.height - 1; y >= 0; --y)
        for (int x = 0; x < pair.before.width; ++x)
            pixels.push_back(std::uint8_t(pair.before.at(x, y) + 2 * pair.after.at(x, y)));
    // neither, the reference alone, the other alone, both: colours of page.css, told apart by lightness as well
    return palette_png(
        pixels, pair.before.width,
        {0xfb, 0xf3, 0xec, 0xff, 0x7f, 0xb2, 0xe0, 0xff, 0xe0, 0x7b, 0x2c, 0xff, 0x24, 0x1c, 0x2b, 0xff});
}

/// Share of a square that is open.
double open_share(const OpenRaster& raster, int columns, int rows, int column, int row)
{
    const auto edge = [](int i, int parts, int size) { return int(std::lround(double(i) / parts * size)); };
    int open = 0, all = 0;
    for (int y = edge(row, rows, raster.height); y < edge(row + 1, rows, raster.height); ++y)
        for (int x = edge(column, columns, raster.width); x < edge(column + 1, columns, raster.width); ++x) {
            open += raster.at(x, y);
            ++all;
        }
    return all > 0 ? double(open) / all : 0;
}

/// Blue where the reference leaves more open, orange where the other does.
std::string shade(double share)
{
    constexpr std::array<double, 3> paper{0xfb, 0xf9, 0xf5}, blue{0x1f, 0x5f, 0xa8}, orange{0xc2, 0x51, 0x0c};
    const auto& end = share > 0 ? orange : blue;
    const double t = std::min(std::fabs(share), 1.0);
    std::array<int, 3> c{};
    for (std::size_t k = 0; k < 3; ++k) c[k] = int(std::lround(paper[k] + t * (end[k] - paper[k])));
    return fmt::format("#{:02x}{:02x}{:02x}", c[0], c[1], c[2]);
}

void colour_bar(Svg& svg, double top, double most)
{
    constexpr int steps = 41;
    constexpr double left = 60, width = 340;
    for (int i = 0; i < steps; ++i)
        svg.rect({left + width * i / steps, top}, width / steps + 0.3, 10, {}, shade(2.0 * i / (steps - 1) - 1));
    svg.rect({left, top}, width, 10, "frame");
    svg.text({left, top + 26}, fmt::format("\u2212{}", percent_text(most, 2)), "tick mid");
    svg.text({left + width / 2, top + 26}, "0", "tick mid");
    svg.text({left + width, top + 26}, fmt::format("+{}", percent_text(most, 2)), "tick mid");
}

}  // namespace

std::string opening_overlay(const ReadRun& reference, const ReadRun& other)
{
    const std::optional<Pair> pair = pair_of(reference, other);
    if (!pair) return {};
    const double width = pair->drawn_width(), height = pair->drawn_height();
    Svg svg(side, height + 48, "What is open at the surface in the reference, in the other, and in both");
    svg.raw(fmt::format("<image x=\"0\" y=\"0\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" "
                        "href=\"data:image/png;base64,{}\"/>",
                        coordinate(width), coordinate(height), base64(picture(*pair))));
    svg.rect({0.5, 0.5}, width - 1, height - 1, "frame");
    map_scale_bar(svg, pair->width, width, height);
    constexpr std::pair<const char*, const char*> names[] = {
        {"#7fb2e0", "reference alone"}, {"#e07b2c", "the other alone"}, {"#241c2b", "both"}};
    double x = 0;
    for (const auto& [colour, name] : names) {
        svg.rect({x, height + 16}, 13, 13, "frame", colour).text({x + 19, height + 27}, name, "tick");
        x += 142;
    }
    return svg.take();
}

std::string difference_map(const ReadRun& reference, const ReadRun& other)
{
    const std::optional<Pair> pair = pair_of(reference, other);
    if (!pair) return {};
    const double width = pair->drawn_width(), height = pair->drawn_height();
    const auto squares = [](double length) { return std::max(1, int(std::lround(20 * length / side))); };
    const int columns = squares(width), rows = squares(height);
    std::vector<double> shares;
    double most = 1e-3;
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x) {
            shares.push_back(open_share(pair->after, columns, rows, x, y) -
                             open_share(pair->before, columns, rows, x, y));
            most = std::max(most, std::fabs(shares.back()));
        }
    Svg svg(side, height + 48, "Open share of the surface, the other less the reference, in squares of the patch");
    const double w = width / columns, h = height / rows;
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x) {
            const double value = shares[std::size_t(y * columns + x)];
            svg.raw(fmt::format("<g><title>{:+.3g} %</title>", 100 * value));
            svg.rect({w * x, height - h * (y + 1)}, w + 0.3, h + 0.3, {}, shade(value / most)).raw("</g>");
        }
    svg.rect({0.5, 0.5}, width - 1, height - 1, "frame");
    colour_bar(svg, height + 12, most);
    return svg.take();
}

}  // namespace dermavox::report

#include "dermavox/report/plan_map.hpp"
#include "engine/report/chart/nice_number.hpp"
#include "engine/report/chart/raster.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

constexpr int margin = 36, line = Raster::glyph_height + 10, swatch = 22;
constexpr std::array<const char*, cut_states> state_names{"whole", "closed",  "open, cut once",
                                                          "twice", "3\u00D7", "4\u00D7+"};

/// Text in the characters of the glyph sheet.
std::string plain_length(double metres)
{
    const bool millimetres = metres >= 0.9995e-3;
    return fmt::format("{:.4g} {}", metres * (millimetres ? 1e3 : 1e6), millimetres ? "mm" : "\u00B5m");
}

void draw_state_key(Raster& picture, int y)
{
    int x = margin;
    for (int i = 0; i < cut_states; ++i) {
        picture.fill(x, y, swatch, swatch, Raster::ink);
        picture.fill(x + 1, y + 1, swatch - 2, swatch - 2, i);
        x += swatch + 8;
        picture.text(x, y, state_names[std::size_t(i)]);
        const std::string_view text = state_names[std::size_t(i)];
        x += Raster::glyph_width *
             int(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
        x += 20;
    }
}

void draw_bar_below(Raster& picture, int y, const PlanMap& map, int zoom)
{
    const double length = nice_below(map.pixel * map.width / 4);
    const int pixels = int(std::lround(length / map.pixel * zoom));
    picture.fill(margin, y + 8, pixels, 5, Raster::ink);
    picture.text(margin + pixels + 12, y, plain_length(length));
}

}  // namespace

std::string plan_map_png(const PlanMap& map)
{
    constexpr int narrowest = 820;  // the key must fit
    const int zoom = std::max(1, narrowest / std::max(map.width, 1));
    const int inner = std::max(map.width * zoom, narrowest);
    Raster picture(inner + 2 * margin, map.height * zoom + 3 * line + 2 * margin + 12, Raster::paper);
    int y = margin;
    picture.text(margin, y,
                 fmt::format("Cut {} below the surface \u00B7 {} \u00D7 {}", plain_length(map.depth),
                             plain_length(map.pixel * map.width), plain_length(map.pixel * map.height)));
    draw_state_key(picture, y += line);
    picture.map(margin, y += line + 6, map, zoom);
    draw_bar_below(picture, y + map.height * zoom + 12, map, zoom);
    return picture.png();
}

std::string bare_map_png(const PlanMap& map)
{
    Raster picture(map.width, map.height, 0);
    picture.map(0, 0, map, 1);
    return picture.png(int(Cut::whole));
}

}  // namespace dermavox::report

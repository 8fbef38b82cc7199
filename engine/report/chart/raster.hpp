// A picture of palette indices with text, written as PNG.
#pragma once

#include "dermavox/report/palette.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dermavox::report {

class Raster
{
public:
    /// Palette: first the cuts, then `greys` steps from paper to ink.
    static constexpr int greys = 16, paper = cut_states, ink = paper + greys - 1;
    static constexpr int glyph_width = 12, glyph_height = 24;

    /// `more`: further colours, from index `own` on.
    Raster(int width, int height, int fill, std::vector<Colour> more = {});
    static constexpr int own = ink + 1;

    int width() const { return m_width; }
    int height() const { return m_height; }
    void fill(int x, int y, int width, int height, int index);
    /// ASCII, and the Latin-1 micro, multiplication sign and middle dot, all as UTF-8; x, y is the top left.
    void text(int x, int y, std::string_view text);
    /// The map with y upwards, each pixel `zoom` wide.
    void map(int x, int y, const PlanMap& map, int zoom);
    /// `clear`: index that is fully transparent, -1 for none.
    std::string png(int clear = -1) const;

private:
    int m_width, m_height;
    std::vector<std::uint8_t> m_pixels;
    std::vector<Colour> m_more;
};

/// Palette indices, row by row from the top, as PNG; `rgba`: four bytes an index.
std::string palette_png(const std::vector<std::uint8_t>& pixels, int width, const std::vector<std::uint8_t>& rgba);

}  // namespace dermavox::report

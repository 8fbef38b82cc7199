#include "engine/report/chart/raster.hpp"

#include "dermavox/core/problem.hpp"
#include "engine/report/page/page_sources.hpp"

#include <algorithm>
#include <iterator>
#include <png.h>

namespace dermavox::report {
namespace {

/// Position in the glyph sheet of the character that starts the text, and the bytes it takes.
struct Glyph {
    std::size_t index, bytes;
};
Glyph glyph_at(std::string_view text)
{
    const auto byte = static_cast<unsigned char>(text[0]);
    if (byte >= 0x20 && byte < 0x7F) return {std::size_t(byte - 0x20), 1};
    constexpr std::string_view latin[] = {"\u00B5", "\u00D7", "\u00B7"};
    for (std::size_t i = 0; i < std::size(latin); ++i)
        if (text.starts_with(latin[i])) return {95 + i, latin[i].size()};
    return {'?' - 0x20, 1};
}

/// The sheet's ink at a pixel of a glyph, 0 .. 15. Layout of the file: one comment line, then for each glyph its
/// rows, a hexadecimal digit a pixel, each row ended by a line break.
int ink_of(std::size_t glyph, int x, int y)
{
    static const std::string_view sheet = page_sources::glyphs.substr(page_sources::glyphs.find('\n') + 1);
    const std::size_t row = glyph * Raster::glyph_height + std::size_t(y);
    const char c = sheet.at(row * (Raster::glyph_width + 1) + std::size_t(x));
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

/// RGBA for each index, the way the simplified interface of libpng takes a colour map.
std::vector<png_byte> palette(int clear, const std::vector<Colour>& more)
{
    std::vector<png_byte> colours;
    for (int i = 0; i < cut_states; ++i) {
        const Colour c = cut_colour(Cut(i));
        colours.insert(colours.end(), {c.red, c.green, c.blue, png_byte(i == clear ? 0 : 255)});
    }
    for (int i = 0; i < Raster::greys; ++i) {
        const auto level = png_byte(255 - i * (255 - 0x1a) / (Raster::greys - 1));
        colours.insert(colours.end(), {level, level, level, 255});
    }
    for (const Colour c : more) colours.insert(colours.end(), {c.red, c.green, c.blue, 255});
    return colours;
}

}  // namespace

Raster::Raster(int width, int height, int fill, std::vector<Colour> more)
    : m_width(width),
      m_height(height),
      m_pixels(std::size_t(width) * std::size_t(height), std::uint8_t(fill)),
      m_more(std::move(more))
{
}

void Raster::fill(int x, int y, int width, int height, int index)
{
    for (int row = std::max(y, 0); row < std::min(y + height, m_height); ++row)
        for (int column = std::max(x, 0); column < std::min(x + width, m_width); ++column)
            m_pixels[std::size_t(row) * std::size_t(m_width) + std::size_t(column)] = std::uint8_t(index);
}

void Raster::text(int x, int y, std::string_view text)
{
    while (!text.empty()) {
        const Glyph glyph = glyph_at(text);
        for (int row = 0; row < glyph_height; ++row)
            for (int column = 0; column < glyph_width; ++column)
                if (const int shade = ink_of(glyph.index, column, row); shade > 0)
                    fill(x + column, y + row, 1, 1, paper + shade);
        x += glyph_width;
        text.remove_prefix(glyph.bytes);
    }
}

void Raster::map(int x, int y, const PlanMap& map, int zoom)
{
    for (int row = 0; row < map.height; ++row)
        for (int column = 0; column < map.width; ++column)
            fill(x + column * zoom, y + row * zoom, zoom, zoom, int(map.at(column, map.height - 1 - row)));
}

std::string Raster::png(int clear) const { return palette_png(m_pixels, m_width, palette(clear, m_more)); }

std::string palette_png(const std::vector<std::uint8_t>& pixels, int width, const std::vector<std::uint8_t>& rgba)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = png_uint_32(width);
    image.height = png_uint_32(pixels.size() / std::size_t(width));
    image.format = PNG_FORMAT_RGBA_COLORMAP;  // written as RGB where nothing is transparent
    image.colormap_entries = png_uint_32(rgba.size() / 4);
    image.flags = PNG_IMAGE_FLAG_FAST;
    std::string out(PNG_IMAGE_PNG_SIZE_MAX(image), '\0');
    png_alloc_size_t size = out.size();
    if (!png_image_write_to_memory(&image, out.data(), &size, 0, pixels.data(), width, rgba.data()))
        throw core::Failure(core::exit_code::internal, std::string("libpng: ") + image.message);
    out.resize(size);
    return out;
}

}  // namespace dermavox::report

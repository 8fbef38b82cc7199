#include "engine/report/volumes/open_raster.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/report/palette.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <png.h>

namespace dermavox::report {
namespace {

namespace fs = std::filesystem;

constexpr const char* surface_map = "maps/depth-0000um.png";
constexpr png_uint_32 longest_picture = 8192;

struct Picture {
    int width = 0, height = 0;
    std::vector<png_byte> rgb;

    Colour at(int x, int y) const
    {
        const png_byte* p = &rgb[3 * (std::size_t(y) * std::size_t(width) + std::size_t(x))];
        return {p[0], p[1], p[2]};
    }
};

[[noreturn]] void refuse_raster(const fs::path& file, const std::string& found)
{
    throw core::InputError(
        {core::Problem{file.string(), 0, 0, "picture", found, "a map as dermavox run draws it", ""}});
}

Picture read_picture(const fs::path& file)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_file(&image, file.c_str())) refuse_raster(file, image.message);
    if (image.width > longest_picture || image.height > longest_picture) {
        png_image_free(&image);
        refuse_raster(file, "too large");
    }
    image.format = PNG_FORMAT_RGB;
    Picture picture{int(image.width), int(image.height), std::vector<png_byte>(PNG_IMAGE_SIZE(image))};
    if (!png_image_finish_read(&image, nullptr, picture.rgb.data(), 0, nullptr)) refuse_raster(file, image.message);
    return picture;
}

/// State of a pixel of a map; cut_states for anything else.
int state_of(Colour colour)
{
    for (int i = 0; i < cut_states; ++i) {
        const Colour c = cut_colour(Cut(i));
        if (c.red == colour.red && c.green == colour.green && c.blue == colour.blue) return i;
    }
    return cut_states;
}

/// The map within its picture: the last rows, above the scale bar, that are all of the map's colours.
struct Window {
    int left, top, width, height;
};
Window window_of(const Picture& picture, const fs::path& file)
{
    const int middle = picture.height / 2;
    int left = 0, right = picture.width, top = middle, bottom = middle;
    while (left < right && state_of(picture.at(left, middle)) == cut_states) ++left;
    while (right > left && state_of(picture.at(right - 1, middle)) == cut_states) --right;
    if (left == right) refuse_raster(file, "no map in it");
    while (top > 0 && state_of(picture.at(left, top - 1)) < cut_states) --top;
    while (bottom < picture.height && state_of(picture.at(left, bottom)) < cut_states) ++bottom;
    return {left, top, right - left, bottom - top};
}

OpenRaster from_map(const fs::path& file, int width, int height)
{
    const Picture picture = read_picture(file);
    const Window frame = window_of(picture, file);
    OpenRaster raster{width, height, std::vector<std::uint8_t>(std::size_t(width) * std::size_t(height), 0)};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const int column = frame.left + int((x + 0.5) / width * frame.width);
            const int row = frame.top + int((height - y - 0.5) / height * frame.height);
            const int state = state_of(picture.at(column, row));
            raster.open[std::size_t(y) * std::size_t(width) + std::size_t(x)] =
                state >= int(Cut::open_1) && state < cut_states;
        }
    return raster;
}

/// Every spot as a disc of its area.
OpenRaster from_spots(const ReadRun& run, int width, int height)
{
    OpenRaster raster{width, height, std::vector<std::uint8_t>(std::size_t(width) * std::size_t(height), 0)};
    const double pixel_x = run.width / width, pixel_y = run.height / height;
    const auto& areas = run.spots.column("area");
    for (std::size_t i = 0; i < areas.size(); ++i) {
        const double radius = std::sqrt(areas[i] / std::numbers::pi), x = run.spots.x[i], y = run.spots.y[i];
        const auto pixel = [](double at, double size, int most) { return std::clamp(int(at / size), 0, most - 1); };
        for (int row = pixel(y - radius, pixel_y, height); row <= pixel(y + radius, pixel_y, height); ++row)
            for (int column = pixel(x - radius, pixel_x, width); column <= pixel(x + radius, pixel_x, width);
                 ++column)
                if (std::hypot((column + 0.5) * pixel_x - x, (row + 0.5) * pixel_y - y) <= radius)
                    raster.open[std::size_t(row) * std::size_t(width) + std::size_t(column)] = 1;
    }
    return raster;
}

}  // namespace

OpenRaster open_raster(const ReadRun& run, int width, int height)
{
    if (run.measured) return run.spots.size() > 0 ? from_spots(run, width, height) : OpenRaster{};
    const fs::path file = run.path / surface_map;
    return fs::exists(file) ? from_map(file, width, height) : OpenRaster{};
}

}  // namespace dermavox::report

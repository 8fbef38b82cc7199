#include "engine/scene/read/region_text.hpp"

#include "engine/scene/read/length_list.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fmt/format.h>
#include <numbers>
#include <png.h>

namespace dermavox::scene {
namespace {

constexpr int circle_corners = 64;

}  // namespace

std::optional<motion::Polygon> polygon_of(std::string_view text, std::string& why)
{
    constexpr std::string_view circle = "circle ";
    motion::Polygon polygon;
    if (text.starts_with(circle)) {
        const auto figures = lengths_of(text.substr(circle.size()), 3, why);
        if (!figures) return std::nullopt;
        if (!((*figures)[2] > 0)) return why = "a radius above 0", std::nullopt;
        for (int k = 0; k < circle_corners; ++k) {
            const double angle = 2 * std::numbers::pi * k / circle_corners;
            polygon.push_back(
                {(*figures)[0] + (*figures)[2] * std::cos(angle), (*figures)[1] + (*figures)[2] * std::sin(angle)});
        }
        return polygon;
    }
    for (const std::string& corner : parts_of(text, ';')) {
        const auto place = lengths_of(corner, 2, why);
        if (!place) return std::nullopt;
        polygon.push_back({(*place)[0], (*place)[1]});
    }
    if (polygon.size() < 3) return why = "fewer than three corners", std::nullopt;
    return polygon;
}

std::optional<motion::Mask> mask_of(const std::vector<std::string>& rows)
{
    motion::Mask mask{.columns = int(rows.front().size()), .rows = int(rows.size()), .treated = {}};
    if (rows.size() > most_mask_pixels || mask.columns == 0 || mask.columns > most_mask_pixels) return std::nullopt;
    for (std::size_t i = rows.size(); i-- > 0;) {  // of the picture the last is at y = 0
        const std::string& row = rows[i];
        if (int(row.size()) != mask.columns || row.find_first_not_of("#.") != row.npos) return std::nullopt;
        for (const char c : row) mask.treated.push_back(c == '#');
    }
    return mask;
}

std::optional<std::vector<std::string>> mask_rows_of_png(const std::string& bytes, std::string& why)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()))
        return why = std::string("not a PNG picture: ") + image.message, std::nullopt;
    if (image.width > unsigned(most_mask_pixels) || image.height > unsigned(most_mask_pixels)) {
        why = fmt::format("{} x {} pixels", image.width, image.height);
        return png_image_free(&image), std::nullopt;
    }
    image.format = PNG_FORMAT_GA;
    std::vector<std::uint8_t> pixels(PNG_IMAGE_SIZE(image));
    if (!png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr))
        return why = std::string("a damaged PNG picture: ") + image.message, std::nullopt;
    std::vector<std::string> rows(image.height);
    for (std::size_t j = 0; j < rows.size(); ++j)
        for (std::size_t i = 0; i < image.width; ++i) {
            const std::size_t at = 2 * (j * image.width + i);
            rows[j] += pixels[at] >= 128 && pixels[at + 1] >= 128 ? '#' : '.';
        }
    return rows;
}

}  // namespace dermavox::scene

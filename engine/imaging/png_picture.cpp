#include "engine/imaging/decoders.hpp"

#include <algorithm>
#include <png.h>

namespace dermavox::imaging {
namespace {

/// Frees what libpng keeps of a picture.
struct PngHeader : png_image {
    PngHeader() : png_image{} { version = PNG_IMAGE_VERSION; }
    PngHeader(const PngHeader&) = delete;
    PngHeader& operator=(const PngHeader&) = delete;
    ~PngHeader() { png_image_free(this); }
};

}  // namespace

Picture png_picture(const std::filesystem::path& file, std::string_view bytes, const PictureChoice& choice)
{
    PngHeader image;
    if (!png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()))
        refuse_picture(file, image.message, "a whole PNG picture");
    const bool wide = (image.format & PNG_FORMAT_FLAG_LINEAR) != 0;
    const bool colour = (image.format & PNG_FORMAT_FLAG_COLOR) != 0;
    Picture picture = sized(file, choice, image.width, image.height, colour ? 3 : 1, wide ? 16 : 8, "PNG");
    image.format = (colour ? PNG_FORMAT_FLAG_COLOR : 0U) | (wide ? PNG_FORMAT_FLAG_LINEAR : 0U);
    const png_color paper{255, 255, 255};  // under what is transparent
    picture.samples.resize(picture.pixels() * std::size_t(picture.channels));
    std::vector<std::uint8_t> narrow(wide ? 0 : picture.samples.size());
    void* const target = wide ? static_cast<void*>(picture.samples.data()) : narrow.data();
    if (!png_image_finish_read(&image, wide ? nullptr : &paper, target, 0, nullptr))
        refuse_picture(file, image.message, "a whole PNG picture");
    std::ranges::copy(narrow, picture.samples.begin());
    return picture;
}

}  // namespace dermavox::imaging

#include "engine/imaging/decoders.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <tiffio.h>

namespace dermavox::imaging {
namespace {

using TiffHandle = std::unique_ptr<TIFF, decltype(&TIFFClose)>;

TiffHandle open_tiff(const std::filesystem::path& file, const PictureChoice& choice)
{
    const auto silent = [](TIFF*, void*, const char*, const char*, va_list) { return 1; };
    const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(TIFFOpenOptionsAlloc(),
                                                                                   &TIFFOpenOptionsFree);
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), tmsize_t(choice.most_pixels * 8));
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), silent, nullptr);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), silent, nullptr);
    TiffHandle tiff(TIFFOpenExt(file.c_str(), "rm", options.get()), &TIFFClose);
    if (!tiff) refuse_picture(file, "another form", "a whole TIFF file");
    return tiff;
}

/// The page that is wanted. A stack of which none is chosen is refused.
void choose_page(TIFF* tiff, const std::filesystem::path& file, const PictureChoice& choice)
{
    constexpr int most_pages = 65535;
    int pages = 1;
    while (pages < most_pages && TIFFReadDirectory(tiff)) ++pages;
    if (choice.page == 0 && pages > 1)
        refuse_picture(file, fmt::format("a stack of {} pages", pages), "one page",
                       fmt::format("choose it: --page 1 to --page {}", pages));
    if (choice.page > pages)
        refuse_picture(file, fmt::format("{} pages", pages), fmt::format("page {}", choice.page));
    if (!TIFFSetDirectory(tiff, tdir_t(std::max(choice.page, 1) - 1)))
        refuse_picture(file, "a page that cannot be read", "a whole TIFF file");
}

template <class Value>
Value tiff_field(TIFF* tiff, ttag_t tag, Value otherwise)
{
    Value value = otherwise;
    return TIFFGetFieldDefaulted(tiff, tag, &value) ? value : otherwise;
}

/// Any layout of at most 8 bits, by libtiff's own conversion to RGB.
void read_narrow(TIFF* tiff, Picture& picture, const std::filesystem::path& file)
{
    std::vector<std::uint32_t> pixels(picture.pixels());
    if (!TIFFReadRGBAImageOriented(tiff, std::uint32_t(picture.columns), std::uint32_t(picture.rows), pixels.data(),
                                   ORIENTATION_TOPLEFT, 1))
        refuse_picture(file, "pixels that cannot be read", "a whole TIFF picture");
    for (const std::uint32_t pixel : pixels) {
        picture.samples.push_back(std::uint16_t(TIFFGetR(pixel)));
        if (picture.channels == 1) continue;
        picture.samples.push_back(std::uint16_t(TIFFGetG(pixel)));
        picture.samples.push_back(std::uint16_t(TIFFGetB(pixel)));
    }
}

/// 16 bits in rows, `stored` samples a pixel, of which the first ones are taken.
void read_wide(TIFF* tiff, Picture& picture, std::size_t stored, bool white_is_zero,
               const std::filesystem::path& file)
{
    std::vector<std::uint16_t> row(std::size_t(picture.columns) * stored);
    if (TIFFIsTiled(tiff) || TIFFScanlineSize64(tiff) != row.size() * sizeof(std::uint16_t))
        refuse_picture(file, "16 bits in tiles or planes", "16 bits in rows", "save it without tiles, or as PNG");
    for (int y = 0; y < picture.rows; ++y) {
        if (TIFFReadScanline(tiff, row.data(), std::uint32_t(y)) < 0)
            refuse_picture(file, fmt::format("row {} that cannot be read", y), "a whole TIFF picture");
        for (std::size_t x = 0; x < std::size_t(picture.columns); ++x)
            for (std::size_t c = 0; c < std::size_t(picture.channels); ++c)
                picture.samples.push_back(white_is_zero ? std::uint16_t(65535 - row[x * stored + c])
                                                        : row[x * stored + c]);
    }
}

}  // namespace

Picture tiff_picture(const std::filesystem::path& file, const PictureChoice& choice)
{
    const TiffHandle tiff = open_tiff(file, choice);
    choose_page(tiff.get(), file, choice);
    TIFF* const t = tiff.get();
    const auto bits = tiff_field<std::uint16_t>(t, TIFFTAG_BITSPERSAMPLE, 1);
    const auto stored = tiff_field<std::uint16_t>(t, TIFFTAG_SAMPLESPERPIXEL, 1);
    const auto meaning = tiff_field<std::uint16_t>(t, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
    const auto format = tiff_field<std::uint16_t>(t, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT);
    if ((bits > 8 && bits != 16) || (format != SAMPLEFORMAT_UINT && format != SAMPLEFORMAT_VOID))
        refuse_picture(file, fmt::format("{} bits, {}", bits, format == SAMPLEFORMAT_IEEEFP ? "floats" : "integers"),
                       "unsigned integers of up to 16 bits", "convert it, e.g. to 16 bit in ImageJ");
    const bool grey = meaning == PHOTOMETRIC_MINISBLACK || meaning == PHOTOMETRIC_MINISWHITE;
    if (bits == 16 && !grey && (meaning != PHOTOMETRIC_RGB || stored < 3))
        refuse_picture(file, "16 bits in another colour space", "grey or RGB");
    Picture picture =
        sized(file, choice, tiff_field<std::uint32_t>(t, TIFFTAG_IMAGEWIDTH, 0),
              tiff_field<std::uint32_t>(t, TIFFTAG_IMAGELENGTH, 0), grey ? 1 : 3, bits == 16 ? 16 : 8, "TIFF");
    picture.samples.reserve(picture.pixels() * std::size_t(picture.channels));
    bits == 16 ? read_wide(t, picture, stored, meaning == PHOTOMETRIC_MINISWHITE, file)
               : read_narrow(t, picture, file);
    return picture;
}

}  // namespace dermavox::imaging

// Multi-page TIFF by libtiff: one page for each depth.
#include "engine/scene/volume_file.hpp"

#include <fmt/format.h>
#include <tiffio.h>

#include <memory>

namespace dermavox::scene {
namespace {

using Tiff = std::unique_ptr<TIFF, decltype(&TIFFClose)>;

struct Page {
    std::uint32_t width = 0, height = 0;
    std::uint16_t bits = 1, samples = 1, format = SAMPLEFORMAT_UINT;
    bool operator==(const Page&) const = default;
};

Page page_of(TIFF* tiff)
{
    Page page;
    TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &page.width);
    TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &page.height);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &page.bits);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &page.samples);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLEFORMAT, &page.format);
    return page;
}

NumberType tiff_type(const Page& page, const std::filesystem::path& file)
{
    if (page.samples != 1)
        refuse_volume(file, fmt::format("{} samples a pixel", page.samples), "one: its label",
                      "save the segmentation, not a colour picture");
    if (page.bits != 8 && page.bits != 16 && page.bits != 32)
        refuse_volume(file, fmt::format("{} bits a pixel", page.bits), "8, 16 or 32 bits a pixel");
    const char kind = page.format == SAMPLEFORMAT_INT ? 'i' : page.format == SAMPLEFORMAT_IEEEFP ? 'f' : 'u';
    return {.kind = kind, .bytes = page.bits / 8u};  // libtiff swaps
}

void read_tiles(TIFF* tiff, const Page& page, std::size_t pixel, char* target, const std::filesystem::path& file)
{
    std::uint32_t width = 0, height = 0;
    TIFFGetField(tiff, TIFFTAG_TILEWIDTH, &width);
    TIFFGetField(tiff, TIFFTAG_TILELENGTH, &height);
    std::vector<char> tile(std::size_t(TIFFTileSize(tiff)));
    if (width == 0 || height == 0 || tile.size() < std::size_t(width) * height * pixel)
        refuse_volume(file, "tiles without a size", "a whole TIFF file");
    for (std::uint32_t y = 0; y < page.height; y += height)
        for (std::uint32_t x = 0; x < page.width; x += width) {
            if (TIFFReadTile(tiff, tile.data(), x, y, 0, 0) < 0)
                refuse_volume(file, "a tile that cannot be read", "a whole TIFF file");
            const std::size_t columns = std::min(width, page.width - x);
            for (std::uint32_t row = 0; row < std::min(height, page.height - y); ++row)
                std::memcpy(target + (std::size_t(y + row) * page.width + x) * pixel,
                            tile.data() + std::size_t(row) * width * pixel, columns * pixel);
        }
}

void read_rows(TIFF* tiff, const Page& page, std::size_t pixel, char* target, const std::filesystem::path& file)
{
    std::vector<char> row(std::size_t(TIFFScanlineSize(tiff)));
    if (row.size() < page.width * pixel) refuse_volume(file, "rows that are too short", "a whole TIFF file");
    for (std::uint32_t y = 0; y < page.height; ++y) {
        if (TIFFReadScanline(tiff, row.data(), y) < 0)
            refuse_volume(file, fmt::format("row {} that cannot be read", y), "a whole TIFF file");
        std::memcpy(target + std::size_t(y) * page.width * pixel, row.data(), page.width * pixel);
    }
}

}  // namespace

LabelVolume read_tiff(const std::filesystem::path& file, const VolumeChoice& choice)
{
    TIFFSetErrorHandler(nullptr);
    TIFFSetWarningHandler(nullptr);
    const Tiff tiff(TIFFOpen(file.c_str(), "r"), &TIFFClose);
    if (!tiff) refuse_volume(file, "another form", "a TIFF file");
    const Page first = page_of(tiff.get());
    const NumberType type = tiff_type(first, file);
    const auto pages = TIFFNumberOfDirectories(tiff.get());
    const std::size_t cells = checked_cells(file, {first.width, first.height, pages}, type.bytes, choice);
    std::vector<char> data(cells * type.bytes);
    const std::size_t page_bytes = std::size_t(first.width) * first.height * type.bytes;
    for (decltype(TIFFNumberOfDirectories(nullptr)) page = 0; page < pages; ++page) {
        if (!TIFFSetDirectory(tiff.get(), page) || page_of(tiff.get()) != first)
            refuse_volume(file, fmt::format("page {} of another size or kind than page 1", page + 1),
                          "pages that are all alike, one for each depth");
        (TIFFIsTiled(tiff.get()) ? read_tiles : read_rows)(tiff.get(), first, type.bytes,
                                                           data.data() + page * page_bytes, file);
    }
    return {.size = {int(first.width), int(first.height), int(pages)},
            .order = transport::Order::x_fastest,
            .labels = labels_from(data, cells, type, file),
            .spacing = {}};
}

}  // namespace dermavox::scene

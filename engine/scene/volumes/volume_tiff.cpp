// Multi-page TIFF by libtiff: one page for each depth.
#include "engine/scene/volumes/tiff_description.hpp"
#include "engine/scene/volumes/tiff_pages.hpp"
#include "engine/scene/volumes/volume_file.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <tiffio.h>

namespace dermavox::scene {
namespace {

using Tiff = std::unique_ptr<TIFF, decltype(&TIFFClose)>;

NumberType tiff_type(const TiffPage& page, const std::filesystem::path& file)
{
    constexpr std::uint16_t lossless[] = {COMPRESSION_NONE,    COMPRESSION_LZW,  COMPRESSION_ADOBE_DEFLATE,
                                          COMPRESSION_DEFLATE, COMPRESSION_ZSTD, COMPRESSION_PACKBITS,
                                          COMPRESSION_LZMA};
    if (page.samples != 1)
        refuse_volume(file, fmt::format("{} samples a pixel", page.samples), "one: its label",
                      "save the segmentation, not a colour picture");
    const bool known = page.bits == 1 || page.bits == 8 || page.bits == 16 || page.bits == 32 || page.bits == 64;
    if (!known) refuse_volume(file, fmt::format("{} bits a pixel", page.bits), "1, 8, 16, 32 or 64 bits a pixel");
    if (std::ranges::find(lossless, page.compression) == std::end(lossless))
        refuse_volume(file, fmt::format("compression {}", page.compression),
                      "none, LZW, Deflate, PackBits, Zstandard or LZMA", "others change labels");
    const char kind = page.format == SAMPLEFORMAT_INT ? 'i' : page.format == SAMPLEFORMAT_IEEEFP ? 'f' : 'u';
    if (page.bits == 1) return {};                   // becomes bytes as it is read
    return {.kind = kind, .bytes = page.bits / 8u};  // libtiff swaps
}

/// Does not map the file into memory, allocates nothing larger than `most`, and says nothing on its own.
Tiff opened(const std::filesystem::path& file, std::uint64_t most)
{
    const auto silent = [](TIFF*, void*, const char*, const char*, va_list) { return 1; };
    const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(TIFFOpenOptionsAlloc(),
                                                                                   &TIFFOpenOptionsFree);
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), tmsize_t(most));
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), silent, nullptr);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), silent, nullptr);
    Tiff tiff(TIFFOpenExt(file.c_str(), "rm", options.get()), &TIFFClose);
    if (!tiff) refuse_volume(file, "another form", "a TIFF file");
    return tiff;
}

/// Pixels of one page, row by row.
class PageReader
{
public:
    PageReader(TIFF* tiff, const TiffPage& page, const std::filesystem::path& file)
        : m_tiff(tiff),
          m_page(page),
          m_file(file),
          m_pixel(std::max<std::size_t>(1, page.bits / 8))
    {
    }

    void read(std::vector<char>& pixels) const
    {
        if (m_page.bits == 1 && m_page.tiled()) refuse("tiles of bits");
        m_page.bits == 1 ? read_bits(pixels) : m_page.tiled() ? read_tiles(pixels) : read_rows(pixels);
    }

private:
    [[noreturn]] void refuse(const std::string& found) const { refuse_volume(m_file, found, "a whole TIFF file"); }

    void read_tiles(std::vector<char>& pixels) const
    {
        const std::uint64_t width = m_page.tile_width, height = m_page.tile_height;
        std::vector<char> tile(width * height * m_pixel);
        if (TIFFTileSize(m_tiff) != tmsize_t(tile.size())) refuse("tiles of another size than stated");
        for (std::uint64_t y = 0; y < m_page.height; y += height)
            for (std::uint64_t x = 0; x < m_page.width; x += width) {
                if (TIFFReadTile(m_tiff, tile.data(), std::uint32_t(x), std::uint32_t(y), 0, 0) < 0)
                    refuse("a tile that cannot be read");
                const std::size_t columns = std::min(width, m_page.width - x);
                for (std::uint64_t row = 0; row < std::min(height, m_page.height - y); ++row)
                    std::memcpy(pixels.data() + ((y + row) * m_page.width + x) * m_pixel,
                                tile.data() + row * width * m_pixel, columns * m_pixel);
            }
    }

    void read_rows(std::vector<char>& pixels) const
    {
        const std::size_t row = m_page.width * m_pixel;
        if (TIFFScanlineSize(m_tiff) != tmsize_t(row)) refuse("rows of another size than stated");
        for (std::uint32_t y = 0; y < m_page.height; ++y)
            if (TIFFReadScanline(m_tiff, pixels.data() + y * row, y) < 0)
                refuse(fmt::format("row {} that cannot be read", y));
    }

    /// A byte each, from the highest bit on.
    void read_bits(std::vector<char>& pixels) const
    {
        std::vector<char> row((m_page.width + 7) / 8);
        if (TIFFScanlineSize(m_tiff) != tmsize_t(row.size())) refuse("rows of another size than stated");
        for (std::uint32_t y = 0; y < m_page.height; ++y) {
            if (TIFFReadScanline(m_tiff, row.data(), y) < 0) refuse(fmt::format("row {} that cannot be read", y));
            for (std::size_t x = 0; x < m_page.width; ++x)
                pixels[y * m_page.width + x] = char(row[x / 8] >> (7 - x % 8) & 1);
        }
    }

    TIFF* m_tiff;
    const TiffPage& m_page;
    const std::filesystem::path& m_file;
    std::size_t m_pixel;
};

/// Bytes that reading takes besides the labels: a page, a tile, the packed part, the lists of parts.
double work_bytes(const TiffPage& page)
{
    const double pixel = std::max(1.0, double(page.bits) / 8);
    return pixel * (double(page.width) * double(page.height) + double(page.tile_width) * double(page.tile_height)) +
           double(page.largest_part) + 48 * double(page.parts);
}

/// Pages one after another, read by libtiff.
LabelVolume::Labels labels_of_pages(const ByteReader& in, const std::vector<TiffPage>& pages, NumberType type,
                                    double work)
{
    const TiffPage& first = pages.front();
    LabelFiller labels(first.width * first.height * pages.size(), type, in.file());
    const Tiff tiff = opened(in.file(), std::uint64_t(work) + (1 << 20));
    std::vector<char> pixels(first.width * first.height * type.bytes);
    for (std::size_t n = 0; n < pages.size(); ++n) {
        if (!TIFFSetSubDirectory(tiff.get(), pages[n].place))
            refuse_volume(in.file(), fmt::format("page {} that cannot be read", n + 1), "a whole TIFF file");
        PageReader(tiff.get(), pages[n], in.file()).read(pixels);
        labels.add(pixels);
    }
    return labels.take();
}

/// Planes that the description counts: those of the pages, or, as ImageJ writes stacks over 4 GB, of one page with
/// the others behind its own.
std::uint64_t planes_of(const std::vector<TiffPage>& pages, const TiffStack& stack, const std::filesystem::path& file)
{
    const std::uint64_t planes = stack.images.value_or(pages.size());
    const TiffPage& first = pages.front();
    const bool behind = pages.size() == 1 && stack.writer == "ImageJ" && first.compression == COMPRESSION_NONE &&
                        !first.tiled() && first.bits >= 8;
    if (planes == 0 || (planes != pages.size() && !behind))
        refuse_volume(file,
                      fmt::format("{} pages, {} planes by the {} description", pages.size(), planes, stack.writer),
                      "a page for each plane", "write the stack again");
    return planes;
}

FileVolume read_tiff(ByteReader& in, const VolumeChoice& choice)
{
    const std::vector<TiffPage> pages = tiff_pages(in);
    const TiffPage& first = pages.front();
    const TiffStack stack = stack_of(first, in.file());
    NumberType type = tiff_type(first, in.file());
    double work = 0;
    for (std::size_t n = 0; n < pages.size(); ++n) {
        if (!pages[n].same_kind(first))
            refuse_volume(in.file(), fmt::format("page {} of another size or kind than page 1", n + 1),
                          "pages that are all alike, one for each depth");
        tiff_type(pages[n], in.file());  // for its compression
        work = std::max(work, work_bytes(pages[n]));
    }
    require_memory(in.file(), "a page takes", work, choice);
    const std::uint64_t planes = planes_of(pages, stack, in.file());
    constexpr auto most = std::uint64_t(std::numeric_limits<long long>::max());
    const std::size_t cells = checked_cells(
        in.file(), {(long long)(first.width), (long long)(first.height), (long long)(std::min(planes, most))},
        LabelFiller::bytes_of(type), std::uint64_t(work) + pages.size() * sizeof(TiffPage), choice);
    FileVolume volume{.form =
                          fmt::format("TIFF{}{}, {}", stack.writer.empty() ? "" : " by ", stack.writer, type.name()),
                      .size = {int(first.width), int(first.height), int(planes)},
                      .spacing = stack.spacing,
                      .unit = stack.unit};
    if (planes == pages.size()) {
        volume.labels = labels_of_pages(in, pages, type, work);
    } else {
        type.swapped = first.swapped;
        in.go(first.first_part);
        volume.labels = read_labels(in, cells, type);
    }
    return volume;
}

}  // namespace

const VolumeFormat tiff_format{{".tif", ".tiff"}, "libtiff", read_tiff};

}  // namespace dermavox::scene

// TIFF 6.0 (Adobe 1992), section 2; BigTIFF: libtiff.gitlab.io/libtiff/specification/bigtiff.html
#include "engine/scene/volumes/tiff_pages.hpp"

#include "engine/scene/volumes/volume_file.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace dermavox::scene {
namespace {

constexpr std::uint16_t rational = 5;
constexpr std::uint64_t longest_description = 1 << 20;
constexpr std::uint64_t most_entries = 4096, most_pages = 1 << 17, most_side = std::uint64_t(1) << 31;

/// Bytes of a value by the number of its type; 0: unknown, and passed over.
std::uint64_t bytes_of(std::uint16_t type)
{
    constexpr std::uint8_t bytes[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};
    return type < std::size(bytes) ? bytes[type] : 0;
}

std::uint64_t parts_along(std::uint64_t side, std::uint64_t part) { return (side - 1) / part + 1; }

class Walk
{
public:
    explicit Walk(ByteReader& in) : m_in(in) {}

    std::vector<TiffPage> pages()
    {
        std::vector<TiffPage> pages;
        std::set<std::uint64_t> seen;
        for (std::uint64_t place = header(); place != 0; place = offset()) {
            if (!seen.insert(place).second) refuse("directories that lead in a loop", "a chain of pages with an end");
            if (pages.size() == most_pages) refuse("more pages", fmt::format("at most {}", most_pages));
            m_in.go(place);
            pages.push_back(directory());
            pages.back().place = place;
            pages.back().swapped = m_swapped;
            m_first_page = false;
        }
        if (pages.empty()) refuse("no page", "a TIFF file of at least one page");
        return pages;
    }

private:
    [[noreturn]] void refuse(const std::string& found, const std::string& expected) const
    {
        refuse_volume(m_in.file(), found, expected, "the file is damaged");
    }

    template <class Number>
    Number number()
    {
        return m_in.number<Number>(m_swapped);
    }
    /// A count or offset: of 8 bytes in BigTIFF.
    std::uint64_t offset() { return m_big ? number<std::uint64_t>() : number<std::uint32_t>(); }

    /// The place of the first directory.
    std::uint64_t header()
    {
        const std::string order = m_in.left() < 8 ? "" : m_in.text(2, 2);
        if (order != "II" && order != "MM") refuse("another form", "a TIFF file");
        m_swapped = (order == "MM") != (std::endian::native == std::endian::big);
        const auto version = number<std::uint16_t>();
        m_big = version == 43;
        const bool known = version == 42 || (m_big && number<std::uint16_t>() == 8 && number<std::uint16_t>() == 0);
        if (!known) refuse(fmt::format("version {}", version), "a TIFF file, of version 42 or 43");
        return offset();
    }

    TiffPage directory()
    {
        const std::uint64_t entries = m_big ? number<std::uint64_t>() : number<std::uint16_t>();
        if (entries > most_entries) refuse(fmt::format("a directory of {} entries", entries), "at most 4096");
        TiffPage page;
        std::uint64_t offsets = 0, sizes = 0;
        for (std::uint64_t k = 0; k < entries; ++k) {
            const auto tag = number<std::uint16_t>(), type = number<std::uint16_t>();
            entry(tag, type, page, offsets, sizes);
        }
        check(page, offsets, sizes);
        return page;
    }

    /// Leaves the reader behind the entry.
    void entry(std::uint16_t tag, std::uint16_t type, TiffPage& page, std::uint64_t& offsets, std::uint64_t& sizes)
    {
        const std::uint64_t count = offset(), inside = m_big ? 8 : 4, width = bytes_of(type);
        const std::uint64_t end = m_in.at() + inside;
        if (end > m_in.size()) refuse("a directory that ends too early", "a whole TIFF file");
        if (width > 0 && count > m_in.size() / width)
            refuse(fmt::format("tag {} of {} values", tag, count), "values within the file");
        if (width > 0 && count * width > inside) {
            m_in.go(offset());
            if (m_in.left() < count * width) refuse(fmt::format("tag {} beyond the end", tag), "a whole TIFF file");
        }
        take(tag, type, count, page, offsets, sizes);
        m_in.go(end);
    }

    /// The reader stands at the first value.
    void take(std::uint16_t tag, std::uint16_t type, std::uint64_t count, TiffPage& page, std::uint64_t& offsets,
              std::uint64_t& sizes)
    {
        std::uint64_t ignored = 0;
        std::uint64_t& value = tag == 256     ? page.width
                               : tag == 257   ? page.height
                               : tag == 258   ? page.bits
                               : tag == 259   ? page.compression
                               : tag == 277   ? page.samples
                               : tag == 278   ? page.rows_per_strip
                               : tag == 322   ? page.tile_width
                               : tag == 323   ? page.tile_height
                               : tag == 296   ? page.resolution_unit
                               : tag == 339   ? page.format
                               : tag == 32997 ? page.depth
                                              : ignored;
        if (&value != &ignored && count > 0) value = whole(type);
        if ((tag == 273 || tag == 324) && count > 0) offsets = count, page.first_part = whole(type);
        if (tag == 270 && m_first_page) page.description = m_in.text(std::min(count, longest_description), count);
        if (tag == 282 && type == rational) page.x_resolution = ratio();
        if (tag == 283 && type == rational) page.y_resolution = ratio();
        if (tag == 279 || tag == 325) {
            sizes = count;
            m_listed += count;  // pages that share a list make more of them than the file has bytes
            if (m_listed > m_in.size()) refuse("lists of parts that overlap", "a list for each page");
            for (std::uint64_t k = 0; k < count; ++k) page.largest_part = std::max(page.largest_part, whole(type));
        }
    }

    double ratio()
    {
        const double above = number<std::uint32_t>(), below = number<std::uint32_t>();
        return below > 0 ? above / below : 0;
    }

    std::uint64_t whole(std::uint16_t type)
    {
        switch (type) {
        case 1:
            return number<std::uint8_t>();
        case 3:
            return number<std::uint16_t>();
        case 4:
            return number<std::uint32_t>();
        case 16:
            return number<std::uint64_t>();
        default:
            refuse(fmt::format("a size of type {}", type), "whole numbers without sign");
        }
    }

    void check(TiffPage& page, std::uint64_t offsets, std::uint64_t sizes) const
    {
        if (page.width < 1 || page.height < 1 || page.width >= most_side || page.height >= most_side)
            refuse(fmt::format("a page of {} x {}", page.width, page.height), "pages with pixels");
        std::uint64_t wanted = 0;
        if (page.tiled()) {
            if (page.tile_width < 1 || page.tile_height < 1 || page.tile_width >= most_side ||
                page.tile_height >= most_side)
                refuse(fmt::format("tiles of {} x {}", page.tile_width, page.tile_height), "tiles with pixels");
            wanted = parts_along(page.width, page.tile_width) * parts_along(page.height, page.tile_height);
        } else if (page.rows_per_strip > 0) {
            wanted = parts_along(page.height, page.rows_per_strip);
        }
        page.parts = offsets;
        if (wanted == 0 || offsets < wanted || sizes < wanted)
            refuse(fmt::format("{} parts of a page with {} sizes", offsets, sizes), fmt::format("{} parts", wanted));
        if (page.largest_part > m_in.size())
            refuse(fmt::format("a part of {} bytes", page.largest_part), "parts within the file");
    }

    ByteReader& m_in;
    bool m_swapped = false, m_big = false, m_first_page = true;
    std::uint64_t m_listed = 0;  ///< sizes of parts so far
};

}  // namespace

bool TiffPage::same_kind(const TiffPage& other) const
{
    return width == other.width && height == other.height && bits == other.bits && samples == other.samples &&
           format == other.format;
}

std::vector<TiffPage> tiff_pages(ByteReader& in) { return Walk(in).pages(); }

}  // namespace dermavox::scene

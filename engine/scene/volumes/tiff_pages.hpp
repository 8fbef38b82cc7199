/// The directories of a TIFF file, walked through before libtiff sees them.
#pragma once

#include "engine/scene/volumes/byte_reader.hpp"

#include <string>

namespace dermavox::scene {

struct TiffPage {
    std::uint64_t place = 0;  ///< of the directory
    std::uint64_t width = 0, height = 0, bits = 1, samples = 1, format = 1, compression = 1;
    std::uint64_t tile_width = 0, tile_height = 0;  ///< 0: rows in strips
    std::uint64_t rows_per_strip = ~std::uint64_t(0);
    std::uint64_t parts = 0;                    ///< tiles or strips that the directory lists
    std::uint64_t largest_part = 0;             ///< bytes in the file of the largest of them
    std::uint64_t first_part = 0;               ///< place of the first
    std::uint64_t depth = 1;                    ///< planes in a page
    std::string description;                    ///< ImageDescription, at most 1 MiB of the first page
    double x_resolution = 0, y_resolution = 0;  ///< pixels per unit; 0: not stated
    std::uint64_t resolution_unit = 2;          ///< 1 none, 2 inch, 3 cm
    bool swapped = false;                       ///< numbers, against this machine

    bool tiled() const { return tile_width > 0 || tile_height > 0; }
    bool same_kind(const TiffPage& other) const;
};

/// Every directory in the order of the chain, of classic TIFF and BigTIFF. Each lies within the file, with the values
/// that its entries point to, and lists as many strips or tiles as its size asks for, all within the file. Refuses a
/// chain that leads in a loop.
std::vector<TiffPage> tiff_pages(ByteReader& in);

}  // namespace dermavox::scene

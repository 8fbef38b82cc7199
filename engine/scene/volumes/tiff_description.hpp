/// What the first page of a TIFF stack says of all of it: ImageJ, OME-XML and tifffile in its description, and
/// the resolution tags.
#pragma once

#include "engine/scene/volumes/tiff_pages.hpp"
#include "engine/scene/volumes/volume_file.hpp"

namespace dermavox::scene {

struct TiffStack {
    std::string writer{};                   ///< "ImageJ", "OME", "tifffile"; empty: none of them
    std::optional<std::uint64_t> images{};  ///< planes in all
    std::array<double, 3> spacing{};        ///< 0: not stated
    std::string unit{};
};

/// Refuses a stack of several channels or time frames by their number, and sizes that are none.
/// Sources: ij/io/FileInfo.java and TiffEncoder.java of ImageJ 1.53; OME-XML schema 2016-06; tifffile 2023.2.
TiffStack stack_of(const TiffPage& first, const std::filesystem::path& file);

}  // namespace dermavox::scene

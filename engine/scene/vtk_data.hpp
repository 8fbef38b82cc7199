/// The numbers of a VTK XML data array, out of base64 and zlib blocks.
#pragma once

#include "engine/scene/volume_file.hpp"

namespace dermavox::scene {

struct VtkEncoding {
    std::size_t header_bytes = 4;  ///< width of the counts before the data
    std::string compressor;        ///< empty, or vtkZLibDataCompressor
    bool swapped = false;
};

/// `bytes` bytes that start at `text`, which may go on after them. Refuses data that is cut off or of another length.
std::vector<char> vtk_bytes(std::string_view text, bool raw, std::size_t bytes, const VtkEncoding& encoding,
                            const std::filesystem::path& file);

/// `count` whole numbers with blanks between.
LabelVolume::Labels vtk_text(std::string_view text, std::size_t count, const std::filesystem::path& file);

}  // namespace dermavox::scene

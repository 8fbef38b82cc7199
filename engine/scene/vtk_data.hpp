/// The numbers of a VTK XML data array, out of base64 and zlib blocks.
#pragma once

#include "engine/scene/volume_file.hpp"

namespace dermavox::scene {

struct VtkEncoding {
    std::size_t header_bytes = 4;  ///< width of the counts before the data
    std::string compressor;        ///< empty, or vtkZLibDataCompressor
    bool swapped = false;          ///< the counts, against this machine
    bool raw = false;              ///< no base64
};

/// Fills `labels` with the `bytes` bytes of numbers of `width` bytes each that begin where `in` stands; more may
/// follow them. Refuses data that is cut off or of another length, and zlib blocks that are absurdly small or large.
void read_vtk_bytes(ByteReader& in, std::size_t bytes, std::size_t width, const VtkEncoding& encoding,
                    LabelFiller& labels);

/// `count` whole numbers with blanks between.
LabelVolume::Labels read_vtk_text(std::string_view text, std::size_t count, const std::filesystem::path& file);

}  // namespace dermavox::scene

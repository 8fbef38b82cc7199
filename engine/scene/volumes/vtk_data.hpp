/// The numbers of a VTK XML data array, out of base64 and packed blocks.
#pragma once

#include "engine/scene/volumes/volume_file.hpp"

namespace dermavox::scene {

struct VtkEncoding {
    std::size_t header_bytes = 4;  ///< width of the counts before the data
    std::string compressor;        ///< empty, or vtkZLibDataCompressor, vtkLZ4DataCompressor, vtkLZMADataCompressor
    bool swapped = false;          ///< the counts, against this machine
    bool raw = false;              ///< no base64
};

/// Fills `labels` with the `bytes` bytes of numbers of `width` bytes each that begin where `in` stands; more may
/// follow them. Refuses data that is cut off or of another length, and blocks that are absurdly small or large.
void read_vtk_bytes(ByteReader& in, std::size_t bytes, std::size_t width, const VtkEncoding& encoding,
                    LabelFiller& labels);

}  // namespace dermavox::scene

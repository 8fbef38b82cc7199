/// An array as numpy.save writes it, by itself (.npy) or as an entry of an archive (.npz).
#pragma once

#include "engine/scene/volumes/volume_file.hpp"

namespace dermavox::scene {

/// `in` holds the array and nothing else. Refuses what is no array of three axes of plain numbers; axes of length 1
/// beyond three are left out.
FileVolume read_npy_array(ByteStream& in, const std::string& form, const VolumeChoice& choice);

}  // namespace dermavox::scene

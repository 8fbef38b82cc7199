// The frame of an OpenVDB file, walked through before the library reads it: where a file ends early the library goes
// by sizes that it never read.
#pragma once

#include <filesystem>

namespace dermavox::scene {

/// Header, metadata and the place of every grid lie within the file; true of files older than version 222, which are
/// not walked through.
bool vdb_is_whole(const std::filesystem::path& file);

}  // namespace dermavox::scene

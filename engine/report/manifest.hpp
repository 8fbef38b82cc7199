// manifest.json: name, size and XXH3-128 of every other file of a folder. It is written last, so a folder that
// has one is complete.
#pragma once

#include <filesystem>

namespace dermavox::report {

inline constexpr const char* manifest_name = "manifest.json";

void write_manifest(const std::filesystem::path& folder);

}  // namespace dermavox::report

// manifest.json: name, size and XXH3-128 of every other file of a folder. It is written last, so a folder that
// has one is complete.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dermavox::report {

inline constexpr const char* manifest_name = "manifest.json";

void write_manifest(const std::filesystem::path& folder);

/// Files of a folder that its manifest does not list, links among them; all of them, the manifest too, where it has
/// none that write_manifest could have written.
std::vector<std::string> not_in_manifest(const std::filesystem::path& folder);

}  // namespace dermavox::report

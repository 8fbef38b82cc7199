/// Files that a scene names: they stand beside it, and nothing outside its folder is read.
#pragma once

#include "engine/scene/read/document.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dermavox::scene {

struct FileBeside {
    std::string name;  ///< for messages: the scene's folder and the path as the scene has it
    std::string text;  ///< at most 1 MiB
};

/// The file that a text value names, relative to `folder`. Reports at the place of the value, and gives nothing, for
/// a path that is absolute, climbs with '..' or goes over a symbolic link, and for a file that cannot be read.
std::optional<FileBeside> file_beside(const std::filesystem::path& folder, const Item& item,
                                      std::vector<core::Problem>& problems);

/// The same of a table, of any size that core::read_table takes, beside the file `owner` that names it.
std::optional<FileBeside> table_beside(const std::string& owner, const Item& item,
                                       std::vector<core::Problem>& problems);

/// Its path alone, for files of any size; what cannot be looked up or is no file is reported in the same way.
std::optional<std::filesystem::path> path_beside(const std::filesystem::path& folder, const Item& item,
                                                 std::vector<core::Problem>& problems);

}  // namespace dermavox::scene

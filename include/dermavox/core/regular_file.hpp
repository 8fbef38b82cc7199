/// Files that strangers wrote are regular files: devices, pipes, sockets and folders are neither read nor waited for.
#pragma once

#include <cstdint>
#include <filesystem>

namespace dermavox::core {

struct RegularFile {
    int descriptor = -1;  ///< open for reading; the caller closes it
    std::uint64_t bytes = 0;
};

/// Throws Failure (66) for what cannot be opened and for what is no regular file.
RegularFile open_regular_file(const std::filesystem::path& file);

/// Throws as above.
void require_regular_file(const std::filesystem::path& file);

}  // namespace dermavox::core

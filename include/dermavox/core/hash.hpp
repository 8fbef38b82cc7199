/// XXH3-128 of bytes, the check value beside every file that we write.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace dermavox::core {

/// 32 hexadecimal digits.
std::string hash_of(std::string_view bytes);

/// Of a file's content, read in blocks. Throws Failure (66) when it cannot be opened, (74) when reading
/// fails.
std::string hash_of_file(const std::filesystem::path& file);

}  // namespace dermavox::core

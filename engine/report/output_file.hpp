// One file of a result, on disk when the call returns, or core::Failure (74).
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string_view>

namespace dermavox::report {

/// Creates the file, never through a link, and hands its stream (exceptions on) to `write`; then flushes and
/// syncs it to the disk. The file must not exist.
void write_file(const std::filesystem::path& file, const std::function<void(std::ostream&)>& write);
void write_file(const std::filesystem::path& file, std::string_view bytes);

/// Puts a folder's entries on the disk.
void sync_folder(const std::filesystem::path& folder);

}  // namespace dermavox::report

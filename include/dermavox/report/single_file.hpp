/// Results that are one file: there whole or not at all, and never over another without leave.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>

namespace dermavox::report {

/// Throws core::Failure (73) when the file cannot be made, or is there and `replace` is not set: to be asked before
/// long work.
void require_writable(const std::filesystem::path& file, bool replace);

/// Writes beside the name and puts the file in place in one step. Throws as require_writable does, core::Failure
/// (74), and what `write` throws; then nothing is left.
void write_whole(const std::filesystem::path& file, bool replace, const std::function<void(std::ostream&)>& write);

}  // namespace dermavox::report

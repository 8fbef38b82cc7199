/// A small file of a study, whole or as it was before. Private to study.
#pragma once

#include <filesystem>
#include <string>

namespace dermavox::study {

/// Writes beside the file, then renames. Throws core::Failure (74) when that fails.
void write_text(const std::filesystem::path& file, const std::string& text);

}  // namespace dermavox::study

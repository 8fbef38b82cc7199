// A folder beside a result that is being made. Private to report.
#pragma once

#include <filesystem>

namespace dermavox::report {

/// `.NAME.partial-XXXXXX` beside NAME, whose parent must exist. Removed with all it holds unless it was put in place.
/// Throws core::Failure (73).
class TemporaryFolder
{
public:
    explicit TemporaryFolder(const std::filesystem::path& target);
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// The path of an output folder without "." and a trailing slash; a leading "../" stays. Refuses what write_folder
/// refuses, and makes the folder's parent.
std::filesystem::path ready_for_output(const std::filesystem::path& folder, bool force);

}  // namespace dermavox::report

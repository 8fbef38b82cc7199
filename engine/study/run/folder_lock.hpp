// One process at a time works on a study: an advisory lock on DIR/study.lock, gone with the process that holds it.
#pragma once

#include <filesystem>

namespace dermavox::study {

class FolderLock
{
public:
    /// Throws core::Failure (73) when another process holds it, with its number and host.
    explicit FolderLock(const std::filesystem::path& folder);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int m_descriptor;
};

}  // namespace dermavox::study

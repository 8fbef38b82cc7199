/// Files and folders that the program makes: whole or not there, never through a link, never over another unasked.
///
/// Work in progress has a hidden name beside its target, `.NAME.partial-HOST-PID-XXXXXX`, and is locked by its
/// process (flock). It goes with its object, at the latest when the process is ended (end_partials). What a killed
/// process left behind is removed by the next one on that host that makes the same name: its lock is free then.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

namespace dermavox::core {

/// A new file or folder beside its target, which takes the target's name in one step.
class Partial
{
public:
    enum class Kind { file, folder };
    /// Requires that the target's folder exists. Throws Failure (73), or 74 where the disk is full.
    Partial(const std::filesystem::path& target, Kind kind);
    Partial(const Partial&) = delete;
    Partial& operator=(const Partial&) = delete;
    ~Partial();

    const std::filesystem::path& path() const { return m_path; }

    /// Gives it the target's name. `replace` unset: never over anything that is there by now; set: what was there is
    /// at path() afterwards, looked at by `ours`, which throws when it must stay: then all is as before. Throws
    /// Failure: 73 when the name is taken, 74 when the file system refuses.
    void put_in_place(bool replace, const std::function<void(const std::filesystem::path& earlier)>& ours = {});

private:
    std::filesystem::path m_target, m_path;
    int m_lock = -1;
};

/// Removes what this process has not put in place, and lets it put nothing in place from now on: for the moment
/// before it ends by a signal. True when something had been put in place before.
bool end_partials();

/// The path without "." and a trailing slash; a leading "../" stays. Refuses (Failure 73) what names nothing, climbs
/// back by ".." after a name, or leads through a symbolic link or something that is no folder.
std::filesystem::path output_path(const std::filesystem::path& path);

/// Throws Failure when nothing can be made at `path` (as output_path gives it): 73 where its deepest existing folder
/// cannot be written, 74 where its disk is full.
void require_room(const std::filesystem::path& path);

/// For long work that ends in one file: Failure (73) when it cannot be made, is a folder or a link, or is there and
/// `replace` is not set; 74 where the disk is full.
void require_writable(const std::filesystem::path& file, bool replace);

/// Writes beside the name, flushes, syncs and puts the file in place. `write` is given a stream with exceptions on.
/// Throws as require_writable does, Failure (74), and what `write` throws; then nothing is left and an earlier file
/// is as it was.
void write_whole(const std::filesystem::path& file, bool replace, const std::function<void(std::ostream&)>& write);
void write_whole(const std::filesystem::path& file, bool replace, std::string_view bytes);

/// One file inside a Partial folder: created, never through a link, flushed and synced, or Failure (74).
void write_file(const std::filesystem::path& file, const std::function<void(std::ostream&)>& write);
void write_file(const std::filesystem::path& file, std::string_view bytes);

/// Puts a folder's entries on the disk, or Failure (74).
void sync_folder(const std::filesystem::path& folder);

/// Name of this machine, "unknown" without one.
std::string host_name();

}  // namespace dermavox::core

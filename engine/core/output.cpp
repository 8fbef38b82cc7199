#include "dermavox/core/output.hpp"

#include "dermavox/core/problem.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <optional>
#include <unistd.h>

namespace dermavox::core {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const std::string& why)
{
    throw Failure(exit_code::cannot_create, "cannot create the output " + path.string() + ": " + why);
}

[[noreturn]] void fail(const fs::path& file, const std::string& what, int error)
{
    std::string text = file.filename().string() + ": " + what;
    if (error != 0) text += std::string(": ") + std::strerror(error);
    throw Failure(exit_code::io_error, text);
}

/// Streams do their own buffering, so the descriptor is opened only to sync.
void sync(const fs::path& path, int flags)
{
    const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0) fail(path, "cannot be opened to sync it", errno);
    const int result = ::fsync(descriptor);
    const int error = errno;
    ::close(descriptor);
    if (result != 0 && error != EINVAL) fail(path, "cannot be synced", error);  // EINVAL: no such notion here
}

/// The path without what says nothing.
fs::path tidy(const fs::path& path)
{
    if (path.empty() || path.native().find('\0') != std::string::npos) refuse(path, "not a path");
    fs::path tidied;
    bool named = false;
    for (const fs::path& part : path) {
        if (part.empty() || part == ".") continue;
        if (part == ".." && named) refuse(path, "it climbs back by '..' after a name");
        if (part == ".." && path.has_root_directory()) refuse(path, "it climbs above the root");
        named = named || (part != ".." && part != path.root_path());
        tidied /= part;
    }
    if (!named) refuse(path, "it names nothing new");
    return tidied.has_parent_path() ? tidied : "." / tidied;
}

void refuse_links(const fs::path& path)
{
    fs::path walked;
    for (const fs::path& part : path) {
        walked /= part;
        const fs::file_status status = fs::symlink_status(walked);
        if (fs::is_symlink(status))
            refuse(path, walked.string() + " is a symbolic link; name the folder that it points to");
        if (!fs::exists(status) || walked == path) return;
        if (!fs::is_directory(status)) refuse(path, walked.string() + " is not a folder");
    }
}

void fill(const fs::path& file, const std::function<void(std::ostream&)>& write)
{
    errno = 0;
    try {
        std::ofstream out;
        out.exceptions(std::ios::badbit | std::ios::failbit);
        out.open(file, std::ios::binary | std::ios::trunc);
        write(out);
        out.close();
    } catch (const std::ios_base::failure&) {
        fail(file, "writing failed", errno);
    }
    sync(file, O_RDONLY);
}

std::function<void(std::ostream&)> writes(std::string_view bytes)
{
    return [bytes](std::ostream& out) { out.write(bytes.data(), std::streamsize(bytes.size())); };
}

}  // namespace

fs::path output_path(const fs::path& path)
try {
    fs::path tidied = tidy(path);
    refuse_links(tidied);
    return tidied;
} catch (const fs::filesystem_error& error) {
    refuse(path, error.code().message());
}

void require_room(const fs::path& path)
try {
    fs::path name = path;  // the first part that is to be made
    while (name.has_parent_path() && !fs::exists(name.parent_path())) name = name.parent_path();
    const fs::path folder = name.has_parent_path() ? name.parent_path() : ".";
    const fs::space_info space = fs::space(folder);
    if (space.capacity > 0 && space.available == 0)
        throw Failure(exit_code::io_error, "cannot create the output " + path.string() + ": the disk is full");
    // Making one is the only sure test: permissions say nothing of read-only or foreign file systems.
    const Partial probe(name, Partial::Kind::folder);
} catch (const fs::filesystem_error& error) {
    refuse(path, error.code().message());
}

void require_writable(const fs::path& file, bool replace)
{
    const fs::path path = output_path(file);
    if (!fs::is_directory(path.parent_path())) refuse(file, "its folder does not exist");
    const fs::file_status status = fs::symlink_status(path);
    if (fs::exists(status) && !fs::is_regular_file(status)) refuse(file, "it is there and no plain file");
    if (fs::exists(status) && !replace) refuse(file, "it exists; --force replaces it");
    require_room(path);
}

void write_whole(const fs::path& file, bool replace, const std::function<void(std::ostream&)>& write)
{
    require_writable(file, replace);
    const fs::path path = output_path(file);
    Partial partial(path, Partial::Kind::file);
    fill(partial.path(), write);
    partial.put_in_place(replace);
    sync_folder(path.parent_path());
}

void write_whole(const fs::path& file, bool replace, std::string_view bytes)
{
    write_whole(file, replace, writes(bytes));
}

void write_file(const fs::path& file, const std::function<void(std::ostream&)>& write)
{
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (descriptor < 0) fail(file, "cannot be created", errno);
    ::close(descriptor);
    fill(file, write);
}

void write_file(const fs::path& file, std::string_view bytes) { write_file(file, writes(bytes)); }

void sync_folder(const fs::path& folder) { sync(folder, O_RDONLY | O_DIRECTORY); }

}  // namespace dermavox::core

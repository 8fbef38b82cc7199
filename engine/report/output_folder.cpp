// The folder as a unit: refused early, filled beside its name, put in place in one step.
#include "dermavox/core/hash.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/report/result_folder.hpp"
#include "engine/report/manifest.hpp"
#include "engine/report/output_file.hpp"
#include "engine/report/temporary_folder.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <stdexcept>
#include <unistd.h>

namespace dermavox::report {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& folder, const std::string& why)
{
    throw core::Failure(core::exit_code::cannot_create, "cannot create the output " + folder.string() + ": " + why);
}

/// The path without "." and a trailing slash; a leading "../" stays.
fs::path tidy(const fs::path& folder)
{
    if (folder.empty() || folder.native().find('\0') != std::string::npos) refuse(folder, "not a path");
    fs::path path;
    bool named = false;
    for (const fs::path& part : folder) {
        if (part.empty() || part == ".") continue;
        if (part == ".." && named) refuse(folder, "it climbs back by '..' after a name");
        if (part == ".." && path.has_root_directory()) refuse(folder, "it climbs above the root");
        named = named || (part != ".." && part != part.root_path());
        path /= part;
    }
    if (!named) refuse(folder, "it names no new folder");
    return path;
}

/// The deepest part of the path's parent that exists; refuses links on the way.
fs::path existing_parent(const fs::path& folder)
{
    fs::path walked, deepest = ".";
    for (const fs::path& part : folder) {
        walked /= part;
        const fs::file_status status = fs::symlink_status(walked);
        if (fs::is_symlink(status))
            refuse(folder, walked.string() + " is a symbolic link; name the folder that it points to");
        if (!fs::exists(status)) break;
        if (walked == folder) break;
        if (!fs::is_directory(status)) refuse(folder, walked.string() + " is not a folder");
        deepest = walked;
    }
    return deepest;
}

bool is_replaceable(const fs::path& folder)
{
    return fs::is_directory(fs::symlink_status(folder)) &&
           (fs::is_empty(folder) || fs::is_regular_file(fs::symlink_status(folder / manifest_name)));
}

/// After an exchange the temporary name holds the earlier result, which then goes.
void put_in_place(const fs::path& temporary, const fs::path& folder, bool exchange)
{
    const unsigned how = exchange ? RENAME_EXCHANGE : RENAME_NOREPLACE;
    if (::renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, folder.c_str(), how) == 0) return;
    const int error = errno;
    if (error == EEXIST) refuse(folder, "it exists by now; --force replaces it");
    if (error != EINVAL && error != ENOSYS)
        throw core::Failure(core::exit_code::io_error, folder.string() + ": " + std::strerror(error));
    // A file system that cannot exchange: aside, in place, and back again if that fails.
    const fs::path aside = temporary.string() + ".earlier";
    std::error_code failed;
    if (exchange) fs::rename(folder, aside, failed);
    if (!failed) fs::rename(temporary, folder, failed);
    if (failed) {
        std::error_code ignored;
        if (exchange && fs::exists(aside)) fs::rename(aside, folder, ignored);
        throw core::Failure(core::exit_code::io_error, folder.string() + ": " + failed.message());
    }
    if (exchange) fs::rename(aside, temporary);
}

}  // namespace

TemporaryFolder::TemporaryFolder(const fs::path& target)
{
    std::string name = target.parent_path() / fmt::format(".{}.partial-XXXXXX", target.filename().string());
    if (!::mkdtemp(name.data())) refuse(target, std::strerror(errno));
    m_path = name;
    fs::permissions(m_path, fs::perms(0755));
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
}

fs::path ready_for_output(const fs::path& folder, bool force)
{
    check_output(folder, force);
    const fs::path path = tidy(folder);
    const fs::path parent = path.has_parent_path() ? path.parent_path() : fs::path(".");
    try {
        fs::create_directories(parent);
    } catch (const fs::filesystem_error& error) {
        refuse(folder, error.code().message());
    }
    return parent / path.filename();
}

void check_output(const fs::path& folder, bool force)
try {
    const fs::path path = tidy(folder);
    const fs::path parent = existing_parent(path);
    if (fs::exists(fs::symlink_status(path))) {
        if (!force) refuse(folder, "it exists; --force replaces it");
        if (!is_replaceable(path)) refuse(folder, "it exists and is no result folder, --force leaves it alone");
    }
    // Making one is the only sure test: permissions say nothing of read-only or foreign file systems.
    std::string probe = parent / ".dermavox-probe-XXXXXX";
    if (!::mkdtemp(probe.data())) refuse(folder, parent.string() + ": " + std::strerror(errno));
    ::rmdir(probe.c_str());
} catch (const fs::filesystem_error& error) {
    refuse(folder, error.code().message());
}

void write_folder(const fs::path& folder, bool force, const std::function<void(const fs::path&)>& fill)
{
    const fs::path path = ready_for_output(folder, force);
    try {
        const TemporaryFolder temporary(path);
        fill(temporary.path());
        write_manifest(temporary.path());
        sync_folder(temporary.path());
        put_in_place(temporary.path(), path, fs::exists(fs::symlink_status(path)));
        sync_folder(path.parent_path());
    } catch (const fs::filesystem_error& error) {
        throw core::Failure(core::exit_code::io_error, folder.string() + ": " + error.code().message());
    }
}

}  // namespace dermavox::report

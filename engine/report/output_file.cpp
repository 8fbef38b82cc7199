#include "engine/report/output_file.hpp"

#include "dermavox/core/problem.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace dermavox::report {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& what, int error)
{
    std::string text = file.filename().string() + ": " + what;
    if (error != 0) text += std::string(": ") + std::strerror(error);
    throw core::Failure(core::exit_code::io_error, text);
}

/// OpenVDB's stream and ours do their own buffering, so the descriptor is opened only to create and to sync.
void sync(const std::filesystem::path& path, int flags)
{
    const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0) fail(path, "cannot be opened to sync it", errno);
    const int result = ::fsync(descriptor);
    const int error = errno;
    ::close(descriptor);
    if (result != 0 && error != EINVAL) fail(path, "cannot be synced", error);  // EINVAL: no such notion here
}

}  // namespace

void write_file(const std::filesystem::path& file, const std::function<void(std::ostream&)>& write)
{
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (descriptor < 0) fail(file, "cannot be created", errno);
    ::close(descriptor);
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

void write_file(const std::filesystem::path& file, std::string_view bytes)
{
    write_file(file, [&](std::ostream& out) { out.write(bytes.data(), std::streamsize(bytes.size())); });
}

void sync_folder(const std::filesystem::path& folder) { sync(folder, O_RDONLY | O_DIRECTORY); }

}  // namespace dermavox::report

// Work in progress: made beside its target, locked, put in place in one step, removed when it stays behind.
#include "dermavox/core/output.hpp"
#include "dermavox/core/problem.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <mutex>
#include <set>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace dermavox::core {
namespace {

namespace fs = std::filesystem;

constexpr int k_folder_mode = 0777, k_file_mode = 0666;  ///< as the umask allows
constexpr std::size_t k_longest_stem = 128;              ///< of the target's name; file systems end at 255 bytes
constexpr int k_most_tries = 1000;

/// What this process has begun, for the moment that it is ended.
struct Begun {
    std::mutex mutex;
    std::set<fs::path> partials;
    bool any_in_place = false;
};

Begun& begun()
{
    static Begun all;
    return all;
}

[[noreturn]] void refuse_place(const fs::path& target, int error)
{
    const bool full = error == ENOSPC || error == EDQUOT;
    throw Failure(full ? exit_code::io_error : exit_code::cannot_create,
                  fmt::format("cannot create the output {}: {}", target.string(), std::strerror(error)));
}

std::string stem_of(const fs::path& target)
{
    return fmt::format(".{}.partial-{}-", target.filename().string().substr(0, k_longest_stem), host_name());
}

fs::path folder_of(const fs::path& target) { return target.has_parent_path() ? target.parent_path() : "."; }

/// A descriptor that holds the lock of what stands at `path`; -1 when another process has it, or locks are not known.
int lock_of(const fs::path& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor < 0 || ::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return descriptor;
    const int error = errno;
    ::close(descriptor);
    errno = error;
    return -1;
}

void remove_path(const fs::path& path)
{
    std::error_code ignored;
    for (int i = 0; i < 10 && fs::exists(fs::symlink_status(path, ignored)); ++i)  // threads may still write into it
        fs::remove_all(path, ignored);
}

/// Of killed processes: nobody holds their locks any more.
void remove_leftovers(const fs::path& target)
{
    const std::string stem = stem_of(target);
    std::error_code error;
    for (fs::directory_iterator at(folder_of(target), error), end; !error && at != end; at.increment(error)) {
        if (!at->path().filename().string().starts_with(stem)) continue;
        const int lock = lock_of(at->path());
        if (lock < 0) continue;
        remove_path(at->path());
        ::close(lock);
    }
}

bool make(const fs::path& path, Partial::Kind kind)
{
    if (kind == Partial::Kind::folder) return ::mkdir(path.c_str(), k_folder_mode) == 0;
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, k_file_mode);
    if (descriptor >= 0) ::close(descriptor);
    return descriptor >= 0;
}

/// A file system without RENAME_NOREPLACE: the name is claimed by making it, which fails when it is there.
int claim_and_rename(const fs::path& from, const fs::path& to)
{
    const bool folder = fs::is_directory(from);
    if (!make(to, folder ? Partial::Kind::folder : Partial::Kind::file)) return errno;
    if (::rename(from.c_str(), to.c_str()) == 0) return 0;
    const int error = errno;
    folder ? ::rmdir(to.c_str()) : ::unlink(to.c_str());
    return error;
}

bool cannot(int error) { return error == EINVAL || error == ENOSYS || error == ENOTSUP; }

/// 0, or errno; EEXIST where the name is taken.
int rename_to_new(const fs::path& from, const fs::path& to)
{
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
    return cannot(errno) ? claim_and_rename(from, to) : errno;
}

/// A file system that cannot exchange: aside, in place, and back again if that fails. A name that no later process
/// takes for a leftover: until the end it is the only copy.
int exchange_by_steps(const fs::path& a, const fs::path& b)
{
    const fs::path aside = folder_of(b) / fmt::format(".{}.earlier-{}", b.filename().string(), ::getpid());
    if (::rename(b.c_str(), aside.c_str()) != 0) return errno;
    if (::rename(a.c_str(), b.c_str()) != 0) {
        const int error = errno;
        if (::rename(aside.c_str(), b.c_str()) != 0) return errno;
        return error;
    }
    return ::rename(aside.c_str(), a.c_str()) == 0 ? 0 : errno;
}

int exchange(const fs::path& a, const fs::path& b)
{
    if (::renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0) return 0;
    return cannot(errno) ? exchange_by_steps(a, b) : errno;
}

[[noreturn]] void not_in_place(const fs::path& target, int error)
{
    if (error == EEXIST || error == ENOTEMPTY)
        throw Failure(
            exit_code::cannot_create,
            fmt::format("cannot create the output {}: it exists by now; --force replaces it", target.string()));
    throw Failure(exit_code::io_error, fmt::format("{}: {}", target.string(), std::strerror(error)));
}

/// The earlier folder is locked meanwhile, so that nobody takes it for a leftover.
void exchange_folders(const fs::path& partial, const fs::path& target,
                      const std::function<void(const fs::path&)>& ours)
{
    const int lock = lock_of(target);
    const int error = exchange(partial, target);
    try {
        if (error == 0 && ours) ours(partial);
    } catch (...) {
        exchange(partial, target);
        ::close(lock);
        throw;
    }
    ::close(lock);
    if (error != 0) not_in_place(target, error);
}

}  // namespace

Partial::Partial(const fs::path& target, Kind kind) : m_target(target)
{
    static std::atomic<int> count = 0;
    remove_leftovers(target);
    const std::lock_guard lock(begun().mutex);
    for (int i = 0; i < k_most_tries; ++i) {
        m_path = folder_of(target) / fmt::format("{}{}-{}", stem_of(target), ::getpid(), ++count);
        if (!make(m_path, kind)) {
            if (errno == EEXIST) continue;
            refuse_place(target, errno);
        }
        m_lock = lock_of(m_path);
        const bool taken_for_leftover = (m_lock < 0 && errno == EWOULDBLOCK) || ::access(m_path.c_str(), F_OK) != 0;
        if (taken_for_leftover) continue;
        begun().partials.insert(m_path);
        return;
    }
    refuse_place(target, EEXIST);
}

Partial::~Partial()
{
    remove_path(m_path);  // after put_in_place: what it replaced, or nothing
    const std::lock_guard lock(begun().mutex);
    begun().partials.erase(m_path);
    if (m_lock >= 0) ::close(m_lock);
}

void Partial::put_in_place(bool replace, const std::function<void(const fs::path&)>& ours)
{
    const std::lock_guard lock(begun().mutex);
    const fs::file_status there = fs::symlink_status(m_target);
    if (replace && fs::is_directory(there))
        exchange_folders(m_path, m_target, ours);
    else if (replace && fs::is_regular_file(there)) {
        if (::rename(m_path.c_str(), m_target.c_str()) != 0) not_in_place(m_target, errno);
    } else if (const int error = rename_to_new(m_path, m_target); error != 0)
        not_in_place(m_target, error);
    begun().any_in_place = true;
}

bool end_partials()
{
    begun().mutex.lock();  // for good: nothing is put in place any more
    for (const fs::path& path : begun().partials) remove_path(path);
    return begun().any_in_place;
}

std::string host_name()
{
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

}  // namespace dermavox::core

#include "engine/study/run/folder_lock.hpp"

#include "dermavox/core/output.hpp"
#include "dermavox/core/problem.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

namespace dermavox::study {

FolderLock::FolderLock(const std::filesystem::path& folder)
{
    const std::string file = folder / "study.lock";
    m_descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (m_descriptor < 0) throw core::Failure(core::exit_code::cannot_create, file + ": " + std::strerror(errno));
    if (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0) {
        std::array<char, 200> holder{};
        const auto length = ::pread(m_descriptor, holder.data(), holder.size() - 1, 0);
        ::close(m_descriptor);
        throw core::Failure(core::exit_code::cannot_create,
                            fmt::format("{}: another process works on this study{}; it must end first",
                                        folder.string(), length > 0 ? std::string(" (") + holder.data() + ')' : ""));
    }
    const std::string me = fmt::format("process {} on {}", ::getpid(), core::host_name());
    if (::ftruncate(m_descriptor, 0) != 0 || ::pwrite(m_descriptor, me.data(), me.size(), 0) < 0) {
        const int error = errno;
        ::close(m_descriptor);
        throw core::Failure(core::exit_code::io_error, file + ": " + std::strerror(error));
    }
}

FolderLock::~FolderLock() { ::close(m_descriptor); }

}  // namespace dermavox::study

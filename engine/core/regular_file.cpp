#include "dermavox/core/regular_file.hpp"

#include "dermavox/core/problem.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dermavox::core {

RegularFile open_regular_file(const std::filesystem::path& file)
{
    const auto refuse = [&file](const std::string& why) {
        throw Failure(exit_code::no_input, file.string() + ": " + why);
    };
    // O_NONBLOCK: a pipe that nobody writes to opens at once, and is then refused
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        refuse(errno == ENOENT || errno == ENAMETOOLONG ? "no such file"
                                                        : std::string("cannot be opened: ") + std::strerror(errno));
    struct stat status {
    };
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        refuse("a folder, pipe or device; no such file");
    }
    return {descriptor, std::uint64_t(status.st_size)};
}

void require_regular_file(const std::filesystem::path& file) { ::close(open_regular_file(file).descriptor); }

}  // namespace dermavox::core

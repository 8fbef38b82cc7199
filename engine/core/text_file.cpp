#include "dermavox/core/text_file.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/regular_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace dermavox::core {
namespace {

/// Closes at the end of the scope.
struct Closing {
    int descriptor;
    ~Closing() { ::close(descriptor); }
};

std::string size_text(std::uintmax_t bytes)
{
    return bytes >> 30 ? fmt::format("{} GiB", bytes >> 30) : fmt::format("{} MiB", bytes >> 20);
}

}  // namespace

std::string read_text_file(const std::filesystem::path& file, std::uintmax_t most_bytes)
{
    const RegularFile opened = open_regular_file(file);
    const Closing closing{opened.descriptor};
    const auto refuse_size = [&](std::uintmax_t bytes) {
        if (bytes > most_bytes)
            throw InputError({{file.string(), 0, 0, "", fmt::format("a file of {} bytes", bytes),
                               "at most " + size_text(most_bytes), ""}});
    };
    refuse_size(opened.bytes);
    std::string text(std::size_t(opened.bytes) + 1, '\0');
    std::size_t read = 0;
    while (true) {  // one byte past its size shows whether the file grows
        const ssize_t more = ::read(opened.descriptor, text.data() + read, text.size() - read);
        if (more < 0 && errno == EINTR) continue;
        if (more < 0) throw Failure(exit_code::io_error, file.string() + ": " + std::strerror(errno));
        if (more == 0) break;
        read += std::size_t(more);
        refuse_size(read);
        if (read == text.size()) text.resize(2 * text.size());
    }
    text.resize(read);
    return text;
}

}  // namespace dermavox::core

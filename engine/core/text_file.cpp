#include "dermavox/core/text_file.hpp"

#include "dermavox/core/problem.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dermavox::core {
namespace {

[[noreturn]] void cannot_read(const std::filesystem::path& file, const std::string& why)
{
    throw Failure(exit_code::no_input, file.string() + ": " + why);
}

/// An open file that closes itself.
class Descriptor
{
public:
    /// O_NONBLOCK: opening a pipe does not wait for its writer.
    explicit Descriptor(const std::filesystem::path& file)
        : m_number(::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC))
    {
        if (m_number < 0)
            cannot_read(file, errno == ENOENT ? "no such file" : std::string("cannot be opened: ") + strerror(errno));
    }
    ~Descriptor() { ::close(m_number); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return m_number; }

private:
    int m_number;
};

}  // namespace

std::string read_text_file(const std::filesystem::path& file, std::uintmax_t most_bytes)
{
    const Descriptor descriptor(file);
    struct stat about {
    };
    if (::fstat(descriptor.number(), &about) != 0 || !S_ISREG(about.st_mode))
        cannot_read(file, "no such file; a folder, pipe or device stands there");
    const auto refuse_size = [&](std::uintmax_t bytes) {
        if (bytes > most_bytes)
            throw Failure(exit_code::refused, fmt::format("{}: larger than {} MiB, the most that is read",
                                                          file.string(), double(most_bytes) / (1 << 20)));
    };
    refuse_size(std::uintmax_t(about.st_size));
    std::string text(std::size_t(about.st_size) + 1, '\0');
    std::size_t read = 0;
    while (true) {  // one byte past its size shows whether the file grows
        const ssize_t more = ::read(descriptor.number(), text.data() + read, text.size() - read);
        if (more < 0 && errno == EINTR) continue;
        if (more < 0) cannot_read(file, std::string("cannot be read: ") + strerror(errno));
        if (more == 0) break;
        read += std::size_t(more);
        refuse_size(read);
        if (read == text.size()) text.resize(2 * text.size());
    }
    text.resize(read);
    return text;
}

}  // namespace dermavox::core

#include "messages.hpp"

#include "dermavox/core/problem.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <iostream>
#include <poll.h>
#include <unistd.h>

namespace dermavox::cli {
namespace {

/// Everything printed so far, and what the file system says of it at the end; 0 or errno.
int close_standard_output()
{
    errno = 0;
    std::cout.flush();
    if (!std::cout || std::fflush(stdout) != 0 || std::ferror(stdout)) return errno != 0 ? errno : EIO;
    return ::close(STDOUT_FILENO) == 0 ? 0 : errno;
}

}  // namespace

void say_without_waiting(const std::string& text)
{
    pollfd standard_error{STDERR_FILENO, POLLOUT, 0};
    if (::poll(&standard_error, 1, 0) != 1 || (standard_error.revents & POLLOUT) == 0) return;
    const std::string line = isatty(STDERR_FILENO) ? "\r\033[K" + text : text;
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

void claim_standard_streams()
{
    // the lowest free descriptor is taken; reading only, so that printing fails
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(descriptor, F_GETFD) < 0)
            ::open("/dev/null", descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY);  // NOLINT: for the whole process
    std::signal(SIGXFSZ, SIG_IGN);  // a limit on the size of files is a write that fails
}

int delivered(int exit_code)
{
    const int error = close_standard_output();
    const bool printed = exit_code == core::exit_code::done || exit_code == core::exit_code::check_failed ||
                         exit_code == core::exit_code::not_converged;
    if (error == 0 || !printed) return exit_code;
    say("dermavox: standard output: {}\n", std::strerror(error));
    return core::exit_code::io_error;
}

}  // namespace dermavox::cli

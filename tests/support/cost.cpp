#include "tests/support/cost.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace dermavox::test {
namespace {

double seconds(const timeval& t) { return double(t.tv_sec) + 1e-6 * double(t.tv_usec); }

double used(int who)
{
    rusage usage{};
    getrusage(who, &usage);
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double thread_seconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + 1e-9 * double(now.tv_nsec);
}

/// Processor time of one step of xorshift64, each of which waits for the last.
double step_seconds()
{
    constexpr int steps = 250'000;
    std::uint64_t x = 1;
    const double from = thread_seconds();
    for (int i = 0; i < steps; ++i) x ^= x << 13, x ^= x >> 7, x ^= x << 17;
    const double to = thread_seconds();
    volatile std::uint64_t kept = x;  // so that the loop is not left out
    (void)kept;
    return (to - from) / steps;
}

}  // namespace

double cost_so_far() { return (used(RUSAGE_SELF) + used(RUSAGE_CHILDREN)) / step_seconds() / 1e9; }

void record_cost(const std::string& module)
{
    const char* file = std::getenv("DERMAVOX_TEST_COSTS");
    if (!file) return;
    const int out = open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
    if (out < 0) return;
    char line[128];
    const int size = std::snprintf(line, sizeof line, "%d,%s,%.6f\n", int(getppid()), module.c_str(), cost_so_far());
    if (size > 0 && write(out, line, std::size_t(size)) != size) std::perror(file);
    close(out);
}

}  // namespace dermavox::test

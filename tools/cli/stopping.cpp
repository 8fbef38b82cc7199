#include "stopping.hpp"

#include "dermavox/core/output.hpp"
#include "dermavox/core/problem.hpp"
#include "messages.hpp"
#include "progress.hpp"

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fmt/format.h>
#include <mutex>
#include <optional>
#include <pthread.h>
#include <semaphore.h>
#include <thread>
#include <unistd.h>

namespace dermavox::cli {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto k_grace = 1s;  ///< of the 2 s: for commands that stop in order

struct InOrder {
    int exit_code;
    std::string message;
};

/// Never destroyed: the thread may wait on it while the process exits.
struct Stops {
    sem_t woken{};
    std::atomic<int> signal = 0, signals = 0;
    std::atomic<bool> asked = false;

    std::mutex mutex;  ///< of all that follows
    std::optional<Clock::time_point> deadline;
    std::optional<InOrder> in_order;
    std::string stage = "start";
    double done = 0;
    const Clock::time_point start = Clock::now();
};

Stops& stops()
{
    static Stops& all = *new Stops;
    return all;
}

static_assert(std::atomic<int>::is_always_lock_free);  // the handler may use nothing else

extern "C" void remember(int signal)
{
    const int before = errno;
    stops().signal = signal;
    ++stops().signals;
    ::sem_post(&stops().woken);
    errno = before;
}

std::optional<Clock::time_point> deadline()
{
    const std::lock_guard lock(stops().mutex);
    return stops().deadline;
}

/// Until a signal, a new deadline, or this moment; Clock is CLOCK_MONOTONIC.
void wait_until(const std::optional<Clock::time_point>& moment)
{
    if (!moment) {
        ::sem_wait(&stops().woken);
        return;
    }
    const auto since = moment->time_since_epoch();
    const auto whole = std::chrono::duration_cast<std::chrono::seconds>(since);
    const timespec at{whole.count(), std::chrono::nanoseconds(since - whole).count()};
    ::sem_clockwait(&stops().woken, CLOCK_MONOTONIC, &at);
}

bool overdue()
{
    const auto at = deadline();
    return at && Clock::now() >= *at;
}

const char* what_is_left(bool any_in_place)
{
    return any_in_place ? "what was finished stays" : "nothing was written";
}

[[noreturn]] void end()
{
    const char* left = what_is_left(core::end_partials());
    const std::lock_guard lock(stops().mutex);
    const int signal = stops().signal;
    if (stops().in_order) {
        say_without_waiting(stops().in_order->message + '\n');
        ::_exit(stops().in_order->exit_code);
    }
    if (signal == 0) {
        const double seconds = std::chrono::duration<double>(Clock::now() - stops().start).count();
        say_without_waiting(fmt::format("dermavox: stopped by --max-time after {} at '{}' ({:.0f} % done); {}\n",
                                        readable_time(seconds), stops().stage, 100 * stops().done, left));
        ::_exit(core::exit_code::refused);
    }
    say_without_waiting(fmt::format("dermavox: {}; {}\n", signal == SIGINT ? "interrupted" : "terminated", left));
    ::_exit(128 + signal);
}

bool has_grace()
{
    const std::lock_guard lock(stops().mutex);
    return stops().in_order.has_value();
}

void watch()
{
    while (stops().signal == 0 && !overdue()) wait_until(deadline());
    stops().asked = true;
    const auto last = Clock::now() + k_grace;
    while (has_grace() && stops().signals < 2 && Clock::now() < last) wait_until(last);
    end();
}

/// A child has no thread that watches; it ends as its parent's signals say.
void forget_in_child()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

}  // namespace

void watch_for_stops()
{
    ::sem_init(&stops().woken, 0, 0);
    std::thread(watch).detach();
    ::pthread_atfork(nullptr, nullptr, forget_in_child);
    std::signal(SIGINT, remember);
    std::signal(SIGTERM, remember);
}

void limit_time(double seconds)
{
    {
        const std::lock_guard lock(stops().mutex);
        const std::chrono::duration<double> longest = 24h * 36500;  // what a clock can count
        stops().deadline = stops().start + std::chrono::duration_cast<Clock::duration>(
                                               std::min(std::chrono::duration<double>(seconds), longest));
    }
    ::sem_post(&stops().woken);
}

void now_at(std::string_view stage, double done)
{
    const std::lock_guard lock(stops().mutex);
    stops().stage = stage;
    stops().done = done;
}

bool (*stop_in_order(int exit_code, const std::string& message))()
{
    const std::lock_guard lock(stops().mutex);
    stops().in_order = InOrder{exit_code, message};
    return [] { return stops().asked.load(); };
}

}  // namespace dermavox::cli

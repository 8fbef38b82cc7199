/// The progress line of a terminal, with the time left, and the ways a run is stopped from outside.
#pragma once

#include "dermavox/simulation/watch.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace dermavox::cli {

constexpr double k_report_share = 0.2;  ///< of a run's time that writing takes, for the progress line

/// From now on SIGINT and SIGTERM set a flag instead of killing; what is returned tells whether one came in. For
/// commands that look at it: the others write nothing that could stay half-written and simply end.
bool (*watch_signals())();

/// Watches signals: after one, show() ends the run with core::Failure (130 or 143), so that nothing half-written
/// stays.
class Progress
{
public:
    /// @param visible write a line to stderr; pass false for --quiet. Without a terminal nothing is written either.
    /// @param limit   --max-time; past it the run ends with core::Failure 69.
    Progress(bool visible, std::optional<double> limit_seconds);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void show(std::string_view stage, double done);
    void clear();  ///< takes the line away

private:
    using Clock = std::chrono::steady_clock;
    bool m_visible;
    std::optional<double> m_limit;
    Clock::time_point m_start = Clock::now(), m_drawn{};
    bool m_line_open = false;
};

/// The progress line of many cases, on a terminal only.
class CaseLine
{
public:
    CaseLine();
    ~CaseLine() { clear(); }
    CaseLine(const CaseLine&) = delete;
    CaseLine& operator=(const CaseLine&) = delete;
    void show(std::int64_t done, std::int64_t all, std::int64_t failed, int running);
    void clear();  ///< takes the line away

private:
    using Clock = std::chrono::steady_clock;
    bool m_visible, m_open = false;
    std::int64_t m_first = -1;  ///< cases that were done before this run
    Clock::time_point m_start = Clock::now(), m_drawn{};
};

/// "12 s", "3 min 20 s", "1 h 05 min"
std::string readable_time(double seconds);

}  // namespace dermavox::cli

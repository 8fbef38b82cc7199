/// The progress line of a terminal, with the time left.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace dermavox::cli {

constexpr double k_report_share = 0.2;  ///< of a run's time that writing takes, for the progress line

class Progress
{
public:
    /// @param visible write a line to stderr; pass false for --quiet. Without a terminal nothing is written either.
    explicit Progress(bool visible);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void show(std::string_view stage, double done);
    void clear();  ///< takes the line away

private:
    using Clock = std::chrono::steady_clock;
    bool m_visible;
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

#include "progress.hpp"

#include "messages.hpp"
#include "stopping.hpp"

#include <cmath>
#include <cstdio>
#include <fmt/format.h>
#include <unistd.h>

namespace dermavox::cli {
namespace {

double seconds_since(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Progress::Progress(bool visible) : m_visible(visible && isatty(STDERR_FILENO)) {}

Progress::~Progress() { clear(); }

void Progress::clear()
{
    if (m_line_open) std::fputs("\r\033[K", stderr);
    m_line_open = false;
}

void Progress::show(std::string_view stage, double done)
{
    now_at(stage, done);
    if (!m_visible || seconds_since(m_drawn) < 0.1) return;
    m_drawn = Clock::now();
    m_line_open = true;
    const double elapsed = seconds_since(m_start);
    const std::string left = done > 0.02 ? readable_time(elapsed * (1 - done) / done) + " left" : "";
    say("\r\033[K{:3.0f} %  {:<24} {}", 100 * done, stage, left);
    std::fflush(stderr);
}

CaseLine::CaseLine() : m_visible(isatty(STDERR_FILENO)) {}

void CaseLine::clear()
{
    if (m_open) std::fputs("\r\033[K", stderr);
    m_open = false;
}

void CaseLine::show(std::int64_t done, std::int64_t all, std::int64_t failed, int running)
{
    if (m_first < 0) m_first = done - 1;
    if (!m_visible || seconds_since(m_drawn) < 0.1) return;
    m_drawn = Clock::now();
    m_open = true;
    const double pace = seconds_since(m_start) / double(done - m_first);
    say("\r\033[K{} of {} cases{}, {} running   {} left", done, all,
        failed > 0 ? fmt::format(", {} failed", failed) : "", running, readable_time(pace * double(all - done)));
    std::fflush(stderr);
}

std::string readable_time(double seconds)
{
    if (seconds < 9.95) return fmt::format("{:.1f} s", seconds);
    const auto s = std::lround(seconds);
    if (s < 60) return fmt::format("{} s", s);
    if (s < 3600) return fmt::format("{} min {:02} s", s / 60, s % 60);
    return fmt::format("{} h {:02} min", s / 3600, s % 3600 / 60);
}

}  // namespace dermavox::cli

/// Wall time of each stage of a run, for provenance.
#pragma once

#include "dermavox/report/provenance.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace dermavox::cli {

class Stopwatch
{
public:
    /// A stage begins (or goes on, when it is the one that runs).
    void at(std::string_view stage)
    {
        if (!m_marks.empty() && m_marks.back().stage == stage) return;
        m_marks.push_back({std::string(stage), Clock::now()});
    }

    /// The last stage ends; what follows (writing the result that holds these times) is in none.
    void stop() { m_end = Clock::now(); }

    std::vector<report::StageTime> stages() const
    {
        std::vector<report::StageTime> times;
        for (std::size_t i = 0; i < m_marks.size(); ++i) {
            const auto end = i + 1 < m_marks.size() ? m_marks[i + 1].begin : m_end;
            times.push_back({m_marks[i].stage, std::chrono::duration<double>(end - m_marks[i].begin).count()});
        }
        return times;
    }

    double seconds() const { return std::chrono::duration<double>(Clock::now() - m_start).count(); }
    std::string started() const;  ///< UTC, 2026-05-01T12:00:00Z

private:
    using Clock = std::chrono::steady_clock;
    struct Mark {
        std::string stage;
        Clock::time_point begin;
    };
    Clock::time_point m_start = Clock::now(), m_end = m_start;
    std::chrono::system_clock::time_point m_date = std::chrono::system_clock::now();
    std::vector<Mark> m_marks;
};

}  // namespace dermavox::cli

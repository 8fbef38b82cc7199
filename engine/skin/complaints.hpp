/// Collects what is wrong with an input, so that its author reads all of it at once.
#pragma once

#include "dermavox/core/problem.hpp"

#include <cmath>
#include <fmt/format.h>
#include <string>
#include <vector>

namespace dermavox::skin {

class Complaints
{
public:
    void unless(bool good, std::string key, std::string found, std::string expected)
    {
        if (!good) m_problems.push_back({"", 0, 0, std::move(key), std::move(found), std::move(expected), ""});
    }
    void unless_positive(std::string key, double metres)
    {
        unless(std::isfinite(metres) && metres > 0, std::move(key), fmt::format("{} m", metres), "a length above 0");
    }
    void unless_zero_or_more(std::string key, double metres)
    {
        unless(std::isfinite(metres) && metres >= 0, std::move(key), fmt::format("{} m", metres),
               "a length of 0 or more");
    }
    void unless_within(std::string key, double value, double least, double most)
    {
        unless(value >= least && value <= most, std::move(key), fmt::format("{}", value),
               fmt::format("{} to {}", least, most));
    }
    /// Throws core::InputError where there was a problem.
    void raise()
    {
        if (!m_problems.empty()) throw core::InputError(std::move(m_problems));
    }

private:
    std::vector<core::Problem> m_problems;
};

}  // namespace dermavox::skin

/// Collects the problems of values that a caller gave, so that all of them are told at once.
#pragma once

#include "dermavox/core/problem.hpp"

#include <string>
#include <utility>
#include <vector>

namespace dermavox::core {

class Checklist
{
public:
    /// Notes a problem unless `holds`. File and line stay empty: whoever read the key from a file fills them.
    void require(bool holds, std::string key, std::string found, std::string expected, std::string hint = {})
    {
        if (holds) return;
        m_problems.push_back({{}, 0, 0, std::move(key), std::move(found), std::move(expected), std::move(hint)});
    }

    const std::vector<Problem>& problems() const { return m_problems; }

private:
    std::vector<Problem> m_problems;
};

}  // namespace dermavox::core

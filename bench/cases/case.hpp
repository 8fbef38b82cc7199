/// One thing to time, with what it answers: for tools/bench and tools/bench-compare.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace dermavox::bench {

struct Answer {
    std::string name;
    double value = 0;
};

struct Case {
    std::string name;                ///< carve/10000
    std::string unit;                ///< of `amount`: voxels, strokes, cells
    std::function<double()> amount;  ///< done by one run
    /// Sets everything up; the function that comes back runs once and returns its answers, which are the same each
    /// time.
    std::function<std::function<std::vector<Answer>()>()> prepare;
};

std::vector<Case> geometry_cases();  ///< strokes, skin, carving, measures
std::vector<Case> physics_cases();   ///< needles, water, a whole scene

}  // namespace dermavox::bench

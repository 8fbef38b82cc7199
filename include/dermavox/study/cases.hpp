/// The cases of a study: points of its design times seeds, numbered from 1.
#pragma once

#include "dermavox/study/space.hpp"

#include <cstdint>
#include <vector>

namespace dermavox::study {

struct Case {
    std::int64_t id = 0;     ///< from 1
    std::int64_t point = 0;  ///< of the design, from 1: cases that differ in the seed alone share it
    std::uint64_t seed = 0;
    Point at;
};

/// Points of a design that is known before anything runs; none of optimise and local. Points that break a condition
/// of the study are left out of every kind but morris and sobol-indices, which need all of theirs: there a broken
/// condition is a core::InputError.
///
/// tolerance: the middle, then each parameter low and high with the others in the middle (the tornado), then a Latin
/// hypercube through the inverse distributions.
std::vector<Point> points_of(const scene::Study& study, const Space& space);

/// Every point with every seed. Throws core::InputError when no case is left.
std::vector<Case> cases_of(const scene::Study& study, const Space& space);

/// Points times seeds, numbered on from `first_case` and `first_point`.
std::vector<Case> numbered(const std::vector<Point>& points, const scene::Study& study, std::int64_t first_case,
                           std::int64_t first_point);

/// True when all cases are known before the first one runs.
bool is_fixed(scene::DesignKind kind);

}  // namespace dermavox::study

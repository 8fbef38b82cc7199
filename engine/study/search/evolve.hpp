/// The search of `optimise`: NSGA-II (breeding.hpp) whose children are screened by models (screening.hpp).
#pragma once

#include "dermavox/study/front.hpp"

#include <functional>

namespace dermavox::study {

/// Runs designs and tells how good they are, in order; a failed one is not `known`. Empty: the search is to end.
using Evaluate = std::function<std::vector<Merit>(const std::vector<Point>&)>;

/// Has study.design.cases designs run, generation by generation, none twice. What it chooses depends on the study's
/// seed and on the merits alone, so that a search repeats itself from stored ones.
void evolve(const scene::Study& study, const Space& space, const Evaluate& run);

}  // namespace dermavox::study

/// The result keys that a study names, held against those that a result can have.
#pragma once

#include "dermavox/scene/study_file.hpp"

namespace dermavox::study {

/// The known figure that was perhaps meant, with its elements; empty when none is near.
std::string near_figure(const std::string& key);

/// Throws core::InputError, each at its place in the study, for objectives, limits and figures that are no number of
/// any result.json.
void check_figures(const scene::Study& study);

/// Those that none of `results` (keys of a table) is: their stage is not run, or a depth is not among report.depths.
std::vector<std::string> absent_figures(const scene::Study& study, const std::vector<std::string>& results);

}  // namespace dermavox::study

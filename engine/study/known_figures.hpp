/// The result keys that a study names, held against those that a result can have.
#pragma once

#include "dermavox/core/unit_names.hpp"
#include "dermavox/scene/study_file.hpp"

#include <optional>

namespace dermavox::study {

/// True for a number of result.json, elements of lists by their first member: coverage.at_depth[0].open_fraction.
bool is_known_figure(const std::string& key);
/// A unit that keys of results end in, and what one of it is.
struct FigureUnit {
    core::Dimension dimension;
    double si;
};
/// Of "depth.inserted_um.p50": the last part of the key that ends in a unit; of water losses theirs.
std::optional<FigureUnit> unit_of_figure(const std::string& key);

/// The known figure that was perhaps meant, with its elements; empty when none is near.
std::string near_figure(const std::string& key);

/// Throws core::InputError, each at its place in the study, for objectives, limits and figures that are no number of
/// any result.json.
void check_figures(const scene::Study& study);

/// Those that none of `results` (keys of a table) is: their stage is not run, or a depth is not among report.depths.
std::vector<std::string> absent_figures(const scene::Study& study, const std::vector<std::string>& results);

}  // namespace dermavox::study

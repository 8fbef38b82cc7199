/// Figures of a run that lie outside what the model was checked for (simulation/validity.hpp).
#pragma once

#include "dermavox/result/figure.hpp"

#include <optional>
#include <string>
#include <vector>

namespace dermavox::result {

/// The worst of the run's marks on what the figure rests on.
std::optional<simulation::Severity> severity_of(const Figure& figure, const simulation::Outcome& outcome);

/// What every range of the model is, and by what it was checked, as Markdown.
std::string validity_reference();

}  // namespace dermavox::result

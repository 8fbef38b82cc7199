/// What figures rest on. Private to result.
#pragma once

#include "dermavox/result/figure.hpp"

#include <string_view>
#include <vector>

namespace dermavox::result {

/// Parts of the model behind a key, as bits of simulation::ModelPart.
unsigned parts_of(std::string_view key);
/// Rows of the table that are marked, in its order.
std::vector<MarkedFigure> marked_figures(const simulation::Outcome& outcome);

}  // namespace dermavox::result

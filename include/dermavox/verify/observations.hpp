/// What the engine gives for each measurement, from its own device, skin and constants.
#pragma once

#include "dermavox/mechanics/parameters.hpp"

#include <optional>
#include <string>
#include <vector>

namespace dermavox::verify {

/// A constant that the fit may move, with what is known of it before.
struct Free {
    std::string key, unit;
    double prior = 0;   ///< SI, > 0
    double spread = 0;  ///< of its logarithm
};

/// The free constants in order; `predict` takes their values in that order.
const std::vector<Free>& free_constants();

/// The engine's value for a row, in the row's unit; empty for a quantity that the model does not have. Rows of water
/// loss, closure and density do not depend on the constants of penetration.
std::optional<double> predict(const std::string& row, const std::vector<double>& constants);
std::optional<double> predict_water(const std::string& row);

}  // namespace dermavox::verify

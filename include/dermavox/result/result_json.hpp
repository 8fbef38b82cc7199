/// result.json: the figures of a run under stable keys, the unit in each key's suffix.
#pragma once

#include "dermavox/simulation/outcome.hpp"

#include <string>

namespace dermavox::result {

/// Every key of the contract, in one order, doubles as their shortest round-trip text: the same outcome gives
/// the same bytes. A part without figures is null, and a `not_modelled` warning names it; statistics of an
/// empty sample are null, with a `no_sample` warning.
/// Throws core::Failure (70), naming the key, when any other figure is not finite.
std::string result_json(const simulation::Outcome& outcome);

/// The warnings of reading, of the run, and of what is not in the result: as result.json lists them.
std::vector<core::Warning> warnings_of(const simulation::Outcome& outcome);
/// The assumed inputs of reading and of the run, each key once.
std::vector<core::Assumption> assumed_of(const simulation::Outcome& outcome);

}  // namespace dermavox::result

// The object `kinematics` of result.json: what follows from device and motion alone.
#pragma once

#include "dermavox/simulation/outcome.hpp"
#include "engine/report/json.hpp"

namespace dermavox::report {

/// Figures that this kind of device does not have are null, as all are where nothing was moved.
void write_kinematics(Json& json, const simulation::Outcome& outcome);

}  // namespace dermavox::report

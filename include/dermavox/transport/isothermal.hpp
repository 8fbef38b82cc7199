/// Skin and air as fixed resistances at the reference temperature of the skin: what the resolved tile and the map of
/// openings are solved with.
#pragma once

#include "dermavox/transport/water_loss.hpp"

#include <optional>

namespace dermavox::transport {

struct Isothermal {
    Ladder ladder;
    double drop = 0;  ///< of vapour density between deep tissue and far air [kg/m3]
};

/// Nothing, with a warning, where the skin cannot be fitted to its intact water loss (fit_skin_water).
std::optional<Isothermal> isothermal(const skin::Stack& stack, const Environment& environment,
                                     const NetworkParameters& parameters, core::Notes& notes);

}  // namespace dermavox::transport

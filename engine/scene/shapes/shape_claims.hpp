/// A needle's drawing that a scene names, as claims on its profile.
#pragma once

#include "engine/scene/read/settings.hpp"

#include <optional>

namespace dermavox::scene {

/// `drawing`: the claim on TABLE.shape, gone from the claims; TABLE.shape_unit goes too. The profile becomes a claim
/// of the same rank, and `assumed` gets a line that says what was found. Reports at the drawing's place.
void claim_shape(const std::string& table, const std::string& scene, const Claim& drawing, Claims& claims,
                 std::vector<std::string>& assumed, std::vector<core::Problem>& problems);

}  // namespace dermavox::scene

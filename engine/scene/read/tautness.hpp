/// How taut the skin is, from skin.tension, skin.stretch or both.
#pragma once

#include "engine/scene/read/settings.hpp"

namespace dermavox::scene {

/// Gives each of the two that is not stated, or stated with less rank than the other, the value that follows from
/// the other (mechanics/held_skin.hpp); from an uneven stretch also tension_ratio and tension_lines where neither is
/// stated. A tension beside a stretch of 1 gives rest_tension where that is not stated. Reports two stated ones that
/// disagree and what skin cannot bear. Requires settings without problems.
void resolve_tautness(Settings& settings, const std::vector<std::string>& layers,
                      std::vector<core::Problem>& problems);

}  // namespace dermavox::scene

/// Small scenes that the tests of simulation share.
#pragma once

#include "dermavox/scene/read_scene.hpp"

#include <string>
#include <vector>

namespace dermavox::testing {

inline scene::Scene scene_of(const std::string& text, const std::vector<std::string>& sets = {})
{
    return scene::read_scene_text(text, "test.toml", sets, scene::Catalogue(DERMAVOX_SOURCE_DIR "/scenes"));
}

/// Two by two millimetres of cheek under the demo's pen.
inline const std::string small_cheek = R"(schema = 1
title = "small cheek"
[skin]
site = "cheek"
[device]
preset = "pen-12-ring"
[motion]
area = ["2 mm", "2 mm"]
passes = 2
)";

/// Known openings, the array of the closed-form checks.
inline const std::string known_lattice = R"(schema = 1
title = "known openings"
[skin]
site = "volar_forearm"
[device]
preset = "pen-12-ring"
[motion]
area = ["4 mm", "4 mm"]
[wound]
lattice = { per_cm2 = 100, radius = "20 um", depth = "0.3 mm", arrangement = "square" }
)";

}  // namespace dermavox::testing

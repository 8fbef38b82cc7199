/// The shipped catalogue and short ways to read a scene, for the tests of this module.
#pragma once

#include "dermavox/core/problem.hpp"
#include "dermavox/scene/read_scene.hpp"
#include "tests/support/catch.hpp"

#include <string>
#include <vector>

namespace dermavox::scene {

inline const std::filesystem::path scenes_folder = std::filesystem::path(DERMAVOX_SOURCE_DIR) / "scenes";

inline const Catalogue& shipped()
{
    static const Catalogue catalogue(scenes_folder);
    return catalogue;
}

inline Scene read(const std::string& text, const std::vector<std::string>& sets = {})
{
    return read_scene_text(text, "a.toml", sets, shipped());
}

/// The problems of a scene that must not be read.
inline std::vector<core::Problem> problems_of(const std::string& text, const std::vector<std::string>& sets = {})
{
    try {
        read(text, sets);
    } catch (const core::InputError& error) {
        return error.problems();
    }
    FAIL("this scene was read:\n" << text);
    return {};
}

/// The only problem of a scene.
inline core::Problem problem_of(const std::string& text, const std::vector<std::string>& sets = {})
{
    const auto problems = problems_of(text, sets);
    INFO(core::InputError(problems).what());
    REQUIRE(problems.size() == 1);
    return problems.front();
}

inline const std::string minimal = "schema = 1\n[skin]\nsite = \"cheek\"\n";

}  // namespace dermavox::scene

#include "engine/scene/read/tautness.hpp"

#include "dermavox/mechanics/held_skin.hpp"
#include "engine/scene/read/build_scene.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::scene {
namespace {

constexpr double agreement = 0.1;  ///< share by which a stated tension may differ from that of a stated stretch

const std::string tension_key = "skin.tension", stretch_key = "skin.stretch", rest_key = "skin.rest_tension";

std::string follows_from(const std::string& key) { return "follows from " + key; }

/// Lines and ratio of an uneven pull, where nobody states them.
void follow_lines(Settings& s, const mechanics::Pull& pull)
{
    const std::string ratio = "skin.tension_ratio", lines = "skin.tension_lines";
    if (pull.x == pull.y || s.at(ratio).rank > Rank::fallback || s.at(lines).rank > Rank::fallback) return;
    s.follow(ratio, {std::min(pull.x, pull.y) / std::max(pull.x, pull.y)}, follows_from(stretch_key));
    s.follow(lines, {pull.x > pull.y ? 0 : std::numbers::pi / 2}, follows_from(stretch_key));
}

void follow_stretch(Settings& s, const mechanics::HeldSkin& skin)
{
    const auto& by = s.numbers(stretch_key);
    if (by[0] == 1 && by[1] == 1) return s.follow(tension_key, {s.number(rest_key)}, follows_from(rest_key));
    const mechanics::Pull pull = skin.pull({by[0], by[1]});
    s.follow(tension_key, {pull.mean().si}, follows_from(stretch_key));
    follow_lines(s, pull);
}

void follow_tension(Settings& s, const mechanics::HeldSkin& skin)
{
    const double even = skin.even_stretch({s.number(tension_key)});
    s.follow(stretch_key, {even, even}, follows_from(tension_key));
}

/// Both are stated by the same one.
void compare_stated(const Settings& s, const mechanics::HeldSkin& skin, std::vector<core::Problem>& problems)
{
    const auto& by = s.numbers(stretch_key);
    const Setting& stated = s.at(tension_key);
    const double taken = skin.pull({by[0], by[1]}).mean().si, tension = stated.numbers.front();
    if (std::abs(taken - tension) <= agreement * taken) return;
    const double even = skin.even_stretch({tension});
    const auto shown = [](double si) { return fmt::format("{:.4g} N/m", si); };
    problems.push_back(
        {stated.place.file, stated.place.line, stated.place.column, tension_key, stated.toml(),
         fmt::format("{}, which skin.stretch = {} takes from the {} at rest", shown(taken), s.at(stretch_key).toml(),
                     shown(s.number(rest_key))),
         fmt::format("state one of the two; this tension takes a stretch of [{0:.3g}, {0:.3g}]", even)});
}

/// A tension beside a stretch of 1, with nothing said of rest: that is how the skin rests.
bool states_rest(const Settings& s)
{
    const auto& by = s.numbers(stretch_key);
    return s.at(rest_key).rank == Rank::fallback && by[0] == 1 && by[1] == 1;
}

void resolve(Settings& s, const mechanics::HeldSkin& skin, std::vector<core::Problem>& problems)
{
    const Rank tension = s.at(tension_key).rank, stretch = s.at(stretch_key).rank;
    if (tension > stretch)
        follow_tension(s, skin);
    else if (tension == Rank::fallback || tension < stretch)
        follow_stretch(s, skin);
    else if (states_rest(s))
        s.follow(rest_key, {s.number(tension_key)}, follows_from(tension_key));
    else
        compare_stated(s, skin, problems);
}

}  // namespace

void resolve_tautness(Settings& s, const std::vector<std::string>& layers, std::vector<core::Problem>& problems)
try {
    const mechanics::HeldSkin skin(build_skin(s, layers), build_mechanics(s));
    if (skin.has_law())
        resolve(s, skin, problems);
    else if (s.at(tension_key).rank == Rank::fallback)
        s.follow(tension_key, {s.number(rest_key)}, follows_from(rest_key));
} catch (const core::InputError& error) {
    for (core::Problem problem : error.problems()) {
        const Place& place = s.find(problem.key) ? s.at(problem.key).place : Place{};
        problem.file = place.file, problem.line = place.line, problem.column = place.column;
        problems.push_back(std::move(problem));
    }
}

}  // namespace dermavox::scene

/// Which of x, y and depth each axis of a file's array runs along: "zyx", "xy-z".
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace dermavox::scene {

struct Axes {
    std::array<int, 3> along{0, 1, 2};  ///< 0, 1, 2 = x, y, z, of each axis of the array; all different
    std::array<bool, 3> backwards{};    ///< of each axis of the array

    bool operator==(const Axes&) const = default;
};

/// Three letters x, y and z in any order, each with or without "-" before it, for an axis that runs backwards.
/// Nothing for any other text.
std::optional<Axes> parse_axes(std::string_view text);

std::string text_of(const Axes& axes);

/// By the directions of the array's axes [axis][x, y, z], of any length above 0. Nothing where one leaves x, y and z
/// by more than 0.2 degrees, or two run along the same.
std::optional<Axes> axes_of(const std::array<std::array<double, 3>, 3>& directions);

}  // namespace dermavox::scene

#include "dermavox/report/palette.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

/// Dark and dense at the surface, light and warm below, so that neighbours differ in lightness.
Colour role_colour(skin::Role role)
{
    switch (role) {
    case skin::Role::barrier:
        return {0x6b, 0x43, 0x26};
    case skin::Role::epidermis:
        return {0xc9, 0x7b, 0x4a};
    case skin::Role::dermis:
        return {0xf0, 0xc4, 0xad};
    case skin::Role::fat:
        return {0xf6, 0xe6, 0xa6};
    case skin::Role::other:
        break;
    }
    return {0xb9, 0xcb, 0xd6};
}

constexpr Colour backing{0x8d, 0x8a, 0x9c};

Colour shaded(Colour colour, double factor)
{
    const auto scale = [factor](std::uint8_t c) {
        return std::uint8_t(std::clamp(std::lround(c * factor), 0L, 255L));
    };
    return {scale(colour.red), scale(colour.green), scale(colour.blue)};
}

constexpr std::array<Colour, cut_states> cuts{{{0xfb, 0xf3, 0xec},    // whole skin
                                               {0xdf, 0xc9, 0xb8},    // closed again
                                               {0x5b, 0xa3, 0xcf},    // open, cut once
                                               {0x23, 0x6f, 0xae},    // twice
                                               {0x12, 0x3f, 0x7a},    // three times
                                               {0x0b, 0x14, 0x33}}};  // four or more

}  // namespace

std::string hex(Colour colour) { return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue); }

Colour layer_colour(const skin::Stack& stack, std::size_t i)
{
    if (i >= stack.layers.size()) return backing;
    const skin::Role role = stack.layers[i].role;
    const auto same = [role](const skin::Layer& layer) { return layer.role == role; };
    const auto above = std::count_if(stack.layers.begin(), stack.layers.begin() + std::ptrdiff_t(i), same);
    return shaded(role_colour(role), std::pow(0.9, double(above)));
}

Colour cut_colour(Cut cut) { return cuts[std::size_t(cut)]; }

}  // namespace dermavox::report

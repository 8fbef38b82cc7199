/// The colours of every picture: layers, cuts, depths. Told apart by lightness as well as hue, so they hold
/// for colour-blind readers and in grey print.
#pragma once

#include "dermavox/report/plan_map.hpp"
#include "dermavox/skin/layer.hpp"

#include <cstdint>
#include <string>

namespace dermavox::report {

struct Colour {
    std::uint8_t red, green, blue;
};

/// "#rrggbb"
std::string hex(Colour colour);

/// Of layer i of a stack; i = layers.size() is the backing. Layers of one role get neighbouring shades.
Colour layer_colour(const skin::Stack& stack, std::size_t i);

/// Of a pixel of a plan map.
Colour cut_colour(Cut cut);

}  // namespace dermavox::report

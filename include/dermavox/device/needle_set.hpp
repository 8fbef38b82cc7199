/// Which needle stands in which seat of a cartridge.
#pragma once

#include "dermavox/device/needle.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dermavox::device {

struct NeedleSet {
    std::vector<Needle> types;             ///< at least one
    std::vector<std::uint16_t> of_seat{};  ///< index of `types` by seat; seats past its end carry the first

    /// The standard needle in all seats.
    NeedleSet() : types(1) {}
    /// One needle in all seats. Explicit: a device's needles are needles_of(device), of several types perhaps.
    explicit NeedleSet(const Needle& needle) : types{needle} {}

    std::uint16_t type_of(std::size_t seat) const { return seat < of_seat.size() ? of_seat[seat] : std::uint16_t(0); }
    const Needle& at(std::size_t seat) const { return types[type_of(seat)]; }
};

}  // namespace dermavox::device

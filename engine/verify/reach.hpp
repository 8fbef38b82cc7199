/// How deep a device gets on a site at rising dials under rising hands, and what of that cannot be.
#pragma once

#include "dermavox/scene/catalogue.hpp"

#include <string>
#include <vector>

namespace dermavox::verify {

/// Dials or needle lengths [mm] and multiples of the device's own push, both rising.
struct ReachGrid {
    std::vector<double> dials{0.25, 0.5, 1, 1.5, 2, 2.5}, pushes{0.5, 1, 4};
};

/// Of the mean depth that median needles of one cycle get to in whole skin.
struct Reach {
    int strokes = 0, unbalanced = 0;
    int past_root = 0;            ///< needles in further than they stand out of the face
    double lost_to_dial = 0;      ///< largest share of its depth that a stroke loses to a deeper dial
    double lost_to_push = 0;      ///< and to a heavier push
    std::vector<double> depth{};  ///< [m] by dial, then push
};

/// A share that a stroke may lose: a hand that cannot push a pen further in bears needles that stay in the skin
/// longer at a deeper dial, so that their greatest force, and with it their depth, is a little less.
inline constexpr double most_lost = 0.02;

/// Losses below 4 um, what the few steps of a balance leave open, are none. The needles of a device are made as long
/// as the dial asks, a dial's ends set aside.
Reach reach_of(const scene::Catalogue& catalogue, const std::string& device, const std::string& site,
               const ReachGrid& grid = {});

}  // namespace dermavox::verify

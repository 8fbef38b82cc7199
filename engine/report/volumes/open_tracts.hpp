// What stays open of each cut, as sections for the 3-D view.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace dermavox::wound {
struct Wound;  // wound/wound.hpp
}

namespace dermavox::report {

/// A stadium at a depth [m]: a segment of twice `half` along the heading, grown by `radius`.
struct OpenSection {
    double depth, half, radius;
};

struct OpenTract {
    double x, y, heading;  ///< [m, radians]
    double cut;            ///< depth of the cut before recoil [m]
    int hits;              ///< insertions that cut its mouth
    std::array<OpenSection, 8> sections;
};

struct OpenTracts {
    std::vector<OpenTract> drawn;
    std::size_t all;  ///< drawn is a sample of them, or all
};

/// Those with their axis in the patch, in the order of their insertions; at most `most`, each as likely as any
/// other: those with the smallest draws of the seed.
OpenTracts open_tracts(const wound::Wound& wound, std::size_t most, std::uint64_t seed);

}  // namespace dermavox::report

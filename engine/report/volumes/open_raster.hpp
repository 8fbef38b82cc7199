// What is open at the surface of a patch, on a raster: from the map of a result folder, or from measured spots.
#pragma once

#include "engine/report/compare/compare_run.hpp"

#include <cstdint>

namespace dermavox::report {

/// Row 0 is y = 0; 1 where the skin is open.
struct OpenRaster {
    int width = 0, height = 0;
    std::vector<std::uint8_t> open;

    bool at(int x, int y) const { return open[std::size_t(y) * std::size_t(width) + std::size_t(x)] != 0; }
};

/// Empty where the run has neither a map of the surface nor measured spots. Throws core::InputError for a picture
/// that is none of ours.
OpenRaster open_raster(const ReadRun& run, int width, int height);

}  // namespace dermavox::report

/// Options of commands that take a labelled volume, and what they say of it.
#pragma once

#include "dermavox/scene/volume_summary.hpp"

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace dermavox::cli {

struct VolumeOptions {
    std::string volume, grid, axes;
    std::optional<double> memory_bytes;

    std::size_t most_bytes() const;  ///< 80 % of what is free without --max-memory
    scene::VolumeChoice choice() const;
};

/// VOLUME, --axes, --grid and --max-memory.
void add_volume_options(CLI::App& command, VolumeOptions& options);

/// Format, size, axes, spacing, voxel, labels, layers, tilt: null where not known.
nlohmann::ordered_json volume_json(const scene::VolumeSummary& summary);

}  // namespace dermavox::cli

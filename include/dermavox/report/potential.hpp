/// The field that `dermavox flux -o` keeps, for OpenVDB's users.
#pragma once

#include "dermavox/transport/volume_flux.hpp"

#include <filesystem>
#include <span>

namespace dermavox::report {

struct PotentialField {
    std::span<const double> values;  ///< one for each cell
    std::array<int, 3> size{};
    transport::Order order = transport::Order::z_fastest;
    std::array<double, 3> widths{};  ///< of a cell [m]
};

/// One grid `potential` (float), a voxel for each cell; world units are millimetres, z counts as in the volume.
/// The file is there whole or not at all. Throws as
/// write_whole does (core/output.hpp).
void write_potential_vdb(const PotentialField& field, const std::filesystem::path& file, bool replace);

}  // namespace dermavox::report

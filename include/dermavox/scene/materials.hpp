/// The materials file of `dermavox flux`: what each label of a volume conducts, and what lies beyond its ends.
///
///     schema = 1
///     voxel = "5 um"              # or ["5 um", "5 um", "2.5 um"] along x, y, z; without it what the volume states
///     direction = "z"             # of the flux; its top is index 0
///     periodic = false            # the two other directions: insulated, or repeating
///     [[material]]
///     label = 1                   # or a range, "1-40", or a list of both
///     name = "tissue"
///     kappa = "1.5e-5 m2/s"       # or impermeable = true
///     [bottom]
///     value = 1.0
///     [top]
///     value = 0.0                 # at the outer face, or behind film = "8 mm", kappa_film = "2.57e-5 m2/s"
///
/// Potentials are in the user's unit: the flux density comes out in kappa x that unit / length.
#pragma once

#include "dermavox/scene/label_volume.hpp"
#include "dermavox/transport/volume_flux.hpp"

#include <filesystem>

namespace dermavox::scene {

/// Its widths are empty where the file states no voxel. Throws core::InputError with every problem (65),
/// core::Failure (66) for a file that cannot be read.
transport::FluxProblem read_materials(const std::filesystem::path& file);

/// Fills widths that are empty with those of the volume. Throws core::InputError where the volume states none with a
/// unit, and where widths contradict its proportions. `file`: the materials, for messages.
void agree_on_widths(transport::FluxProblem& problem, const VolumeGeometry& geometry,
                     const std::filesystem::path& file);

}  // namespace dermavox::scene

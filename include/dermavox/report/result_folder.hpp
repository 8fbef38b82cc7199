/// The result folder: complete, or not there.
///
/// Files are written to a temporary sibling, flushed and synced; manifest.json with their hashes comes last;
/// then the sibling is renamed. An earlier result is exchanged in one step and removed afterwards.
#pragma once

#include "dermavox/report/provenance.hpp"
#include "dermavox/report/voxel_pictures.hpp"
#include "dermavox/simulation/outcome.hpp"

#include <filesystem>
#include <functional>

namespace dermavox::report {

/// Refuses an output folder before anything is simulated: core::Failure (73) when it exists and `force` is
/// not set, when it holds anything that its manifest does not list (`force` replaces results, nothing else), when a
/// part of the path is a symbolic link or climbs back (`out/../..`), or when its parent cannot be written; 74 when
/// its disk is full. A leading `../` is the caller's own choice and allowed.
void check_output(const std::filesystem::path& folder, bool force);

/// The same, makes the folder's parent, and returns the path as core::output_path does.
std::filesystem::path ready_for_output(const std::filesystem::path& folder, bool force);

/// Runs `fill(temporary)` and puts the folder it filled, with a manifest, at `folder`.
/// Throws core::Failure: 73 as check_output; 74 for an I/O error, with no partial folder left and an earlier
/// result intact. Exceptions of `fill` pass through, with the same promise.
void write_folder(const std::filesystem::path& folder, bool force,
                  const std::function<void(const std::filesystem::path&)>& fill);

/// Every file of a run (scene.toml, resolved.toml, provenance.json, result.json, channels.csv, insertions.csv,
/// tissue.vdb, channels.vtp, volume.vti, maps/*.png, report.html) through write_folder. Of a run in tiles the voxels
/// come from `pictures`: tiles/*.vdb then stand for tissue.vdb, all else is the same. A memory peak that `provenance`
/// does not state is that of this process when the volumes are written. Throws core::Failure (70) when
/// a figure is not finite.
void write_result(const simulation::Outcome& outcome, const Provenance& provenance,
                  const std::filesystem::path& folder, bool force, const VoxelPictures& pictures = VoxelPictures());

/// Files of a result folder that are missing, added or differ from its manifest, one line each; empty when
/// all is well. Throws core::Failure (66) when there is no folder or manifest, InputError when it is damaged.
std::vector<std::string> damage_of(const std::filesystem::path& folder);

}  // namespace dermavox::report

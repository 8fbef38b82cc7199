/// The scan that a scene names under skin.volume: its layers measured, as claims on their thickness.
#pragma once

#include "dermavox/core/note.hpp"
#include "dermavox/scene/volume_summary.hpp"
#include "dermavox/skin/measured_faces.hpp"
#include "engine/scene/read/settings.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace dermavox::scene {

struct ClaimedScan {
    std::filesystem::path file;                          ///< empty: no scan
    std::shared_ptr<const skin::MeasuredFaces> faces{};  ///< of every layer and the backing
    std::vector<core::Warning> warnings{};
    std::optional<VolumeSummary> summary{};
};

/// Reads the file that skin.volume.file names beside the scene `name`, and claims the mean thickness of each layer
/// whose end it shows, below the scene's own and above the site's; skin.volume.hash; and the file under the name that
/// a result gives its copy. A thickness of which nothing can be known gets a stand-in where a problem was reported,
/// so that one mistake is told once. `most_bytes`: memory that the labels may take.
///
/// Throws core::Failure (69) for a volume that would take more, before allocating.
ClaimedScan claim_scan(const std::string& name, const std::vector<std::string>& layers, std::size_t most_bytes,
                       Claims& claims, std::vector<core::Problem>& problems);

}  // namespace dermavox::scene

/// From the command line to a scene: the catalogue, --set, --seed, and what the run may take.
#pragma once

#include "command.hpp"
#include "dermavox/scene/catalogue.hpp"
#include "dermavox/scene/scene.hpp"
#include "dermavox/simulation/estimate.hpp"

#include <filesystem>

namespace dermavox::cli {

/// $DERMAVOX_DATA, else beside the program (share/dermavox/scenes when installed, scenes/ of the source tree).
scene::Catalogue catalogue();

/// The memory of the limits also bounds the labels of a scan that the scene names.
scene::Scene read(const SceneOptions& options, const scene::Catalogue& catalogue, const Limits& limits = {});

/// Limits as given; disk_bytes is what is free where `output` goes.
simulation::Budget budget(const Limits& limits, const std::filesystem::path& output);

/// A whole file. Throws core::Failure (66) when it cannot be opened.
std::string text_of(const std::filesystem::path& file);

}  // namespace dermavox::cli

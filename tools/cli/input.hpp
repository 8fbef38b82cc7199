/// From the command line to a scene: the catalogue, --set, --seed, and what the run may take.
#pragma once

#include "command.hpp"
#include "dermavox/core/note.hpp"
#include "dermavox/core/table.hpp"
#include "dermavox/scene/catalogue.hpp"
#include "dermavox/scene/scene.hpp"
#include "dermavox/simulation/estimate.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace dermavox::cli {

/// $DERMAVOX_DATA, else beside the program (share/dermavox/scenes when installed, scenes/ of the source tree).
scene::Catalogue catalogue();

/// The memory of the limits also bounds the labels of a scan that the scene names.
scene::Scene read(const SceneOptions& options, const scene::Catalogue& catalogue, const Limits& limits = {});

/// What each table that a scene names was taken for, and warnings: a line each on stderr.
void print_tables(const scene::Scene& scene);
void print_warnings(const std::vector<core::Warning>& warnings);

/// The options --columns and --decimal-mark.
void add_table_options(CLI::App& command, TableOptions& options);

/// Limits as given; disk_bytes is what is free where `output` goes.
simulation::Budget budget(const Limits& limits, const std::filesystem::path& output);

/// A whole file. Throws core::Failure (66) when it cannot be opened.
std::string text_of(const std::filesystem::path& file);

}  // namespace dermavox::cli

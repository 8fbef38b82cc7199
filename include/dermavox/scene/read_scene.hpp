/// From scene file to Scene: TOML, presets, --set, defaults, and every problem at once.
///
/// A value comes from, in rising order: the default of the schema, the material of a layer, the site or device
/// preset, the scene, --set. Limits: UTF-8, of which other characters than ASCII in strings and comments only, at
/// most 1 MiB, brackets 32 deep; tables of 1 GiB and 10 million rows. No file but the scene, what it names beside
/// itself, and the catalogue is read; nothing is written.
#pragma once

#include "dermavox/scene/catalogue.hpp"
#include "dermavox/scene/scene.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace dermavox::scene {

/// Memory that the labels of a scan (skin.volume) may take without a word from the user [bytes].
inline constexpr std::size_t default_volume_bytes = 4'000'000'000;

/// @param sets  "key=value" of --set: a TOML value if it parses as one, else the bare text.
/// Throws core::InputError with all problems (65); core::Failure (66) when the file cannot be read, (69) when the
/// scan that it names would take more than `most_volume_bytes`, before allocating.
Scene read_scene(const std::filesystem::path& file, const std::vector<std::string>& sets, const Catalogue& catalogue,
                 std::size_t most_volume_bytes = default_volume_bytes);

/// The same from text; `name` stands for the file in messages and in Scene::source_name, and its folder is where
/// files that the scene names are looked for.
Scene read_scene_text(const std::string& text, const std::string& name, const std::vector<std::string>& sets,
                      const Catalogue& catalogue, std::size_t most_volume_bytes = default_volume_bytes);

/// Every key with its value as TOML; values that are not the user's say basis, source and origin. Reading it gives
/// the same scene, with the long tables of the scene beside it.
std::string resolved_text(const Scene& scene);

/// A table that resolved_text names, as CSV that reads back to the same bits.
void write_long_table(const LongTable& table, std::ostream& out);

}  // namespace dermavox::scene

/// Tables that a scene names: needles and profiles, a path, known openings.
#pragma once

#include "dermavox/core/table.hpp"
#include "engine/scene/keys/schema.hpp"
#include "engine/scene/read/document.hpp"

#include <string>
#include <vector>

namespace dermavox::scene {

/// A table of the scene and the lists that say the same.
struct SceneTable {
    std::string key;    ///< that names the file: motion.path
    std::string lists;  ///< its columns: motion.points.x, ... ; or one list of all rows: device.cartridge.seats
    core::TableKind kind;

    bool by_column() const { return lists.ends_with('.'); }
    std::string section() const { return key.substr(0, key.rfind('.')); }
    std::string first_list() const { return by_column() ? lists + kind.columns.front().name : lists; }
};
SceneTable needle_table();
SceneTable profile_table(const std::string& needle);  ///< device.needle or device.needle_type[n]
SceneTable path_table();
SceneTable opening_table();

/// The rows of the schema by which a user chooses columns and the decimal mark of a table.
std::vector<Row> choice_rows(const SceneTable& table);

/// The lists of a table, with the place of `named`, the key that names its file. Reports what core::read_table
/// refuses and values out of the range of their key, at their line and column. `assumed` gets the reader's line.
std::vector<Item> read_scene_table(std::string bytes, const std::string& file, const SceneTable& table,
                                   const core::TableChoices& choices, const Item& named, std::string& assumed,
                                   std::vector<core::Problem>& problems);

/// What a scene or a study says of a table's columns and decimal mark: its items under `section`.columns and
/// `section`.decimal_mark. Reports those that are no text.
core::TableChoices choices_of(const std::string& section, const std::vector<Item>& items,
                              std::vector<core::Problem>& problems);

}  // namespace dermavox::scene

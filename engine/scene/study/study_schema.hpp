/// The table of keys of a study file, in the form of the scene's own table.
#pragma once

#include "engine/scene/keys/schema.hpp"

namespace dermavox::scene {

/// Keys of [[parameter]], [[variant]], [[objective]], [[limit]] stand as parameter.<n>.key.
const std::vector<Row>& study_rows();

/// "parameter[2].key" -> "parameter.<n>.key"; any other key as it is.
std::string study_key(const std::string& key);

/// The row of a key of a study file; null when unknown.
const Row* find_study_row(const std::string& key);

/// True for a table of a study file, or one of its lists of tables.
bool is_study_table(const std::string& key);

}  // namespace dermavox::scene

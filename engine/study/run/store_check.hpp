// What a study.sqlite must be before a row of it is believed. Private to study.
#pragma once

#include "engine/study/run/database.hpp"

#include <string>
#include <vector>

namespace dermavox::study {

/// Version of tables and columns that this program writes, under "schema" of table meta.
inline constexpr int store_schema = 1;

/// Columns of every store, before those of parameters and results.
inline constexpr const char* fixed_columns[] = {"case",      "point",  "seed",       "state",
                                                "attempts",  "host",   "seconds",    "memory_bytes",
                                                "exit_code", "reason", "scene_hash", "result_hash"};

/// Throws core::Failure (65) where the file is damaged, holds anything but the two tables of a store (triggers and
/// views would run), is of a newer schema, or has a row that no version writes.
void check_store(const Database& database);

}  // namespace dermavox::study

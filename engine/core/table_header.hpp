// Which column of a file is which. Private to core.
#pragma once

#include "dermavox/core/table.hpp"
#include "engine/core/table_records.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace dermavox::core {

/// "Force (N)" as name "force" and unit "N"; "speed_mm_s" as "speed" and "mm/s".
struct HeaderName {
    std::string whole;  ///< lower case, '_' for blanks and dashes: the header without looking for a unit
    std::string name, unit;
};
HeaderName header_name(std::string_view header);

/// A row in which every cell is empty or a unit, with or without brackets: those units; empty otherwise.
std::vector<std::string> units_in(const std::vector<Cell>& cells);

/// A column of a kind in a file.
struct FoundColumn {
    int cell = -1;  ///< -1: not there
    std::string unit{};
    std::vector<int> rivals{};  ///< other cells that fit as well
};

/// How much a match may assume. strict: names as the kind has them.
enum class Matching { strict, loose };

/// For each column of the kind. `units`: of the row under the header, may be empty.
std::vector<FoundColumn> match_columns(const std::vector<Cell>& header, const std::vector<std::string>& units,
                                       const TableKind& kind, const TableChoices& choices, Matching matching);

/// Columns of the kind that were found, 0 where a required one was not.
int matched(const std::vector<FoundColumn>& found, const TableKind& kind);

}  // namespace dermavox::core

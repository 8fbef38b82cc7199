/// Numbers with units from CSV: a header of names with units, then a row a line. Shared by needle tables, paths and
/// lists of openings.
#pragma once

#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dermavox::scene {

struct TableColumn {
    std::string name;
    core::Dimension dimension = core::Dimension::length;
    std::vector<std::pair<std::string, std::string>> headers;  ///< {"x_mm", "mm"}: as written, unit of its numbers
    bool required = false;
    bool names = false;  ///< texts in place of numbers
};

struct TableKind {
    std::string key;       ///< of the scene, for messages
    std::string noun;      ///< of a row: "needle"
    std::string expected;  ///< columns in words
    std::string required;  ///< required ones in words
    std::string example;   ///< hint
    std::vector<TableColumn> columns;
    bool others = false;  ///< columns of other names are passed over
};

/// Rows of SI numbers in the order of `kind.columns`; NaN in columns that the file does not have. Lines that start
/// with # and empty lines are skipped. `problems` gets every place that does not fit: text that is not ASCII or over
/// 1 MiB, a column unknown, repeated or missing, a line with too few or too many values, a value that is no finite
/// number. The rows mean something only when there is no problem.
/// Of a column of names the row holds the place of its text in `names`.
std::vector<std::vector<double>> read_number_table(std::string_view text, const std::string& file,
                                                   const TableKind& kind, std::vector<core::Problem>& problems,
                                                   std::vector<std::string>* names = nullptr);

/// {"x_mm", "mm"}, {"x_um", "um"}
std::vector<std::pair<std::string, std::string>> in_mm_or_um(const std::string& name);

}  // namespace dermavox::scene

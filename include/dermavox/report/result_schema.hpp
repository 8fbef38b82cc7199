/// What every key of result.json means: the table behind `dermavox schema result` and scenes/RESULT.md.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace dermavox::report {

/// spread: an object of mean, sd, p5, p50, p95. window: low, mean, high. quantiles: p10, p50, p90.
enum class ResultType { number, integer, text, flag, spread, window, quantiles };

struct ResultKey {
    std::string_view key;  ///< dotted; "[]" stands for the items of a list, "{}" for keys that are figures' names
    ResultType type;
    std::string_view meaning;  ///< the unit stands in the key
};

/// Every key, in the order of the file. Whatever is not computed is null, at the key or at the object around it.
std::span<const ResultKey> result_keys();

/// JSON Schema (draft 2020-12): closed, so that an unknown key is an error.
std::string result_schema();

/// The same as Markdown, for people.
std::string result_reference();

}  // namespace dermavox::report

/// JSON is foreign text, and copies of a deeply nested document recurse.
#pragma once

#include <stdexcept>

namespace dermavox::core {

/// Callback for nlohmann::json::parse: throws std::length_error where a document is nested deeper than any of ours.
inline constexpr auto shallow_json = [](int depth, auto /*event*/, auto& /*value*/) {
    constexpr int deepest = 16;
    if (depth > deepest) throw std::length_error("nested more than 16 levels deep");
    return true;
};

}  // namespace dermavox::core

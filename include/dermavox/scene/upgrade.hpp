/// A scene of an older schema as this version writes it: what `dermavox upgrade` prints.
#pragma once

#include <string>

namespace dermavox::scene {

inline constexpr int newest_schema = 1;

struct Upgraded {
    std::string text;
    bool changed = false;
};

/// Schema 1 is the first: a text of it comes back as it is, one that names no schema gets the line, at its top, and
/// keeps the rest byte by byte. Throws core::InputError for what is no TOML, and for a schema this version does not
/// know.
Upgraded upgraded(const std::string& text, const std::string& name);

}  // namespace dermavox::scene

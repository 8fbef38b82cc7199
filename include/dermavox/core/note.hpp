/// What a result says about itself beside its numbers.
#pragma once

#include <string>
#include <vector>

namespace dermavox::core {

/// A condition that a reader of the result must know, e.g. {"not_modelled", "closure: ..."}.
struct Warning {
    std::string code;  ///< snake_case, stable: scripts match on it
    std::string text;
};

/// A value that no source backs: shown in every report under its key.
struct Assumption {
    std::string key;
    std::string value;
    std::string why;
};

struct Notes {
    std::vector<Warning> warnings;
    std::vector<Assumption> assumed;
};

}  // namespace dermavox::core

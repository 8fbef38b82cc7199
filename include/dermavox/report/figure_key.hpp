/// Short names of figures, as the limits of a scene call them.
#pragma once

#include <string>

namespace dermavox::report {

/// "coverage" -> "coverage.at_depth[0].open_fraction"; a key of result.json stays what it is.
std::string key_of_figure(const std::string& name);

}  // namespace dermavox::report

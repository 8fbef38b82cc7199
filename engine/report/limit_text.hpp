// A verdict in words.
#pragma once

#include "dermavox/simulation/outcome.hpp"

#include <string>

namespace dermavox::report {

/// "Open surface 1.8 %, at least 2 %". A figure without a name here is shown under its key, in SI.
std::string limit_text(const simulation::Verdict& verdict);

}  // namespace dermavox::report

// A verdict in words.
#pragma once

#include "dermavox/result/verdict.hpp"

#include <string>

namespace dermavox::report {

/// "Open at the surface 1.8 %, at least 2 % asked"
std::string limit_text(const result::Verdict& verdict);

}  // namespace dermavox::report

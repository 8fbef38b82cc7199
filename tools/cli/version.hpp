/// What this program is: version, commit, compiler, libraries.
#pragma once

#include "dermavox/report/provenance.hpp"

#include <string>

namespace dermavox::cli {

/// Provenance of the program and this process; scene, stages and command are the caller's to add.
report::Provenance program();

std::string version_text();  ///< for --version

}  // namespace dermavox::cli

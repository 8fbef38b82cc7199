/// The commands that tell about the program's own languages: explain, schema, new, upgrade, completion, manual.
#pragma once

#include <CLI/CLI.hpp>

namespace dermavox::cli {

/// Call it last: completion and manual are written from the commands that `app` has.
void add_reference(CLI::App& app, int& exit_code);

}  // namespace dermavox::cli

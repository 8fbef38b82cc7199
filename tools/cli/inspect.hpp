#pragma once

namespace CLI {
class App;
}

namespace dermavox::cli {

/// Adds `inspect VOLUME [-o SLICES.png]` to the program.
void add_inspect(CLI::App& app, int& exit_code);

}  // namespace dermavox::cli

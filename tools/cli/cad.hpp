#pragma once

namespace CLI {
class App;
}

namespace dermavox::cli {

/// Adds `cad SCENE -o DIR` to the program.
void add_cad(CLI::App& app, int& exit_code);

}  // namespace dermavox::cli

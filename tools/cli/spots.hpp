#pragma once

namespace CLI {
class App;
}

namespace dermavox::cli {

/// Adds `spots PICTURE... --scale WIDTH` to the program.
void add_spots(CLI::App& app, int& exit_code);

}  // namespace dermavox::cli

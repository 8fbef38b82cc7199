#pragma once

namespace CLI {
class App;
}

namespace dermavox::cli {

/// Adds `calibrate SCENE CURVE.csv [--fit KEYS] [-o FITTED.toml]` to the program.
void add_calibrate(CLI::App& app, int& exit_code);

}  // namespace dermavox::cli

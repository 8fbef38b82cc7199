#pragma once

namespace CLI {
class App;
}

namespace dermavox::cli {

/// Adds `flux VOLUME --materials M [-o FIELD.vdb]` to the program.
void add_flux(CLI::App& app, int& exit_code);

}  // namespace dermavox::cli

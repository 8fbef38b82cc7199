/// `dermavox study` on the command line: its options and subcommands.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>

namespace dermavox::cli {

/// Adds the command; `exit_code` is set when it runs.
void add_study(CLI::App& app, int& exit_code);

}  // namespace dermavox::cli

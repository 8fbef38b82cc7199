/// What the parser knows of commands and options, as completion for a shell and as a manual page.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace dermavox::cli {

/// A bash script that completes commands, options and file names.
std::string completion_of(const CLI::App& app);

/// A page for man(1), section 1.
std::string manual_of(const CLI::App& app);

}  // namespace dermavox::cli

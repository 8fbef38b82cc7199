#include "input.hpp"

#include "dermavox/core/memory.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/text_file.hpp"
#include "dermavox/scene/read_scene.hpp"
#include "messages.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace dermavox::cli {
namespace fs = std::filesystem;

scene::Catalogue catalogue()
{
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    return scene::find_catalogue(
        {program.parent_path() / ".." / "share" / "dermavox" / "scenes", DERMAVOX_SOURCE_SCENES});
}

scene::Scene read(const SceneOptions& options, const scene::Catalogue& catalogue, const Limits& limits)
{
    auto sets = options.sets;
    if (options.seed) sets.push_back("run.seed=" + std::to_string(*options.seed));
    const double free = 0.8 * core::free_memory(), most_unasked = double(scene::default_volume_bytes);
    const double most = limits.memory_bytes.value_or(free > 0 ? std::min(free, most_unasked) : most_unasked);
    return scene::read_scene(options.scene, sets, catalogue, std::size_t(most));
}

void print_warnings(const std::vector<core::Warning>& warnings)
{
    for (const core::Warning& warning : warnings) say("warning: {}\n", warning.text);
}

void print_tables(const scene::Scene& scene)
{
    for (const std::string& line : scene.assumed_of_tables) say("{}\n", line);
}

core::TableChoices TableOptions::choices() const
{
    core::TableChoices choices{.columns = {}, .decimal_mark = {}, .as_options = true};
    if (!decimal_mark.empty()) choices.decimal_mark = decimal_mark.front();
    for (const std::string& choice : columns) {
        const auto sign = choice.find('=');
        if (sign == choice.npos || sign == 0 || sign + 1 == choice.size())
            throw core::Failure(core::exit_code::usage, "--columns " + choice + ": write NAME=HEADER");
        choices.columns[choice.substr(0, sign)] = choice.substr(sign + 1);
    }
    return choices;
}

void add_table_options(CLI::App& command, TableOptions& options)
{
    command.add_option("--columns", options.columns, "Which header of the table is which column; repeatable")
        ->type_name("NAME=HEADER")
        ->allow_extra_args(false);
    command.add_option("--decimal-mark", options.decimal_mark, "Of the table, where its numbers leave it open")
        ->check(CLI::IsMember({",", "."}));
}

simulation::Budget budget(const Limits& limits, const fs::path& output)
{
    fs::path existing = fs::absolute(output);
    while (!fs::exists(existing) && existing.has_relative_path()) existing = existing.parent_path();
    std::error_code error;
    const fs::space_info space = fs::space(existing, error);
    const bool known = !error && space.capacity > 0;
    return {.memory_bytes = limits.memory_bytes.value_or(0),
            .voxels = limits.voxels.value_or(0),
            .disk_bytes = known ? std::optional(double(space.available)) : std::nullopt};
}

std::string text_of(const fs::path& file) { return core::read_text_file(file, core::most_json_bytes); }

}  // namespace dermavox::cli

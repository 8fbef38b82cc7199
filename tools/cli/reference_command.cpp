#include "reference_command.hpp"

#include "command.hpp"
#include "dermavox/core/output.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/text_file.hpp"
#include "dermavox/result/result_schema.hpp"
#include "dermavox/scene/reference.hpp"
#include "dermavox/scene/starter.hpp"
#include "dermavox/scene/upgrade.hpp"
#include "input.hpp"
#include "messages.hpp"
#include "option_table.hpp"

#include <cstdio>
#include <fmt/format.h>
#include <fstream>
#include <memory>

namespace dermavox::cli {
namespace {

/// To standard output, or to a file that is not there yet.
int deliver(const std::string& text, const std::string& file)
{
    if (file.empty()) {
        std::fputs(text.c_str(), stdout);
        return core::exit_code::done;
    }
    core::write_whole(file, false, text);
    say("{}\n", file);
    return core::exit_code::done;
}

int upgrade(const std::string& file, const std::string& output)
{
    const scene::Upgraded scene = scene::upgraded(core::read_text_file(file, core::most_scene_bytes), file);
    if (!scene.changed) say("{}: of schema {} already, the newest\n", file, scene::newest_schema);
    return deliver(scene.text, output);
}

void add_explain(CLI::App& app, int& exit_code)
{
    auto key = std::make_shared<std::string>();
    auto* command = app.add_subcommand("explain", "What a scene key means; without a key, all of them");
    command->add_option("KEY", *key, "Dotted key or table, e.g. device.needle.diameter, skin");
    command->callback([=, &exit_code] {
        exit_code = deliver(key->empty() ? scene::reference_text() : scene::explain(*key) + '\n', {});
    });
}

void add_schema(CLI::App& app, int& exit_code)
{
    auto what = std::make_shared<std::string>("scene");
    auto* command =
        app.add_subcommand("schema", "JSON Schema of a scene, a study or a result, for editors and programs");
    command->add_option("WHAT", *what, "scene, study or result")->check(CLI::IsMember({"scene", "study", "result"}));
    command->callback([=, &exit_code] {
        exit_code = *what == "study"
                        ? print_study_schema()
                        : deliver((*what == "scene" ? scene::json_schema() : result::result_schema()) + '\n', {});
    });
}

void add_new(CLI::App& app, int& exit_code)
{
    struct New {
        std::string kind, output;
    };
    auto o = std::make_shared<New>();
    auto* command = app.add_subcommand("new", "A commented scene to begin with");
    command->add_option("KIND", o->kind, "pen, roller or stamp")
        ->required()
        ->check(CLI::IsMember(scene::starter_kinds()));
    command->add_option("-o,--output", o->output, "Write it to a new file instead of standard output")
        ->type_name("FILE");
    command->footer("\nExample:\n  dermavox new pen -o mine.toml\n  dermavox run mine.toml");
    command->callback(
        [=, &exit_code] { exit_code = deliver(scene::starter_scene(o->kind, catalogue()), o->output); });
}

void add_upgrade(CLI::App& app, int& exit_code)
{
    struct Upgrade {
        std::string scene, output;
    };
    auto o = std::make_shared<Upgrade>();
    auto* command = app.add_subcommand("upgrade", "A scene of an older schema as this version writes it");
    command->add_option("SCENE", o->scene, "Scene file (TOML)")->required();
    command->add_option("-o,--output", o->output, "Write it to a new file instead of standard output")
        ->type_name("FILE");
    command->callback([=, &exit_code] { exit_code = upgrade(o->scene, o->output); });
}

}  // namespace

void add_reference(CLI::App& app, int& exit_code)
{
    add_explain(app, exit_code);
    add_schema(app, exit_code);
    add_new(app, exit_code);
    add_upgrade(app, exit_code);
    auto* completion = app.add_subcommand("completion", "Completion for bash, to standard output");
    completion->footer("\nExample:\n  source <(dermavox completion)");
    completion->callback([&app, &exit_code] { exit_code = deliver(completion_of(app), {}); });
    auto* manual = app.add_subcommand("manual", "Manual page, to standard output");
    manual->footer("\nExample:\n  dermavox manual | man -l -");
    manual->callback([&app, &exit_code] { exit_code = deliver(manual_of(app), {}); });
}

}  // namespace dermavox::cli

/// Reads the command line, runs one command, turns what went wrong into a message and an exit code.

#include "cad.hpp"
#include "calibrate.hpp"
#include "command.hpp"
#include "dermavox/core/output.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/scene/volume_child.hpp"
#include "flux.hpp"
#include "input.hpp"
#include "inspect.hpp"
#include "messages.hpp"
#include "number_option.hpp"
#include "reference_command.hpp"
#include "spots.hpp"
#include "stopping.hpp"
#include "study_command.hpp"
#include "version.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <fmt/format.h>
#include <new>
#include <system_error>
#include <unistd.h>

namespace dermavox::cli {
namespace {

const char* const k_run_examples = R"(
Examples:
  dermavox run scenes/cheek-pen-12-ring.toml -o out/cheek
  dermavox run scene.toml --set device.depth="1.5 mm" --set skin.site=forehead
  dermavox run scene.toml --json | jq .coverage

The result folder holds report.html, result.json, channels.csv, insertions.csv, tissue.vdb,
channels.vtp, volume.vti, maps/, scene.toml, resolved.toml and provenance.json.)";

const char* const k_exit_codes = R"(
Exit codes: 0 done; 1 a check or limit failed; 2 usage; 3 a solver did not converge; 65 bad scene or data;
66 no such input; 69 refused for resources; 70 internal error; 73 cannot create the output; 74 I/O error;
75 stopped, can resume; 130 and 143 stopped by a signal.)";

const CLI::AsNumberWithUnit k_as_seconds(std::map<std::string, double>{{"s", 1}, {"min", 60}, {"h", 3600}});

void add_scene_options(CLI::App& command, SceneOptions& input)
{
    command.add_option("SCENE", input.scene, "Scene file (TOML)")->required();
    command.add_option("--set", input.sets, "Set a scene key, e.g. device.depth=\"1.5 mm\"; repeatable")
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false);
    command.add_option("--seed", input.seed, "Seed of every random number; run.seed of the scene otherwise");
    command.add_option("--threads", input.threads, "Threads; one per core otherwise")->check(CLI::Range(1, 1024));
}

void add_limits(CLI::App& command, Limits& limits)
{
    command.add_option("--max-memory", limits.memory_bytes, "Refuse a run that needs more, e.g. 8GB")
        ->transform(as_bytes())
        ->check(more_than_zero())
        ->type_name("SIZE");
    command.add_option("--max-voxels", limits.voxels, "Refuse a patch of more voxels")->check(more_than_zero());
    command.add_option("--max-time", limits.seconds, "Stop after this time, e.g. 10min")
        ->transform(k_as_seconds)
        ->check(more_than_zero())
        ->type_name("TIME");
}

void add_run(CLI::App& app, RunOptions& o, int& exit_code)
{
    auto* command = app.add_subcommand("run", "Simulate a scene and write its result folder");
    add_scene_options(*command, o.input);
    add_limits(*command, o.limits);
    command->add_option("-o,--output", o.output, "Result folder; out/<scene name> otherwise")->type_name("DIR");
    command->add_option("--subjects", o.subjects, "Run this many persons too: P10, P50 and P90 of every figure")
        ->check(CLI::Range(2, 1000000));
    command->add_flag("--dial-sweep", o.dial_sweep, "Reached depth at every setting of the dial");
    command->add_flag("--rules", o.rules, "Print every rule of practice: met, broken or not applicable");
    command->add_flag("--force", o.force, "Replace an existing result folder");
    command->add_flag("--quiet", o.quiet, "No messages but errors");
    command->add_flag("--json", o.json, "Print result.json to standard output as well");
    command->footer(k_run_examples);
    command->callback([&o, &exit_code] { exit_code = run(o); });
}

void add_check(CLI::App& app, CheckOptions& o, int& exit_code)
{
    auto* command = app.add_subcommand("check", "Validate scenes; print what a run will take");
    command->add_option("SCENE", o.scenes, "Scene files (TOML)")->required();
    command->add_option("--set", o.sets, "Set a scene key")->type_name("KEY=VALUE")->allow_extra_args(false);
    add_limits(*command, o.limits);
    command->add_flag("--json", o.json, "Print the estimate and the counted work as JSON, a line for each scene");
    command->footer("\nExample:\n  dermavox check scenes/*.toml");
    command->callback([&o, &exit_code] { exit_code = check(o); });
}

void add_catalogue(CLI::App& app, const char* noun, std::string& name, int (*list)(const std::string&),
                   int& exit_code)
{
    auto* command = app.add_subcommand(noun, std::string("List the ") + noun + " of the catalogue");
    auto* show = command->add_subcommand("show", "Every field with its value, basis and source");
    show->add_option("NAME", name, "Catalogue name")->required();
    command->footer(std::string("\nExample:\n  dermavox ") + noun + " show " +
                    (std::string(noun) == "sites" ? "cheek" : "pen-12-ring"));
    command->require_subcommand(0, 1);
    command->callback([&name, list, &exit_code] { exit_code = list(name); });
}

void add_rules(CLI::App& app, std::string& id, std::string& file, int& exit_code)
{
    auto* command = app.add_subcommand("rules", "What practice says, with sources: rules, windows, questions");
    auto* show = command->add_subcommand("show", "One of them with everything that it states");
    show->add_option("ID", id, "Its id")->required();
    auto* check = command->add_subcommand("check", "Look for mistakes in a file of your own rules");
    check->add_option("FILE", file, "File of rules (TOML)")->required();
    command->footer("\nExamples:\n  dermavox rules show interval-three-weeks\n  dermavox rules check our-rules.toml\n"
                    "\nA scene takes your own file by practice.rules, and makes rules limits by practice.required.");
    command->require_subcommand(0, 1);
    command->callback([&, check] { exit_code = check->parsed() ? check_rule_file(file) : list_rules(id); });
}

struct MechanicsOptions {
    SceneOptions input;
    IndentOptions indent;
    ContactOptions contact;
    std::string disc = "25 um", radii = "0 mm,0.5 mm,1 mm,2 mm";
};

void add_mechanics(CLI::App& app, MechanicsOptions& o, int& exit_code)
{
    auto* kernel_command = app.add_subcommand("kernel", "Surface sink per newton under a disc load, CSV");
    add_scene_options(*kernel_command, o.input);
    kernel_command->add_option("--disc", o.disc, "Radius of the disc")->capture_default_str();
    kernel_command->add_option("--radii", o.radii, "Distances from its axis, with commas between")
        ->capture_default_str();
    kernel_command->footer("\nExample:\n  dermavox kernel scene.toml --disc \"25 um\" --radii \"0 mm,0.5 mm,2 mm\"");
    kernel_command->callback([&] { exit_code = kernel(o.input, o.disc, o.radii); });

    auto* indent_command = app.add_subcommand("indent", "Force against depth of one stroke, every needle, CSV");
    add_scene_options(*indent_command, o.indent.input);
    indent_command->add_option("--plot", o.indent.plot,
                               "SVG file for a picture: force of all needles and of each, what gives way, where the "
                               "work goes");
    indent_command->add_flag("--force", o.indent.force, "Replace an existing picture");
    indent_command->footer("\nExample:\n  dermavox indent scene.toml --plot stroke.svg > curve.csv");
    indent_command->callback([&] { exit_code = indent(o.indent); });

    auto* contact_command =
        app.add_subcommand("contact", "How the skin bears the device's cap, base or drum without needles, CSV");
    add_scene_options(*contact_command, o.contact.input);
    contact_command->add_flag("--json", o.contact.json, "JSON instead of CSV");
    contact_command->add_option("--plot", o.contact.plot,
                                "SVG file for a picture: displacement and surface by force");
    contact_command->add_flag("--force", o.contact.force, "Replace an existing picture");
    contact_command->add_option("--cache", o.contact.cache,
                                "Folder for solved tables [$XDG_CACHE_HOME/dermavox, ~/.cache/dermavox]");
    contact_command->footer("\nExample:\n  dermavox contact scene.toml --plot contact.svg > contact.csv");
    contact_command->callback([&] { exit_code = contact(o.contact); });
}

void add_report(CLI::App& app, ReportOptions& o, int& exit_code)
{
    auto* command = app.add_subcommand("report", "Write report.html of a result folder again");
    command->add_option("DIR", o.folder, "Result folder")->required();
    command->add_option("--threads", o.threads, "Threads; one per core otherwise")->check(CLI::Range(1, 1024));
    command->add_flag("--quiet", o.quiet, "No messages but errors");
    command->footer(
        "\nThe scene is run again from resolved.toml, and the page is written only when every figure is the\n"
        "same as in result.json; exit code 1 otherwise, with the folder as it was.");
    command->callback([&o, &exit_code] { exit_code = report_again(o); });
}

const char* const k_compare_examples = R"(
The first run is the reference. Runs that differ in their seed alone are taken together as one design.
A CSV file holds what was measured: key,value,sd,n or spots as x_mm,y_mm,area_um2 (tests/README.md tells more).

Examples:
  dermavox compare out/before out/after
  dermavox compare out/a out/b -o out/a-b                a page with plots and difference map
  dermavox compare out/before out/after --fail-on 'coverage > 5%' --fail-on 'gap > +100' --fail-on 'any moved'
  dermavox compare out/a-seed1 out/a-seed2 out/b-seed1 out/b-seed2
  dermavox compare measured.csv out/cheek --json | jq '.others[0].figures[] | select(.verdict == "moved")'

A rule compares with the reference: 'coverage > 5%' either way, '> +5%' and '< -5%' one way, '> 20' in the unit of
the key. Exit code 1 when a rule is broken.)";

void add_compare(CLI::App& app, CompareOptions& o, int& exit_code)
{
    auto* command =
        app.add_subcommand("compare", "Every figure of results side by side: difference, interval, verdict");
    command->add_option("RUN", o.runs, "Result folders, or tables of measurements")->required()->expected(2, -1);
    command->add_option("--fail-on", o.fail_on, "Exit with 1 when this holds, e.g. 'coverage > 5%'; repeatable")
        ->type_name("RULE")
        ->allow_extra_args(false);
    add_table_options(*command, o.table);
    command->add_option("-o,--output", o.output, "Folder for compare.html and compare.json")->type_name("DIR");
    command->add_flag("--force", o.force, "Replace an existing folder");
    command->add_flag("--quiet", o.quiet, "No messages but errors");
    command->add_flag("--json", o.json, "Print JSON instead of the table");
    command->add_flag("--all", o.all, "List figures that are the same as well");
    command->footer(k_compare_examples);
    command->callback([&o, &exit_code] { exit_code = compare(o); });
}

const char* const k_find_examples = R"(
A target is FIGURE=VALUE, FIGURE>=VALUE or FIGURE<=VALUE; figures are keys of result.json or the names of limits
(coverage, density, reached, tewl, ...). Exit code 1 where no value of the range meets every target and limit; the
nearest is printed then.

Examples:
  dermavox find pen.toml --vary device.depth=0.25mm..2.5mm --target depth.inserted_um.p50=600um
  dermavox find pen.toml --vary motion.passes=1..20 --target 'coverage>=5%'
  dermavox find pen.toml --vary motion.speed=10mm/s..120mm/s --target density=250 --limit 'stroke_force<=2'
  dermavox find pen.toml --vary device.depth=0.5mm..2mm --vary motion.speed=20mm/s..80mm/s \
                         --target depth.inserted_um.p50=600um --target density=250)";

void add_find(CLI::App& app, FindOptions& o, int& exit_code)
{
    auto* command = app.add_subcommand("find", "Which value of a key gives a figure its target: dial, passes, speed");
    add_scene_options(*command, o.input);
    command->add_option("--vary", o.vary, "A key with its range, e.g. device.depth=0.25mm..2.5mm; repeatable")
        ->type_name("KEY=LOW..HIGH")
        ->required()
        ->allow_extra_args(false);
    command->add_option("--target", o.targets, "What a figure is to be, e.g. coverage>=5%; repeatable")
        ->type_name("FIGURE=VALUE")
        ->required()
        ->allow_extra_args(false);
    command->add_option("--limit", o.limits, "What the answer must keep as well; repeatable")
        ->type_name("FIGURE<=VALUE")
        ->allow_extra_args(false);
    command->add_option("--seeds", o.seeds, "Runs of each value, whose scatter gives the interval")
        ->check(CLI::Range(2, 1000))
        ->capture_default_str();
    command->add_option("--most", o.most, "Values tried, at most")
        ->check(CLI::Range(4, 100000))
        ->capture_default_str();
    command->add_flag("--outside-validity", o.outside_validity,
                      "Take an answer far outside what the model was checked for, too");
    command->add_flag("--quiet", o.quiet, "No progress");
    command->add_flag("--json", o.json, "Print JSON");
    command->footer(k_find_examples);
    command->callback([&o, &exit_code] { exit_code = find(o); });
}

void add_verify(CLI::App& app, VerifyOptions& o, int& exit_code)
{
    auto* command = app.add_subcommand("verify", "Check the engine against closed forms and published measurements");
    command->add_flag("--full", o.full, "The slow checks as well: minutes");
    command->add_flag("--json", o.json, "Print JSON");
    command->add_option("--page", o.page, "Write VERIFICATION.md with its plots into a folder")->type_name("DIR");
    command->footer("\nExit code 1 when a check fails; measurements outside their band are told, not failed."
                    "\n\nExamples:\n  dermavox verify\n  dermavox verify --full --json | jq '.checks[] | "
                    "select(.pass | not)'");
    command->callback([&o, &exit_code] { exit_code = verify(o); });
}

int parse_and_run(int argc, char** argv)
{
    CLI::App app("dermavox: what a needling cartridge does to skin", "dermavox");
    app.set_version_flag("--version", version_text());
    app.require_subcommand(1);
    app.footer(k_exit_codes);

    int exit_code = 0;
    RunOptions run_options;
    run_options.command.assign(argv, argv + argc);
    CompareOptions compare_options;
    ReportOptions report_options;
    compare_options.command = run_options.command;
    CheckOptions check_options;
    std::string site, device, folder;
    MechanicsOptions mechanics_options;
    add_run(app, run_options, exit_code);
    add_check(app, check_options, exit_code);
    add_compare(app, compare_options, exit_code);
    add_report(app, report_options, exit_code);
    add_catalogue(app, "sites", site, list_sites, exit_code);
    add_catalogue(app, "devices", device, list_devices, exit_code);
    std::string rule, rule_file;
    add_rules(app, rule, rule_file, exit_code);
    add_mechanics(app, mechanics_options, exit_code);
    add_flux(app, exit_code);
    add_inspect(app, exit_code);
    add_spots(app, exit_code);
    add_cad(app, exit_code);
    add_calibrate(app, exit_code);
    FindOptions find_options;
    add_find(app, find_options, exit_code);
    VerifyOptions verify_options;
    add_verify(app, verify_options, exit_code);
    auto* verify_command = app.add_subcommand("verify-output", "Compare a result folder with its manifest of hashes");
    verify_command->add_option("DIR", folder, "Result folder")->required();
    verify_command->callback([&] { exit_code = verify_output(folder); });
    add_study(app, exit_code);
    add_reference(app, exit_code);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? core::exit_code::done : core::exit_code::usage;
    }
    return exit_code;
}

/// Of the exception in hand, with its message.
int failed()
try {
    throw;
} catch (const core::InputError& error) {
    say("{}\n", error.what());
    return core::exit_code::bad_input;
} catch (const core::Failure& failure) {
    say("dermavox: {}\n", failure.what());
    return failure.exit_code();
} catch (const std::bad_alloc&) {
    std::fputs("dermavox: out of memory; a coarser grid.voxel or a smaller motion.area needs less\n",
               stderr);  // makes no string
    return core::exit_code::refused;
} catch (const std::system_error& error) {  // of threads that cannot be started, files, standard output
    say("dermavox: {}\n", error.what());
    const bool lacking =
        error.code() == std::errc::resource_unavailable_try_again || error.code() == std::errc::not_enough_memory;
    return lacking ? core::exit_code::refused : core::exit_code::io_error;
} catch (const std::exception& error) {
    say("dermavox: internal error: {}\n", error.what());
    return core::exit_code::internal;
} catch (...) {
    say("dermavox: internal error\n");
    return core::exit_code::internal;
}

/// Where no handler is reached, as for memory that runs out inside a destructor, a handler or a library's thread.
[[noreturn]] void end_at_once()
{
    int code = core::exit_code::internal;
    try {
        if (std::current_exception()) code = failed();
        core::end_partials();
    } catch (...) {  // not even a message can be made
        code = core::exit_code::refused;
    }
    ::_exit(code);
}

int run_program(int argc, char** argv)
try {
    watch_for_stops();
    return parse_and_run(argc, argv);
} catch (...) {
    return failed();
}

}  // namespace
}  // namespace dermavox::cli

int main(int argc, char** argv)
{
    using namespace dermavox;
    if (const auto exit_code = scene::serve_volume(argc, argv)) return *exit_code;
    scene::decode_volumes_by("/proc/self/exe");
    cli::claim_standard_streams();
    std::set_terminate(cli::end_at_once);
    return cli::delivered(cli::run_program(argc, argv));
}

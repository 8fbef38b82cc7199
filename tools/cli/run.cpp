/// `dermavox run`: scene in, result folder out, one line of what was found.

#include "carving.hpp"
#include "command.hpp"
#include "dermavox/core/hash.hpp"
#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/report/result_folder.hpp"
#include "dermavox/result/result_json.hpp"
#include "dermavox/result/verdict.hpp"
#include "dermavox/study/complete_run.hpp"
#include "input.hpp"
#include "messages.hpp"
#include "progress.hpp"
#include "rules.hpp"
#include "stopping.hpp"
#include "stopwatch.hpp"
#include "version.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>

namespace dermavox::cli {
namespace fs = std::filesystem;

namespace {

fs::path run_output(const RunOptions& options)
{
    if (!options.output.empty()) return options.output;
    return fs::path("out") / fs::path(options.input.scene).stem();
}

/// The catalogue files that this scene was built from.
std::vector<report::CatalogueHash> catalogue_hashes(const scene::Catalogue& catalogue, const scene::Scene& scene)
{
    std::vector<report::CatalogueHash> hashes;
    for (const std::string& file : {"sites/" + scene.skin.site + ".toml", "devices/" + scene.device.name + ".toml",
                                    std::string("materials.toml")})
        if (fs::exists(catalogue.folder() / file))
            hashes.push_back({file, core::hash_of_file(catalogue.folder() / file)});
    return hashes;
}

report::Provenance provenance(const RunOptions& options, const scene::Catalogue& catalogue, const scene::Scene& scene,
                              const Stopwatch& stopwatch)
{
    report::Provenance p = program();
    p.threads = core::thread_limit();
    p.seed = scene.seed;
    p.catalogues = catalogue_hashes(catalogue, scene);
    p.stages = stopwatch.stages();
    p.started = stopwatch.started();
    p.command = options.command;
    return p;
}

void print_marks(const std::vector<simulation::Mark>& marks)
{
    for (const simulation::Mark& mark : marks)
        say("outside what was checked ({}, {}): {}\n", word_of(mark.severity), mark.range->code, mark.text());
}

/// Two lines on stderr: where the report is, and the figures that everyone asks for first.
void summarise(const simulation::Outcome& outcome, const fs::path& folder, double seconds)
{
    std::string figures;
    if (const auto& m = outcome.measures) {
        figures += fmt::format("{:.0f} channels/cm2", m->channels_per_area * 1e-4);
        if (!m->coverage.empty()) figures += fmt::format(", {:.2g} % open", 100 * m->coverage.front().open_fraction);
        if (m->depths.punctured_fraction > 0)
            figures += fmt::format(", {:.2f} mm reached of {:.2f} mm set", 1e3 * m->depths.inserted.p50,
                                   1e3 * m->depths.set);
    }
    if (const auto& w = outcome.water_loss)
        figures +=
            fmt::format(", water loss {:.2g} g/m2/h (intact {:.2g})", w->calibrated * 3.6e6, w->intact * 3.6e6);
    if (!figures.empty()) say("{}\n", figures);
    for (const auto& verdict : result::verdicts_of(outcome))
        if (!verdict.pass) say("limit {}: {}\n", verdict.decided ? "not met" : "not decided", verdict.key);
    say_broken_rules(outcome.practice.rules);
    say("{} in {}\n", (folder / "report.html").string(), readable_time(seconds));
}

}  // namespace

int run(const RunOptions& options)
{
    if (options.limits.seconds) limit_time(*options.limits.seconds);
    const fs::path folder = run_output(options);
    const scene::Catalogue shelves = catalogue();
    const scene::Scene scene = read(options.input, shelves, options.limits);
    report::check_output(folder, options.force);
    if (!options.quiet) print_tables(scene);
    const int tile_edge = simulation::fitting_tiles(scene, budget(options.limits, folder));
    if (tile_edge > 0 && !options.quiet) say("{}", in_tiles(scene, tile_edge));

    int exit_code = core::exit_code::done;
    core::with_threads(options.input.threads, [&] {
        Progress progress(!options.quiet);
        Stopwatch stopwatch;
        const auto watch = [&](std::string_view stage, double done) {
            stopwatch.at(stage);
            progress.show(stage, done * (1 - k_report_share));
        };
        report::VoxelPictures pictures(folder);
        const simulation::Outcome outcome = study::complete_run(scene, {options.dial_sweep, options.subjects}, watch,
                                                                carving_into(pictures, tile_edge));
        stopwatch.stop();
        progress.show("report", 1 - k_report_share);
        report::write_result(outcome, provenance(options, shelves, scene, stopwatch), folder, options.force,
                             pictures);
        progress.clear();
        if (options.json) std::fputs(result::result_json(outcome).c_str(), stdout);
        if (!options.quiet) print_warnings(result::warnings_of(outcome));
        if (!options.quiet) print_marks(outcome.marks);
        if (!options.quiet) summarise(outcome, folder, stopwatch.seconds());
        if (options.rules) print_rules(outcome.practice.rules);
        const bool failed =
            !std::ranges::all_of(result::verdicts_of(outcome), &result::Verdict::pass) ||
            std::ranges::any_of(outcome.practice.rules, [](const auto& rule) { return rule.fails(); });
        if (failed) exit_code = core::exit_code::check_failed;
    });
    return exit_code;
}

}  // namespace dermavox::cli

/// `dermavox run`: scene in, result folder out, one line of what was found.

#include "carving.hpp"
#include "command.hpp"
#include "dermavox/core/hash.hpp"
#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/report/result_folder.hpp"
#include "dermavox/report/result_json.hpp"
#include "dermavox/simulation/dial_sweep.hpp"
#include "dermavox/simulation/simulate.hpp"
#include "dermavox/simulation/stroke_force.hpp"
#include "dermavox/simulation/water_map.hpp"
#include "dermavox/study/people.hpp"
#include "input.hpp"
#include "progress.hpp"
#include "stopwatch.hpp"
#include "version.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>

namespace dermavox::cli {
namespace fs = std::filesystem;

namespace {

constexpr double k_dial_share = 0.4;  ///< of a run's time that one setting of the dial takes

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

/// What the parts of a command take, in runs of the scene: one run, then the dial, the people, the report.
struct Shares {
    Shares(const RunOptions& options, const scene::Scene& scene)
        : dial(options.dial_sweep ? k_dial_share * double(simulation::dial_settings(scene).size()) : 0),
          people(options.subjects)
    {
    }

    double dial, people;
    double begin = 0, length = 1 - k_report_share;  ///< of the part that runs

    double all() const { return 1 + dial + people; }
    double of(double done) const { return (begin + done * length) / all(); }
    double before_report() const { return 1 - k_report_share / all(); }
    /// Goes on to a part; false when it was not asked for.
    bool next(double part)
    {
        if (part == 0) return false;
        begin += length, length = part;
        return true;
    }
};

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
    if (!figures.empty()) fmt::print(stderr, "{}\n", figures);
    for (const auto& verdict : outcome.verdicts)
        if (!verdict.pass) fmt::print(stderr, "limit not met: {}\n", verdict.key);
    fmt::print(stderr, "{} in {}\n", (folder / "report.html").string(), readable_time(seconds));
}

}  // namespace

int run(const RunOptions& options)
{
    const fs::path folder = run_output(options);
    const scene::Catalogue shelves = catalogue();
    const scene::Scene scene = read(options.input, shelves, options.limits);
    report::check_output(folder, options.force);
    const int tile_edge = simulation::fitting_tiles(scene, budget(options.limits, folder));
    if (tile_edge > 0 && !options.quiet) fmt::print(stderr, "{}", in_tiles(scene, tile_edge));

    int exit_code = core::exit_code::done;
    core::with_threads(options.input.threads, [&] {
        Progress progress(!options.quiet, options.limits.seconds);
        Stopwatch stopwatch;
        Shares shares(options, scene);
        const auto watch = [&](std::string_view stage, double done) {
            stopwatch.at(stage);
            progress.show(stage, shares.of(done));
        };
        report::VoxelPictures pictures(folder);
        simulation::Outcome outcome = simulation::simulate(scene, watch, carving_into(pictures, tile_edge));
        simulation::follow_stroke(outcome);
        simulation::map_water(outcome);
        if (shares.next(shares.dial)) outcome.dial = simulation::dial_sweep(scene, watch);
        if (shares.next(shares.people)) {
            outcome.people = options.subjects;
            outcome.spread = study::spread_over_people(scene, options.subjects, watch);
        }
        stopwatch.stop();
        progress.show("report", shares.before_report());
        report::write_result(outcome, provenance(options, shelves, scene, stopwatch), folder, options.force,
                             pictures);
        progress.clear();
        if (options.json) std::fputs(report::result_json(outcome).c_str(), stdout);
        if (!options.quiet) summarise(outcome, folder, stopwatch.seconds());
        const bool failed =
            std::any_of(outcome.verdicts.begin(), outcome.verdicts.end(), [](auto& v) { return !v.pass; });
        if (failed) exit_code = core::exit_code::check_failed;
    });
    return exit_code;
}

}  // namespace dermavox::cli

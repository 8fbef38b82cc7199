/// `dermavox check`: every problem of every scene, and what a run would take.

#include "carving.hpp"
#include "command.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/simulation/estimate.hpp"
#include "dermavox/study/practice_run.hpp"
#include "input.hpp"
#include "messages.hpp"
#include "progress.hpp"
#include "stopping.hpp"
#include "volume_options.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace dermavox::cli {
namespace {

/// The worse of two exit codes; the first failure kind names the whole.
int worse(int a, int b) { return a != core::exit_code::done ? a : b; }

std::string json_of(const std::string& file, const scene::Scene& scene, const simulation::Estimate& e,
                    const simulation::Work& w, int tile_edge)
{
    const nlohmann::ordered_json work{
        {"voxels", w.voxels}, {"strokes", w.strokes},       {"openings", w.openings},         {"route", w.route},
        {"leaves", w.leaves}, {"all_leaves", w.all_leaves}, {"label_leaves", w.label_leaves}, {"cells", w.cells},
        {"pixels", w.pixels}, {"appendages", w.appendages}, {"scan_bytes", w.scan_bytes}};
    const nlohmann::ordered_json all{{"scene", file},
                                     {"memory_bytes", e.memory_bytes},
                                     {"disk_bytes", e.disk_bytes},
                                     {"seconds", e.seconds},
                                     {"tile_edge", tile_edge},
                                     {"work", work},
                                     {"volume", scene.scan ? volume_json(*scene.scan) : nlohmann::ordered_json()}};
    return all.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

int check_one(const std::string& file, const CheckOptions& options, const scene::Catalogue& shelves)
{
    const scene::Scene scene =
        read({.scene = file, .sets = options.sets, .seed = {}, .threads = 0}, shelves, options.limits);
    study::check_rules_of(scene);
    const int tile_edge = simulation::fitting_tiles(scene, budget(options.limits, "."));
    const simulation::Estimate e = simulation::estimate(scene, tile_edge);
    if (options.json) {
        fmt::print("{}\n", json_of(file, scene, e, simulation::work_of(scene, tile_edge), tile_edge));
        return core::exit_code::done;
    }
    fmt::print("{}: good; {:.3g} strokes, {:.3g} voxels; a run takes about {} of memory, {} of disk, {}\n", file,
               e.strokes, e.voxels, simulation::readable_bytes(e.memory_bytes),
               simulation::readable_bytes(e.disk_bytes), readable_time(e.seconds));
    if (tile_edge > 0) fmt::print("{}: {}", file, in_tiles(scene, tile_edge));
    if (scene.scan) fmt::print("{}: {}: {}\n", file, scene.volume.filename().string(), scene::line_of(*scene.scan));
    print_tables(scene);
    print_warnings(scene.notes.warnings);
    return core::exit_code::done;
}

}  // namespace

int check(const CheckOptions& options)
{
    if (options.limits.seconds) limit_time(*options.limits.seconds);
    const scene::Catalogue shelves = catalogue();
    int exit_code = core::exit_code::done;
    for (const std::string& file : options.scenes) {
        try {
            exit_code = worse(exit_code, check_one(file, options, shelves));
        } catch (const core::InputError& error) {
            say("{}\n", error.what());
            exit_code = worse(exit_code, core::exit_code::bad_input);
        } catch (const core::Failure& failure) {
            say("dermavox: {}\n", failure.what());
            exit_code = worse(exit_code, failure.exit_code());
        }
    }
    return exit_code;
}

}  // namespace dermavox::cli

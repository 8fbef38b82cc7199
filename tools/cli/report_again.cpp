/// `dermavox report`: the page of a result folder again, from the same figures.

#include "carving.hpp"
#include "command.hpp"
#include "dermavox/core/json_depth.hpp"
#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/text_file.hpp"
#include "dermavox/report/read_provenance.hpp"
#include "dermavox/report/result_folder.hpp"
#include "dermavox/result/result_json.hpp"
#include "dermavox/scene/read_scene.hpp"
#include "dermavox/study/complete_run.hpp"
#include "input.hpp"
#include "messages.hpp"
#include "progress.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace dermavox::cli {
namespace {

namespace fs = std::filesystem;

/// Everything but the page itself must be what was written.
void refuse_damage(const fs::path& folder)
{
    for (const std::string& line : report::damage_of(folder))
        if (!line.starts_with("report.html"))
            throw core::InputError(
                {core::Problem{folder.string(), 0, 0, "files", line, "a folder as dermavox run wrote it", ""}});
}

/// Number of the first line that differs, from 1, and the line as it was.
std::string first_difference(const std::string& before, const std::string& after)
{
    const auto end = before.begin() + std::ptrdiff_t(std::min(before.size(), after.size()));
    const auto at = std::mismatch(before.begin(), end, after.begin()).first;
    const auto line = 1 + std::count(before.begin(), at, '\n');
    const std::size_t offset = std::size_t(at - before.begin());
    const std::size_t begin = offset == 0 ? 0 : before.rfind('\n', offset - 1) + 1;
    return fmt::format("line {}: {}", line, before.substr(begin, before.find('\n', begin) - begin));
}

/// What was asked of the run besides its scene.
study::RunExtras extras_of(const std::string& result, const fs::path& folder)
try {
    const auto json = nlohmann::json::parse(result, core::shallow_json);
    const auto& intervals = json.at("intervals");
    return {json.at("depth").contains("dial"),
            intervals.contains("people") ? intervals["people"].at("subjects").get<int>() : 0};
} catch (const std::exception& error) {  // of the parser, and of its depth
    throw core::InputError({core::Problem{(folder / "result.json").string(), 0, 0, "file", error.what(),
                                          "a result of dermavox run", ""}});
}

}  // namespace

int report_again(const ReportOptions& options)
{
    const fs::path folder = options.folder;
    refuse_damage(folder);
    const std::string result = text_of(folder / "result.json");
    const report::Provenance provenance =
        report::read_provenance(text_of(folder / "provenance.json"), (folder / "provenance.json").string());
    scene::Scene scene = scene::read_scene(folder / "resolved.toml", {}, catalogue());
    scene.source_text = text_of(folder / "scene.toml");

    int exit_code = core::exit_code::done;
    core::with_threads(options.threads, [&] {
        Progress progress(!options.quiet);
        // a folder with tiles gets tiles again; its page is one of a run that fits here
        const int tile_edge = std::max(simulation::fitting_tiles(scene, budget({}, folder)),
                                       fs::exists(folder / "tiles") ? simulation::largest_tile : 0);
        report::VoxelPictures pictures(folder);
        const auto watch = [&](std::string_view stage, double done) {
            progress.show(stage, done * (1 - k_report_share));
        };
        const simulation::Outcome outcome =
            study::complete_run(scene, extras_of(result, folder), watch, carving_into(pictures, tile_edge));
        const std::string again = result::result_json(outcome);
        progress.show("report", 1 - k_report_share);
        if (again == result) {
            report::write_result(outcome, provenance, folder, true, pictures);
        } else {
            say("{}: this version gives other figures, and the folder stays as it is; result.json {}\n",
                folder.string(), first_difference(result, again));
            exit_code = core::exit_code::check_failed;
        }
        progress.clear();
    });
    if (exit_code == core::exit_code::done && !options.quiet) fmt::print("{}\n", (folder / "report.html").string());
    return exit_code;
}

}  // namespace dermavox::cli

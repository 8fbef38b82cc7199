// Which files a result has, and what goes into each.
#include "dermavox/report/result_folder.hpp"

#include "dermavox/core/memory.hpp"
#include "dermavox/core/output.hpp"
#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/practice/calendar.hpp"
#include "dermavox/report/page.hpp"
#include "dermavox/report/volumes.hpp"
#include "dermavox/result/result_json.hpp"
#include "dermavox/result/tables.hpp"
#include "dermavox/scene/label_volume.hpp"
#include "dermavox/scene/read_scene.hpp"
#include "dermavox/wound/wound.hpp"

#include <exception>
#include <fmt/format.h>
#include <fstream>
#include <ostream>

namespace dermavox::report {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> layer_names(const skin::Stack& stack)
{
    std::vector<std::string> names;
    for (const skin::Layer& layer : stack.layers) names.push_back(layer.name);
    return names;
}

struct File {
    fs::path name;
    std::function<void(std::ostream&)> write;
};

File text_file(fs::path name, std::string text)
{
    return {std::move(name),
            [text = std::move(text)](std::ostream& out) { out.write(text.data(), std::streamsize(text.size())); }};
}

/// What the scene was made from, so that the folder can be run again.
void copy_file(const fs::path& from, std::ostream& out)
{
    std::ifstream in(from, std::ios::binary);
    if (!in) throw core::Failure(core::exit_code::no_input, from.string() + ": cannot be opened");
    out << in.rdbuf();
    if (in.bad()) throw core::Failure(core::exit_code::io_error, from.string() + ": cannot be read");
}

/// Volumes first, they take longest. A run without a wound has neither them nor channels.
std::vector<File> data_files(const simulation::Outcome& outcome, const VoxelPictures& pictures)
{
    std::vector<File> files;
    if (outcome.wound && outcome.wound->residual && outcome.skin && outcome.scene.report.voxels)
        files.push_back({"tissue.vdb", [&](auto& out) { write_tissue_vdb(*outcome.skin, *outcome.wound, out); }});
    if (!pictures.empty() && outcome.skin)
        files.push_back({"volume.vti", [&](auto& out) { write_volume_vti(*outcome.skin, pictures.cells(), out); }});
    static const std::vector<wound::Channel> none;
    const std::vector<wound::Channel>& channels = outcome.wound ? outcome.wound->channels : none;
    files.push_back({"channels.csv", [&](auto& out) {
                         result::write_channels_csv(channels, layer_names(outcome.scene.skin), out,
                                                    {outcome.scene.skin.stretch_x, outcome.scene.skin.stretch_y});
                     }});
    if (!outcome.scene.volume.empty())
        files.push_back({"scan" + scene::volume_ending(outcome.scene.volume),
                         [&](auto& out) { copy_file(outcome.scene.volume, out); }});
    if (const auto entries = practice::calendar(outcome); !entries.empty()) {
        files.push_back(text_file("calendar.ics", practice::calendar_ics(entries)));
        files.push_back(text_file("calendar.csv", practice::calendar_csv(entries)));
    }
    for (const scene::RuleFile& rules : outcome.scene.rule_files) files.push_back(text_file(rules.name, rules.text));
    files.push_back({"channels.vtp", [&](auto& out) { write_channels_vtp(channels, out); }});
    files.push_back({"insertions.csv", [&](auto& out) { result::write_insertions_csv(outcome.insertions, out); }});
    return files;
}

/// All at once. A writer that fails must not throw inside the loop: that would cancel the loops inside the other
/// writers, which then go on with half a tree.
void write_files(const std::vector<File>& files, const fs::path& folder)
{
    std::vector<std::exception_ptr> failures(files.size());
    core::parallel_for(files.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) try {
                core::write_file(folder / files[i].name, files[i].write);
            } catch (...) {
                failures[i] = std::current_exception();
            }
    });
    for (const std::exception_ptr& failure : failures)
        if (failure) std::rethrow_exception(failure);
}

std::string map_name(const PlanMap& map) { return fmt::format("maps/depth-{:04.6g}um.png", map.depth * 1e6); }

/// Volumes are the most that a run holds at once: the peak is known when they are written.
Provenance with_peak(Provenance provenance)
{
    if (provenance.memory_peak == 0) provenance.memory_peak = std::uint64_t(core::peak_memory());
    return provenance;
}

/// The pictures that came along, or those of the outcome's own grids.
const VoxelPictures& pictures_of(const simulation::Outcome& outcome, const VoxelPictures& given, VoxelPictures& own)
{
    if (!given.empty()) return given;
    own.add_whole(outcome);
    return own;
}

}  // namespace

void write_result(const simulation::Outcome& outcome, const Provenance& provenance, const fs::path& folder,
                  bool force, const VoxelPictures& given)
{
    std::string result = result::result_json(outcome);  // first: a figure that is not finite stops all
    VoxelPictures own;
    const VoxelPictures& pictures = pictures_of(outcome, given, own);
    const std::vector<PlanMap>& maps = pictures.maps();
    std::vector<File> files = data_files(outcome, pictures);
    for (const PlanMap& map : maps) files.push_back(text_file(map_name(map), plan_map_png(map)));
    files.push_back(text_file("scene.toml", outcome.scene.source_text));
    files.push_back(text_file("resolved.toml", scene::resolved_text(outcome.scene)));
    for (const auto& table : outcome.scene.long_tables)
        files.push_back({table->file, [&table](std::ostream& out) { scene::write_long_table(*table, out); }});
    files.push_back(text_file("result.json", std::move(result)));

    write_folder(folder, force, [&](const fs::path& temporary) {
        fs::create_directory(temporary / "maps");
        write_files(files, temporary);
        core::sync_folder(temporary / "maps");
        const Provenance last = with_peak(provenance);
        core::write_file(temporary / "provenance.json", provenance_json(last));
        core::write_file(temporary / "report.html", report_html(outcome, last, maps));
        if (pictures.tiles().empty()) return;
        fs::rename(pictures.tiles(), temporary / "tiles");
        core::sync_folder(temporary / "tiles");
    });
}

}  // namespace dermavox::report

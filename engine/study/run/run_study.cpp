#include "dermavox/study/run_study.hpp"

#include "dermavox/core/hash.hpp"
#include "dermavox/core/output.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/simulation/estimate.hpp"
#include "dermavox/study/one_case.hpp"
#include "dermavox/study/sampling.hpp"
#include "engine/study/report/write_text.hpp"
#include "engine/study/run/crew.hpp"
#include "engine/study/run/known_figures.hpp"
#include "engine/study/search/search.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <set>

namespace dermavox::study {
namespace fs = std::filesystem;

namespace {

constexpr double row_bytes = 4000;  // a row of some two hundred numbers, in the store and in the CSV

void refuse_too_many(const scene::Study& study, double cases, const fs::path& folder)
{
    fs::path existing = fs::absolute(folder);
    while (!fs::exists(existing) && existing.has_relative_path()) existing = existing.parent_path();
    std::error_code error;
    const fs::space_info space = fs::space(existing, error);
    const double need = 1e6 + cases * row_bytes + study.keep * 3e6;
    if (error || need <= double(space.available)) return;
    throw core::Failure(core::exit_code::refused,
                        fmt::format("{}: too large: {:.0f} cases take about {} of disk, {} are free in {}; fewer "
                                    "cases, steps or seeds",
                                    study.source_name, cases, simulation::readable_bytes(need),
                                    simulation::readable_bytes(double(space.available)), existing.string()));
}

double most_cases(const scene::Study& study, const std::vector<Case>& known)
{
    return is_fixed(study.design.kind) ? double(known.size())
                                       : double(study.design.cases) * double(study.design.seeds.size());
}

/// Scenes that up to 100 cases are to run, spread over the study: none that can be run is a wrong study, some that
/// cannot is told.
void look_ahead(const scene::Study& study, const Space& space, std::vector<Case> cases,
                const scene::Catalogue& catalogue, const RunOptions& options)
{
    constexpr std::size_t most = 100;
    if (!is_fixed(study.design.kind)) {
        std::vector<Point> points;
        for (const auto& u : latin_hypercube(most / 2, space.size(), study.design.seed))
            if (Point point = space.at(u); space.allows(point)) points.push_back(std::move(point));
        cases = numbered(points, study, 1, 1);
    }
    std::size_t seen = 0, wrong = 0;
    std::optional<core::InputError> first;
    for (std::size_t i = 0; i < cases.size(); i += 1 + (cases.size() - 1) / most) try {
            ++seen;
            scene_of(cases[i], study, space, catalogue);
        } catch (const core::InputError& error) {
            ++wrong;
            if (!first) first = error;
        }
    if (!first) return;
    if (wrong == seen) throw core::InputError(*first);
    if (!options.note) return;
    const core::Problem& p = first->problems().front();
    options.note(fmt::format("{} of {} cases looked at will fail, the first for {}: {}; expected {}", wrong, seen,
                             p.key, p.found, p.expected));
}

/// The store of the folder: opened to go on, or made with its cases in it.
Store store_for(const scene::Study& study, const Space& space, const std::vector<Case>& cases, const fs::path& given,
                const RunOptions& options)
try {
    const fs::path folder = core::output_path(given);
    const bool go_on = options.resume || options.retry_failed;
    if (Store::exists(folder) && !go_on)
        throw core::Failure(core::exit_code::cannot_create,
                            folder.string() + ": it exists; --resume goes on with it");
    if (!Store::exists(folder) && fs::exists(folder) && !fs::is_empty(folder) && !fs::exists(folder / "study.lock"))
        throw core::Failure(core::exit_code::cannot_create, folder.string() + ": it exists and is no study");
    core::require_room(folder);
    refuse_too_many(study, most_cases(study, cases), folder);
    fs::create_directories(folder);
    const std::string identity = identity_of(study);
    if (!Store::exists(folder)) Store::create(folder, space, identity);
    Store store = Store::open(folder, identity);
    store.add(cases, space);
    core::write_whole(folder / "study.toml", true, study.source_text);
    core::write_whole(folder / "scene.toml", true, study.scene_text);
    store.release_all(options.retry_failed);
    return store;
} catch (const fs::filesystem_error& error) {
    throw core::Failure(core::exit_code::cannot_create, given.string() + ": " + error.code().message());
}

fs::path task_folder(const fs::path& folder, int task) { return folder / "tasks" / std::to_string(task); }

std::vector<fs::path> parts_of(const fs::path& folder)
{
    std::vector<fs::path> parts;
    if (!fs::is_directory(folder / "tasks")) return parts;
    for (const auto& entry : fs::directory_iterator(folder / "tasks"))
        if (Store::exists(entry.path())) parts.push_back(entry.path());
    std::ranges::sort(parts);
    return parts;
}

void merge_into(Store& store, const fs::path& folder)
{
    for (const fs::path& part : parts_of(folder)) store.merge(Store::look(part));
}

}  // namespace

std::string identity_of(const scene::Study& study)
{
    std::string text = study.source_text + '\n' + study.scene_text;
    for (const auto& point : study.design.points)
        for (const double value : point) text += fmt::format(" {}", value);
    return core::hash_of(text);
}

Summary run_study(const scene::Study& study, const scene::Catalogue& catalogue, const fs::path& folder,
                  const RunOptions& options)
{
    check_figures(study);
    const Space space(study);
    const std::vector<Case> cases = cases_of(study, space);
    if (!options.resume && !options.retry_failed) look_ahead(study, space, cases, catalogue, options);
    Store store = store_for(study, space, cases, folder, options);
    merge_into(store, folder);
    Crew crew(study, space, catalogue, store, options);
    crew.expect(std::int64_t(most_cases(study, cases)));
    if (is_fixed(study.design.kind))
        crew.run(cases);
    else
        search(study, space, store, crew);
    Summary summary = crew.summary();
    if (summary.counts.done > 0) summary.absent = absent_figures(study, store.table().results);
    return summary;
}

void prepare(const scene::Study& study, const fs::path& folder, bool go_on, bool retry_failed)
{
    if (!is_fixed(study.design.kind))
        throw core::Failure(core::exit_code::usage,
                            "an optimisation chooses its cases as it goes and runs on one machine; "
                            "tasks need a design that is known beforehand");
    check_figures(study);
    const Space space(study);
    RunOptions options;
    options.resume = go_on, options.retry_failed = retry_failed;
    Store store = store_for(study, space, cases_of(study, space), folder, options);
    if (!retry_failed) merge_into(store, folder);
}

double predicted_memory(const scene::Study& study, const scene::Catalogue& catalogue)
{
    const Space space(study);
    const auto cases = cases_of(study, space);
    double most = 0;
    for (std::size_t i = 0; i < cases.size(); i += std::max<std::size_t>(1, cases.size() / 100)) try {
            const scene::Scene scene = scene_of(cases[i], study, space, catalogue);
            most = std::max(most, simulation::estimate(scene, simulation::largest_tile).memory_bytes);
        } catch (const core::InputError&) {  // this case will fail without taking memory
        }
    return most;
}

std::int64_t finished_in_tasks(const fs::path& folder)
{
    const Store store = Store::look(folder);
    std::set<std::int64_t> waiting;
    for (const fs::path& part : parts_of(folder))
        for (const auto& row : Store::look(part).table().rows)
            if ((row.state == State::done || row.state == State::failed) &&
                store.state_of(row.id).value_or(State::done) == State::pending)
                waiting.insert(row.id);
    return std::int64_t(waiting.size());
}

Summary run_task(const scene::Study& study, const scene::Catalogue& catalogue, const fs::path& folder, int task,
                 int tasks, const RunOptions& options)
{
    const Space space(study);
    std::vector<Case> mine;
    {
        const Store all = Store::look(folder);
        const auto ids = all.unfinished();
        for (Case& one : cases_of(study, space))
            if (one.id % tasks == task && std::ranges::binary_search(ids, one.id)) mine.push_back(std::move(one));
    }
    const fs::path part = task_folder(folder, task);
    fs::create_directories(part);
    const std::string identity = identity_of(study);
    if (!Store::exists(part)) Store::create(part, space, identity);
    Store store = Store::open(part, identity);
    store.add(mine, space);
    store.release_all(true);  // a share that is sent again tries its failed cases again
    Crew crew(study, space, catalogue, store, options);
    crew.expect(std::int64_t(mine.size()));
    crew.run(mine);
    return crew.summary();
}

Counts merge_tasks(const scene::Study& study, const fs::path& folder)
{
    Store store = Store::open(folder, identity_of(study));
    merge_into(store, folder);
    return store.counts();
}

}  // namespace dermavox::study

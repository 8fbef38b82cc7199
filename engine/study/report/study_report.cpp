#include "dermavox/study/study_report.hpp"
#include "dermavox/study/complete_run.hpp"

#include "dermavox/core/output.hpp"
#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/report/page.hpp"
#include "dermavox/report/plan_map.hpp"
#include "dermavox/study/one_case.hpp"
#include "dermavox/wound/wound.hpp"
#include "engine/study/report/findings.hpp"
#include "engine/study/report/write_text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace dermavox::study {
namespace fs = std::filesystem;

namespace {

using report::StudyFigure;

/// Objectives, limits, figures, each key once; where the study names none, those that most studies ask for.
std::vector<StudyFigure> figures_of(const scene::Study& study, const Table& table)
{
    std::vector<StudyFigure> figures;
    const auto figure = [&](const std::string& key) -> StudyFigure& {
        const auto at = std::ranges::find(figures, key, &StudyFigure::key);
        return at != figures.end() ? *at : figures.emplace_back(StudyFigure{key, StudyFigure::Goal::none, {}, {}});
    };
    for (const scene::Objective& o : study.objectives)
        figure(o.key).goal = o.maximise ? StudyFigure::Goal::most : StudyFigure::Goal::least;
    for (const scene::ResultLimit& l : study.limits) figure(l.key).low = l.least, figure(l.key).high = l.most;
    for (const std::string& key : study.figures) figure(key);
    if (figures.empty())
        for (const char* key : {"density.channels_per_cm2", "coverage.at_depth[0].open_fraction",
                                "evenness.quadrat_vmr", "depth.inserted_um.p50", "force.stroke_peak_N"})
            if (table.result(key)) figure(key);
    return figures;
}

std::vector<report::StudyAxis> axes_of(const scene::Study& study)
{
    std::vector<report::StudyAxis> axes;
    if (!study.variants.empty()) {
        axes.push_back({"variant", "", {}, false});
        for (const scene::Variant& v : study.variants) axes.back().names.push_back(v.name);
    }
    for (const scene::Parameter& p : study.parameters) {
        axes.push_back({p.key, p.unit, {}, p.logarithmic});
        for (std::string value : p.values) {
            std::erase(value, '"');
            axes.back().names.push_back(value);
        }
    }
    return axes;
}

/// "Latin hypercube ..." would be too long: the kind, the points, the seeds, the scene.
std::string design_line(const scene::Study& study, std::size_t designs)
{
    return fmt::format("{} \u00B7 {} designs \u00B7 {} {} each \u00B7 {}", name_of(study.design.kind), designs,
                       study.design.seeds.size(), study.design.seeds.size() == 1 ? "seed" : "seeds",
                       fs::path(study.scene_name).filename().string());
}

void add_findings(const Sight& sight, const std::vector<std::size_t>& front, report::StudyPage& page)
{
    using enum scene::DesignKind;
    switch (sight.study.design.kind) {
    case tolerance:
        add_tolerance(sight, page);
        break;
    case morris:
        add_morris(sight, page);
        break;
    case indices:
        add_indices(sight, page);
        break;
    case compare:
        add_comparison(sight, page);
        break;
    case optimise:
    case local:
        add_slopes(sight, front, page);
        break;
    default:
        break;
    }
    add_failures(sight, page);
}

/// The designs that the search itself chose: not the neighbours that were run for their slopes.
std::vector<Merit> merits_of(const scene::Study& study, const Table& table, const std::vector<Design>& designs)
{
    std::vector<Merit> merits;
    for (const Design& design : designs)
        merits.push_back(is_fixed(study.design.kind) || design.point <= study.design.cases
                             ? merit_of(design, table, study)
                             : Merit{});
    return merits;
}

/// `keep` of the front, evenly, both ends among them.
std::vector<std::size_t> kept(const std::vector<std::size_t>& front, int keep)
{
    std::vector<std::size_t> chosen;
    const std::size_t count = std::min(front.size(), std::size_t(keep));
    for (std::size_t i = 0; i < count; ++i)
        chosen.push_back(front[count == 1 ? 0 : i * (front.size() - 1) / (count - 1)]);
    return chosen;
}

/// Throws Stopped when `stop` says so.
std::string case_page(const Case& one, const scene::Study& study, const Space& space,
                      const scene::Catalogue& catalogue, report::Provenance program,
                      const std::function<bool()>& stop)
{
    const auto go_on = [&] {
        if (stop && stop()) throw Stopped();
    };
    const scene::Scene scene = scene_of(one, study, space, catalogue);
    simulation::Outcome outcome;
    core::with_threads(0, [&] {
        outcome = complete_run(scene, {}, [&](auto, double) { go_on(); });
        program.threads = core::thread_limit();
    });
    program.seed = one.seed;
    program.command = {"dermavox", "run", study.scene_name};
    for (const std::string& set : space.sets(one.at)) program.command.insert(program.command.end(), {"--set", set});
    program.command.insert(program.command.end(), {"--seed", std::to_string(one.seed)});
    std::vector<report::PlanMap> maps;
    if (outcome.wound && outcome.wound->residual) {
        std::set<Length> depths;
        for (const Length depth : scene.report.depths)
            if (depths.insert(depth).second) maps.push_back(report::plan_map(*outcome.wound, depth));
    }
    return report::report_html(outcome, program, maps);
}

}  // namespace

report::StudyPage page_of(const scene::Study& study, const Space& space, const Table& table)
{
    report::StudyPage page;
    page.title = study.title.empty() ? fs::path(study.source_name).stem().string() : study.title;
    page.study_text = study.source_text;
    page.axes = axes_of(study);
    page.figures = figures_of(study, table);
    for (const Table::Row& row : table.rows)
        ++(row.state == State::done ? page.done : row.state == State::failed ? page.failed : page.pending);
    const std::vector<Design> designs = designs_of(table);
    const std::vector<Merit> merits = merits_of(study, table, designs);
    const std::vector<std::size_t> front = front_of(merits);
    page.design = design_line(study, designs.size());
    for (std::size_t i = 0; i < designs.size(); ++i) {
        report::StudyDesign d;
        d.point = designs[i].point, d.first_case = designs[i].first_case, d.seeds = designs[i].done;
        d.inputs = point_of(designs[i], study, space);
        for (const StudyFigure& figure : page.figures) {
            const auto k = table.result(figure.key);
            d.figures.push_back(k ? designs[i].mean[*k] : std::nan(""));
            d.spread.push_back(k ? designs[i].sd[*k] : std::nan(""));
        }
        const Merit merit = merit_of(designs[i], table, study);
        d.within = study.limits.empty() || (merit.known && merit.excess == 0);
        d.best = std::ranges::find(front, i) != front.end();
        page.designs.push_back(std::move(d));
    }
    std::vector<std::string> keys;
    for (const StudyFigure& figure : page.figures) keys.push_back(figure.key);
    add_findings({study, space, table, designs, keys}, front, page);
    return page;
}

bool write_report(const scene::Study& study, const scene::Catalogue& catalogue, const fs::path& folder,
                  const report::Provenance& program, const std::function<bool()>& stop)
{
    const Space space(study);
    const Table table = Store::look(folder).table();
    report::StudyPage page = page_of(study, space, table);
    double seconds = 0;
    for (const Table::Row& row : table.rows)
        if (std::isfinite(row.seconds)) seconds += row.seconds;
    page.origin = fmt::format("dermavox {} \u00B7 {} \u00B7 {:.3g}\u202Fs of computing", program.version,
                              program.git_hash.substr(0, 10), seconds);
    std::vector<std::size_t> front;
    for (std::size_t i = 0; i < page.designs.size(); ++i)
        if (page.designs[i].best) front.push_back(i);
    if (!page.figures.empty())
        std::ranges::stable_sort(front, {}, [&](std::size_t i) { return page.designs[i].figures.front(); });
    const auto link = [&](report::StudyDesign& design) {
        const auto row = std::ranges::find(table.rows, design.first_case, &Table::Row::id);
        const Case one{row->id, row->point, row->seed, design.inputs};
        const std::string html = case_page(one, study, space, catalogue, program, stop);
        const std::string name = fmt::format("cases/{}.html", one.id);
        fs::create_directories(folder / "cases");
        core::write_whole(folder / name, true, html);
        design.page = name;
    };
    bool all = true;
    try {
        for (const std::size_t i : kept(front, study.keep)) link(page.designs[i]);
    } catch (const Stopped&) {
        all = false;
    }
    core::write_whole(folder / "report.html", true, report::study_html(page));
    return all;
}

}  // namespace dermavox::study

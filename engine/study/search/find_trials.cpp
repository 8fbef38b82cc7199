#include "engine/study/search/find_trials.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/result/figure.hpp"
#include "dermavox/scene/read_scene.hpp"
#include "dermavox/simulation/estimate.hpp"
#include "dermavox/simulation/simulate.hpp"
#include "dermavox/study/one_case.hpp"

#include <boost/math/statistics/univariate_statistics.hpp>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>

namespace dermavox::study {
namespace {

/// What `compare` and the report's first screen lead with.
constexpr const char* k_costs[] = {"depth.inserted_um.p50",
                                   "depth.punctured_fraction",
                                   "density.channels_per_cm2",
                                   "coverage.at_depth[0].open_fraction",
                                   "bleeding.per_cm2",
                                   "force.needle_peak_mN.p50",
                                   "force.stroke_peak_N",
                                   "tewl.calibrated",
                                   k_severe_marks};

/// Stages behind a figure: all but transport, which takes a third of a run, where nothing asks for water.
std::vector<std::string> stages_for(const std::vector<std::string>& keys)
{
    for (const std::string& key : keys)
        for (const char* water : {"tewl", "closure", "solute", "permeation", "passes"})
            if (key.starts_with(water)) return {"all"};
    return {"motion", "mechanics", "wound", "metrics"};
}

std::string quoted(const std::string& value)
{
    const bool number = value.find_first_not_of("0123456789.eE+-") == std::string::npos;
    return number ? value : '"' + value + '"';
}

/// "device.depth=0.25mm..2.5mm" as a [[parameter]] of a study.
std::string parameter_text(const std::string& vary)
{
    const auto sign = vary.find('='), dots = vary.find("..");
    if (sign == std::string::npos || dots == std::string::npos || dots < sign)
        throw core::InputError(
            {{"--vary", 0, 0, vary, '"' + vary + '"', "KEY=LOW..HIGH", "write e.g. device.depth=0.25mm..2.5mm"}});
    const std::string low = vary.substr(sign + 1, dots - sign - 1), high = vary.substr(dots + 2);
    return fmt::format("[[parameter]]\nkey = \"{}\"\nfrom = {}\nto = {}\n", vary.substr(0, sign), quoted(low),
                       quoted(high));
}

Sampled sampled_of(const std::vector<double>& values)
{
    const double n = double(values.size()), mean = boost::math::statistics::mean(values);
    return {mean, std::sqrt(boost::math::statistics::sample_variance(values) / n)};
}

}  // namespace

scene::Study study_of(const FindRequest& request, const scene::Catalogue& catalogue)
{
    const std::filesystem::path file(request.scene);
    std::string text = "schema = 1\nscene = \"" + file.filename().string() + "\"\n";
    for (const std::string& vary : request.vary) text += parameter_text(vary);
    text += "[design]\nkind = \"lhs\"\ncases = 1\n";
    scene::Study study = scene::read_study_text(text, (file.parent_path() / "--vary").string(), catalogue);
    study.sets = request.sets;
    return study;
}

FindTrials::FindTrials(const FindRequest& request, const scene::Study& study, const scene::Catalogue& catalogue,
                       const std::function<void(double)>& progress)
    : m_request(request),
      m_study(study),
      m_catalogue(catalogue),
      m_progress(progress),
      m_space(study)
{
    for (const FindTarget& target : request.targets) m_keys.push_back(target.key);
    for (const FindTarget& limit : request.limits) m_keys.push_back(limit.key);
    m_stages = stages_for(m_keys);
}

const std::vector<Sampled>& FindTrials::at(const Point& point)
{
    if (const auto known = m_tried.find(point); known != m_tried.end()) return known->second;
    if (full())
        throw core::Failure(core::exit_code::check_failed,
                            fmt::format("no answer within {} values; --most allows more", m_request.most));
    const auto& found = m_tried.emplace(point, sampled(point)).first->second;
    if (m_progress) m_progress(double(m_tried.size()) / m_request.most);
    return found;
}

std::vector<Sampled> FindTrials::sampled(const Point& point)
{
    std::vector<std::vector<double>> by_key(m_keys.size());
    for (int seed = 1; seed <= m_request.seeds; ++seed) {
        const std::vector<double> values = figures(point, std::uint64_t(seed));
        for (std::size_t k = 0; k < m_keys.size(); ++k) by_key[k].push_back(values[k]);
        ++m_runs;
    }
    std::vector<Sampled> all;
    for (const std::vector<double>& values : by_key) all.push_back(sampled_of(values));
    return all;
}

std::vector<double> FindTrials::figures(const Point& point, std::uint64_t seed) const
{
    scene::Scene scene = scene_of({.id = 1, .point = 1, .seed = seed, .at = point}, m_study, m_space, m_catalogue);
    scene.stages = m_stages;
    scene.limits.clear();
    const Result result =
        result::numbers_of(simulation::simulate(scene, {}, {.tile_edge = simulation::largest_tile}));
    std::vector<double> values;
    for (const std::string& key : m_keys) {
        const auto at = std::ranges::find(result, key, &Result::value_type::first);
        if (at == result.end())
            throw core::InputError(
                {{m_request.scene, 0, 0, key, "no such figure in a run at " + m_space.cell(0, point[0]),
                  "a figure that every value of the range has",
                  "needles that do not pierce have no depth: take a narrower range; depths of "
                  "layers and openings are those of report.depths"}});
        values.push_back(at->second);
    }
    return values;
}

std::vector<std::pair<std::string, double>> FindTrials::whole_run(const Point* point)
{
    std::vector<std::string> sets = m_study.sets;
    if (point) sets = m_space.sets(*point);
    scene::Scene scene = scene::read_scene_text(m_study.scene_text, m_study.scene_name, sets, m_catalogue);
    scene.limits.clear();
    const Result result =
        result::numbers_of(simulation::simulate(scene, {}, {.tile_edge = simulation::largest_tile}));
    ++m_runs;
    std::vector<std::pair<std::string, double>> costs;
    for (const char* key : k_costs) {
        const auto at = std::ranges::find(result, key, &Result::value_type::first);
        costs.emplace_back(key, at == result.end() ? std::nan("") : at->second);
    }
    return costs;
}

}  // namespace dermavox::study

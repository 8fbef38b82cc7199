// What a run assumed, what it warns of, and which parts it left out.
#include "dermavox/result/figure.hpp"
#include "dermavox/result/result_json.hpp"
#include "dermavox/result/tables.hpp"
#include "engine/result/discretisation.hpp"
#include "engine/result/getters.hpp"
#include "engine/result/validity.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::result {
namespace {

/// Items of both lists, each once, in order.
template <class Item, class Same>
std::vector<Item> joined_items(std::vector<Item> all, const std::vector<Item>& more, Same same)
{
    for (const Item& item : more)
        if (std::none_of(all.begin(), all.end(), [&](const Item& other) { return same(item, other); }))
            all.push_back(item);
    return all;
}

std::vector<core::Warning> missing_parts(const simulation::Outcome& outcome)
{
    std::vector<core::Warning> missing;
    const auto say = [&](std::string_view keys, std::string_view why) {
        missing.push_back({"not_modelled", fmt::format("{}: {}", keys, why)});
    };
    if (!outcome.measures)
        say("strokes, density, coverage, multiplicity, confluence, passes, evenness, spacing, depth, layers, "
            "bleeding",
            "metrics were not run");
    if (!outcome.slit) say("slit", "slit limits were not computed");
    if (!outcome.motion) say("kinematics", "the openings are given, nothing was moved");
    if (outcome.slit && !outcome.slit->v_max)
        say("slit.v_max_mm_s, slit.v_groove_mm_s", "limits of glide speed are those of a pen that glides");
    if (!outcome.force)
        say("force", "mechanics was not run");
    else if (!outcome.force->cap_lift)
        say("force.cap_lift_um", "the lift of the cap is not computed");
    if (!outcome.water_loss) say("tewl", "water loss was not computed");
    if (!outcome.sample_tile)
        say("tewl.sample_tile, tewl.solver.imbalance, discretisation.tile_water_loss",
            "no tile of the patch was resolved in voxels");
    if (!has_voxel_errors(outcome))
        say("discretisation.open_area_in_voxels, discretisation.cut_volume_in_voxels",
            "there is no wound in voxels, or nothing to compare it with");
    if (outcome.scene.solute && !outcome.solute)
        say("permeation", "permeation was not computed");
    else if (outcome.scene.solute && !outcome.solute->tile)
        say("permeation.sample_tile", "no tile was resolved for the solute");
    if (!outcome.closure) say("closure", "the closing of channels over time is not computed");
    if (outcome.people == 0)
        say("intervals", "one subject: nothing but the aperture and the half-life of openings was varied");
    return missing;
}

std::vector<core::Warning> limit_warnings(const simulation::Outcome& outcome)
{
    std::vector<core::Warning> warnings;
    const std::vector<Verdict> judged = verdicts_of(outcome);
    for (const scene::Limit& limit : outcome.scene.limits)
        if (std::ranges::find(judged, limit.key, &Verdict::key) == judged.end())
            warnings.push_back({"limit_not_judged", "limits." + limit.key + ": this run has no such figure"});
    return warnings;
}

std::vector<core::Warning> sample_warnings(const simulation::Outcome& outcome)
{
    std::vector<core::Warning> warnings;
    if (outcome.measures && outcome.insertions.empty())
        warnings.push_back({"no_sample", "no needle touched the skin: statistics of insertions are null"});
    else if (outcome.measures && !any_punctured(outcome))
        warnings.push_back({"no_sample", "no insertion went through the barrier: depth statistics are null"});
    const auto& m = outcome.measures;
    if (m && (std::isnan(m->evenness.clark_evans) || std::isnan(m->evenness.quadrat_vmr)))
        warnings.push_back({"no_sample", "evenness: too few punctures for each of its figures"});
    for (const Figure& figure : figures())
        if (m && figure.key.starts_with("evenness.") && figure.value({outcome}, 0).index() == 0)
            warnings.push_back({"no_sample", fmt::format("{}: too few punctures to say", figure.key)});
    if (m && !outcome.spacing)
        warnings.push_back({"no_sample", "spacing: fewer than two punctures have no distances"});
    if (const std::size_t k = row_stride(outcome.insertions.size()); k > 1)
        warnings.push_back({"insertions_thinned", fmt::format("insertions.csv holds one insertion in {}", k)});
    return warnings;
}

}  // namespace

std::vector<core::Warning> warnings_of(const simulation::Outcome& outcome)
{
    const auto same = [](const core::Warning& a, const core::Warning& b) {
        return a.code == b.code && a.text == b.text;
    };
    auto all = joined_items(outcome.scene.notes.warnings, outcome.notes.warnings, same);
    all = joined_items(std::move(all), limit_warnings(outcome), same);
    all = joined_items(std::move(all), sample_warnings(outcome), same);
    return joined_items(std::move(all), missing_parts(outcome), same);
}

std::vector<core::Assumption> assumed_of(const simulation::Outcome& outcome)
{
    return joined_items(outcome.scene.notes.assumed, outcome.notes.assumed,
                        [](const core::Assumption& a, const core::Assumption& b) { return a.key == b.key; });
}

Source source_of(const simulation::Outcome& outcome)
{
    return {outcome, verdicts_of(outcome), warnings_of(outcome), assumed_of(outcome), marked_figures(outcome)};
}

}  // namespace dermavox::result

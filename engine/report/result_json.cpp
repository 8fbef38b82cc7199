#include "dermavox/report/result_json.hpp"

#include "dermavox/mechanics/needle_strength.hpp"
#include "dermavox/report/tables.hpp"
#include "engine/report/factors.hpp"
#include "engine/report/kinematics_json.hpp"
#include "engine/report/result_parts.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

constexpr const char* spread_keys[] = {"mean", "sd", "p5", "p50", "p95"};

const std::optional<simulation::MotorLoad> none_of_motor;
const std::optional<transport::SampleTile> none_of_tile;

std::optional<double> scaled(std::optional<double> value, double scale)
{
    return value ? std::optional<double>(*value * scale) : value;
}

void write_spread(Json& json, std::string_view key, const core::Spread* spread, double scale)
{
    json.object(key, [&] {
        if (!spread) {
            for (const char* name : spread_keys) json.null(name);
            return;
        }
        const double values[] = {spread->mean, spread->sd, spread->p5, spread->p50, spread->p95};
        for (std::size_t i = 0; i < std::size(values); ++i) json.number(spread_keys[i], values[i] * scale);
    });
}

bool any_punctured(const simulation::Outcome& outcome)
{
    return std::any_of(outcome.insertions.begin(), outcome.insertions.end(),
                       [](const mechanics::Insertion& insertion) { return insertion.punctured(); });
}

/// Of --dial-sweep; without it there is no such key.
void write_dial(Json& json, const std::vector<simulation::DialPoint>& points)
{
    json.array("dial", points, [&](const simulation::DialPoint& at) {
        const bool any = at.punctured_fraction > 0;
        json.number("set_um", at.set * um);
        write_spread(json, "inserted_um", any ? &at.inserted : nullptr, um);
        write_spread(json, "tip_um", any ? &at.tip : nullptr, um);
        write_spread(json, "residual_um", any ? &at.residual : nullptr, um);
        json.number("bias_um", any ? std::optional<double>((at.inserted.mean - at.set) * um) : std::nullopt);
        json.number("punctured_fraction", at.punctured_fraction);
        json.number("stroke_peak_N", at.stroke_peak);
        json.number("tewl", scaled(at.water_loss, g_m2_h));
    });
}

/// Of --subjects; without it there is no such key.
void write_people(Json& json, const simulation::Outcome& outcome)
{
    json.object("people", [&] {
        json.number("subjects", outcome.people);
        json.object("figures", [&] {
            for (const simulation::PeopleFigure& figure : outcome.spread)
                json.object(figure.key, [&] {
                    json.number("p10", figure.p10);
                    json.number("p50", figure.p50);
                    json.number("p90", figure.p90);
                    json.number("of", figure.of);
                });
        });
    });
}

/// What needles meet beside the layers.
void write_strikes(Json& json, const simulation::Outcome& outcome)
{
    const bool measured = outcome.measures.has_value();
    array_or_null(json, "inclusions", measured ? &outcome.inclusions : nullptr,
                  [&](const metrics::InclusionReach& at) {
                      json.text("name", at.name);
                      json.number("insertions_per_cm2", at.insertions_per_area * per_cm2);
                      json.number("insertion_fraction", at.insertion_fraction);
                      json.number("channels_per_cm2", at.channels_per_area * per_cm2);
                  });
    array_or_null(json, "appendages", measured ? &outcome.appendages : nullptr,
                  [&](const metrics::AppendageStrikes& at) {
                      json.text("kind", at.kind);
                      json.number("per_mm2", at.per_area * 1e-6);
                      json.number("channel_share", at.channel_share);
                      json.number("chance", at.chance);
                  });
}

void write_depth(Json& json, const simulation::Outcome& outcome)
{
    const auto& m = outcome.measures;
    const Figures<metrics::Measures> figure(json, m);
    const metrics::Depths* sample = m && any_punctured(outcome) ? &m->depths : nullptr;
    json.object("depth", [&] {
        figure("set_um", [](auto& v) { return v.depths.set * um; });
        write_spread(json, "inserted_um", sample ? &sample->inserted : nullptr, um);
        write_spread(json, "tip_um", sample ? &sample->tip : nullptr, um);
        write_spread(json, "residual_um", sample ? &sample->residual : nullptr, um);
        if (outcome.insertions.empty())
            json.null("punctured_fraction");
        else
            figure("punctured_fraction", [](auto& v) { return v.depths.punctured_fraction; });
        if (!outcome.dial.empty()) write_dial(json, outcome.dial);
    });
    array_or_null(json, "layers", m ? &m->layers : nullptr, [&](const metrics::LayerWound& layer) {
        json.text("name", layer.name);
        json.number("wounded_mm3", layer.wounded_volume * mm3);
        json.number("wounded_fraction", layer.wounded_fraction);
        if (outcome.insertions.empty())
            json.null("reached_fraction");
        else
            json.number("reached_fraction", layer.reached_fraction);
        json.object("opening", [&] {
            const Figures<skin::Ellipse> axis(json, layer.opening);
            axis("long_um", [](auto& e) { return e.long_axis * um; });
            axis("short_um", [](auto& e) { return e.short_axis * um; });
            axis("angle_deg", [](auto& e) { return e.angle * degree; });
        });
    });
    write_strikes(json, outcome);
    json.object("bleeding", [&] { figure("per_cm2", [](auto& v) { return v.bleeding_per_area * per_cm2; }); });
}

void write_forces(Json& json, const simulation::Outcome& outcome)
{
    json.object("slit", [&] {
        const Figures<simulation::SlitLimits> figure(json, outcome.slit);
        figure("rigid_um", [](auto& v) { return v.rigid * um; });
        figure("compliant_um", [](auto& v) { return v.compliant * um; });
        figure("dermis_um", [](auto& v) { return v.dermis * um; });
        figure("dermis_load", [](auto& v) { return v.dermis_load; });
        figure("v_max_mm_s", [](auto& v) { return scaled(v.v_max, mm); });
        figure("v_groove_mm_s", [](auto& v) { return scaled(v.v_groove, mm); });
    });
    write_kinematics(json, outcome);
    json.object("force", [&] {
        const Figures<simulation::Forces> figure(json, outcome.force);
        const bool sample = outcome.force && !outcome.insertions.empty();
        write_spread(json, "needle_peak_mN", sample ? &outcome.force->needle_peak : nullptr, mN);
        write_spread(json, "lateral_peak_mN", sample ? &outcome.force->lateral_peak : nullptr, mN);
        figure("stroke_peak_N", [](auto& v) { return v.stroke_peak; });
        figure("work_mJ", [](auto& v) { return v.work * 1e3; });
        figure("power_W", [](auto& v) { return v.power; });
        json.number("cap_lift_um", outcome.force && outcome.force->cap_lift
                                       ? std::optional<double>(*outcome.force->cap_lift * um)
                                       : std::nullopt);
        json.number("needle_buckling_N", outcome.force
                                             ? std::optional(mechanics::weakest_buckling(outcome.scene.device).si)
                                             : std::nullopt);
        figure("needle_bending_MPa", [](auto& v) { return v.bending * 1e-6; });
        json.object("motor", [&] {
            const Figures<simulation::MotorLoad> motor(json, outcome.force ? outcome.force->motor : none_of_motor);
            motor("mean_torque_mNm", [](auto& v) { return v.mean_torque * 1e3; });
            motor("peak_torque_mNm", [](auto& v) { return v.peak_torque * 1e3; });
            motor("free_hz", [](auto& v) { return v.free; });
            motor("running_hz", [](auto& v) { return v.running; });
        });
    });
}

/// Of the resolved tile where there is one, else of the network's heat balance, which has no field to be out of
/// balance.
void write_solver(Json& json, const simulation::Outcome& outcome)
{
    if (outcome.sample_tile) {
        const transport::SolverReport& report = outcome.sample_tile->report;
        json.number("iterations", report.iterations);
        json.number("residual", report.residual);
        json.number("imbalance", report.imbalance);
    } else if (outcome.water_loss) {
        json.number("iterations", outcome.water_loss->iterations);
        json.number("residual", outcome.water_loss->residual);
        json.null("imbalance");
    } else {
        for (const char* key : {"iterations", "residual", "imbalance"}) json.null(key);
    }
}

void write_water_loss(Json& json, const simulation::Outcome& outcome)
{
    json.object("tewl", [&] {
        const Figures<transport::WaterLoss> figure(json, outcome.water_loss);
        figure("intact", [](auto& v) { return v.intact * g_m2_h; });
        figure("lower", [](auto& v) { return v.lower * g_m2_h; });
        figure("calibrated", [](auto& v) { return v.calibrated * g_m2_h; });
        figure("upper", [](auto& v) { return v.upper * g_m2_h; });
        json.text("unit", "g/m2/h");
        json.object("sample_tile", [&] {
            const Figures<transport::SampleTile> tile(json, outcome.sample_tile);
            tile("network", [](auto& v) { return v.network * g_m2_h; });
            tile("resolved", [](auto& v) { return v.resolved * g_m2_h; });
            tile("relative_difference", [](auto& v) { return v.relative_difference; });
        });
        json.object("solver", [&] { write_solver(json, outcome); });
    });
    json.object("closure", [&] {
        const Figures<recovery::Closure> closure(json, outcome.closure);
        closure("t50_h", [](auto& v) { return v.t50.si / 3600; });
        array_or_null(json, "tewl_at", outcome.closure ? &outcome.closure->points : nullptr,
                      [&](const recovery::ClosurePoint& at) {
                          json.number("hours", at.hours);
                          json.number("value", at.tewl * g_m2_h);
                      });
    });
    json.object("intervals", [&] {
        write_window_intervals(json, outcome);
        json.object("tewl_calibrated", [&] {  // over the assumed band of the residual aperture
            const Figures<transport::WaterLoss> figure(json, outcome.water_loss);
            figure("p10", [](auto& v) { return v.calibrated_p10 * g_m2_h; });
            figure("p50", [](auto& v) { return v.calibrated * g_m2_h; });
            figure("p90", [](auto& v) { return v.calibrated_p90 * g_m2_h; });
        });
        if (outcome.scene.solute)
            json.object("permeation_calibrated_cm_h", [&] {  // as tewl_calibrated
                const Figures<simulation::SolutePassage> figure(json, outcome.solute);
                figure("p10", [](auto& v) { return v.p10.total.si * cm_h; });
                figure("p50", [](auto& v) { return v.calibrated.total.si * cm_h; });
                figure("p90", [](auto& v) { return v.p90.total.si * cm_h; });
            });
        json.object("closure_t50_h", [&] {  // over people
            const Figures<recovery::Closure> closure(json, outcome.closure);
            closure("p10", [](auto& v) { return v.t50_low.si / 3600; });
            closure("p50", [](auto& v) { return v.t50.si / 3600; });
            closure("p90", [](auto& v) { return v.t50_high.si / 3600; });
        });
        if (outcome.people > 0) write_people(json, outcome);
    });
}

/// Of a scene with a solute; without one there is no such key.
void write_permeation(Json& json, const simulation::Outcome& outcome)
{
    if (!outcome.scene.solute) return;
    json.object("permeation", [&] {
        json.text("solute", outcome.scene.solute->name);
        const Figures<simulation::SolutePassage> figure(json, outcome.solute);
        figure("intact_cm_h", [](auto& v) { return v.calibrated.intact.si * cm_h; });
        figure("calibrated_cm_h", [](auto& v) { return v.calibrated.total.si * cm_h; });
        figure("upper_cm_h", [](auto& v) { return v.upper.total.si * cm_h; });
        figure("gain", [](auto& v) { return v.calibrated.gain; });
        figure("fill_ul_cm2", [](auto& v) { return v.fill.si * ul_cm2; });
        figure("fill_upper_ul_cm2", [](auto& v) { return v.fill_upper.si * ul_cm2; });
        json.boolean("stays_in_channels",
                     outcome.scene.solute->solute.molar_mass >= outcome.scene.solute->parameters.large_molar_mass);
        json.object("sample_tile", [&] {
            const Figures<transport::SampleTile> tile(json, outcome.solute ? outcome.solute->tile : none_of_tile);
            tile("network_cm_h", [](auto& v) { return v.network * cm_h; });
            tile("resolved_cm_h", [](auto& v) { return v.resolved * cm_h; });
            tile("relative_difference", [](auto& v) { return v.relative_difference; });
        });
    });
}

void write_notes(Json& json, const simulation::Outcome& outcome)
{
    json.array("verdicts", outcome.verdicts, [&](const simulation::Verdict& verdict) {
        json.text("key", verdict.key);
        json.number("limit", verdict.limit);
        json.number("value", verdict.value);
        json.boolean("pass", verdict.pass);
    });
    json.array("assumed", assumed_of(outcome), [&](const core::Assumption& assumption) {
        json.text("key", assumption.key);
        json.text("value", assumption.value);
        json.text("why", assumption.why);
    });
    json.array("warnings", warnings_of(outcome), [&](const core::Warning& warning) {
        json.text("code", warning.code);
        json.text("text", warning.text);
    });
}

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
    for (const EvennessKey& at : evenness_keys())
        if (outcome.measures && std::isnan(outcome.measures->evenness.*at.value))
            warnings.push_back({"no_sample", fmt::format("evenness.{}: too few punctures to say", at.key)});
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
    all = joined_items(std::move(all), sample_warnings(outcome), same);
    return joined_items(std::move(all), missing_parts(outcome), same);
}

std::vector<core::Assumption> assumed_of(const simulation::Outcome& outcome)
{
    return joined_items(outcome.scene.notes.assumed, outcome.notes.assumed,
                        [](const core::Assumption& a, const core::Assumption& b) { return a.key == b.key; });
}

std::string result_json(const simulation::Outcome& outcome)
{
    Json json("result.json");
    json.number("schema", 1);
    write_pattern(json, outcome);
    write_depth(json, outcome);
    write_forces(json, outcome);
    write_water_loss(json, outcome);
    write_permeation(json, outcome);
    write_discretisation(json, outcome);
    write_practice(json, outcome);
    write_notes(json, outcome);
    return json.take();
}

}  // namespace dermavox::report

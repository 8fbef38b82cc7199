#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/result/result_json.hpp"
#include "tests/result/sample_outcome.hpp"
#include "tests/support/catch.hpp"

#include <limits>
#include <nlohmann/json.hpp>

using namespace dermavox;
using nlohmann::json;
using testing::sample_outcome;

namespace {

/// Every key of the contract; "[]" stands for the items of a list.
const char* const contract[] = {"schema",
                                "patch.width_mm",
                                "patch.height_mm",
                                "strokes.per_cm2",
                                "density.channels_per_cm2",
                                "density.punctures_per_cm2",
                                "density.at_depth[].depth_um",
                                "density.at_depth[].channels_per_cm2",
                                "coverage.at_depth[].depth_um",
                                "coverage.at_depth[].open_fraction",
                                "coverage.at_depth[].sum_fraction",
                                "coverage.at_depth[].overlap_index",
                                "coverage.zone.radius_um",
                                "coverage.zone.fraction",
                                "coverage.largest_gap_um",
                                "multiplicity[].hits",
                                "multiplicity[].fraction",
                                "confluence.joined_share",
                                "confluence.largest_share",
                                "confluence.clusters[].insertions",
                                "confluence.clusters[].channels",
                                "passes[].passes",
                                "passes[].punctures_per_cm2",
                                "passes[].open_fraction",
                                "passes[].independent_fraction",
                                "spacing",
                                "evenness.clark_evans",
                                "evenness.quadrat_vmr",
                                "evenness.stripe_index",
                                "evenness.swath_peak_to_mean",
                                "evenness.voronoi_spread",
                                "depth.set_um",
                                "depth.inserted_um.mean",
                                "depth.inserted_um.sd",
                                "depth.inserted_um.p5",
                                "depth.inserted_um.p50",
                                "depth.inserted_um.p95",
                                "depth.tip_um.mean",
                                "depth.tip_um.sd",
                                "depth.tip_um.p5",
                                "depth.tip_um.p50",
                                "depth.tip_um.p95",
                                "depth.residual_um.mean",
                                "depth.residual_um.sd",
                                "depth.residual_um.p5",
                                "depth.residual_um.p50",
                                "depth.residual_um.p95",
                                "depth.punctured_fraction",
                                "layers[].name",
                                "layers[].wounded_mm3",
                                "layers[].wounded_fraction",
                                "layers[].reached_fraction",
                                "bleeding.per_cm2",
                                "slit.rigid_um",
                                "slit.compliant_um",
                                "slit.dermis_um",
                                "slit.dermis_load",
                                "slit.v_max_mm_s",
                                "slit.v_groove_mm_s",
                                "kinematics.needle_strokes",
                                "kinematics.duration_s",
                                "kinematics.stroke_rate_hz",
                                "kinematics.strokes_per_cm2_per_pass",
                                "kinematics.pitch_um",
                                "kinematics.duty",
                                "kinematics.dwell_ms",
                                "kinematics.tip_speed_m_s",
                                "kinematics.entry_slant_deg",
                                "kinematics.rigid_slit_um",
                                "kinematics.swath_mm",
                                "kinematics.distinct_tracks",
                                "kinematics.needles_in_skin",
                                "kinematics.resonant_share",
                                "kinematics.tilt_loss_um",
                                "kinematics.curvature_loss_um",
                                "kinematics.retraction_clearance_um",
                                "kinematics.float_margin_N",
                                "kinematics.float_limit_hz",
                                "force.motor.mean_torque_mNm",
                                "force.motor.peak_torque_mNm",
                                "force.motor.free_hz",
                                "force.motor.running_hz",
                                "force.needle_peak_mN.mean",
                                "force.needle_peak_mN.sd",
                                "force.needle_peak_mN.p5",
                                "force.needle_peak_mN.p50",
                                "force.needle_peak_mN.p95",
                                "force.stroke_peak_N",
                                "force.work_mJ",
                                "force.power_W",
                                "force.cap_lift_um",
                                "force.needle_buckling_N",
                                "tewl.intact",
                                "tewl.lower",
                                "tewl.calibrated",
                                "tewl.upper",
                                "tewl.unit",
                                "tewl.sample_tile.network",
                                "tewl.sample_tile.resolved",
                                "tewl.sample_tile.relative_difference",
                                "tewl.solver.iterations",
                                "tewl.solver.residual",
                                "tewl.solver.imbalance",
                                "closure.t50_h",
                                "closure.tewl_at",
                                "intervals.channels_per_cm2.low",
                                "intervals.punctures_per_cm2.mean",
                                "intervals.open_fraction.high",
                                "verdicts[].key",
                                "verdicts[].limit",
                                "verdicts[].value",
                                "verdicts[].pass",
                                "assumed[].key",
                                "assumed[].value",
                                "assumed[].why",
                                "warnings[].code",
                                "warnings[].text"};

/// Missing keys of a path below a value; a list that is null or empty has no items to look into.
bool has(const json& value, std::string path)
{
    const std::size_t dot = path.find('.');
    std::string key = path.substr(0, dot);
    const std::string rest = dot == std::string::npos ? "" : path.substr(dot + 1);
    const bool list = key.ends_with("[]");
    if (list) key.resize(key.size() - 2);
    if (!value.is_object() || !value.contains(key)) return false;
    if (rest.empty()) return true;
    if (!list) return has(value[key], rest);
    for (const json& item : value[key])
        if (!has(item, rest)) return false;
    return true;
}

bool warns(const json& result, const std::string& code, const std::string& about)
{
    for (const json& warning : result["warnings"])
        if (warning["code"] == code && warning["text"].get<std::string>().find(about) != std::string::npos)
            return true;
    return false;
}

}  // namespace

TEST_CASE("result.json holds every key of the contract, with and without figures", "[result]")
{
    simulation::Outcome nothing;
    const json full = json::parse(result::result_json(sample_outcome()));
    const json empty = json::parse(result::result_json(nothing));
    for (const char* key : contract) {
        INFO(key);
        CHECK(has(full, key));
        CHECK(has(empty, key));
    }
}

TEST_CASE("result.json converts SI into the units of its keys", "[result]")
{
    const json r = json::parse(result::result_json(sample_outcome()));
    CHECK_THAT(r["strokes"]["per_cm2"].get<double>(), WithinRel(250.0, 1e-12));
    CHECK_THAT(r["coverage"]["zone"]["radius_um"].get<double>(), WithinRel(250.0, 1e-12));
    CHECK_THAT(r["depth"]["set_um"].get<double>(), WithinRel(600.0, 1e-12));
    CHECK_THAT(r["layers"][2]["wounded_mm3"].get<double>(), WithinRel(0.022, 1e-12));
    CHECK_THAT(r["slit"]["v_max_mm_s"].get<double>(), WithinRel(223.0, 1e-12));
    CHECK_THAT(r["force"]["needle_peak_mN"]["p50"].get<double>(), WithinRel(80.0, 1e-12));
    CHECK_THAT(r["force"]["work_mJ"].get<double>(), WithinRel(0.06, 1e-12));
    CHECK_THAT(r["tewl"]["intact"].get<double>(), WithinRel(12.96, 1e-12));
    CHECK(r["tewl"]["unit"] == "g/m2/h");
    CHECK(r["verdicts"][0]["pass"] == false);
}

TEST_CASE("A part that was not run is null and says so", "[result]")
{
    simulation::Outcome nothing;
    const json full = json::parse(result::result_json(sample_outcome()));
    CHECK(full["force"]["cap_lift_um"].is_null());
    CHECK(full["closure"]["tewl_at"].is_null());
    for (const char* part : {"force.cap_lift_um", "tewl.sample_tile", "closure", "intervals"}) {
        INFO(part);
        CHECK(warns(full, "not_modelled", part));
    }
    const json empty = json::parse(result::result_json(nothing));
    CHECK(empty["density"]["channels_per_cm2"].is_null());
    CHECK(empty["layers"].is_null());
    for (const char* part : {"density", "slit", "force", "tewl"}) {
        INFO(part);
        CHECK(warns(empty, "not_modelled", part));
    }
}

TEST_CASE("The same outcome gives the same bytes for any thread count", "[result]")
{
    const std::string once = result::result_json(sample_outcome());
    for (const int threads : {1, 2, 3, 8})
        core::with_threads(threads, [&] { CHECK(result::result_json(sample_outcome()) == once); });
}

TEST_CASE("Numbers read back to the same bits", "[result]")
{
    simulation::Outcome outcome = sample_outcome();
    for (const double value : {0.1, 1.0 / 3, 5e-324, 1.7976931348623157e308, 0.30000000000000004}) {
        outcome.measures->evenness.clark_evans = value;
        CHECK(json::parse(result::result_json(outcome))["evenness"]["clark_evans"].get<double>() == value);
    }
}

TEST_CASE("A figure that is not finite ends in 70 and is named", "[result]")
{
    simulation::Outcome outcome = sample_outcome();
    outcome.measures->depths.tip.p95 = std::numeric_limits<double>::quiet_NaN();
    try {
        result::result_json(outcome);
        FAIL("a NaN was written");
    } catch (const core::Failure& failure) {
        CHECK(failure.exit_code() == core::exit_code::internal);
        CHECK(std::string(failure.what()).find("depth.tip_um.p95") != std::string::npos);
    }
    outcome = sample_outcome();
    outcome.slit->v_max = std::numeric_limits<double>::infinity();
    CHECK_THROWS_AS(result::result_json(outcome), core::Failure);
}

TEST_CASE("Evenness of too few punctures is null with a warning", "[result]")
{
    simulation::Outcome outcome = sample_outcome();
    outcome.measures->evenness.stripe_index = std::numeric_limits<double>::quiet_NaN();
    const json r = json::parse(result::result_json(outcome));
    CHECK(r["evenness"]["stripe_index"].is_null());
    CHECK(r["evenness"]["clark_evans"] == 1.9);
    CHECK(warns(r, "no_sample", "evenness.stripe_index"));
    outcome.measures->evenness.stripe_index = std::numeric_limits<double>::infinity();
    CHECK_THROWS_AS(result::result_json(outcome), core::Failure);
}

TEST_CASE("Statistics of no insertion at all are null with a warning", "[result]")
{
    simulation::Outcome outcome = sample_outcome();
    for (auto& insertion : outcome.insertions) insertion.punctured_layers = 0;
    outcome.measures->depths.tip = outcome.measures->depths.inserted = core::spread_of({});
    outcome.measures->depths.residual = core::spread_of({});
    outcome.measures->depths.punctured_fraction = 0;
    const json r = json::parse(result::result_json(outcome));
    CHECK(r["depth"]["tip_um"]["p50"].is_null());
    CHECK(r["depth"]["punctured_fraction"] == 0.0);
    CHECK(warns(r, "no_sample", "barrier"));
}

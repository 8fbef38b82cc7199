#include "dermavox/report/comparison.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/student.hpp"
#include "dermavox/report/result_folder.hpp"
#include "engine/report/compare/compare_noise.hpp"
#include "tests/report/sample_outcome.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

using namespace dermavox;
using namespace dermavox::report;
using test::sample_outcome;
using test::sample_provenance;
using test::Scratch;

namespace {

namespace fs = std::filesystem;

fs::path written(const Scratch& scratch, const char* name, const simulation::Outcome& outcome, std::uint64_t seed = 7)
{
    Provenance provenance = sample_provenance();
    provenance.seed = seed;
    write_result(outcome, provenance, scratch.path() / name, false);
    return scratch.path() / name;
}

/// The sample with its depths and coverage changed by known amounts.
simulation::Outcome changed(double coverage, double deeper)
{
    simulation::Outcome outcome = sample_outcome();
    outcome.measures->coverage[0].open_fraction = coverage;
    for (auto& insertion : outcome.insertions) insertion.tip += deeper;
    std::vector<double> tips;
    for (const auto& insertion : outcome.insertions) tips.push_back(insertion.tip);
    outcome.measures->depths.tip = core::spread_of(tips);
    return outcome;
}

const ComparedFigure& figure(const ComparedDesign& design, const std::string& key)
{
    for (const ComparedFigure& at : design.figures)
        if (at.key == key) return at;
    throw std::out_of_range(key);
}

fs::path csv(const Scratch& scratch, const std::string& text)
{
    std::ofstream(scratch.path() / "measured.csv") << text;
    return scratch.path() / "measured.csv";
}

}  // namespace

TEST_CASE("A result against itself is the same in every figure", "[report]")
{
    const Scratch scratch;
    const fs::path a = written(scratch, "a", sample_outcome());
    const Comparison comparison = compare({a, a});
    REQUIRE(comparison.others.size() == 1);
    CHECK(comparison.others[0].figures.size() > 60);
    for (const ComparedFigure& at : comparison.others[0].figures) {
        INFO(at.key);
        CHECK((at.judgement == Judgement::same || at.judgement == Judgement::not_computed));
    }
    CHECK_FALSE(findings_of(comparison, {fail_rule("coverage > 0%")})[0].failed);
    CHECK(findings_of(comparison, {fail_rule("any moved")}).empty());
}

TEST_CASE("A shift of all depths is a difference of that size with no noise in it", "[report]")
{
    const Scratch scratch;
    const Comparison comparison =
        compare({written(scratch, "a", sample_outcome()), written(scratch, "b", changed(0.0044, 0.1e-3))});
    const ComparedFigure& median = figure(comparison.others[0], "depth.tip_um.p50");
    CHECK_THAT(*median.difference(), WithinRel(100.0, 1e-6));
    CHECK(median.judgement == Judgement::moved);
    CHECK(median.noise == "windows");
    CHECK(*median.low > 99.9);
    CHECK(*median.high < 100.1);
    CHECK(figure(comparison.others[0], "depth.inserted_um.p50").judgement == Judgement::same);
    CHECK(figure(comparison.others[0], "slit.v_max_mm_s").noise == "exact");
}

TEST_CASE("The jackknife of a mean over equal windows is the classical standard error", "[report][analytic]")
{
    // one value in each window: var = s^2/16, whatever the values
    std::array<double, windows> values{}, without{};
    double sum = 0;
    for (std::size_t i = 0; i < windows; ++i) sum += values[i] = std::sin(3.0 * double(i)) + 0.1 * double(i);
    double squares = 0;
    for (std::size_t i = 0; i < windows; ++i) {
        without[i] = (sum - values[i]) / (windows - 1);
        squares += std::pow(values[i] - sum / windows, 2);
    }
    CHECK_THAT(window_variance(without), WithinRel(squares / (windows - 1) / windows, 1e-12));
    CHECK_THAT(window_half_width(4), WithinRel(2 * core::student_975(15), 1e-12));
}

TEST_CASE("Runs that differ in their seed alone are one design, and give the interval", "[report]")
{
    const Scratch scratch;
    // differences of 1, 2 and 3 percent of coverage in three pairs of seeds
    std::vector<fs::path> paths;
    const double before[] = {0.10, 0.12, 0.11}, after[] = {0.11, 0.14, 0.14};
    for (int seed = 0; seed < 3; ++seed) {
        simulation::Outcome outcome = changed(before[seed], 0);
        outcome.scene.entries.push_back({"run.seed", std::to_string(seed), "scene", skin::Basis::given, 0, ""});
        paths.push_back(written(scratch, ("a" + std::to_string(seed)).c_str(), outcome, std::uint64_t(seed)));
        outcome = changed(after[seed], 0);
        outcome.scene.entries[0].value = "\"0.7 mm\"";
        outcome.scene.entries.push_back({"run.seed", std::to_string(seed), "scene", skin::Basis::given, 0, ""});
        paths.push_back(written(scratch, ("b" + std::to_string(seed)).c_str(), outcome, std::uint64_t(seed)));
    }
    const Comparison comparison = compare(paths);
    REQUIRE(comparison.others.size() == 1);
    CHECK(comparison.reference.runs.size() == 3);
    const ComparedFigure& coverage = figure(comparison.others[0], "coverage.at_depth[0].open_fraction");
    CHECK_THAT(*coverage.difference(), WithinRel(0.02, 1e-9));
    CHECK(coverage.noise == "seeds");
    // paired: sd of 0.01, 0.02, 0.03 is 0.01; t for 2 degrees of freedom 4.303
    CHECK_THAT(*coverage.high - *coverage.low, WithinRel(2 * 4.3027 * 0.01 / std::sqrt(3.0), 1e-4));
    CHECK(coverage.judgement == Judgement::within_noise);
}

TEST_CASE("Measured figures are judged by their own interval", "[report]")
{
    const Scratch scratch;
    const fs::path run = written(scratch, "run", sample_outcome());
    const fs::path measured =
        csv(scratch, "# title: dye\nkey,value,sd,n,source\ncoverage,0.0050,0.0010,4,\"dye, bench 3\"\n"
                     "density,100,5,4,\ntewl.calibrated,40,,,\n");
    const Comparison comparison = compare({measured, run});
    REQUIRE(comparison.others[0].figures.size() == 3);
    CHECK(comparison.reference.title == "dye");
    const ComparedFigure& coverage = figure(comparison.others[0], "coverage.at_depth[0].open_fraction");
    CHECK(coverage.noise == "measured");
    CHECK(coverage.judgement == Judgement::within_noise);
    CHECK(*coverage.high - *coverage.low >= 2 * 3.18 * 0.0010 / 2);
    CHECK(figure(comparison.others[0], "density.channels_per_cm2").judgement == Judgement::moved);
    CHECK(figure(comparison.others[0], "tewl.calibrated").judgement == Judgement::differs);
}

TEST_CASE("Measured spots give density, coverage and evenness", "[report]")
{
    const Scratch scratch;
    std::string text = "# patch_mm: 2 x 2\nx_mm,y_mm,area_um2\n";
    for (int i = 0; i < 4; ++i)
        for (int j = 0; j < 4; ++j)
            text += std::to_string(0.25 + 0.5 * i) + "," + std::to_string(0.25 + 0.5 * j) + ",10000\n";
    const Comparison comparison = compare({csv(scratch, text), written(scratch, "run", sample_outcome())});
    const ComparedFigure& density = figure(comparison.others[0], "density.channels_per_cm2");
    CHECK_THAT(*density.reference, WithinRel(400.0, 1e-12));
    CHECK_THAT(*figure(comparison.others[0], "coverage.at_depth[0].open_fraction").reference, WithinRel(0.04, 1e-9));
    CHECK(*figure(comparison.others[0], "evenness.clark_evans").reference > 1.9);
}

TEST_CASE("A measured table that cannot be read says where and why", "[report]")
{
    const Scratch scratch;
    const fs::path run = written(scratch, "run", sample_outcome());
    for (const auto& [text, found] : std::vector<std::pair<std::string, std::string>>{
             {"key,value\ncoverage,abc\n", "measured.csv:2:10: value"},
             {"key,value\ncoverage\n", "1 cells"},
             {"key,value,low,high\ncoverage,1,2,3\n", "low <= value <= high"},
             {"key,value,sd,n\ncoverage,1,-2,3\n", "standard deviation"},
             {"key,value\ncoverage,1\ncoverage,2\n", "each figure once"},
             {"x_mm,y_mm,area_um2\n1,1,1\n", "patch_mm"},
             {"# patch_mm: 2 x 2\nx_mm,y_mm,area_um2\n3,1,1\n", "outside the patch"},
             {"a,b\n1,2\n", "columns key, value"},
             {"", "header"}}) {
        INFO(text);
        const fs::path measured = csv(scratch, text);
        try {
            compare({run, measured});
            FAIL("it was read");
        } catch (const core::InputError& error) {
            CHECK(std::string(error.what()).find(found) != std::string::npos);
        }
    }
    CHECK_THROWS_AS(compare({run, scratch.path() / "nowhere"}), core::Failure);
    std::ofstream(run / "channels.csv", std::ios::app) << "1\n";
    CHECK_THROWS_AS(compare({run, run}), core::InputError);
}

TEST_CASE("Rules compare with the reference, one way or both", "[report]")
{
    const Scratch scratch;
    const Comparison comparison =
        compare({written(scratch, "a", changed(0.20, 0)), written(scratch, "b", changed(0.18, 0.1e-3))});
    const auto fails = [&](const char* rule) { return findings_of(comparison, {fail_rule(rule)})[0].failed; };
    CHECK(fails("coverage > 5%"));
    CHECK_FALSE(fails("coverage > 10.1%"));
    CHECK_FALSE(fails("coverage > +5%"));
    CHECK(fails("coverage < -5%"));
    CHECK_FALSE(fails("coverage < -11 %"));
    CHECK(fails("coverage > 0.01"));
    CHECK_FALSE(fails("coverage.at_depth[0].open_fraction > 0.03"));
    CHECK(fails("depth.tip_um.p50 > +99"));
    CHECK(fails("depth.tip_um.p50 moved"));
    CHECK_FALSE(fails("density moved"));
    CHECK(fails("any moved"));
    CHECK(fails("force.cap_lift_um > 5%"));  // null on both sides: cannot be shown to hold
}

TEST_CASE("A rule that is none says what was expected", "[report]")
{
    for (const char* text : {"", "coverage", "coverage 5%", "coverage < 5%", "coverage > -5%", "coverage > x",
                             "any > 5%", "coverage > 5% please", "> 5%"}) {
        INFO(text);
        CHECK_THROWS_AS(fail_rule(text), std::invalid_argument);
    }
    const Scratch scratch;
    const fs::path a = written(scratch, "a", sample_outcome());
    try {
        findings_of(compare({a, a}), {fail_rule("covrage > 5%")});
        FAIL("an unknown figure was taken");
    } catch (const std::invalid_argument& error) {
        CHECK(std::string(error.what()).find("coverage") != std::string::npos);
    }
}

TEST_CASE("The page of a comparison needs no network and lets no text become markup", "[report]")
{
    const Scratch scratch;
    simulation::Outcome hostile = changed(0.1, 0.1e-3);
    hostile.scene.entries.push_back({"title", "\"<script>alert(1)</script>\"", "scene", skin::Basis::given, 0, ""});
    const Comparison comparison =
        compare({written(scratch, "a", sample_outcome()), written(scratch, "<b>", hostile)});
    const auto findings = findings_of(comparison, {fail_rule("coverage > 5%")});
    const std::string page = comparison_html(comparison, findings, {"dermavox", "compare", "<img src=x>"});
    CHECK(page.find("default-src 'none'") != std::string::npos);
    CHECK(page.find("<script>alert") == std::string::npos);
    CHECK(page.find("<img") == std::string::npos);
    CHECK(page.find("1 of 1 rules broken") != std::string::npos);
    CHECK(page.find("Open share of the surface") != std::string::npos);  // the difference map
    CHECK(page.size() < 3000000);
    const auto json = nlohmann::json::parse(comparison_json(comparison, findings));
    CHECK(json["others"][0]["name"] == "<b>");
    CHECK(json["fail_on"][0]["failed"] == true);
    write_comparison(scratch.path() / "out", false, page, comparison_json(comparison, findings));
    CHECK(damage_of(scratch.path() / "out").empty());
}

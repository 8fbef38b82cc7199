#include "dermavox/result/validity.hpp"

#include "dermavox/result/result_json.hpp"
#include "tests/result/sample_outcome.hpp"
#include "tests/support/catch.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <string>

using namespace dermavox;
using namespace dermavox::result;
using simulation::ModelPart;
using simulation::Severity;

namespace {

const simulation::ValidityRange& range_of(ModelPart part)
{
    return *std::ranges::find(simulation::validity_ranges(), part, &simulation::ValidityRange::part);
}

simulation::Outcome marked(ModelPart part, Severity severity)
{
    simulation::Outcome outcome = testing::sample_outcome();
    outcome.marks = {{&range_of(part), 12.5, severity}};
    return outcome;
}

std::optional<Severity> severity_at(const std::string& key, const simulation::Outcome& outcome)
{
    return severity_of(*find_figure(key).value().figure, outcome);
}

}  // namespace

TEST_CASE("figures rest on the parts that they are computed from", "[result][validity]")
{
    const simulation::Outcome deep = marked(ModelPart::contact, Severity::mild);
    for (const char* key : {"depth.inserted_um.p50", "force.stroke_peak_N", "tewl.calibrated", "slit.compliant_um",
                            "coverage.at_depth[0].open_fraction", "closure.t50_h"})
        CHECK(severity_at(key, deep) == Severity::mild);
    for (const char* key : {"depth.set_um", "strokes.per_cm2", "slit.rigid_um", "tewl.intact"})
        CHECK_FALSE(severity_at(key, deep));
    const simulation::Outcome fast = marked(ModelPart::sideways, Severity::mild);
    CHECK(severity_at("slit.compliant_um", fast));
    CHECK(severity_at("force.lateral_peak_mN.p50", fast));
    CHECK_FALSE(severity_at("depth.inserted_um.p50", fast));
}

TEST_CASE("the worst mark on a figure counts", "[result][validity]")
{
    simulation::Outcome both = marked(ModelPart::contact, Severity::severe);
    both.marks.push_back({&range_of(ModelPart::puncture), 1, Severity::mild});
    CHECK(severity_at("depth.inserted_um.p50", both) == Severity::severe);
    CHECK_FALSE(severity_at("depth.inserted_um.p50", testing::sample_outcome()));
}

TEST_CASE("a limit on a figure with a severe mark is neither met nor missed", "[result][validity]")
{
    const simulation::Outcome plain = testing::sample_outcome();
    const std::vector<Verdict> before = verdicts_of(plain);
    REQUIRE(std::ranges::any_of(before, &Verdict::pass));
    CHECK(std::ranges::all_of(before, &Verdict::decided));
    CHECK(std::ranges::all_of(verdicts_of(marked(ModelPart::contact, Severity::mild)), &Verdict::decided));
    for (const Verdict& verdict : verdicts_of(marked(ModelPart::contact, Severity::severe))) {
        INFO(verdict.key);
        const auto figure = find_figure(key_of_figure(verdict.key.substr(0, verdict.key.rfind('_')))).value().figure;
        CHECK(verdict.decided == (figure->parts == 0));
        CHECK_FALSE((verdict.pass && !verdict.decided));
    }
}

TEST_CASE("result.json says which figures are marked, by which range", "[result][validity]")
{
    const auto json = nlohmann::json::parse(result_json(marked(ModelPart::contact, Severity::severe)))["validity"];
    CHECK(json["severe_marks"] == 1);
    CHECK(json["mild_marks"] == 0);
    const auto& range = range_of(ModelPart::contact);
    CHECK(json["marks"][0]["code"] == std::string(range.code));
    CHECK(json["marks"][0]["value"] == 12.5);
    CHECK(json["marks"][0]["to"] == range.to);
    CHECK(json["figures"]["depth.inserted_um"]["severity"] == "severe");
    CHECK(json["figures"]["depth.inserted_um"]["codes"] == std::string(range.code));
    CHECK_FALSE(json["figures"].contains("depth.set_um"));
    const auto none = nlohmann::json::parse(result_json(testing::sample_outcome()))["validity"];
    CHECK(none["marks"].empty());
    CHECK(none["figures"].empty());
}

#include "dermavox/result/figure.hpp"
#include "dermavox/result/result_json.hpp"
#include "dermavox/scene/reference.hpp"
#include "tests/result/sample_outcome.hpp"
#include "tests/simulation/scenes.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

using namespace dermavox;
using namespace dermavox::result;

namespace {

double number(const simulation::Outcome& outcome, const std::string& key)
{
    const auto figure = find_figure(key);
    REQUIRE(figure);
    return si_of({outcome}, *figure).value();
}

/// Every number of a result.json by dotted key, found without the table.
void numbers_in(const nlohmann::ordered_json& node, const std::string& path, std::multiset<double>& numbers)
{
    for (const char* words : {"schema", "practice", "verdicts", "spacing", "confluence.clusters", "appendages"})
        if (path == words) return;
    if (node.is_number()) numbers.insert(node.get<double>());
    if (node.is_object())
        for (const auto& [key, member] : node.items())
            numbers_in(member, path.empty() ? key : path + '.' + key, numbers);
    if (node.is_array())  // but what names the item
        for (const auto& item : node)
            for (auto member = ++item.begin(); member != item.end(); ++member)
                numbers_in(*member, path + "[]." + member.key(), numbers);
}

}  // namespace

TEST_CASE("Every key stands in the table once, and its suffix is that of its unit", "[result]")
{
    std::set<std::string_view> keys;
    for (const Figure& figure : figures()) {
        INFO(figure.key);
        CHECK(keys.insert(figure.key).second);
        const std::string_view suffix = info_of(figure.unit).suffix;
        CHECK(figure.key.find(suffix) != figure.key.npos);
        for (const Unit other : {Unit::um, Unit::mm, Unit::mN, Unit::N, Unit::h, Unit::s, Unit::W, Unit::mJ})
            if (figure.unit == Unit::none) CHECK_FALSE(figure.key.ends_with(info_of(other).suffix));
    }
}

TEST_CASE("Rows say what they mean, those that are compared under a heading", "[result]")
{
    for (const Figure& figure : figures()) {
        INFO(figure.key);
        CHECK(figure.naming.label.empty() == figure.naming.group.empty());
        CHECK(figure.meaning.empty() == bool(figure.items));
        const bool item = figure.key.find("[]") != figure.key.npos;
        CHECK((figure.naming.label.find("{}") != figure.naming.label.npos) == (item && !figure.naming.label.empty()));
    }
}

TEST_CASE("A figure is found by key, item and member, in SI", "[result]")
{
    const simulation::Outcome outcome = testing::sample_outcome();
    CHECK(number(outcome, "depth.set_um") == outcome.measures->depths.set);
    CHECK(number(outcome, "depth.inserted_um.p95") == outcome.measures->depths.inserted.p95);
    CHECK(number(outcome, "coverage.at_depth[0].open_fraction") == outcome.measures->coverage[0].open_fraction);
    CHECK(number(outcome, "layers[dermis].wounded_mm3") == outcome.measures->layers[2].wounded_volume);
    CHECK(number(outcome, "force.stroke_peak_N") == outcome.force->stroke_peak);
    CHECK_FALSE(si_of({outcome}, *find_figure("layers[bone].wounded_mm3")));
    for (const char* unknown : {"depth.set", "depth.inserted_um", "depth.inserted_um.p96", "layers[dermis].name",
                                "layers.wounded_mm3", "coverage", "warnings[0].text"})
        CHECK_FALSE(find_figure(unknown));
}

TEST_CASE("The numbers of a run are those of its result.json", "[result]")
{
    simulation::Outcome outcome = testing::sample_outcome();
    outcome.practice = testing::sample_practice();
    std::multiset<double> written, listed;
    numbers_in(nlohmann::ordered_json::parse(result_json(outcome)), "", written);
    for (const auto& [key, value] : numbers_of(outcome)) {
        listed.insert(value);
        INFO(key);
        REQUIRE(find_figure(key));
        CHECK(in_unit(number(outcome, key), find_figure(key)->figure->unit) == value);
    }
    CHECK(listed == written);
}

TEST_CASE("What practice found has figures by session, hour and zone, and none without it", "[result][practice]")
{
    simulation::Outcome outcome = testing::sample_outcome();
    CHECK(nlohmann::json::parse(result_json(outcome)).contains("practice") == false);
    CHECK_FALSE(si_of({outcome}, *find_figure("course.sessions[2].gain")));
    CHECK_FALSE(si_of({outcome}, *find_figure("depth_class.median_um")));
    outcome.practice = testing::sample_practice();
    CHECK(number(outcome, "course.sessions[1].gain") == 0.03);
    CHECK(number(outcome, "course.sessions[2].gain") == 0.0325);
    CHECK(number(outcome, "course.hits[2].fraction") == 0.01);
    const auto written = nlohmann::json::parse(result_json(outcome));
    CHECK(written["course"]["zones"][0]["area_cm2"] == 90);
    CHECK(written["course"]["sessions"][1]["minutes_per_cm2"] == 0.9);
    CHECK_THAT(written["glide"]["work_mJ_cm2"].get<double>(), WithinRel(42, 1e-12));  // 420 J/m2
    CHECK_THAT(written["uptake"][1]["treated_ul_cm2"].get<double>(), WithinRel(0.53, 1e-12));
    CHECK(written["practice"]["endpoints"][0]["to_h"] == 9);
    CHECK(written["practice"]["endpoints"][1]["from_h"].is_null());
    CHECK(written["practice"]["windows"][0]["to_h"] == 72);
    CHECK(written["practice"]["rules"][0]["state"] == "broken");
}

TEST_CASE("The names of limits are those that scenes know", "[result][limits]")
{
    std::set<std::string> known, named;
    for (const std::string& key : scene::key_names())
        if (key.starts_with("limits.")) known.insert(key.substr(7, key.rfind('_') - 7));
    for (const auto& [name, key] : limit_names()) {
        named.insert(name);
        CHECK(find_figure(key));
        CHECK(key_of_figure(name) == key);
    }
    CHECK(known == named);
}

TEST_CASE("Every limit that a scene may set is judged, in the unit that the scene gives", "[result][limits]")
{
    simulation::Outcome outcome = testing::sample_outcome();
    outcome.scene.limits.clear();
    for (const auto& [name, key] : limit_names())
        for (const char* end : {"_min", "_max"}) outcome.scene.limits.push_back({name + end, 1e6});
    const std::vector<Verdict> verdicts = verdicts_of(outcome);
    REQUIRE(verdicts.size() == outcome.scene.limits.size());
    for (const Verdict& verdict : verdicts) CHECK(verdict.pass == verdict.key.ends_with("_max"));
    const auto value = [&](const char* key) { return std::ranges::find(verdicts, key, &Verdict::key)->value; };
    CHECK_THAT(value("density_min"), WithinRel(outcome.measures->channels_per_area / 1e4, 1e-12));  // per cm2
    CHECK(value("gap_min") == outcome.measures->largest_gap);
    CHECK(value("needle_force_max") == outcome.force->needle_peak.p95);
    CHECK(value("coverage_max") == outcome.measures->coverage[0].open_fraction);
}

TEST_CASE("A limit whose figure the run lacks is not judged but warned of", "[result][limits]")
{
    simulation::Outcome outcome = testing::sample_outcome();
    outcome.scene.limits = {{"tewl_max", 1e-5}};
    outcome.water_loss.reset();
    CHECK(verdicts_of(outcome).empty());
    const auto warnings = warnings_of(outcome);
    CHECK(std::ranges::count(warnings, "limit_not_judged", &core::Warning::code) == 1);
}

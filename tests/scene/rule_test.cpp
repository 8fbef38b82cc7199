#include "dermavox/scene/rule.hpp"

#include "tests/scene/shared.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

using namespace dermavox;
using namespace dermavox::scene;

namespace {

const std::string good_rule = "[[rule]]\nid = \"a\"\ntopic = \"t\"\nstatement = \"s\"\nsource = \"x\"\nevidence = "
                              "\"claim\"\nvalue = \"device.depth\"\nat_most = \"1 mm\"\n";

std::vector<core::Problem> rule_problems(const std::string& text)
{
    try {
        read_rules_text(text, "own.toml");
    } catch (const core::InputError& error) {
        return error.problems();
    }
    return {};
}

}  // namespace

TEST_CASE("every shipped rule states source and evidence under an id of its own", "[scene][rules]")
{
    const std::vector<Rule> rules = shipped().rules();
    CHECK(rules.size() > 50);
    std::set<std::string> ids;
    for (const Rule& rule : rules) {
        INFO(rule.id);
        CHECK(ids.insert(rule.id).second);
        CHECK_FALSE(rule.source.empty());
        CHECK_FALSE(rule.statement.empty());
        CHECK((rule.kind == RuleKind::rule) == rule.value.has_value());
    }
}

TEST_CASE("all mistakes of a file of rules are listed, each with line and what to write", "[scene][rules][bad]")
{
    const auto problems = rule_problems("schema = 1\n"
                                        "[[rule]]\n"
                                        "id = \"A b\"\n"  // 3
                                        "topic = \"t\"\n"
                                        "statment = \"s\"\n"  // 5
                                        "source = \"x\"\n"
                                        "evidence = \"clam\"\n"         // 7
                                        "value = \"device.depth >\"\n"  // 8
                                        "[[window]]\n"                  // 9: missing keys
                                        "id = \"w\"\ntopic = \"t\"\nstatement = \"s\"\nsource = \"x\"\n"
                                        "evidence = \"claim\"\nfrom = \"2 h\"\nto = \"1 mm\"\n");  // 16
    const auto told = [&](int line, const std::string& part) {
        return std::ranges::any_of(problems, [&](const core::Problem& p) {
            return p.line == line && (p.found + p.expected + p.hint).find(part) != std::string::npos;
        });
    };
    INFO(core::InputError(problems).what());
    CHECK(told(3, "lower-case"));
    CHECK(told(5, "did you mean 'statement'?"));
    CHECK(told(2, "write e.g. statement"));
    CHECK(told(7, "did you mean \"claim\"?"));
    CHECK(told(8, "the end"));
    CHECK(told(2, "at_most"));
    CHECK(told(16, "time"));
    CHECK(problems.size() == 7);
}

TEST_CASE("a file of rules needs its version, known tables and unlike ids", "[scene][rules][bad]")
{
    CHECK(rule_problems(good_rule).front().hint == "write schema = 1");
    CHECK(rule_problems("schema = 2\n" + good_rule).front().hint == "write schema = 1");
    CHECK(rule_problems("schema = 1\n" + good_rule + good_rule).size() == 1);
    CHECK(rule_problems("schema = 1\n[[rules]]\nid = \"a\"\n").front().hint == "did you mean 'rule'?");
    CHECK(rule_problems("schema = 1\nrule = 3\n").size() == 1);
    CHECK(rule_problems("schema = 1\n" + good_rule).empty());
}

TEST_CASE("own rules take the place of shipped ones of the same id", "[scene][rules]")
{
    const std::vector<Rule> shipped_rules = read_rules_text("schema = 1\n" + good_rule, "shipped.toml");
    std::string own = good_rule;
    own.replace(own.find("1 mm"), 4, "2 mm");
    const auto joined = joined_rules(shipped_rules, read_rules_text("schema = 1\n" + own, "own.toml"));
    REQUIRE(joined.size() == 1);
    CHECK(joined.front().at_most->expression.text() == "2 mm");
    CHECK(joined.front().file == "own.toml");
}

TEST_CASE("a plan takes one value for all sessions or one for each", "[scene][plan]")
{
    const Scene all = read(minimal, {"plan.sessions=3", "plan.interval=28 d", "plan.depth=0.5 mm"});
    REQUIRE(all.plan);
    CHECK(all.plan->depths == std::vector<double>(3, 0.5e-3));
    CHECK(all.plan->interval == 28 * 86400.0);
    CHECK_FALSE(read(minimal).plan);
    CHECK(problem_of(minimal, {"plan.sessions=3", "plan.interval=28 d", "plan.passes=[1, 2]"}).key == "plan.passes");
    CHECK(problem_of(minimal, {"plan.sessions=2", "plan.interval=28 d", "plan.passes=1.5"}).key == "plan.passes");
    CHECK(read(minimal, {"plan.sessions=2"}).plan->interval == 28 * 86400.0);
    CHECK(problem_of(minimal, {"plan.sessions=1", "plan.start=\"2026-02-30\""}).key == "plan.start");
    CHECK(problem_of(minimal, {"plan.sessions=1", "plan.zones=[\"forhead\"]"}).hint == "did you mean \"forehead\"?");
    CHECK(read(minimal, {"plan.sessions=1", "plan.zones=nose"}).plan->zones.front().area.si == Approx(40e-4));
    CHECK(read(minimal, {"plan.sessions=1", "plan.start=\"2026-09-01\""}).plan->start);
}

TEST_CASE("a solute of the catalogue fills what the scene leaves open", "[scene][solute]")
{
    const Scene caffeine = read(minimal, {"solute.preset=caffeine"});
    REQUIRE(caffeine.solute);
    CHECK(caffeine.solute->name == "caffeine");
    CHECK(caffeine.solute->solute.molar_mass == 194.19);
    CHECK(*caffeine.solute->solute.log_kow == -0.07);
    CHECK(*read(minimal, {"solute.preset=caffeine", "solute.log_kow=0.1"}).solute->solute.log_kow == 0.1);
    CHECK(problem_of(minimal, {"solute.preset=cafeine"}).hint == "did you mean \"caffeine\"?");
}

TEST_CASE("molar masses of the catalogue are those of their formulas", "[scene][solute][analytic]")
{
    const std::map<std::string, std::array<int, 4>> formulas{
        // C, H, N, O
        {"niacinamide", {6, 6, 2, 1}},   {"caffeine", {8, 10, 4, 2}},      {"ascorbic-acid", {6, 8, 0, 6}},
        {"azelaic-acid", {9, 16, 0, 4}}, {"salicylic-acid", {7, 6, 0, 3}}, {"glycolic-acid", {2, 4, 0, 3}},
        {"hydroquinone", {6, 6, 0, 2}},  {"lidocaine", {14, 22, 2, 1}},    {"minoxidil", {9, 15, 5, 1}},
        {"retinol", {20, 30, 0, 1}}};
    for (const auto& [name, atoms] : formulas) {
        const double mass = 12.011 * atoms[0] + 1.008 * atoms[1] + 14.007 * atoms[2] + 15.999 * atoms[3];
        INFO(name);
        CHECK(std::abs(read(minimal, {"solute.preset=" + name}).solute->solute.molar_mass - mass) < 0.02);
    }
}

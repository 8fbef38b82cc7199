#include "dermavox/practice/judge.hpp"

#include "dermavox/core/problem.hpp"
#include "tests/support/catch.hpp"

#include <map>

using namespace dermavox;
using core::Expression;
using State = simulation::RuleFinding::State;

namespace {

/// A rule of these lines under [[rule]], with what each needs.
scene::Rule rule_of(const std::string& lines)
{
    return scene::read_rules_text("schema = 1\n[[rule]]\nid = \"a\"\ntopic = \"t\"\nstatement = \"s\"\nsource = "
                                  "\"x\"\nevidence = \"claim\"\n" +
                                      lines,
                                  "a.toml")
        .front();
}

practice::Facts facts_of(std::map<std::string, Expression::Operand> values)
{
    const auto type_of = [](const std::string& name) -> std::optional<core::ExpressionType> {
        if (name == "interval") return core::quantity_of(core::Dimension::time);
        if (name.ends_with("kind") || name.ends_with("site") || name.ends_with("tissue"))
            return core::ExpressionType{core::ExpressionType::Kind::text};
        return name == "share" ? std::optional(core::ExpressionType{}) : std::nullopt;
    };
    return {type_of,
            [values = std::move(values)](const std::string& name) -> std::optional<Expression::Operand> {
                const auto at = values.find(name);
                return at == values.end() ? std::nullopt : std::optional(at->second);
            },
            [](const std::string&) { return std::string("interval"); }};
}

simulation::RuleFinding finding_of(const std::string& lines, std::map<std::string, Expression::Operand> values)
{
    const scene::Rule rule = rule_of(lines);
    const practice::Facts facts = facts_of(std::move(values));
    practice::check_rules({&rule, 1}, facts);
    return practice::judge({&rule, 1}, facts).front();
}

constexpr double day = 86400;

}  // namespace

TEST_CASE("a rule is met, broken, or not applicable with its reason", "[practice]")
{
    const std::string three_weeks = "value = \"interval\"\nat_least = \"21 d\"\n";
    const auto met = finding_of(three_weeks, {{"interval", {30 * day}}});
    CHECK(met.state == State::met);
    CHECK(met.value == "30 d");
    CHECK(met.required == "at least 21 d");
    CHECK(finding_of(three_weeks, {{"interval", {21 * day}}}).state == State::met);
    const auto broken = finding_of(three_weeks, {{"interval", {20 * day}}});
    CHECK(broken.state == State::broken);
    CHECK(broken.value == "20 d");
    const auto missing = finding_of(three_weeks, {});
    CHECK(missing.state == State::not_applicable);
    CHECK(missing.reason == "interval: not stated or not computed");
}

TEST_CASE("a rule applies by device, site, tissue and condition", "[practice]")
{
    const std::string pens = "devices = [\"pen\"]\nvalue = \"share\"\nat_most = \"5 %\"\n";
    CHECK(finding_of(pens, {{"share", {0.1}}, {"device.kind", {0, "pen"}}}).state == State::broken);
    CHECK(finding_of(pens, {{"share", {0.1}}, {"device.kind", {0, "roller"}}}).reason == "for other devices");
    const std::string sites = "sites = [\"cheek\"]\nvalue = \"share\"\nat_most = \"5 %\"\n";
    CHECK(finding_of(sites, {{"share", {0.1}}, {"skin.site", {0, "neck"}}}).reason == "for other sites");
    const std::string scars = "tissues = [\"scar\"]\nvalue = \"share\"\nat_most = \"5 %\"\n";
    CHECK(finding_of(scars, {{"share", {0.01}}, {"skin.tissue", {0, "scar"}}}).state == State::met);
    const std::string when = "when = \"interval > 1 d\"\nvalue = \"share\"\nat_least = \"5 %\"\nat_most = \"10 %\"\n";
    CHECK(finding_of(when, {{"share", {0.07}}, {"interval", {2 * day}}}).state == State::met);
    CHECK(finding_of(when, {{"share", {0.2}}, {"interval", {2 * day}}}).state == State::broken);
    CHECK(finding_of(when, {{"share", {0.07}}, {"interval", {day}}}).reason == "only when interval > 1 d");
    CHECK(finding_of(when, {{"share", {0.07}}}).reason == "interval: not stated or not computed");
}

TEST_CASE("mistakes of formulas are listed together, each at its place", "[practice][bad]")
{
    const scene::Rule rule = rule_of("value = \"intervall\"\nat_most = \"nothing + 1\"\nwhen = \"share\"\n");
    try {
        practice::check_rules({&rule, 1}, facts_of({}));
        FAIL("accepted");
    } catch (const core::InputError& error) {
        REQUIRE(error.problems().size() == 3);
        const core::Problem& when = error.problems()[0];
        CHECK(when.key == "rule[1].when");
        CHECK(when.line == 10);
        const core::Problem& value = error.problems()[1];
        CHECK(value.line == 8);
        CHECK(value.column == 10);
        CHECK(value.hint == "did you mean 'interval'?");
    }
    const scene::Rule mixed = rule_of("value = \"interval\"\nat_least = \"21\"\n");
    try {
        practice::check_rules({&mixed, 1}, facts_of({}));
        FAIL("accepted");
    } catch (const core::InputError& error) {
        REQUIRE(error.problems().size() == 1);
        CHECK(error.problems()[0].line == 9);
        CHECK(error.problems()[0].expected == "a time as the value is");
    }
}

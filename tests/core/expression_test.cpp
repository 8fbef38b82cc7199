#include "dermavox/core/expression.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <map>
#include <random>

using namespace dermavox::core;

namespace {

using Kind = ExpressionType::Kind;

struct Named {
    ExpressionType type;
    std::optional<Expression::Operand> value;
};

const std::map<std::string, Named>& known()
{
    static const std::map<std::string, Named> names{
        {"dial", {quantity_of(Dimension::length), {{1e-3}}}},
        {"share.at[100].open", {{}, {{0.25}}}},
        {"kind", {{Kind::text}, {{0, "pen"}}}},
        {"interval", {quantity_of(Dimension::time), {}}},
        {"covered", {{Kind::flag}, {}}},
    };
    return names;
}

std::optional<ExpressionType> type_of(const std::string& name)
{
    const auto at = known().find(name);
    return at == known().end() ? std::nullopt : std::optional(at->second.type);
}

std::optional<Expression::Operand> value_of(const std::string& name) { return known().at(name).value; }

std::string nearest(const std::string& name) { return name == "diall" ? "dial" : ""; }

std::optional<double> evaluated(const std::string& text)
{
    std::vector<ExpressionProblem> problems;
    const auto expression = Expression::parse(text, problems);
    INFO(text);
    REQUIRE(expression);
    REQUIRE(expression->type(type_of, nearest, "a name", problems));
    REQUIRE(problems.empty());
    const auto value = expression->value(value_of);
    return value ? std::optional(value->number) : std::nullopt;
}

std::vector<ExpressionProblem> problems_in(const std::string& text)
{
    std::vector<ExpressionProblem> problems;
    if (const auto expression = Expression::parse(text, problems))
        expression->type(type_of, nearest, "a name", problems);
    return problems;
}

}  // namespace

TEST_CASE("formulas follow precedence, units and texts", "[core][expression][analytic]")
{
    CHECK(evaluated("1 + 2 * 3 - 4 / 2") == 5.0);
    CHECK(evaluated("(1 + 2) * 3") == 9.0);
    CHECK(evaluated("8 - 3 - 2") == 3.0);
    CHECK(evaluated("-2 * -3") == 6.0);
    CHECK(evaluated("dial") == 1e-3);
    CHECK(evaluated("2 * dial == 2 mm") == 1.0);
    CHECK(evaluated("dial / 0.5 mm") == 2.0);
    CHECK(evaluated("dial > 0.2 mm and kind == 'pen'") == 1.0);
    CHECK(evaluated("not dial > 0.2 mm") == 0.0);
    CHECK(evaluated("kind != 'roller'") == 1.0);
    CHECK(evaluated("share.at[100].open <= 25 %") == 1.0);
    CHECK(evaluated("max(dial, 3 mm) - min(dial, 3 mm)") == Approx(2e-3));
    CHECK(evaluated("abs(1 - 3)") == 2.0);
    CHECK(evaluated("dial * dial < 2 mm2 and dial / 1 s == 1 mm/s") == 1.0);
    CHECK(evaluated("60 mm/s * 0.01 s < 1 mm") == 1.0);
    CHECK(evaluated("60 mm/s < 0.1 m/s or false") == 1.0);
}

TEST_CASE("what is missing leaves open only what depends on it", "[core][expression]")
{
    CHECK_FALSE(evaluated("interval >= 21 d"));
    CHECK(evaluated("dial > 5 mm and interval >= 21 d") == 0.0);
    CHECK(evaluated("interval >= 21 d or dial < 5 mm") == 1.0);
    CHECK_FALSE(evaluated("covered and dial < 5 mm"));
    CHECK_FALSE(evaluated("1 / 0"));
    CHECK_FALSE(evaluated("1e300 * 1e300 > 1"));
}

TEST_CASE("a mistake is named with its column and what to write", "[core][expression][bad]")
{
    struct Bad {
        const char* text;
        int column;
        const char* part;  ///< of found, expected or hint
    };
    for (const Bad& bad :
         {Bad{"diall > 1 mm", 1, "did you mean 'dial'?"}, Bad{"dial > 1", 6, "write the unit"},
          Bad{"dial > 1 s", 6, "a length and a time"}, Bad{"dial + kind", 6, "numbers"},
          Bad{"dial * dial > dial", 13, "an area and a length"},
          Bad{"dial * dial * dial * dial > 1", 27, "m4 and a number"}, Bad{"dial and true", 6, "true or false"},
          Bad{"1 < 2 < 3", 7, "join two with 'and'"}, Bad{"(1 + 2", 7, "every ( needs its )"},
          Bad{"1 + ", 5, "the end"}, Bad{"sin(1)", 1, "functions:"}, Bad{"dial > 3 xx", 10, "a unit"},
          Bad{"1 = 2", 3, "an operator"}, Bad{"kind == 'pen", 9, "ends with '"}, Bad{"", 1, "the end"},
          Bad{"a[1", 2, "every [ needs its ]"}, Bad{"dial; dial", 5, "an operator"}}) {
        const auto problems = problems_in(bad.text);
        INFO(bad.text);
        REQUIRE(problems.size() == 1);
        CHECK(problems[0].column == bad.column);
        CHECK((problems[0].found + '|' + problems[0].expected + '|' + problems[0].hint).find(bad.part) !=
              std::string::npos);
    }
    CHECK(problems_in("nothing > 1 and nowhere < 2").size() == 2);
}

TEST_CASE("foreign text of any nesting and length ends in an answer", "[core][expression][bad]")
{
    CHECK(problems_in(std::string(1000, '(') + "1" + std::string(999, ')')).size() == 1);
    CHECK(problems_in(std::string(1999, '-') + "1").size() == 1);
    CHECK(problems_in(std::string(5000, '1')).size() == 1);
    std::string flat = "0";
    for (int k = 0; k < 900; ++k) flat += "+1";
    CHECK(evaluated(flat) == 900.0);
    const std::string signs = "()+-*/<>=!'[].,% 019eandortmdial_\t\x01\xc3\xff";
    std::mt19937 random(7);
    int good = 0;
    for (int k = 0; k < 20000; ++k) {
        std::string text;
        for (auto n = random() % 12; n > 0; --n) text += signs[random() % signs.size()];
        if (problems_in(text).empty()) ++good;
    }
    CHECK(good > 0);
}

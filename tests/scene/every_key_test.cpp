/// Every key of the schema, with values that it cannot have: 65 and its place, never a value that is not there.
#include "engine/scene/keys/schema.hpp"
#include "engine/scene/read/settings.hpp"
#include "tests/scene/shared.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

using namespace dermavox;

namespace {

/// A scene of dotted keys, one a line, in which a key of the schema applies.
struct Base {
    std::map<std::string, std::string> lines;  ///< key -> TOML
    std::string key;                           ///< as messages name it
    std::string inside;                        ///< of a needle type: name within its table

    std::string with(const std::string& value) const
    {
        std::string text = "schema = 1\n";
        for (const auto& [name, line] : lines) text += name + " = " + line + "\n";
        if (inside.empty()) return text + key + " = " + value + "\n";
        std::string others = inside == "name" ? "" : "name = \"other\", ";
        if (inside.starts_with("profile") || inside.starts_with("shape")) others += "point = \"table\", ";
        if (inside == "shape_unit") others += "shape = \"needle.stl\", ";
        return text + fmt::format("device.needle_type = [{{ {}{} = {} }}]\n", others, inside, value);
    }
    int last_line() const { return int(lines.size()) + 2; }
};

std::string preset_of(const std::string& kind)
{
    return kind == "roller" ? "\"roller-192\"" : kind == "stamp" ? "\"polymer-array-600um\"" : "\"pen-12-ring\"";
}

/// A value that fits a row, as TOML.
std::string good(const scene::Row& row)
{
    const std::string text = row.shown_example();
    if (!text.empty()) return text;
    for (const scene::OtherDefault& variant : row.variants)
        if (!variant.fallback.empty()) return '"' + variant.fallback + '"';
    return row.kind == scene::Kind::choice ? '"' + row.choices.front() + '"' : "\"x\"";
}

/// Adds what a condition asks for, and what its key asks for in turn.
void satisfy(const std::string& when, Base& base)
{
    if (when.empty()) return;
    const auto sign = when.find('=');
    const std::string key = when.substr(0, sign);
    const std::string value = sign == when.npos ? "" : when.substr(sign + 1, when.find('|') - sign - 1);
    if (key == "device.kind") {
        base.lines["device.preset"] = preset_of(value);
        return;
    }
    const scene::Row* row = scene::find_row(key, {"stratum_corneum", "viable_epidermis"});
    if (!row) return;
    base.lines[key] = value.empty() ? good(*row) : '"' + value + '"';
    satisfy(row->when, base);
}

Base base_of(const scene::Row& row)
{
    Base base{
        .lines = {{"skin.site", "\"cheek\""}, {"device.preset", "\"pen-12-ring\""}}, .key = row.key, .inside = {}};
    const std::string_view mark = scene::mark_in(row.key);
    if (mark == scene::layer_mark) {
        base.key = scene::with_layer(row.key, "viable_epidermis");
        satisfy(row.when.empty() ? "" : scene::with_layer(row.when, "viable_epidermis"), base);
    } else if (mark == scene::type_mark) {
        base.key = scene::with_layer(row.key, "needle_type[1]");
        base.inside = base.key.substr(base.key.rfind(']') + 2);
    } else {
        satisfy(row.when, base);
    }
    std::erase_if(base.lines, [&](const auto& line) { return line.first == base.key; });
    return base;
}

std::vector<core::Problem> problems_in(const std::string& text)
{
    try {
        scene::read(text);
    } catch (const core::InputError& error) {
        return error.problems();
    }
    return {};
}

bool reported(const Base& base, const std::string& value)
{
    const auto problems = problems_in(base.with(value));
    return std::ranges::any_of(problems, [&](const core::Problem& p) {
        return p.key == base.key && p.line == base.last_line() && p.column > 0;
    });
}

bool is_text(const scene::Row& row)
{
    return row.kind == scene::Kind::text || row.kind == scene::Kind::choice || row.kind == scene::Kind::texts;
}

bool is_quantity(const scene::Row& row) { return row.dimension != core::Dimension::none; }

/// " mm": a unit that the row can have, nothing for a pure number.
std::string unit_of(const scene::Row& row)
{
    if (!is_quantity(row)) return "";
    const std::string text = core::format_quantity(1, row.dimension);
    return text.substr(text.find(' '));
}

/// A number as the row writes it: with a unit, in a list.
std::string written(const scene::Row& row, const std::string& number)
{
    const std::string one = is_quantity(row) ? '"' + number + unit_of(row) + '"' : number;
    if (row.kind != scene::Kind::quantities && row.kind != scene::Kind::numbers) return one;
    std::string list = one;
    for (int k = 1; k < std::max(row.count, 1); ++k) list += ", " + one;
    return '[' + list + ']';
}

/// Whether the row may have the number: in range, whole where it must be, and of a size that can be meant.
bool fits(const scene::Row& row, const std::string& number)
{
    std::string why;
    const auto si = core::parse_quantity(number + unit_of(row), row.dimension, why);
    if (!si || !row.range.holds(*si)) return false;
    if (row.kind == scene::Kind::integer && *si != std::floor(*si)) return false;
    return *si == 0 || (std::abs(*si) >= 1e-40 && std::abs(*si) <= 1e15);
}

/// The version of the schema itself stands in every base; how a table is to be read is looked at together with the
/// table, which a text without a folder has not. Both have tests of their own.
std::vector<scene::Row> rows()
{
    std::vector<scene::Row> rows = scene::schema();
    std::erase_if(rows, [](const scene::Row& row) {
        return row.key == "schema" || row.key.find(".columns.") != row.key.npos || row.key.ends_with(".decimal_mark");
    });
    return rows;
}

}  // namespace

TEST_CASE("every key of the schema refuses a wrong type and a wrong unit at its place", "[scene][bad]")
{
    for (const scene::Row& row : rows()) {
        const Base base = base_of(row);
        INFO(base.with("VALUE"));
        CHECK(reported(base, "1979-05-27"));
        CHECK(reported(base, "[[1]]"));
        CHECK(reported(base, is_text(row) ? "17" : "\"no such value\""));
        if (row.kind == scene::Kind::choice) CHECK(reported(base, "\"no such choice\""));
        if (!is_quantity(row)) continue;
        CHECK(reported(base, row.dimension == core::Dimension::mass ? "\"1 mm\"" : "\"1 kg\""));
        CHECK(reported(base, "\"1\""));
        CHECK(reported(base, "1.5"));
    }
}

TEST_CASE("every number of the schema refuses an absurd size at its place, and -1 and 0 where they are out of range",
          "[scene][bad]")
{
    for (const scene::Row& row : rows()) {
        if (is_text(row) || row.kind == scene::Kind::flag) continue;
        const Base base = base_of(row);
        for (const std::string number : {"1e300", "-1e300", "1e-300", "nan", "inf", "-1", "0"}) {
            const std::string value = written(row, number);
            INFO(base.with(value));
            if (!fits(row, number)) CHECK(reported(base, value));
            problems_in(base.with(value));  // whatever else it throws fails the test
        }
    }
}

TEST_CASE("the scenes in which keys are tried are those in which they apply", "[scene]")
{
    for (const scene::Row& row : rows()) {
        const Base base = base_of(row);
        const auto problems = problems_in(base.with(good(row)));
        INFO(base.with(good(row)));
        for (const core::Problem& p : problems) {
            INFO(core::describe(p));
            CHECK_FALSE((p.key == base.key && p.expected == "no such key here"));
            CHECK_FALSE((p.key == base.key && p.expected.starts_with("one that is in the schema")));
        }
    }
}

TEST_CASE("a setting that is not there ends as an internal error that names it", "[scene]")
{
    const scene::Settings none;
    const auto code_of = [](const auto& read) {
        try {
            read();
        } catch (const core::Failure& failure) {
            CHECK(std::string(failure.what()).find("device.depth") != std::string::npos);
            return failure.exit_code();
        }
        return 0;
    };
    CHECK(code_of([&] { none.number("device.depth"); }) == core::exit_code::internal);
    CHECK(code_of([&] { none.text("device.depth"); }) == core::exit_code::internal);
    CHECK(code_of([&] { none.at("device.depth"); }) == core::exit_code::internal);
    scene::Settings texts;
    texts.add({.key = "device.depth", .texts = {"deep"}});
    CHECK(code_of([&] { texts.number("device.depth"); }) == core::exit_code::internal);
}

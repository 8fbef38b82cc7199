#include "engine/scene/rules/rule_rows.hpp"

namespace dermavox::scene {
namespace {

Row formula_row(std::string key, std::string doc, std::string example, bool required = false)
{
    return {.key = std::move(key),
            .kind = Kind::text,
            .doc = std::move(doc),
            .example = std::move(example),
            .required = required};
}

std::vector<Row> common_rows()
{
    return {
        {.key = "id", .kind = Kind::text, .doc = "Its name.", .example = "interval-three-weeks", .required = true},
        {.key = "topic", .kind = Kind::text, .doc = "What it is about.", .example = "interval", .required = true},
        {.key = "statement",
         .kind = Kind::text,
         .doc = "What is said.",
         .example = "Sessions less than three weeks apart are too frequent.",
         .required = true},
        {.key = "source", .kind = Kind::text, .doc = "Who says so.", .example = "PMC3160154", .required = true},
        {.key = "evidence",
         .kind = Kind::choice,
         .choices = {"measured", "derived", "claim", "memory"},
         .doc = "Kind of evidence: measured in the source, derived from such, a claim without data, or general "
                "knowledge that was not looked up.",
         .example = "claim",
         .required = true},
        {.key = "devices",
         .kind = Kind::texts,
         .choices = {"pen", "roller", "stamp"},
         .doc = "Kinds of device that it is about; all without it.",
         .example = "[\"pen\"]"},
        {.key = "sites", .kind = Kind::texts, .doc = "Sites that it is about.", .example = "[\"forehead\"]"},
        {.key = "tissues",
         .kind = Kind::texts,
         .choices = {"normal", "scar", "hypertrophic-scar", "stretch-mark"},
         .doc = "Tissues that it is about.",
         .example = "[\"scar\"]"},
        formula_row("when", "Condition on keys and figures.", "plan.sessions > 1"),
        formula_row("advice", "What to do.", "Leave at least three weeks."),
    };
}

std::vector<Row> with_common(std::vector<Row> own)
{
    std::vector<Row> rows = common_rows();
    rows.insert(rows.end(), own.begin(), own.end());
    return rows;
}

Row hour_row(const char* key, const char* doc, const char* example)
{
    return {.key = key,
            .dimension = core::Dimension::time,
            .range = not_negative,
            .doc = doc,
            .example = example,
            .required = true};
}

}  // namespace

const std::vector<Row>& rule_rows(RuleKind kind)
{
    static const std::vector<Row> rules =
        with_common({{.key = "severity",
                      .kind = Kind::choice,
                      .fallback = "warning",
                      .choices = {"note", "warning"},
                      .doc = "How a breach is shown."},
                     formula_row("value", "What decides.", "plan.interval", true),
                     formula_row("at_least", "Least value that meets the rule.", "21 d"),
                     formula_row("at_most", "Largest value that meets the rule.", "56 d")});
    static const std::vector<Row> windows =
        with_common({hour_row("from", "Begin, after a session.", "0 h"), hour_row("to", "End.", "24 h")});
    static const std::vector<Row> questions = with_common({});
    return kind == RuleKind::rule ? rules : kind == RuleKind::window ? windows : questions;
}

}  // namespace dermavox::scene

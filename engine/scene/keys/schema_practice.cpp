#include "engine/scene/keys/schema_sections.hpp"

namespace dermavox::scene {

using D = core::Dimension;

namespace {

std::vector<Row> rule_choices()
{
    return {
        {.key = "practice.rules",
         .kind = Kind::texts,
         .doc = "Files of your own rules beside the scene; a rule with the id of a shipped one takes its place "
                "(dermavox rules lists them).",
         .example = "[\"our-rules.toml\"]",
         .alone = true},
        {.key = "practice.required",
         .kind = Kind::texts,
         .doc = "Rules, by id, that are limits of this scene: a run that breaks one ends with exit code 1.",
         .example = "[\"interval-three-weeks\"]",
         .alone = true},
    };
}

std::vector<Row> plan_rows()
{
    return {
        {.key = "plan.sessions",
         .kind = Kind::integer,
         .range = {.least = 1, .most = 24},
         .doc = "Sessions of a course of treatment; each is simulated beside the run itself.",
         .example = "4"},
        {.key = "plan.interval",
         .dimension = D::time,
         .fallback = "28 d",
         .range = positive,
         .doc = "Between two sessions.",
         .why = "what most of scenes/rules allow; no study compares intervals",
         .when = "plan.sessions"},
        {.key = "plan.depth",
         .kind = Kind::quantities,
         .dimension = D::length,
         .range = positive,
         .doc = "Dial of each session, or one for all; device.depth without it.",
         .example = "[\"0.5 mm\", \"0.75 mm\", \"1 mm\", \"1 mm\"]",
         .when = "plan.sessions",
         .alone = true},
        {.key = "plan.passes",
         .kind = Kind::numbers,
         .range = {.least = 1, .most = 1000},
         .doc = "Passes of each session, or one number for all; motion.passes without it.",
         .example = "[2, 3, 3, 4]",
         .when = "plan.sessions",
         .alone = true},
        {.key = "plan.minutes",
         .dimension = D::time,
         .range = positive,
         .doc = "Time for needling in a session.",
         .example = "25 min",
         .when = "plan.sessions"},
        {.key = "plan.zones",
         .kind = Kind::texts,
         .doc =
             "Zones that a session treats, of scenes/practice/zones.toml: their areas say how long the passes take.",
         .example = "[\"forehead\", \"cheeks\"]",
         .when = "plan.sessions",
         .alone = true},
        {.key = "plan.phototype",
         .kind = Kind::integer,
         .range = {.least = 1, .most = 6},
         .doc = "Fitzpatrick's type of the skin, 1 (never tans) to 6 (dark), for rules that ask for it.",
         .example = "3",
         .when = "plan.sessions"},
        {.key = "plan.start",
         .kind = Kind::text,
         .doc = "Date of the first session, for the calendar.",
         .example = "2026-09-01",
         .when = "plan.sessions"},
    };
}

std::vector<Row> technique_rows()
{
    return {
        {.key = "technique.lubricant.friction",
         .kind = Kind::number,
         .range = {.least = 0, .most = 2},
         .doc = "Coefficient of friction between the device's face and the skin with the gliding lubricant on it: "
                "gives the force, work and heat of the glide. No value was found for a needling device.",
         .example = "0.1"},
    };
}

}  // namespace

std::vector<Row> practice_section()
{
    std::vector<Row> rows = rule_choices();
    for (auto part : {plan_rows(), technique_rows()}) rows.insert(rows.end(), part.begin(), part.end());
    return rows;
}

}  // namespace dermavox::scene

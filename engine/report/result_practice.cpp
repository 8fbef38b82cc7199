// What practice says, in result.json: claims under `practice`, figures computed for it under their own names.
#include "dermavox/practice/judge.hpp"
#include "engine/report/factors.hpp"
#include "engine/report/result_parts.hpp"

namespace dermavox::report {
namespace {

std::optional<double> in_um(std::optional<double> length)
{
    return length ? std::optional(*length * um) : std::nullopt;
}

void write_depth_class(Json& json, const simulation::DepthClass& found)
{
    json.text("name", found.name);
    json.number("median_um", found.median * um);
    json.number("past_cosmetic", found.past_cosmetic);
    json.number("medical", found.medical);
    json.number("past_medical", found.past_medical);
    json.number("in_epidermis", found.in_epidermis);
    json.number("epidermis_um", found.epidermis * um);
    json.number("skin_um", found.skin * um);
    json.number("epidermis_dial_um", in_um(found.epidermis_dial));
    json.number("skin_dial_um", in_um(found.skin_dial));
    json.text("cap_reason", found.cap_reason);
}

void write_sessions(Json& json, const simulation::Course& course)
{
    double cut = 0;
    json.array("sessions", course.sessions, [&](const simulation::Session& at) {
        json.number("session", at.number);
        json.number("day", at.day);
        json.number("depth_um", at.depth * um);
        json.number("passes", at.passes);
        json.number("inserted_um", at.inserted * um);
        json.number("punctures_per_cm2", at.punctures_per_area * per_cm2);
        json.number("open_fraction", at.open_fraction);
        json.number("cut_fraction", at.cut_fraction);
        json.number("gain", at.cut_fraction - cut);
        json.number("still_open", at.still_open);
        json.number("minutes_per_cm2", at.minutes_per_area * per_cm2);
        cut = at.cut_fraction;
    });
}

void write_course(Json& json, const simulation::Course& course)
{
    write_sessions(json, course);
    int hits = 0;
    json.array("hits", course.hits, [&](double fraction) {
        json.number("hits", hits++);
        json.number("fraction", fraction);
    });
    json.array("zones", course.zones, [&](const simulation::ZoneTime& zone) {
        json.text("name", zone.name);
        json.number("area_cm2", zone.area * 1e4);
        json.number("minutes", zone.minutes);
    });
    json.number("minutes", course.minutes);
    json.number("passes_fit", course.passes_fit ? std::optional<double>(*course.passes_fit) : std::nullopt);
    json.number("last_pass_gain", course.last_pass_gain);
}

void write_rules(Json& json, const std::vector<simulation::RuleFinding>& rules)
{
    json.array("rules", rules, [&](const simulation::RuleFinding& finding) {
        json.text("id", finding.rule.id);
        json.text("topic", finding.rule.topic);
        json.text("state", practice::name_of(finding.state));
        json.boolean("limit", finding.is_limit);
        json.text("severity", finding.rule.severity);
        json.text("value", finding.value);
        json.text("required", finding.required);
        json.text("reason", finding.reason);
        json.text("statement", finding.rule.statement);
        json.text("evidence", finding.rule.evidence);
        json.text("source", finding.rule.source);
        json.text("advice", finding.rule.advice);
    });
}

void write_time(Json& json, const simulation::Practice& practice)
{
    json.array("endpoints", practice.endpoints, [&](const simulation::Endpoint& at) {
        json.text("name", at.name);
        json.number("from_h", at.from);
        json.number("to_h", at.to);
        json.text("evidence", at.evidence);
        json.text("source", at.source);
        json.text("note", at.note);
    });
    json.array("windows", practice.windows, [&](const scene::Rule& at) {
        json.text("id", at.id);
        json.text("topic", at.topic);
        json.number("from_h", at.from / 3600);
        json.number("to_h", at.to / 3600);
        json.text("statement", at.statement);
        json.text("evidence", at.evidence);
        json.text("source", at.source);
    });
}

}  // namespace

void write_practice(Json& json, const simulation::Outcome& outcome)
{
    const simulation::Practice& practice = outcome.practice;
    if (practice.depth_class) json.object("depth_class", [&] { write_depth_class(json, *practice.depth_class); });
    if (practice.glide)
        json.object("glide", [&] {
            json.number("force_N", practice.glide->force);
            json.number("work_mJ_cm2", practice.glide->work * 1e3 * per_cm2);
            json.number("temperature_K", practice.glide->temperature);
        });
    if (!practice.uptake.empty())
        json.array("uptake", practice.uptake, [&](const simulation::Uptake& at) {
            json.number("hours", at.hours);
            json.number("treated_ul_cm2", at.treated * ul_cm2);
            json.number("intact_ul_cm2", at.intact * ul_cm2);
        });
    if (practice.course) json.object("course", [&] { write_course(json, *practice.course); });
    if (practice.rules.empty() && practice.windows.empty() && practice.questions.empty()) return;
    json.object("practice", [&] {
        write_rules(json, practice.rules);
        write_time(json, practice);
        json.array("questions", practice.questions, [&](const scene::Rule& at) {
            json.text("id", at.id);
            json.text("statement", at.statement);
            json.text("evidence", at.evidence);
            json.text("source", at.source);
        });
    });
}

}  // namespace dermavox::report

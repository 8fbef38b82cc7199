// Rows of the figure table: what practice says of a run. Claims stand under `practice`, and nothing computed depends
// on them; what was computed for them has names of its own. Each part is there only where the run has it.
#include "dermavox/practice/judge.hpp"
#include "engine/result/rows.hpp"

namespace dermavox::result {
namespace {

using simulation::Practice;

/// Getters of the members of an optional part of what was found.
template <class Part>
auto of_found(std::optional<Part> Practice::*part)
{
    return of_part([part](const Outcome& o) -> auto& { return o.practice.*part; });
}

template <class Item>
auto items_of(std::vector<Item> Practice::*list)
{
    return Items([list](const Source& s) { return &(s.outcome.practice.*list); });
}

template <class Item>
auto items_of_course(std::vector<Item> simulation::Course::*list)
{
    return Items([list](const Source& s) {
        const auto& course = s.outcome.practice.course;
        return course ? &((*course).*list) : nullptr;
    });
}

Figures class_figures()
{
    using simulation::DepthClass;
    const auto found = of_found(&Practice::depth_class);
    const auto share = [&](Text key, double DepthClass::*field, Text meaning, Text label) {
        return number(key, Unit::none, found(field), meaning, {label, group::depth_class, Unit::percent});
    };
    return {
        text("depth_class.name", found(&DepthClass::name),
             "cosmetic, undefined, medical or past medical, of the median inserted depth (a claim)"),
        number("depth_class.median_um", Unit::um, found(&DepthClass::median),
               "median inserted depth of the insertions that punctured",
               {"Depth that decides the class", group::depth_class, Unit::mm}),
        share("depth_class.past_cosmetic", &DepthClass::past_cosmetic, "share of them deeper than 0.2 mm",
              "Insertions past 0.2 mm"),
        share("depth_class.medical", &DepthClass::medical, "share from 0.5 to 2 mm", "Insertions of 0.5 to 2 mm"),
        share("depth_class.past_medical", &DepthClass::past_medical, "share deeper than 2 mm",
              "Insertions past 2 mm"),
        share("depth_class.in_epidermis", &DepthClass::in_epidermis, "share that ends within the epidermis",
              "Insertions that end in the epidermis"),
        number("depth_class.epidermis_um", Unit::um, found(&DepthClass::epidermis),
               "depth of the lower face of the epidermis",
               {.label = "Lower face of the epidermis", .group = group::depth_class, .exact = true}),
        number("depth_class.skin_um", Unit::um, found(&DepthClass::skin), "depth of the lower face of the dermis",
               {.label = "Lower face of the dermis", .group = group::depth_class, .shown = Unit::mm, .exact = true}),
        number("depth_class.epidermis_dial_um", Unit::um, found(&DepthClass::epidermis_dial),
               "largest dial that keeps 95 % of the insertions in the epidermis; with --dial-sweep",
               {"Largest dial, epidermis", group::depth_class, Unit::mm}),
        number("depth_class.skin_dial_um", Unit::um, found(&DepthClass::skin_dial),
               "largest dial that keeps 95 % of them above the fat; with --dial-sweep",
               {"Largest dial, above the fat", group::depth_class, Unit::mm}),
        text("depth_class.cap_reason", found(&DepthClass::cap_reason), "what limits the dial at this site"),
    };
}

Figures glide_figures()
{
    using simulation::Glide;
    const auto found = of_found(&Practice::glide);
    return {
        number("glide.force_N", Unit::N, found(&Glide::force),
               "friction of the device on lubricated skin; with technique.lubricant.friction",
               {"Friction of the glide", group::slit}),
        number("glide.work_mJ_cm2", Unit::mJ_cm2, found(&Glide::work), "its work per treated area, all passes",
               {"Work of friction", group::slit}),
        number("glide.temperature_K", Unit::K, found(&Glide::temperature),
               "rise of the skin's temperature under the device, upper estimate",
               {"Warming by friction, at most", group::slit}),
    };
}

Figures uptake_figures()
{
    using simulation::Uptake;
    const auto at = items_of(&Practice::uptake);
    return {
        list("uptake[]", at.count(), true),
        number("uptake[].hours", Unit::none, at(&Uptake::hours), "time on the skin; with a solute"),
        number("uptake[].treated_ul_cm2", Unit::ul_cm2, at(&Uptake::treated),
               "solution that has passed per area while channels close, at constant concentration",
               {"Passed after {} h", group::water}),
        number("uptake[].intact_ul_cm2", Unit::ul_cm2, at(&Uptake::intact), "the same through intact skin",
               {.label = "Passed after {} h, intact", .group = group::water, .exact = true}),
    };
}

/// What a session adds to the share that those before it cut.
double gain_of(const Source& source, std::size_t item)
{
    const auto& sessions = source.outcome.practice.course->sessions;
    return sessions[item].cut_fraction - (item > 0 ? sessions[item - 1].cut_fraction : 0);
}

Figures session_figures()
{
    using simulation::Session;
    const auto at = items_of_course(&simulation::Course::sessions);
    const auto set = [](Text label, Unit shown = Unit::none) -> Naming {
        return {.label = label, .group = group::course, .shown = shown, .exact = true};
    };
    return {
        list("course.sessions[]", at.count(), true),
        count("course.sessions[].session", at(&Session::number), "number of the session, from 1; with plan.sessions"),
        number("course.sessions[].day", Unit::none, at(&Session::day), "days after the first",
               set("Day of session {}")),
        number("course.sessions[].depth_um", Unit::um, at(&Session::depth), "its dial",
               set("Dial, session {}", Unit::mm)),
        count("course.sessions[].passes", at(&Session::passes), "its passes", set("Passes, session {}")),
        number("course.sessions[].inserted_um", Unit::um, at(&Session::inserted), "median inserted depth",
               {"Median inserted depth, session {}", group::course, Unit::mm}),
        number("course.sessions[].punctures_per_cm2", Unit::per_cm2, at(&Session::punctures_per_area),
               "punctures of this session", {"Punctures, session {}", group::course}),
        number("course.sessions[].open_fraction", Unit::none, at(&Session::open_fraction),
               "open share of the surface right after it", {"Open after session {}", group::course, Unit::percent}),
        number("course.sessions[].cut_fraction", Unit::none, at(&Session::cut_fraction),
               "share of the surface cut in this session or an earlier one",
               {"Cut by the end of session {}", group::course, Unit::percent}),
        number("course.sessions[].gain", Unit::none, gain_of, "what this session adds to that share",
               {"Cut first in session {}", group::course, Unit::percent}),
        number("course.sessions[].still_open", Unit::none, at(&Session::still_open),
               "share of the earlier session's openings that conduct water as it begins",
               set("Still open before session {}", Unit::percent)),
        number("course.sessions[].minutes_per_cm2", Unit::per_cm2, at(&Session::minutes_per_area), "time of needling",
               {"Minutes of needling, session {}", group::course}),
    };
}

Figures course_figures()
{
    using simulation::Course, simulation::ZoneTime;
    const auto course = of_found(&Practice::course);
    const auto share = items_of_course(&Course::hits);
    const auto zone = items_of_course(&Course::zones);
    Figures all = session_figures();
    const Figures whole{
        list("course.hits[]", share.count(), true),
        count(
            "course.hits[].hits", [](const Source&, std::size_t hits) { return value_of(hits); },
            "in how many openings of all sessions a place lies; the last stands for that or more"),
        number("course.hits[].fraction", Unit::none, share(std::identity()), "share of the surface",
               {"Cut {} times over all sessions", group::course, Unit::percent}),
        list("course.zones[]", zone.count(), true),
        text("course.zones[].name", zone(&ZoneTime::name), "a zone of plan.zones"),
        number("course.zones[].area_cm2", Unit::cm2, zone(&ZoneTime::area), "its area",
               {.label = "Area, {}", .group = group::course, .exact = true}),
        number("course.zones[].minutes", Unit::none, zone(&ZoneTime::minutes), "needling in the longest session",
               {"Minutes of needling, {}", group::course}),
        number("course.minutes", Unit::none, course(&Course::minutes), "of all zones together",
               {"Minutes of needling, all zones", group::course}),
        count("course.passes_fit", course(&Course::passes_fit),
              "passes over all zones that plan.minutes has room for",
              {"Passes that the time has room for", group::course}),
        number("course.last_pass_gain", Unit::none, course(&Course::last_pass_gain),
               "open share that the last pass added, over that of the first",
               {"Gain of the last pass over the first", group::course, Unit::percent}),
    };
    all.insert(all.end(), whole.begin(), whole.end());
    return all;
}

Figures rule_figures()
{
    using simulation::RuleFinding;
    const auto finding = items_of(&Practice::rules);
    const auto of_rule = [&](std::string scene::Rule::*field) {
        return finding([field](const RuleFinding& at) { return at.rule.*field; });
    };
    return {
        list("practice.rules[]", finding.count()),
        text("practice.rules[].id", of_rule(&scene::Rule::id),
             "rule of practice (dermavox rules): a claim, nothing computed depends on it"),
        text("practice.rules[].topic", of_rule(&scene::Rule::topic),
             "what it is about; rules of one topic may disagree"),
        text("practice.rules[].state", finding([](const RuleFinding& at) { return practice::name_of(at.state); }),
             "met, broken or not applicable"),
        flag("practice.rules[].limit", finding(&RuleFinding::is_limit), "whether the scene requires it"),
        text("practice.rules[].severity", of_rule(&scene::Rule::severity), "warning or note"),
        text("practice.rules[].value", finding(&RuleFinding::value),
             "what decided, with its unit; empty where not applicable"),
        text("practice.rules[].required", finding(&RuleFinding::required), "its bounds"),
        text("practice.rules[].reason", finding(&RuleFinding::reason), "why it does not apply"),
        text("practice.rules[].statement", of_rule(&scene::Rule::statement), "what is said"),
        text("practice.rules[].evidence", of_rule(&scene::Rule::evidence), "measured, derived, claim or memory"),
        text("practice.rules[].source", of_rule(&scene::Rule::source), "by whom"),
        text("practice.rules[].advice", of_rule(&scene::Rule::advice), "what to do"),
    };
}

/// Of times after a session, and of questions before it.
Figures advice_figures()
{
    using scene::Rule, simulation::Endpoint;
    const auto endpoint = items_of(&Practice::endpoints);
    const auto time = [&endpoint](std::optional<double> Endpoint::*hours) {
        return endpoint(
            [hours](const Endpoint& at) { return at.*hours ? std::optional(*(at.*hours) * 3600) : std::nullopt; });
    };
    const auto window = items_of(&Practice::windows), question = items_of(&Practice::questions);
    return {
        list("practice.endpoints[]", endpoint.count()),
        text("practice.endpoints[].name", endpoint(&Endpoint::name), "what is looked at"),
        number("practice.endpoints[].from_h", Unit::h, time(&Endpoint::from),
               "earliest that it was back, hours after the treatment"),
        number("practice.endpoints[].to_h", Unit::h, time(&Endpoint::to),
               "latest; null: not back when last looked at"),
        text("practice.endpoints[].evidence", endpoint(&Endpoint::evidence), "computed, measured or derived"),
        text("practice.endpoints[].source", endpoint(&Endpoint::source), "where it comes from"),
        text("practice.endpoints[].note", endpoint(&Endpoint::note), "conditions"),
        list("practice.windows[]", window.count()),
        text("practice.windows[].id", window(&Rule::id),
             "a time after each session of which practice says something"),
        text("practice.windows[].topic", window(&Rule::topic), "aftercare, healing, collagen, ..."),
        number("practice.windows[].from_h", Unit::h, window(&Rule::from), "its begin"),
        number("practice.windows[].to_h", Unit::h, window(&Rule::to), "its end"),
        text("practice.windows[].statement", window(&Rule::statement), "what is said"),
        text("practice.windows[].evidence", window(&Rule::evidence), "measured, derived, claim or memory"),
        text("practice.windows[].source", window(&Rule::source), "by whom"),
        list("practice.questions[]", question.count()),
        text("practice.questions[].id", question(&Rule::id), "a question to a person before the treatment"),
        text("practice.questions[].statement", question(&Rule::statement), "what is asked"),
        text("practice.questions[].evidence", question(&Rule::evidence), "measured, derived, claim or memory"),
        text("practice.questions[].source", question(&Rule::source), "by whom"),
    };
}

bool has_rules(const Outcome& o)
{
    return !o.practice.rules.empty() || !o.practice.windows.empty() || !o.practice.questions.empty();
}

}  // namespace

Figures practice_figures()
{
    Figures all;
    for (Figures part : {
             only_when([](const Outcome& o) { return o.practice.depth_class.has_value(); }, class_figures()),
             only_when([](const Outcome& o) { return o.practice.glide.has_value(); }, glide_figures()),
             only_when([](const Outcome& o) { return !o.practice.uptake.empty(); }, uptake_figures()),
             only_when([](const Outcome& o) { return o.practice.course.has_value(); }, course_figures()),
             only_when(has_rules, rule_figures()),
             only_when(has_rules, advice_figures()),
         })
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace dermavox::result

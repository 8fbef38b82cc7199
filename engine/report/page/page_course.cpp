// A course of sessions: what each adds, how often a place is cut, how long it takes.
#include "engine/report/chart/markup.hpp"
#include "engine/report/page/factors.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include <fmt/format.h>

namespace dermavox::report {
namespace {

std::string sessions_table(const simulation::Course& course)
{
    Table table("Sessions",
                {"#Session", "#Day", "#Dial [mm]", "#Passes", "#Inserted [mm]", "#Punctures per cm\u00B2",
                 "#Open after it", "#Cut so far", "#Gain", "#Still open before it", "#min per 100 cm\u00B2"});
    double cut = 0;
    for (const simulation::Session& at : course.sessions) {
        table.row({fmt::format("{}", at.number), fmt::format("{:.3g}", at.day), digits(at.depth * 1e3),
                   fmt::format("{}", at.passes), digits(at.inserted * 1e3), digits(at.punctures_per_area * per_cm2),
                   percent_text(at.open_fraction, 3), percent_text(at.cut_fraction, 3),
                   percent_text(at.cut_fraction - cut, 3), percent_text(at.still_open, 2),
                   digits(at.minutes_per_area * 1e-2, 2)});
        cut = at.cut_fraction;
    }
    return table.take();
}

std::string hits_table(const simulation::Course& course)
{
    Table table("Cut how often over all sessions, as if nothing healed", {"#Openings", "#Share of the surface"});
    for (std::size_t k = 0; k < course.hits.size(); ++k)
        table.row({k + 1 == course.hits.size() ? fmt::format("{} or more", k) : fmt::format("{}", k),
                   percent_text(course.hits[k], 3)});
    return table.take();
}

std::string zones_table(const simulation::Course& course)
{
    if (course.zones.empty()) return {};
    Table table("Zones", {"Zone", "#Area [cm\u00B2]", "Basis of the area", "#Needling [min]"});
    for (const simulation::ZoneTime& zone : course.zones)
        table.row({zone.name, digits(zone.area * 1e4), zone.basis, digits(zone.minutes, 2)});
    return table.take();
}

}  // namespace

std::string course_part(const PageContent& page)
{
    if (!page.outcome.practice.course) return {};
    const simulation::Course& course = *page.outcome.practice.course;
    std::string lead = fmt::format(
        "{} cut {} of the surface once or more, the last of them {} that was not cut before.",
        counted(course.sessions.size(), "session"), percent_text(course.sessions.back().cut_fraction, 3),
        percent_text(course.sessions.back().cut_fraction -
                         (course.sessions.size() > 1 ? course.sessions[course.sessions.size() - 2].cut_fraction : 0),
                     3));
    if (course.minutes > 0) lead += fmt::format(" The zones take {} min of needling.", digits(course.minutes, 2));
    if (course.passes_fit)
        lead += fmt::format(" The stated time has room for {} over all of them.",
                            counted(std::size_t(*course.passes_fit), "pass"));
    return section(
        {"course", "What do the sessions add up to?", lead,
         "Each session is simulated with its own dial, passes and seed. Needling time counts strokes on the "
         "skin; turns, lifts and rests come on top.",
         sessions_table(course) + hits_table(course) + zones_table(course)});
}

}  // namespace dermavox::report

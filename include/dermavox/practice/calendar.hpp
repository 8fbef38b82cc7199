/// The dates of a course and what practice asks for after each session, for calendars and tables.
///
/// Whole days: a session on day k times the interval, rounded down, after plan.start; a window from the day in which
/// it begins to the day in which it ends. Only windows of the topics aftercare and collagen: they are claims, and say
/// so.
#pragma once

#include "dermavox/simulation/outcome.hpp"

#include <chrono>

namespace dermavox::practice {

struct CalendarEntry {
    int session = 1;
    std::string id, text;
    std::string evidence, source;        ///< of a window; empty for the session itself
    std::chrono::sys_days first, after;  ///< the first day, and the first after the end
};

/// By session, the session itself first; nothing without plan.start.
std::vector<CalendarEntry> calendar(const simulation::Outcome& outcome);

/// As iCalendar (RFC 5545): whole-day events, lines of at most 75 octets that end with CR LF. The same bytes each
/// time.
std::string calendar_ics(const std::vector<CalendarEntry>& entries);

/// session,event,from,to,statement,evidence,source; `to` is the last day.
std::string calendar_csv(const std::vector<CalendarEntry>& entries);

}  // namespace dermavox::practice

#include "dermavox/practice/calendar.hpp"

#include "dermavox/core/csv_cell.hpp"

#include <cmath>
#include <fmt/format.h>

namespace dermavox::practice {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr double seconds_a_day = 86400;

std::string date_text(sys_days day, const char* between)
{
    const std::chrono::year_month_day date(day);
    return fmt::format("{:04}{}{:02}{}{:02}", int(date.year()), between, unsigned(date.month()), between,
                       unsigned(date.day()));
}

CalendarEntry entry_of(const scene::Rule& window, int session, sys_days date)
{
    const days first(int(window.from / seconds_a_day)), last(int(std::ceil(window.to / seconds_a_day)));
    return {session,
            window.id,
            window.statement,
            window.evidence,
            window.source,
            date + first,
            date + std::max(last, first + days(1))};
}

/// RFC 5545, 3.3.11.
std::string escaped_ics(const std::string& text)
{
    std::string out;
    for (const char c : text) {
        if (c == ',' || c == ';' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

/// RFC 5545, 3.1: at most 75 octets a line, no character cut in two.
std::string folded(const std::string& line)
{
    std::string out;
    std::size_t length = 0;
    for (const char c : line) {
        const bool begins = (static_cast<unsigned char>(c) & 0xc0) != 0x80;
        if (begins && length >= 71) out += "\r\n ", length = 1;
        out += c, ++length;
    }
    return out + "\r\n";
}

std::string event_of(const CalendarEntry& entry)
{
    const std::string summary = entry.evidence.empty() ? entry.text : entry.text + " (" + entry.evidence + ")";
    std::string text = "BEGIN:VEVENT\r\n";
    text += folded(fmt::format("UID:session-{}-{}-{}@dermavox", entry.session, entry.id, date_text(entry.first, "")));
    text += "DTSTAMP:" + date_text(entry.first, "") + "T000000Z\r\n";
    text += "DTSTART;VALUE=DATE:" + date_text(entry.first, "") + "\r\n";
    text += "DTEND;VALUE=DATE:" + date_text(entry.after, "") + "\r\n";
    text += folded("SUMMARY:" + escaped_ics(summary));
    if (!entry.source.empty()) text += folded("DESCRIPTION:" + escaped_ics("Source: " + entry.source));
    return text + "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n";
}

}  // namespace

std::vector<CalendarEntry> calendar(const simulation::Outcome& outcome)
{
    std::vector<CalendarEntry> entries;
    const auto& plan = outcome.scene.plan;
    if (!plan || !plan->start) return entries;
    for (int k = 0; k < plan->sessions; ++k) {
        const sys_days date = *plan->start + days(int(k * plan->interval / seconds_a_day));
        entries.push_back({k + 1, "needling", fmt::format("Session {} of {}", k + 1, plan->sessions), "", "", date,
                           date + days(1)});
        for (const scene::Rule& window : outcome.practice.windows)
            if (window.topic == "aftercare" || window.topic == "collagen")
                entries.push_back(entry_of(window, k + 1, date));
    }
    return entries;
}

std::string calendar_ics(const std::vector<CalendarEntry>& entries)
{
    std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//dermavox//course//EN\r\n";
    for (const CalendarEntry& entry : entries) text += event_of(entry);
    return text + "END:VCALENDAR\r\n";
}

std::string calendar_csv(const std::vector<CalendarEntry>& entries)
{
    std::string text = "session,event,from,to,statement,evidence,source\n";
    for (const CalendarEntry& entry : entries)
        text += fmt::format("{},{},{},{},{},{},{}\n", entry.session, entry.id, date_text(entry.first, "-"),
                            date_text(entry.after - days(1), "-"), core::csv_cell(entry.text), entry.evidence,
                            core::csv_cell(entry.source));
    return text;
}

}  // namespace dermavox::practice

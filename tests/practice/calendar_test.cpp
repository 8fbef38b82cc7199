#include "dermavox/practice/calendar.hpp"

#include "tests/simulation/scenes.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <sstream>

using namespace dermavox;

namespace {

scene::Rule window_of(const std::string& id, double from_hours, double to_hours)
{
    scene::Rule window;
    window.kind = scene::RuleKind::window;
    window.id = id, window.topic = "aftercare", window.evidence = "claim";
    window.statement = "No sun, no make-up; not for a very long while after the treatment, says the source.";
    window.source = "a \"page\"";
    window.from = from_hours * 3600, window.to = to_hours * 3600;
    return window;
}

simulation::Outcome planned(const std::string& start)
{
    simulation::Outcome outcome;
    outcome.scene = testing::scene_of(testing::small_cheek,
                                      {"plan.sessions=2", "plan.interval=28 d", "plan.start=\"" + start + '"'});
    outcome.practice.windows = {window_of("short", 0, 24), window_of("later", 48, 73)};
    return outcome;
}

}  // namespace

TEST_CASE("a calendar counts days over the end of a month and of February", "[practice]")
{
    using namespace std::chrono;
    const auto entries = practice::calendar(planned("2028-02-10"));  // a leap year
    REQUIRE(entries.size() == 6);
    CHECK(entries[0].text == "Session 1 of 2");
    CHECK(entries[1].first == sys_days(2028y / February / 10));
    CHECK(entries[1].after == sys_days(2028y / February / 11));
    CHECK(entries[2].first == sys_days(2028y / February / 12));
    CHECK(entries[2].after == sys_days(2028y / February / 14));
    CHECK(entries[3].first == sys_days(2028y / March / 9));
}

TEST_CASE("an iCalendar text has pairs, short lines and escaped signs", "[practice]")
{
    const std::string text = practice::calendar_ics(practice::calendar(planned("2026-09-01")));
    std::istringstream lines(text);
    int open = 0, events = 0;
    for (std::string line; std::getline(lines, line);) {
        REQUIRE(line.ends_with('\r'));
        CHECK(line.size() <= 76);
        open += int(line.starts_with("BEGIN:")) - int(line.starts_with("END:"));
        events += int(line == "BEGIN:VEVENT\r");
    }
    CHECK(open == 0);
    CHECK(events == 6);
    CHECK(text.find("SUMMARY:No sun\\, no make-up\\; not") != std::string::npos);
    CHECK(text.find("DTSTART;VALUE=DATE:20260929") != std::string::npos);
    CHECK(text == practice::calendar_ics(practice::calendar(planned("2026-09-01"))));
}

TEST_CASE("a calendar as CSV names first and last day, and quotes what is foreign", "[practice]")
{
    const std::string text = practice::calendar_csv(practice::calendar(planned("2026-09-01")));
    CHECK(std::ranges::count(text, '\n') == 7);
    CHECK(text.find("1,later,2026-09-03,2026-09-04,\"No sun, ") != std::string::npos);
    CHECK(text.find("\"a \"\"page\"\"\"") != std::string::npos);
}

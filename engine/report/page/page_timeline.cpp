// What is computed of recovery above what is measured and what is claimed, on one scale of time.
#include "engine/report/chart/svg.hpp"
#include "engine/report/page/page_parts.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <tuple>

namespace dermavox::report {
namespace {

constexpr double k_first_hour = 0.25, k_last_hour = 365 * 24;  // the axis is logarithmic
constexpr double k_label_right = 262, k_time_left = 272, k_time_right = 704;
constexpr double k_panel_top = 24, k_panel_bottom = 168, k_row = 19;

struct TimeTick {
    double hours;
    const char* text;
};
constexpr TimeTick k_ticks[] = {{0.25, "15 min"}, {1, "1 h"},        {6, "6 h"},        {24, "1 d"},      {72, "3 d"},
                                {168, "7 d"},     {30 * 24, "30 d"}, {90 * 24, "90 d"}, {365 * 24, "1 y"}};

double time_at(double hours)
{
    const double clamped = std::clamp(hours, k_first_hour, k_last_hour);
    const double share = std::log(clamped / k_first_hour) / std::log(k_last_hour / k_first_hour);
    return k_time_left + share * (k_time_right - k_time_left);
}

/// One bar with its name at the left.
struct TimeRow {
    std::string name;
    double from = 0, to = 0;  ///< [h]
    bool claimed = false;
    std::string said;
};

std::vector<TimeRow> measured_rows(const std::vector<simulation::Endpoint>& endpoints)
{
    std::vector<TimeRow> rows;
    for (const simulation::Endpoint& at : endpoints) {
        const double from = at.from.value_or(0), to = at.to.value_or(k_last_hour);
        rows.push_back({at.name, from, to, false, fmt::format("{}, {}: {}", at.name, at.evidence, at.source)});
    }
    return rows;
}

/// Topics in the order in which they begin, each window by its start and end.
std::vector<TimeRow> claimed_rows(const std::vector<scene::Rule>& windows)
{
    std::vector<const scene::Rule*> order;
    for (const scene::Rule& window : windows) order.push_back(&window);
    const auto topic_start = [&](const std::string& topic) {
        double first = k_last_hour * 3600;
        for (const scene::Rule& w : windows)
            if (w.topic == topic) first = std::min(first, w.from);
        return first;
    };
    std::ranges::stable_sort(
        order, {}, [&](const scene::Rule* w) { return std::tuple(topic_start(w->topic), w->topic, w->from, w->to); });
    std::vector<TimeRow> rows;
    for (const scene::Rule* w : order)
        rows.push_back({w->id, w->from / 3600, w->to / 3600, true,
                        fmt::format("{}: {} ({}: {})", w->topic, w->statement, w->evidence, w->source)});
    return rows;
}

void draw_rows(Svg& svg, const std::vector<TimeRow>& rows, double top)
{
    for (const TimeRow& row : rows) {
        const double from = time_at(row.from), to = std::max(time_at(row.to), from + 3);
        svg.text({k_label_right, top + 12}, row.name, row.claimed ? "small-text claimed end" : "small-text end");
        svg.raw(fmt::format("<g data-say=\"{}\">", escaped(row.said)))
            .rect({from, top + 3}, to - from, k_row - 7, row.claimed ? "claim-bar" : "measured-bar")
            .raw("</g>");
        top += k_row;
    }
}

/// Lines down through all rows, with their times below.
void draw_times(Svg& svg, double bottom)
{
    for (const TimeTick& tick : k_ticks) {
        svg.line({time_at(tick.hours), k_panel_top}, {time_at(tick.hours), bottom}, "time-grid");
        svg.text({time_at(tick.hours), bottom + 16}, tick.text, "tick mid");
    }
    svg.text({k_time_right, bottom + 34}, "after a session, logarithmic scale", "title end");
}

/// What is left of the rise of water loss over intact skin, and of the open area, as shares of their start.
void draw_recovery(Svg& svg, const recovery::Closure& closure)
{
    const Axis y{0, 100, k_panel_bottom, k_panel_top};
    const double start = closure.points.front().tewl - closure.intact;
    const auto rise = [&](double tewl, double most) {
        return std::clamp(100 * (tewl - closure.intact) / (most - closure.intact), 0.0, 100.0);
    };
    std::string curve, open, upper, lower;
    const recovery::ClosurePoint& first = closure.points.front();
    for (const recovery::ClosurePoint& p : closure.points) {
        const std::string x = coordinate(time_at(p.hours));
        const auto point = [&](double share) { return fmt::format("{} {}", x, coordinate(y.at(share))); };
        curve += (curve.empty() ? "M" : "L") + point(rise(p.tewl, first.tewl));
        open += (open.empty() ? "M" : "L") + point(100 * p.open_share);
        upper += (upper.empty() ? "M" : "L") + point(rise(p.tewl_high, first.tewl_high));
        lower.insert(0, "L" + point(rise(p.tewl_low, first.tewl_low)));
    }
    if (start > 0) svg.path(upper + lower + "Z", "band load").path(curve, "curve load");
    svg.path(open, "dial open-share");
    svg.y_axis(y, k_time_left, 1, "of its start [%]", 5);
    svg.text({k_time_right, k_panel_top + 10}, "line and band: rise of water loss; dashed: open area",
             "halo small-text end");
}

}  // namespace

std::string timeline_chart(const PageContent& page)
{
    const simulation::Practice& practice = page.outcome.practice;
    const std::vector<TimeRow> measured = measured_rows(practice.endpoints), claimed = claimed_rows(practice.windows);
    const auto& closure = page.outcome.closure;
    const bool curve = closure && !closure->points.empty();
    if (measured.empty() && claimed.empty()) return {};
    const double top = (curve ? k_panel_bottom : k_panel_top) + 12;
    const double middle = top + double(measured.size()) * k_row + (measured.empty() ? 0 : 10);
    const double bottom = middle + double(claimed.size()) * k_row + 4;
    Svg svg(720, bottom + 44, "Recovery over time: what is computed, measured and claimed");
    draw_times(svg, bottom);
    if (curve) draw_recovery(svg, *closure);
    draw_rows(svg, measured, top);
    draw_rows(svg, claimed, middle);
    return svg.take();
}

}  // namespace dermavox::report

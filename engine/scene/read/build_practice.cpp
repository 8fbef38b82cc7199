#include "engine/scene/read/build_practice.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::scene {
namespace {

/// One number for each session; nothing where the key has no value.
std::vector<double> by_session(const Settings& s, const std::string& key, std::size_t sessions)
{
    const Setting* setting = s.find(key);
    if (!setting) return {};
    return setting->numbers.size() == 1 ? std::vector<double>(sessions, setting->numbers.front()) : setting->numbers;
}

}  // namespace

std::optional<std::chrono::sys_days> date_of(const std::string& text)
{
    int parts[3] = {};
    const char* at = text.data();
    const char* const end = text.data() + text.size();
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    for (int& part : parts) {
        const auto read = std::from_chars(at, end, part);
        if (read.ec != std::errc() || part < 0 || (read.ptr != end && *read.ptr != '-')) return std::nullopt;
        at = read.ptr == end ? end : read.ptr + 1;
    }
    const std::chrono::year_month_day day{std::chrono::year(parts[0]), std::chrono::month(unsigned(parts[1])),
                                          std::chrono::day(unsigned(parts[2]))};
    return day.ok() ? std::optional(std::chrono::sys_days(day)) : std::nullopt;
}

std::optional<TreatmentPlan> build_course(const Settings& s)
{
    if (!s.has("plan.sessions")) return std::nullopt;
    TreatmentPlan plan;
    plan.sessions = int(s.number("plan.sessions"));
    plan.interval = s.number("plan.interval");
    plan.depths = by_session(s, "plan.depth", std::size_t(plan.sessions));
    plan.passes = by_session(s, "plan.passes", std::size_t(plan.sessions));
    plan.minutes = s.number_or("plan.minutes", 0) / 60;
    if (const Setting* zones = s.find("plan.zones"))
        for (const std::string& name : zones->texts) plan.zones.push_back({name, {}, skin::Basis::assumed, {}});
    if (s.has("plan.phototype")) plan.phototype = int(s.number("plan.phototype"));
    if (s.has("plan.start")) plan.start = date_of(s.text("plan.start"));
    return plan;
}

void build_practice(const Settings& s, Scene& scene)
{
    scene.plan = build_course(s);
    if (const Setting* required = s.find("practice.required")) scene.required_rules = required->texts;
    if (s.has("technique.lubricant.friction")) scene.glide_friction = s.number("technique.lubricant.friction");
}

void check_course(const Settings& s, const std::function<void(const std::string&, const std::string&)>& report)
{
    const Setting* sessions = s.find("plan.sessions");
    if (!sessions) return;
    const double count = sessions->numbers.front();
    for (const char* key : {"plan.depth", "plan.passes"})
        if (const Setting* list = s.find(key);
            list && list->numbers.size() != 1 && double(list->numbers.size()) != count)
            report(key, fmt::format("one value, or one for each of {} sessions", count));
    const Setting* passes = s.find("plan.passes");
    if (passes && std::ranges::any_of(passes->numbers, [](double n) { return n != std::floor(n); }))
        report("plan.passes", "whole numbers");
    if (s.has("plan.start") && !date_of(s.text("plan.start"))) report("plan.start", "a date such as 2026-09-01");
}

}  // namespace dermavox::scene

#include "spot_table.hpp"

#include "dermavox/core/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>
#include <numbers>

namespace dermavox::cli {
namespace {

using imaging::Spot;

constexpr double k_to_um = 1e6, k_to_mm = 1e3;

double um(const SpotTable& t, double pixels) { return pixels * t.pixel * k_to_um; }
double um2(const SpotTable& t, double pixels) { return pixels * std::pow(t.pixel * k_to_um, 2); }
double mm_across(const SpotTable& t, const Spot& s) { return (s.x - t.found.region[0]) * t.pixel * k_to_mm; }
double mm_up(const SpotTable& t, const Spot& s)
{
    return (t.found.region[1] + t.found.region[3] - s.y) * t.pixel * k_to_mm;
}
std::array<double, 2> size_mm(const SpotTable& t)
{
    return {t.found.region[2] * t.pixel * k_to_mm, t.found.region[3] * t.pixel * k_to_mm};
}

/// Whole openings: those at the edge of the picture are cut off.
core::Spread whole_spots(const SpotTable& t, double (*value)(const SpotTable&, const Spot&))
{
    std::vector<double> values;
    for (const Spot& s : t.found.spots)
        if (s.note != "edge") values.push_back(value(t, s));
    return core::spread_of(std::move(values));
}

double open_share(const SpotTable& t)
{
    double area = 0;
    for (const Spot& s : t.found.spots) area += s.area;
    return area / (double(t.found.region[2]) * t.found.region[3]);
}

double per_cm2(const SpotTable& t)
{
    const auto [w, h] = size_mm(t);
    return double(t.found.spots.size()) / (w * h) * 100;
}

std::vector<std::string> doubts(const SpotTable& t)
{
    std::vector<std::string> lines;
    std::map<std::string, int> notes;
    for (const Spot& s : t.found.spots)
        if (!s.note.empty()) ++notes[s.note];
    for (const auto& [note, count] : notes)
        lines.push_back(fmt::format("note        {} of the openings: {}", count, note));
    return lines;
}

}  // namespace

std::vector<std::string> lines_of(const SpotTable& t)
{
    const auto [w, h] = size_mm(t);
    const imaging::SpotFindings& f = t.found;
    std::vector<std::string> lines{fmt::format("picture     {}: {}", t.file, t.form),
                                   fmt::format("looked at   {} x {} pixels of {:.4g} um: {:.4g} x {:.4g} mm, {}",
                                               f.region[2], f.region[3], t.pixel * k_to_um, w, h, name_of(f.channel)),
                                   fmt::format("openings    {}, {:.4g} per cm2, {:.3g} % of the area", f.spots.size(),
                                               per_cm2(t), 100 * open_share(t))};
    if (f.spots.empty()) {
        lines.emplace_back("note        nothing stands out: are they lighter than what is around them (--light)?");
        return lines;
    }
    const auto range = [](const core::Spread& s) {
        return fmt::format("median {:.4g}, 5 to 95 % {:.4g} to {:.4g}", s.p50, s.p5, s.p95);
    };
    lines.push_back("area        " + range(whole_spots(t, [](auto& a, auto& s) { return um2(a, s.area); })) + " um2");
    lines.push_back("long axis   " + range(whole_spots(t, [](auto& a, auto& s) { return um(a, s.long_axis); })) +
                    " um");
    lines.push_back("short axis  " + range(whole_spots(t, [](auto& a, auto& s) { return um(a, s.short_axis); })) +
                    " um");
    lines.push_back("confidence  " + range(whole_spots(t, [](auto&, auto& s) { return s.confidence; })));
    lines.push_back(
        fmt::format("contrast    {:.3g}, noise {:.2g}, blur {:.3g} um", f.contrast, f.noise, um(t, f.blur)));
    for (std::string& line : doubts(t)) lines.push_back(std::move(line));
    return lines;
}

std::string csv_of(const SpotTable& t)
{
    const auto [w, h] = size_mm(t);
    std::string csv = fmt::format(
        "# patch_mm: {:.7g} x {:.7g}\nx_mm,y_mm,area_um2,long_um,short_um,angle_deg{},contrast,confidence,note\n", w,
        h, t.depth ? ",depth_um" : "");
    for (const Spot& s : t.found.spots)
        csv += fmt::format(
            "{:.7g},{:.7g},{:.7g},{:.7g},{:.7g},{:.5g}{},{:.4f},{:.3f},{}\n", mm_across(t, s), mm_up(t, s),
            um2(t, s.area), um(t, s.long_axis), um(t, s.short_axis), s.angle * 180 / std::numbers::pi,
            t.depth ? fmt::format(",{:.7g}", *t.depth * k_to_um) : std::string(), s.contrast, s.confidence, s.note);
    return csv;
}

nlohmann::ordered_json json_of(const SpotTable& t)
{
    using nlohmann::ordered_json;
    const auto [w, h] = size_mm(t);
    ordered_json spots = ordered_json::array();
    for (const Spot& s : t.found.spots)
        spots.push_back({{"x_mm", mm_across(t, s)},
                         {"y_mm", mm_up(t, s)},
                         {"area_um2", um2(t, s.area)},
                         {"long_um", um(t, s.long_axis)},
                         {"short_um", um(t, s.short_axis)},
                         {"angle_deg", s.angle * 180 / std::numbers::pi},
                         {"contrast", s.contrast},
                         {"blur_um", um(t, s.blur)},
                         {"confidence", s.confidence},
                         {"note", s.note.empty() ? ordered_json() : ordered_json(s.note)}});
    return {{"picture", t.file},
            {"form", t.form},
            {"channel", name_of(t.found.channel)},
            {"pixel_um", t.pixel * k_to_um},
            {"size_mm", {w, h}},
            {"count", t.found.spots.size()},
            {"per_cm2", per_cm2(t)},
            {"open_share", open_share(t)},
            {"contrast", t.found.contrast},
            {"noise", t.found.noise},
            {"blur_um", um(t, t.found.blur)},
            {"spots", spots}};
}

}  // namespace dermavox::cli

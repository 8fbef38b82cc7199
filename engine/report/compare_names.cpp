#include "engine/report/compare_names.hpp"

#include "engine/report/text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace dermavox::report {
namespace {

/// '[]' in a key stands for any item; '{}' in a label for what it is called.
struct Known {
    std::string_view key, label, group, unit;
    double scale = 1;
    bool exact = false;
};
constexpr std::string_view pattern = "Pattern", cover = "Coverage", even = "Evenness", deep = "Depth",
                           layer = "Layers", slit = "Slit and glide", load = "Force and power", water = "Water loss",
                           per_cm2_text = "per cm\u00B2", um_text = "\u00B5m", mm_text = "mm", percent = "%",
                           mN_text = "mN", flux = "g/m\u00B2/h";
constexpr Known known[] = {
    {"strokes.per_cm2", "Needle strokes", pattern, per_cm2_text},
    {"density.channels_per_cm2", "Channels", pattern, per_cm2_text},
    {"density.punctures_per_cm2", "Punctures", pattern, per_cm2_text},
    {"density.released_channels_per_cm2", "Channels, skin let go", pattern, per_cm2_text},
    {"density.at_depth[].channels_per_cm2", "Channels at least {} deep", pattern, per_cm2_text},
    {"coverage.at_depth[].open_fraction", "Open {}", cover, percent, 100},
    {"coverage.at_depth[].sum_fraction", "Summed openings {}", cover, percent, 100},
    {"coverage.at_depth[].overlap_index", "Overlap index {}", cover, ""},
    {"coverage.zone.radius_um", "Zone of influence, radius", cover, um_text, 1, true},
    {"coverage.zone.fraction", "Within the zone of influence", cover, percent, 100},
    {"coverage.largest_gap_um", "Largest gap", cover, mm_text, 1e-3},
    {"multiplicity[].fraction", "{}", cover, percent, 100},
    {"confluence.joined_share", "Insertions that join another", cover, percent, 100},
    {"confluence.largest_share", "Open area in the widest channel", cover, percent, 100},
    {"evenness.clark_evans", "Clark-Evans", even, ""},
    {"evenness.quadrat_vmr", "Variance over mean of counts", even, ""},
    {"evenness.stripe_index", "Stripe index", even, ""},
    {"evenness.stripe_p95", "Stripe index, 95 % of random patterns", even, ""},
    {"evenness.swath_peak_to_mean", "Swath peak over mean", even, "", 1, true},
    {"evenness.voronoi_spread", "Spread of the Voronoi cells", even, ""},
    {"depth.set_um", "Dial", deep, mm_text, 1e-3, true},
    {"depth.punctured_fraction", "Barrier punctured by", deep, percent, 100},
    {"layers[].wounded_mm3", "Wounded volume, {}", layer, "mm\u00B3"},
    {"layers[].wounded_fraction", "Wounded share, {}", layer, percent, 100},
    {"layers[].reached_fraction", "Insertions that reach the {}", layer, percent, 100},
    {"layers[].opening.long_um", "Opening, long, {}", layer, um_text},
    {"layers[].opening.short_um", "Opening, short, {}", layer, um_text},
    {"bleeding.per_cm2", "Channels past the capillaries", layer, per_cm2_text},
    {"slit.rigid_um", "Slit, rigid skin", slit, um_text},
    {"slit.compliant_um", "Slit in the barrier", slit, um_text},
    {"slit.dermis_um", "Slit below the barrier", slit, um_text},
    {"slit.dermis_load", "Sideways force over what cuts dermis", slit, ""},
    {"slit.v_max_mm_s", "Highest glide speed", slit, "mm/s", 1, true},
    {"slit.v_groove_mm_s", "Groove limit", slit, "mm/s"},
    {"force.stroke_peak_N", "Peak force of a stroke", load, "N"},
    {"force.work_mJ", "Work of a cycle", load, "mJ"},
    {"force.power_W", "Power", load, "W"},
    {"force.cap_lift_um", "Lift of the cap", load, um_text},
    {"force.needle_buckling_N", "A needle would buckle at", load, "N", 1, true},
    {"force.needle_bending_MPa", "Bending stress in a needle", load, "MPa"},
    {"tewl.intact", "Water loss, intact", water, flux, 1, true},
    {"tewl.lower", "Water loss, lower", water, flux},
    {"tewl.calibrated", "Water loss, calibrated", water, flux},
    {"tewl.upper", "Water loss, upper", water, flux},
    {"permeation.intact_cm_h", "Permeability, intact", water, "cm/h", 1, true},
    {"permeation.calibrated_cm_h", "Permeability, calibrated", water, "cm/h"},
    {"permeation.upper_cm_h", "Permeability, upper", water, "cm/h"},
    {"permeation.gain", "Permeability over intact", water, ""},
    {"permeation.fill_ul_cm2", "Volume of the narrowed channels", water, "\u00B5l/cm\u00B2"},
    {"permeation.fill_upper_ul_cm2", "Volume of the channels", water, "\u00B5l/cm\u00B2"},
    {"closure.t50_h", "Half of the rise gone after", water, "h"},
    {"closure.tewl_at[].value", "Water loss after {} h", water, flux},
};

struct KnownSpread {
    std::string_view key, label, group, unit;
    double scale;
};
constexpr KnownSpread spreads[] = {{"depth.inserted_um", "Inserted", deep, mm_text, 1e-3},
                                   {"depth.tip_um", "Tip", deep, mm_text, 1e-3},
                                   {"depth.residual_um", "Residual", deep, mm_text, 1e-3},
                                   {"force.needle_peak_mN", "Peak on a needle", load, mN_text, 1},
                                   {"force.lateral_peak_mN", "Sideways on a needle", load, mN_text, 1}};
constexpr std::pair<std::string_view, std::string_view> statistic_names[] = {
    {"mean", "mean"}, {"sd", "standard deviation"}, {"p5", "5 %"}, {"p50", "median"}, {"p95", "95 %"}};

struct Short {
    std::string_view name, key;
};
constexpr Short shorts[] = {{"coverage", "coverage.at_depth[0].open_fraction"},
                            {"density", "density.channels_per_cm2"},
                            {"punctures", "density.punctures_per_cm2"},
                            {"overlap", "coverage.at_depth[0].overlap_index"},
                            {"gap", "coverage.largest_gap_um"},
                            {"slit", "slit.compliant_um"},
                            {"reached", "depth.inserted_um.p95"},
                            {"punctured", "depth.punctured_fraction"},
                            {"bleeding", "bleeding.per_cm2"},
                            {"tewl", "tewl.calibrated"},
                            {"needle_force", "force.needle_peak_mN.p95"},
                            {"stroke_force", "force.stroke_peak_N"},
                            {"power", "force.power_W"}};

/// "layers[dermis].wounded_mm3" -> "layers[].wounded_mm3", "dermis"
std::pair<std::string, std::string> without_index(const std::string& key)
{
    const std::size_t open = key.find('['), close = key.find(']');
    if (open == std::string::npos || close == std::string::npos || close < open) return {key, ""};
    return {key.substr(0, open + 1) + key.substr(close), key.substr(open + 1, close - open - 1)};
}

/// What an item is called in a label: a depth in words, a number, a layer's name.
std::string item_text(const std::string& key, const std::string& index)
{
    if (key.find("at_depth[") != std::string::npos) {
        const double depth = std::stod(index);
        const bool open = key.starts_with("coverage");
        return depth == 0 && open ? "at the surface"
                                  : (open ? given_length(depth * 1e-6) + " down" : given_length(depth * 1e-6));
    }
    if (key.starts_with("multiplicity[")) {
        constexpr const char* times[] = {"Never cut", "Cut once", "Cut twice", "Cut three times",
                                         "Cut four times or more"};
        const std::size_t hits = std::size_t(std::stoi(index));
        return hits < std::size(times) ? times[hits] : index;
    }
    return spaced(index);
}

std::string replaced(std::string_view label, const std::string& item)
{
    std::string text(label);
    const std::size_t at = text.find("{}");
    return at == std::string::npos ? text : text.replace(at, 2, item);
}

std::size_t distance(const std::string& a, const std::string& b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t(0));
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

}  // namespace

FigureName name_of_figure(const std::string& key)
{
    const auto [pattern_key, index] = without_index(key);
    for (const Known& at : known)
        if (at.key == pattern_key)
            return {replaced(at.label, index.empty() ? "" : item_text(key, index)), std::string(at.group),
                    std::string(at.unit), at.scale, at.exact};
    for (const KnownSpread& at : spreads)
        for (const auto& [suffix, text] : statistic_names)
            if (key == fmt::format("{}.{}", at.key, suffix))
                return {fmt::format("{}, {}", at.label, text), std::string(at.group), std::string(at.unit), at.scale,
                        false};
    return {key, "Other", "", 1, false};
}

std::string key_of_figure(const std::string& name)
{
    for (const Short& at : shorts)
        if (at.name == name) return std::string(at.key);
    return name;
}

std::vector<std::string> nearest_keys(const std::string& name, const std::vector<std::string>& keys)
{
    std::vector<std::pair<std::size_t, std::string>> near;
    for (const std::string& key : keys)
        near.emplace_back(key.find(name) != std::string::npos ? 0 : distance(name, key), key);
    for (const Short& at : shorts) near.emplace_back(distance(name, std::string(at.name)), std::string(at.name));
    std::stable_sort(near.begin(), near.end(), [](auto& a, auto& b) { return a.first < b.first; });
    std::vector<std::string> nearest;
    for (std::size_t i = 0; i < std::min<std::size_t>(3, near.size()); ++i) nearest.push_back(near[i].second);
    return nearest;
}

}  // namespace dermavox::report

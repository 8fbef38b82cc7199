#include "engine/report/kinematics_json.hpp"

#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

namespace dermavox::report {
namespace {

using motion::Kinematics;

struct Key {
    const char* name;
    std::function<std::optional<double>(const Kinematics&)> value;
};

template <class Quantity>
std::optional<double> in_unit(const std::optional<Quantity>& quantity, double scale)
{
    return quantity ? std::optional<double>(quantity->si * scale) : std::nullopt;
}

const std::vector<Key>& keys()
{
    constexpr double um = 1e6, mm = 1e3, ms = 1e3, per_cm2 = 1e-4, degrees = 180 / std::numbers::pi;
    using K = const Kinematics&;
    static const std::vector<Key> all{
        {"stroke_rate_hz", [](K k) { return k.stroke_rate.si; }},
        {"strokes_per_cm2_per_pass",
         [](K k) { return std::isnan(k.per_area) ? std::nullopt : std::optional<double>(k.per_area * per_cm2); }},
        {"pitch_um", [](K k) { return k.pitch.si * um; }},
        {"duty", [](K k) { return k.duty; }},
        {"dwell_ms", [](K k) { return k.dwell.si * ms; }},
        {"tip_speed_m_s", [](K k) { return k.tip_speed.si; }},
        {"entry_slant_deg", [](K k) { return in_unit(std::optional<Ratio>(k.entry_slant), degrees); }},
        {"rigid_slit_um", [](K k) { return k.slit.si * um; }},
        {"swath_mm", [](K k) { return k.swath.si * mm; }},
        {"distinct_tracks", [](K k) { return k.tracks; }},
        {"needles_in_skin", [](K k) { return k.needles_in_skin; }},
        {"resonant_share", [](K k) { return k.resonant_share; }},
        {"tilt_loss_um", [](K k) { return k.tilt_loss.si * um; }},
        {"curvature_loss_um", [](K k) { return k.curvature_loss.si * um; }},
        {"retraction_clearance_um", [](K k) { return in_unit(k.clearance, um); }},
        {"float_margin_N", [](K k) { return in_unit(k.float_margin, 1); }},
        {"float_limit_hz", [](K k) { return in_unit(k.float_limit, 1); }},
    };
    return all;
}

}  // namespace

void write_kinematics(Json& json, const simulation::Outcome& outcome)
{
    json.object("kinematics", [&] {
        const auto& motion = outcome.motion;
        json.number("needle_strokes", motion ? std::optional<double>(motion->strokes) : std::nullopt);
        json.number("duration_s", motion ? std::optional<double>(motion->duration) : std::nullopt);
        for (const Key& key : keys())
            json.number(key.name, motion ? key.value(motion->kinematics) : std::optional<double>());
    });
}

}  // namespace dermavox::report

#include "dermavox/device/needle.hpp"

#include "dermavox/core/unit_names.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::device {
namespace {

std::string text(Length length) { return core::format_quantity(length.si, core::Dimension::length); }

bool positive(double si) { return std::isfinite(si) && si > 0; }

bool ascends(const std::vector<ProfileRow>& rows)
{
    if (rows.size() < 2 || rows.front().distance != 0 || !(rows.front().radius >= 0)) return false;
    for (std::size_t k = 1; k < rows.size(); ++k)
        if (!(rows[k].distance > rows[k - 1].distance) || !(rows[k].radius >= rows[k - 1].radius)) return false;
    return std::isfinite(rows.back().distance) && std::isfinite(rows.back().radius);
}

void check_profile(const Needle& n, core::Checklist& list, const std::string& key)
{
    if (n.point != Point::table) {
        list.require(n.profile.empty(), key, "a table", "none, as the point is a cone or a bevel");
        return;
    }
    const bool shaped = ascends(n.profile);
    list.require(shaped, key, std::to_string(n.profile.size()) + " rows",
                 "at least two rows, distances ascending from 0, radii never decreasing");
    if (!shaped) return;
    const auto near = [](double a, double b) { return std::abs(a - b) <= 1e-6 * b; };
    list.require(near(n.profile.back().distance, n.taper.si) && near(n.profile.back().radius, n.diameter.si / 2), key,
                 "ends at " + text({n.profile.back().distance}) + " with radius " + text({n.profile.back().radius}),
                 "the taper's end, " + text(n.taper) + ", with the shaft's radius, " + text(0.5 * n.diameter));
}

}  // namespace

Angle half_angle(const Needle& n)
{
    const double radius = n.diameter.si / 2, length = n.taper.si - n.tip_radius.si;
    return std::acos(std::min(1.0, n.tip_radius.si / std::hypot(radius, length))) - std::atan2(length, radius);
}

void check(const Needle& n, core::Checklist& list, const std::string& table)
{
    const std::string key = table + '.';
    list.require(positive(n.diameter.si), key + "diameter", text(n.diameter), "a length above 0");
    list.require(positive(n.tip_radius.si) && n.tip_radius <= 0.5 * n.diameter, key + "tip_radius",
                 text(n.tip_radius), "above 0 and at most half the diameter, " + text(0.5 * n.diameter));
    list.require(std::isfinite(n.taper.si) && n.taper >= n.tip_radius, key + "taper", text(n.taper),
                 "at least the tip radius, " + text(n.tip_radius), "a round tip has taper = tip_radius");
    list.require(std::isfinite(n.length.si) && n.length >= n.taper, key + "length", text(n.length),
                 "at least the taper, " + text(n.taper));
    list.require(positive(n.young_modulus.si), key + "young_modulus",
                 core::format_quantity(n.young_modulus.si, core::Dimension::pressure), "a pressure above 0");
    list.require(n.friction >= 0 && std::isfinite(n.friction), key + "friction", core::format_number(n.friction),
                 "0 or more");
    list.require(n.edge > 0 && n.edge <= 1, key + "edge", core::format_number(n.edge), "above 0 and at most 1");
    check_profile(n, list, key + "profile");
}

}  // namespace dermavox::device

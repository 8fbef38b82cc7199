#include "dermavox/result/unit.hpp"

#include <iterator>
#include <numbers>

namespace dermavox::result {
namespace {

using D = core::Dimension;

/// In the order of Unit.
constexpr UnitInfo unit_table[] = {
    {"", "", D::none},
    {"", "%", D::none, 100},
    {"_um", "\u00B5m", D::length, 1e6},
    {"_mm", "mm", D::length, 1e3},
    {"_mm2", "mm\u00B2", D::area, 1e6},
    {"_cm2", "cm\u00B2", D::area, 1e4},
    {"_mm3", "mm\u00B3", D::volume, 1e9},
    {"per_cm2", "per cm\u00B2", D::none, 1e-4},
    {"per_mm2", "per mm\u00B2", D::none, 1e-6},
    {"_ul_cm2", "\u00B5l/cm\u00B2", D::none, 1e5},
    {"_s", "s", D::time},
    {"_ms", "ms", D::time, 1e3},
    {"_h", "h", D::time, 1, 3600},
    {"_hz", "Hz", D::frequency},
    {"_m_s", "m/s", D::speed},
    {"_mm_s", "mm/s", D::speed, 1e3},
    {"_cm_h", "cm/h", D::speed, 1e2 * 3600},
    {"_deg", "\u00B0", D::angle, 180 / std::numbers::pi},
    {"_N", "N", D::force},
    {"_mN", "mN", D::force, 1e3},
    {"_mNm", "mN m", D::torque, 1e3},
    {"_mJ", "mJ", D::energy, 1e3},
    {"_mJ_cm2", "mJ/cm\u00B2", D::none, 1e-1},
    {"_W", "W", D::power},
    {"_MPa", "MPa", D::pressure, 1e-6},
    {"_K", "K", D::none},
    {"", "g/m\u00B2/h", D::flux_density, 1e3 * 3600},
};
static_assert(std::size(unit_table) == std::size_t(Unit::g_m2_h) + 1);

}  // namespace

const UnitInfo& info_of(Unit unit) { return unit_table[std::size_t(unit)]; }

double in_unit(double si, Unit unit)
{
    const UnitInfo& info = info_of(unit);
    return si * info.factor / info.divisor;
}

}  // namespace dermavox::result

/// The units of figures: as keys of result.json end in them, and as pages write them.
#pragma once

#include "dermavox/core/unit_names.hpp"

#include <string_view>

namespace dermavox::result {

enum class Unit {
    none,  ///< ratios, counts, and what is kept in the file's unit already
    percent,
    um,
    mm,
    mm2,
    cm2,
    mm3,
    per_cm2,
    per_mm2,
    ul_cm2,
    s,
    ms,
    h,
    hz,
    m_s,
    mm_s,
    cm_h,
    deg,
    N,
    mN,
    mNm,
    mJ,
    mJ_cm2,
    W,
    MPa,
    K,  ///< differences: temperatures of scenes are absolute
    g_m2_h,
};

struct UnitInfo {
    std::string_view suffix;    ///< "_um": how a key of the unit ends; empty where keys do not say it
    std::string_view symbol;    ///< "µm"; empty for pure numbers
    core::Dimension dimension;  ///< none where scenes write bare numbers: counts per area too
    double factor = 1;          ///< number in the unit = SI x factor / divisor, two for the exact inverse of hours
    double divisor = 1;
};
const UnitInfo& info_of(Unit unit);

double in_unit(double si, Unit unit);

}  // namespace dermavox::result

/// From SI to the units of pages and results. Private to report.
#pragma once

#include <numbers>

namespace dermavox::report {

constexpr double um = 1e6, mm = 1e3, mm3 = 1e9, per_cm2 = 1e-4, ul_cm2 = 1e5;
constexpr double mN = 1e3, degree = 180 / std::numbers::pi;
constexpr double g_m2_h = 1e3 * 3600, cm_h = 1e2 * 3600;

}  // namespace dermavox::report

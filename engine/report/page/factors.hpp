/// From SI to the units of pages. Private to report.
#pragma once

namespace dermavox::report {

constexpr double per_cm2 = 1e-4, ul_cm2 = 1e5, g_m2_h = 1e3 * 3600;

}  // namespace dermavox::report

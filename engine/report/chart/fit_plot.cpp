#include "dermavox/report/fit_plot.hpp"

#include "engine/report/chart/svg.hpp"
#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

using simulation::BenchPoint;
using simulation::CurveFit;
using simulation::CurveInterval;

constexpr double k_fit_width = 760, k_height = 560, k_fit_left = 72, k_fit_right = 736;
constexpr double k_top = 84, k_middle = 344, k_residual_top = 384, k_bottom = 510;

constexpr std::string_view k_fit_style =
    ".centre{stroke:#626a73;stroke-width:.75}"
    ".measured{fill:none;stroke:#1d2127;stroke-width:1.25}.fitted{fill:none;stroke:#c2510c;stroke-width:2}"
    ".residual{fill:#c2510c}.band{fill:#23508f;fill-opacity:.14}";

std::string fit_path(const std::vector<BenchPoint>& curve, const Axis& x, const Axis& y, double end)
{
    std::string line;
    for (const BenchPoint& p : curve)
        if (p.travel <= end)
            line += fmt::format("{}{} {}", line.empty() ? "M" : "L", coordinate(x.at(p.travel)),
                                coordinate(y.at(p.force)));
    return line;
}

void draw_forces(Svg& svg, const CurveFit& fit, const Axis& x, double scale, const std::string& unit)
{
    double low = 0, high = 0;
    for (const auto* curve : {&fit.measured, &fit.fitted})
        for (const BenchPoint& p : *curve) low = std::min(low, p.force), high = std::max(high, p.force);
    const Axis y{1.04 * low, 1.06 * high, k_middle, k_top};
    svg.line({k_fit_left, y.at(0)}, {k_fit_right, y.at(0)}, "centre");
    svg.y_axis(y, k_fit_left, scale, fmt::format("force [{}]", unit), 4);
    svg.path(fit_path(fit.measured, x, y, x.high), "measured").path(fit_path(fit.fitted, x, y, x.high), "fitted");
    svg.line({k_fit_right - 180, k_top - 16}, {k_fit_right - 156, k_top - 16}, "measured");
    svg.text({k_fit_right - 150, k_top - 12}, "measured", "small");
    svg.line({k_fit_right - 80, k_top - 16}, {k_fit_right - 56, k_top - 16}, "fitted");
    svg.text({k_fit_right - 50, k_top - 12}, "fitted", "small");
}

void draw_residuals(Svg& svg, const CurveFit& fit, const Axis& x, double scale, const std::string& unit)
{
    double most = 1.5 * fit.error;
    for (const CurveInterval& k : fit.intervals) most = std::max(most, 1.1 * std::abs(k.fitted - k.measured));
    const Axis y{-most, most, k_bottom, k_residual_top};
    svg.rect({k_fit_left, y.at(fit.error)}, k_fit_right - k_fit_left, y.at(-fit.error) - y.at(fit.error), "band");
    for (const CurveInterval& k : fit.intervals) {
        const double residual = k.fitted - k.measured, gap = 1;
        svg.rect({x.at(k.from) + gap, y.at(std::max(0.0, residual))}, x.at(k.to) - x.at(k.from) - 2 * gap,
                 std::abs(y.at(0) - y.at(residual)), "residual");
    }
    svg.line({k_fit_left, y.at(0)}, {k_fit_right, y.at(0)}, "centre");
    svg.x_axis(x, k_bottom, 1e3, "travel of the needles since contact [mm]");
    svg.y_axis(y, k_fit_left, scale, fmt::format("fitted - measured [{}]", unit), 3);
}

}  // namespace

std::string fit_plot(const CurveFit& fit, const std::string& title)
{
    const bool small = fit.most < 1;
    const double scale = small ? 1e3 : 1;
    const std::string unit = small ? "mN" : "N";
    const Axis x{0, fit.intervals.back().to, k_fit_left, k_fit_right};
    Svg svg(k_fit_width, k_height, title);
    svg.text({k_fit_left - 48, 28}, title, "head");
    svg.text(
        {k_fit_left - 48, 50},
        fmt::format("Root mean square misfit {} {}, {:.2g} % of the largest mean force; the curve allows {:.2g} % "
                    "(band).",
                    digits(fit.rms * scale), unit, 100 * fit.rms / fit.most, 100 * fit.error / fit.most),
        "small");
    draw_forces(svg, fit, x, scale, unit);
    draw_residuals(svg, fit, x, scale, unit);
    return svg_file(k_fit_width, k_height, title, k_fit_style, std::move(svg));
}

}  // namespace dermavox::report

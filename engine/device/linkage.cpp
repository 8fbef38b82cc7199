#include "dermavox/device/linkage.hpp"

#include "dermavox/core/unit_names.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dermavox::device {
namespace {

using std::numbers::pi;

// --- sinusoid

double retraction(const Sinusoid&, double phase) { return (1 - std::cos(2 * pi * phase)) / 2; }

double acceleration(const Sinusoid&, double phase) { return 2 * pi * pi * std::cos(2 * pi * phase); }

double share_below(const Sinusoid&, double q) { return std::acos(1 - 2 * q) / pi; }

double crossing_rate(const Sinusoid&, double q) { return 2 * pi * std::sqrt(q * (1 - q)); }

// --- crank: lengths in crank radii, l = rod ratio; h = sqrt(l^2 - sin^2 a)

double retraction(const Crank& crank, double phase)
{
    const double l = crank.rod_ratio, a = 2 * pi * phase, s = std::sin(a);
    return (1 + l - std::cos(a) - std::sqrt(l * l - s * s)) / 2;
}

double acceleration(const Crank& crank, double phase)
{
    const double l = crank.rod_ratio, a = 2 * pi * phase, s = std::sin(a), c = std::cos(a);
    const double h = std::sqrt(l * l - s * s);
    const double by_angle = c + (c * c - s * s) / h + s * s * c * c / (h * h * h);
    return 2 * pi * pi * by_angle;
}

/// Cosine of the crank angle at a retraction: law of cosines in the triangle of crank, rod and slider.
double crank_cosine(const Crank& crank, double q)
{
    const double l = crank.rod_ratio, x = 1 + l - 2 * q;
    return std::clamp((x * x + 1 - l * l) / (2 * x), -1.0, 1.0);
}

double share_below(const Crank& crank, double q) { return std::acos(crank_cosine(crank, q)) / pi; }

double crossing_rate(const Crank& crank, double q)
{
    const double c = crank_cosine(crank, q), s = std::sqrt(1 - c * c), l = crank.rod_ratio;
    return pi * s * (1 + c / std::sqrt(l * l - s * s));
}

// --- cam

struct Step {
    double from, to;
};

Step step_of(const Cam& cam, std::size_t k)
{
    return {cam.retraction[k], cam.retraction[(k + 1) % cam.retraction.size()]};
}

double retraction(const Cam& cam, double phase)
{
    const double place = (phase - std::floor(phase)) * double(cam.retraction.size());
    const std::size_t k = std::min(std::size_t(place), cam.retraction.size() - 1);
    const Step step = step_of(cam, k);
    return step.from + (step.to - step.from) * (place - double(k));
}

double acceleration(const Cam& cam, double phase)
{
    const double n = double(cam.retraction.size()), step = 1 / n;
    return (retraction(cam, phase - step) - 2 * retraction(cam, phase) + retraction(cam, phase + step)) * n * n;
}

double share_below(const Cam& cam, double q)
{
    double steps = 0;
    for (std::size_t k = 0; k < cam.retraction.size(); ++k) {
        const Step step = step_of(cam, k);
        const double low = std::min(step.from, step.to), high = std::max(step.from, step.to);
        if (q >= high && q > low)
            steps += 1;
        else if (q > low)
            steps += (q - low) / (high - low);
    }
    return steps / double(cam.retraction.size());
}

double crossing_rate(const Cam& cam, double q)
{
    double fastest = 0;
    for (std::size_t k = 0; k < cam.retraction.size(); ++k) {
        const Step step = step_of(cam, k);
        if (q < std::min(step.from, step.to) || q > std::max(step.from, step.to)) continue;
        fastest = std::max(fastest, std::abs(step.to - step.from) * double(cam.retraction.size()));
    }
    return fastest;
}

}  // namespace

double retraction(const Linkage& linkage, double phase)
{
    return std::visit([=](const auto& law) { return retraction(law, phase); }, linkage);
}

double acceleration(const Linkage& linkage, double phase)
{
    return std::visit([=](const auto& law) { return acceleration(law, phase); }, linkage);
}

double share_below(const Linkage& linkage, double fraction)
{
    if (fraction <= 0) return 0;
    if (fraction >= 1) return 1;
    return std::visit([=](const auto& law) { return share_below(law, fraction); }, linkage);
}

double crossing_rate(const Linkage& linkage, double fraction)
{
    if (fraction <= 0 || fraction >= 1) return 0;
    return std::visit([=](const auto& law) { return crossing_rate(law, fraction); }, linkage);
}

void check(const Linkage& linkage, core::Checklist& list)
{
    if (const auto* crank = std::get_if<Crank>(&linkage))
        list.require(std::isfinite(crank->rod_ratio) && crank->rod_ratio > 1, "device.drive.rod_ratio",
                     core::format_number(crank->rod_ratio), "a ratio above 1 (rod length over crank radius)");
    if (const auto* cam = std::get_if<Cam>(&linkage)) {
        const auto& r = cam->retraction;
        const bool inside = std::all_of(r.begin(), r.end(), [](double q) { return q >= 0 && q <= 1; });
        list.require(r.size() >= 3 && inside && r.front() == 0 && *std::max_element(r.begin(), r.end()) == 1,
                     "device.drive.table", std::to_string(r.size()) + " values",
                     "at least 3 retractions from 0 (deepest, the first) to 1 (a full stroke)");
    }
}

}  // namespace dermavox::device

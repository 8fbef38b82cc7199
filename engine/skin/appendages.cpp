#include "dermavox/skin/appendages.hpp"

#include "dermavox/core/random.hpp"
#include "engine/skin/complaints.hpp"

#include <cmath>
#include <numbers>

namespace dermavox::skin {
namespace {

constexpr double most_openings = 1e8;

void check_appendages(const Appendages& kinds, double width, double height)
{
    Complaints complaints;
    complaints.unless_positive("patch width", width);
    complaints.unless_positive("patch height", height);
    const auto unless_negative = [&](const char* key, double value, const char* unit) {
        complaints.unless(std::isfinite(value) && value >= 0, key, fmt::format("{} {}", value, unit), "0 or more");
    };
    unless_negative("skin.appendages.follicles", kinds.follicles.value.si, "1/m2");
    unless_negative("skin.appendages.glands", kinds.glands.value.si, "1/m2");
    unless_negative("skin.appendages.follicle_radius", kinds.follicle_radius.value.si, "m");
    unless_negative("skin.appendages.gland_radius", kinds.gland_radius.value.si, "m");
    complaints.raise();
    if ((kinds.follicles.value.si + kinds.glands.value.si) * width * height > most_openings)
        throw core::Failure(core::exit_code::refused,
                            fmt::format("more than {} follicles and glands on the patch", most_openings));
}

/// A Poisson process in the plane: along y a line process of rate n width, x uniform.
void scatter(const Appendage& one, double density, double width, double height, const core::Random& random,
             std::vector<Appendage>& openings)
{
    if (density == 0) return;
    double y = 0;
    for (std::uint64_t n = 0;; ++n) {
        const core::Counter at{.pass = std::uint64_t(one.kind), .cycle = n};
        y -= std::log1p(-random.uniform(at)) / (density * width);
        if (y >= height) return;
        const double x = width * random.uniform({.pass = at.pass, .cycle = n, .draw = 1});
        openings.push_back({one.kind, x, y, one.radius});
    }
}

}  // namespace

std::vector<Appendage> appendages_on(const Appendages& kinds, double width, double height, std::uint64_t seed)
{
    check_appendages(kinds, width, height);
    const core::Random random(seed, core::Purpose::appendages);
    std::vector<Appendage> openings;
    scatter({Appendage::Kind::follicle, 0, 0, kinds.follicle_radius.value.si}, kinds.follicles.value.si, width,
            height, random, openings);
    scatter({Appendage::Kind::gland, 0, 0, kinds.gland_radius.value.si}, kinds.glands.value.si, width, height, random,
            openings);
    return openings;
}

double strike_chance(double density, double reach)
{
    return -std::expm1(-density * std::numbers::pi * reach * reach);
}

}  // namespace dermavox::skin

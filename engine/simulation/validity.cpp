#include "dermavox/simulation/validity.hpp"

#include "dermavox/skin/layer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace dermavox::simulation {
namespace {

using core::Dimension;
using Case = ValidityCase;
using Reading = std::optional<double>;

constexpr double k_any = std::numeric_limits<double>::infinity();

std::vector<device::Needle> needles_in_use(const Case& at) { return device::needle_types(at.unit); }

double soft_thickness(const Case& at) { return skin::depth_of(at.scene.skin, at.scene.skin.layers.size()).si; }

Reading dent(const Case& at) { return std::max(0.0, at.press.plane()) / soft_thickness(at); }
Reading push(const Case& at) { return at.press.push_share(); }
Reading board(const Case& at) { return at.scene.skin.backing.rigid ? Reading(soft_thickness(at)) : std::nullopt; }

Reading pitch(const Case& at)
{
    const auto& seats = at.unit.cartridge.seats;
    if (seats.size() < 2) return {};
    double least = k_any;
    for (std::size_t i = 0; i < seats.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            least = std::min(least, std::hypot(seats[i].x - seats[j].x, seats[i].y - seats[j].y));
    return least;
}

Reading strike(const Case& at) { return device::visit(at.unit, at.unit.depth, at.scene.motion.speed).tip_speed.si; }

/// Of several types of needle the one that lies furthest out, by the ratio to the middle of the range.
Reading tip_diameter(const Case& at)
{
    constexpr double middle = 28e-6;
    double furthest = middle;
    for (const device::Needle& needle : needles_in_use(at)) {
        const double tip = 2 * needle.tip_radius.si;
        if (std::abs(std::log(tip / middle)) > std::abs(std::log(furthest / middle))) furthest = tip;
    }
    return furthest;
}

Reading needle_diameter(const Case& at)
{
    double widest = 0;
    for (const device::Needle& needle : needles_in_use(at)) widest = std::max(widest, needle.diameter.si);
    return widest;
}

/// By the barrier's water, of needles too sharp for a drop of force at puncture: far from 1 either way.
Reading water_factor(const Case& at)
{
    constexpr double sharp = 8e-6;  // [m] tip radius
    const skin::Layer& barrier = at.scene.skin.layers.front();
    if (barrier.role != skin::Role::barrier || at.unit.needle.tip_radius.si >= sharp) return {};
    const double factor = barrier.puncture_factor.value;
    return std::max(factor, 1 / factor);
}

Reading dermis_tension(const Case& at)
{
    double thickness = 0;
    for (const skin::Layer& layer : at.scene.skin.layers)
        if (layer.role == skin::Role::dermis) thickness += layer.thickness.value.si;
    return thickness > 0 ? Reading(at.scene.skin.tension.si / thickness) : std::nullopt;
}

bool glides(const Case& at) { return at.unit.kind == device::Kind::pen && at.scene.motion.speed.si > 0; }
Reading glide(const Case& at) { return glides(at) ? Reading(at.scene.motion.speed.si) : std::nullopt; }
Reading glide_depth(const Case& at) { return glides(at) ? Reading(device::deepest(at.unit).si) : std::nullopt; }
Reading barrier_modulus(const Case& at)
{
    return glides(at) ? Reading(at.scene.mechanics.barrier_modulus.value.si) : std::nullopt;
}

constexpr std::array k_ranges{
    ValidityRange{
        "device_dent", ModelPart::contact, "dent of the device over the thickness of the soft tissue under it",
        Dimension::none, 0, 0.7, 1.1, 1.5,
        "large-strain finite elements of caps, bases, spheres and drums (tests/reference/contact); beyond 1 the "
        "backing gives way more than the tissue",
        dent},
    ValidityRange{"device_push", ModelPart::contact, "push over the largest that the skin's law was solved for",
                  Dimension::none, 0, 1, 1, 2,
                  "the table of contact of this skin; beyond it the law goes on straight", push},
    ValidityRange{
        "board_thickness", ModelPart::contact, "thickness of tissue on a rigid backing", Dimension::length, 3.5e-3,
        k_any, 3, 10,
        "finite elements of the forehead on bone; the linear layered solution holds for thinner tissue, its "
        "stiffening by scale is carried over",
        board},
    ValidityRange{"needle_pitch", ModelPart::contact, "least distance between needles", Dimension::length, 0.25e-3,
                  k_any, 1.5, 2.5,
                  "finite elements of seven needles, 0.25 to 2 mm apart; further apart they do not meet", pitch},
    ValidityRange{
        "strike_speed", ModelPart::puncture, "speed with which needles strike", Dimension::speed, 1e-3, 0.1, 25, 100,
        "883 tests, exponent of force against speed 0 +- 0.15 (Schneider, Peck, Melvin 1978, UM-HSRI-78-23): "
        "25 times the speed makes forces uncertain by 1.6, within the spread of the constants",
        strike},
    ValidityRange{
        "tip_diameter", ModelPart::puncture, "diameter of a needle's tip", Dimension::length, 5e-6, 160e-6, 2, 5,
        "puncture forces, doi:10.1016/j.jmbbm.2014.09.015 and doi:10.1016/j.jbiomech.2003.12.010; the law is "
        "one of areas and carries on",
        tip_diameter},
    ValidityRange{"barrier_water", ModelPart::puncture, "factor on the puncture force by the barrier's water",
                  Dimension::none, 0, 1, 1.05, 20,
                  "normal barriers; for tips sharper than 8 um even the direction of what water does is open",
                  water_factor},
    ValidityRange{"needle_diameter", ModelPart::cutting, "diameter of a needle", Dimension::length, 0, 1e-3, 1.5, 3,
                  "works and forces of hypodermic and model needles (rows B1, J1, L1 of scenes/calibration)",
                  needle_diameter},
    ValidityRange{"dermis_tension", ModelPart::cutting, "stress of the dermis by the skin's tension",
                  Dimension::pressure, 0, 77e3, 1, 1.5, "the law of the dermis in tension up to a stretch of 1.08",
                  dermis_tension},
    ValidityRange{"glide_speed", ModelPart::sideways, "speed of the glide", Dimension::speed, 0, 0.1, 1, 2.5,
                  "how slow pens move; the skin's inertia and rate are left out", glide},
    ValidityRange{
        "glide_depth", ModelPart::sideways, "depth that needles are set to in a glide", Dimension::length, 0, 1.5e-3,
        1, 2.5, "what is known of pens: the stiffness of the embedded needle, no cut was ever measured", glide_depth},
    ValidityRange{"barrier_stiffness", ModelPart::sideways, "modulus of the barrier in a glide", Dimension::pressure,
                  0, 30e6, 1, 3, "moist barriers; dry, stiff ones are slit more than was ever measured",
                  barrier_modulus},
};

}  // namespace

std::string_view word_of(ModelPart part)
{
    constexpr std::array<std::string_view, 4> words{"contact", "puncture", "cutting", "sideways"};
    return words[std::size_t(part)];
}

std::string_view word_of(Severity severity) { return severity == Severity::mild ? "mild" : "severe"; }

std::span<const ValidityRange> validity_ranges() { return k_ranges; }

std::optional<Severity> severity_of(const ValidityRange& range, double value)
{
    const auto outside = [&](double ratio) { return value > ratio * range.to || value < range.from / ratio; };
    if (outside(range.severe)) return Severity::severe;
    return outside(range.mild) ? std::optional(Severity::mild) : std::nullopt;
}

std::string Mark::text() const
{
    const auto shown = [&](double si) {
        return core::format_quantity(std::stod(fmt::format("{:.3g}", si)), range->dimension);
    };
    const std::string checked = std::isfinite(range->to)
                                    ? fmt::format("{} to {}", shown(range->from), shown(range->to))
                                    : fmt::format("{} and more", shown(range->from));
    return fmt::format("{} is {}; checked {} ({})", range->quantity, shown(value), checked, range->by);
}

std::vector<Mark> marks_of(const ValidityCase& at)
{
    std::vector<Mark> marks;
    for (const ValidityRange& range : k_ranges)
        if (const Reading value = range.value(at))
            if (const auto severity = severity_of(range, *value)) marks.push_back({&range, *value, *severity});
    return marks;
}

}  // namespace dermavox::simulation

#include "engine/report/limit_text.hpp"

#include "engine/report/text.hpp"

#include <fmt/format.h>
#include <string_view>

namespace dermavox::report {
namespace {

/// A figure that a scene may limit; values of a verdict are in SI or, where a scene gives bare numbers, as there.
struct Figure {
    std::string_view stem, name, unit;
    double scale;
    int significant;
};
constexpr Figure figures[] = {
    {"coverage", "Surface left open", "%", 100, 3},
    {"density", "Channels", "per cm\u00B2", 1, 3},
    {"punctures", "Punctures", "per cm\u00B2", 1, 3},
    {"overlap", "Overlap index", "", 1, 3},
    {"gap", "Largest gap", "mm", 1e3, 3},
    {"slit", "Slit in the barrier", "\u00B5m", 1e6, 3},
    {"reached", "Inserted depth, 95 %", "mm", 1e3, 3},
    {"punctured", "Barrier punctured by", "%", 100, 3},
    {"bleeding", "Channels past the capillaries", "per cm\u00B2", 1, 3},
    {"tewl", "Water loss, calibrated", "g/m\u00B2/h", 3.6e6, 2},
    {"needle_force", "Peak force on a needle, 95 %", "mN", 1e3, 3},
    {"stroke_force", "Peak force of a stroke", "N", 1, 3},
    {"power", "Power", "W", 1, 3},
};

}  // namespace

std::string limit_text(const simulation::Verdict& verdict)
{
    const bool least = verdict.key.ends_with("_min");
    const std::string_view stem = std::string_view(verdict.key).substr(0, verdict.key.rfind('_'));
    const char* bound = least ? "at least" : "at most";
    for (const Figure& figure : figures)
        if (figure.stem == stem) {
            const std::string unit = figure.unit.empty() ? "" : "\u202F" + std::string(figure.unit);
            return fmt::format("{} {}{}, {} {}{} asked", figure.name,
                               digits(verdict.value * figure.scale, figure.significant), unit, bound,
                               digits(verdict.limit * figure.scale, figure.significant), unit);
        }
    return fmt::format("{} {}, limit {}", verdict.key, digits(verdict.value), digits(verdict.limit));
}

}  // namespace dermavox::report

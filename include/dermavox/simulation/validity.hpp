/// Where each part of the model was checked, as data, and which runs lie outside.
///
/// A range says what was checked and by what. A value is marked where it lies past the range by more than a ratio:
/// for an upper bound b, above mild b and severe b, for a lower bound a, below a/mild and a/severe. A ratio of 1
/// marks all that is outside; larger ones stand where the model's stated spread covers what is unknown so far out,
/// and the row says why. A figure that rests on a marked part is marked with it (result/figure.hpp); with a severe
/// mark no limit on it is met.
#pragma once

#include "dermavox/core/unit_names.hpp"
#include "dermavox/mechanics/press.hpp"
#include "dermavox/scene/scene.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dermavox::simulation {

enum class ModelPart {
    contact,   ///< how skin bears device and needles
    puncture,  ///< what breaks the barrier
    cutting,   ///< what resists a needle after puncture
    sideways,  ///< what a glide cuts
};
std::string_view word_of(ModelPart part);

enum class Severity { mild, severe };
std::string_view word_of(Severity severity);

/// What values of a range are read from.
struct ValidityCase {
    const scene::Scene& scene;
    const device::Device& unit;     ///< as built
    const mechanics::Press& press;  ///< of it on the scene's skin
};

struct ValidityRange {
    std::string_view code;  ///< snake_case, stable
    ModelPart part;
    std::string_view quantity;
    core::Dimension dimension;  ///< of the quantity; none: a ratio
    double from, to;            ///< checked; SI
    double mild, severe;        ///< ratios, >= 1
    std::string_view by;        ///< by what, and why marks begin where they do
    /// Nothing where the quantity does not exist: no tension, no glide.
    std::optional<double> (*value)(const ValidityCase&);
};

std::span<const ValidityRange> validity_ranges();

/// Nothing within reach of the range.
std::optional<Severity> severity_of(const ValidityRange& range, double value);

struct Mark {
    const ValidityRange* range;
    double value;
    Severity severity;

    /// "dent of the device over the soft tissue under it is 1.5; checked 0 to 0.7 (by ...)"
    std::string text() const;
};
/// In the order of the ranges.
std::vector<Mark> marks_of(const ValidityCase& at);

}  // namespace dermavox::simulation

/// Unit strings of scenes and results: "0.25 mm" to SI and back. One table; nobody else parses a unit.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dermavox::core {

enum class Dimension {
    none,
    angle,
    length,
    area,
    volume,
    time,
    frequency,
    speed,
    mass,
    density,
    force,
    pressure,
    tension,
    toughness,
    energy,
    torque,
    power,
    temperature,
    diffusivity,
    flux_density,
};

struct DimensionInfo {
    const char* noun;     ///< "a length"
    const char* example;  ///< "0.25 mm"
};
DimensionInfo info_of(Dimension dimension);

/// Value in SI of "<number> <unit>". Temperatures in C or K give kelvin. An empty optional when the text is
/// no number with a unit of this dimension; `why` then says what is wrong (no unit, unknown unit, other
/// dimension, not finite).
std::optional<double> parse_quantity(std::string_view text, Dimension dimension, std::string& why);

/// Shortest text that parses back to the same SI double, in the unit of the dimension that reads best ("0.25
/// mm", "16.8 um").
std::string format_quantity(double si, Dimension dimension);

/// Shortest decimal text of a double that reads back to the same bits.
std::string format_number(double value);

}  // namespace dermavox::core

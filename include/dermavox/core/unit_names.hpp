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

/// Value in SI of "<number> <unit>". Temperatures in C, K or degF give kelvin; a pure number may have "%". The number
/// has a decimal point, '-' or the minus sign of Unicode; units may have either micro sign, a degree sign,
/// superscripts and product signs. An empty optional when the text is no number with a unit of this dimension; `why`
/// then says what is wrong (no unit, unknown unit, other dimension, decimal comma, not finite).
std::optional<double> parse_quantity(std::string_view text, Dimension dimension, std::string& why);

/// A unit of the table, for who reads many numbers in one; lives as long as the program.
struct Unit;
/// Null when the text names no unit of this dimension, or of any.
const Unit* find_unit(std::string_view text, Dimension dimension);
const Unit* find_unit(std::string_view text);
std::string_view name_of(const Unit& unit);  ///< "um" for every spelling of it
Dimension dimension_of(const Unit& unit);
/// "kg is the unit of a mass; units: m, mm, ...", or "unknown unit; units: ..."
std::string why_no_unit(std::string_view text, Dimension dimension);
/// SI of a decimal as std::from_chars reads it; null stands for a pure number. Nothing when it is not finite.
std::optional<double> si_of(std::string_view number, const Unit* unit);

/// Shortest text that parses back to the same SI double, in the unit of the dimension that reads best ("0.25
/// mm", "16.8 um").
std::string format_quantity(double si, Dimension dimension);

/// Shortest decimal text of a double that reads back to the same bits.
std::string format_number(double value);

}  // namespace dermavox::core

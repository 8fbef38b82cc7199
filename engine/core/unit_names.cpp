#include "dermavox/core/unit_names.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <numbers>

namespace dermavox::core {
namespace {

/// SI = number 10^power scale + offset. The power is applied to the decimal text, not to the double, so "16.8
/// um" is the double nearest to 16.8e-6; `scale` holds what is no power of ten.
struct Unit {
    const char* name;
    Dimension dimension;
    int power = 0;
    double scale = 1, offset = 0;
    bool shown = false;  ///< format_quantity may write it
    constexpr bool decimal() const { return scale == 1 && offset == 0; }
};

using D = Dimension;
/// Within a dimension: shown units from large to small, then those that are only read.
constexpr Unit unit_table[] = {
    {.name = "deg", .dimension = D::angle, .scale = std::numbers::pi / 180, .shown = true},
    {.name = "rad", .dimension = D::angle, .shown = true},
    {.name = "m", .dimension = D::length, .shown = true},
    {.name = "mm", .dimension = D::length, .power = -3, .shown = true},
    {.name = "um", .dimension = D::length, .power = -6, .shown = true},
    {.name = "nm", .dimension = D::length, .power = -9, .shown = true},
    {.name = "cm", .dimension = D::length, .power = -2},
    {.name = "m2", .dimension = D::area, .shown = true},
    {.name = "cm2", .dimension = D::area, .power = -4, .shown = true},
    {.name = "mm2", .dimension = D::area, .power = -6, .shown = true},
    {.name = "um2", .dimension = D::area, .power = -12, .shown = true},
    {.name = "m3", .dimension = D::volume, .shown = true},
    {.name = "mm3", .dimension = D::volume, .power = -9, .shown = true},
    {.name = "um3", .dimension = D::volume, .power = -18, .shown = true},
    {.name = "cm3", .dimension = D::volume, .power = -6},
    {.name = "h", .dimension = D::time, .scale = 3600, .shown = true},
    {.name = "s", .dimension = D::time, .shown = true},
    {.name = "ms", .dimension = D::time, .power = -3, .shown = true},
    {.name = "us", .dimension = D::time, .power = -6, .shown = true},
    {.name = "min", .dimension = D::time, .scale = 60},
    {.name = "d", .dimension = D::time, .scale = 86400},
    {.name = "Hz", .dimension = D::frequency, .shown = true},
    {.name = "kHz", .dimension = D::frequency, .power = 3},
    {.name = "rpm", .dimension = D::frequency, .scale = 1.0 / 60},
    {.name = "m/s", .dimension = D::speed, .shown = true},
    {.name = "mm/s", .dimension = D::speed, .power = -3, .shown = true},
    {.name = "um/s", .dimension = D::speed, .power = -6, .shown = true},
    {.name = "um/h", .dimension = D::speed, .power = -6, .scale = 1.0 / 3600, .shown = true},
    {.name = "cm/s", .dimension = D::speed, .power = -2},
    {.name = "cm/h", .dimension = D::speed, .power = -2, .scale = 1.0 / 3600},
    {.name = "kg", .dimension = D::mass, .shown = true},
    {.name = "g", .dimension = D::mass, .power = -3, .shown = true},
    {.name = "mg", .dimension = D::mass, .power = -6, .shown = true},
    {.name = "kg/m3", .dimension = D::density, .shown = true},
    {.name = "g/m3", .dimension = D::density, .power = -3, .shown = true},
    {.name = "g/cm3", .dimension = D::density, .power = 3},
    {.name = "N", .dimension = D::force, .shown = true},
    {.name = "mN", .dimension = D::force, .power = -3, .shown = true},
    {.name = "uN", .dimension = D::force, .power = -6, .shown = true},
    {.name = "kN", .dimension = D::force, .power = 3},
    {.name = "GPa", .dimension = D::pressure, .power = 9, .shown = true},
    {.name = "MPa", .dimension = D::pressure, .power = 6, .shown = true},
    {.name = "kPa", .dimension = D::pressure, .power = 3, .shown = true},
    {.name = "Pa", .dimension = D::pressure, .shown = true},
    {.name = "N/m", .dimension = D::tension, .shown = true},
    {.name = "mN/m", .dimension = D::tension, .power = -3, .shown = true},
    {.name = "N/mm", .dimension = D::tension, .power = 3},
    {.name = "kN/m", .dimension = D::tension, .power = 3},
    {.name = "kJ/m2", .dimension = D::toughness, .power = 3},
    {.name = "J/m2", .dimension = D::toughness, .shown = true},
    {.name = "mJ/m2", .dimension = D::toughness, .power = -3, .shown = true},
    {.name = "pJ/um2", .dimension = D::toughness},
    {.name = "J", .dimension = D::energy, .shown = true},
    {.name = "mJ", .dimension = D::energy, .power = -3, .shown = true},
    {.name = "uJ", .dimension = D::energy, .power = -6, .shown = true},
    {.name = "nJ", .dimension = D::energy, .power = -9, .shown = true},
    {.name = "Nm", .dimension = D::torque, .shown = true},
    {.name = "mNm", .dimension = D::torque, .power = -3, .shown = true},
    {.name = "uNm", .dimension = D::torque, .power = -6, .shown = true},
    {.name = "W", .dimension = D::power, .shown = true},
    {.name = "mW", .dimension = D::power, .power = -3, .shown = true},
    {.name = "uW", .dimension = D::power, .power = -6, .shown = true},
    {.name = "C", .dimension = D::temperature, .offset = 273.15, .shown = true},
    {.name = "K", .dimension = D::temperature, .shown = true},
    {.name = "m2/s", .dimension = D::diffusivity, .shown = true},
    {.name = "cm2/s", .dimension = D::diffusivity, .power = -4},
    {.name = "mm2/s", .dimension = D::diffusivity, .power = -6},
    {.name = "um2/s", .dimension = D::diffusivity, .power = -12},
    {.name = "g/m2/h", .dimension = D::flux_density, .power = -3, .scale = 1.0 / 3600, .shown = true},
    {.name = "kg/m2/s", .dimension = D::flux_density, .shown = true},
};

/// Indexed by Dimension.
constexpr DimensionInfo info_table[] = {
    {"a pure number", "0.5"},
    {"an angle", "2 deg"},
    {"a length", "0.25 mm"},
    {"an area", "2 mm2"},
    {"a volume", "0.5 mm3"},
    {"a time", "5 s"},
    {"a frequency", "110 Hz"},
    {"a speed", "60 mm/s"},
    {"a mass", "20 g"},
    {"a density", "1100 kg/m3"},
    {"a force", "1 N"},
    {"a pressure", "60 kPa"},
    {"a tension", "40 N/m"},
    {"a toughness", "200 J/m2"},
    {"an energy", "2 mJ"},
    {"a torque", "3 mNm"},
    {"a power", "1.5 W"},
    {"a temperature", "22 C"},
    {"a diffusivity", "1.5e-5 m2/s"},
    {"a flux density", "10 g/m2/h"},
};
static_assert(std::size(info_table) == std::size_t(Dimension::flux_density) + 1);

/// The double nearest to the decimal text times 10^power; infinite when it is too large. `text` is a number
/// as std::from_chars reads it.
double shifted(std::string_view text, int power)
{
    const auto mark = text.find_first_of("eE");
    int exponent = 0;
    if (mark != text.npos) {
        const auto digits = text.substr(mark + (text[mark + 1] == '+' ? 2 : 1));
        std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    }
    const std::string whole = fmt::format("{}e{}", text.substr(0, mark), exponent + power);
    double value = 0;
    const auto error = std::from_chars(whole.data(), whole.data() + whole.size(), value).ec;
    return error == std::errc{} ? value : std::numeric_limits<double>::infinity();
}

double to_si(std::string_view number, const Unit& unit)
{
    return shifted(number, unit.power) * unit.scale + unit.offset;
}

double in_unit(double si, const Unit& unit) { return (si - unit.offset) / unit.scale * std::pow(10.0, -unit.power); }

/// Decimal digits as std::to_chars writes them in scientific form ("-1.68e-05"), moved by `power` and written
/// plainly where that is short.
std::string moved(std::string_view scientific, int power)
{
    const bool negative = scientific.starts_with('-');
    const auto mark = scientific.find('e');
    std::string digits(scientific.substr(negative, mark - negative));
    std::erase(digits, '.');
    while (digits.size() > 1 && digits.ends_with('0')) digits.pop_back();
    int exponent = 0;
    const auto tail = scientific.substr(mark + (scientific[mark + 1] == '+' ? 2 : 1));
    std::from_chars(tail.data(), tail.data() + tail.size(), exponent);
    if (digits != "0") exponent += power;

    const int size = int(digits.size());
    if (exponent < -4 || exponent > 6) {
        if (size > 1) digits.insert(1, 1, '.');
        digits += fmt::format("e{}", exponent);
    } else if (exponent < 0) {
        digits = "0." + std::string(std::size_t(-exponent - 1), '0') + digits;
    } else if (exponent + 1 < size) {
        digits.insert(std::size_t(exponent + 1), 1, '.');
    } else {
        digits.append(std::size_t(exponent + 1 - size), '0');
    }
    return (negative ? "-" : "") + digits;
}

std::string scientific(double value, int digits = 0)
{
    std::array<char, 40> text{};
    const auto end = text.data() + text.size();
    return {text.data(), digits
                             ? std::to_chars(text.data(), end, value, std::chars_format::scientific, digits - 1).ptr
                             : std::to_chars(text.data(), end, value, std::chars_format::scientific).ptr};
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string units_of(Dimension dimension)
{
    std::string names;
    for (const Unit& unit : unit_table)
        if (unit.dimension == dimension) names += (names.empty() ? "" : ", ") + std::string(unit.name);
    return names;
}

/// Shortest decimal whose quantity in this unit is exactly `si`; empty when there is none.
std::string shortest(double si, const Unit& unit)
{
    if (unit.decimal()) return moved(scientific(si), -unit.power);
    const double number = in_unit(si, unit);
    for (int digits = 1; digits <= 17; ++digits)
        if (auto text = moved(scientific(number, digits), 0); to_si(text, unit) == si) return text;
    return {};
}

/// The largest shown unit in which the value is at least 0.1; the dimension's example names the one for zero.
const Unit* readable_unit(double si, Dimension dimension)
{
    const std::string_view example = info_of(dimension).example;
    const Unit* best = nullptr;
    for (const Unit& unit : unit_table) {
        if (unit.dimension != dimension || !unit.shown) continue;
        best = &unit;
        if (si == 0 ? example.ends_with(' ' + std::string(unit.name))
                    : unit.offset != 0 || std::abs(in_unit(si, unit)) >= 0.1)
            break;
    }
    return best;
}

}  // namespace

DimensionInfo info_of(Dimension dimension) { return info_table[std::size_t(dimension)]; }

std::optional<double> parse_quantity(std::string_view text, Dimension dimension, std::string& why)
{
    const auto refused = [&why](std::string reason) { return why = std::move(reason), std::nullopt; };
    text = trimmed(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    double plain = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), plain);
    if (error == std::errc::invalid_argument) return refused("no number");
    if (error == std::errc::result_out_of_range || !std::isfinite(plain)) return refused("not a finite number");

    const auto number = text.substr(0, std::size_t(end - text.data()));
    const auto name = trimmed(text.substr(number.size()));
    if (dimension == Dimension::none) return name.empty() ? std::optional(plain) : refused("takes no unit");
    if (name.empty()) return refused("no unit; units: " + units_of(dimension));
    const Unit* other = nullptr;
    for (const Unit& unit : unit_table) {
        if (name != unit.name) continue;
        if (unit.dimension == dimension) {
            const double si = to_si(number, unit);
            return std::isfinite(si) ? std::optional(si) : refused("not a finite number");
        }
        other = &unit;
    }
    return refused((other ? fmt::format("{} is the unit of {}", name, info_of(other->dimension).noun)
                          : std::string("unknown unit")) +
                   "; units: " + units_of(dimension));
}

std::string format_quantity(double si, Dimension dimension)
{
    const Unit* unit = readable_unit(si, dimension);
    if (!unit) return format_number(si);
    if (const auto text = shortest(si, *unit); !text.empty()) return text + ' ' + unit->name;
    for (const Unit& exact : unit_table)  // a scale can skip a double; a power of ten never does
        if (exact.dimension == dimension && exact.decimal()) return shortest(si, exact) + ' ' + exact.name;
    return {};
}

std::string format_number(double value) { return moved(scientific(value), 0); }

}  // namespace dermavox::core

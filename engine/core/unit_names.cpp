#include "dermavox/core/unit_names.hpp"

#include "engine/core/unit_table.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace dermavox::core {
namespace {

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

std::string_view without_ends(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Without '+', and with '-' for the minus sign of Unicode.
std::string with_plain_sign(std::string_view text)
{
    constexpr std::string_view minus = "\u2212";
    if (text.starts_with(minus)) return '-' + std::string(text.substr(minus.size()));
    const bool plus = text.starts_with('+') && !text.starts_with("+-");
    return std::string(text.substr(plus ? 1 : 0));
}

std::string units_of(Dimension dimension)
{
    std::string names;
    for (const Unit& unit : unit_table())
        if (unit.dimension == dimension && !unit.other) names += (names.empty() ? "" : ", ") + std::string(unit.name);
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
    for (const Unit& unit : unit_table()) {
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

const Unit* find_unit(std::string_view text, Dimension dimension)
{
    const std::string name = plain_unit(text);
    for (const Unit& unit : unit_table())
        if (unit.dimension == dimension && name == unit.name) return &unit;
    return nullptr;
}

const Unit* find_unit(std::string_view text)
{
    const std::string name = plain_unit(text);
    for (const Unit& unit : unit_table())
        if (name == unit.name) return &unit;
    return nullptr;
}

std::string_view name_of(const Unit& unit) { return unit.name; }

Dimension dimension_of(const Unit& unit) { return unit.dimension; }

std::string why_no_unit(std::string_view text, Dimension dimension)
{
    const Unit* other = find_unit(text);
    return (other ? fmt::format("{} is the unit of {}", text, info_of(other->dimension).noun)
                  : std::string("unknown unit")) +
           "; units: " + units_of(dimension);
}

std::optional<double> si_of(std::string_view number, const Unit* unit)
{
    double si = 0;
    if (unit)
        si = to_si(number, *unit);
    else if (std::from_chars(number.data(), number.data() + number.size(), si).ec != std::errc{})
        return std::nullopt;
    return std::isfinite(si) ? std::optional(si) : std::nullopt;
}

std::optional<double> parse_quantity(std::string_view text, Dimension dimension, std::string& why)
{
    const auto refused = [&why](std::string reason) { return why = std::move(reason), std::nullopt; };
    const std::string plain = with_plain_sign(without_ends(text));
    const char *begin = plain.data(), *last = begin + plain.size();
    double value = 0;
    const auto [end, error] = std::from_chars(begin, last, value);
    if (error == std::errc::invalid_argument) return refused("no number");
    if (error == std::errc::result_out_of_range || !std::isfinite(value)) return refused("not a finite number");

    const std::string_view number(begin, std::size_t(end - begin)),
        name = without_ends(std::string_view(end, std::size_t(last - end)));
    if (name.starts_with(',') && name.size() > 1 && name[1] >= '0' && name[1] <= '9')
        return refused(fmt::format("a decimal comma; write {}.{}", number, name.substr(1)));
    if (dimension == Dimension::none && name.empty()) return value;
    if (name.empty()) return refused("no unit; units: " + units_of(dimension));
    const Unit* unit = find_unit(name, dimension);
    if (!unit) return refused(dimension == Dimension::none ? "takes no unit but %" : why_no_unit(name, dimension));
    const auto si = si_of(number, unit);
    return si ? si : refused("not a finite number");
}

std::string format_quantity(double si, Dimension dimension)
{
    const Unit* unit = readable_unit(si, dimension);
    if (!unit) return format_number(si);
    if (const auto text = shortest(si, *unit); !text.empty()) return text + ' ' + unit->name;
    for (const Unit& exact : unit_table())  // a scale can skip a double; a power of ten never does
        if (exact.dimension == dimension && exact.decimal()) return shortest(si, exact) + ' ' + exact.name;
    return {};
}

std::string format_number(double value) { return moved(scientific(value), 0); }

}  // namespace dermavox::core

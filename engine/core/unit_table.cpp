#include "engine/core/unit_table.hpp"

#include <array>
#include <numbers>
#include <utility>

namespace dermavox::core {
namespace {

using D = Dimension;

/// Exact by definition: inch, pound (avoirdupois) and standard gravity; psi and the like follow from them.
constexpr double k_gravity = 9.80665, k_inch = 0.0254, k_pound = 0.45359237, k_pound_force = k_pound * k_gravity;

constexpr Unit k_units[] = {
    {.name = "%", .dimension = D::none, .power = -2},
    {.name = "deg", .dimension = D::angle, .scale = std::numbers::pi / 180, .shown = true},
    {.name = "rad", .dimension = D::angle, .shown = true},
    {.name = "mrad", .dimension = D::angle, .power = -3},
    {.name = "m", .dimension = D::length, .shown = true},
    {.name = "mm", .dimension = D::length, .power = -3, .shown = true},
    {.name = "um", .dimension = D::length, .power = -6, .shown = true},
    {.name = "nm", .dimension = D::length, .power = -9, .shown = true},
    {.name = "cm", .dimension = D::length, .power = -2},
    {.name = "in", .dimension = D::length, .power = -4, .scale = 254},
    {.name = "mil", .dimension = D::length, .power = -7, .scale = 254},
    {.name = "m2", .dimension = D::area, .shown = true},
    {.name = "cm2", .dimension = D::area, .power = -4, .shown = true},
    {.name = "mm2", .dimension = D::area, .power = -6, .shown = true},
    {.name = "um2", .dimension = D::area, .power = -12, .shown = true},
    {.name = "in2", .dimension = D::area, .power = -8, .scale = 254 * 254},
    {.name = "m3", .dimension = D::volume, .shown = true},
    {.name = "mm3", .dimension = D::volume, .power = -9, .shown = true},
    {.name = "um3", .dimension = D::volume, .power = -18, .shown = true},
    {.name = "cm3", .dimension = D::volume, .power = -6},
    {.name = "ml", .dimension = D::volume, .power = -6},
    {.name = "ul", .dimension = D::volume, .power = -9},
    {.name = "h", .dimension = D::time, .scale = 3600, .shown = true},
    {.name = "s", .dimension = D::time, .shown = true},
    {.name = "ms", .dimension = D::time, .power = -3, .shown = true},
    {.name = "us", .dimension = D::time, .power = -6, .shown = true},
    {.name = "min", .dimension = D::time, .scale = 60},
    {.name = "d", .dimension = D::time, .scale = 86400},
    {.name = "Hz", .dimension = D::frequency, .shown = true},
    {.name = "kHz", .dimension = D::frequency, .power = 3},
    {.name = "1/s", .dimension = D::frequency, .other = true},
    {.name = "rpm", .dimension = D::frequency, .scale = 1.0 / 60},
    {.name = "m/s", .dimension = D::speed, .shown = true},
    {.name = "mm/s", .dimension = D::speed, .power = -3, .shown = true},
    {.name = "um/s", .dimension = D::speed, .power = -6, .shown = true},
    {.name = "um/h", .dimension = D::speed, .power = -6, .scale = 1.0 / 3600, .shown = true},
    {.name = "cm/s", .dimension = D::speed, .power = -2},
    {.name = "cm/h", .dimension = D::speed, .power = -2, .scale = 1.0 / 3600},
    {.name = "m/min", .dimension = D::speed, .scale = 1.0 / 60},
    {.name = "mm/min", .dimension = D::speed, .power = -3, .scale = 1.0 / 60},
    {.name = "um/min", .dimension = D::speed, .power = -6, .scale = 1.0 / 60},
    {.name = "in/s", .dimension = D::speed, .power = -4, .scale = 254},
    {.name = "in/min", .dimension = D::speed, .power = -4, .scale = 254.0 / 60},
    {.name = "kg", .dimension = D::mass, .shown = true},
    {.name = "g", .dimension = D::mass, .power = -3, .shown = true},
    {.name = "mg", .dimension = D::mass, .power = -6, .shown = true},
    {.name = "lb", .dimension = D::mass, .scale = k_pound},
    {.name = "oz", .dimension = D::mass, .scale = k_pound / 16},
    {.name = "kg/m3", .dimension = D::density, .shown = true},
    {.name = "g/m3", .dimension = D::density, .power = -3, .shown = true},
    {.name = "g/cm3", .dimension = D::density, .power = 3},
    {.name = "N", .dimension = D::force, .shown = true},
    {.name = "mN", .dimension = D::force, .power = -3, .shown = true},
    {.name = "uN", .dimension = D::force, .power = -6, .shown = true},
    {.name = "kN", .dimension = D::force, .power = 3},
    {.name = "cN", .dimension = D::force, .power = -2},
    {.name = "gf", .dimension = D::force, .power = -8, .scale = 980665},
    {.name = "kgf", .dimension = D::force, .power = -5, .scale = 980665},
    {.name = "lbf", .dimension = D::force, .scale = k_pound_force},
    {.name = "ozf", .dimension = D::force, .scale = k_pound_force / 16},
    {.name = "dyn", .dimension = D::force, .power = -5},
    {.name = "GPa", .dimension = D::pressure, .power = 9, .shown = true},
    {.name = "MPa", .dimension = D::pressure, .power = 6, .shown = true},
    {.name = "kPa", .dimension = D::pressure, .power = 3, .shown = true},
    {.name = "Pa", .dimension = D::pressure, .shown = true},
    {.name = "hPa", .dimension = D::pressure, .power = 2},
    {.name = "bar", .dimension = D::pressure, .power = 5},
    {.name = "mbar", .dimension = D::pressure, .power = 2},
    {.name = "N/mm2", .dimension = D::pressure, .power = 6},
    {.name = "N/cm2", .dimension = D::pressure, .power = 4},
    {.name = "N/m2", .dimension = D::pressure},
    {.name = "kN/mm2", .dimension = D::pressure, .power = 9},
    {.name = "kN/m2", .dimension = D::pressure, .power = 3},
    {.name = "kgf/cm2", .dimension = D::pressure, .power = -1, .scale = 980665},
    {.name = "psi", .dimension = D::pressure, .scale = k_pound_force / (k_inch * k_inch)},
    {.name = "mmHg", .dimension = D::pressure, .power = -6, .scale = 133322387.415},
    {.name = "N/m", .dimension = D::tension, .shown = true},
    {.name = "mN/m", .dimension = D::tension, .power = -3, .shown = true},
    {.name = "N/mm", .dimension = D::tension, .power = 3},
    {.name = "kN/m", .dimension = D::tension, .power = 3},
    {.name = "mN/mm", .dimension = D::tension},
    {.name = "N/cm", .dimension = D::tension, .power = 2},
    {.name = "lbf/in", .dimension = D::tension, .scale = k_pound_force / k_inch},
    {.name = "kJ/m2", .dimension = D::toughness, .power = 3},
    {.name = "J/m2", .dimension = D::toughness, .shown = true},
    {.name = "mJ/m2", .dimension = D::toughness, .power = -3, .shown = true},
    {.name = "pJ/um2", .dimension = D::toughness},
    {.name = "J/cm2", .dimension = D::toughness, .power = 4},
    {.name = "mJ/mm2", .dimension = D::toughness, .power = 3},
    {.name = "N/m", .dimension = D::toughness, .other = true},
    {.name = "N/mm", .dimension = D::toughness, .power = 3, .other = true},
    {.name = "kN/m", .dimension = D::toughness, .power = 3, .other = true},
    {.name = "J", .dimension = D::energy, .shown = true},
    {.name = "mJ", .dimension = D::energy, .power = -3, .shown = true},
    {.name = "uJ", .dimension = D::energy, .power = -6, .shown = true},
    {.name = "nJ", .dimension = D::energy, .power = -9, .shown = true},
    {.name = "Nm", .dimension = D::torque, .shown = true},
    {.name = "mNm", .dimension = D::torque, .power = -3, .shown = true},
    {.name = "uNm", .dimension = D::torque, .power = -6, .shown = true},
    {.name = "Ncm", .dimension = D::torque, .power = -2},
    {.name = "Nmm", .dimension = D::torque, .power = -3},
    {.name = "mNmm", .dimension = D::torque, .power = -6},
    {.name = "gf.cm", .dimension = D::torque, .power = -10, .scale = 980665},
    {.name = "kgf.cm", .dimension = D::torque, .power = -7, .scale = 980665},
    {.name = "lbf.in", .dimension = D::torque, .scale = k_pound_force * k_inch},
    {.name = "ozf.in", .dimension = D::torque, .scale = k_pound_force / 16 * k_inch},
    {.name = "W", .dimension = D::power, .shown = true},
    {.name = "mW", .dimension = D::power, .power = -3, .shown = true},
    {.name = "uW", .dimension = D::power, .power = -6, .shown = true},
    {.name = "C", .dimension = D::temperature, .offset = 273.15, .shown = true},
    {.name = "K", .dimension = D::temperature, .shown = true},
    {.name = "degF", .dimension = D::temperature, .scale = 5.0 / 9, .offset = 459.67 * 5 / 9},
    {.name = "m2/s", .dimension = D::diffusivity, .shown = true},
    {.name = "cm2/s", .dimension = D::diffusivity, .power = -4},
    {.name = "mm2/s", .dimension = D::diffusivity, .power = -6},
    {.name = "um2/s", .dimension = D::diffusivity, .power = -12},
    {.name = "g/m2/h", .dimension = D::flux_density, .power = -3, .scale = 1.0 / 3600, .shown = true},
    {.name = "kg/m2/s", .dimension = D::flux_density, .shown = true},
};

/// Other spellings, after plain_unit has put signs in order: {as written, as in the table}.
constexpr std::array<std::pair<std::string_view, std::string_view>, 62> k_spellings{{
    {"degree", "deg"},      {"degrees", "deg"},       {"degC", "C"},        {"micron", "um"},    {"microns", "um"},
    {"inch", "in"},         {"inches", "in"},         {"thou", "mil"},      {"sec", "s"},        {"second", "s"},
    {"seconds", "s"},       {"msec", "ms"},           {"hr", "h"},          {"hrs", "h"},        {"hour", "h"},
    {"hours", "h"},         {"minute", "min"},        {"minutes", "min"},   {"day", "d"},        {"days", "d"},
    {"1/min", "rpm"},       {"U/min", "rpm"},         {"r/min", "rpm"},     {"RPM", "rpm"},      {"m/sec", "m/s"},
    {"mm/sec", "mm/s"},     {"inch/min", "in/min"},   {"lbs", "lb"},        {"grf", "gf"},       {"gF", "gf"},
    {"kgF", "kgf"},         {"KGF", "kgf"},           {"kp", "kgf"},        {"LBF", "lbf"},      {"lbF", "lbf"},
    {"N/mm^2", "N/mm2"},    {"lbf/in2", "psi"},       {"N.m", "Nm"},        {"mN.m", "mNm"},     {"uN.m", "uNm"},
    {"N.cm", "Ncm"},        {"N.mm", "Nmm"},          {"mN.mm", "mNmm"},    {"gfcm", "gf.cm"},   {"kgfcm", "kgf.cm"},
    {"kp.cm", "kgf.cm"},    {"in.lbf", "lbf.in"},     {"in.ozf", "ozf.in"}, {"g/m2h", "g/m2/h"}, {"g/m2.h", "g/m2/h"},
    {"g/(m2.h)", "g/m2/h"}, {"g/(m2h)", "g/m2/h"},    {"g/h/m2", "g/m2/h"}, {"g/hm2", "g/m2/h"}, {"g/h.m2", "g/m2/h"},
    {"g/(h.m2)", "g/m2/h"}, {"kg/(m2.s)", "kg/m2/s"}, {"uL", "ul"},         {"mL", "ml"},        {"KPa", "kPa"},
    {"Mpa", "MPa"},         {"percent", "%"},
}};

/// Signs that are no ASCII, and the blank, as the table writes them. '.' is the product sign.
constexpr std::pair<std::string_view, std::string_view> k_signs[] = {
    {"\u00b5", "u"},  {"\u03bc", "u"}, {"\u00b0", "deg"}, {"\u00ba", "deg"}, {"\u2103", "degC"}, {"\u00b9", "1"},
    {"\u00b2", "2"},  {"\u00b3", "3"}, {"\u207b", "-"},   {"\u2212", "-"},   {"\u00b7", "."},    {"\u22c5", "."},
    {"\u2022", "."},  {"*", "."},      {"\u00d7", "."},   {"^", ""},         {"\u2215", "/"},    {"\u2044", "/"},
    {"\u2033", "in"}, {"\u00a0", " "}, {"\u202f", " "},   {"\u2009", " "},   {"\t", " "},        {"\u2126", "Ohm"},
};

std::string with_plain_signs(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        bool replaced = false;
        for (const auto& [sign, plain] : k_signs) {
            if (!text.starts_with(sign)) continue;
            out += plain;
            text.remove_prefix(sign.size());
            replaced = true;
            break;
        }
        if (replaced) continue;
        out += text.front();
        text.remove_prefix(1);
    }
    return out;
}

/// Blanks between factors become the product sign; those round '.', '/' and brackets, and at the ends, go.
std::string without_blanks(std::string_view text)
{
    constexpr std::string_view signs = "./()";
    std::string out;
    bool blank = false;
    for (const char c : text) {
        const bool sign = signs.find(c) != signs.npos;
        if (blank && !sign && !out.empty() && signs.find(out.back()) == signs.npos) out += '.';
        blank = c == ' ';
        if (!blank) out += c;
    }
    return out;
}

/// "g.m-2.h-1" -> "g/m2/h", "s-1" -> "1/s".
std::string with_slashes(const std::string& text)
{
    std::string out;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find('.', start), text.size());
        std::string factor = text.substr(start, end - start);
        const bool below = factor.size() > 2 && factor[factor.size() - 2] == '-' && factor.back() > '0' &&
                           factor.back() <= '9' && factor.find('/') == factor.npos;
        if (below) {
            const char power = factor.back();
            factor.erase(factor.size() - 2);
            if (power != '1') factor += power;
        }
        out += below ? (out.empty() ? "1/" : "/") : (out.empty() ? "" : ".");
        out += factor;
        start = end + 1;
    }
    return out;
}

}  // namespace

std::span<const Unit> unit_table() { return k_units; }

std::string plain_unit(std::string_view text)
{
    std::string unit = with_slashes(without_blanks(with_plain_signs(text)));
    for (const auto& [written, plain] : k_spellings)
        if (unit == written) return std::string(plain);
    return unit;
}

}  // namespace dermavox::core

#include "dermavox/core/unit_names.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <limits>
#include <random>

using namespace dermavox;
using core::Dimension;

namespace {

double si_of(std::string_view text, Dimension dimension)
{
    std::string why;
    const auto value = core::parse_quantity(text, dimension, why);
    INFO(text << ": " << why);
    REQUIRE(value);
    return *value;
}

std::string why_not(std::string_view text, Dimension dimension)
{
    std::string why;
    CHECK_FALSE(core::parse_quantity(text, dimension, why));
    return why;
}

}  // namespace

TEST_CASE("quantities read to the double nearest to their decimal", "[core][unit_names]")
{
    CHECK(si_of("0.25 mm", Dimension::length) == 0.25e-3);
    CHECK(si_of("16.8 um", Dimension::length) == 16.8e-6);
    CHECK(si_of("7000 rpm", Dimension::frequency) == 7000.0 / 60);
    CHECK(si_of("60 mm/s", Dimension::speed) == 0.06);
    CHECK(si_of("22 C", Dimension::temperature) == 295.15);
    CHECK(si_of("295.15 K", Dimension::temperature) == 295.15);
    CHECK_THAT(si_of("180 deg", Dimension::angle), WithinRel(3.141592653589793, 1e-15));
    CHECK_THAT(si_of("3.6 g/m2/h", Dimension::flux_density), WithinRel(1e-6, 1e-15));
    CHECK(si_of("1 pJ/um2", Dimension::toughness) == 1);
    CHECK(si_of("1 N/mm", Dimension::tension) == 1000);
    CHECK(si_of("  +2.5e0mm ", Dimension::length) == 2.5e-3);
    CHECK(si_of("0.5", Dimension::none) == 0.5);
}

TEST_CASE("a quantity that cannot be read says why", "[core][unit_names]")
{
    CHECK(why_not("0.25", Dimension::length).starts_with("no unit"));
    CHECK(why_not("0.5 kg", Dimension::length).starts_with("kg is the unit of a mass"));
    CHECK(why_not("3 parsec", Dimension::length).starts_with("unknown unit"));
    CHECK(why_not("mm", Dimension::length) == "no number");
    CHECK(why_not("", Dimension::length) == "no number");
    CHECK(why_not("1 2 mm", Dimension::length).starts_with("unknown unit"));
    for (const char* text : {"nan mm", "inf mm", "-inf mm", "1e400 mm", "1e308 kN"})
        CHECK(why_not(text, text[4] == '8' ? Dimension::force : Dimension::length) == "not a finite number");
    CHECK(why_not("0.5 mm", Dimension::none) == "takes no unit but %");
    CHECK(why_not("0,25 mm", Dimension::length) == "a decimal comma; write 0.25 mm");
    CHECK(why_not("+-1 mm", Dimension::length) == "no number");
}

TEST_CASE("engineers' units are read by their definitions", "[core][unit_names]")
{
    struct Case {
        const char* text;
        Dimension dimension;
        double si;
    };
    for (const Case& c : {Case{"16.8 \u00b5m", Dimension::length, 16.8e-6},
                          {"16.8 \u03bcm", Dimension::length, 16.8e-6},
                          {"1 in", Dimension::length, 0.0254},
                          {"5 mil", Dimension::length, 127e-6},
                          {"2 mm\u00b2", Dimension::area, 2e-6},
                          {"2 mm^2", Dimension::area, 2e-6},
                          {"30\u00b0", Dimension::angle, 30 * std::acos(-1.0) / 180},
                          {"22 \u00b0C", Dimension::temperature, 295.15},
                          {"98.6 degF", Dimension::temperature, 310.15},
                          {"3 N mm", Dimension::torque, 3e-3},
                          {"3 N\u00b7mm", Dimension::torque, 3e-3},
                          {"1 kgf cm", Dimension::torque, 0.0980665},
                          {"0.06 N/mm\u00b2", Dimension::pressure, 60e3},
                          {"0.06 N / mm2", Dimension::pressure, 60e3},
                          {"1 psi", Dimension::pressure, 6894.757293168361},
                          {"100 gf", Dimension::force, 0.980665},
                          {"1 kgf", Dimension::force, 9.80665},
                          {"1 lbf", Dimension::force, 4.4482216152605},
                          {"6 m/min", Dimension::speed, 0.1},
                          {"1 mm s\u207b\u00b9", Dimension::speed, 1e-3},
                          {"6000 rpm", Dimension::frequency, 100},
                          {"6000 min\u207b\u00b9", Dimension::frequency, 100},
                          {"110 s^-1", Dimension::frequency, 110},
                          {"3.6 g m\u207b\u00b2 h\u207b\u00b9", Dimension::flux_density, 1e-6},
                          {"3.6 g/(m\u00b2h)", Dimension::flux_density, 1e-6},
                          {"0.2 N/mm", Dimension::toughness, 200},
                          {"\u22125 um", Dimension::length, -5e-6},
                          {"5 %", Dimension::none, 0.05}}) {
        INFO(c.text);
        CHECK_THAT(si_of(c.text, c.dimension), WithinRel(c.si, 2e-15));
    }
}

TEST_CASE("every dimension reads its own example", "[core][unit_names]")
{
    for (int i = 0; i <= int(Dimension::flux_density); ++i) {
        const auto dimension = Dimension(i);
        const auto info = core::info_of(dimension);
        const double si = si_of(info.example, dimension);
        CHECK(std::string(info.noun).starts_with("a"));
        CHECK(core::format_quantity(si, dimension) == info.example);
    }
}

TEST_CASE("quantities are written in the unit that reads best", "[core][unit_names]")
{
    CHECK(core::format_quantity(16.8e-6, Dimension::length) == "16.8 um");
    CHECK(core::format_quantity(0, Dimension::length) == "0 mm");
    CHECK(core::format_quantity(0.01, Dimension::length) == "10 mm");
    CHECK(core::format_quantity(-3e-3, Dimension::length) == "-3 mm");
    CHECK(core::format_quantity(193e9, Dimension::pressure) == "193 GPa");
    CHECK(core::format_quantity(60e3, Dimension::pressure) == "60 kPa");
    CHECK(core::format_quantity(0.03490658503988659, Dimension::angle) == "2 deg");
    CHECK(core::format_quantity(0, Dimension::temperature) == "-273.15 C");
    CHECK(core::format_quantity(1e-12, Dimension::length) == "0.001 nm");
    CHECK(core::format_number(0.1 + 0.2) == "0.30000000000000004");
    CHECK(core::format_number(-12345678) == "-1.2345678e7");
    CHECK(core::format_number(1500) == "1500");
}

TEST_CASE("written quantities read back to the same bits", "[core][unit_names]")
{
    std::mt19937_64 bits(11);
    for (int i = 0; i < 20000; ++i) {
        const double mantissa = std::ldexp(double(bits() >> 11), -53) * (bits() % 2 ? 1 : -1);
        const double si = mantissa * std::pow(10.0, double(bits() % 25) - 15);
        const auto dimension = Dimension(bits() % (std::uint64_t(Dimension::flux_density) + 1));
        const auto text = core::format_quantity(si, dimension);
        INFO(text);
        CHECK(si_of(text, dimension) == si);
    }
    CHECK(si_of(core::format_quantity(std::numeric_limits<double>::max(), Dimension::length), Dimension::length) ==
          std::numeric_limits<double>::max());
}

// Numbers and foreign text as the page shows them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dermavox::report {

/// For element content and quoted attributes of HTML and SVG: & < > " ' escaped, control characters dropped.
std::string escaped(std::string_view text);

/// Significant digits without exponent, thousands apart, a real minus: "12 300", "0.0021", "-1.5". "n/a" when
/// not finite.
std::string digits(double value, int significant = 3);

/// "1.00 mm", "67.2 um" with a micro sign: millimetres from a tenth on.
/// Below a tenth of a nanometre, where only rounding lives, 0.
std::string length_text(double metres, int significant = 3);
/// The same without unit, in millimetres.
std::string millimetres(double metres, int significant = 3);
/// As it was given, without padding: "3 mm", "0.25 mm", "12.5 um".
std::string given_length(double metres);

std::string percent_text(double fraction, int significant = 3);

/// "65.0 MPa", "40.0 kPa"
std::string pressure_text(double pascal, int significant = 3);

/// A name from a file as words: "papillary_dermis" is "papillary dermis".
std::string spaced(std::string name);

/// Coordinate in an SVG: at most two decimals.
std::string coordinate(double value);

/// "12 insertions", "1 insertion"
std::string counted(std::size_t count, std::string_view noun);

}  // namespace dermavox::report

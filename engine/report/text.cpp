#include "engine/report/text.hpp"
#include "dermavox/core/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

constexpr double least_length = 1e-10;  // [m]

}  // namespace

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : core::readable_utf8(text)) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
        }
    }
    return out;
}

std::string digits(double value, int significant)
{
    if (!std::isfinite(value)) return "n/a";
    if (value == 0) return "0";
    // rounding first, so that 0.9996 to three digits counts as 1.00, not 0.9996 -> "1.000"
    const double rounded = std::stod(fmt::format("{:.{}e}", std::fabs(value), significant - 1));
    const int magnitude = int(std::floor(std::log10(rounded) + 1e-12));
    std::string text = fmt::format("{:.{}f}", rounded, std::max(0, significant - 1 - magnitude));
    for (int at = (text.find('.') == std::string::npos ? int(text.size()) : int(text.find('.'))) - 3;
         at > 0 && magnitude >= 4; at -= 3)
        text.insert(std::size_t(at), "\u202F");  // narrow no-break space
    return (value < 0 ? "\u2212" : "") + text;
}

std::string millimetres(double metres, int significant)
{
    return digits(std::fabs(metres) < least_length ? 0 : metres * 1e3, significant);
}

std::string length_text(double metres, int significant)
{
    if (std::fabs(metres) < least_length) metres = 0;
    const bool millimetres = std::fabs(metres) >= 0.09995e-3 || metres == 0;
    return digits(metres * (millimetres ? 1e3 : 1e6), significant) + (millimetres ? "\u202Fmm" : "\u202F\u00B5m");
}

std::string given_length(double metres)
{
    const bool millimetres = std::fabs(metres) >= 0.09995e-3 || metres == 0;
    return fmt::format("{:.6g}\u202F{}", metres * (millimetres ? 1e3 : 1e6), millimetres ? "mm" : "\u00B5m");
}

std::string percent_text(double fraction, int significant) { return digits(fraction * 100, significant) + "\u202F%"; }

std::string pressure_text(double pascal, int significant)
{
    const bool mega = std::fabs(pascal) >= 0.9995e6;
    return digits(pascal / (mega ? 1e6 : 1e3), significant) + (mega ? "\u202FMPa" : "\u202FkPa");
}

std::string spaced(std::string name)
{
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

std::string coordinate(double value)
{
    std::string text = fmt::format("{:.2f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string counted(std::size_t count, std::string_view noun)
{
    return fmt::format("{}\u202F{}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace dermavox::report

#include "engine/report/text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::report {
namespace {

constexpr double least_length = 1e-10;  // [m]

/// Bytes of the UTF-8 sequence that starts the text, 0 when it is malformed (RFC 3629: no overlong forms, no
/// surrogates, nothing past U+10FFFF).
std::size_t sequence_length(std::string_view text)
{
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(0);
    };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
    const unsigned char lead = byte(0), second = byte(1);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const bool overlong = lead == 0xE0 && second < 0xA0, surrogate = lead == 0xED && second > 0x9F;
        return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const bool overlong = lead == 0xF0 && second < 0x90, beyond = lead == 0xF4 && second > 0x8F;
        return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

}  // namespace

std::string readable_utf8(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        if (length == 0)
            out += "\xEF\xBF\xBD";
        else
            out += text.substr(0, length);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out;
}

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : readable_utf8(text)) {
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

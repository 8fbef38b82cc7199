// "depth.inserted_um.p50=600um": which figure, which side, which value in the figure's own unit.
#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"
#include "dermavox/result/figure.hpp"
#include "dermavox/study/find.hpp"
#include "engine/study/run/known_figures.hpp"

#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <optional>

namespace dermavox::study {
namespace {

[[noreturn]] void refuse_target(const std::string& text, const std::string& found, const std::string& expected,
                                const std::string& hint)
{
    throw core::InputError({{"", 0, 0, text, found, expected, hint}});
}

std::string trimmed(const std::string& text)
{
    const auto first = text.find_first_not_of(' '), last = text.find_last_not_of(' ');
    return first == std::string::npos ? std::string() : text.substr(first, last - first + 1);
}

std::optional<double> plain_number(const std::string& text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return {};
    return value;
}

/// Requires a known figure.
double value_of(const std::string& key, const std::string& text, const std::string& whole)
{
    if (const auto number = plain_number(text)) return *number;
    if (text.ends_with('%'))
        if (const auto number = plain_number(trimmed(text.substr(0, text.size() - 1)))) return *number / 100;
    const result::Unit unit = result::find_figure(key)->figure->unit;
    const core::Dimension dimension = result::info_of(unit).dimension;
    const bool has_unit = dimension != core::Dimension::none;
    std::string why = "the figure has no unit: write a number or a percentage";
    if (has_unit)
        if (const auto si = core::parse_quantity(text, dimension, why)) return result::in_unit(*si, unit);
    refuse_target(
        whole, '"' + text + '"',
        has_unit ? core::info_of(dimension).noun + std::string(", or a number in the key's unit") : "a number", why);
}

}  // namespace

FindTarget find_target(const std::string& text)
{
    FindTarget target;
    target.text = text;
    const auto at = text.find_first_of("<>=");
    if (at == std::string::npos || at == 0)
        refuse_target(text, '"' + text + '"', "FIGURE=VALUE, FIGURE>=VALUE or FIGURE<=VALUE",
                      "write e.g. depth.inserted_um.p50=600um");
    const bool equal = text[at] == '=';
    target.side = equal             ? FindTarget::Side::equal
                  : text[at] == '>' ? FindTarget::Side::at_least
                                    : FindTarget::Side::at_most;
    const std::size_t after = at + (!equal && text.size() > at + 1 && text[at + 1] == '=' ? 2 : 1);
    target.key = result::key_of_figure(trimmed(text.substr(0, at)));
    if (!result::find_figure(target.key)) {
        const std::string near = near_figure(target.key);
        refuse_target(text, '"' + target.key + '"', "a number of result.json",
                      near.empty() ? "scenes/RESULT.md lists them" : "did you mean \"" + near + "\"?");
    }
    target.value = value_of(target.key, trimmed(text.substr(after)), text);
    return target;
}

}  // namespace dermavox::study

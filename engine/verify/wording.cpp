#include "engine/verify/wording.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::verify {

std::string figure(double value)
{
    // rounding errors differ in their digits from machine to machine: one is enough
    if (value != 0 && std::abs(value) < 1e-9) return fmt::format("{:.0e}", value);
    return fmt::format("{:.5g}", value);
}

std::string with_unit(const std::string& figure, const std::string& unit)
{
    return unit.empty() ? figure : figure + " " + unit;
}

std::string expectation(const Check& c)
{
    std::string value = fmt::format("{:.5g}", c.expected);
    switch (c.judge) {
    case Judge::relative:
        return fmt::format("{} (relative {:g})", value, c.tolerance);
    case Judge::absolute:
        return c.tolerance == 0 ? value + " exactly" : fmt::format("{} (+- {:.2g})", value, c.tolerance);
    case Judge::at_most:
        return "at most " + value;
    case Judge::at_least:
        return "at least " + value;
    }
    return value;
}

std::string percent(double share) { return fmt::format("{:+.0f} %", 100 * share); }

const char* words(Fit fit)
{
    return fit == Fit::within ? "within its band" : fit == Fit::outside ? "OUTSIDE its band" : "not modelled";
}

std::string convergence(const Series& s)
{
    const std::optional<double> order = observed_order(s), limit = s.exact ? s.exact : extrapolated(s);
    std::string text = order ? fmt::format("order {:.2f}", *order) : "no order to be seen";
    if (limit)
        text += fmt::format(", {} value {}, error of the finest {:.2g} %", s.exact ? "exact" : "extrapolated",
                            with_unit(figure(*limit), s.unit), 100 * std::abs(s.value.back() / *limit - 1));
    return text;
}

const char* words(Use use)
{
    constexpr const char* all[] = {"fitted", "input", "predicted", "not modelled"};
    return all[std::size_t(use)];
}

std::string totals(const Report& report)
{
    std::array<std::size_t, 4> rows{}, within{};
    for (const Measurement& m : report.measurements) {
        const Use use = m.model ? m.use : Use::none;
        ++rows[std::size_t(use)];
        if (m.fit() == Fit::within) ++within[std::size_t(use)];
    }
    const auto [fitted, input, predicted, none] = rows;
    const std::size_t failed = report.failed();
    return fmt::format(
        "{} checks, {}; {} measurements: {} of {} predicted ones within their band; {} of {} fitted ones, "
        "{} are inputs, {} not modelled",
        report.checks.size(), failed == 0 ? "all pass" : fmt::format("{} FAILED", failed), report.measurements.size(),
        within[std::size_t(Use::predicted)], predicted, within[std::size_t(Use::fitted)], fitted, input, none);
}

}  // namespace dermavox::verify

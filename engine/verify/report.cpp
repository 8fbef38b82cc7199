#include "dermavox/verify/report.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::verify {

bool Check::pass() const
{
    switch (judge) {
    case Judge::relative:
        return std::abs(got / expected - 1) <= tolerance;
    case Judge::absolute:
        return std::abs(got - expected) <= tolerance;
    case Judge::at_most:
        return got <= expected;
    case Judge::at_least:
        return got >= expected;
    }
    return false;
}

std::vector<double> errors_of(const Series& series)
{
    const std::optional<double> limit = series.exact ? series.exact : extrapolated(series);
    std::vector<double> errors;
    for (const double value : series.value) errors.push_back(limit ? std::abs(value - *limit) : std::nan(""));
    return errors;
}

namespace {

/// Slope of the least-squares line through (ln size, ln error).
std::optional<double> slope(const std::vector<double>& size, const std::vector<double>& error)
{
    const double n = double(size.size());
    if (size.size() < 2 || std::any_of(error.begin(), error.end(), [](double e) { return !(e > 0); })) return {};
    double x = 0, y = 0, xx = 0, xy = 0;
    for (std::size_t i = 0; i < size.size(); ++i) {
        const double u = std::log(size[i]), v = std::log(error[i]);
        x += u, y += v, xx += u * u, xy += u * v;
    }
    return (n * xy - x * y) / (n * xx - x * x);
}

}  // namespace

std::optional<double> observed_order(const Series& series)
{
    if (series.exact) return slope(series.size, errors_of(series));
    const std::size_t n = series.value.size();
    if (n < 3) return {};
    const double first = series.value[n - 3] - series.value[n - 2],
                 second = series.value[n - 2] - series.value[n - 1];
    if (!(first / second > 1)) return {};
    return std::log(first / second) / std::log(series.size[n - 2] / series.size[n - 1]);
}

std::optional<double> extrapolated(const Series& series)
{
    const std::size_t n = series.value.size();
    const std::optional<double> order = observed_order(series);
    if (!order || n < 2 || !(*order > 0)) return {};
    const double gain = std::pow(series.size[n - 2] / series.size[n - 1], *order) - 1;
    return series.value[n - 1] + (series.value[n - 1] - series.value[n - 2]) / gain;
}

std::optional<double> Measurement::error() const
{
    return model ? std::optional<double>(*model / measured - 1) : std::nullopt;
}

Fit Measurement::fit() const
{
    if (!model) return Fit::not_modelled;
    return std::abs(*error()) <= band ? Fit::within : Fit::outside;
}

std::size_t Report::failed() const
{
    return std::size_t(std::count_if(checks.begin(), checks.end(), [](const Check& c) { return !c.pass(); }));
}

}  // namespace dermavox::verify

#include "dermavox/scene/axes.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::scene {
namespace {

bool all_different(const std::array<int, 3>& along)
{
    return along[0] != along[1] && along[1] != along[2] && along[2] != along[0];
}

}  // namespace

std::optional<Axes> parse_axes(std::string_view text)
{
    Axes axes;
    for (std::size_t i = 0; i < 3; ++i) {
        axes.backwards[i] = text.starts_with('-');
        text.remove_prefix(axes.backwards[i] ? 1 : 0);
        if (text.empty() || text.front() < 'x' || text.front() > 'z') return std::nullopt;
        axes.along[i] = text.front() - 'x';
        text.remove_prefix(1);
    }
    return text.empty() && all_different(axes.along) ? std::optional(axes) : std::nullopt;
}

std::string text_of(const Axes& axes)
{
    std::string text;
    for (std::size_t i = 0; i < 3; ++i) text += std::string(axes.backwards[i] ? "-" : "") + "xyz"[axes.along[i]];
    return text;
}

std::optional<Axes> axes_of(const std::array<std::array<double, 3>, 3>& directions)
{
    constexpr double sine = 0.0035;  // of 0.2 degrees: rounding of quaternions in single precision stays below
    Axes axes;
    for (std::size_t i = 0; i < 3; ++i) {
        const auto& d = directions[i];
        const double length = std::hypot(d[0], d[1], d[2]);
        const auto largest = std::ranges::max_element(d, {}, [](double part) { return std::abs(part); });
        axes.along[i] = int(largest - d.begin());
        axes.backwards[i] = *largest < 0;
        const double aside = std::sqrt(std::max(0.0, length * length - *largest * *largest));
        if (!(length > 0) || !std::isfinite(length) || !(aside <= sine * length)) return std::nullopt;
    }
    return all_different(axes.along) ? std::optional(axes) : std::nullopt;
}

}  // namespace dermavox::scene

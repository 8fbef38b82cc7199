/// Quadrature of inverse Hankel transforms. Private to mechanics.
#pragma once

#include "engine/mechanics/kernel/gauss.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numbers>

namespace dermavox::mechanics {

/// Panels that grow by half their distance from 0, never wider than `widest`.
template <class F>
double graded(const F& f, double from, double to, double first, double widest)
{
    double sum = 0;
    for (double k = from; k < to;) {
        const double next = std::min(to, k + std::min(std::max(first, k / 2), widest));
        sum += gauss_panel(f, k, next);
        k = next;
    }
    return sum;
}

/// int_0^inf of a smooth function times a Bessel function whose zeros lie near (pi (n + shift))/distance:
/// half-waves make an alternating series, summed by repeated averaging of its partial sums (Euler).
template <class F>
double oscillating(const F& f, double distance, double shift, double first)
{
    constexpr int plain = 16, averaged = 20;
    const double pi = std::numbers::pi;
    double at = pi * (1 + shift) / distance;
    double sum = graded(f, 0, at, first, at);
    std::array<double, averaged> partial{};
    for (int n = 0; n < plain + averaged; ++n) {
        const double next = at + pi / distance, middle = (at + next) / 2;
        sum += gauss_panel(f, at, middle) + gauss_panel(f, middle, next);
        at = next;
        if (n >= plain) partial[std::size_t(n - plain)] = sum;
    }
    for (std::size_t left = averaged; left > 1; --left)
        for (std::size_t i = 0; i + 1 < left; ++i) partial[i] = (partial[i] + partial[i + 1]) / 2;
    return partial[0];
}

}  // namespace dermavox::mechanics

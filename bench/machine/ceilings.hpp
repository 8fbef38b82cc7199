/// What this machine can do at most, measured in the same run as what is set against it.
#pragma once

#include "dermavox/core/parallel.hpp"

#include <algorithm>
#include <chrono>
#include <vector>

namespace dermavox::bench {

template <class Work>
double best_seconds(int rounds, Work&& work)
{
    double best = 1e300;
    for (int round = 0; round < rounds; ++round) {
        const auto start = std::chrono::steady_clock::now();
        work();
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

/// Bytes per second of a = b + s c over arrays far larger than the caches, on the threads that loops may use here.
inline double triad_rate()
{
    const std::size_t n = std::size_t(1) << 24;
    std::vector<double> a(n), b(n, 1.0), c(n, 2.0);
    const double seconds = best_seconds(4, [&] {
        core::parallel_for(n, n / 16, [&](std::size_t from, std::size_t to) {
            for (std::size_t i = from; i < to; ++i) a[i] = b[i] + 3.0 * c[i];
        });
        asm volatile("" : : "r"(a.data()) : "memory");
    });
    return 24.0 * double(n) / seconds;
}

/// Multiplications and additions per second in registers, 96 independent doubles: what one thread can do at most with
/// the instruction set that the benchmarks are built for (no fused multiply-add, see
/// tools/cmake/DermavoxModule.cmake).
inline double multiply_add_rate()
{
    constexpr int lanes = 96, rounds = 200000;
    double x[lanes];
    for (int i = 0; i < lanes; ++i) x[i] = 1.0 + 1e-3 * i;
    const double seconds = best_seconds(4, [&] {
        for (int k = 0; k < rounds; ++k) {
            for (int i = 0; i < lanes; ++i) x[i] = x[i] * 0.999999 + 1e-7;
            asm volatile("" : : "r"(x) : "memory");
        }
    });
    return 2.0 * lanes * rounds / seconds;
}

}  // namespace dermavox::bench

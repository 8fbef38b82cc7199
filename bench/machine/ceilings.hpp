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

#if defined(__x86_64__)
__attribute__((target("avx2,fma"))) inline double fused_loop(long rounds)
{
    constexpr int lanes = 48;  // twelve registers of four
    double x[lanes], sum = 0;
    for (int i = 0; i < lanes; ++i) x[i] = 1.0 + 1e-3 * i;
    for (long k = 0; k < rounds; ++k)
        for (int i = 0; i < lanes; ++i) x[i] = __builtin_fma(x[i], 0.999999, 1e-7);
    for (const double value : x) sum += value;
    return sum;
}
#endif

/// Fused multiplications and additions per second of one thread, in registers, each counted as two: what it can do at
/// most at x86-64-v3. 0 on other processors.
inline double multiply_add_rate()
{
#if defined(__x86_64__)
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return 0;
    constexpr long rounds = 200000;
    double sink = 0;
    const double seconds = best_seconds(5, [&] { sink += fused_loop(rounds); });
    asm volatile("" : : "r"(&sink) : "memory");
    return 2.0 * 48 * rounds / seconds;
#else
    return 0;
#endif
}

}  // namespace dermavox::bench

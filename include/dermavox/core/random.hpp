/// Counter-based random numbers: a draw is a pure function of (seed, purpose, counter), so that any stroke
/// can be reproduced from its index and results do not depend on the order or number of threads.
///
/// Philox 4x64-10, key = (seed, purpose), counter = (pass, cycle, needle, draw).
/// Salmon, Moraes, Dror, Shaw. Parallel random numbers: as easy as 1, 2, 3. SC11, 2011.
/// doi:10.1145/2063384.2063405
#pragma once

#include <cstdint>

namespace dermavox::core {

/// What a draw is for; two purposes never share a number.
enum class Purpose : std::uint64_t {
    interface_height = 1,    ///< skin: height fields
    appendages = 2,          ///< skin: follicles and glands
    anatomy = 3,             ///< skin: differences between people
    needle_tolerance = 4,    ///< device: length, position, tilt
    pass_offset = 5,         ///< motion: offset and angle from pass to pass
    hand = 6,                ///< motion: speed, wander, tilt, force
    puncture = 7,            ///< mechanics: scatter of the puncture threshold
    pattern = 8,             ///< motion: random pattern
    sampling = 9,            ///< report: which channels are drawn
    reference_pattern = 10,  ///< metrics: random patterns to compare with
    bootstrap = 11,          ///< metrics: intervals
    posterior = 12,          ///< mechanics: what measurements leave possible
};

struct Counter {
    std::uint64_t pass = 0, cycle = 0, needle = 0, draw = 0;
};

class Random
{
public:
    Random(std::uint64_t seed, Purpose purpose) : m_seed(seed), m_purpose(purpose) {}

    /// Uniform in [0, 1), 53 bits.
    double uniform(Counter at) const;
    /// Standard normal (Box-Muller on two words of one counter).
    double normal(Counter at) const;
    /// 64 random bits.
    std::uint64_t bits(Counter at) const;

private:
    std::uint64_t m_seed;
    Purpose m_purpose;
};

}  // namespace dermavox::core

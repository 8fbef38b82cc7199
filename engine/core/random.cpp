#include "dermavox/core/random.hpp"

#include <Random123/philox.h>
#include <cmath>
#include <numbers>

namespace dermavox::core {
namespace {

using Words = r123::Philox4x64::ctr_type;

Words words(std::uint64_t seed, Purpose purpose, Counter at)
{
    const r123::Philox4x64::key_type key = {{seed, std::uint64_t(purpose)}};
    return r123::Philox4x64{}({{at.pass, at.cycle, at.needle, at.draw}}, key);
}

double unit_interval(std::uint64_t word) { return double(word >> 11) * 0x1p-53; }

}  // namespace

std::uint64_t Random::bits(Counter at) const { return words(m_seed, m_purpose, at)[0]; }

double Random::uniform(Counter at) const { return unit_interval(bits(at)); }

double Random::normal(Counter at) const
{
    const Words w = words(m_seed, m_purpose, at);
    const double radius = std::sqrt(-2 * std::log1p(-unit_interval(w[0])));
    return radius * std::cos(2 * std::numbers::pi * unit_interval(w[1]));
}

}  // namespace dermavox::core

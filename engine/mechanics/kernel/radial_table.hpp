/// f(r) for 0 <= r <= most of a function that changes over a length s: cubic in asinh(2 r/s), to about 1e-6 of f(0).
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace dermavox::mechanics {

class RadialTable
{
public:
    template <class F>
    RadialTable(const F& f, double s, double most) : m_half(s / 2)
    {
        const std::size_t count = std::size_t(std::asinh(most / m_half) / step) + 4;
        for (std::size_t i = 0; i < count; ++i) m_values.push_back(f(m_half * std::sinh(step * double(i))));
    }
    double operator()(double r) const
    {
        const double p = std::asinh(r / m_half) / step;
        const std::size_t i = std::size_t(std::clamp(p - 1, 0.0, double(m_values.size() - 4)));
        const double t = p - double(i);
        const double* v = m_values.data() + i;
        return -v[0] * (t - 1) * (t - 2) * (t - 3) / 6 + v[1] * t * (t - 2) * (t - 3) / 2 -
               v[2] * t * (t - 1) * (t - 3) / 2 + v[3] * t * (t - 1) * (t - 2) / 6;
    }

private:
    static constexpr double step = 0.1;
    double m_half;
    std::vector<double> m_values;
};

}  // namespace dermavox::mechanics

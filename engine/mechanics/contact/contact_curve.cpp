#include "dermavox/mechanics/contact_curve.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dermavox::mechanics {

namespace {

// Slope at a point from those of the chords to its left and right, h and g long.
double inner_slope(double left, double h, double right, double g)
{
    if (left * right <= 0) return 0;
    const double share = (h + 2 * g) / (3 * (h + g));
    return left * right / (share * right + (1 - share) * left);
}

// At an end: of the parabola through the three points, never across the chord.
double end_slope(double near, double h, double far, double g)
{
    const double slope = ((2 * h + g) * near - h * far) / (h + g);
    if (slope * near <= 0) return 0;
    return near * far <= 0 && std::abs(slope) > 3 * std::abs(near) ? 3 * near : slope;
}

}  // namespace

ContactCurve::ContactCurve(std::vector<double> x, std::vector<double> y) : m_x(std::move(x)), m_y(std::move(y))
{
    const bool rises =
        std::adjacent_find(m_x.begin(), m_x.end(), [](double a, double b) { return !(a < b); }) == m_x.end();
    if (m_x.size() < 2 || m_x.size() != m_y.size() || m_x.front() != 0 || !rises)
        throw std::invalid_argument("a curve of contact needs points that rise from 0");
    const std::size_t n = m_x.size();
    std::vector<double> h(n - 1), chord(n - 1);
    for (std::size_t i = 0; i + 1 < n; ++i) h[i] = m_x[i + 1] - m_x[i], chord[i] = (m_y[i + 1] - m_y[i]) / h[i];
    m_slope.assign(n, chord[0]);
    if (n == 2) return;
    for (std::size_t i = 1; i + 1 < n; ++i) m_slope[i] = inner_slope(chord[i - 1], h[i - 1], chord[i], h[i]);
    m_slope[0] = end_slope(chord[0], h[0], chord[1], h[1]);
    m_slope[n - 1] = end_slope(chord[n - 2], h[n - 2], chord[n - 3], h[n - 3]);
}

ContactCurve::Point ContactCurve::at(double x) const
{
    if (x >= m_x.back()) return {m_y.back() + m_slope.back() * (x - m_x.back()), m_slope.back()};
    if (x <= 0) return {m_y.front(), m_slope.front()};
    const std::size_t i = std::size_t(std::upper_bound(m_x.begin(), m_x.end(), x) - m_x.begin()) - 1;
    const double h = m_x[i + 1] - m_x[i], t = (x - m_x[i]) / h, rise = m_y[i + 1] - m_y[i];
    const double a = h * m_slope[i], b = h * m_slope[i + 1];
    const double c2 = 3 * rise - 2 * a - b, c3 = a + b - 2 * rise;
    return {m_y[i] + t * (a + t * (c2 + t * c3)), (a + t * (2 * c2 + 3 * t * c3)) / h};
}

double ContactCurve::inverse(double y) const
{
    if (y >= m_y.back()) return m_x.back() + (y - m_y.back()) / m_slope.back();
    if (y <= m_y.front()) return 0;
    const std::size_t i = std::size_t(std::upper_bound(m_y.begin(), m_y.end(), y) - m_y.begin()) - 1;
    double low = m_x[i], high = m_x[i + 1], x = low + (high - low) * (y - m_y[i]) / (m_y[i + 1] - m_y[i]);
    for (int n = 0; n < 60 && high - low > 1e-15 * high;
         ++n) {  // Newton's step, or halves where it leaves the bracket
        const Point there = at(x);
        (there.value < y ? low : high) = x;
        const double next = x - (there.value - y) / there.slope;
        if (std::abs(next - x) <= 1e-15 * x) return next;
        x = next > low && next < high ? next : (low + high) / 2;
    }
    return x;
}

}  // namespace dermavox::mechanics

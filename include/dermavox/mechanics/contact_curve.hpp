/// A smooth curve through tabulated points that overshoots none of them.
///
/// Cubic Hermite pieces with the slopes of Fritsch and Butland (SIAM J. Sci. Stat. Comput. 5, 1984,
/// doi:10.1137/0905021): where the points rise, so does the curve. Beyond the last point it goes on along its last
/// slope; whoever reads it there can tell by last().
#pragma once

#include <vector>

namespace dermavox::mechanics {

class ContactCurve
{
public:
    /// Points x rising from 0, at least two, as many y. Throws std::invalid_argument for others.
    ContactCurve(std::vector<double> x, std::vector<double> y);

    struct Point {
        double value, slope;
    };
    /// y and dy/dx at x; below 0 as at 0.
    Point at(double x) const;
    /// The x >= 0 with this y. Requires a curve that rises.
    double inverse(double y) const;

    double last() const { return m_x.back(); }
    const std::vector<double>& x() const { return m_x; }
    const std::vector<double>& y() const { return m_y; }

private:
    std::vector<double> m_x, m_y, m_slope;
};

}  // namespace dermavox::mechanics

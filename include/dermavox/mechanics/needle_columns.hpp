/// A needle's own part of the skin's displacement: what its load does beyond the bands that it shares with others.
///
/// Tabulated over inserted depth L (columns) and force F (force_nodes of scale_bands.hpp). With t(F, b) = dw/dF of
/// the large-strain law of a lone load of radius b(L),
///     dw/dF = max(0, t - sum_m omega_m^2 D_m chi_m(omega_m F)),  m over the bands shared
///     omega_m = sqrt(clip[(c~(max(s_m, s_b)) - c~(s_m+1))/D_m])    a wide load does not enter bands finer than
///     itself
/// linear between forces and between columns, so that w and its complementary energy are exact integrals. Odd in F.
/// lone(): complementary energy of the same load with no other one near. SI.
#pragma once

#include "dermavox/mechanics/scale_bands.hpp"

#include <Eigen/Dense>

#include <cstddef>
#include <functional>
#include <vector>

namespace dermavox::mechanics {

class NeedleColumns
{
public:
    /// Between two columns.
    struct Between {
        std::size_t below;  ///< the other one is the next
        double part;        ///< 0 .. 1
    };
    struct Own {
        double displacement, tangent, energy;  ///< w, dw/dF, int_0^F w dF
    };

    /// radius: b(L); columns from 0 to `deepest`; bands from `first` on are shared, from `last` on linear.
    NeedleColumns(const ScaleBands& bands, const std::function<double(double)>& radius, double deepest,
                  std::size_t first, std::size_t last);

    std::size_t count() const { return m_depth.size(); }
    double depth(std::size_t column) const { return m_depth[column]; }
    Between at(double inserted) const;
    Own own(const Between& at, double force) const;
    double own(std::size_t column, double force) const { return own({column, 0}, force).displacement; }
    /// F with scale F + w(F) = x, and w and dw/dF there.
    struct Held {
        double force, displacement, tangent;
    };
    Held held(const Between& at, double scale, double x) const;
    /// d/dL of lone(L, F) at a column and the i-th force.
    double lone_slope(std::size_t column, std::size_t force) const;
    /// omega_m of shared band `band` (from 0 for the first shared one).
    double omega(const Between& at, std::size_t band) const;
    /// Compliance of the shared bands at rest, sum omega^2 D at L = 0, or of the load itself where none is [m/N].
    double rest() const { return m_rest; }

private:
    struct Node {
        double w, tangent, energy;
    };
    Node mean(const Between& at, std::size_t node) const;

    std::vector<double> m_depth;
    std::vector<Node> m_nodes;    // column by force
    std::vector<double> m_lone;   // column by force
    std::vector<double> m_omega;  // column by band
    std::size_t m_bands;
    double m_rest = 0;
};

}  // namespace dermavox::mechanics

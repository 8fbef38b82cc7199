/// One skin's surface displacement, divided into bands of length scale: how loads act on each other under large
/// strain.
///
/// A point load seen from a height s/2 displaces the surface by
///     g_s(r) = 1/(2 pi) int G(k) e^(-k s/2) J0(k r) k dk,    c~(s) = g_s(0)        [m/N]
/// The displacement under a load is the sum of the bands between scales s_m = s_0 2^m, the last one open:
///     K_m(r) = g_{s_m}(r) - g_{s_m+1}(r),    D_m = K_m(0)
/// Under a force f the fine scales stiffen first. The tangent dw/df of the large-strain law of a point-like load
/// (dimple_law.hpp) defines the scale s* = c~^-1(dw/df) and, with s_b the scale of that load's own radius,
///     s0(f)^2 = s*^2 - s_b^2,    chi_m(f) = [c~(sqrt(s_m^2 + s0^2)) - c~(sqrt(s_m+1^2 + s0^2))]/D_m
/// chi_m, the share of a band that is still compliant, is 1 at rest and falls with f: c~(sqrt z) is completely
/// monotone in z because G >= 0. phi_m' and phi_m are its integrals from 0. A disc of radius b displaces its centre
/// by c~(s_b).
///
/// Tables: chi is linear between forces spaced eight to an octave from 2^-16 to 2^5 N, constant beyond, and phi_m',
/// phi_m are exact integrals of it. Drape rule and reference: checked against large-strain finite elements in
/// tests/mechanics/array_bands_test.cpp. SI.
#pragma once

#include "dermavox/mechanics/dimple_law.hpp"
#include "dermavox/mechanics/surface_response.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace dermavox::mechanics {

/// The forces of the tables: 0, then eight to an octave.
namespace force_nodes {
inline constexpr int first_octave = -16, last_octave = 5, per_octave = 8;
inline constexpr std::size_t count = std::size_t(last_octave - first_octave) * per_octave + 2;
/// The i-th [N].
double at(std::size_t i);
/// The last node at or below a force >= 0; count - 1 beyond the last.
std::size_t below(double force);
}  // namespace force_nodes

class ScaleBands
{
public:
    static constexpr std::size_t count = 12;    ///< bands, from 20 um to 41 mm and beyond
    static constexpr double finest = 20e-6;     ///< s_0 [m]
    static constexpr double point_like = 3e-6;  ///< radius of the load that defines s0(f) [m]

    ScaleBands(std::shared_ptr<const SurfaceResponse> surface, double growth);

    static double scale(std::size_t band) { return finest * double(1U << band); }  ///< s_m [m]
    double compliance(std::size_t band) const { return m_compliance[band]; }       ///< D_m [m/N]
    double coupling(std::size_t band, double r) const;                             ///< K_m(r) [m/N]; computed
    double seen_from(double scale) const;                                          ///< c~(s)
    double scale_of(double compliance) const;                                      ///< its inverse, s
    double scale_of_radius(double radius) const { return scale_of(m_surface->self(radius)); }  ///< s_b

    /// chi, phi' and phi of a band under a force >= 0.
    struct Share {
        double chi, first, second;
    };
    Share share(std::size_t band, double force) const;

    const SurfaceResponse& surface() const { return *m_surface; }
    const DimpleLaw& dimple() const { return m_dimple; }

private:
    struct Node {
        double force, chi, slope, first, second;
    };
    void tabulate(std::size_t band, const std::vector<double>& frozen);

    std::shared_ptr<const SurfaceResponse> m_surface;
    DimpleLaw m_dimple;
    std::vector<double> m_seen;  ///< s c~(s), evenly spaced in ln s
    std::array<double, count> m_compliance{};
    std::array<std::vector<Node>, count> m_nodes;
};

}  // namespace dermavox::mechanics

/// Displacement of the skin under all loads of an array, band by band (scale_bands.hpp): a convex energy of the
/// forces.
///
/// For band m, with K_m(i, j) between the loads, R_m its symmetric root and omega_m(i) the share of load i that is
/// fine enough for the band,
///     z = omega_m o F,  y = R_m z,  f_a = sqrt(sum_b V'_ab y_b^2/D_m)     force of all loads near a, as the band
///     sees it W*(F) = sum_m sum_a wbar_a D_m phi_m(f_a),   u = dW*/dF = sum_m omega_m o R_m (beta_m o y_m) beta_b =
///     sum_a wbar_a V'_ab sec_a,  sec = phi'(f)/f H = d2W*/dF2 = sum_m Omega R [diag beta - Q diag kappa Q^T] R
///     Omega,  Q_ba = y_b V'_ab, kappa_a = wbar_a (sec - chi)/(D f^2) >= 0
/// Window: V_ab = [g_w(r_ab)/g_w(0)]^2 with w = 2.5 s_m; wbar_a = 1/sum_b V_ab; V'_ab = V_ab/sum_c V_cb wbar_c, so
/// that sum_a wbar_a V'_ab = 1. At F -> 0 this is the linear layered solution; one load has its own law; N loads in
/// one place have that of one load N F. A band wider than the array has one node for all loads. To this comes what is
/// linear in the forces, u += G F + offset: bands that a stamp's base keeps from stiffening, and what is held in
/// place by device parts.
///
/// The bands start at the largest scale <= 0.2 x least pitch; finer ones act on each load alone (needle_columns.hpp).
/// SI. Nothing is allocated after the first evaluation in a Workspace.
#pragma once

#include "dermavox/mechanics/scale_bands.hpp"

#include <Eigen/Dense>

#include <limits>
#include <vector>

namespace dermavox::mechanics {

/// Where a load acts on the surface [m].
struct Place {
    double x = 0, y = 0;
};

/// First band that an array of this least pitch shares: largest s_m <= 0.2 x pitch; all of them stay each load's own
/// where the pitch is infinite.
std::size_t first_shared_band(double pitch);
/// Least distance between two of the places; infinite for one.
double least_pitch(const std::vector<Place>& places);
/// K_m between all places.
Eigen::MatrixXd band_matrix(const ScaleBands& bands, std::size_t band, const std::vector<Place>& places);

/// Linear part: u += matrix F + offset; both may be empty.
struct LinearPart {
    Eigen::MatrixXd matrix{};
    Eigen::VectorXd offset{};
};

class ArrayBands
{
public:
    /// Bands `first` .. `last` - 1 stiffen with force; the rest, if any, is in the linear part that evaluations get.
    ArrayBands(std::shared_ptr<const ScaleBands> bands, std::vector<Place> places, std::size_t first,
               std::size_t last = ScaleBands::count);
    /// The same with K_m as given, by band from `first` on: where parts of the device take a share of them.
    ArrayBands(std::shared_ptr<const ScaleBands> bands, std::vector<Place> places, std::size_t first,
               const std::vector<Eigen::MatrixXd>& matrices);

    /// One state of the loads and what follows from it.
    struct Workspace {
        Eigen::MatrixXd omega;  ///< load by band [1]; set by the caller
        Eigen::VectorXd displacement;
        Eigen::MatrixXd y, sec, chi, near, beta;  ///< node by band; near: f_a
        Eigen::VectorXd z, part;
        Eigen::MatrixXd inner, middle, outer;  ///< of the Hessian
    };
    /// parts: further loads that act through the linear part alone; they come after the others in every vector.
    Workspace workspace(std::size_t parts = 0) const;

    /// u(F) into `at.displacement`.
    void displace(const Eigen::VectorXd& force, const LinearPart* linear, Workspace& at) const;
    /// H at the forces of the last displace().
    void hessian(const LinearPart* linear, Workspace& at, Eigen::MatrixXd& made) const;
    /// W* at the forces of the last displace(), less the linear part's.
    double complementary(const Workspace& at) const;

    std::size_t loads() const { return m_places.size(); }
    std::size_t bands() const { return m_layers.size(); }
    std::size_t first() const { return m_first; }
    std::size_t last() const { return m_first + m_layers.size(); }
    const ScaleBands& scales() const { return *m_bands; }
    const std::vector<Place>& places() const { return m_places; }

private:
    struct Layer {
        double compliance = 0;
        bool one_node = false;
        Eigen::MatrixXd root, window;  ///< R, V'
        Eigen::VectorXd weight;        ///< wbar
    };
    void add(const Eigen::MatrixXd& matrix);

    std::shared_ptr<const ScaleBands> m_bands;
    std::vector<Place> m_places;
    std::size_t m_first;
    std::vector<Layer> m_layers;
};

}  // namespace dermavox::mechanics

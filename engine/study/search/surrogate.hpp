/// A figure of merit as a Gaussian process over the unit cube: what it will be where nobody has been, and how sure
/// that is.
///
///     y(u) = mu + z(u) + e,   cov z = s2 k(r),  k = (1 + q + q^2/3) exp(-q),  q = sqrt(5) r    (Matern 5/2)
///     r^2 = sum ((u_i - v_i)/l_i)^2,   var e = s2 g
///
/// The lengths l_i and the noise g are those of the largest likelihood, mu and s2 in closed form, with a weak prior
/// that holds lengths near half the cube while there are few points. Jones, Schonlau, Welch. J. Global Optim. 13,
/// 1998. doi:10.1023/A:1008306431147
#pragma once

#include <Eigen/Dense>
#include <vector>

namespace dermavox::study {

class Surrogate
{
public:
    /// `start`: ln l_i and ln g of an earlier fit to begin with, or empty. Requires two or more points of equal
    /// dimension and finite values, one per point. O(points^3).
    Surrogate(const std::vector<std::vector<double>>& points, const std::vector<double>& values,
              const std::vector<double>& start = {});

    struct Guess {
        double mean = 0, sd = 0;  ///< of y without its noise
    };
    Guess at(const std::vector<double>& u) const;

    double unit() const { return m_unit; }  ///< standard deviation of the values
    /// ln l_i, then ln g.
    const std::vector<double>& shape() const { return m_shape; }

private:
    double misfit(const std::vector<double>& shape);  ///< -ln of likelihood and prior; keeps what at() needs
    Eigen::VectorXd likeness(const std::vector<double>& u) const;

    Eigen::MatrixXd m_points;  ///< one a column
    Eigen::VectorXd m_values, m_weights, m_inverse_scale;
    Eigen::LLT<Eigen::MatrixXd> m_factor;
    std::vector<double> m_shape;
    double m_centre = 0, m_unit = 1;  ///< of the values: they are kept standardised
    double m_mean = 0, m_variance = 1;
};

}  // namespace dermavox::study

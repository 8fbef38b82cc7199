/// Means over a body's surface, and the surface as it lies.
#pragma once

#include "engine/mechanics/large_strain/mesh.hpp"

#include <Eigen/Core>

namespace dermavox::mechanics::large_strain {

/// Weights of the unknowns whose sum with displacements is the mean displacement down of the undeformed surface on
/// inner <= r <= outer. As forces they are a dead load of one newton there.
Eigen::VectorXd even_weights(const Mesh& mesh, double inner, double outer);
/// The same for a weight exp(-(x - r)^2/(2 sigma^2)), x the distance from the axis.
Eigen::VectorXd gaussian_weights(const Mesh& mesh, double r, double sigma);

/// Displacement down where the deformed surface is this far from the axis.
double surface_at(const Mesh& mesh, const Eigen::VectorXd& u, double r);

}  // namespace dermavox::mechanics::large_strain

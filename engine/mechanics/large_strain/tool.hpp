/// A rigid, frictionless tool that presses on the surface, and the penalty that keeps the surface out of it.
///
/// A point of the surface inside the tool by g is pushed out by penalty x g per undeformed area; its energy is
/// penalty g^2/2, so force and tangent belong together.
#pragma once

#include "dermavox/mechanics/large_strain.hpp"

#include <Eigen/Core>

namespace dermavox::mechanics::large_strain {

/// Distance to the tool, negative inside, with its gradient and second derivative in (r, z).
struct Gap {
    double distance;
    Eigen::Vector2d normal;
    Eigen::Matrix2d curvature;
};

/// The tool's lowest point lies `displacement` below the undeformed surface; z down.
Gap gap_at(const Load& tool, double displacement, double r, double z);

}  // namespace dermavox::mechanics::large_strain

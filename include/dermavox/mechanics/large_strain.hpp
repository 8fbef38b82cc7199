/// Layered skin under one load at large strain: axisymmetric or plane finite elements.
///
/// Total Lagrangian rectangles of nine nodes (quadratic, 3 x 3 Gauss points), compressible Ogden layers
///     W = (2 mu/alpha^2) (l1^alpha + l2^alpha + l3^alpha - 3) - (2 mu/alpha) ln J + (lam/2) (ln J)^2
/// bonded to each other and to a rigid bed; in-plane prestress as a second Piola-Kirchhoff stress that stays as it
/// is; the wall, as far away as the bed is deep or farther, holds the skin along r only. Rigid tools are
/// frictionless, kept out of the surface by a penalty; dead loads keep their direction and their skin. Loads go in
/// steps, each balanced by Newton's method with the exact tangent. Static: no rate, inertia, friction or damage.
/// Deterministic; one thread.
///
/// Checked against curves of an independent solver (tests/reference/contact), the energy of the law and the layered
/// kernel. Forces of the default mesh, some 500 elements, are within 1 % of those curves under dead loads, 2.5 %
/// under tools (6 % under a needle's tip that is in by less than its radius), bulges within 3 % or 4 um. Where a
/// stiff barrier is about to wrinkle (slack skin over bone), a step may find no balance: to() says so. SI.
#pragma once

#include <memory>
#include <vector>

namespace dermavox::mechanics::large_strain {

struct Layer {
    double thickness = 0;      ///< > 0
    double shear_modulus = 0;  ///< mu > 0
    double poisson_ratio = 0;  ///< 0 .. 0.4999
    double alpha = 2;          ///< Ogden's exponent > 0; 2 is neo-Hookean
    double prestress = 0;      ///< s >= 0 [Pa]
};

struct Body {
    std::vector<Layer> layers;  ///< top down, the last on a rigid bed
    double radius = 0.2;        ///< of the body, or half the width of a plane one
    bool plane = false;         ///< plane strain, forces in newtons per metre
};

/// What presses on the surface, around the axis.
struct Load {
    enum class Kind {
        pressure,  ///< dead, even on inner <= r <= outer
        gaussian,  ///< dead, the same force on each: `count` Gaussian spots of standard deviation `sigma` at r =
                   ///< inner, smeared round, beside one on the axis of standard deviation `edge`
        needle,    ///< rigid shaft of radius `outer` with a hemispherical end
        ring,      ///< rigid, flat on inner <= r <= outer (inner = 0: a disc), its edges rounded with radius `edge`
        sphere,    ///< rigid, of radius `outer`; a cylinder in a plane body
    };
    Kind kind = Kind::pressure;
    double inner = 0, outer = 0, edge = 0, sigma = 0;
    int count = 0;
    double face = 0;  ///< ring: flat rigid face at r < inner, this far above the ring's plane; 0 = none
};

/// How fine the mesh is; sizes in parts of the load's own length (a needle's radius, the rounding of an edge).
struct Fineness {
    double size = 0.4;     ///< of elements at the load
    double growth = 0.45;  ///< of the size, per distance from it
    int across_top = 1;    ///< elements through the top layer, at least
};

/// Grows a load step by step and reads the balance. Starts without load.
class Solver
{
public:
    Solver(const Body& body, const Load& load, const Fineness& fineness = {});
    ~Solver();
    Solver(Solver&&) noexcept;
    Solver& operator=(Solver&&) noexcept;

    /// On to the next displacement of the tool, or mean displacement of a dead load (gaussian: of the spot on the
    /// axis). Where Newton's method does not converge the step is halved, up to six times; false where that does not
    /// help, and the state stays the last balance.
    bool to(double displacement);

    double displacement() const;
    /// Of the tool or of the dead load on the skin; gaussian: of one spot.
    double force() const;
    /// Displacement inwards of the surface at a distance r from the axis in the deformed state. Under a body's edge
    /// or beyond it, that of the edge.
    double surface(double r) const;
    /// Mean displacement inwards of the undeformed surface within `inner <= r <= outer`, and of a ring of Gaussian
    /// spots.
    double mean(double inner, double outer) const;
    double mean_gaussian(double r, double sigma) const;
    /// Change per newton of a Gaussian dead load's own displacement and of that of Gaussian rings at these distances.
    struct Tangents {
        double own;
        std::vector<double> cross;
    };
    Tangents tangents(const std::vector<double>& r, double sigma) const;

    std::size_t elements() const;
    int newton_steps() const;  ///< taken so far

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace dermavox::mechanics::large_strain

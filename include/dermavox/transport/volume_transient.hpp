/// How flux through a labelled volume sets in: s dpsi/dt = div(kappa grad psi).
///
/// Two-stage, second-order, L-stable Runge-Kutta steps (SDIRK2, gamma = 1 - 1/sqrt 2); Alexander, SIAM J. Numer.
/// Anal. 14, 1977, doi:10.1137/0714068. Both stages share one matrix. The lag time needs no steps: with u the steady
/// potential, 1 at the bottom and 0 at the top, and G the conductance between them,
///
///     t_lag = integral of s u (1 - u) dV / G        (a slab: l^2/(6 D))
///
/// Frisch, J. Phys. Chem. 61, 1957, doi:10.1021/j150547a018, for the flux into the top.
#pragma once

#include "dermavox/transport/volume_flux.hpp"

namespace dermavox::transport {

struct TransientProblem {
    FluxProblem steady;           ///< its ends hold from time 0 on; keep_potential is not read
    std::vector<double> storage;  ///< s by material, > 0; 1 where kappa is a diffusivity
    double initial = 0;           ///< potential everywhere at time 0
    Time step{};                  ///< > 0
    int steps = 1;                ///< >= 1
};

struct TransientPoint {
    double time = 0;        ///< [s]
    double top = 0;         ///< flux leaving over the top face
    double bottom = 0;      ///< flux entering over the bottom face
    double passed_top = 0;  ///< time integral of `top`, exact for the scheme
    double passed_bottom = 0;
};

struct TransientResult {
    std::vector<TransientPoint> points;  ///< one per step
    double stored = 0;                   ///< gain of the volume since time 0, per cross-section
    SolverReport report;                 ///< most iterations and largest residual of any stage
};

/// Throws as volume_flux does, and core::InputError for storage, step or initial value out of range.
TransientResult volume_transient(const IndexedVolume& volume, const TransientProblem& problem);

/// [s]. Throws as volume_flux does.
double lag_time(const IndexedVolume& volume, const FluxProblem& problem, std::span<const double> storage);

}  // namespace dermavox::transport

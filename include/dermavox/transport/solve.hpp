/// When a field solver stops, and what it says about its own answer.
#pragma once

#include <cstddef>

namespace dermavox::transport {

struct StopRule {
    double residual = 1e-8;     ///< of the equations, 2-norm over that of the right side; > 0
    double imbalance = 1e-8;    ///< |inflow - outflow| over the larger of the two; > 0, infinite: not asked for
    int most_iterations = 300;  ///< >= 1
};

struct SolverReport {
    int iterations = 0;
    double residual = 0;   ///< true one, formed from the field at the end
    double imbalance = 0;  ///< 0 when nothing flows
    bool converged = false;
    std::size_t cells = 0;
    std::size_t bytes = 0;  ///< held by the solver
    double setup_seconds = 0, solve_seconds = 0;
};

/// Throws core::Failure (3) that names the figures when `report` did not converge: an unconverged number never
/// reaches a result.
void require_converged(const SolverReport& report);

}  // namespace dermavox::transport

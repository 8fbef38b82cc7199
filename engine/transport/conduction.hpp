/// Conjugate gradients on one box of cells, preconditioned by one multigrid cycle.
///
/// Unknowns and residual are double, directions and corrections single precision. The residual is carried on
/// with A p evaluated in double, so that it stays the true one; it is formed anew at the end.
/// Hestenes and Stiefel, J. Res. NBS 49, 1952, doi:10.6028/jres.049.044.
#pragma once

#include "dermavox/transport/solve.hpp"
#include "engine/transport/multigrid.hpp"

#include <span>

namespace dermavox::transport {

class Conduction
{
public:
    /// The potentials outside the first and the last plane start at 0 and the field at 0.
    Conduction(Level&& finest, const StopRule& stop, InstructionSet set = core::best_instruction_set());
    Conduction(Conduction&&) = delete;

    /// Solves for the outer potentials; starts from the field as it stands. `source` per cell, or null.
    SolverReport solve(double first, double last, const double* source = nullptr);

    const Level& level() const { return m_level; }
    /// Potential of cell (i, j, k).
    double at(int i, int j, int k) const { return x_plane(k)[m_level.shape.row(j) + m_level.shape.cell(i)]; }
    /// Potentials of row (j, k).
    void row(int j, int k, std::span<double> out) const
    {
        const double* from = x_plane(k) + m_level.shape.row(j);
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = from[m_level.shape.cell(int(i))];
    }
    void set(int i, int j, int k, double value) { x_plane(k)[m_level.shape.row(j) + m_level.shape.cell(i)] = value; }
    /// Flow into the box over the first outer face, and out of it over the last.
    double inflow() const { return face_flow(0, 0, m_first); }
    double outflow() const { return -face_flow(m_level.shape.nz - 1, m_level.shape.nz, m_last); }
    /// Sum of conductance x drop^2 over all faces: flow x difference of the ends, without the cancellation of
    /// a flow over one face, and with an error that is second order in that of the field.
    double energy() const;

private:
    double* x_plane(int k) { return m_x.data() + m_level.shape.plane() * std::size_t(k + 1); }
    const double* x_plane(int k) const { return m_x.data() + m_level.shape.plane() * std::size_t(k + 1); }
    const float* p_plane(int k) const { return m_p.data() + m_level.shape.plane() * std::size_t(k + 1); }
    float* p_plane(int k) { return m_p.data() + m_level.shape.plane() * std::size_t(k + 1); }
    double face_flow(int k, int face, double outside) const;
    Squares load(const double* source);
    Squares residual_of_field();
    double direct_plane(int k, double beta, bool with_below);
    double energy_below(int k) const;
    double direct(double beta);
    Squares descend(double alpha);
    bool good(const Squares& r) const;

    Level m_level;
    StopRule m_stop;
    const RowKernels& m_kernels;
    Multigrid m_multigrid;
    Buffer<double> m_x, m_r;
    Buffer<float> m_p;
    double m_first = 0, m_last = 0, m_right_side = 0, m_right_sum = 0;
    std::vector<int> m_bounds;
    std::vector<double> m_energy, m_energy_below;  ///< per plane
    std::vector<Squares> m_squares;                ///< per plane
};

}  // namespace dermavox::transport

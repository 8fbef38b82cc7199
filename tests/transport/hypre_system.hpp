/// The solver's own matrix handed to hypre: PFMG-preconditioned conjugate gradients on a structured grid.
///
/// Falgout and Jones, Multigrid on massively parallel architectures, 2000; hypre 2.26, red-black relaxation.
#pragma once

#include "engine/transport/level.hpp"

#include <HYPRE_struct_ls.h>
#include <array>
#include <chrono>
#include <vector>

namespace dermavox::transport {

struct HypreAnswer {
    std::vector<double> field;  ///< of this rank's planes, i fastest
    int iterations = 0;
    double residual = 0;  ///< relative, as hypre reports it
    double setup_seconds = 0, solve_seconds = 0;
};

class HypreSystem
{
public:
    /// Planes [begin, end) belong to this rank. Outer potentials 0 (first) and 1 (last).
    HypreSystem(const Level& level, MPI_Comm comm, int begin, int end)
        : m_comm(comm),
          m_low{0, 0, begin},
          m_high{level.shape.nx - 1, level.shape.ny - 1, end - 1}
    {
        HYPRE_StructGridCreate(comm, 3, &m_grid);
        HYPRE_StructGridSetExtents(m_grid, m_low.data(), m_high.data());
        HYPRE_StructGridAssemble(m_grid);
        HYPRE_StructStencilCreate(3, 4, &m_stencil);
        int offsets[4][3] = {{0, 0, 0}, {-1, 0, 0}, {0, -1, 0}, {0, 0, -1}};
        for (int e = 0; e < 4; ++e) HYPRE_StructStencilSetElement(m_stencil, e, offsets[e]);
        HYPRE_StructMatrixCreate(comm, m_grid, m_stencil, &m_a);
        HYPRE_StructMatrixSetSymmetric(m_a, 1);
        HYPRE_StructMatrixInitialize(m_a);
        HYPRE_StructVectorCreate(comm, m_grid, &m_b);
        HYPRE_StructVectorCreate(comm, m_grid, &m_x);
        HYPRE_StructVectorInitialize(m_b);
        HYPRE_StructVectorInitialize(m_x);
        fill(level, begin, end);
        HYPRE_StructMatrixAssemble(m_a);
        HYPRE_StructVectorAssemble(m_b);
        HYPRE_StructVectorAssemble(m_x);
    }
    HypreSystem(const HypreSystem&) = delete;
    ~HypreSystem()
    {
        HYPRE_StructVectorDestroy(m_x), HYPRE_StructVectorDestroy(m_b);
        HYPRE_StructMatrixDestroy(m_a), HYPRE_StructStencilDestroy(m_stencil), HYPRE_StructGridDestroy(m_grid);
    }

    HypreAnswer solve(double tolerance)
    {
        using clock = std::chrono::steady_clock;
        const auto seconds = [](auto d) { return std::chrono::duration<double>(d).count(); };
        HYPRE_StructSolver cg, pfmg;
        HYPRE_StructPCGCreate(m_comm, &cg);
        HYPRE_StructPCGSetTol(cg, tolerance);
        HYPRE_StructPCGSetTwoNorm(cg, 1);
        HYPRE_StructPCGSetMaxIter(cg, 200);
        HYPRE_StructPFMGCreate(m_comm, &pfmg);
        HYPRE_StructPFMGSetMaxIter(pfmg, 1);
        HYPRE_StructPFMGSetTol(pfmg, 0);
        HYPRE_StructPFMGSetZeroGuess(pfmg);
        HYPRE_StructPFMGSetRelaxType(pfmg, 2);
        HYPRE_StructPFMGSetNumPreRelax(pfmg, 1);
        HYPRE_StructPFMGSetNumPostRelax(pfmg, 1);
        HYPRE_StructPCGSetPrecond(cg, HYPRE_StructPFMGSolve, HYPRE_StructPFMGSetup, pfmg);
        HypreAnswer answer;
        auto start = clock::now();
        HYPRE_StructPCGSetup(cg, m_a, m_b, m_x);
        answer.setup_seconds = seconds(clock::now() - start);
        start = clock::now();
        HYPRE_StructPCGSolve(cg, m_a, m_b, m_x);
        answer.solve_seconds = seconds(clock::now() - start);
        HYPRE_StructPCGGetNumIterations(cg, &answer.iterations);
        HYPRE_StructPCGGetFinalRelativeResidualNorm(cg, &answer.residual);
        HYPRE_StructPCGDestroy(cg), HYPRE_StructPFMGDestroy(pfmg);
        answer.field.resize(std::size_t(m_high[0] + 1) * std::size_t(m_high[1] + 1) *
                            std::size_t(m_high[2] - m_low[2] + 1));
        HYPRE_StructVectorGetBoxValues(m_x, m_low.data(), m_high.data(), answer.field.data());
        return answer;
    }

private:
    void fill(const Level& level, int begin, int end)
    {
        const Shape& s = level.shape;
        const auto face = [&](const Buffer<float>& t, int i, int j, int k) {
            if (i < 0 || j < 0 || k < 0) return 0.0;
            return double(t[s.plane() * std::size_t(k) + s.row(j) + s.cell(i)]);
        };
        std::vector<double> values(4 * std::size_t(s.nx)), right(s.nx), zero(s.nx, 0.0);
        std::array<int, 4> entries{0, 1, 2, 3};
        for (int k = begin; k < end; ++k)
            for (int j = 0; j < s.ny; ++j) {
                for (int i = 0; i < s.nx; ++i) {
                    const double w = face(level.tx, i - 1, j, k), e = face(level.tx, i, j, k);
                    const double so = face(level.ty, i, j - 1, k), n = face(level.ty, i, j, k);
                    const double d = face(level.tz, i, j, k), u = face(level.tz, i, j, k + 1);
                    double* v = values.data() + 4 * std::size_t(i);
                    v[0] = ((w + e) + (so + n)) + (d + u), v[1] = -w, v[2] = -so, v[3] = k ? -d : 0;
                    right[i] = k + 1 == s.nz ? u : 0;
                }
                std::array<int, 3> low{0, j, k}, high{s.nx - 1, j, k};
                HYPRE_StructMatrixSetBoxValues(m_a, low.data(), high.data(), 4, entries.data(), values.data());
                HYPRE_StructVectorSetBoxValues(m_b, low.data(), high.data(), right.data());
                HYPRE_StructVectorSetBoxValues(m_x, low.data(), high.data(), zero.data());
            }
    }

    MPI_Comm m_comm;
    std::array<int, 3> m_low, m_high;
    HYPRE_StructGrid m_grid{};
    HYPRE_StructStencil m_stencil{};
    HYPRE_StructMatrix m_a{};
    HYPRE_StructVector m_b{}, m_x{};
};

}  // namespace dermavox::transport

/// One V-cycle in single precision, the preconditioner of the conduction solver.
///
/// Red-black Gauss-Seidel, red first before and last after the coarser grids, so that the cycle is symmetric.
/// After a sweep black residuals are zero: only red ones are restricted; the first sweep after overwrites black,
/// so only red is corrected. On the finest grid all of it happens in two walks through memory, plane by
/// plane; the slabs that walk in parallel repeat their neighbours' two nearest planes in a margin of their own,
/// so that the result does not depend on how many there are.
///
/// Piecewise-constant gathering with halved coarse conductances follows Braess, Towards algebraic multigrid
/// for elliptic problems of second order, Computing 55, 1995, doi:10.1007/BF02238488.
#pragma once

#include "engine/transport/level.hpp"

namespace dermavox::transport {

/// Even plane numbers that cut [0, planes] into at most `slabs` parts of at least 8.
std::vector<int> slab_bounds(int planes, int slabs);

class Multigrid
{
public:
    /// `finest` stays with the caller.
    Multigrid(Level& finest, const RowKernels& kernels);

    /// z of the finest level = M r; returns the sum of z r.
    double cycle(const double* r);
    std::size_t bytes() const;
    int levels() const { return 1 + int(m_coarse.size()); }

private:
    struct Slab {
        int begin = 0, end = 0;
        Buffer<float> margin;  ///< planes begin - 2, begin - 1, end, end + 1 of z
    };

    struct Strip {
        int begin, end;  ///< rows
    };
    struct RowPlace {
        int j, k, side;
    };

    float* plane(Slab& slab, int k);
    std::vector<int> strip_bounds() const;
    Strip behind(std::size_t strip, int stage) const;
    template <class Visit>
    void each_row(Slab& slab, Strip strip, int k, bool red, Visit visit);
    void walk_down(Slab& slab, const double* r);
    void walk_up(Slab& slab, const double* r);
    void save_margins();
    void restrict_row(Level& fine, Level& coarse, RowPlace at, const float* residual);
    void add_from_coarse(Level& fine, Level& coarse, RowPlace at, float* row);
    void sweep(Level& level, bool red, bool from_zero);
    void cycle_coarse(std::size_t l);
    void restrict_level(Level& fine, Level& coarse);
    void prolong_level(Level& fine, Level& coarse);
    void factor();
    void solve_coarsest();

    Level& m_finest;
    const RowKernels& m_kernels;
    std::vector<Level> m_coarse;
    std::vector<Slab> m_slabs;
    std::vector<int> m_strips;
    std::vector<double> m_dots;    ///< of z r, per plane and colour
    std::vector<double> m_factor;  ///< Cholesky factor of the coarsest matrix
};

}  // namespace dermavox::transport

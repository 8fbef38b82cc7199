/// The inner loops of the conduction solver: one colour of one grid row at a time, plain arrays.
///
/// A row keeps its even cells first and its odd cells behind them, so that the cells of one colour lie side by
/// side. A half row meets six others: its two neighbours along the row are shifted pieces of the other half.
/// Built for several instruction sets from the same text; all give the same bits (core/instruction_set.hpp), sums run
/// in eight lanes.
#pragma once

#include "dermavox/core/instruction_set.hpp"

#include <cstddef>

namespace dermavox::transport {

/// A half row of n cells: six face conductances, six neighbour values, and a conductance to ground per cell.
template <class V>
struct HalfRowOf {
    std::size_t n;
    const float *t_left, *t_right, *t_south, *t_north, *t_below, *t_above;
    const V *left, *right, *south, *north, *below, *above;
    const float* ground;
};
using HalfRow = HalfRowOf<float>;

struct Squares {
    double square = 0, sum = 0;
};

struct RowKernels {
    /// out = rhs / diagonal: a relaxation from zero neighbours.
    void (*start)(const HalfRow&, const double* rhs, float* out);
    void (*start_coarse)(const HalfRow&, const float* rhs, float* out);
    /// out = (rhs + sum T neighbour) / diagonal; cells that nothing touches give 0.
    void (*relax)(const HalfRow&, const double* rhs, float* out);
    /// The same; returns the sum of out rhs.
    double (*relax_dot)(const HalfRow&, const double* rhs, float* out);
    void (*relax_coarse)(const HalfRow&, const float* rhs, float* out);
    /// out = sum T neighbour: the residual of a colour that was relaxed from zero before its neighbours.
    void (*inflow)(const HalfRow&, float* out);
    /// out = rhs + sum T neighbour - diagonal centre.
    void (*residual)(const HalfRow&, const float* rhs, const float* centre, float* out);
    /// p = z + beta p.
    void (*direct)(std::size_t n, const float* z, double beta, float* p);
    /// Energy of the faces to the right, the north and below, and of the ground.
    double (*energy)(const HalfRow&, const float* centre);
    /// The same without those below, and those below alone.
    double (*energy_aside)(const HalfRow&, const float* centre);
    double (*energy_below)(const HalfRow&, const float* centre);
    /// r -= alpha A p, x += alpha p, in double precision; sums of the new r.
    Squares (*descend)(const HalfRow&, const float* p, double alpha, double* r, double* x);
    /// r -= A x for a field in double precision.
    Squares (*subtract)(const HalfRowOf<double>&, const double* x, double* r);
};

using core::InstructionSet;

/// Baseline when the set was not built.
const RowKernels& row_kernels(InstructionSet set);

}  // namespace dermavox::transport

// The pierced slab of volume_flux_bench.cpp with the conjugate gradients of OpenVDB and of Eigen, true residual 1e-8
// as they understand it; OpenVDB's gives up when its residual doubles and is started again from where it stood. Set
// the time of one solve beside flux_through_pierced_slab of the same size and run.
#include "engine/transport/box.hpp"
#include "tests/transport/volumes.hpp"

#include <Eigen/IterativeLinearSolvers>
#include <benchmark/benchmark.h>
#include <openvdb/math/ConjGradient.h>

using namespace dermavox::transport;

namespace {

struct Entry {
    int row, column;
    double value;
};

/// Matrix and right side of the pierced slab, outer potentials 0 and 1.
struct System {
    int cells = 0;
    std::vector<Entry> entries;  ///< diagonal included
    std::vector<double> right;

    explicit System(int n) : cells(n * n * n), right(std::size_t(cells), 0.0)
    {
        const LabelBlock block = pierced_block(n);
        Box box;
        box.kappa = {1.5e-5, 1.5e-10, 2.6e-5};
        for (auto& w : box.widths) w.assign(n, 5e-6);
        box.index = block.labels.data();
        box.strides = {1, n, std::ptrdiff_t(n) * n};
        const Level level = faces_of(box).level;
        const Shape& s = level.shape;
        std::vector<double> diagonal(right.size(), 0.0);
        const auto couple = [&](int a, int b, double t) {
            entries.push_back({a, b, -t}), entries.push_back({b, a, -t});
            diagonal[a] += t, diagonal[b] += t;
        };
        for (int k = 0; k < n; ++k)
            for (int j = 0; j < n; ++j)
                for (int i = 0; i < n; ++i) {
                    const int me = (k * n + j) * n + i;
                    const std::size_t at = s.plane() * std::size_t(k) + s.row(j) + s.cell(i);
                    if (i + 1 < n) couple(me, me + 1, double(level.tx[at]));
                    if (j + 1 < n) couple(me, me + n, double(level.ty[at]));
                    if (k > 0) couple(me, me - n * n, double(level.tz[at]));
                    if (k == 0) diagonal[me] += double(level.tz[at]);
                    if (k + 1 == n) diagonal[me] += right[me] = double(level.tz[at + s.plane()]);
                }
        for (int c = 0; c < cells; ++c) entries.push_back({c, c, diagonal[c]});
    }
};

void flux_by_openvdb(benchmark::State& state)
{
    namespace pcg = openvdb::math::pcg;
    const System system(int(state.range(0)));
    using Matrix = pcg::SparseStencilMatrix<double, 7>;
    Matrix matrix(pcg::SizeType(system.cells));
    for (const Entry& e : system.entries) matrix.setValue(pcg::SizeType(e.row), pcg::SizeType(e.column), e.value);
    pcg::Vector<double> right{pcg::SizeType(system.cells)};
    for (int c = 0; c < system.cells; ++c) right[pcg::SizeType(c)] = system.right[c];
    auto wanted = pcg::terminationDefaults<double>();
    wanted.iterations = 100000, wanted.relativeError = 1e-8, wanted.absoluteError = 0;
    const pcg::State stop = wanted;
    for (auto _ : state) {
        pcg::Vector<double> x(pcg::SizeType(system.cells), 0.0);
        pcg::IncompleteCholeskyPreconditioner<Matrix> cholesky(matrix);
        int iterations = 0, starts = 0;
        bool converged = false;
        for (; !converged && starts < 100; ++starts) {  // it gives up when its residual doubles
            const pcg::State done = pcg::solve(matrix, right, x, cholesky, stop);
            iterations += done.iterations, converged = done.success;
        }
        state.counters["iterations"] = iterations;
        state.counters["starts"] = starts;
        state.counters["converged"] = converged;
    }
}
BENCHMARK(flux_by_openvdb)->Arg(32)->Arg(64)->Arg(128)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);

void flux_by_eigen(benchmark::State& state)
{
    const System system(int(state.range(0)));
    std::vector<Eigen::Triplet<double>> triplets;
    for (const Entry& e : system.entries) triplets.emplace_back(e.row, e.column, e.value);
    Eigen::SparseMatrix<double, Eigen::RowMajor> matrix(system.cells, system.cells);
    matrix.setFromTriplets(triplets.begin(), triplets.end());
    const Eigen::VectorXd right = Eigen::Map<const Eigen::VectorXd>(system.right.data(), system.cells);
    for (auto _ : state) {
        Eigen::ConjugateGradient<Eigen::SparseMatrix<double, Eigen::RowMajor>, Eigen::Lower | Eigen::Upper> cg(
            matrix);
        cg.setTolerance(1e-8);
        cg.setMaxIterations(100000);
        benchmark::DoNotOptimize(cg.solve(right).eval());
        state.counters["iterations"] = double(cg.iterations());
    }
}
BENCHMARK(flux_by_eigen)->Arg(32)->Arg(64)->Arg(128)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);

}  // namespace

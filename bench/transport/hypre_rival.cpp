// The resolved solver against hypre's PFMG-CG on the same matrix, one after the other in one run:
//     mpirun -n 2 dermavox-bench-hypre 256
// Rank 0 runs ours with 2 threads while the other sleeps; both ranks then run hypre. Prints wall and processor
// time of the solve and their ratios, with the memory triad of the same run.
#include "dermavox/core/parallel.hpp"
#include "engine/transport/box.hpp"
#include "engine/transport/conduction.hpp"
#include "tests/transport/hypre_system.hpp"
#include "tests/transport/volumes.hpp"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <thread>

using namespace dermavox;
using namespace dermavox::transport;

namespace {

double processor_seconds() { return double(std::clock()) / CLOCKS_PER_SEC; }

Level level_of(int n)
{
    const LabelBlock block = pierced_block(n);
    Box box;
    box.kappa = {1.5e-5, 1.5e-10, 2.6e-5};
    for (auto& w : box.widths) w.assign(n, 5e-6);
    box.index = block.labels.data();
    box.strides = {1, n, std::ptrdiff_t(n) * n};
    return std::move(faces_of(box).level);
}

/// Lets the other ranks sleep, not spin, until this one arrives.
void meet()
{
    MPI_Request request;
    MPI_Ibarrier(MPI_COMM_WORLD, &request);
    for (int done = 0; !done; std::this_thread::sleep_for(std::chrono::milliseconds(2)))
        MPI_Test(&request, &done, MPI_STATUS_IGNORE);
}

struct Timed {
    double wall, processor;
};

Timed ours(int n, int threads)
{
    Timed best{1e300, 1e300};
    core::with_threads(threads, [&] {
        for (int round = 0; round < 2; ++round) {
            Conduction field(level_of(n), {.residual = 1e-8, .imbalance = 1e300});
            const double before = processor_seconds();
            const SolverReport r = field.solve(0, 1);
            const double used = processor_seconds() - before;
            if (r.solve_seconds < best.wall) best = {r.solve_seconds, used};
            std::printf("dermavox  %d threads: solve %.3f s, processor %.3f s, %d iterations, true "
                        "residual %.2e, %.1f bytes/cell\n",
                        threads, r.solve_seconds, used, r.iterations, r.residual, double(r.bytes) / double(r.cells));
        }
    });
    return best;
}

Timed hypre(int n, int rank, int ranks)
{
    const Level level = level_of(n);
    HypreSystem system(level, MPI_COMM_WORLD, n * rank / ranks, n * (rank + 1) / ranks);
    const double before = processor_seconds();
    const HypreAnswer a = system.solve(1e-8);
    double used = processor_seconds() - before, all = 0;
    MPI_Allreduce(&used, &all, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
    if (rank == 0)
        std::printf("hypre     %d ranks: solve %.3f s, processor %.3f s with set-up, set-up %.3f s, %d iterations, "
                    "residual %.2e\n",
                    ranks, a.solve_seconds, all, a.setup_seconds, a.iterations, a.residual);
    return {a.solve_seconds, all};
}

}  // namespace

int main(int argc, char** argv)
{
    MPI_Init(&argc, &argv);
    int rank = 0, ranks = 1;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    const int n = argc > 1 ? std::atoi(argv[1]) : 256;
    Timed mine{};
    if (rank == 0) mine = ours(n, ranks);
    meet();
    const Timed rival = hypre(n, rank, ranks);
    if (rank == 0)
        std::printf("ratio     wall %.2f, processor %.2f\n", rival.wall / mine.wall,
                    rival.processor / mine.processor);
    MPI_Finalize();
}

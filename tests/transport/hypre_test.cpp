// Built where hypre is present: the same matrix, another solver, the same field.
#ifdef DERMAVOX_HYPRE
#include "engine/transport/box.hpp"
#include "engine/transport/conduction.hpp"
#include "tests/support/catch.hpp"
#include "tests/transport/hypre_system.hpp"
#include "tests/transport/volumes.hpp"

#include <algorithm>
#include <cmath>

using namespace dermavox;
using namespace dermavox::transport;

TEST_CASE("the field agrees with that of hypre on the same matrix", "[transport][resolved][hypre]")
{
    int on = 0;
    MPI_Initialized(&on);
    if (!on) MPI_Init(nullptr, nullptr);
    const LabelBlock block = pierced_block(32);
    Box box;
    box.kappa = {1.5e-5, 1.5e-10, 2.6e-5};
    for (auto& w : box.widths) w.assign(32, 5e-6);
    box.index = block.labels.data();
    box.strides = {1, 32, 32 * 32};
    Conduction ours(std::move(faces_of(box).level), {.residual = 1e-11, .imbalance = 1e-9});
    REQUIRE(ours.solve(0, 1).converged);
    HypreSystem system(ours.level(), MPI_COMM_WORLD, 0, 32);
    const HypreAnswer theirs = system.solve(1e-11);
    double worst = 0;
    for (int k = 0; k < 32; ++k)
        for (int j = 0; j < 32; ++j)
            for (int i = 0; i < 32; ++i)
                worst =
                    std::max(worst, std::abs(ours.at(i, j, k) - theirs.field[std::size_t((k * 32 + j) * 32 + i)]));
    CHECK(worst < 1e-8);
    MPI_Finalize();
}
#endif

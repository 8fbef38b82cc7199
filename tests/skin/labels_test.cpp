#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/random.hpp"
#include "dermavox/skin/label_box.hpp"
#include "dermavox/skin/labels.hpp"
#include "dermavox/skin/voxel_trees.hpp"
#include "tests/skin/samples.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <vector>

using namespace dermavox;
using namespace dermavox::skin;

namespace {

int label(const LabelGrid& grid, int i, int j, int k) { return grid.tree().getValue({i, j, k}); }

Skin over(const Stack& stack, const core::Lattice& lattice, std::uint64_t seed = 1)
{
    return {stack, lattice.width(), lattice.height(), seed};
}

/// Every voxel of the lattice, and one beyond each side.
void require_all_labels(const Skin& skin, const core::Lattice& lattice)
{
    const auto grid = label_grid(skin, lattice);
    std::int64_t active = 0, wrong = 0;
    for (int i = -1; i <= lattice.nx; ++i)
        for (int j = -1; j <= lattice.ny; ++j)
            for (int k = -1; k <= lattice.nz; ++k) {
                const bool inside = i >= 0 && j >= 0 && k >= 0 && i < lattice.nx && j < lattice.ny && k < lattice.nz;
                const int expected =
                    inside ? skin.layer_at(lattice.centre(i), lattice.centre(j), lattice.centre(k)) + 1 : 0;
                wrong += label(*grid, i, j, k) != expected;
                wrong += grid->tree().isValueOn({i, j, k}) != (expected > 0);
                active += expected > 0;
            }
    CHECK(wrong == 0);
    CHECK(std::int64_t(grid->activeVoxelCount()) == active);
}

}  // namespace

TEST_CASE("labels are the layers at the voxel centres of a flat skin", "[skin][labels]")
{
    require_all_labels(over(flat_cheek(), {10e-6, 40, 24, 136}), {10e-6, 40, 24, 136});
    require_all_labels(over(flat_cheek(), {7e-6, 131, 9, 30}), {7e-6, 131, 9, 30});  // nothing divides by 8
}

TEST_CASE("labels are the layers at the voxel centres of a rough skin", "[skin][labels]")
{
    const core::Lattice lattice{10e-6, 131, 137, 130};
    for (const std::uint64_t seed : {1, 2}) require_all_labels(over(rough_cheek(), lattice, seed), lattice);
    require_all_labels(over(rough_cheek(), {5e-6, 20, 17, 300}), {5e-6, 20, 17, 300});
    require_all_labels(over(textured_cheek(), {5e-6, 140, 90, 60}), {5e-6, 140, 90, 60});
}

TEST_CASE("an interface on a voxel centre belongs to the layer below", "[skin][labels]")
{
    const core::Lattice lattice{10e-6, 8, 8, 16};
    const auto grid = label_grid(over(stack_of({layer_of(15.0_um), layer_of(20.0_um)}), lattice), lattice);
    CHECK(label(*grid, 3, 3, 0) == 1);
    CHECK(label(*grid, 3, 3, 1) == 2);  // centre at 15 um
    CHECK(label(*grid, 3, 3, 2) == 2);
    CHECK(label(*grid, 3, 3, 3) == 3);  // the backing
}

TEST_CASE("labels agree with the layer at random points of a large rough patch", "[skin][labels]")
{
    const core::Lattice lattice{10e-6, 600, 500, 200};
    const Skin skin = over(rough_cheek(), lattice, 3);
    const auto grid = label_grid(skin, lattice);
    const core::Random random(1, core::Purpose::sampling);
    const auto draw = [&](std::uint64_t n, std::uint64_t d, int size) {
        return int(random.uniform({.pass = n, .draw = d}) * size);
    };
    int wrong = 0;
    for (std::uint64_t n = 0; n < 50000; ++n) {
        const int i = draw(n, 0, lattice.nx), j = draw(n, 1, lattice.ny), k = draw(n, 2, lattice.nz);
        wrong += label(*grid, i, j, k) != skin.layer_at(lattice.centre(i), lattice.centre(j), lattice.centre(k)) + 1;
    }
    CHECK(wrong == 0);
}

TEST_CASE("the tree does not depend on the number of threads", "[skin][labels][parallel]")
{
    const core::Lattice lattice{10e-6, 300, 270, 150};
    LabelGrid::Ptr once;
    for (const int threads : {1, 2, 3, 8})
        core::with_threads(threads, [&] {
            const auto grid = label_grid(over(rough_cheek(), lattice), lattice);
            if (!once) once = grid;
            CHECK(grid->tree().hasSameTopology(once->tree()));
            CHECK(grid->tree().leafCount() == once->tree().leafCount());
            bool same = true;
            auto a = grid->tree().cbeginValueAll(), b = once->tree().cbeginValueAll();
            for (; a && b; ++a, ++b) same = same && a.getValue() == b.getValue() && a.getCoord() == b.getCoord();
            CHECK((same && !a && !b));
        });
}

TEST_CASE("memory follows the interfaces and not the volume", "[skin][labels]")
{
    // 20 x 20 x 2 mm at 10 um, flat cheek: of 25 leaves down, the first holds two interfaces (16.8 and 71.8
    // um); the third, at 1121.8 um, falls on the face between two leaves. 250 x 250 columns of leaves.
    const core::Lattice lattice{10e-6, 2000, 2000, 200};
    const auto grid = label_grid(over(flat_cheek(), lattice), lattice);
    CHECK(std::int64_t(grid->activeVoxelCount()) == lattice.voxels());
    CHECK(grid->tree().leafCount() == 250 * 250);
    CHECK(grid->memUsage() < 60000000);  // a byte a voxel would be 800 MB

    // rough: a leaf stands only where an interface crosses it or ends at its side
    const core::Lattice patch{10e-6, 512, 512, 200};
    const Skin rough = over(rough_cheek(), patch);
    std::vector<double> depths(5), least(5, 1.0), greatest(5, -1.0);
    for (int i = 0; i < patch.nx; ++i)
        for (int j = 0; j < patch.ny; ++j) {
            rough.tops(patch.centre(i), patch.centre(j), depths);
            for (std::size_t face = 0; face < 5; ++face)
                least[face] = std::min(least[face], depths[face]),
                greatest[face] = std::max(greatest[face], depths[face]);
        }
    double most = 0;
    for (std::size_t face = 0; face < 5; ++face)
        if (least[face] < patch.depth()) most += (greatest[face] - least[face]) / 80e-6 + 2;
    CHECK(double(label_grid(rough, patch)->tree().leafCount()) < 64 * 64 * most);

    // empty dermis costs nothing: ten times as deep, the same leaves
    const auto deep = stack_of({layer_of(16.8_um), layer_of(55.0_um), layer_of(50.0_mm)});
    const core::Lattice shallow{10e-6, 512, 512, 256}, deeper{10e-6, 512, 512, 2560};
    CHECK(label_grid(over(deep, shallow), shallow)->tree().leafCount() == 64 * 64);
    const auto column = label_grid(over(deep, deeper), deeper);
    CHECK(column->tree().leafCount() == 64 * 64);
    CHECK(column->tree().getValueDepth({200, 300, 1500}) == 1);  // a tile of 128 voxels a side
    CHECK(label(*column, 200, 300, 1500) == 3);
    CHECK(column->tree().isValueOn({200, 300, 1500}));
}

TEST_CASE("a box computed on demand equals the grid for any number of threads", "[skin][labels][parallel]")
{
    const core::Lattice lattice{5e-6, 150, 140, 60};
    const Skin skin = over(textured_cheek(), lattice);
    const auto grid = label_grid(skin, lattice);
    for (const Box& box : {Box{0, 0, 0, 150, 140, 60}, Box{37, 61, 11, 50, 79, 30}, Box{149, 0, 59, 1, 140, 1}})
        for (const int threads : {1, 2, 3, 8}) {
            std::vector<std::uint8_t> labels(std::size_t(box.voxels()));
            core::with_threads(threads, [&] { label_box(skin, lattice, box, labels); });
            std::size_t n = 0, wrong = 0;
            for (int i = 0; i < box.ni; ++i)
                for (int j = 0; j < box.nj; ++j)
                    for (int k = 0; k < box.nk; ++k)
                        wrong += labels[n++] != label(*grid, box.i0 + i, box.j0 + j, box.k0 + k);
            CHECK(wrong == 0);
        }
    label_box(skin, lattice, {}, {});  // an empty box asks for nothing

    std::vector<std::uint8_t> labels(8);
    CHECK_THROWS_AS(label_box(skin, lattice, {149, 0, 0, 2, 2, 2}, labels), core::InputError);
    CHECK_THROWS_AS(label_box(skin, lattice, {-1, 0, 0, 2, 2, 2}, labels), core::InputError);
    CHECK_THROWS_AS(label_box(skin, lattice, {0, 0, 0, 2, 2, 3}, labels), core::InputError);
}

TEST_CASE("a patch wider than the largest node keeps its labels", "[skin][labels]")
{
    const core::Lattice lattice{10e-6, 4110, 9, 17};
    require_all_labels(over(rough_cheek(), lattice), lattice);
}

TEST_CASE("the transform puts voxel centres half a voxel in and counts millimetres", "[skin][labels]")
{
    for (const double voxel : {0.02e-6, 5e-6, 10e-6, 1e-3}) {
        const core::Lattice lattice{voxel, 8, 8, 8};
        const auto world = transform_of(lattice)->indexToWorld(openvdb::Coord(0, 2, 7));
        CHECK_THAT(world.x(), WithinRel(lattice.centre(0) * 1e3, 1e-12));
        CHECK_THAT(world.y(), WithinRel(lattice.centre(2) * 1e3, 1e-12));
        CHECK_THAT(world.z(), WithinRel(lattice.centre(7) * 1e3, 1e-12));
    }
    const core::Lattice lattice{10e-6, 8, 8, 8};
    CHECK(label_grid(over(flat_cheek(), lattice), lattice)->transform() == *transform_of(lattice));
}

TEST_CASE("a lattice without voxels and a stack with too many layers are named", "[skin][labels][bad]")
{
    Stack stack;
    stack.layers.assign(255, layer_of(1.0_um));
    const Skin skin(stack, 1e-3, 1e-3, 1);
    try {
        label_grid(skin, {0, 8, 0, 8});
        FAIL("accepted");
    } catch (const core::InputError& error) {
        CHECK(error.problems().size() == 3);
    }
    stack.layers.pop_back();
    const core::Lattice lattice{1e-6, 4, 4, 300};
    const auto grid = label_grid(Skin(stack, 1e-3, 1e-3, 1), lattice);
    CHECK(label(*grid, 0, 0, 253) == 254);
    CHECK(label(*grid, 0, 0, 299) == 255);
}

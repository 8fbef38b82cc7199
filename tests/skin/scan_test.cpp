// Interfaces out of labels: what a volume that a skin was labelled into says about that skin.
#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/skin/label_box.hpp"
#include "dermavox/skin/scan.hpp"
#include "tests/skin/samples.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <vector>

using namespace dermavox;
using namespace dermavox::skin;

namespace {

struct Labels {
    core::Lattice lattice;
    std::vector<std::uint8_t> all;

    Labels(const Skin& skin, const core::Lattice& on) : lattice(on), all(std::size_t(on.nx) * on.ny * on.nz)
    {
        label_box(skin, lattice, {.ni = on.nx, .nj = on.ny, .nk = on.nz}, all);
    }
    Scan scan(int classes, Level level) const
    {
        return measure_scan({{lattice.nx, lattice.ny, lattice.nz}, {lattice.voxel, lattice.voxel, lattice.voxel}},
                            classes, level, [&](int i, int j, std::span<std::uint8_t> cells) {
                                const auto* from = all.data() + (std::size_t(i) * lattice.ny + j) * lattice.nz;
                                std::copy_n(from, cells.size(), cells.begin());
                            });
    }
};

/// The stack whose faces are those of a scan of all its layers and the backing.
Stack stack_from(Scan scan, const Stack& like, const core::Lattice& lattice)
{
    Stack stack;
    auto faces = std::make_shared<MeasuredFaces>();
    faces->nx = lattice.nx, faces->ny = lattice.ny, faces->dx = faces->dy = lattice.voxel;
    for (std::size_t c = 0; c < scan.classes.size(); ++c) {
        faces->of_face.push_back(int(c));
        if (c + 1 < scan.classes.size()) {
            Layer layer = like.layers[c];
            layer.roughness.value = {};
            layer.thickness.value = {scan.classes[c + 1].depth - scan.classes[c].depth};
            stack.layers.push_back(layer);
        }
        faces->heights.push_back(std::move(scan.classes[c].heights));
    }
    stack.measured = std::move(faces);
    return stack;
}

/// Rough cheek without its fat, so that a small box holds all of it.
Stack thin_cheek()
{
    Stack stack = stack_of({layer_of(40.0_um, 8.0_um, 120.0_um), layer_of(60.0_um, 8.0_um, 100.0_um),
                            layer_of(0.2_mm, 15.0_um, 160.0_um)});
    return stack;
}

}  // namespace

TEST_CASE("a scan gives back every interface to half a voxel", "[skin][scan]")
{
    const core::Lattice lattice{4e-6, 110, 90, 120};
    const Skin skin(thin_cheek(), lattice.width(), lattice.height(), 3);
    const Scan scan = Labels(skin, lattice).scan(4, Level::top);
    REQUIRE(scan.classes.size() == 4);
    for (std::size_t face = 0; face < 4; ++face)
        for (int j = 0; j < lattice.ny; ++j)
            for (int i = 0; i < lattice.nx; ++i) {
                const double at = std::max(0.0, skin.top(face, lattice.centre(i), lattice.centre(j)));
                const double found =
                    scan.classes[face].depth + double(scan.classes[face].heights[std::size_t(j) * lattice.nx + i]);
                REQUIRE(std::abs(found - at) <= 0.5001 * lattice.voxel);
            }
    CHECK(scan.misplaced == 0);
    CHECK(scan.classes[3].seen == 1);
}

TEST_CASE("labels survive a way through a scan", "[skin][scan][property]")
{
    const core::Lattice lattice{5e-6, 83, 71, 100};
    for (const std::uint64_t seed : {1, 2, 3}) {
        const Skin skin(thin_cheek(), lattice.width(), lattice.height(), seed);
        const Labels before(skin, lattice);
        const Skin read(stack_from(before.scan(4, Level::top), thin_cheek(), lattice), lattice.width(),
                        lattice.height(), 9);
        CHECK_FALSE(read.flat());
        CHECK(Labels(read, lattice).all == before.all);
    }
}

TEST_CASE("the plane of a tilted surface is taken out, and told", "[skin][scan][analytic]")
{
    const ScanShape shape{{60, 40, 200}, {10e-6, 20e-6, 1e-6}};
    const double slope_x = 0.10, slope_y = -0.05;
    const auto surface = [&](int i, int j) { return 80e-6 + slope_x * i * 10e-6 + slope_y * j * 20e-6; };
    const Scan scan = measure_scan(shape, 2, Level::plane, [&](int i, int j, std::span<std::uint8_t> cells) {
        for (std::size_t k = 0; k < cells.size(); ++k) {
            const double z = (double(k) + 0.5) * 1e-6;
            cells[k] = z < surface(i, j) ? 0 : z < surface(i, j) + 30e-6 ? 1 : 2;
        }
    });
    CHECK_THAT(std::tan(scan.tilt), WithinRel(std::hypot(slope_x, slope_y), 1e-3));
    CHECK_THAT(scan.classes[1].depth, WithinAbs(30e-6, 0.1e-6));
    CHECK_THAT(scan.offset, WithinAbs(0, 1e-12));
    for (const float height : scan.classes[0].heights) REQUIRE(std::abs(double(height)) < 0.8e-6);
}

TEST_CASE("cells out of order are counted and keep their volume", "[skin][scan]")
{
    const ScanShape shape{{10, 10, 50}, {1e-6, 1e-6, 1e-6}};
    const auto scan = [&](bool bubble) {
        return measure_scan(shape, 2, Level::top, [=](int i, int j, std::span<std::uint8_t> cells) {
            for (std::size_t k = 0; k < cells.size(); ++k) cells[k] = k < 5 ? 0 : k < 20 ? 1 : 2;
            if (bubble && i == 3 && j == 4) cells[30] = 1, cells[31] = 1;
        });
    };
    CHECK(scan(false).misplaced == 0);
    CHECK(scan(true).classes[1].reversed == 0);
    // the sheet grows by two cells, so that cells 20 and 21 stand below where they are taken to be as well
    CHECK_THAT(scan(true).misplaced, WithinRel(4.0 / 5000, 1e-12));
    CHECK_THAT(scan(true).classes[1].depth, WithinRel(15e-6 + 2e-6 / 100, 1e-12));
}

TEST_CASE("classes that lie in the other order are told by the share of the columns", "[skin][scan]")
{
    const ScanShape shape{{10, 4, 50}, {1e-6, 1e-6, 1e-6}};
    const Scan scan = measure_scan(shape, 3, Level::top, [](int i, int, std::span<std::uint8_t> cells) {
        const int swapped = i < 3 ? 1 : 0;
        for (std::size_t k = 0; k < cells.size(); ++k)
            cells[k] = std::uint8_t(k < 5 ? 0 : k < 20 ? 1 + swapped : k < 40 ? 2 - swapped : 3);
    });
    CHECK(scan.classes[0].reversed == 0);
    CHECK_THAT(scan.classes[1].reversed, WithinRel(0.3, 1e-12));
    CHECK(scan.classes[2].reversed == 0);
}

TEST_CASE("measured faces go on as their mirror image", "[skin][scan]")
{
    MeasuredFaces faces{.nx = 3, .ny = 1, .dx = 1, .dy = 1, .heights = {{1, 2, 4}}, .of_face = {0, -1}, .offset = 7};
    for (const double y : {-3.0, 0.2, 5.0}) {
        CHECK(faces.at(0, 0.5, y) == 1);
        CHECK(faces.at(0, 1.0, y) == 1.5);
        CHECK(faces.at(0, 2.5, y) == 4);
        CHECK(faces.at(0, 0.1, y) == 1);
        CHECK(faces.at(0, 3.5, y) == 4);
        CHECK(faces.at(0, 4.0, y) == 3);
        CHECK(faces.at(0, 5.9, y) == 1);
        CHECK(faces.at(0, 7.0, y) == 1.5);
        CHECK(faces.at(0, -1.0, y) == 1.5);
        CHECK(faces.at(1, 1.0, y) == 7);
    }
}

TEST_CASE("a scan is measured to the same bits on any number of threads", "[skin][scan][determinism]")
{
    const core::Lattice lattice{5e-6, 83, 71, 100};
    const Labels labels(Skin(thin_cheek(), lattice.width(), lattice.height(), 1), lattice);
    const Scan one = labels.scan(4, Level::plane);
    for (const int threads : {1, 2, 3, 8})
        core::with_threads(threads, [&] {
            const Scan other = labels.scan(4, Level::plane);
            CHECK(other.tilt == one.tilt);
            for (std::size_t c = 0; c < 4; ++c) {
                CHECK(other.classes[c].depth == one.classes[c].depth);
                CHECK(other.classes[c].heights == one.classes[c].heights);
            }
        });
}

TEST_CASE("faces that do not fit the stack are refused", "[skin][scan][bad]")
{
    Stack stack = flat_cheek();
    auto faces = std::make_shared<MeasuredFaces>();
    stack.measured = faces;
    CHECK_THROWS_AS(Skin(stack, 1e-3, 1e-3, 1), core::InputError);
    *faces = {.nx = 2, .ny = 1, .dx = 1e-3, .dy = 1e-3, .heights = {{0, 0}}, .of_face = {0, 0, 0, 0, -1}};
    CHECK_NOTHROW(Skin(stack, 1e-3, 1e-3, 1));
    faces->of_face[1] = 1;
    CHECK_THROWS_AS(Skin(stack, 1e-3, 1e-3, 1), core::InputError);
}

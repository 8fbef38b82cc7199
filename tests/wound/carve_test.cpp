#include "dermavox/core/parallel.hpp"
#include "dermavox/device/roller.hpp"
#include "dermavox/skin/voxel_trees.hpp"
#include "dermavox/wound/carve.hpp"
#include "tests/support/catch.hpp"
#include "tests/wound/samples.hpp"

#include <set>

using namespace dermavox;
using std::numbers::pi;

namespace {

/// The definition, voxel by voxel: surface, section and recoil at the voxel's centre.
struct Predicate {
    const wound::Tracts& tracts;
    const skin::Skin& skin;
    const core::Lattice& lattice;

    int hits(int i, int j, int k) const { return count(i, j, k, false); }
    bool open(int i, int j, int k) const { return count(i, j, k, true) > 0; }

private:
    int count(int i, int j, int k, bool residual) const
    {
        const double x = lattice.centre(i), y = lattice.centre(j), z = lattice.centre(k);
        const int layer = skin.layer_at(x, y, z);
        if (layer < 0) return 0;
        const double recoil = tracts.recoil[std::min(std::size_t(layer), tracts.recoil.size() - 1)];
        int hits = 0;
        for (const wound::Tract& t : tracts.all) {
            const double depth = z - t.surface;
            if (depth >= (residual ? t.residual : t.tip)) continue;
            wound::Opening o = tracts.envelope_at(t, std::max(depth, 0.0));
            if (residual) o.radius *= recoil, o.half = t.half_open > 0 ? o.half * t.half_open / t.half_slit : 0;
            hits += o.radius > 0 && wound::distance(o, x, y) < 0;
        }
        return hits;
    }
};

void check_every_voxel(const std::vector<mechanics::Insertion>& insertions, const skin::Skin& skin,
                       const core::Lattice& lattice, const wound::CarveOptions& options = {},
                       device::Point point = device::Point::cone)
{
    const device::Needle needle{.diameter = 0.2_mm, .taper = 0.6_mm, .tip_radius = 10.0_um, .point = point};
    const wound::Wound w = wound::carve(insertions, device::NeedleSet(needle), skin, lattice, options);
    const Predicate predicate{w.tracts, skin, lattice};
    const auto envelope = w.hits->getConstAccessor();
    const auto residual = w.residual->getConstAccessor();
    const auto hits = w.hits->getConstAccessor();
    std::size_t wrong = 0, cut = 0, open = 0;
    for (int i = 0; i < lattice.nx; ++i)
        for (int j = 0; j < lattice.ny; ++j)
            for (int k = 0; k < lattice.nz; ++k) {
                const openvdb::Coord at(i, j, k);
                const int n = predicate.hits(i, j, k);
                const bool stays = predicate.open(i, j, k);
                wrong += envelope.isValueOn(at) != (n > 0);
                wrong += hits.getValue(at) != std::min(n, 255);
                wrong += hits.isValueOn(at) != (n > 0);
                wrong += residual.isValueOn(at) != stays;
                cut += n > 0, open += stays;
            }
    CHECK(wrong == 0);
    CHECK(cut > 1000);
    CHECK(open > 20);
    CHECK(w.hits->activeVoxelCount() == cut);  // nothing outside the lattice
    CHECK(w.residual->activeVoxelCount() == open);
}

}  // namespace

TEST_CASE("grids equal the definition at every voxel", "[wound][carve][property]")
{
    for (const std::uint64_t seed : {1, 2}) {
        INFO("seed " << seed);
        // 150 x 140 columns cross a block's border; 150 voxels deep cross a node's
        const core::Lattice lattice{10e-6, 150, 140, 150};
        const auto insertions = wound::random_insertions(16, lattice.width(), 0.2e-3, 2e-3, seed);
        check_every_voxel(insertions, wound::three_layers(lattice.width(), lattice.height()), lattice);
    }
}

TEST_CASE("grids equal the definition on rough skin", "[wound][carve][property]")
{
    const core::Lattice lattice{10e-6, 96, 130, 90};
    const auto insertions = wound::random_insertions(40, lattice.width(), 0.2e-3, 1e-3, 5);
    check_every_voxel(insertions, wound::three_layers(lattice.width(), lattice.height(), 0.6, 0.3, 12e-6), lattice);
}

TEST_CASE("grids equal the definition for rollers and bevels", "[wound][carve][property]")
{
    const core::Lattice lattice{10e-6, 100, 100, 120};
    const skin::Skin skin = wound::three_layers(lattice.width(), lattice.height());
    wound::CarveOptions roller;
    roller.drum = 4.0_mm;
    check_every_voxel(wound::random_insertions(20, lattice.width(), 0.2e-3, 1.5e-3, 6), skin, lattice, roller);
    check_every_voxel(wound::random_insertions(20, lattice.width(), 0.2e-3, 1.5e-3, 7), skin, lattice, {},
                      device::Point::bevel);
}

TEST_CASE("a roller's groove shortens with depth as its needle sweeps", "[wound][tract][analytic]")
{
    const device::Roller drum{.radius = 10.0_mm};
    mechanics::Insertion in = wound::straight_down(1e-3, 1e-3, 1.5e-3);
    in.slit_dermis = device::opening_swept(drum, 1.5_mm).si;
    CHECK_THAT(in.slit_dermis, WithinAbs(1.028e-3, 1e-6));  // 2 R (tan e - e)
    const wound::Tracts tracts =
        wound::tracts_of(std::vector{in}, {}, wound::three_layers(2e-3, 2e-3), drum.radius.si);
    for (const double depth : {0.0, 0.2e-3, 0.75e-3, 1.4e-3})
        CHECK_THAT(2 * tracts.envelope_at(tracts.all[0], depth).half,
                   WithinRel(device::opening_swept(drum, 1.5_mm, Length{depth}).si, 1e-9));
}

TEST_CASE("more than 255 hits are counted as 255", "[wound][carve]")
{
    const core::Lattice lattice{10e-6, 40, 40, 40};
    const std::vector<mechanics::Insertion> same(300, wound::straight_down(2e-4, 2e-4, 3e-4));
    const wound::Wound w = wound::carve(same, {}, wound::three_layers(4e-4, 4e-4), lattice);
    CHECK(w.hits->getConstAccessor().getValue({19, 19, 0}) == 255);
    CHECK(w.hits->getConstAccessor().getValue({0, 0, 0}) == 0);
    REQUIRE(w.channels.size() == 1);
    CHECK(w.channels[0].merged_insertions == 300);
}

TEST_CASE("a cone has its volume within half a per cent at ten voxels per radius", "[wound][carve][analytic]")
{
    const double diameter = 0.2e-3, depth = 1e-3;
    const device::Needle needle{.diameter = Length{diameter}, .taper = Length{depth}, .tip_radius = 1e-3_um};
    const core::Lattice lattice{10e-6, 64, 64, 128};
    const std::vector<mechanics::Insertion> one{wound::straight_down(0.32e-3, 0.32e-3, depth)};
    const wound::Wound w =
        wound::carve(one, device::NeedleSet(needle), wound::three_layers(0.64e-3, 0.64e-3), lattice);
    const double voxels = double(w.hits->activeVoxelCount()) * std::pow(lattice.voxel, 3);
    CHECK_THAT(voxels, WithinRel(pi * diameter * diameter * depth / 12, 5e-3));
    // the transform, in mm, puts voxel (i, j, k) at its centre
    CHECK_THAT(w.hits->indexToWorld(openvdb::Vec3d(0, 0, 0)).x(), WithinRel(5e-3, 1e-12));
}

TEST_CASE("grids and channels do not depend on the number of threads", "[wound][carve][threads]")
{
    const core::Lattice lattice{10e-6, 300, 280, 130};
    const auto insertions = wound::random_insertions(300, 3e-3, 0.2e-3, 1.5e-3, 8);
    const skin::Skin skin = wound::three_layers(lattice.width(), lattice.height());
    std::optional<wound::Wound> first;
    for (const int threads : {1, 2, 3, 8})
        core::with_threads(threads, [&] {
            const wound::Wound w = wound::carve(insertions, {}, skin, lattice, motion::Edges::periodic);
            if (!first) {
                first = w;
                return;
            }
            CHECK(w.residual->tree().hasSameTopology(first->residual->tree()));
            CHECK(w.hits->activeVoxelCount() == first->hits->activeVoxelCount());
            bool same = w.hits->tree().hasSameTopology(first->hits->tree());
            const auto hits = w.hits->getConstAccessor();
            for (auto v = first->hits->cbeginValueOn(); v; ++v) same = same && hits.getValue(v.getCoord()) == *v;
            CHECK(same);
            REQUIRE(w.channels.size() == first->channels.size());
            for (std::size_t i = 0; i < w.channels.size(); ++i) {
                CHECK(w.channels[i].area == first->channels[i].area);
                CHECK(w.channels[i].volume_per_layer == first->channels[i].volume_per_layer);
            }
        });
}

TEST_CASE("a periodic wound carries on over the border", "[wound][carve]")
{
    const core::Lattice lattice{10e-6, 80, 80, 40};
    const skin::Skin skin = wound::three_layers(0.8e-3, 0.8e-3);
    const std::vector<mechanics::Insertion> corner{wound::straight_down(5e-6, 5e-6, 0.3e-3)};
    const std::vector<mechanics::Insertion> middle{wound::straight_down(0.405e-3, 0.405e-3, 0.3e-3)};
    const wound::Wound a = wound::carve(corner, {}, skin, lattice, motion::Edges::periodic);
    const wound::Wound b = wound::carve(middle, {}, skin, lattice, motion::Edges::periodic);
    CHECK(a.hits->activeVoxelCount() == b.hits->activeVoxelCount());
    CHECK(a.hits->getConstAccessor().isValueOn({79, 79, 0}));
    REQUIRE(a.channels.size() == 1);
    CHECK_THAT(a.channels[0].area, WithinRel(b.channels[0].area, 1e-9));
}

TEST_CASE("what reaches over the border of the lattice is cut off there", "[wound][carve]")
{
    const core::Lattice lattice{10e-6, 43, 45, 37};  // no whole leaves
    const skin::Skin skin = wound::three_layers(0.43e-3, 0.45e-3, 1, 1);
    std::vector<mechanics::Insertion> corners;
    for (const double x : {0.0, lattice.width()})
        for (const double y : {0.0, lattice.height()}) corners.push_back(wound::straight_down(x, y, 0.5e-3));
    const wound::Wound w = wound::carve(corners, {}, skin, lattice);
    const openvdb::CoordBBox box(0, 0, 0, lattice.nx - 1, lattice.ny - 1, lattice.nz - 1);
    CHECK(w.residual->evalActiveVoxelBoundingBox() == box);
    CHECK(w.hits->evalActiveVoxelBoundingBox() == box);
}

TEST_CASE("insertions that did not puncture leave nothing", "[wound][carve]")
{
    mechanics::Insertion held = wound::straight_down(2e-4, 2e-4, 3e-4);
    held.punctured_layers = 0;
    const core::Lattice lattice{10e-6, 40, 40, 40};
    const wound::Wound w = wound::carve(std::vector{held}, {}, wound::three_layers(4e-4, 4e-4), lattice);
    CHECK(w.hits->activeVoxelCount() == 0);
    CHECK(w.residual->activeVoxelCount() == 0);
    CHECK(w.channels.empty());
}

TEST_CASE("each type of needle carves its own shape", "[wound][types]")
{
    const skin::Skin skin = wound::three_layers(2e-3, 1e-3);
    const core::Lattice lattice{10e-6, 200, 100, 60};
    const device::Needle wide{.diameter = 0.4_mm, .taper = 0.8_mm}, thin{.diameter = 0.1_mm, .taper = 0.4_mm};
    const auto at = [](double x, std::uint16_t seat) {
        mechanics::Insertion in = wound::straight_down(x, 0.5e-3, 0.5e-3);
        in.needle = seat;
        return in;
    };
    device::NeedleSet both(wide);
    both.types.push_back(thin);
    both.of_seat = {0, 1};
    const std::vector left{at(0.5e-3, 0)}, right{at(1.5e-3, 1)}, pair{left[0], right[0]};
    const auto count = [&](const std::vector<mechanics::Insertion>& all, const device::NeedleSet& needles) {
        const wound::Wound w = wound::carve(all, needles, skin, lattice);
        return std::pair{w.hits->activeVoxelCount(), w.residual->activeVoxelCount()};
    };
    const auto [wide_cut, wide_open] = count(left, device::NeedleSet(wide));
    const auto [thin_cut, thin_open] = count(right, device::NeedleSet(thin));
    CHECK(wide_cut > 4 * thin_cut);
    CHECK(count(pair, both) == std::pair{wide_cut + thin_cut, wide_open + thin_open});

    const wound::Wound w = wound::carve(pair, both, skin, lattice, {});
    REQUIRE(w.channels.size() == 2);
    CHECK_THAT(w.channels[0].area / w.channels[1].area,
               WithinRel(std::pow(device::radius_at(wide, 0.5e-3) / device::radius_at(thin, 0.5e-3), 2), 1e-6));
}

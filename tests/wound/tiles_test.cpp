#include "dermavox/core/problem.hpp"
#include "dermavox/skin/voxel_trees.hpp"
#include "dermavox/wound/resolution.hpp"
#include "dermavox/wound/tiles.hpp"
#include "tests/support/catch.hpp"
#include "tests/wound/samples.hpp"

#include <fstream>
#include <unistd.h>

using namespace dermavox;

namespace {

struct Folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("dermavox-tiles-" + std::to_string(getpid()));
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() { std::filesystem::remove_all(path); }
};

}  // namespace

TEST_CASE("tiles kept in files and merged equal the patch carved in one piece", "[wound][tiles]")
{
    const Folder folder;
    const core::Lattice lattice{10e-6, 300, 200, 140};
    const skin::Skin skin = wound::three_layers(lattice.width(), lattice.height(), 0.6, 0.3, 8e-6);
    const auto insertions = wound::random_insertions(120, 3e-3, 0.2e-3, 1.5e-3, 3);
    const wound::Wound whole = wound::carve(insertions, {}, skin, lattice, motion::Edges::periodic);

    std::vector<std::filesystem::path> files;
    wound::VoxelCount voxels;
    wound::carve_tiles(wound::with_images(whole.tracts, lattice), skin, lattice, 128, [&](wound::Tile&& tile) {
        files.push_back(folder.path / (std::to_string(files.size()) + ".vdb"));
        voxels += wound::count_voxels(tile.grids);
        wound::save_tile(tile, files.back());
    });
    REQUIRE(files.size() == 6);
    const wound::VoxelCount all = wound::resolution_of(whole).voxels;  // figures by tile add exactly
    CHECK(voxels.cut == all.cut);
    CHECK(all.cut == whole.hits->activeVoxelCount());
    CHECK(voxels.open == all.open);
    CHECK(voxels.open_on_top == all.open_on_top);

    wound::Grids merged = wound::load_tile(files.front());
    for (std::size_t i = 1; i < files.size(); ++i) wound::merge(merged, wound::load_tile(files[i]));
    CHECK(merged.hits->tree().hasSameTopology(whole.hits->tree()));
    CHECK(merged.residual->tree().hasSameTopology(whole.residual->tree()));
    CHECK(merged.hits->activeVoxelCount() == whole.hits->activeVoxelCount());
    CHECK(merged.residual->activeVoxelCount() == whole.residual->activeVoxelCount());
    CHECK(merged.hits->transform() == whole.hits->transform());
    std::size_t wrong = 0, hits = 0;
    const auto merged_hits = merged.hits->getConstAccessor();
    for (auto v = whole.hits->cbeginValueOn(); v; ++v, ++hits) wrong += merged_hits.getValue(v.getCoord()) != *v;
    CHECK(wrong == 0);
    CHECK(hits == merged.hits->activeVoxelCount());
}

TEST_CASE("a tile that cannot be kept or read says so", "[wound][tiles]")
{
    const Folder folder;
    const core::Lattice lattice{10e-6, 64, 64, 40};
    const skin::Skin skin = wound::three_layers(lattice.width(), lattice.height());
    const wound::Tracts tracts = wound::tracts_of(std::vector{wound::straight_down(3e-4, 3e-4, 2e-4)}, {}, skin);
    wound::carve_tiles(tracts, skin, lattice, 128, [&](wound::Tile&& tile) {
        CHECK_THROWS_AS(wound::save_tile(tile, folder.path / "missing" / "a.vdb"), core::Failure);
        wound::save_tile(tile, folder.path / "a.vdb");
    });
    const auto size = std::filesystem::file_size(folder.path / "a.vdb");
    std::filesystem::resize_file(folder.path / "a.vdb", size / 2);
    CHECK_THROWS_AS(wound::load_tile(folder.path / "a.vdb"), core::Failure);
    CHECK_THROWS_AS(wound::load_tile(folder.path / "none.vdb"), core::Failure);
}

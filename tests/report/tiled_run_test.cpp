// A run in tiles beside the same run in one piece.
#include "dermavox/core/problem.hpp"
#include "dermavox/report/result_folder.hpp"
#include "dermavox/result/result_json.hpp"
#include "dermavox/simulation/simulate.hpp"
#include "dermavox/skin/voxel_trees.hpp"
#include "dermavox/wound/tiles.hpp"
#include "tests/report/sample_outcome.hpp"
#include "tests/simulation/scenes.hpp"
#include "tests/support/catch.hpp"

#include <fstream>
#include <openvdb/io/Stream.h>
#include <openvdb/openvdb.h>

using namespace dermavox;
using namespace dermavox::report;
using test::Scratch;
using test::text_of;

namespace fs = std::filesystem;

namespace {

/// 3 x 2 mm of cheek at 10 um: 300 x 200 columns, cut by tiles of 128.
const std::vector<std::string> patch{"motion.area=[\"3 mm\", \"2 mm\"]", "grid.depth=1.5 mm"};

simulation::Outcome run_in_tiles(const scene::Scene& scene, VoxelPictures& pictures)
{
    return simulation::simulate(scene, {}, {128, [&](const wound::Tile& tile, const simulation::Outcome& outcome) {
                                                pictures.add(tile, outcome);
                                            }});
}

/// Active voxels of a grid in a file, and the sum of their coordinates.
struct Content {
    std::size_t voxels = 0;
    openvdb::Vec3d sum{0, 0, 0};
    void add(const fs::path& file, const std::string& name)
    {
        std::ifstream in(file, std::ios::binary);
        const auto grids = openvdb::io::Stream(in, false).getGrids();
        for (const auto& grid : *grids)
            if (grid->getName() == name)
                for (auto v = openvdb::gridPtrCast<openvdb::BoolGrid>(grid)->cbeginValueOn(); v; ++v)
                    ++voxels, sum += v.getCoord().asVec3d();
    }
};

}  // namespace

TEST_CASE("A run in tiles gives the files of the run in one piece", "[report][tiles]")
{
    openvdb::initialize();
    const Scratch scratch;
    const scene::Scene scene = testing::scene_of(testing::small_cheek, patch);
    const fs::path whole = scratch.path() / "whole", tiled = scratch.path() / "tiled";
    write_result(simulation::simulate(scene), test::sample_provenance(), whole, false);
    {
        VoxelPictures pictures(tiled);
        const simulation::Outcome outcome = run_in_tiles(scene, pictures);
        CHECK_FALSE(outcome.wound->residual);
        write_result(outcome, test::sample_provenance(), tiled, false, pictures);
    }
    for (const char* name : {"result.json", "channels.csv", "insertions.csv", "channels.vtp", "volume.vti",
                             "maps/depth-0000um.png", "maps/depth-0100um.png", "maps/depth-0500um.png"}) {
        INFO(name);
        CHECK(text_of(whole / name) == text_of(tiled / name));
    }
    CHECK(damage_of(tiled).empty());
    CHECK_FALSE(fs::exists(tiled / "tissue.vdb"));
    Content in_one, in_tiles;
    in_one.add(whole / "tissue.vdb", "channels");
    std::size_t files = 0;
    for (const auto& file : fs::directory_iterator(tiled / "tiles")) in_tiles.add(file.path(), "channels"), ++files;
    CHECK(files == 6);
    CHECK(in_one.voxels > 1000);
    CHECK(in_tiles.voxels == in_one.voxels);
    CHECK(in_tiles.sum == in_one.sum);
    CHECK(std::distance(fs::directory_iterator(scratch.path()), fs::directory_iterator()) == 2);  // nothing is left
}

TEST_CASE("Voxels are kept only where the scene asks for them", "[report][tiles]")
{
    const Scratch scratch;
    auto sets = patch;
    sets.emplace_back("report.voxels=false");
    const scene::Scene scene = testing::scene_of(testing::small_cheek, sets);
    const fs::path whole = scratch.path() / "whole", tiled = scratch.path() / "tiled";
    write_result(simulation::simulate(scene), test::sample_provenance(), whole, false);
    VoxelPictures pictures(tiled);
    const simulation::Outcome outcome = run_in_tiles(scene, pictures);
    write_result(outcome, test::sample_provenance(), tiled, false, pictures);
    CHECK_FALSE(fs::exists(whole / "tissue.vdb"));
    CHECK_FALSE(fs::exists(tiled / "tiles"));
    CHECK(text_of(whole / "volume.vti") == text_of(tiled / "volume.vti"));
}

TEST_CASE("A run in tiles that stops leaves nothing behind", "[report][tiles]")
{
    const Scratch scratch;
    const scene::Scene scene = testing::scene_of(testing::small_cheek, patch);
    struct Stopped {
    };
    const auto run = [&] {
        VoxelPictures pictures(scratch.path() / "out");
        int tiles = 0;
        simulation::simulate(scene, {}, {128, [&](const wound::Tile& tile, const simulation::Outcome& outcome) {
                                             pictures.add(tile, outcome);
                                             if (++tiles == 3) throw Stopped();
                                         }});
    };
    CHECK_THROWS_AS(run(), Stopped);
    CHECK(fs::is_empty(scratch.path()));
}

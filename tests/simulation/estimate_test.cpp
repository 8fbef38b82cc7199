#include "dermavox/simulation/estimate.hpp"

#include "dermavox/core/problem.hpp"
#include "tests/simulation/scenes.hpp"
#include "tests/support/catch.hpp"

using namespace dermavox;
using namespace dermavox::testing;

namespace {

std::string refusal(const scene::Scene& scene, const simulation::Budget& budget)
{
    try {
        simulation::fitting_tiles(scene, budget);
    } catch (const core::Failure& failure) {
        CHECK(failure.exit_code() == core::exit_code::refused);
        return failure.what();
    }
    return "";
}

}  // namespace

TEST_CASE("a voxel of one nanometre is refused with the voxel that fits", "[simulation][estimate]")
{
    const auto scene = scene_of(small_cheek, {"grid.voxel=1 nm", "motion.area=[\"20 mm\", \"20 mm\"]"});
    const std::string text = refusal(scene, {.memory_bytes = 4e9, .voxels = 0, .disk_bytes = {}});
    CHECK(text.find("grid.voxel = \"") != std::string::npos);
    // what it names fits
    const auto begin = text.find("grid.voxel = \"") + 14;
    const auto fits = scene_of(small_cheek, {"grid.voxel=" + text.substr(begin, text.find('"', begin) - begin),
                                             "motion.area=[\"20 mm\", \"20 mm\"]"});
    CHECK(refusal(fits, {.memory_bytes = 4e9, .voxels = 0, .disk_bytes = {}}).empty());
}

TEST_CASE("each budget refuses by itself", "[simulation][estimate]")
{
    const auto scene = scene_of(small_cheek);
    const auto e = simulation::estimate(scene);
    CHECK(refusal(scene, {.memory_bytes = 2 * e.memory_bytes, .voxels = 2 * e.voxels, .disk_bytes = 2 * e.disk_bytes})
              .empty());
    CHECK_FALSE(refusal(scene, {.memory_bytes = e.memory_bytes / 2, .voxels = 0, .disk_bytes = {}}).empty());
    CHECK_FALSE(refusal(scene, {.memory_bytes = 0, .voxels = e.voxels / 2, .disk_bytes = {}}).empty());
    CHECK_FALSE(refusal(scene, {.memory_bytes = 0, .voxels = 0, .disk_bytes = e.disk_bytes / 2}).empty());
}

TEST_CASE("sizes read well", "[simulation][estimate]")
{
    CHECK(simulation::readable_bytes(480e6) == "480 MB");
    CHECK(simulation::readable_bytes(1.5e9) == "1.5 GB");
}

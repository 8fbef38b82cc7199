#include "dermavox/simulation/dial_band.hpp"

#include "tests/simulation/scenes.hpp"
#include "tests/support/catch.hpp"

using namespace dermavox;
using simulation::dial_band;
using testing::scene_of;
using testing::small_cheek;

TEST_CASE("a dial's tolerance has the depths of its ends", "[simulation][dial]")
{
    const auto band = dial_band(scene_of(small_cheek, {"device.depth=1 mm", "device.dial.tolerance=0.2 mm"}));
    REQUIRE(band);
    REQUIRE(band->high);
    CHECK(band->low > 0);
    CHECK(*band->high > band->low + 0.05e-3);
    const auto wider = dial_band(scene_of(small_cheek, {"device.depth=1 mm", "device.dial.tolerance=0.3 mm"}));
    CHECK(wider->low < band->low);
    CHECK(*wider->high > *band->high);
}

TEST_CASE("a dial that may be off by more than its setting may leave the skin whole", "[simulation][dial]")
{
    const auto band = dial_band(scene_of(small_cheek, {"device.depth=0.2 mm", "device.dial.tolerance=0.3 mm"}));
    CHECK(band->low == 0);
}

TEST_CASE("there are no depths of a dial without a tolerance or needles that are pressed", "[simulation][dial]")
{
    CHECK_FALSE(dial_band(scene_of(small_cheek)));
    CHECK_FALSE(dial_band(scene_of(small_cheek, {"device.dial.tolerance=0.2 mm", "run.stages=[\"motion\"]"})));
    CHECK_FALSE(dial_band(scene_of(testing::known_lattice, {"device.dial.tolerance=0.2 mm"})));
}

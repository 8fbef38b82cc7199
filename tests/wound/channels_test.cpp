#include "dermavox/device/profile.hpp"
#include "dermavox/wound/channels.hpp"
#include "tests/support/catch.hpp"
#include "tests/wound/samples.hpp"

using namespace dermavox;
using std::numbers::pi;

namespace {

const device::Needle needle{.diameter = 0.25_mm, .taper = 1.5_mm, .tip_radius = 3.0_um};

std::vector<wound::Channel> channels(const std::vector<mechanics::Insertion>& insertions, const skin::Skin& skin)
{
    return wound::channels_of(wound::tracts_of(insertions, needle, skin), 1e-2, 1e-2, false);
}

}  // namespace

TEST_CASE("one insertion makes one round channel with its recoiled width", "[wound][channels][analytic]")
{
    const skin::Skin skin = wound::three_layers(1e-2, 1e-2, 0.5, 0.25);
    mechanics::Insertion in = wound::straight_down(3e-3, 4e-3, 0.8e-3);
    in.residual = 0.5e-3;
    const auto all = channels({in}, skin);
    REQUIRE(all.size() == 1);
    const wound::Channel& c = all[0];
    const double mouth = device::radius_at(needle, 0.8e-3);
    CHECK_THAT(c.x, WithinRel(3e-3, 1e-9));
    CHECK_THAT(c.y, WithinRel(4e-3, 1e-9));
    CHECK_THAT(c.area, WithinRel(pi * 0.25 * mouth * mouth, 1e-9));
    CHECK_THAT(c.long_axis, WithinRel(mouth, 1e-6));
    CHECK_THAT(c.short_axis, WithinRel(mouth, 1e-6));
    CHECK(c.depth == 0.5e-3);
    CHECK(c.cut_depth == 0.8e-3);
    CHECK(c.merged_insertions == 1);
    // volume per layer: recoil squared x the needle's volume between the layer's faces
    const auto slice = [&](double top, double bottom) {
        return device::volume_to(needle, 0.8e-3 - top) - device::volume_to(needle, 0.8e-3 - bottom);
    };
    REQUIRE(c.volume_per_layer.size() == 3);
    CHECK_THAT(c.volume_per_layer[0], WithinRel(0.25 * slice(0, 15e-6), 1e-9));
    CHECK_THAT(c.volume_per_layer[1], WithinRel(0.25 * slice(15e-6, 75e-6), 1e-9));
    CHECK_THAT(c.volume_per_layer[2], WithinRel(0.0625 * slice(75e-6, 0.5e-3), 1e-9));
}

TEST_CASE("overlapping openings are one channel along their line", "[wound][channels]")
{
    const skin::Skin skin = wound::three_layers(1e-2, 1e-2);
    const double angle = pi / 3, step = 30e-6;
    std::vector<mechanics::Insertion> row;
    for (int k = 0; k < 5; ++k)
        row.push_back(wound::straight_down(5e-3 + k * step * std::cos(angle), 5e-3 + k * step * std::sin(angle),
                                           0.6e-3 + k * 1e-5));
    row.push_back(wound::straight_down(1e-3, 1e-3, 0.4e-3));
    const auto all = channels(row, skin);
    REQUIRE(all.size() == 2);
    CHECK(all[0].id == 0);
    CHECK(all[0].merged_insertions == 1);  // smaller y first
    CHECK(all[1].merged_insertions == 5);
    CHECK_THAT(all[1].angle, WithinAbs(angle, 0.01));
    CHECK(all[1].long_axis > 2 * all[1].short_axis);
    CHECK_THAT(all[1].cut_depth, WithinRel(0.64e-3, 1e-12));
}

TEST_CASE("a channel belongs to the patch that holds its centre", "[wound][channels]")
{
    const skin::Skin skin = wound::three_layers(1e-2, 1e-2);
    CHECK(channels({wound::straight_down(-1e-6, 5e-3, 0.5e-3)}, skin).empty());
    CHECK(channels({wound::straight_down(1e-6, 5e-3, 0.5e-3)}, skin).size() == 1);
    CHECK(channels({wound::straight_down(1e-2, 5e-3, 0.5e-3)}, skin).empty());
}

TEST_CASE("where nothing stays open there is no channel", "[wound][channels]")
{
    CHECK(channels({wound::straight_down(1e-3, 1e-3, 0.5e-3)}, wound::three_layers(1e-2, 1e-2, 0)).empty());
}

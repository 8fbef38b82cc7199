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
    return wound::channels_of(wound::tracts_of(insertions, device::NeedleSet(needle), skin), 1e-2, 1e-2, false);
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

TEST_CASE("a channel tells what it reaches", "[wound][channels]")
{
    const skin::Skin skin = wound::three_layers(1e-2, 1e-2);  // the dermis begins at 75 um
    std::vector<mechanics::Insertion> all;
    for (const double depth : {60e-6, 100e-6, 160e-6}) all.push_back(wound::straight_down(3e-3, 20 * depth, depth));
    const auto follicle = [](double x, double y) {
        return skin::Appendage{skin::Appendage::Kind::follicle, x, y, 50e-6};
    };
    // two follicles at the first channel, of which one is out of reach; one between the channels
    const std::vector<skin::Appendage> follicles{follicle(3.02e-3, 1.2e-3), follicle(3.2e-3, 1.2e-3),
                                                 follicle(3e-3, 2.6e-3)};
    auto channels =
        wound::channels_of(wound::tracts_of(all, device::NeedleSet(needle), skin), 1e-2, 1e-2, false, follicles);
    wound::mark_depths(channels, skin, 75e-6);
    REQUIRE(channels.size() == 3);
    CHECK(std::vector{channels[0].reaches_dermis, channels[1].reaches_dermis, channels[2].reaches_dermis} ==
          std::vector{false, true, true});
    CHECK(std::vector{channels[0].reaches_capillaries, channels[1].reaches_capillaries,
                      channels[2].reaches_capillaries} == std::vector{false, false, true});
    CHECK(std::vector{channels[0].follicles, channels[1].follicles, channels[2].follicles} ==
          std::vector<std::uint32_t>{1, 0, 0});
}

TEST_CASE("channels meet follicles as often as chance has it", "[wound][channels][analytic]")
{
    const double side = 4e-2, radius = 40e-6;  // half of 80 um, recoil 0.5
    const skin::Skin skin = wound::three_layers(side, side);
    const device::Needle straight{.diameter = Length{4 * radius}, .taper = Length{1e-9}, .tip_radius = Length{0}};
    const core::Random random(3, core::Purpose::reference_pattern);
    std::vector<mechanics::Insertion> all;
    for (std::uint64_t i = 0; i < 3000; ++i)
        all.push_back(wound::straight_down(side * random.uniform({.cycle = i}),
                                           side * random.uniform({.cycle = i, .draw = 1}), 0.5e-3));
    const skin::Appendages kinds;
    auto follicles = skin::appendages_on(kinds, side, side, 2);
    std::erase_if(follicles, [](const auto& at) { return at.kind != skin::Appendage::Kind::follicle; });
    double met = 0, channels = 0;
    for (const auto& c :
         wound::channels_of(wound::tracts_of(all, device::NeedleSet(straight), skin), side, side, false, follicles))
        if (c.merged_insertions == 1) ++channels, met += c.follicles > 0;
    const double reach = radius + kinds.follicle_radius.value.si;
    const double chance = skin::strike_chance(kinds.follicles.value.si, reach);
    CHECK_THAT(met / channels, WithinAbs(chance, 4 * std::sqrt(chance / channels)));
}

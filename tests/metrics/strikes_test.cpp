// What needles meet beside the layers: counts against those by hand and by chance.
#include "dermavox/metrics/strikes.hpp"

#include "dermavox/wound/carve.hpp"
#include "tests/support/catch.hpp"
#include "tests/wound/samples.hpp"

#include <cmath>
#include <numbers>

using namespace dermavox;

namespace {

constexpr double side = 1e-2;

struct Patch {
    skin::Skin skin;
    wound::Wound wound;
    std::vector<mechanics::Insertion> insertions;
};

/// Needles of 0.2 mm that leave openings of 0.1 mm.
Patch patch_of(std::vector<mechanics::Insertion> insertions, const skin::Stack& extra)
{
    skin::Stack stack = wound::three_layers(side, side).stack();
    stack.inclusions = extra.inclusions;
    stack.appendages = extra.appendages;
    const skin::Skin skin(stack, side, side, 1);
    const device::Needle straight{.diameter = 0.2_mm, .taper = Length{1e-9}, .tip_radius = Length{0}};
    wound::CarveOptions options;
    const auto appendages = skin::appendages_on(stack.appendages, side, side, 4);
    options.appendages = appendages;
    options.grids = false;
    wound::Wound wound = wound::carve(insertions, device::NeedleSet(straight), skin, {50e-6, 200, 200, 60}, options);
    return {skin, std::move(wound), std::move(insertions)};
}

}  // namespace

TEST_CASE("insertions and channels that reach an inclusion are counted", "[metrics][strikes]")
{
    skin::Stack extra;
    extra.inclusions = {{.name = "vessels", .shape = skin::Inclusion::Shape::plane, .depth = 0.6e-3},
                        {.name = "filler",
                         .shape = skin::Inclusion::Shape::ellipsoid,
                         .depth = 1e-3,
                         .x = 2e-3,
                         .y = 2e-3,
                         .half_x = 1e-3,
                         .half_y = 1e-3,
                         .half_depth = 0.5e-3}};
    auto at = [](double x, double y, double depth) { return wound::straight_down(x, y, depth); };
    std::vector<mechanics::Insertion> all{at(2e-3, 2e-3, 0.7e-3), at(2.05e-3, 2e-3, 0.4e-3),  // one channel
                                          at(5e-3, 5e-3, 0.7e-3), at(8e-3, 5e-3, 0.3e-3)};
    all.push_back(at(2e-3, 2.5e-3, 2e-3));
    all.back().punctured_layers = 0;  // did not get in
    const Patch patch = patch_of(all, extra);
    const metrics::Strikes strikes(patch.wound, patch.insertions, patch.skin);
    const auto reach = strikes.inclusions();
    REQUIRE(reach.size() == 2);
    CHECK(reach[0].name == "vessels");
    CHECK_THAT(reach[0].insertions_per_area * side * side, WithinRel(2.0, 1e-12));
    CHECK_THAT(reach[0].insertion_fraction, WithinRel(0.5, 1e-12));
    CHECK_THAT(reach[0].channels_per_area * side * side, WithinRel(2.0, 1e-12));
    CHECK_THAT(reach[1].insertions_per_area * side * side, WithinRel(1.0, 1e-12));
    CHECK_THAT(reach[1].channels_per_area * side * side, WithinRel(1.0, 1e-12));

    motion::Region right;
    right.outline = {{4e-3, 0}, {side, 0}, {side, side}, {4e-3, side}};
    const metrics::Domain domain(right, side, side);
    const auto treated = metrics::Strikes(patch.wound, patch.insertions, patch.skin, &domain).inclusions();
    CHECK_THAT(treated[0].insertions_per_area * domain.area(), WithinRel(1.0, 1e-12));
    CHECK(treated[1].channels_per_area == 0);
}

TEST_CASE("follicles and glands are struck as often as chance has it", "[metrics][strikes][analytic]")
{
    const core::Random random(3, core::Purpose::reference_pattern);
    std::vector<mechanics::Insertion> all;
    for (std::uint64_t i = 0; i < 900; ++i)
        all.push_back(wound::straight_down(side * random.uniform({.cycle = i}),
                                           side * random.uniform({.cycle = i, .draw = 1}), 0.5e-3));
    skin::Stack extra;
    extra.appendages.glands.value = {20e6};
    const Patch patch = patch_of(all, extra);
    const auto strikes = metrics::Strikes(patch.wound, all, patch.skin).appendages();
    REQUIRE(strikes.size() == 2);
    const double n = double(patch.wound.channels.size());
    CHECK(n > 500);
    for (const metrics::AppendageStrikes& at : strikes) {
        INFO(at.kind);
        CHECK_THAT(at.channel_share, WithinAbs(at.chance, 4 * std::sqrt(at.chance / n)));
    }
    CHECK(std::string(strikes[1].kind) == "glands");
    const double lone = skin::strike_chance(20e6, 50e-6 + 25e-6);  // openings that merged are wider
    CHECK(strikes[1].chance > lone);
    CHECK(strikes[1].chance < 1.1 * lone);
}

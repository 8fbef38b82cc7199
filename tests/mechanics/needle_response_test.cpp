// One needle in skin: its dimple, the way in, out, and onto bone.
#include "dermavox/mechanics/needle_response.hpp"
#include "tests/mechanics/samples.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numbers>

using namespace dermavox;
using namespace dermavox::mechanics;

namespace {

NeedleResponse response_of(const skin::Stack& skin, const device::Needle& needle = {},
                           double cell = std::numeric_limits<double>::infinity())
{
    const Parameters p = samples::calm();
    return {InsertionLaw(skin, needle, p, 1), SurfaceResponse::of(elastic_stack(skin)), needle, p, cell};
}

}  // namespace

TEST_CASE("a small load meets the layered stack's own compliance", "[mechanics][analytic]")
{
    for (const double tension : {0.0, 40.0}) {
        const skin::Stack skin = samples::cheek(tension);
        const ElasticStack stack = elastic_stack(skin);
        for (const double a : {0.5e-6, 5e-6, 25e-6, 125e-6}) {
            device::Needle needle;
            needle.tip_radius = Length{a};
            const NeedleResponse response = response_of(skin, needle);
            const double travel = a * 1e-4;
            CHECK_THAT(travel / response.at(travel, {}).force, WithinRel(disc_sink(stack, a, 0), 1e-3));
        }
    }
}

TEST_CASE("what a dense array shares and what a needle keeps are the stack's compliance, however it is cut",
          "[mechanics][analytic]")
{
    for (const double tension : {0.0, 40.0}) {
        const skin::Stack skin = samples::cheek(tension);
        const ElasticStack stack = elastic_stack(skin);
        for (const double a : {0.5e-6, 5e-6, 25e-6, 125e-6})
            for (const double cell : {0.1e-3, 0.3e-3, 1e-3}) {
                device::Needle needle;
                needle.tip_radius = Length{a};
                const NeedleResponse response = response_of(skin, needle, cell);
                const double travel = a * 1e-4, own = travel / response.at(travel, {}).force;
                const double shared = disc_sink(stack, std::hypot(a, cell), 0);
                CHECK_THAT(own + shared, WithinRel(disc_sink(stack, a, 0), 1e-3));
                CHECK(own < disc_sink(stack, a, 0));
            }
    }
}

TEST_CASE("a deep dimple meets a force that grows with the square of its depth", "[mechanics][analytic]")
{
    skin::Stack skin;
    skin.layers = {samples::layer("gel", skin::Role::other, 1, 60e3, 300, 1)};
    skin.backing.young_modulus.value = Pressure{60e3};
    skin.backing.poisson_ratio.value = 0.48;
    const NeedleResponse response = response_of(skin);
    const double w = 1e-3, mu = 60e3 / 2.96, a = 3e-6, lambda = response.growth();
    CHECK_THAT(response.at(w, {}).force, WithinRel(std::numbers::pi * mu / 0.52 * (a * w + lambda * w * w), 1e-4));
}

TEST_CASE("travel is shared between the dimple and the inserted depth", "[mechanics]")
{
    const NeedleResponse response = response_of(samples::cheek());
    for (const double travel : {0.3e-3, 1e-3, 2e-3}) {
        const Reaction r = response.at(travel, {.passed = 99, .exact = true});
        CHECK_THAT(r.inserted + r.force * response.surface().self(response.patch(travel, r.inserted)),
                   WithinRel(travel, 1e-6));
        CHECK(r.inserted < travel);
        const Reaction quick = response.at(travel, {.passed = 99});
        CHECK_THAT(quick.inserted, WithinRel(r.inserted, 5e-3));
        CHECK_THAT(quick.force, WithinRel(r.force, 5e-3));
    }
}

TEST_CASE("looked-up forces are the largest that were met on the way", "[mechanics]")
{
    const NeedleResponse response = response_of(samples::cheek());
    const double fat = response.law().top(4);
    double met = 0, in_dermis = 0, in_fat = 0;
    for (double travel = 5e-6; travel < 4.5e-3; travel += 5e-6) {
        const Reaction exact = response.at(travel, {.passed = 99, .exact = true});
        const Reaction level = response.at(travel, {.passed = 99});
        met = std::max(met, exact.force);
        if (exact.inserted < 0.1e-3) continue;
        CHECK_THAT(level.force, WithinRel(met, 0.01));
        double& most = exact.inserted < fat ? in_dermis : in_fat;
        most = std::max(most, level.force / exact.force - 1);
    }
    CHECK(in_dermis < 0.01);
    CHECK(in_fat > 0.1);  // as the header states
}

TEST_CASE("the work done on a needle is stored in the dimple or spent on the way", "[mechanics]")
{
    const NeedleResponse response = response_of(samples::cheek());
    const auto spent = [&](double travel, const Reaction& r) {
        return response.stored(travel, r.inserted) + response.law().work(r.inserted).total();
    };
    const Progress in{.passed = 99, .exact = true};
    const double from = 0.4e-3, to = 1.6e-3, step = 2e-6;
    double work = 0;
    for (double z = from; z < to - step / 2; z += step)
        work +=
            step / 6 *
            (response.at(z, in).force + 4 * response.at(z + step / 2, in).force + response.at(z + step, in).force);
    CHECK_THAT(spent(to, response.at(to, in)) - spent(from, response.at(from, in)), WithinRel(work, 1e-6));
}

TEST_CASE("tables of open channels agree with the balance found from scratch", "[mechanics]")
{
    const NeedleResponse response = response_of(samples::cheek());
    for (const double channel : {0.0, 4e-6, 33e-6, 0.21e-3, 0.437e-3, 0.9e-3, 2.4e-3})
        for (double z = 0.15e-3; z < 2.5e-3; z *= 1.07) {
            const Reaction table = response.at(z, {.passed = 99, .channel = channel});
            const Reaction balance = response.at(z, {.passed = 99, .channel = channel, .exact = true});
            INFO("channel " << channel << " m, travel " << z << " m");
            CHECK_THAT(table.inserted, WithinAbs(balance.inserted, 3e-6));
            CHECK_THAT(table.force, WithinRel(balance.force, 5e-2));
        }
    const Progress before_dermis{.passed = 2, .channel = 0.437e-3},
        from_scratch{.passed = 2, .channel = 0.437e-3, .exact = true};
    CHECK_THAT(response.arrival(before_dermis), WithinRel(response.arrival(from_scratch), 1e-3));
}

TEST_CASE("a needle that leaves sticks first and then pulls the skin up", "[mechanics]")
{
    const NeedleResponse response = response_of(samples::cheek());
    const double turn = 1.5e-3;
    const Reaction deepest = response.at(turn, {.passed = 99, .exact = true});
    const Progress out{.passed = 99, .leaving = true, .deepest = deepest.inserted};
    CHECK_THAT(response.at(turn, out).force, WithinRel(deepest.force, 1e-6));
    CHECK(response.at(turn - 20e-6, out).inserted == deepest.inserted);
    double before = deepest.inserted, lowest = 0;
    for (double z = turn; z > -0.5e-3; z -= 10e-6) {
        const Reaction r = response.at(z, out);
        CHECK(r.inserted <= before);
        lowest = std::min(lowest, r.force), before = r.inserted;
    }
    CHECK(lowest < 0);
    CHECK(before == 0);
}

// Where it does not, a needle that pushes on bone would lift the skin round it, which drives its neighbours onto the
// bone, and so on without end.
TEST_CASE("what bone bears sinks no skin", "[mechanics][analytic]")
{
    const NeedleResponse response = response_of(samples::bony());
    const double floor = response.law().floor();
    for (const double channel : {0.0, 0.5e-3})
        for (const bool exact : {true, false}) {
            const Progress through{.passed = 99, .channel = channel, .exact = exact};
            double before = 0, arrival = 0, share = 0;
            for (double travel = floor / 2; travel < 2 * floor; travel += 2e-6) {
                const Reaction r = response.at(travel, through);
                CHECK(r.force >= before * 0.98);  // it runs on into what is softer
                CHECK(r.inserted <= floor * (1 + 1e-9));
                CHECK(r.bone >= share);
                if (r.bone > 0)
                    CHECK_THAT(r.on_skin(), WithinRel(arrival, 0.01));
                else
                    arrival = r.force;
                before = r.force, share = r.bone;
            }
            CHECK(share > arrival);
        }
}

TEST_CASE("a needle leaves bone on the way that it stood on it", "[mechanics][analytic]")
{
    const NeedleResponse response = response_of(samples::bony());
    for (const double channel : {0.0, 0.5e-3})
        for (const bool exact : {true, false}) {
            const Progress in{.passed = 99, .channel = channel, .exact = exact};
            const double touch = response.grounding(in), turn = 1.5 * touch;
            const double deepest = response.at(turn, in).inserted;
            const Progress out{
                .passed = 99, .channel = channel, .leaving = true, .deepest = deepest, .grounded = touch};
            const double near = exact ? 1e-6 : 0.03;  // tables level the fat before it
            for (double travel = turn; travel > touch; travel -= 5e-6) {
                const Reaction going = response.at(travel, in), coming = response.at(travel, out);
                CHECK(coming.inserted == deepest);
                CHECK_THAT(coming.force, WithinRel(going.force, near));
                CHECK_THAT(coming.bone, WithinAbs(going.bone, near * going.force));
            }
            const Reaction before = response.at(touch + 1e-9, out), after = response.at(touch - 1e-9, out);
            CHECK_THAT(after.force, WithinRel(before.force, 1e-4));
            CHECK(after.bone == 0);
        }
}

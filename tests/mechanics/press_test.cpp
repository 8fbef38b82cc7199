#include "dermavox/core/parallel.hpp"
#include "dermavox/mechanics/press.hpp"
#include "tests/mechanics/samples.hpp"
#include "tests/support/catch.hpp"

#include <cmath>

using namespace dermavox;
using namespace dermavox::mechanics;

namespace {

double whole(double, double) { return 0; }

std::vector<motion::Stroke> strokes(const device::Device& device, std::uint32_t cycle = 0)
{
    std::vector<motion::Stroke> made;
    for (const device::Seat& seat : device.cartridge.seats) {
        motion::Stroke stroke;
        stroke.cycle = cycle, stroke.needle = std::uint16_t(made.size());
        stroke.x = seat.x, stroke.y = seat.y;
        stroke.depth = device.depth.si + seat.length_offset, stroke.speed = 60e-3;
        made.push_back(stroke);
    }
    return made;
}

struct Cycle {
    CycleTotal total;
    std::vector<Insertion> needles;
};
Cycle cycle_of(const Press& press, const device::Device& device, const OpeningAt& opening = whole)
{
    const auto in = strokes(device);
    Cycle made{{}, std::vector<Insertion>(in.size())};
    made.total = press.cycle(in, opening, made.needles);
    return made;
}

Parameters calm()  // without scatter from place to place
{
    Parameters p = Parameters::defaults();
    p.puncture_spread.value = 0.0;
    return p;
}

}  // namespace

TEST_CASE("a small load meets the layered stack's own compliance", "[mechanics][analytic]")
{
    for (const double tension : {0.0, 40.0}) {
        const skin::Stack skin = samples::cheek(tension);
        const ElasticStack stack = elastic_stack(skin);
        const auto surface = std::make_shared<SurfaceResponse>(stack);
        for (const double a : {0.5e-6, 5e-6, 25e-6, 125e-6}) {
            device::Needle needle;
            needle.tip_radius = Length{a};
            const Parameters p = calm();
            const NeedleResponse response(InsertionLaw(skin, needle, p, 1), surface, needle, p);
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
        const auto surface = std::make_shared<SurfaceResponse>(stack);
        for (const double a : {0.5e-6, 5e-6, 25e-6, 125e-6})
            for (const double cell : {0.1e-3, 0.3e-3, 1e-3}) {
                device::Needle needle;
                needle.tip_radius = Length{a};
                const Parameters p = calm();
                const NeedleResponse response(InsertionLaw(skin, needle, p, 1), surface, needle, p, cell);
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
    const device::Needle needle;
    const Parameters p = calm();
    const NeedleResponse response(InsertionLaw(skin, needle, p, 1),
                                  std::make_shared<SurfaceResponse>(elastic_stack(skin)), needle, p);
    const double w = 1e-3, mu = 60e3 / 2.96, a = 3e-6, lambda = p.dimple_growth.value;
    CHECK_THAT(response.at(w, {}).force, WithinRel(std::numbers::pi * mu / 0.52 * (a * w + lambda * w * w), 1e-4));
}

TEST_CASE("travel is shared between the dimple and the inserted depth", "[mechanics]")
{
    const skin::Stack skin = samples::cheek();
    const device::Needle needle;
    const Parameters p = calm();
    const auto surface = std::make_shared<SurfaceResponse>(elastic_stack(skin));
    const NeedleResponse response(InsertionLaw(skin, needle, p, 1), surface, needle, p);
    for (const double travel : {0.3e-3, 1e-3, 2e-3}) {
        const Reaction r = response.at(travel, {.passed = 99, .exact = true});
        CHECK_THAT(r.inserted + r.force * surface->self(response.patch(travel, r.inserted)), WithinRel(travel, 1e-9));
        CHECK(r.inserted < travel);
        const Reaction quick = response.at(travel, {.passed = 99});
        CHECK_THAT(quick.inserted, WithinRel(r.inserted, 5e-3));
        CHECK_THAT(quick.force, WithinRel(r.force, 5e-3));
    }
}

TEST_CASE("looked-up forces are the largest that were met on the way", "[mechanics]")
{
    const skin::Stack skin = samples::cheek();
    const device::Needle needle;
    const Parameters p = calm();
    const NeedleResponse response(InsertionLaw(skin, needle, p, 1),
                                  std::make_shared<SurfaceResponse>(elastic_stack(skin)), needle, p);
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
    const skin::Stack skin = samples::cheek();
    const device::Needle needle;
    const Parameters p = calm();
    const NeedleResponse response(InsertionLaw(skin, needle, p, 1),
                                  std::make_shared<SurfaceResponse>(elastic_stack(skin)), needle, p);
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
    const skin::Stack skin = samples::cheek();
    const device::Needle needle;
    const Parameters p = calm();
    const NeedleResponse response(InsertionLaw(skin, needle, p, 1),
                                  std::make_shared<SurfaceResponse>(elastic_stack(skin)), needle, p);
    for (const double channel : {0.0, 4e-6, 33e-6, 0.21e-3, 0.437e-3, 0.9e-3, 2.4e-3})
        for (double z = 0.15e-3; z < 2.5e-3; z *= 1.07) {
            const Reaction table = response.at(z, {.passed = 99, .channel = channel});
            const Reaction balance = response.at(z, {.passed = 99, .channel = channel, .exact = true});
            INFO("channel " << channel << " m, travel " << z << " m");
            CHECK_THAT(table.inserted, WithinAbs(balance.inserted, 3e-6));
            CHECK_THAT(table.force, WithinRel(balance.force, 2e-2));
        }
    const Progress before_dermis{.passed = 2, .channel = 0.437e-3},
        from_scratch{.passed = 2, .channel = 0.437e-3, .exact = true};
    CHECK_THAT(response.arrival(before_dermis), WithinRel(response.arrival(from_scratch), 1e-3));
}

TEST_CASE("a needle that leaves sticks first and then pulls the skin up", "[mechanics]")
{
    const skin::Stack skin = samples::cheek();
    const device::Needle needle;
    const Parameters p = calm();
    const NeedleResponse response(InsertionLaw(skin, needle, p, 1),
                                  std::make_shared<SurfaceResponse>(elastic_stack(skin)), needle, p);
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
    skin::Stack skin = samples::cheek();
    skin.layers.back().thickness.value = 0.4_mm;
    skin.backing.rigid = true;
    const device::Needle needle;
    const Parameters p = calm();
    const NeedleResponse response(InsertionLaw(skin, needle, p, 1),
                                  std::make_shared<SurfaceResponse>(elastic_stack(skin)), needle, p);
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

TEST_CASE("needles reach deeper with the dial and never as deep as the dial and the bulge", "[mechanics]")
{
    double before = 0;
    for (const double dial : {0.25e-3, 0.5e-3, 1e-3, 1.5e-3, 2e-3, 2.5e-3}) {
        const device::Device device = samples::pen(12, 2.5e-3, dial);
        const Press press(samples::cheek(), device, calm(), 1);
        const Cycle cycle = cycle_of(press, device);
        const double reached = cycle.needles[0].inserted;
        CHECK(cycle.needles[0].punctured());
        CHECK(reached > before);
        CHECK(reached < dial - press.aperture_level());
        CHECK(cycle.needles[0].residual <= reached);
        before = reached;
    }
}

TEST_CASE("scattered thresholds never stop a cycle from balancing", "[mechanics]")
{
    for (const double tension : {0.0, 40.0}) {
        const device::Device device = samples::pen(12, 2.5e-3, 2.5e-3);
        const Press press(samples::cheek(tension), device, Parameters::defaults(), 3);
        for (std::uint32_t cycle = 0; cycle < 100; ++cycle) {
            const auto in = strokes(device, cycle);
            std::vector<Insertion> out(in.size());
            REQUIRE_NOTHROW(press.cycle(in, whole, out));
        }
    }
}

TEST_CASE("equal needles on a ring fare equally", "[mechanics]")
{
    const device::Device device = samples::pen();
    const Press press(samples::cheek(), device, calm(), 1);
    const Cycle cycle = cycle_of(press, device);
    for (const Insertion& in : cycle.needles) {
        CHECK_THAT(in.inserted, WithinRel(cycle.needles[0].inserted, 1e-6));
        CHECK(in.peak_force > 0);
        CHECK(in.work > 0);
    }
    CHECK(cycle.total.peak_force >= 12 * cycle.needles[0].peak_force * 0.99);
}

TEST_CASE("two needles far apart are two single needles and near ones hinder each other", "[mechanics]")
{
    // A wide cap far away, so that only the needles matter.
    const auto reached = [](std::vector<device::Seat> seats) {
        device::Device device = samples::pen(1, 0);
        device.cartridge.seats = std::move(seats);
        device.cap.radius = Length{200e-3};
        skin::Stack skin = samples::cheek();
        Parameters p = calm();
        const Press press(skin, device, p, 1);
        return cycle_of(press, device).needles[0].inserted;
    };
    const double alone = reached({{0, 0, 0}});
    CHECK_THAT(reached({{-25e-3, 0, 0}, {25e-3, 0, 0}}), WithinRel(alone, 2e-3));
    CHECK(reached({{-0.4e-3, 0, 0}, {0.4e-3, 0, 0}}) < 0.97 * alone);
}

TEST_CASE("taut skin is entered deeper than slack skin", "[mechanics]")
{
    const device::Device device = samples::pen();
    double before = 0;
    for (const double tension : {0.0, 10.0, 40.0, 100.0}) {
        const double reached =
            cycle_of(Press(samples::cheek(tension), device, calm(), 1), device).needles[0].inserted;
        CHECK(reached > before);
        before = reached;
    }
}

TEST_CASE("an existing channel is entered deeper and at less force", "[mechanics]")
{
    const device::Device device = samples::pen();
    const Press press(samples::cheek(), device, calm(), 1);
    const Cycle first = cycle_of(press, device);
    const Cycle again = cycle_of(press, device, [](double, double) { return 0.5e-3; });
    CHECK(again.needles[0].inserted > first.needles[0].inserted);
    CHECK(again.total.work < first.total.work);
}

TEST_CASE("a blunt needle that cannot break the barrier inserts nothing", "[mechanics]")
{
    device::Device device = samples::pen(12, 2.5e-3, 0.3e-3);
    device.needle.tip_radius = Length{60e-6};
    const Press press(samples::cheek(0), device, calm(), 1);
    for (const Insertion& in : cycle_of(press, device).needles) {
        CHECK(!in.punctured());
        CHECK(in.inserted == 0);
        CHECK(in.peak_force > 0);
        CHECK(in.peak_force < press.threshold());
    }
}

TEST_CASE("longer needles of a cartridge go deeper and carry more", "[mechanics]")
{
    device::Device device = samples::pen();
    device.cartridge.seats[3].length_offset = 0.1e-3;
    const Press press(samples::cheek(), device, calm(), 1);
    const Cycle cycle = cycle_of(press, device);
    CHECK(cycle.needles[3].inserted > cycle.needles[9].inserted + 20e-6);
    CHECK(cycle.needles[3].peak_force > cycle.needles[9].peak_force);
}

TEST_CASE("a cap close to the needles holds the skin up to them", "[mechanics]")
{
    device::Device near = samples::pen(), far = samples::pen();
    near.cap.radius = Length{2.8e-3}, far.cap.radius = Length{8e-3};
    near.cap.force = far.cap.force = Force{2};
    Parameters p = calm();
    // The dish that the cap makes at rest is another effect: take it off the travel.
    const Press a(samples::cheek(), near, p, 1), b(samples::cheek(), far, p, 1);
    CHECK(a.plane() > 0);
    CHECK(cycle_of(a, near).needles[0].inserted > 0);
    CHECK(a.aperture_level() < 0);
    CHECK(b.aperture_level() < 0);
}

TEST_CASE("a device that the hand hardly holds rides up on its needles", "[mechanics]")
{
    device::Device device = samples::pen(36, 2.5e-3, 2e-3);
    device.cap.force = Force{0.02};
    const Press press(samples::cheek(), device, calm(), 1);
    CHECK(press.plane() < 0);
    const Cycle cycle = cycle_of(press, device);
    CHECK(cycle.total.cap_lift > 0);
    CHECK(cycle.needles[0].tip < cycle.needles[0].set);
    bool said = false;
    for (const core::Warning& w : press.notes().warnings) said = said || w.code == "device_floats";
    CHECK(said);
}

TEST_CASE("slits are rigid dwell times speed and shorter in compliant skin", "[mechanics]")
{
    const device::Device device = samples::pen();
    const Cycle cycle = cycle_of(Press(samples::cheek(), device, calm(), 1), device);
    CHECK_THAT(cycle.needles[0].slit_rigid, WithinRel(60e-3 * device::dwell(device.drive, 1.0_mm).si, 1e-12));
    CHECK(cycle.needles[0].slit < cycle.needles[0].slit_rigid);
}

TEST_CASE("cycles depend on their index alone, not on order or threads", "[mechanics][threads]")
{
    device::Device device = samples::pen();
    device.needle.tip_radius = Length{22e-6};  // some break the barrier, some do not
    const Press press(samples::cheek(), device, Parameters::defaults(), 7);
    std::vector<double> reference;
    for (const int threads : {1, 2, 3, 8}) {
        std::vector<double> reached(64);
        core::with_threads(threads, [&] {
            core::parallel_for(reached.size(), 5, [&](std::size_t b, std::size_t e) {
                for (std::size_t i = b; i < e; ++i) {
                    const auto in = strokes(device, std::uint32_t(i));
                    std::vector<Insertion> out(in.size());
                    press.cycle(in, whole, out);
                    for (const Insertion& one : out) reached[i] += one.inserted + one.peak_force;
                }
            });
        });
        if (reference.empty()) reference = reached;
        CHECK(reached == reference);
    }
    CHECK(reference[0] != reference[1]);  // the scatter of punctures shows
}

// What is shared is told apart by everything that it is made from: a table of another skin would be a wrong answer.
TEST_CASE("presses of one skin and needle share tables, and any difference parts them", "[mechanics][determinism]")
{
    const device::Device device = samples::pen();
    const Parameters p = calm();
    const Press press(samples::cheek(), device, p, 1), other_seed(samples::cheek(), device, p, 2);
    CHECK(&press.needle() == &other_seed.needle());

    skin::Stack tougher = samples::cheek(), softer = samples::cheek();
    tougher.layers[2].toughness.value = 1.01 * tougher.layers[2].toughness.value;
    softer.backing.young_modulus.value = 0.99 * softer.backing.young_modulus.value;
    device::Device blunter = device, deeper = device;
    blunter.needle.tip_radius = 1.01 * blunter.needle.tip_radius;
    deeper.depth = 1.1 * deeper.depth;  // a longer stroke: softer skin
    Parameters grown = p;
    grown.dimple_growth.value = 1.01 * p.dimple_growth.value;
    CHECK(&Press(tougher, device, p, 1).needle() != &press.needle());
    CHECK(&Press(softer, device, p, 1).needle() != &press.needle());
    CHECK(&Press(samples::cheek(), blunter, p, 1).needle() != &press.needle());
    CHECK(&Press(samples::cheek(), deeper, p, 1).needle() != &press.needle());
    CHECK(&Press(samples::cheek(), device, grown, 1).needle() != &press.needle());

    const NeedleResponse& shared = press.needle();
    const NeedleResponse alone(shared.law(), std::make_shared<SurfaceResponse>(shared.surface()), device.needle, p);
    for (double travel = 0.1e-3; travel < 2e-3; travel += 0.17e-3)
        for (const double channel : {0.0, 0.3e-3}) {
            const Progress broken{.passed = 5, .channel = channel};
            CHECK(shared.at(travel, broken).force == alone.at(travel, broken).force);
            CHECK(shared.at(travel, broken).inserted == alone.at(travel, broken).inserted);
        }
}

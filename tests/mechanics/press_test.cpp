#include "dermavox/core/parallel.hpp"
#include "dermavox/mechanics/contact_tables.hpp"
#include "dermavox/mechanics/press.hpp"
#include "tests/mechanics/samples.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
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

}  // namespace

TEST_CASE("needles reach deeper with the dial and never as deep as the dial and the bulge", "[mechanics]")
{
    double before = 0;
    for (const double dial : {0.25e-3, 0.5e-3, 1e-3, 1.5e-3, 2e-3, 2.5e-3}) {
        const device::Device device = samples::pen(12, 2.5e-3, dial);
        const Press press(samples::cheek(), device, samples::calm(), 1);
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
    const Press press(samples::cheek(), device, samples::calm(), 1);
    const Cycle cycle = cycle_of(press, device);
    for (const Insertion& in : cycle.needles) {
        CHECK_THAT(in.inserted, WithinRel(cycle.needles[0].inserted, 2e-5));
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
        Parameters p = samples::calm();
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
            cycle_of(Press(samples::cheek(tension), device, samples::calm(), 1), device).needles[0].inserted;
        CHECK(reached > before);
        before = reached;
    }
}

TEST_CASE("an existing channel is entered deeper and at less force", "[mechanics]")
{
    const device::Device device = samples::pen();
    const Press press(samples::cheek(), device, samples::calm(), 1);
    const Cycle first = cycle_of(press, device);
    const Cycle again = cycle_of(press, device, [](double, double) { return 0.5e-3; });
    CHECK(again.needles[0].inserted > first.needles[0].inserted);
    CHECK(again.total.work < first.total.work);
}

TEST_CASE("a blunt needle that cannot break the barrier inserts nothing", "[mechanics]")
{
    device::Device device = samples::pen(12, 2.5e-3, 0.3e-3);
    device.needle.tip_radius = Length{60e-6};
    const Press press(samples::cheek(0), device, samples::calm(), 1);
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
    const Press press(samples::cheek(), device, samples::calm(), 1);
    const Cycle cycle = cycle_of(press, device);
    CHECK(cycle.needles[3].inserted > cycle.needles[9].inserted + 20e-6);
    CHECK(cycle.needles[3].peak_force > cycle.needles[9].peak_force);
}

TEST_CASE("a cap close to the needles holds the skin up to them", "[mechanics]")
{
    device::Device near = samples::pen(), far = samples::pen();
    near.cap.radius = Length{2.8e-3}, far.cap.radius = Length{8e-3};
    near.cap.force = far.cap.force = Force{2};
    Parameters p = samples::calm();
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
    const Press press(samples::cheek(), device, samples::calm(), 1);
    CHECK(press.plane() < 0);
    const Cycle cycle = cycle_of(press, device);
    CHECK(cycle.total.cap_lift > 0);
    CHECK(cycle.needles[0].tip < cycle.needles[0].set);
    bool said = false;
    for (const core::Warning& w : press.notes().warnings) said = said || w.code == "device_floats";
    CHECK(said);
}

TEST_CASE("a needle moves by dwell times speed in rigid skin, and cuts less of skin that follows", "[mechanics]")
{
    const device::Device device = samples::pen();
    const Cycle cycle = cycle_of(Press(samples::cheek(), device, samples::calm(), 1), device);
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

TEST_CASE("a pen stands and its skin rises as the solved table has it", "[mechanics]")
{
    device::Device pen = samples::pen(6, 1.5e-3, 0.5e-3);
    pen.drive.frequency = Frequency{1e-3 * pen.drive.frequency.si};
    const ContactTables tables;
    const CapLaw law = tables.get(device_case(samples::bony(), pen, samples::calm())).cap();
    const Press solved(samples::bony(), pen, samples::calm(), 1, Speed{60e-3}, &tables);
    const double cap = law.force(solved.plane());
    CHECK((cap > 0 && cap <= pen.cap.force.si));
    const double rise = -solved.aperture_level();
    CHECK_THAT(rise, WithinRel(law.bulge(cap, 0).value - std::max(0.0, law.bulge(cap, 3e-3).value - 0.3e-3), 1e-6));
    const Press closed(samples::bony(), pen, samples::calm(), 1);
    CHECK(std::abs(rise + closed.aperture_level()) > 0.05 * rise);  // what the closed form is off
}

TEST_CASE("a push is told over the largest that the skin's table was solved for", "[mechanics]")
{
    const auto share = [](double force, const ContactTables* tables) {
        device::Device pen = samples::pen(6, 1.5e-3, 0.5e-3);
        pen.cap.force = Force{force};
        return Press(samples::bony(), pen, samples::calm(), 1, Speed{60e-3}, tables).push_share();
    };
    const ContactTables tables;
    const double one = share(1, &tables);
    CHECK((one > 0 && one < 1));
    CHECK(share(500, &tables) > 1);   // fat is pressed out before
    CHECK(share(500, nullptr) == 0);  // the closed form has no end
}

// Stamps, rollers and hands whose force varies.
#include "dermavox/mechanics/press.hpp"
#include "tests/mechanics/samples.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>

using namespace dermavox;
using namespace dermavox::mechanics;

namespace {

double whole(double, double) { return 0; }

struct Cycle {
    CycleTotal total;
    std::vector<Insertion> needles;
};

Cycle cycle_of(const Press& press, const device::Device& device, double push = 1, double lean = 0)
{
    std::vector<motion::Stroke> strokes;
    for (const device::Seat& seat : device.cartridge.seats)
        strokes.push_back({.needle = std::uint16_t(strokes.size()),
                           .x = seat.x,
                           .y = seat.y,
                           .depth = device.depth.si + seat.length_offset,
                           .lean_x = lean,
                           .push = push});
    Cycle made{{}, std::vector<Insertion>(strokes.size())};
    made.total = press.cycle(strokes, whole, made.needles);
    return made;
}

device::Device stamp(decltype(device::Stamp::push) push)
{
    device::Device made{.kind = device::Kind::stamp, .depth = 0.6_mm};
    made.cartridge = device::grid(4, 4, 1.0_mm);
    made.needle = {.diameter = 0.2_mm, .length = 0.6_mm, .taper = 0.5_mm};
    made.stamp.push = push;
    return made;
}

device::Device roller(Force hand)
{
    device::Device made{.kind = device::Kind::roller, .depth = 0.5_mm};
    made.cartridge = device::station(8, 20.0_mm);
    made.needle = {.diameter = 0.2_mm, .length = 0.5_mm, .taper = 0.4_mm};
    made.roller.force = hand;
    return made;
}

}  // namespace

TEST_CASE("needles of a pressed stamp carry the push until the base takes the rest", "[mechanics][stamp][analytic]")
{
    const auto soft = stamp(device::Press{.force = 0.05_N});
    const Press press(samples::cheek(), soft, samples::calm(), 1);
    const Cycle shallow = cycle_of(press, soft);
    CHECK(shallow.total.cap_lift > 0);  // the base stays above the skin
    CHECK_THAT(shallow.total.peak_force, WithinRel(0.05, 0.15));
    const auto hard = stamp(device::Press{.force = 20.0_N});
    const Press firm(samples::cheek(), hard, samples::calm(), 1);
    const Cycle deep = cycle_of(firm, hard);
    CHECK(deep.total.cap_lift == 0);  // the base rests on the skin and takes what is left
    CHECK(firm.plane() > press.plane());
    CHECK(deep.total.peak_force < 20);
    for (const Insertion& needle : deep.needles) {
        CHECK(needle.inserted > shallow.needles[needle.needle].inserted);
        CHECK(needle.tip == hard.depth.si + firm.plane());
    }
}

TEST_CASE("under one push needles go in less the more of them share it", "[mechanics][stamp]")
{
    const auto inserted = [](int side) {
        auto device = stamp(device::Press{.force = 1.0_N});
        device.cartridge = device::grid(side, side, 1.0_mm);
        double sum = 0;
        for (const Insertion& in : cycle_of(Press(samples::cheek(), device, samples::calm(), 1), device).needles)
            sum += in.inserted;
        return sum / (side * side);
    };
    const double few = inserted(2), some = inserted(4), many = inserted(6);
    CHECK(few > some);
    CHECK(some > many);
    CHECK(few <= 0.6e-3);
}

TEST_CASE("a thrown stamp stops when its energy is spent", "[mechanics][stamp][analytic]")
{
    const auto slow = stamp(device::Impact{.speed = {0.03}, .mass = {20e-3}});
    const Press press(samples::cheek(), slow, samples::calm(), 1);
    CHECK(cycle_of(press, slow).total.cap_lift > 0);
    const double energy = device::impact_energy(slow.stamp).si;  // 9 uJ, all of it through the needles
    CHECK_THAT(cycle_of(press, slow).total.work, WithinRel(energy, 0.25));
    double last = -1;
    for (const double speed : {0.01, 0.02, 0.03, 0.2, 3.0}) {
        const auto device = stamp(device::Impact{.speed = {speed}, .mass = {20e-3}});
        const double plane = Press(samples::cheek(), device, samples::calm(), 1).plane();
        CHECK(plane > last);
        last = plane;
    }
    CHECK(last > 0);  // 90 mJ drive it home and the skin down
}

TEST_CASE("stamps of few needles balance at any push", "[mechanics][stamp][property]")
{
    for (const int columns : {1, 3, 6})
        for (const double tension : {0.0, 40.0}) {
            double last = 0;
            for (const double push : {0.5, 2.0, 6.0, 6.5, 30.0, 100.0}) {
                auto device = stamp(device::Press{.force = Force{push}});
                device.cartridge = device::grid(columns, columns, 1.2_mm);
                INFO(columns << " by " << columns << " needles, " << tension << " N/m, " << push << " N");
                const Press press(samples::cheek(tension), device, samples::calm(), 1);
                const double inserted = cycle_of(press, device).needles.front().inserted;
                CHECK(inserted >= last * 0.98);
                CHECK(inserted <= 0.6e-3);
                last = inserted;
            }
        }
}

TEST_CASE("a drum rides on its needles where the hand is weaker than they", "[mechanics][roller]")
{
    const Press firm(samples::cheek(), roller(50.0_N), samples::calm(), 1),
        weak(samples::cheek(), roller(0.03_N), samples::calm(), 1);
    CHECK(firm.plane() > 0);  // dents the skin
    CHECK(weak.plane() < 0);
    const Cycle deep = cycle_of(firm, roller(50.0_N)), shallow = cycle_of(weak, roller(0.03_N));
    CHECK(deep.needles[3].inserted > shallow.needles[3].inserted);
    CHECK(shallow.total.cap_lift > 0);
    const auto warns = [](const Press& press) {
        return std::any_of(press.notes().warnings.begin(), press.notes().warnings.end(),
                           [](const core::Warning& w) { return w.code == "device_floats"; });
    };
    CHECK(warns(weak));
    CHECK_FALSE(warns(firm));
}

TEST_CASE("a harder push goes deeper and the mean push is the nominal one", "[mechanics][hand]")
{
    device::Device pen = samples::pen();
    pen.cap.force = 1.0_N;
    const Press press(samples::cheek(), pen, samples::calm(), 1);
    double last = 0;
    for (const double push : {0.2, 0.5, 1.0, 2.0, 4.0}) {
        const double inserted = cycle_of(press, pen, push).needles[0].inserted;
        CHECK(inserted > last);
        last = inserted;
    }
    device::Device twice = pen;
    twice.cap.force = 2.0_N;
    const Press other(samples::cheek(), twice, samples::calm(), 1);
    CHECK_THAT(cycle_of(press, pen, 2).needles[0].inserted,
               WithinRel(cycle_of(other, twice).needles[0].inserted, 0.05));
}

TEST_CASE("an insertion leans as its stroke does", "[mechanics]")
{
    const device::Device pen = samples::pen();
    const Press press(samples::cheek(), pen, samples::calm(), 1);
    CHECK(cycle_of(press, pen, 1, 0.05).needles[2].lean_x == 0.05);
    CHECK(cycle_of(press, pen).needles[2].lean_x == 0);
}

TEST_CASE("a base that presses harder drives its needles deeper and never past their roots", "[mechanics][stamp]")
{
    double last = 0;
    for (const double push : {0.5, 1.0, 2.0, 4.0}) {
        const auto device = stamp(device::Press{.force = {push}});
        const double inserted =
            cycle_of(Press(samples::cheek(), device, samples::calm(), 1), device).needles[5].inserted;
        CHECK(inserted > last);
        last = inserted;
    }
    CHECK(last > 0.25 * 0.6e-3);
    CHECK(last <= 0.6e-3);
}

namespace {

/// The same needles, as the device's own or as another type of it.
device::Device with_type(device::Device made, const device::Needle& needle, bool own)
{
    made.other_needles = {needle};
    if (own) made.needle = needle, made.other_needles.clear();
    for (device::Seat& seat : made.cartridge.seats) seat.type = own ? 0 : 1;
    return made;
}

bool same(const Insertion& a, const Insertion& b)
{
    return a.inserted == b.inserted && a.tip == b.tip && a.residual == b.residual && a.peak_force == b.peak_force &&
           a.work == b.work && a.slit == b.slit && a.punctured_layers == b.punctured_layers;
}

}  // namespace

TEST_CASE("a needle does the same whichever type it is", "[press][types]")
{
    const skin::Stack skin = samples::cheek();
    const device::Needle thin{.diameter = 0.15_mm, .length = 1.0_mm, .taper = 0.45_mm, .tip_radius = 2.0_um};
    device::Device pen{.cartridge = device::ring(6, 2.0_mm)};
    for (const device::Device& any :
         {pen, stamp(device::Press{.force = 20.0_N}), stamp(device::Impact{}), roller(8.0_N)}) {
        const auto own = with_type(any, thin, true), other = with_type(any, thin, false);
        const Press a(skin, own, samples::calm(), 1), b(skin, other, samples::calm(), 1);
        CHECK(a.plane() == b.plane());
        const Cycle ours = cycle_of(a, own), theirs = cycle_of(b, other);
        CHECK(ours.needles.front().punctured());
        for (std::size_t k = 0; k < ours.needles.size(); ++k) CHECK(same(ours.needles[k], theirs.needles[k]));
    }
}

TEST_CASE("of two types in one cartridge the blunt one needs more force, and mirrored seats change roles",
          "[press][types]")
{
    device::Device pen{.depth = 0.6_mm};
    pen.other_needles = {pen.needle};
    pen.other_needles[0].tip_radius = 30.0_um;
    pen.cartridge = device::table({{-2e-3, 0, 0, 0}, {2e-3, 0, 0, 1}});
    device::Device mirrored = pen;
    std::swap(mirrored.cartridge.seats[0].type, mirrored.cartridge.seats[1].type);
    const Cycle a = cycle_of(Press(samples::cheek(), pen, samples::calm(), 1), pen);
    const Cycle b = cycle_of(Press(samples::cheek(), mirrored, samples::calm(), 1), mirrored);
    CHECK(a.needles[1].peak_force > 1.5 * a.needles[0].peak_force);
    CHECK(a.needles[1].inserted < a.needles[0].inserted);
    for (const int k : {0, 1}) {
        CHECK_THAT(b.needles[1 - k].inserted, WithinAbs(a.needles[k].inserted, 1e-8));
        CHECK_THAT(b.needles[1 - k].peak_force, WithinRel(a.needles[k].peak_force, 1e-5));
    }
}

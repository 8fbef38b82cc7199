#include "dermavox/mechanics/force_curve.hpp"

#include "dermavox/mechanics/dimple_law.hpp"
#include "tests/mechanics/samples.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>

using namespace dermavox;
using namespace dermavox::mechanics;

namespace {

ForceCurve curve_of(const device::Device& device, double tension = 40, Length channel = {})
{
    return force_curve(Press(samples::cheek(tension), device, Parameters::defaults(), 1), 24, channel);
}

/// Work in is what the parts add up to, to the errors of the steps; once out nothing is stretched any more.
void check_balance(const ForceCurve& curve, double error = 0.03)
{
    double most = 0;
    for (const CurvePoint& point : curve.points) most = std::max(most, point.work.in);
    for (const CurvePoint& point : curve.points) {
        const WorkSplit& w = point.work;
        CHECK_THAT(w.spent(), WithinAbs(w.in, error * most));
        for (const double part : {w.stored, w.broken, w.cut, w.spread, w.friction, w.viscous}) {
            CHECK(part >= -error * most);
            CHECK(part <= w.in + error * most);
        }
    }
    const WorkSplit& end = curve.points.back().work;
    CHECK_THAT(end.stored, WithinAbs(0, 1e-6 * most));  // all needles are out
    CHECK_THAT(end.spread, WithinAbs(0, 1e-6 * most));
    CHECK(end.cut > 0);
    CHECK(end.friction > 0);
    CHECK(end.viscous > 0);
}

}  // namespace

TEST_CASE("a layer gives way under a tip that stands on it and under no other", "[mechanics][curve]")
{
    // the force falls in fat: what a needle bore in the dermis is more than muscle needs, 6 mm below
    const device::Device deep = samples::pen(1, 0, 2.5e-3);
    const Press press(samples::cheek(20), deep, samples::weak_dermis(), 1);
    const ForceCurve curve = force_curve(press, 60);
    double deepest = 0;
    for (const CurvePoint& p : curve.points) deepest = std::max(deepest, p.inserted[0]);
    REQUIRE(deepest > press.law().top(4));  // in the fat
    REQUIRE(curve.breaks.size() == 5);
    for (const Break& at : curve.breaks) CHECK(press.law().top(at.layer) <= deepest);
    std::vector<Insertion> out(1);
    press.cycle(
        std::vector<motion::Stroke>{{.depth = 2.5e-3}}, [](double, double) { return 0.0; }, out);
    CHECK(out[0].punctured_layers == 5);
}

TEST_CASE("the energy of a stroke balances at every depth", "[mechanics]")
{
    device::Device uneven = samples::pen(3, 0.8e-3, 1.2e-3), lifted = samples::pen(2, 0.3e-3);
    uneven.cartridge.seats[1].length_offset = 40e-6;
    lifted.cap.force = 0.02_N;  // the needles carry the skin away from its cap
    for (const device::Device& device : {samples::pen(1, 0), samples::pen(2, 0.4e-3), lifted, uneven})
        check_balance(curve_of(device));  // where needles run on, the work of the jump is found to its last digits
    for (const device::Device& device : {samples::pen(1, 0), uneven}) check_balance(curve_of(device, 0));
}

TEST_CASE("a closed cycle never gains energy and accounts for all but 3 parts in a thousand", "[mechanics]")
{
    device::Device uneven = samples::pen(3, 0.8e-3, 1.2e-3);
    uneven.cartridge.seats[1].length_offset = 40e-6;
    const auto lost = [](const device::Device& device) {
        const ForceCurve curve = curve_of(device);
        double most = 0;
        for (const CurvePoint& point : curve.points) most = std::max(most, point.work.in);
        const WorkSplit& end = curve.points.back().work;
        CHECK(end.in > 0);
        return (end.in - end.spent()) / most;  // of several needles: what the renewal of their shares in bands takes
    };
    const double one = lost(samples::pen(1, 0));
    CHECK((one >= 0 && one < 1e-3));
    for (const device::Device& device : {samples::pen(2, 0.4e-3), uneven}) {
        const double several = lost(device);
        CHECK((several >= 0 && several < 3e-3));
    }
}

TEST_CASE("the energy of a stroke onto bone balances at every depth", "[mechanics]")
{
    for (const int needles : {1, 3}) {
        const Press press(samples::bony(), samples::pen(needles, 0.8e-3, 2.2e-3), samples::weak_dermis(), 1);
        const ForceCurve curve = force_curve(press, 24);
        double deepest = 0;
        for (const CurvePoint& point : curve.points) deepest = std::max(deepest, point.inserted[0]);
        CHECK(deepest == press.law().floor());
        check_balance(curve);
    }
}

TEST_CASE("the energy of a stroke into fat balances at every depth", "[mechanics]")
{
    for (const int needles : {1, 2}) {  // they run on past the dermis, and where their shoulders pass the barrier
        const Press press(samples::cheek(20), samples::pen(needles, 0.8e-3, 2.45e-3), samples::weak_dermis(), 1);
        const ForceCurve curve = force_curve(press, 24);
        double deepest = 0;
        for (const CurvePoint& point : curve.points) deepest = std::max(deepest, point.inserted[0]);
        CHECK(deepest > press.law().top(4));
        check_balance(curve);
    }
}

TEST_CASE("the energy of a whole cartridge's stroke balances at every depth", "[mechanics][full]")
{
    check_balance(curve_of(samples::pen(12)));
    device::Device grid = samples::pen(16, 1e-3, 2.2e-3);
    grid.cartridge = device::grid(4, 4, 1.0_mm);
    check_balance(curve_of(grid));
}

TEST_CASE("a needle breaks the layers one by one at a saw-tooth of force", "[mechanics]")
{
    const ForceCurve curve = curve_of(samples::pen(1, 0));
    REQUIRE(curve.breaks.size() >= 2);
    CHECK(curve.breaks.front().layer == 0);
    for (std::size_t i = 1; i < curve.breaks.size(); ++i) {
        CHECK(curve.breaks[i].layer == i);
        CHECK(curve.breaks[i].set >= curve.breaks[i - 1].set);
    }
    // The force drops where the barrier gives way.
    for (std::size_t i = 1; i < curve.points.size(); ++i)
        if (curve.points[i].set == curve.points[i - 1].set && curve.points[i - 1].inserted[0] == 0 &&
            !curve.points[i].leaving && curve.points[i].inserted[0] > 0)
            CHECK(curve.points[i].total < curve.points[i - 1].total);
}

TEST_CASE("out of the skin a needle pulls and is let go", "[mechanics]")
{
    const ForceCurve curve = curve_of(samples::pen(1, 0));
    double lowest = 0;
    for (const CurvePoint& point : curve.points) lowest = std::min(lowest, point.total);
    CHECK(lowest < 0);
    CHECK(curve.points.back().total == 0);
    CHECK(curve.points.back().inserted[0] == 0);
    CHECK(curve.peak() > 0);
}

TEST_CASE("a second stroke into the same channel cuts nothing", "[mechanics]")
{
    const ForceCurve first = curve_of(samples::pen(1, 0)), second = curve_of(samples::pen(1, 0), 40, 2.5_mm);
    CHECK(second.points.back().work.cut == 0);
    const auto deepest = [](const ForceCurve& curve) {
        double most = 0;
        for (const CurvePoint& point : curve.points) most = std::max(most, point.inserted[0]);
        return most;
    };
    CHECK(deepest(second) > deepest(first));
}

TEST_CASE("the displacement at puncture never grows with a stiffer backing", "[mechanics][property]")
{
    double before = 1;
    for (const double young : {5e3, 20e3, 80e3, 400e3, 5e6, 1e12}) {
        skin::Stack skin = samples::cheek(10);
        skin.layers.back().thickness.value = 1.5_mm;
        skin.backing.young_modulus.value = Pressure{young};
        const DimpleLaw dimple(SurfaceResponse(elastic_stack(skin)), 1.1);
        const double at_puncture = dimple.displacement(0.02, 3e-6);
        CHECK(at_puncture < before);
        before = at_puncture;
    }
}

TEST_CASE("torque is force times the drive's gearing", "[mechanics]")
{
    const device::Device device = samples::pen(1, 0);
    const ForceCurve curve = curve_of(device);
    const double torque = peak_torque(curve, device.drive, device.depth).si;
    CHECK(torque > 0);
    CHECK(torque <= curve.peak() * device.drive.stroke.si / 2 * (1 + 1e-6));
}

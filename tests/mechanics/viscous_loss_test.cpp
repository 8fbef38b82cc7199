// What a stroke loses because skin relaxes: the share by itself, and as a force curve books it.
#include "dermavox/device/device.hpp"
#include "dermavox/mechanics/force_curve.hpp"
#include "dermavox/mechanics/viscous_loss.hpp"
#include "engine/mechanics/kernel/gauss.hpp"
#include "tests/mechanics/samples.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

using namespace dermavox;
using namespace dermavox::mechanics;

namespace {

/// int_from^to (t - s)^-m ds for a steady rate of 1, in panels that halve towards s = t.
double memory(double t, double from, double to, double m)
{
    const auto kernel = [&](double age) { return std::pow(age, -m); };
    double sum = 0, high = t - from;
    const double low = t - to;
    for (int i = 0; i < 200 && high > low; ++i) {
        const double next = std::max(low, high / 2);
        sum += gauss_panel(kernel, next, high);
        high = next;
    }
    return sum;
}

/// Force of a skin that is pushed in at a rate of 1 until t = 1 and drawn back as fast.
double force_at(double t, double m) { return t <= 1 ? memory(t, 0, t, m) : memory(t, 0, 1, m) - memory(t, 1, t, m); }

/// Share of the work that does not come back before the force is gone.
double lost(double m)
{
    double gone = 2;  // when
    for (double low = 1, high = 2; high - low > 1e-13;) {
        gone = (low + high) / 2;
        (force_at(gone, m) > 0 ? low : high) = gone;
    }
    const auto force = [&](double t) { return force_at(t, m); };
    double in = 0, back = 0;
    constexpr int panels = 30;  // halving towards 0, and towards the turn
    for (int i = 0; i < panels; ++i) {
        const double far = std::exp2(-i), near = i + 1 < panels ? far / 2 : 0;
        in += gauss_panel(force, near, far);
        back += gauss_panel(force, 1 + (gone - 1) * near, 1 + (gone - 1) * far);
    }
    return 1 - back / in;
}

/// Moduli of exactly the stroke's time, whatever the exponent.
Parameters relaxing(const device::Device& device, double exponent)
{
    Parameters p = Parameters::defaults();
    p.relaxation_exponent.value = exponent;
    const device::Visit visit = device::visit(device, device.depth, 60.0_mm_s);
    p.relaxation_time.value = Time{visit.dwell.si / (device.kind == device::Kind::stamp ? 1 : 2)};
    return p;
}

ForceCurve curve_of(const device::Device& device, const Parameters& parameters,
                    const skin::Stack& skin = samples::cheek())
{
    return force_curve(Press(skin, device, parameters, 1), 24);
}

const WorkSplit& at_turn(const ForceCurve& curve)
{
    return std::ranges::find_if(curve.points, [](const CurvePoint& p) { return p.leaving; })[-1].work;
}

device::Device stamp()
{
    device::Device made{.kind = device::Kind::stamp, .depth = 0.6_mm};
    made.cartridge = device::grid(2, 2, 1.0_mm);
    made.needle = {.diameter = 0.2_mm, .length = 0.6_mm, .taper = 0.5_mm};
    made.stamp.push = device::Press{.force = 1.0_N};
    return made;
}

}  // namespace

TEST_CASE("skin that relaxes gives back what its hereditary integral says", "[mechanics][analytic]")
{
    for (const double m : {0.02, 0.079, 0.2, 0.4, 0.6}) CHECK_THAT(1 - elastic_return(m), WithinAbs(lost(m), 1e-6));
    CHECK_THAT(1 - elastic_return(0.079), WithinAbs(0.2019, 5e-5));
    CHECK(elastic_return(0) == 1);
    CHECK_THAT(elastic_return(1), WithinAbs(0, 1e-5));
    for (double m = 0; m < 1; m += 0.01) CHECK(elastic_return(m + 0.01) <= elastic_return(m));
}

TEST_CASE("a needle that only dents linear skin loses that share of its work", "[mechanics][analytic]")
{
    device::Device device = samples::pen(1, 0, 0.2e-3);
    device.needle.tip_radius = 100.0_um;
    for (const double m : {0.0, 0.079, 0.4}) {
        Parameters p = relaxing(device, m);
        p.dimple_growth.value = 0.0;
        const ForceCurve curve = curve_of(device, p);
        REQUIRE(curve.breaks.empty());
        double most = 0;
        for (const CurvePoint& point : curve.points) most = std::max(most, point.work.in);
        const WorkSplit& end = curve.points.back().work;
        CHECK(most > 0);
        CHECK_THAT(end.in / most, WithinAbs(1 - elastic_return(m), 1e-6));
        CHECK_THAT(end.viscous, WithinAbs(end.in, 1e-6 * most));
    }
}

TEST_CASE("at the turn of a stroke all that is elastic loses one share", "[mechanics]")
{
    device::Device lifted = samples::pen(6);
    lifted.cap.force = 0.05_N;
    const device::Device deep = samples::pen(6, 2.5e-3, 2.2e-3);
    const auto cheek = samples::cheek(), bony = samples::bony();
    for (const auto& [device, skin] :
         {std::pair{samples::pen(1, 0), cheek}, {samples::pen(6), cheek}, {stamp(), cheek}, {deep, bony}}) {
        const Parameters p = relaxing(device, 0.079);
        const ForceCurve curve = curve_of(device, p, skin);
        const WorkSplit &turn = at_turn(curve), &end = curve.points.back().work;
        CHECK(turn.viscous == 0);
        CHECK_THAT(end.viscous, WithinRel((1 - elastic_return(0.079)) * (turn.stored + turn.spread), 1e-6));
        CHECK(curve.points.back().total == 0);
    }
    const ForceCurve curve = curve_of(lifted, relaxing(lifted, 0.079));  // its cap is off the skin
    const double elastic = at_turn(curve).stored + at_turn(curve).spread;
    CHECK(curve.points.back().work.viscous > 0);
    CHECK_THAT(curve.points.back().work.viscous, WithinRel((1 - elastic_return(0.079)) * elastic, 1e-6));
}

TEST_CASE("without adhesion a stroke comes out along the same way at a share of the force", "[mechanics]")
{
    for (const device::Device& device : {samples::pen(1, 0), samples::pen(3, 0.8e-3)}) {
        const ForceCurve elastic = curve_of(device, relaxing(device, 0)),
                         viscous = curve_of(device, relaxing(device, 0.079));
        REQUIRE(elastic.points.size() == viscous.points.size());
        const double share = elastic_return(0.079), peak = elastic.peak();
        for (std::size_t i = 0; i < elastic.points.size(); ++i) {
            const CurvePoint &a = elastic.points[i], &b = viscous.points[i];
            CHECK_THAT(a.work.viscous, WithinAbs(0, 1e-12));
            CHECK_THAT(b.set, WithinAbs(a.set, 1e-9));
            CHECK_THAT(b.total, WithinAbs((a.leaving ? share : 1) * a.total, 1e-5 * peak));
            CHECK_THAT(b.inserted[0], WithinAbs(a.inserted[0], 2e-6));  // where it slides, to the steps of a slide
        }
    }
}

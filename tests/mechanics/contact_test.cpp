// What presses the skin in as a whole: bases, and skin that stiffens as it is draped over them.
#include "dermavox/device/layout.hpp"
#include "dermavox/mechanics/surface_response.hpp"
#include "engine/mechanics/balance/device_base.hpp"
#include "engine/mechanics/kernel/gauss.hpp"
#include "tests/mechanics/samples.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

using namespace dermavox;
using namespace dermavox::mechanics;
using std::numbers::pi;

namespace {

ElasticStack gel()
{
    ElasticStack stack;
    stack.below = {0, 20e3, 0.48};
    return stack;
}
/// The same half-space as bonded layers: as thin as a contact, and a few times thicker.
ElasticStack layered_gel()
{
    ElasticStack stack = gel();
    for (const double h : {0.05e-3, 0.2e-3, 0.7e-3}) stack.layers.push_back({h, 20e3, 0.48});
    return stack;
}
constexpr double plane_modulus = 2 * 20e3 / 0.52;  // E/(1 - nu^2)

struct Touch {
    double force, radius;  ///< sum; of the farthest patch that touches
    bool pulls;
};

/// A body whose patches stand `gap` above its lowest point, pressed in by `depth`, with no needle on it.
Touch press_body(double radius, double depth, const std::function<double(double)>& gap)
{
    const auto skin = std::make_shared<const SurfaceResponse>(gel());
    const auto bands = std::make_shared<const ScaleBands>(skin, 1.1);
    const std::vector<Patch> patches = base_patches({{0, 0, 0}}, radius);
    const ArrayContact contact(
        std::make_shared<const ArrayBands>(bands, std::vector<Place>{}, ScaleBands::count, ScaleBands::count), {});
    std::vector<PartState> parts(patches.size());
    for (std::size_t k = 0; k < patches.size(); ++k)
        parts[k].travel = depth - gap(std::hypot(patches[k].x, patches[k].y));
    auto at = contact.workspace(parts.size());
    const LinearPart linear{base_matrix(*skin, {}, 1, patches), {}};
    contact.move_in({{}, parts}, &linear, at, {}, nullptr, [] {});
    Touch made{0, 0, false};
    for (std::size_t k = 0; k < patches.size(); ++k) {
        made.force += parts[k].force, made.pulls = made.pulls || parts[k].force < 0;
        if (parts[k].force > 0) made.radius = std::max(made.radius, std::hypot(patches[k].x, patches[k].y));
    }
    return made;
}

/// Integral over the angle t of radii a sin t, in panels graded towards r, where a disc's edge passes.
template <class F>
double over_radii(const F& part, double a, double r)
{
    constexpr int panels = 12;
    const auto sum = [&](double from, double to) {
        double total = 0;
        const auto at = [&](int n) { return from + (to - from) * (1 - std::cos(pi * n / panels)) / 2; };
        for (int i = 0; i < panels; ++i) total += gauss_panel(part, at(i), at(i + 1));
        return total;
    };
    const double edge = std::asin(r / a);
    return (edge > 0 ? sum(0, edge) : 0) + sum(edge, pi / 2);
}

/// Sink at r under a pressure that falls to 0 at the radius, as the sum of the discs that it is made of; by
/// s = radius sin t, because pressures fall steeply at the edge.
template <class Slope>
double sink_under(const ElasticStack& stack, double radius, double r, const Slope& falls)
{
    const auto disc = [&](double t) {
        const double s = radius * std::sin(t);
        return falls(s) * pi * s * s * disc_sink(stack, s, r) * radius * std::cos(t);
    };
    return over_radii(disc, radius, r);
}

/// Sink at r under the pressure of a flat punch, F/(2 pi a sqrt(a^2 - s^2)), per newton: it rises to the edge, so it
/// is the sum of the rings that it is made of, each the difference of two discs; by s = a sin t again.
double sink_under_punch(const ElasticStack& stack, double a, double r)
{
    const auto ring = [&](double t) {
        const double s = a * std::sin(t), h = std::min(1e-6 * a, s / 2);
        const auto disc = [&](double edge) { return pi * edge * edge * disc_sink(stack, edge, r); };
        return (disc(s + h) - disc(s - h)) / (2 * h) / (2 * pi * a);
    };
    return over_radii(ring, a, r);
}

}  // namespace

TEST_CASE("a sphere's, a cone's and a punch's pressure sink a half-space to their shape", "[mechanics][analytic]")
{
    // Hertz: p = p0 sqrt(1 - r^2/a^2), p0 = 2 a E'/(pi R), sink a^2/R - r^2/(2 R).
    const double a = 0.4e-3, ball = 2e-3, p0 = 2 * a * plane_modulus / (pi * ball);
    const auto sphere = [&](double s) { return p0 * s / (a * std::sqrt(a * a - s * s)); };
    // Sneddon: p = E'/(2 tan) acosh(a/r), sink (pi/2 - r/a) a/tan.
    const double slope = 0.5;
    const auto cone = [&](double s) { return plane_modulus * slope / 2 * a / (s * std::sqrt(a * a - s * s)); };
    for (const ElasticStack& stack : {gel(), layered_gel()})
        for (const double r : {0.0, 0.1e-3, 0.3e-3}) {
            CHECK_THAT(sink_under(stack, a, r, sphere), WithinRel((a * a - r * r / 2) / ball, 1e-3));
            CHECK_THAT(sink_under(stack, a, r, cone), WithinRel((pi / 2 - r / a) * a * slope, 1e-3));
            CHECK_THAT(sink_under_punch(stack, a, r), WithinRel(1 / (2 * a * plane_modulus), 1e-3));
        }
}

TEST_CASE("a flat base is the flat punch", "[mechanics][stamp][analytic]")
{
    const Touch flat = press_body(5e-3, 0.2e-3, [](double) { return 0.0; });
    CHECK_THAT(flat.force, WithinRel(2 * 5e-3 * plane_modulus * 0.2e-3, 0.03));
    CHECK_FALSE(flat.pulls);
}

TEST_CASE("a curved base touches as far as the sphere that it is", "[mechanics][stamp][analytic]")
{
    const double ball = 40e-3, depth = 0.25e-3;  // contact radius sqrt(R d) = 3.2 mm of 5
    const Touch round = press_body(5e-3, depth, [&](double r) { return r * r / (2 * ball); });
    CHECK_THAT(round.force, WithinRel(4.0 / 3 * plane_modulus * std::sqrt(ball) * std::pow(depth, 1.5), 0.04));
    CHECK_THAT(round.radius, WithinAbs(std::sqrt(ball * depth), 0.5e-3));
    CHECK_FALSE(round.pulls);
}

TEST_CASE("patches of a base cover it, one at each seat", "[mechanics][stamp]")
{
    const std::vector<device::Seat> seats = device::grid(6, 6, 1.0_mm).seats;
    const std::vector<Patch> patches = base_patches(seats, 5e-3);
    double area = 0;
    for (const Patch& p : patches) {
        CHECK(std::hypot(p.x, p.y) <= 5e-3);
        area += pi * p.radius * p.radius;
    }
    for (std::size_t i = 0; i < seats.size(); ++i) CHECK((patches[i].x == seats[i].x && patches[i].y == seats[i].y));
    CHECK_THAT(area, WithinRel(pi * 25e-6, 1e-9));
}

TEST_CASE("skin pressed in as a whole sinks as its large-strain law says and is unchanged far away",
          "[mechanics][analytic]")
{
    const double radius = 6e-3, lambda = 1.3;
    for (const ElasticStack& stack : {gel(), elastic_stack(samples::cheek(0)), elastic_stack(samples::cheek(40))}) {
        const SurfaceResponse flat(stack);
        double before = 1e9;
        for (const double force : {1e-4, 0.1, 1.0, 15.0}) {
            const ElasticStack under = draped(stack, Length{radius}, Force{force}, lambda);
            const SurfaceResponse skin(under);
            const double sink = force * skin.self(radius);
            CHECK_THAT(sink, WithinRel(force * flat.self(radius + lambda * sink), 2e-4));
            CHECK_THAT(disc_sink(under, radius, 0), WithinRel(skin.self(radius), 2e-4));
            CHECK(skin.self(radius) < before);
            before = skin.self(radius);
            CHECK_THAT(surface_kernel(under, 1e-3), WithinRel(surface_kernel(stack, 1e-3), 1e-3));
            CHECK_THAT(surface_kernel(under, 1e5), WithinRel(surface_kernel(stack, 1e5), 1e-6));
        }
        CHECK(draped(stack, Length{radius}, Force{5}, 0).draping == 0);
    }
}

TEST_CASE("the force that stops a mass has taken up its energy", "[mechanics][analytic]")
{
    // homogeneous: F = pi M (R W + lambda W^2), E = pi M (R W^2/2 + lambda W^3/3)
    const double m = 20e3 / 0.52, radius = 5e-3, lambda = 1.3, w = 4e-3;
    const double energy = pi * m * (radius * w * w / 2 + lambda * w * w * w / 3);
    CHECK_THAT(draping_force(gel(), Length{radius}, Energy{energy}, lambda).si,
               WithinRel(pi * m * (radius * w + lambda * w * w), 1e-4));
}

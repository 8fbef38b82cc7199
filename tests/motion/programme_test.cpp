#include "dermavox/core/parallel.hpp"
#include "dermavox/motion/programme.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <numbers>

using namespace dermavox;
using std::numbers::pi;

namespace {

device::Device pen(device::Cartridge cartridge = device::ring(12, 2.5_mm))
{
    return {.cartridge = std::move(cartridge)};
}

std::vector<motion::Stroke> strokes_of(const motion::Programme& programme, std::size_t cycle)
{
    std::vector<motion::Stroke> strokes(programme.needles());
    programme.strokes(programme.cycle(cycle), strokes);
    return strokes;
}

double strokes_per_cm2(const motion::Programme& programme)
{
    std::size_t inside = 0;
    for (std::size_t i = 0; i < programme.cycles(); ++i)
        for (const auto& s : strokes_of(programme, i)) inside += programme.inside(s.x, s.y);
    const auto& plan = programme.plan();
    return double(inside) / (plan.width.si * plan.height.si) / 1e4 / plan.passes;
}

std::vector<std::string> keys(const motion::Plan& plan, const device::Device& device)
{
    std::vector<std::string> all;
    for (const auto& problem : motion::problems_of(plan, device)) all.push_back(problem.key);
    return all;
}

}  // namespace

TEST_CASE("one pass makes N f over v W strokes per area", "[motion][analytic]")
{
    auto device = pen(device::ring(14, 2.8_mm));
    device.drive.frequency = {7000.0 / 60};
    device.cartridge.swath = 6.0_mm;
    motion::Plan plan{.pattern = "raster", .width = 30.0_mm, .height = 24.0_mm, .speed = 20.0_mm_s};
    CHECK_THAT(motion::strokes_per_area(plan, device) / 1e4, WithinAbs(1361, 0.5));

    for (const char* pattern : {"raster", "one-way", "cross-hatch"})
        for (const int passes : {1, 3})
            for (const auto repeat : {motion::Repeat::exact, motion::Repeat::random}) {
                plan.pattern = pattern, plan.passes = passes, plan.repeat = repeat;
                plan.edges = motion::Edges::periodic;
                CHECK_THAT(strokes_per_cm2({device, plan, 1}), WithinRel(1361.1, 0.01));
            }
}

// Tracks 1 mm apart fall 7 or 8 times into 7.1 mm: one pass is off by some 4 %, the mean of 200 by 0.3 %.
TEST_CASE("with a margin the inside of the patch is treated evenly", "[motion][analytic]")
{
    const auto device = pen(device::grid(5, 3, 1.0_mm));
    motion::Plan plan{.width = 11.3_mm, .height = 7.1_mm, .speed = 20.0_mm_s, .passes = 200};
    for (const double overlap : {0.0, 0.3}) {
        plan.overlap = overlap;
        const double expected = motion::strokes_per_area(plan, device) / 1e4;
        CHECK_THAT(strokes_per_cm2({device, plan, 5}), WithinRel(expected, 0.01));
    }
}

TEST_CASE("lines stand symmetric over the patch at the asked spacing", "[motion]")
{
    const auto device = pen();
    const motion::Plan plan{.height = 12.0_mm, .overlap = 0.2, .repeat = motion::Repeat::exact};
    const auto route = motion::route_of(plan, device, 0, 1);
    REQUIRE(route.legs.size() == 5);  // three for 12 mm at 4 mm, one more on each side within reach
    for (std::size_t k = 0; k < 5; ++k) {
        CHECK_THAT(route.legs[k].y, WithinAbs(6e-3 + (double(k) - 2) * 4e-3, 1e-12));
        CHECK_THAT(route.legs[k].heading, WithinAbs(k % 2 == 1 ? pi : 0, 1e-15));
    }
    CHECK(route.legs[0].x < -2.5e-3);         // overshoots by more than the cartridge's reach
    CHECK(route.legs[1].x > 10e-3 + 2.5e-3);  // back from the far side
}

TEST_CASE("one-way lines all run the same way and cross-hatch turns from pass to pass", "[motion]")
{
    const auto device = pen();
    for (const auto& leg : motion::route_of({.pattern = "one-way"}, device, 1, 1).legs) CHECK(leg.heading == 0);
    const auto second = motion::route_of({.pattern = "cross-hatch"}, device, 1, 1);
    CHECK_THAT(second.legs[0].orientation, WithinAbs(pi / 2, 1e-15));
    CHECK_THAT(std::cos(second.legs[0].heading), WithinAbs(0, 1e-15));
    CHECK(motion::route_of({.pattern = "cross-hatch"}, device, 2, 1).legs[0].orientation == 0);
    CHECK(motion::route_of({.pattern = "raster"}, device, 1, 1).legs[0].orientation == 0);
}

TEST_CASE("a needle's punctures along a glide are v over f apart", "[motion][analytic]")
{
    const motion::Plan plan{.pattern = "raster", .speed = 33.0_mm_s, .repeat = motion::Repeat::exact};
    const motion::Programme programme(pen(), plan, 1);
    const auto a = strokes_of(programme, 5), b = strokes_of(programme, 6);
    for (std::size_t k = 0; k < a.size(); ++k) {
        CHECK_THAT(b[k].x - a[k].x, WithinRel(33e-3 / 110, 1e-9));
        CHECK_THAT(b[k].y, WithinAbs(a[k].y, 1e-15));
        CHECK(a[k].depth == 1e-3);
    }
}

TEST_CASE("without glide all openings of a needle coincide", "[motion][property]")
{
    const motion::Plan plan{
        .pattern = "raster", .width = 5.0_mm, .height = 5.0_mm, .speed = 1e-4 * 1.0_mm_s, .passes = 1};
    const motion::Programme programme(pen(), plan, 1);
    const auto a = strokes_of(programme, 1000), b = strokes_of(programme, 1100);
    for (std::size_t k = 0; k < a.size(); ++k) CHECK(std::hypot(a[k].x - b[k].x, a[k].y - b[k].y) < 1e-7);
}

TEST_CASE("a mirrored cartridge gives a mirrored pattern", "[motion][property]")
{
    auto seats = device::ring(7, 2.0_mm, 0.3).seats;
    seats[2].length_offset = 0.1e-3;
    auto mirrored = seats;
    for (auto& seat : mirrored) seat.x = -seat.x;
    motion::Plan plan{.pattern = "raster", .height = 4.0_mm, .edges = motion::Edges::periodic};
    plan.repeat = motion::Repeat::exact;
    auto left = device::table(seats), right = device::table(mirrored);
    left.swath = right.swath = 4.0_mm;  // one line, in the middle
    const motion::Programme a(pen(left), plan, 1), b(pen(right), plan, 1);
    REQUIRE(a.cycles() == b.cycles());
    for (const std::size_t i : {std::size_t(0), a.cycles() / 2, a.cycles() - 1}) {
        const auto p = strokes_of(a, i), q = strokes_of(b, i);
        for (std::size_t k = 0; k < p.size(); ++k) {
            CHECK_THAT(q[k].x, WithinAbs(p[k].x, 1e-12));
            CHECK_THAT(q[k].y, WithinAbs(4e-3 - p[k].y, 1e-12));
            CHECK(q[k].depth == p[k].depth);
        }
    }
}

TEST_CASE("periodic strokes all land inside the patch", "[motion]")
{
    motion::Plan plan{.edges = motion::Edges::periodic};
    plan.hand.speed_noise = 0.3;
    const motion::Programme programme(pen(), plan, 3);
    for (std::size_t i = 0; i < programme.cycles(); i += 7)
        for (const auto& s : strokes_of(programme, i)) REQUIRE(programme.inside(s.x, s.y));
}

TEST_CASE("passes of a robot repeat and those of a hand do not", "[motion]")
{
    motion::Plan plan{.pattern = "raster", .passes = 2, .repeat = motion::Repeat::exact};
    const motion::Programme robot(pen(), plan, 1);
    REQUIRE(robot.cycles_in(0) == robot.cycles_in(1));
    const auto a = strokes_of(robot, 11), b = strokes_of(robot, robot.cycles_in(0) + 11);
    CHECK(a[4].x == b[4].x);
    CHECK(a[4].y == b[4].y);
    CHECK(b[4].pass == 1);
    CHECK(b[4].cycle == 11);

    plan.repeat = motion::Repeat::random;
    const motion::Programme hand(pen(), plan, 1);
    const auto c = strokes_of(hand, 11), d = strokes_of(hand, hand.cycles_in(0) + 11);
    CHECK(c[4].x != d[4].x);
    CHECK(c[4].y != d[4].y);
    CHECK(strokes_of({pen(), plan, 2}, 11)[4].y != c[4].y);
    CHECK(strokes_of({pen(), plan, 1}, 11)[4].y == c[4].y);
}

TEST_CASE("time runs on at the drive's rate from pass to pass", "[motion]")
{
    const motion::Programme programme(pen(), {.passes = 3}, 1);
    double last = -1;
    for (std::size_t i = 0; i < programme.cycles(); ++i) {
        const double now = programme.cycle(i).time;
        REQUIRE(now > last);
        last = now;
    }
    CHECK(last < programme.duration());
    CHECK(programme.cycles_in(0) + programme.cycles_in(1) + programme.cycles_in(2) == programme.cycles());
}

TEST_CASE("a leaning device loses depth on its raised side", "[motion][analytic]")
{
    motion::Plan plan{.pattern = "one-way", .passes = 1};
    plan.hand.tilt = 5.0_deg;  // raised ahead, along the pass
    auto device = pen(device::table({{0, 1e-3, 0}, {0, -1e-3, 0}, {1e-3, 0, 0}}));
    device.cap = {.radius = 4.0_mm, .width = 1.0_mm};
    const auto strokes = strokes_of({device, plan, 1}, 40);
    CHECK_THAT(strokes[0].depth, WithinAbs(1e-3 - 0.523e-3, 1e-6));  // 6 mm from the rim
    CHECK_THAT(strokes[1].depth, WithinAbs(1e-3 - 4e-3 * std::sin(5 * pi / 180), 1e-12));
    CHECK_THAT(strokes[2].depth, WithinAbs(1e-3 - 5e-3 * std::sin(5 * pi / 180), 1e-12));
}

TEST_CASE("every problem of a plan is told at once", "[motion]")
{
    CHECK(keys({}, pen()).empty());
    CHECK(keys({.speed = {-1}, .overlap = 1, .passes = 0}, pen()) ==
          std::vector<std::string>{"motion.speed", "motion.overlap", "motion.passes"});
    CHECK(keys({.pattern = "zigzag"}, pen()) == std::vector<std::string>{"motion.pattern"});
    CHECK(keys({.width = {}}, pen()) == std::vector<std::string>{"motion.area"});
    CHECK(keys({.width = 4.0_mm, .edges = motion::Edges::periodic}, pen()) ==
          std::vector<std::string>{"motion.area"});
    CHECK(keys({.speed = 1e-9 * 1.0_mm_s}, pen()) == std::vector<std::string>{"motion.speed"});
    auto deep = pen();
    deep.depth = deep.needle.length = 3.0_mm;
    deep.drive.frequency = {-1};
    CHECK(keys({.passes = 0}, deep) ==
          std::vector<std::string>{"device.drive.frequency", "device.depth", "motion.passes"});
    CHECK_THROWS_AS(motion::Programme(deep, {}, 1), core::InputError);
}

TEST_CASE("a periodic patch that is no whole number of lines says so", "[motion]")
{
    motion::Plan plan{.pattern = "raster", .height = 12.0_mm, .edges = motion::Edges::periodic};
    const motion::Programme adjusted(pen(), plan, 1);
    REQUIRE(adjusted.notes().warnings.size() == 1);
    CHECK(adjusted.notes().warnings[0].code == "line_spacing_adjusted");
    plan.height = 15.0_mm;
    CHECK(motion::Programme(pen(), plan, 1).notes().warnings.empty());
}

TEST_CASE("strokes are the same bits in any order on any number of threads", "[motion][threads]")
{
    motion::Plan plan{.passes = 3};
    plan.hand = {.speed_noise = 0.2, .tilt_noise = 1.0_deg, .wander = 0.1_mm};
    const motion::Programme programme(pen(), plan, 7);
    const auto places = [&] {
        std::vector<double> all(programme.cycles() * 3 * programme.needles());
        core::parallel_for(programme.cycles(), 64, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = end; i-- > begin;) {
                const auto strokes = strokes_of(programme, i);
                for (std::size_t k = 0; k < strokes.size(); ++k) {
                    double* at = &all[(i * strokes.size() + k) * 3];
                    at[0] = strokes[k].x, at[1] = strokes[k].y, at[2] = strokes[k].depth;
                }
            }
        });
        return all;
    };
    std::vector<double> one;
    core::with_threads(1, [&] { one = places(); });
    for (const int threads : {2, 3, 8}) core::with_threads(threads, [&] { CHECK(places() == one); });
}

TEST_CASE("a pattern whose needles all miss the patch is told", "[motion]")
{
    auto wide = pen(device::grid(2, 1, 0.5_mm));
    wide.cartridge.swath = 40.0_mm;  // lines 40 mm apart over a 1 mm patch: most shifts miss it
    const motion::Plan plan{.pattern = "raster", .width = 1.0_mm, .height = 1.0_mm, .passes = 1};
    int missed = 0;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        try {
            const motion::Programme reaching(wide, plan, seed);
            CHECK(reaching.cycles() > 0);
        } catch (const core::InputError& error) {
            ++missed;
            CHECK(error.problems()[0].key == "motion.area");
        }
    }
    CHECK(missed > 10);
}

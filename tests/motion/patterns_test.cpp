#include "dermavox/motion/programme.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

using namespace dermavox;
using std::numbers::pi;

namespace {

device::Device pen(device::Cartridge cartridge = device::grid(5, 3, 1.0_mm))
{
    return {.cartridge = std::move(cartridge)};
}

double strokes_per_area(const motion::Programme& programme)
{
    std::size_t inside = 0;
    std::vector<motion::Stroke> strokes(programme.needles());
    for (std::size_t i = 0; i < programme.cycles(); ++i) {
        programme.strokes(programme.cycle(i), strokes);
        for (const auto& s : strokes) inside += programme.inside(s.x, s.y);
    }
    const auto& plan = programme.plan();
    return double(inside) / (plan.width.si * plan.height.si) / plan.passes;
}

double speed_along(const motion::Route& route, double time)
{
    const motion::Leg& leg = route.leg_at(time);
    return motion::pose_at(leg, time - leg.start).speed;
}

/// The route is one path: each leg starts where the one before it ends.
void check_continuous(const motion::Route& route)
{
    for (std::size_t k = 1; k < route.legs.size(); ++k) {
        const auto& last = route.legs[k - 1];
        const auto end = motion::pose_at(last, last.duration);
        CHECK_THAT(end.x, WithinAbs(route.legs[k].x, 1e-12));
        CHECK_THAT(end.y, WithinAbs(route.legs[k].y, 1e-12));
        CHECK_THAT(last.start + last.duration, WithinAbs(route.legs[k].start, 1e-12));
    }
}

}  // namespace

TEST_CASE("every pattern with margins treats the patch with the strokes it promises", "[motion][patterns]")
{
    motion::Plan plan{.width = 22.3_mm, .height = 17.1_mm, .speed = 40.0_mm_s, .passes = 64};
    for (const char* pattern : {"raster", "one-way", "cross-hatch", "four-way", "star", "circles", "figure-eight"}) {
        plan.pattern = pattern;
        INFO(pattern);
        CHECK_THAT(strokes_per_area({pen(), plan, 5}), WithinRel(motion::strokes_per_area(plan, pen()), 0.02));
    }
    plan.passes = 2000;
    for (const char* pattern : {"grid", "random"}) {
        plan.pattern = pattern;
        INFO(pattern);
        CHECK_THAT(strokes_per_area({pen(), plan, 5}), WithinRel(motion::strokes_per_area(plan, pen()), 0.02));
    }
}

TEST_CASE("four-way and star turn from pass to pass", "[motion][patterns]")
{
    const auto heading = [](const char* pattern, std::uint32_t pass) {
        return motion::route_of({.pattern = pattern}, pen(), pass, 1).legs[0].heading * 180 / pi;
    };
    const double four[] = {0, 90, 45, 135, 0};
    for (std::uint32_t pass = 0; pass < 5; ++pass) CHECK_THAT(heading("four-way", pass), WithinAbs(four[pass], 1e-9));
    for (std::uint32_t pass = 0; pass < 9; ++pass)
        CHECK_THAT(heading("star", pass), WithinAbs(pass % 8 * 45.0, 1e-9));
}

TEST_CASE("a ramp takes twice its length in time and keeps the way", "[motion][patterns][analytic]")
{
    motion::Plan plan{.pattern = "one-way", .width = 40.0_mm, .height = 5.0_mm, .speed = 20.0_mm_s};
    plan.repeat = motion::Repeat::exact;
    const auto sharp = motion::route_of(plan, pen(), 0, 1);
    plan.ramp = 3.0_mm;
    const auto ramped = motion::route_of(plan, pen(), 0, 1);
    CHECK_THAT(ramped.length(), WithinRel(sharp.length(), 1e-12));
    const double lines = double(sharp.legs.size());
    CHECK_THAT(ramped.duration() - sharp.duration(), WithinRel(lines * 2 * 3e-3 / 20e-3, 1e-9));
    CHECK_THAT(speed_along(ramped, 0.15), WithinRel(10e-3, 1e-9));  // half of 2 x 3 mm / 20 mm/s
    CHECK_THAT(speed_along(ramped, 0.5), WithinRel(20e-3, 1e-9));
    plan.ramp = 100.0_mm;  // longer than the line: never at full speed
    const auto slow = motion::route_of(plan, pen(), 0, 1);
    CHECK_THAT(slow.length(), WithinRel(sharp.length(), 1e-12));
    const double half = sharp.legs[0].length / 2, peak = 20e-3 * std::sqrt(half / 100e-3);
    CHECK_THAT(slow.legs[0].duration, WithinRel(2 * half / peak, 1e-9));
}

TEST_CASE("half circles join lines into one path", "[motion][patterns]")
{
    motion::Plan plan{.pattern = "raster", .turn = motion::Turn::arc};
    for (const Length ramp : {0.0_mm, 1.0_mm}) {
        plan.ramp = ramp;
        const auto route = motion::route_of(plan, pen(), 0, 1);
        check_continuous(route);
        CHECK(std::count_if(route.legs.begin(), route.legs.end(), [](auto& leg) { return leg.curvature != 0; }) >= 2);
    }
}

TEST_CASE("travel and time along a route are each other's inverse", "[motion][patterns]")
{
    motion::Plan plan{.pattern = "raster", .ramp = 2.0_mm, .turn = motion::Turn::arc};
    const auto route = motion::route_of(plan, pen(), 0, 1);
    for (double share = 0; share < 1; share += 0.0137) {
        const double time = route.time_at_length(share * route.length());
        const auto& leg = route.leg_at(time);
        const double h = time - leg.start;
        CHECK_THAT(leg.before + h * (leg.speed + leg.acceleration * h / 2), WithinAbs(share * route.length(), 1e-12));
    }
}

TEST_CASE("circles lie round the centre and eights close on themselves", "[motion][patterns][analytic]")
{
    motion::Plan plan{.pattern = "circles", .repeat = motion::Repeat::exact};
    for (const auto& leg : motion::route_of(plan, pen(), 0, 1).legs)
        for (const double share : {0.1, 0.4, 0.9}) {
            const auto pose = motion::pose_at(leg, share * leg.duration);
            CHECK_THAT(std::hypot(pose.x - 5e-3, pose.y - 5e-3), WithinRel(1 / leg.curvature, 1e-9));
        }
    plan.pattern = "figure-eight";
    const auto eights = motion::route_of(plan, pen(), 0, 1);
    const auto& left = eights.legs[0];
    const auto& right = eights.legs[1];
    CHECK(left.curvature == -right.curvature);
    CHECK_THAT(motion::pose_at(left, left.duration).y, WithinAbs(left.y, 1e-12));
    CHECK_THAT(motion::pose_at(left, left.duration / 2).y - left.y, WithinRel(2 * 5e-3 / 4, 1e-9));
    CHECK_THAT(motion::pose_at(right, right.duration / 2).y - right.y, WithinRel(-2 * 5e-3 / 4, 1e-9));
}

TEST_CASE("a free path keeps its times and headings", "[motion][patterns][path]")
{
    motion::Plan plan{.pattern = "path", .passes = 1, .repeat = motion::Repeat::exact};
    plan.path = {{.x = 0, .y = 0, .time = 0, .heading = 1},
                 {.x = 6e-3, .y = 8e-3, .time = 0.5},
                 {.x = 6e-3, .y = 0, .time = 2}};
    const motion::Programme programme(pen(), plan, 1);
    CHECK(programme.cycles() == 220);
    const auto first = programme.cycle(11);  // 0.1 s
    CHECK_THAT(first.x, WithinAbs(1.2e-3, 1e-9));
    CHECK_THAT(first.y, WithinAbs(1.6e-3, 1e-9));
    CHECK_THAT(first.speed, WithinRel(20e-3, 1e-9));
    CHECK(first.orientation == 1);
    const auto later = programme.cycle(110);  // 1 s, on the way down
    CHECK_THAT(later.y, WithinAbs(8e-3 - 8e-3 * 0.5 / 1.5, 1e-9));
    CHECK_THAT(later.orientation, WithinAbs(-pi / 2, 1e-12));  // no heading given: along the travel
}

TEST_CASE("a free path with speeds changes its pace evenly", "[motion][patterns][path][analytic]")
{
    motion::Plan plan{.pattern = "path", .passes = 1};
    plan.path = {{.x = 0, .y = 0, .speed = 10e-3}, {.x = 10e-3, .y = 0, .speed = 30e-3}};
    const auto route = motion::route_of(plan, pen(), 0, 1);
    CHECK_THAT(route.duration(), WithinRel(0.5, 1e-12));
    CHECK_THAT(speed_along(route, 0.25), WithinRel(20e-3, 1e-12));
    CHECK_THAT(motion::pose_at(route.legs[0], 0.25).x, WithinRel(3.75e-3, 1e-12));
}

TEST_CASE("placing stands still for its cycles and scatters as the hand does", "[motion][patterns]")
{
    motion::Plan plan{.pattern = "grid", .passes = 1, .repeat = motion::Repeat::exact, .cycles_per_place = 3};
    const motion::Programme exact(pen(), plan, 1);
    std::set<std::pair<double, double>> places;
    for (std::size_t i = 0; i < exact.cycles(); ++i) {
        const auto cycle = exact.cycle(i);
        CHECK(cycle.speed == 0);
        places.insert({cycle.x, cycle.y});
    }
    CHECK(exact.cycles() == 3 * places.size());
    // 10 mm patch, 5 mm apart: symmetric, one more on each side within the needles' reach
    CHECK(std::count_if(places.begin(), places.end(), [](auto& p) {
              return std::abs(p.first - 2.5e-3) < 1e-9 && std::abs(p.second - 7.5e-3) < 1e-9;
          }) == 1);

    plan.width = plan.height = 400.0_mm;
    plan.edges = motion::Edges::periodic;  // with a margin, a straying hand overshoots further
    plan.hand.wander = 0.3_mm;
    plan.hand.rotation = 0.1;
    const auto scattered = motion::route_of(plan, pen(), 0, 1);
    plan.hand = {};
    const auto square = motion::route_of(plan, pen(), 0, 1);
    REQUIRE(scattered.legs.size() == square.legs.size());
    double place = 0, turn = 0;
    const double n = double(square.legs.size());
    for (std::size_t k = 0; k < square.legs.size(); ++k) {
        place += std::pow(scattered.legs[k].x - square.legs[k].x, 2) / n;
        turn += std::pow(scattered.legs[k].orientation - square.legs[k].orientation, 2) / n;
    }
    CHECK_THAT(std::sqrt(place), WithinRel(0.3e-3, 0.04));  // 6,400 places: 1/sqrt(2 n) = 0.9 %
    CHECK_THAT(std::sqrt(turn), WithinRel(0.1, 0.04));
}

TEST_CASE("time off the skin counts but makes no strokes", "[motion][patterns]")
{
    motion::Plan plan{.pattern = "raster", .passes = 2, .repeat = motion::Repeat::exact};
    const motion::Programme swift(pen(), plan, 1);
    plan.lift_time = 0.7_s;
    const motion::Programme slow(pen(), plan, 1);
    CHECK(slow.cycles() == swift.cycles());
    const double lifts = 2 * double(motion::route_of(plan, pen(), 0, 1).legs.size()) - 1;
    CHECK_THAT(slow.duration() - swift.duration(), WithinRel(lifts * 0.7, 1e-9));
    const std::size_t last = slow.cycles() - 1;
    CHECK_THAT(slow.cycle(last).time - swift.cycle(last).time, WithinRel(lifts * 0.7, 1e-9));
}

TEST_CASE("settings that do not go together are told", "[motion][patterns]")
{
    const auto keys = [](const motion::Plan& plan, const device::Device& device) {
        std::string all;
        for (const auto& problem : motion::problems_of(plan, device)) all += problem.key + ";";
        return all;
    };
    using motion::Edges, motion::Turn;
    CHECK(keys({.pattern = "star", .edges = Edges::periodic}, pen()) == "motion.edges;");
    CHECK(keys({.pattern = "one-way", .turn = Turn::arc}, pen()) == "motion.turn;");
    CHECK(keys({.pattern = "circles", .ramp = 1.0_mm}, pen()) == "motion.ramp;");
    CHECK(keys({.repeat = motion::Repeat::exact, .angle_noise = 0.1}, pen()) == "motion.angle_noise;");
    CHECK(keys({.cycles_per_place = 2}, pen()) == "motion.cycles_per_place;");
    CHECK(keys({.pattern = "path"}, pen()) == "motion.path;");  // an empty path
    CHECK(keys({.pattern = "path", .path = {{.x = 0, .y = 0}, {.x = 1, .y = 0}}}, pen()) ==
          "motion.path;motion.path;");
    CHECK(keys({.pattern = "path", .path = {{.time = 1}, {.time = 1}}}, pen()) == "motion.path;");
    CHECK(keys({.path = {{}}}, pen()) == "motion.path;");  // a path for a raster
    auto stamp = pen();
    stamp.kind = device::Kind::stamp;
    CHECK(keys({}, stamp) == "motion.pattern;");
    CHECK(keys({.hand = {.wander = {-1}}}, pen()) == "motion.hand.wander;");
    CHECK(keys({.hand = {.speed_noise = 0.1, .correlation = {1e-9}}}, pen()) == "motion.hand.correlation;");
}

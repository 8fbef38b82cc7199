// Rollers and stamps in motion, and the figures of all devices.
#include "dermavox/motion/kinematics.hpp"
#include "dermavox/motion/programme.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <numbers>

using namespace dermavox;
using std::numbers::pi;

namespace {

device::Device pen14()
{
    device::Device d{.cartridge = device::ring(14, 2.8_mm)};
    d.drive.frequency = {7000.0 / 60};
    d.cartridge.swath = 6.0_mm;
    return d;
}

device::Device roller192()
{
    device::Device d{.kind = device::Kind::roller, .depth = 1.5_mm};
    d.cartridge = device::station(8, 20.0_mm);
    return d;
}

std::size_t strokes_inside(const motion::Programme& programme)
{
    std::size_t inside = 0;
    std::vector<motion::Stroke> strokes(programme.needles());
    for (std::size_t i = 0; i < programme.cycles(); ++i) {
        programme.strokes(programme.cycle(i), strokes);
        for (const auto& s : strokes) inside += programme.inside(s.x, s.y);
    }
    return inside;
}

}  // namespace

TEST_CASE("a roller of 192 needles makes 15.28 holes per cm2 in a roll and 229 in 15", "[motion][roller][analytic]")
{
    motion::Plan plan{.pattern = "raster", .width = 100.0_mm, .height = 100.0_mm, .passes = 15};
    CHECK_THAT(motion::strokes_per_area(plan, roller192()) / 1e4, WithinAbs(15.28, 0.005));
    for (const auto edges : {motion::Edges::periodic, motion::Edges::margin}) {
        plan.edges = edges;
        const double per_cm2 = double(strokes_inside({roller192(), plan, 1})) / 100;
        CHECK_THAT(per_cm2, WithinRel(229.2, 0.01));
    }
}

TEST_CASE("a roller's holes keep their distance whatever the hand's speed", "[motion][roller]")
{
    motion::Plan plan{.pattern = "raster", .width = 80.0_mm, .height = 15.0_mm, .passes = 1};
    plan.hand.speed_noise = 0.5;
    const motion::Programme programme(roller192(), plan, 1);
    const double pitch = 2 * pi * 10e-3 / 24;
    const auto a = programme.cycle(3), b = programme.cycle(4), c = programme.cycle(5);
    CHECK_THAT(b.x - a.x, WithinRel(pitch, 1e-9));
    CHECK_THAT(c.x - b.x, WithinRel(pitch, 1e-9));
    CHECK(std::abs((c.time - b.time) / (b.time - a.time) - 1) > 1e-6);
    CHECK_THAT((b.x - a.x) / (b.time - a.time), WithinRel((a.speed + b.speed) / 2, 0.05));
}

TEST_CASE("a stamp presses once a place and loses depth off its centre on a curved body", "[motion][stamp]")
{
    device::Device d{.kind = device::Kind::stamp, .depth = 0.6_mm};
    d.cartridge = device::grid(10, 10, 0.5_mm);
    d.stamp.radius_of_curvature = 40.0_mm;
    const motion::Plan plan{.pattern = "grid", .passes = 1, .repeat = motion::Repeat::exact};
    const motion::Programme programme(d, plan, 1);
    CHECK(strokes_inside(programme) == 400);  // 4 places of 100 needles fill 10 mm x 10 mm
    std::vector<motion::Stroke> strokes(100);
    programme.strokes(programme.cycle(0), strokes);
    const auto& corner = d.cartridge.seats[0];
    CHECK_THAT(strokes[0].depth, WithinRel(0.6e-3 - (corner.x * corner.x + corner.y * corner.y) / 80e-3, 1e-12));
    CHECK(strokes[0].speed == 0);
    CHECK_THAT(programme.cycle(1).time - programme.cycle(0).time, WithinRel(1 + 5e-3 / 60e-3, 1e-9));
}

TEST_CASE("14 needles at 7000 a minute make 1.96 million strokes in 20 minutes", "[motion][analytic]")
{
    const motion::Plan plan{.speed = 20.0_mm_s};
    const auto k = motion::kinematics_of(plan, pen14());
    CHECK_THAT(k.stroke_rate.si * 20 * 60, WithinRel(1.96e6, 1e-12));
    CHECK_THAT(k.per_area / 1e4, WithinAbs(1361, 0.5));
    CHECK_THAT(k.slit.si, WithinRel(67.171e-6, 1e-4));
    CHECK_THAT(k.pitch.si * k.duty, WithinRel(k.slit.si, 1e-12));
    CHECK_THAT(k.needles_in_skin, WithinRel(14 * 0.39183, 1e-4));
    CHECK(k.clearance == 2.0_mm);
    CHECK(k.tilt_loss.si == 0);
    const auto drum = motion::kinematics_of({}, roller192());
    CHECK_FALSE(drum.slit_limit.has_value());
    CHECK_THAT(drum.slit.si, WithinAbs(1.028e-3, 0.0005e-3));
    CHECK_THAT(drum.pitch.si, WithinRel(2 * pi * 10e-3, 1e-12));
}

TEST_CASE("rows a whole number of pitches apart hit the holes before them", "[motion][kinematics][analytic]")
{
    const auto rows = device::grid(6, 3, 1.2_mm);  // rows 1.2 mm apart, in the same tracks
    CHECK(motion::resonant_share(rows, 0.4_mm, 0.05_mm) == 1);
    CHECK(motion::resonant_share(rows, 0.6_mm, 0.05_mm) == 1);
    CHECK(motion::resonant_share(rows, 0.8_mm, 0.05_mm) == 0.5);  // the third row hits the first
    CHECK(motion::resonant_share(rows, 0.5_mm, 0.05_mm) == 0);
    CHECK(motion::resonant_share(device::rows(3, 4, 1.2_mm, 1.2_mm), 0.4_mm, 0.05_mm) == 0);  // own tracks
}

TEST_CASE("warnings follow from the figures", "[motion][kinematics]")
{
    const auto codes = [](const motion::Plan& plan, const device::Device& device) {
        std::string all;
        const auto k = motion::kinematics_of(plan, device, {.residual = 0.1_mm});
        for (const auto& warning : motion::notes_of(k, plan, device).warnings) all += warning.code + ";";
        return all;
    };
    CHECK(codes({.speed = 30.0_mm_s}, pen14()).empty());
    CHECK(codes({.speed = 10.0_mm_s}, pen14()) == "grooves;");
    CHECK(codes({.speed = 80.0_mm_s}, pen14()) == "long_slits;");  // the limit is 74.4 mm/s
    auto rows = pen14();
    rows.cartridge = device::grid(4, 3, 1.2_mm);
    CHECK(codes({.speed = {0.4e-3 * 7000 / 60}}, rows) == "row_resonance;");
    CHECK(codes({.speed = 30.0_mm_s, .hand = {.tilt = 12.0_deg}}, pen14()) == "tilt_exceeds_depth;");
}

TEST_CASE("a resonant glide does put needles into the holes of others", "[motion][kinematics]")
{
    device::Device d{.cartridge = device::grid(1, 2, 1.2_mm)};
    d.cartridge.swath = 1.0_mm;
    motion::Plan plan{.pattern = "one-way", .speed = {0.4e-3 * 110}, .passes = 1};
    const motion::Programme programme(d, plan, 1);
    std::vector<motion::Stroke> now(2), later(2);
    programme.strokes(programme.cycle(0), now);
    programme.strokes(programme.cycle(3), later);
    CHECK_THAT(later[0].x, WithinAbs(now[1].x, 1e-9));
    CHECK_THAT(later[0].y, WithinAbs(now[1].y, 1e-9));
}

TEST_CASE("a ring turned by its symmetry angle makes the same holes at rest", "[motion][property]")
{
    motion::Plan plan{.pattern = "grid", .passes = 1, .repeat = motion::Repeat::exact};
    const motion::Programme a({.cartridge = device::ring(12, 2.5_mm)}, plan, 1);
    const motion::Programme b({.cartridge = device::ring(12, 2.5_mm, 2 * pi / 12)}, plan, 1);
    std::vector<motion::Stroke> p(12), q(12);
    a.strokes(a.cycle(0), p);
    b.strokes(b.cycle(0), q);
    for (std::size_t k = 0; k < 12; ++k) {
        CHECK_THAT(q[k].x, WithinAbs(p[(k + 1) % 12].x, 1e-12));
        CHECK_THAT(q[k].y, WithinAbs(p[(k + 1) % 12].y, 1e-12));
    }
}

#include "dermavox/motion/programme.hpp"
#include "dermavox/motion/workload.hpp"
#include "tests/support/catch.hpp"

using namespace dermavox;
using motion::Plan;

namespace {

device::Device pen() { return {.cartridge = device::ring(12, 2.5_mm)}; }

double made(const Plan& plan, const device::Device& device)
{
    const motion::Programme programme(device, plan, 1);
    return double(programme.cycles()) * double(programme.needles());
}

double counted(const Plan& plan, const device::Device& device) { return motion::workload_of(plan, device).strokes; }

}  // namespace

TEST_CASE("strokes counted in closed form are those that a programme makes", "[motion][analytic]")
{
    for (const char* pattern :
         {"raster", "one-way", "cross-hatch", "four-way", "star", "circles", "figure-eight", "grid", "random"})
        for (const int passes : {1, 4}) {
            Plan plan{.pattern = pattern, .width = 60.0_mm, .height = 45.0_mm, .passes = passes};
            INFO(pattern << ", " << passes << " passes");
            CHECK_THAT(counted(plan, pen()), WithinRel(made(plan, pen()), 0.06));  // a line of 20 more or less
            plan.repeat = motion::Repeat::exact;
            CHECK_THAT(counted(plan, pen()), WithinRel(made(plan, pen()), 0.1));
        }
}

TEST_CASE("strokes of a path follow from its length or its times", "[motion][analytic]")
{
    Plan plan{.pattern = "path", .passes = 3};
    plan.path = {
        {.x = 0, .y = 0, .speed = 0.01}, {.x = 0.01, .y = 0, .speed = 0.03}, {.x = 0.01, .y = 0.01, .speed = 0.03}};
    CHECK_THAT(counted(plan, pen()), WithinRel(made(plan, pen()), 0.01));
    plan.path = {{.x = 0, .y = 0, .time = 0}, {.x = 0.01, .y = 0, .time = 5}};
    CHECK_THAT(counted(plan, pen()), WithinRel(made(plan, pen()), 0.01));
}

TEST_CASE("a kilometre of path and a hand that jitters are counted without being made", "[motion]")
{
    Plan plan{.pattern = "path"};
    plan.path = {{.x = 0, .y = 0, .speed = 1e-5}, {.x = 1000, .y = 0, .speed = 1e-5}};
    CHECK(counted(plan, pen()) > 1e10);
    plan = {.hand = {.speed_noise = 0.1, .correlation = {1e-9}}};
    CHECK(motion::workload_of(plan, pen()).knots > 1e9);
}

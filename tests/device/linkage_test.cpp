#include "dermavox/device/device.hpp"
#include "dermavox/device/motor_speed.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <numbers>

using namespace dermavox;

namespace {

const device::Drive pen{.frequency = {7000.0 / 60}, .stroke = {3e-3}};

}  // namespace

TEST_CASE("a crank with a long rod is the sinusoid", "[device][drive][analytic]")
{
    device::Drive crank = pen;
    crank.linkage = device::Crank{.rod_ratio = 1e6};
    for (const double phase : {0.0, 0.13, 0.5, 0.77})
        CHECK_THAT(device::tip_depth(crank, 1.0_mm, phase).si,
                   WithinAbs(1e-3 - 1.5e-3 * (1 - std::cos(2 * std::numbers::pi * phase)), 2e-9));
    for (const double z : {-0.5e-3, 0.0, 0.6e-3}) {
        CHECK_THAT(device::duty(crank, 1.0_mm, {z}), WithinRel(device::duty(pen, 1.0_mm, {z}), 1e-5));
        CHECK_THAT(device::tip_speed(crank, 1.0_mm, {z}).si, WithinRel(device::tip_speed(pen, 1.0_mm, {z}).si, 1e-5));
    }
}

TEST_CASE("duty and speed of every linkage follow from its path", "[device][drive][analytic]")
{
    const device::Cam cam{{0, 0.1, 0.4, 1, 1, 0.6, 0.2}};
    for (const device::Linkage& linkage :
         {device::Linkage(device::Sinusoid{}), device::Linkage(device::Crank{3}), device::Linkage(cam)}) {
        const int n = 400000;
        for (const double q : {0.15, 0.5, 0.93}) {
            int below = 0;
            double fastest = 0;
            for (int k = 0; k < n; ++k) {
                const double a = device::retraction(linkage, double(k) / n);
                const double b = device::retraction(linkage, double(k + 1) / n);
                below += a < q;
                if ((a < q) != (b < q)) fastest = std::max(fastest, std::abs(b - a) * n);
            }
            CHECK_THAT(device::share_below(linkage, q), WithinAbs(double(below) / n, 1e-5));
            CHECK_THAT(device::crossing_rate(linkage, q), WithinRel(fastest, 1e-4));
        }
        CHECK(device::share_below(linkage, 0) == 0);
        CHECK(device::share_below(linkage, 1) == 1);
    }
}

TEST_CASE("acceleration is the second derivative of the path", "[device][drive][analytic]")
{
    const double h = 1e-4;
    for (const device::Linkage& linkage : {device::Linkage(device::Sinusoid{}), device::Linkage(device::Crank{3})})
        for (const double phase : {0.0, 0.17, 0.4, 0.71}) {
            const double ahead = device::retraction(linkage, phase + h), here = device::retraction(linkage, phase);
            const double second = (ahead - 2 * here + device::retraction(linkage, phase - h)) / (h * h);
            CHECK_THAT(device::acceleration(linkage, phase), WithinRel(second, 1e-5));
        }
}

TEST_CASE("a crank turns sharper at its deep end than a sinusoid", "[device][drive]")
{
    device::Drive crank = pen;
    crank.linkage = device::Crank{2};
    CHECK(device::duty(crank, 1.0_mm) < device::duty(pen, 1.0_mm));
    // full travel either way, so dial and clearance mean the same
    CHECK_THAT(device::tip_depth(crank, 1.0_mm, 0.5).si, WithinAbs(-2e-3, 1e-12));
}

TEST_CASE("a return spring floats at its closed-form frequency", "[device][drive][analytic]")
{
    const device::ReturnSpring spring{.preload = 2.0_N, .rate = 500.0_N_per_m, .moving = {4e-3}};
    const double limit = std::sqrt((2 + 500 * 3e-3) / (4e-3 * 1.5e-3)) / (2 * std::numbers::pi);
    CHECK_THAT(device::float_limit(pen, spring).si, WithinRel(limit, 1e-12));
    device::Drive at_limit = pen;
    at_limit.frequency = {limit};
    CHECK_THAT(device::float_margin(at_limit, spring).si, WithinAbs(0, 1e-9));

    device::Device d{.cartridge = device::ring(12, 2.5_mm)};
    d.drive.spring = spring;
    d.drive.frequency = {1.01 * limit};
    REQUIRE(device::problems_of(d).size() == 1);  // another motion than the one that would be computed
    CHECK(device::problems_of(d)[0].key == "device.drive.frequency");
    CHECK(device::problems_of(d)[0].expected.find("the return spring holds the needles") != std::string::npos);
    d.drive.frequency = {0.99 * limit};
    CHECK(device::problems_of(d).empty());
}

TEST_CASE("a motor slows down in proportion to its load and stalls", "[device][drive][analytic]")
{
    const device::Motor motor{.stall_torque = {2e-3}, .free_speed = {150}};
    const Energy half{2 * std::numbers::pi * 1e-3};
    CHECK_THAT(device::running_frequency(motor, half).si, WithinRel(75.0, 1e-12));
    CHECK(device::running_frequency(motor, {}).si == 150);
    CHECK(device::running_frequency(motor, 2.5 * half).si == 0);
}

TEST_CASE("under a load that grows with its speed a motor settles where both agree", "[device][drive][analytic]")
{
    const device::Motor motor{.stall_torque = {2e-3}, .free_speed = {150}};
    const double stall_work = 2 * std::numbers::pi * 2e-3;
    for (const double share : {0.0, 0.1, 0.6, 0.95}) {
        const auto constant = [&](Frequency) { return Energy{share * stall_work}; };
        CHECK_THAT(device::settled_frequency(motor, {1e3}, constant).si, WithinRel(150 * (1 - share), 1e-5));
        const auto rising = [&](Frequency f) { return Energy{share * stall_work * f.si / 150}; };
        CHECK_THAT(device::settled_frequency(motor, {1e3}, rising).si, WithinRel(150 / (1 + share), 1e-5));
        const auto stiffening = [&](Frequency f) { return Energy{share * stall_work * std::sqrt(f.si / 150)}; };
        const double root = (-share + std::sqrt(share * share + 4)) / 2;  // x^2 + share x = 1, x = sqrt(f/free)
        CHECK_THAT(device::settled_frequency(motor, {1e3}, stiffening).si, WithinRel(150 * root * root, 1e-5));
    }
    const auto half = [&](Frequency) { return Energy{stall_work / 2}; };
    CHECK(device::settled_frequency(motor, {60}, half).si == 60);  // the control holds what the motor can
    const auto too_much = [&](Frequency) { return Energy{1.2 * stall_work}; };
    CHECK(device::settled_frequency(motor, {60}, too_much).si == 0);
}

TEST_CASE("drives with impossible figures are told", "[device][drive]")
{
    device::Device d{.cartridge = device::ring(12, 2.5_mm)};
    d.drive.linkage = device::Crank{1};
    d.drive.spring = device::ReturnSpring{};
    d.drive.motor = device::Motor{};
    std::string all;
    for (const auto& problem : device::problems_of(d)) all += problem.key.substr(13) + ";";
    CHECK(all == "rod_ratio;mass;motor_torque;motor_free_speed;");
    d.drive = {.linkage = device::Cam{{0, 0.5}}};
    REQUIRE(device::problems_of(d).size() == 1);
    CHECK(device::problems_of(d)[0].key == "device.drive.table");
}

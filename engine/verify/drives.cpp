#include "dermavox/device/device.hpp"
#include "dermavox/motion/kinematics.hpp"
#include "dermavox/motion/programme.hpp"
#include "engine/verify/parts.hpp"

#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace dermavox::verify {
namespace {

using std::numbers::pi;

constexpr device::Drive k_pen{.frequency = {7000.0 / 60}, .stroke = {3e-3}};

/// Sinusoid, stroke 3 mm, 7000 rpm, 20 mm/s: half angle [deg], duty, dwell [ms], slit [um], tip speed [m/s].
struct Dial {
    double mm, degrees, duty, dwell, slit, speed;
};
constexpr Dial k_dials[] = {{0.25, 33.557, 0.18643, 1.5980, 31.959, 0.6078},
                            {0.5, 48.190, 0.26772, 2.2947, 45.895, 0.8196},
                            {1.0, 70.529, 0.39183, 3.3585, 67.171, 1.0367},
                            {1.5, 90.000, 0.50000, 4.2857, 85.714, 1.0996},
                            {2.0, 109.471, 0.60817, 5.2129, 104.26, 1.0367}};

void pen(Record& record)
{
    record.topic("Motion of a pen");
    record.source(
        "half angle acos(1 - d/r), duty a/pi, dwell a/(pi f), slit v t, speed w sqrt(d (s - d)); five figures");
    for (const Dial& at : k_dials) {
        const Length dial{at.mm * 1e-3};
        const auto name = [&](const char* what) { return fmt::format("{} at a dial of {} mm", what, at.mm); };
        record.relative(name("half angle"), device::half_angle(k_pen, dial) * 180 / pi, at.degrees, 2e-5, "deg");
        record.relative(name("duty"), device::duty(k_pen, dial), at.duty, 2e-5);
        record.relative(name("dwell"), device::dwell(k_pen, dial).si * 1e3, at.dwell, 5e-5, "ms");
        record.relative(name("rigid slit"), device::rigid_slit(k_pen, dial, 20.0_mm_s).si * 1e6, at.slit, 5e-5, "um");
        record.relative(name("tip speed"), device::tip_speed(k_pen, dial).si, at.speed, 5e-5, "m/s");
    }
    record.source("peak pi f s");
    record.relative("peak tip speed", device::tip_speed(k_pen, 1.5_mm).si, pi * 7000 / 60 * 3e-3, 1e-12, "m/s");
    record.source("v_max = L f pi/acos(1 - d/r)");
    record.relative("glide speed for slits of 0.25 mm at 1 mm", device::slit_limit(k_pen, 1.0_mm, 0.25_mm).si * 1e3,
                    0.25 * 7000 / 60 * pi / std::acos(1 - 1.0 / 1.5), 1e-12, "mm/s");
    record.source("moments of a cycle below the depth, counted one by one");
    const int n = 1000000;
    int below = 0;
    for (int i = 0; i < n; ++i) below += 1e-3 - 1.5e-3 * (1 - std::cos(2 * pi * (i + 0.5) / n)) > 0.3e-3;
    record.absolute("duty below 0.3 mm at a dial of 1 mm", device::duty(k_pen, 1.0_mm, {0.3e-3}), double(below) / n,
                    3e-6);
    record.source("a lean of psi over the lever R costs R sin psi");
    record.absolute("depth lost to a lean of 5 degrees over 6 mm", device::tilt_loss(6.0_mm, 5.0_deg).si * 1e3,
                    0.5229, 1e-4, "mm");
}

void roller(Record& record)
{
    record.topic("Motion of a roller");
    const device::Roller drum{};
    record.source("2 R (tan a - a), cos a = R/(R + L), R = 10 mm");
    record.absolute("opening swept by 0.5 mm needles", device::opening_swept(drum, 0.5_mm).si * 1e3, 0.206, 5e-4,
                    "mm");
    record.absolute("opening swept by 1.5 mm needles", device::opening_swept(drum, 1.5_mm).si * 1e3, 1.028, 5e-4,
                    "mm");
    record.source("the axis followed through 10,001 angles of the drum");
    const double end = device::half_angle(drum, 1.5_mm, {0.4e-3});
    double low = 0, high = 0;
    for (int k = -5000; k <= 5000; ++k) {
        const auto tip = device::tip_at(drum, 1.5_mm, end * k / 5000);
        const double x = tip.forward.si + (tip.depth.si - 0.4e-3) * std::tan(end * k / 5000);
        low = std::min(low, x), high = std::max(high, x);
    }
    record.relative("opening swept at 0.4 mm", device::opening_swept(drum, 1.5_mm, {0.4e-3}).si * 1e3,
                    (high - low) * 1e3, 1e-5, "mm");
    record.source("N a_e/pi with 192 needles");
    record.relative("needles in the skin at once", device::needles_in_skin(drum, 192, 1.5_mm),
                    192 * std::acos(10 / 11.5) / pi, 1e-12);
}

/// Strokes that fall into the patch, counted one by one.
double counted(const device::Device& device, const motion::Plan& plan)
{
    const motion::Programme programme(device, plan, 1);
    std::vector<motion::Stroke> strokes(programme.needles());
    std::size_t inside = 0;
    for (std::size_t i = 0; i < programme.cycles(); ++i) {
        programme.strokes(programme.cycle(i), strokes);
        for (const motion::Stroke& s : strokes) inside += programme.inside(s.x, s.y);
    }
    return double(inside) / (plan.width.si * plan.height.si) / 1e4 / plan.passes;
}

void programme(Record& record)
{
    record.topic("Motion of a programme");
    record.source("N f/(v W): 14 needles, 116.7 Hz, 20 mm/s, swath 6 mm");
    device::Device pen{.drive = k_pen};
    pen.cartridge = device::ring(14, 2.8_mm);
    pen.cartridge.swath = 6.0_mm;
    motion::Plan plan{.width = 30.0_mm, .height = 24.0_mm, .speed = 20.0_mm_s, .edges = motion::Edges::periodic};
    for (const char* pattern : {"raster", "one-way", "cross-hatch"}) {
        plan.pattern = pattern;
        record.relative(fmt::format("strokes of one pass, {}, counted", pattern), counted(pen, plan), 1361.1, 0.01,
                        "1/cm2");
    }
}

}  // namespace

void drives(Record& record)
{
    pen(record);
    roller(record);
    programme(record);
}

}  // namespace dermavox::verify

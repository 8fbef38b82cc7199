// What moves a device's needles, and what a piece of a production may stray.
#include "engine/scene/keys/binding.hpp"
#include "engine/scene/keys/schema_sections.hpp"

namespace dermavox::scene {

using D = core::Dimension;
using device::Device, device::Drive, device::Roller, device::Tolerances;

namespace {

const std::string no_drive_figure = "no published figure was found";
const std::string turning = "device.drive.kind=sinusoid|crank|cam|spring";

std::vector<Row> turning_drive()
{
    return {
        {.key = "device.drive.kind",
         .kind = Kind::choice,
         .fallback = "sinusoid",
         .variants = {{"device.kind=stamp", "force"}},
         .choices = {"sinusoid", "crank", "cam", "spring", "force", "impact"},
         .doc =
             "How the needles move. Pens: tip depth = dial - stroke/2 (1 - cos 2 pi f t) for a sinusoid, a crank "
             "with its rod, a cam's table, or an eccentric or cam that pushes against a return spring. Stamps: the "
             "force of a hand or spring, or the impact of a mass.",
         .when = "device.kind=pen|stamp"},
        {.key = "device.drive.frequency",
         .to = to(&Scene::device, &Device::drive, &Drive::frequency),
         .fallback = "110 Hz",
         .range = {.least = 0, .most = 1e4, .above = true},
         .doc = "Cycles per second. With a motor: what its control holds as long as the motor can; set above the "
                "motor's "
                "free speed, the motor alone decides.",
         .why = "within the 50 to 180 Hz of the class",
         .when = turning},
        {.key = "device.drive.stroke",
         .to = to(&Scene::device, &Device::drive, &Drive::stroke),
         .fallback = "3 mm",
         .range = {.least = 0, .most = 0.05, .above = true},
         .doc = "Travel of the needles between their two ends.",
         .why = no_drive_figure,
         .when = turning},
        {.key = "device.drive.rod_ratio",
         .kind = Kind::number,
         .fallback = "4",
         .range = {.least = 1, .most = 1000, .above = true},
         .doc = "Rod length over crank radius.",
         .why = no_drive_figure,
         .when = "device.drive.kind=crank"},
        {.key = "device.drive.retraction",
         .kind = Kind::numbers,
         .range = fraction,
         .doc =
             "Cam: retraction over the stroke at even steps of one turn, first 0 (deepest), largest 1; at least 3. "
             "A spring drive without it has an eccentric, a sinusoid.",
         .example = "[0, 0.5, 1, 0.5]",
         .when = "device.drive.kind=cam|spring"},
        {.key = "device.drive.motor_torque",
         .to = to(&Scene::device, &Device::drive, &Drive::motor, &device::Motor::stall_torque),
         .dimension = D::torque,
         .range = positive,
         .doc =
             "Stall torque of a motor that turns once a cycle; with its free speed the run finds how far the needles "
             "slow it down, places the strokes at that frequency, and says whether it stalls.",
         .example = "3 mNm",
         .when = turning},
        {.key = "device.drive.motor_free_speed",
         .to = to(&Scene::device, &Device::drive, &Drive::motor, &device::Motor::free_speed),
         .range = positive,
         .doc = "Speed of the motor without load: torque = stall torque (1 - speed/free speed).",
         .example = "9000 rpm",
         .when = turning},
    };
}

std::vector<Row> pushing_drive()
{
    return {
        {.key = "device.drive.force",
         .dimension = D::force,
         .fallback = "10 N",
         .variants = {{"device.drive.kind=spring", "4 N"}},
         .range = positive,
         .doc = "Of a stamp: the hand's or spring's force on it. Of a spring drive: the return spring's preload.",
         .why = no_drive_figure,
         .when = "device.drive.kind=spring|force"},
        {.key = "device.drive.rate",
         .dimension = D::tension,
         .fallback = "500 N/m",
         .range = not_negative,
         .doc = "Rate of the return spring: force added per length of travel towards the skin.",
         .why = no_drive_figure,
         .when = "device.drive.kind=spring"},
        {.key = "device.drive.speed",
         .dimension = D::speed,
         .fallback = "10 mm/s",
         .variants = {{"device.drive.kind=impact", "2 m/s"}},
         .range = {.least = 0, .most = 50, .above = true},
         .doc = "Speed of a stamp as its needles meet the skin.",
         .why = "a guess for a hand; impact applicators strike at 1 to 3 m/s",
         .when = "device.drive.kind=force|impact"},
        {.key = "device.drive.mass",
         .dimension = D::mass,
         .fallback = "20 g",
         .variants = {{"device.drive.kind=spring", "4 g"}},
         .range = positive,
         .doc = "Of a thrown stamp; of the needles and their carrier on a return spring.",
         .why = no_drive_figure,
         .when = "device.drive.kind=spring|impact"},
        {.key = "device.stamp.hold",
         .to = to(&Scene::device, &Device::stamp, &device::Stamp::hold),
         .fallback = "1 s",
         .range = positive,
         .doc = "Time that a stamp stays down.",
         .why = no_drive_figure,
         .when = "device.kind=stamp"},
        {.key = "device.stamp.radius_of_curvature",
         .to = to(&Scene::device, &Device::stamp, &device::Stamp::radius_of_curvature),
         .range = positive,
         .doc =
             "Of the body under a stamp, or of the stamp's face: a needle at rho from the centre loses rho^2/2R of "
             "depth. Without it both are flat.",
         .example = "50 mm",
         .when = "device.kind=stamp"},
    };
}

std::vector<Row> roller()
{
    return {
        {.key = "device.roller.radius",
         .to = to(&Scene::device, &Device::roller, &Roller::radius),
         .fallback = "10 mm",
         .range = positive,
         .doc = "Radius of the drum, without its needles.",
         .why = no_drive_figure,
         .when = "device.kind=roller"},
        {.key = "device.roller.width",
         .to = to(&Scene::device, &Device::roller, &Roller::width),
         .fallback = "20 mm",
         .range = positive,
         .doc = "Width of the drum: what one roll treats.",
         .why = no_drive_figure,
         .when = "device.kind=roller"},
        {.key = "device.roller.needles",
         .kind = Kind::integer,
         .fallback = "192",
         .range = {.least = 1, .most = 100000},
         .doc = "Needles on the drum, a whole number of stations of `rows` needles.",
         .why = no_drive_figure,
         .when = "device.kind=roller"},
        {.key = "device.roller.rows",
         .kind = Kind::integer,
         .fallback = "8",
         .range = {.least = 1, .most = 1000},
         .doc = "Rows of needles round the drum, evenly over its width.",
         .why = no_drive_figure,
         .when = "device.kind=roller"},
        {.key = "device.roller.stagger",
         .kind = Kind::number,
         .fallback = "0.0",
         .range = {.least = 0, .most = 1, .below = true},
         .doc = "How far every second row stands on towards the next station, as a share of the way to it.",
         .example = "0.5",
         .when = "device.kind=roller"},
        {.key = "device.roller.slip",
         .to = to(&Scene::device, &Device::roller, &Roller::slip),
         .fallback = "0.0",
         .range = {.least = -1, .most = 1, .above = true, .below = true},
         .doc = "Slip of the drum on the skin, 1 - travel/(radius x turning): above 0 it turns faster than it "
                "travels, below 0 it is dragged.",
         .example = "0.05",
         .when = "device.kind=roller"},
        {.key = "device.roller.force",
         .to = to(&Scene::device, &Device::roller, &Roller::force),
         .fallback = "10 N",
         .range = positive,
         .doc = "Force of the hand on the drum. Where the needles need more to go in, the drum rides on them.",
         .why = no_drive_figure,
         .when = "device.kind=roller"},
    };
}

std::vector<Row> tolerance()
{
    return {
        {.key = "device.tolerance.law",
         .kind = Kind::choice,
         .fallback = "normal",
         .choices = {"normal", "uniform"},
         .doc = "Distribution of what a piece strays: widths are standard deviations, or half the full range."},
        {.key = "device.tolerance.length",
         .to = to(&Scene::tolerances, &Tolerances::length, &device::Scatter::width),
         .dimension = D::length,
         .fallback = "0 um",
         .range = not_negative,
         .doc = "Width of the scatter of each needle's length.",
         .example = "20 um"},
        {.key = "device.tolerance.position",
         .to = to(&Scene::tolerances, &Tolerances::position, &device::Scatter::width),
         .dimension = D::length,
         .fallback = "0 um",
         .range = not_negative,
         .doc = "Width of the scatter of each needle's place, in x and in y.",
         .example = "20 um"},
        {.key = "device.tolerance.tilt",
         .to = to(&Scene::tolerances, &Tolerances::tilt, &device::Scatter::width),
         .dimension = D::angle,
         .fallback = "0 deg",
         .range = {.least = 0, .most = 0.3},
         .doc = "Width of the scatter of each needle's axis about two axes.",
         .example = "0.5 deg"},
        {.key = "device.tolerance.dial",
         .to = to(&Scene::tolerances, &Tolerances::dial, &device::Scatter::width),
         .dimension = D::length,
         .fallback = "0 um",
         .range = not_negative,
         .doc = "Width of the scatter of the whole device's depth.",
         .example = "50 um"},
        {.key = "device.tolerance.piece",
         .to = to(&Scene::piece),
         .fallback = "0",
         .range = {.least = 0, .most = 9e15},
         .doc = "Which piece of the production is used; another seed gives other pieces too.",
         .example = "3"},
        {.key = "device.wear.volume",
         .dimension = D::volume,
         .fallback = "0 um3",
         .range = not_negative,
         .doc =
             "Steel that each stroke takes off a needle's tip; its radius grows with the cube root of the strokes.",
         .example = "0.01 um3"},
        {.key = "device.wear.strokes",
         .kind = Kind::integer,
         .fallback = "0",
         .range = {.least = 0, .most = 9e15},
         .doc = "Strokes that each needle has made before this treatment.",
         .example = "100000"},
    };
}

}  // namespace

std::vector<Row> drive_section()
{
    std::vector<Row> rows = turning_drive();
    for (auto part : {pushing_drive(), roller(), tolerance()}) rows.insert(rows.end(), part.begin(), part.end());
    return rows;
}

}  // namespace dermavox::scene

// Rows of the figure table: forces, work, the motor.
#include "dermavox/mechanics/needle_strength.hpp"
#include "engine/result/rows.hpp"

namespace dermavox::result {
namespace {

using simulation::Forces, simulation::MotorLoad;

/// Statistics over insertions; nothing without one.
Getter over_insertions(core::Spread Forces::*field)
{
    return of_run([field](const Outcome& o) {
        return o.force && !o.insertions.empty() ? std::optional((*o.force).*field) : std::nullopt;
    });
}

Figures needle_force_figures()
{
    const auto force = of_part(&Outcome::force);
    return {
        spread("force.needle_peak_mN", Unit::mN, over_insertions(&Forces::needle_peak),
               "highest force on a needle, over insertions",
               {"Peak force on a needle", group::force, Unit::none, {"needle_force", "p95"}}),
        spread("force.lateral_peak_mN", Unit::mN, over_insertions(&Forces::lateral_peak),
               "highest sideways force on a needle while the device glides, over insertions",
               {"Peak sideways force on a needle", group::force}),
        number("force.stroke_peak_N", Unit::N, force(&Forces::stroke_peak), "highest force of all needles together",
               {"Peak force of a stroke", group::force, Unit::none, {"stroke_force"}}),
        number("force.work_mJ", Unit::mJ, force(&Forces::work), "of one cycle, mean",
               {"Work of a cycle", group::force}),
        number("force.power_W", Unit::W, force(&Forces::power), "work times cycles per second",
               {"Power", group::force, Unit::none, {"power"}}),
        number(
            "force.face_N", Unit::N, force(&Forces::face),
            "largest force in a cycle of the device's face, drum or base on skin at the roots of needles that are in "
            "as far as they stand out of it",
            {"Force of the face", group::force}),
        number("force.cap_lift_um", Unit::um, force(&Forces::cap_lift),
               "gap under the cap or base at the deepest point", {"Lift of the cap", group::force}),
        number("force.needle_buckling_N", Unit::N, of_run([](const Outcome& o) {
                   return o.force ? std::optional(mechanics::weakest_buckling(o.scene.device)) : std::nullopt;
               }),
               "at which the most slender needle would buckle, tip free, its whole length out",
               {.label = "A needle would buckle at", .group = group::force, .exact = true}),
        number("force.needle_bending_MPa", Unit::MPa, force(&Forces::bending),
               "largest bending stress at a needle's root, the sideways force at its tip; soft stainless steel "
               "is taken to yield at 205",
               {"Bending stress in a needle", group::force}),
    };
}

Figures motor_figures()
{
    const auto motor = [](double MotorLoad::*field) {
        return of_run([field](const Outcome& o) {
            return o.force && o.force->motor ? std::optional((*o.force->motor).*field) : std::nullopt;
        });
    };
    return {
        number("force.motor.mean_torque_mNm", Unit::mNm, motor(&MotorLoad::mean_torque), "work of a cycle over 2 pi",
               {"Mean torque of the motor", group::force}),
        number("force.motor.peak_torque_mNm", Unit::mNm, motor(&MotorLoad::peak_torque),
               "largest within a cycle into whole skin", {"Peak torque of the motor", group::force}),
        number("force.motor.free_hz", Unit::hz, motor(&MotorLoad::free), "speed of the motor without load",
               {"Speed of the motor without load", group::force}),
        number("force.motor.running_hz", Unit::hz, motor(&MotorLoad::running),
               "at which it turns the needles into this skin, and at which the strokes are placed; 0 when it "
               "stalls",
               {"Speed of the motor on this skin", group::force}),
    };
}

}  // namespace

Figures force_figures()
{
    Figures all = needle_force_figures();
    for (Figure& figure : motor_figures()) all.push_back(figure);
    return all;
}

}  // namespace dermavox::result

// Rows of the figure table: slits, limits of the glide, kinematics.
#include "engine/result/rows.hpp"

#include <cmath>

namespace dermavox::result {
namespace {

using motion::Kinematics;

Figures slit_figures()
{
    using simulation::SlitLimits;
    const auto slit = of_part(&Outcome::slit);
    return {
        number("slit.rigid_um", Unit::um, slit(&SlitLimits::rigid),
               "mean length torn at the surface of rigid skin at the depths that tips reach",
               {"Slit, rigid skin", group::slit}),
        number("slit.compliant_um", Unit::um, slit(&SlitLimits::compliant),
               "mean length that the glide cuts in the barrier",
               {"Slit in the barrier", group::slit, Unit::none, {"slit"}}),
        number("slit.dermis_um", Unit::um, slit(&SlitLimits::dermis), "mean length that it cuts below the barrier",
               {"Slit below the barrier", group::slit}),
        number("slit.dermis_load", Unit::none, slit(&SlitLimits::dermis_load),
               "mean sideways force below the barrier over what would cut there; 1 = it cuts",
               {"Sideways force over what cuts dermis", group::slit}),
        number("slit.v_max_mm_s", Unit::mm_s, slit(&SlitLimits::v_max),
               "glide speed up to which even rigid skin is slit no longer than allowed (limits.slit_max, else a "
               "needle's diameter)",
               {.label = "Highest glide speed", .group = group::slit, .exact = true}),
        number("slit.v_groove_mm_s", Unit::mm_s, slit(&SlitLimits::v_groove),
               "at and below this speed one needle's openings merge", {"Groove limit", group::slit}),
    };
}

/// A figure of the kinematics.
template <class Field>
Getter kinematic(Field field)
{
    return of_part(&Outcome::motion)([field](auto& motion) { return std::invoke(field, motion.kinematics); });
}

std::optional<double> strokes_per_area(const Kinematics& k)
{
    return std::isnan(k.per_area) ? std::nullopt : std::optional(k.per_area);
}

Figures rate_figures()
{
    const auto motion = of_part(&Outcome::motion);
    return {
        number("kinematics.needle_strokes", Unit::none, motion(&simulation::Motion::strokes),
               "of all needles and passes, margins included", {"Needle strokes in all", group::motion}),
        number("kinematics.duration_s", Unit::s, motion(&simulation::Motion::duration), "of all passes",
               {"Duration", group::motion}),
        number("kinematics.stroke_rate_hz", Unit::hz, kinematic(&Kinematics::stroke_rate),
               "needles times cycles per second", {"Needle strokes a second", group::motion}),
        number("kinematics.strokes_per_cm2_per_pass", Unit::per_cm2, kinematic(strokes_per_area),
               "rate / (speed x swath)", {"Needle strokes of one pass", group::motion}),
        number("kinematics.pitch_um", Unit::um, kinematic(&Kinematics::pitch),
               "travel between two punctures of a needle", {"Pitch of one needle's punctures", group::motion}),
        number("kinematics.duty", Unit::none, kinematic(&Kinematics::duty),
               "share of a cycle that a tip is past the surface",
               {"Share of a cycle in the skin", group::motion, Unit::percent}),
        number("kinematics.dwell_ms", Unit::ms, kinematic(&Kinematics::dwell), "time past the surface",
               {"Time in the skin", group::motion}),
        number("kinematics.tip_speed_m_s", Unit::m_s, kinematic(&Kinematics::tip_speed),
               "as the tip meets the surface", {"Tip speed at the surface", group::motion}),
        number("kinematics.entry_slant_deg", Unit::deg, kinematic(&Kinematics::entry_slant),
               "of the tip's path against the normal there", {"Slant of the tip's path at entry", group::motion}),
    };
}

Figures track_figures()
{
    return {
        number("kinematics.rigid_slit_um", Unit::um, kinematic(&Kinematics::slit),
               "length torn at the surface of rigid skin with tips at the dial",
               {"Slit at the dial, rigid skin", group::motion}),
        number("kinematics.swath_mm", Unit::mm, kinematic(&Kinematics::swath), "width that one glide marks",
               {"Swath", group::motion}),
        count("kinematics.distinct_tracks", kinematic(&Kinematics::tracks), "lines along which needles go",
              {"Distinct tracks", group::motion}),
        number("kinematics.needles_in_skin", Unit::none, kinematic(&Kinematics::needles_in_skin), "at once, mean",
               {"Needles in the skin at once", group::motion}),
        number("kinematics.resonant_share", Unit::none, kinematic(&Kinematics::resonant_share),
               "needles that hit the holes of an earlier row",
               {"Needles that hit an earlier row's holes", group::motion, Unit::percent}),
        number("kinematics.tilt_loss_um", Unit::um, kinematic(&Kinematics::tilt_loss),
               "depth lost by the worst needle to the hand's lean", {"Depth lost to tilt", group::motion}),
        number("kinematics.curvature_loss_um", Unit::um, kinematic(&Kinematics::curvature_loss),
               "depth lost by the worst needle to a curved base", {"Depth lost to curvature", group::motion}),
        number("kinematics.retraction_clearance_um", Unit::um, kinematic(&Kinematics::clearance),
               "gap of the retracted tips above the skin", {"Clearance of the retracted tips", group::motion}),
        number("kinematics.float_margin_N", Unit::N, kinematic(&Kinematics::float_margin),
               "what the return spring has left to hold the carrier on its cam",
               {"Margin of the return spring", group::motion}),
        number("kinematics.float_limit_hz", Unit::hz, kinematic(&Kinematics::float_limit),
               "frequency at which that is nothing", {"Needles float off the cam from", group::motion}),
    };
}

}  // namespace

Figures motion_figures()
{
    Figures all = slit_figures();
    for (Figures part : {rate_figures(), track_figures()}) all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace dermavox::result

/// Everything that a run found out, for the report: plain values, no files.
#pragma once

#include "dermavox/core/note.hpp"
#include "dermavox/core/statistics.hpp"
#include "dermavox/mechanics/insertion.hpp"
#include "dermavox/metrics/measures.hpp"
#include "dermavox/metrics/passes.hpp"
#include "dermavox/metrics/spacing.hpp"
#include "dermavox/metrics/strikes.hpp"
#include "dermavox/motion/kinematics.hpp"
#include "dermavox/recovery/closure.hpp"
#include "dermavox/scene/scene.hpp"
#include "dermavox/simulation/dial_band.hpp"
#include "dermavox/simulation/practice_findings.hpp"
#include "dermavox/simulation/treated_part.hpp"
#include "dermavox/simulation/validity.hpp"
#include "dermavox/skin/skin.hpp"
#include "dermavox/transport/permeation.hpp"
#include "dermavox/transport/sample_tile.hpp"
#include "dermavox/transport/water_loss.hpp"
#include "dermavox/wound/channel.hpp"
#include "dermavox/wound/resolution.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dermavox::wound {
struct Wound;  // wound/wound.hpp, which includes OpenVDB: 8 s that a reader of figures need not pay
}

namespace dermavox::simulation {

/// What follows from device and motion alone, in rigid skin.
struct Motion {
    motion::Kinematics kinematics;
    double strokes = 0;           ///< of all needles and passes, those outside the patch included
    double duration = 0;          ///< of all passes [s]
    double strokes_left_out = 0;  ///< that come down in a part of the patch which the region leaves out
};

struct SlitLimits {
    double rigid;        ///< mean slit length at the surface in rigid skin [m]
    double compliant;    ///< mean length cut in the barrier [m]
    double dermis;       ///< mean length cut below it [m]
    double dermis_load;  ///< mean sideways force below the barrier over what cuts there
    // gliding pens only:
    std::optional<double> v_max;     ///< highest glide speed for the slit allowance [m/s]
    std::optional<double> v_groove;  ///< below this glide speed one needle's openings merge into a groove [m/s]
};

/// What the needles ask of the motor.
struct MotorLoad {
    double mean_torque;  ///< work of a cycle over 2 pi [N m]
    double peak_torque;  ///< largest within one cycle into whole skin [N m]
    double free;         ///< cycles per second without load [1/s]
    double running;      ///< on this skin, at which the strokes are placed; 0 when it stalls [1/s]
};

struct Forces {
    core::Spread needle_peak;        ///< over insertions [N]
    core::Spread lateral_peak;       ///< sideways, over insertions [N]
    double stroke_peak;              ///< largest total over one cycle [N]
    double work;                     ///< of one cycle, all needles, mean [J]
    double power;                    ///< work x stroke rate [W]
    double face;                     ///< largest of the device's face on the roots of the needles [N]
    std::optional<double> cap_lift;  ///< [m]; empty when not modelled
    double bending;                  ///< largest stress in a needle, free over its whole length [Pa]
    std::optional<MotorLoad> motor;  ///< of a drive whose motor is known
};

/// One moment of a stroke into whole skin.
struct StrokePoint {
    double time;     ///< from the deepest point, < 0 on the way in [s]; 0 for stamps
    double set;      ///< tip of a needle at the dial past the undeformed surface [m]
    double needles;  ///< force of all of them on the skin [N]
    double cap;      ///< force of the cap on the skin [N]
    bool leaving;
};

/// A layer that gives way under a needle on the way in.
struct StrokeBreak {
    double time, set;           ///< as in StrokePoint
    std::size_t needle, layer;  ///< from 0, layers from the top
    double force;               ///< on that needle [N]
};

struct StrokeForce {
    std::vector<StrokePoint> points;  ///< in, then out
    std::vector<StrokeBreak> breaks;
};

/// Water loss after so many passes, calibrated aperture, and over its band [kg/(m2 s)].
struct PassLoss {
    int passes;
    double calibrated, p10, p90;
};

/// What one opening gives off (transport/channel_map.hpp).
struct Contribution {
    double x, y, radius;  ///< of the disc of the same area as the outline before chi narrows it [m]
    double flow;          ///< [kg/s]
};

/// How easily the scene's solute passes: a research estimate, not a statement about delivery. Each case is computed
/// on its own; their order is a result.
struct SolutePassage {
    transport::Permeability calibrated;  ///< openings narrowed to chi of their radius
    transport::Permeability p10, p90;    ///< over the assumed band of chi
    transport::Permeability upper;       ///< openings as wide as the wound's
    Length fill{}, fill_upper{};  ///< volume of the channels per treated area, narrowed and as wide as the wound's
    std::optional<transport::SampleTile> tile;  ///< upper, a tile also resolved [m/s]; empty when nothing spreads
};

/// What the needles reach at one setting of the dial; depths of the punctured insertions [m], NaN when there are
/// none.
struct DialPoint {
    double set = 0;  ///< [m]
    core::Spread inserted{}, tip{}, residual{};
    double punctured_fraction = 0;
    double stroke_peak = 0;            ///< largest total over one cycle [N]
    std::optional<double> water_loss;  ///< calibrated [kg/(m2 s)]; empty without stage transport
};

/// A figure over people: quantiles of result.json's number at `key`, in its unit.
struct PeopleFigure {
    std::string key;
    double p10 = 0, p50 = 0, p90 = 0;
    int of = 0;  ///< persons who have the figure: without a puncture there is no depth
};

struct Outcome {
    scene::Scene scene;  ///< as it ran: the patch a whole number of voxels, the drive at its motor's speed
    std::optional<skin::Skin> skin;
    std::optional<TreatedPart> treated;            ///< what every figure refers to; never empty after simulate()
    std::vector<mechanics::Insertion> insertions;  ///< inside the patch, in stroke order
    std::shared_ptr<const wound::Wound> wound;
    std::optional<wound::Resolution> resolution;  ///< of the voxels; empty without a wound
    std::optional<metrics::Measures> measures;
    std::vector<metrics::AfterPass> passes;             ///< what each pass added; empty without measures
    std::optional<metrics::SpacingCurve> spacing;       ///< of the puncture centres; empty below two
    std::vector<metrics::InclusionReach> inclusions;    ///< of the skin's, in its order; empty without measures
    std::vector<metrics::AppendageStrikes> appendages;  ///< follicles, glands; empty without measures
    std::optional<Motion> motion;                       ///< empty for known openings
    std::optional<SlitLimits> slit;
    std::optional<Forces> force;
    std::optional<transport::WaterLoss> water_loss;
    std::optional<transport::SampleTile> sample_tile;
    std::vector<PassLoss> pass_loss;  ///< one for each of `passes`; empty without water loss
    std::optional<recovery::Closure> closure;
    std::optional<SolutePassage> solute;      ///< of scene.solute; empty without stage transport
    std::vector<Contribution> contributions;  ///< of water_map.hpp, for the page
    std::optional<StrokeForce> stroke;        ///< of stroke_force.hpp, for the page
    std::optional<DialBand> dial_band;        ///< of a dial with a tolerance
    std::vector<DialPoint> dial;              ///< of --dial-sweep
    int people = 0;                           ///< of --subjects
    std::vector<PeopleFigure> spread;         ///< over people, of every number; empty without --subjects
    std::vector<Mark> marks;                  ///< where the run lies outside what the model was checked for
    Practice practice;                        ///< of module practice; empty after simulate()
    core::Notes notes;
};

}  // namespace dermavox::simulation

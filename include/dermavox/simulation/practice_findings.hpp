/// What practice says of a run, beside what was computed: filled by module practice, read by the report.
#pragma once

#include "dermavox/core/units.hpp"
#include "dermavox/scene/rule.hpp"

#include <optional>
#include <string>
#include <vector>

namespace dermavox::simulation {

/// One rule against one run.
struct RuleFinding {
    enum class State { met, broken, not_applicable };
    scene::Rule rule;
    State state = State::not_applicable;
    std::string value;      ///< that decided, with its unit; empty where there is none
    std::string required;   ///< "at least 21 d"; empty where not applicable
    std::string reason;     ///< why it does not apply; empty elsewhere
    bool is_limit = false;  ///< the scene requires it
    bool fails() const { return is_limit && state == State::broken; }
};

/// Depth class of a treatment, by the inserted depth of the insertions that punctured.
struct DepthClass {
    std::string name;      ///< cosmetic, undefined, medical, past medical
    double median = 0;     ///< inserted depth that decides [m]
    double past_cosmetic;  ///< share of insertions deeper than 0.2 mm
    double medical;        ///< share from 0.5 to 2 mm
    double past_medical;   ///< share deeper than 2 mm
    double in_epidermis;   ///< share that ends within the epidermis
    double epidermis = 0;  ///< depth of its lower face [m]
    /// Largest dial at which 95 % of the insertions stay within the epidermis, and within the skin above fat or
    /// bone, from a dial sweep; empty without one, 0 where no setting does.
    std::optional<double> epidermis_dial, skin_dial;  ///< [m]
    double skin = 0;                                  ///< depth of the lower face of the last dermis [m]
    std::string cap_reason;                           ///< what ends the dial at this site
};

/// When an endpoint of recovery was seen to be back.
struct Endpoint {
    std::string name;
    std::optional<double> from, to;  ///< [h] after the treatment; no `to`: still open when last looked at
    std::string evidence;            ///< computed, measured, derived
    std::string source, note;
};

/// One session of a course.
struct Session {
    int number = 1;
    double day = 0;
    double depth = 0;  ///< dial [m]
    int passes = 0;
    double inserted = 0;            ///< median inserted depth of punctured insertions [m]; 0 without any
    double punctures_per_area = 0;  ///< [1/m2]
    double open_fraction = 0;       ///< of the surface, right after it
    double cut_fraction = 0;        ///< of the surface, cut in this session or an earlier one
    double still_open = 0;          ///< share of the session before that conducts water when this one begins
    double minutes_per_area = 0;    ///< needling [min/m2]
};

/// How long a zone takes, and what fits.
struct ZoneTime {
    std::string name;
    double area = 0;     ///< [m2]
    double minutes = 0;  ///< for the passes of the longest session
    std::string basis;   ///< of the area
};

struct Course {
    std::vector<Session> sessions;
    std::vector<double> hits;  ///< share of the surface cut in 0, 1, 2, 3, and 4 or more openings over all sessions
    std::vector<ZoneTime> zones;
    double minutes = 0;                    ///< for all zones, the longest session
    std::optional<int> passes_fit;         ///< over all zones, within plan.minutes
    std::optional<double> last_pass_gain;  ///< open share that the last pass of the run added over that of its first
};

/// Of a device that glides on a lubricant, from the stated coefficient of friction.
struct Glide {
    double force = 0;        ///< [N]
    double work = 0;         ///< per treated area [J/m2]
    double temperature = 0;  ///< rise of the skin's surface under the device, upper estimate [K]
};

/// Of a solute that stays on the skin at constant concentration: volume of its solution that has passed per area [m].
struct Uptake {
    double hours = 0;
    double treated = 0, intact = 0;
};

struct Practice {
    std::vector<RuleFinding> rules;  ///< [[rule]] alone; windows and questions are those of the scene that apply
    std::optional<DepthClass> depth_class;
    std::vector<Endpoint> endpoints;
    std::optional<Course> course;
    std::optional<Glide> glide;
    std::vector<Uptake> uptake;  ///< of a run with a solute that passes and a closure
    std::vector<scene::Rule> windows, questions;
};

}  // namespace dermavox::simulation

/// A scene after reading: every input of a run as typed values, with defaults filled in and their origin
/// kept.
#pragma once

#include "dermavox/core/note.hpp"
#include "dermavox/device/device.hpp"
#include "dermavox/device/tolerance.hpp"
#include "dermavox/mechanics/contact_tables.hpp"
#include "dermavox/mechanics/parameters.hpp"
#include "dermavox/motion/programme.hpp"
#include "dermavox/recovery/closure.hpp"
#include "dermavox/scene/rule.hpp"
#include "dermavox/scene/volume_summary.hpp"
#include "dermavox/skin/layer.hpp"
#include "dermavox/transport/permeation.hpp"
#include "dermavox/transport/water_loss.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dermavox::scene {

/// One resolved key, for resolved.toml, the report and `assumed[]`.
struct Entry {
    std::string key;     ///< device.needle.diameter
    std::string value;   ///< as TOML text, units included
    std::string origin;  ///< scene, --set, preset NAME, site NAME, material NAME, default
    skin::Basis basis;   ///< given: the user's own, or a setting that claims nothing about the world
    double spread = 0;   ///< coefficient of variation, of properties of the skin
    std::string source;  ///< citation or reason, where there is one
};

struct Grid {
    Length voxel{10e-6};
    Length depth{2e-3};
};

struct Limit {
    std::string key;  ///< coverage_min, slit_max, ...: result key with _min or _max
    double value;     ///< SI
};

struct Report {
    std::vector<Length> depths{{0}, {0.1e-3}, {0.5e-3}, {1e-3}};
    Length zone_radius{0.25e-3};  ///< zone of influence round an opening
    bool voxels = true;           ///< keep the voxels: tissue.vdb, or tiles/*.vdb
};

/// One known opening: as long and wide at its mouth as down to its depth.
struct KnownOpening {
    double x = 0, y = 0;           ///< [m]
    double length = 0, width = 0;  ///< [m], width <= length
    double angle = 0;              ///< of its length from +x [rad]
    double depth = 0;              ///< [m]
};

/// Known openings instead of simulated ones: a list, or a lattice of equal ones.
struct KnownWound {
    std::vector<KnownOpening> openings{};
    double lattice_per_area = 0;  ///< [1/m2]
    Length radius{}, depth{};
    std::string arrangement = "square";
};

/// A solute on the treated skin, whose permeation is to be estimated.
struct SolutePlan {
    std::string name;
    transport::Solute solute;
    transport::PermeationParameters parameters;  ///< its barrier is the skin's
};

/// A part of the body that a session treats.
struct Zone {
    std::string name;
    Area area{};
    skin::Basis basis = skin::Basis::assumed;
    std::string source;
};

/// A course of sessions.
struct TreatmentPlan {
    int sessions = 1;
    double interval = 0;                 ///< between two [s]
    std::vector<double> depths, passes;  ///< of each session; empty: the scene's own
    double minutes = 0;                  ///< for needling in a session; 0 = not stated
    std::vector<Zone> zones;             ///< of zones.toml
    std::optional<int> phototype;        ///< Fitzpatrick, 1 to 6
    std::optional<std::chrono::sys_days> start;
};

/// A date as "2026-09-01"; nothing for any other text.
std::optional<std::chrono::sys_days> date_of(const std::string& text);

/// A file of the catalogue that a scene was made from, for provenance.
struct CatalogueFile {
    std::string file;  ///< relative to the catalogue: sites/cheek.toml
    std::string hash;  ///< XXH3-128
};

/// A list too long for resolved.toml, which names it as a table beside it.
struct LongTable {
    std::string file;  ///< "motion-path-0123456789abcdef.csv": the digits are a hash of its text, so that two
                       ///< scenes with the same resolved text have the same tables
    std::vector<std::string> headers;  ///< "x_m": SI
    std::vector<std::vector<double>> columns;
};

struct Scene {
    std::string title;
    std::string source_name;  ///< file as the user named it
    std::string source_text;  ///< its bytes
    skin::Stack skin;
    std::filesystem::path volume;       ///< the scan that its interfaces come from; empty = none
    std::optional<VolumeSummary> scan;  ///< what was understood of it
    device::Device device;              ///< as designed
    device::Tolerances tolerances;      ///< what a piece of it may stray
    std::uint64_t piece = 0;            ///< number of the piece that is used
    motion::Plan motion;
    Grid grid;
    transport::Environment environment;
    transport::NetworkParameters transport;
    std::optional<SolutePlan> solute;
    recovery::ClosurePlan closure;
    mechanics::Parameters mechanics = mechanics::Parameters::defaults();
    std::shared_ptr<const mechanics::ContactTables> contact;  ///< the catalogue's; null: closed forms
    Report report;
    std::vector<Limit> limits;
    std::optional<KnownWound> wound;
    std::optional<TreatmentPlan> plan;
    std::vector<Rule> rules;                  ///< of the catalogue and of practice.rules
    std::vector<RuleFile> rule_files;         ///< of practice.rules
    std::vector<std::string> required_rules;  ///< ids whose breaking fails a run
    std::optional<double> glide_friction;     ///< of the device's face on lubricated skin
    std::uint64_t seed = 1;
    std::vector<std::string> stages{"all"};
    std::vector<Entry> entries;  ///< every key, in schema order
    std::vector<CatalogueFile> catalogue;
    core::Notes notes;                                          ///< assumptions and warnings of reading
    std::vector<std::shared_ptr<const LongTable>> long_tables;  ///< of motion.path and wound.channels
    std::vector<std::string> assumed_of_tables;  ///< a line for each table that was read: dialect, columns, units
};

}  // namespace dermavox::scene

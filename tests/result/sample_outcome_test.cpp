#include "tests/result/sample_outcome.hpp"

#include "dermavox/skin/voxel_trees.hpp"
#include "dermavox/wound/carve.hpp"

#include <cmath>
#include <openvdb/openvdb.h>

namespace dermavox::testing {
namespace {

constexpr double depth_of_cut = 0.4e-3, radius_of_cut = 50e-6;

skin::Stack two_layers()
{
    const auto layer = [](const char* name, skin::Role role, Length thickness, Pressure young) {
        skin::Layer l;
        l.name = name;
        l.role = role;
        l.thickness = {thickness, 0.2, skin::Basis::read, "doi:10.0000/sample"};
        l.young_modulus = {young, 0, skin::Basis::assumed, "made for a test"};
        l.poisson_ratio.value = 0.48;
        l.recoil.value = 0.5;
        l.cutting_factor.value = 0.7;
        return l;
    };
    skin::Stack stack;
    stack.site = "sample";
    stack.species = "medium";
    stack.layers = {layer("stratum corneum", skin::Role::barrier, 20.0_um, 20.0_MPa),
                    layer("viable epidermis", skin::Role::epidermis, 60.0_um, 500.0_kPa),
                    layer("dermis", skin::Role::dermis, 1.0_mm, 60.0_kPa)};
    stack.backing.name = "gel";
    stack.backing.young_modulus.value = 10.0_kPa;
    stack.backing.poisson_ratio.value = 0.48;
    return stack;
}

mechanics::Insertion insertion_at(int i)
{
    const double vary = 0.04e-3 * std::sin(1.7 * i);
    mechanics::Insertion at;
    at.pass = std::uint32_t(i / 5);
    at.cycle = std::uint32_t(i);
    at.needle = std::uint16_t(i % 3);
    at.punctured_layers = 3;
    at.x = (0.4 + 0.6 * (i % 3)) * 1e-3;
    at.y = (0.4 + 0.6 * (i / 3)) * 1e-3;
    at.set = 0.6e-3;
    at.tip = 0.55e-3 + vary;
    at.inserted = 0.45e-3 + vary;
    at.residual = 0.4e-3 + vary / 2;
    at.peak_force = 0.08 + 50 * vary;
    at.work = 2e-5;
    at.slit_rigid = 70e-6;
    at.slit = 40e-6, at.slit_dermis = 5e-6;
    return at;
}

/// Upright discs: the envelope of full radius, the residual of half, hit once, the first of them twice.
std::shared_ptr<wound::Wound> wound_of(const std::vector<mechanics::Insertion>& insertions, const skin::Skin& skin)
{
    openvdb::initialize();
    wound::CarveOptions tracts_only;
    tracts_only.grids = false;
    auto w = std::make_shared<wound::Wound>(
        wound::carve(insertions, device::NeedleSet(), skin, {20e-6, 100, 100, 50}, tracts_only));
    w->residual = wound::MaskGrid::create();
    w->hits = wound::HitGrid::create();
    w->channels.clear();
    for (std::size_t n = 0; n < insertions.size(); ++n) {
        for (int i = 0; i < 100; ++i)
            for (int j = 0; j < 100; ++j) {
                const double r =
                    std::hypot(w->lattice.centre(i) - insertions[n].x, w->lattice.centre(j) - insertions[n].y);
                for (int k = 0; r < radius_of_cut && w->lattice.centre(k) < depth_of_cut; ++k) {
                    w->hits->tree().setValueOn({i, j, k}, n == 0 ? 2 : 1);
                    if (r < radius_of_cut / 2) w->residual->tree().setValueOn({i, j, k});
                }
            }
        const double area = std::acos(-1) * radius_of_cut * radius_of_cut / 4;
        wound::Channel channel;
        channel.id = std::uint32_t(n);
        channel.x = insertions[n].x;
        channel.y = insertions[n].y;
        channel.long_axis = channel.short_axis = radius_of_cut;
        channel.area = area;
        channel.depth = channel.cut_depth = depth_of_cut;
        channel.merged_insertions = 1;
        channel.volume_per_layer = {area * 20e-6, area * 60e-6, area * 320e-6};
        w->channels.push_back(std::move(channel));
    }
    return w;
}

metrics::Measures measures_of(const std::vector<mechanics::Insertion>& insertions)
{
    const auto spread = [&](double mechanics::Insertion::*value) {
        std::vector<double> values;
        for (const auto& insertion : insertions) values.push_back(insertion.*value);
        return core::spread_of(values);
    };
    metrics::Measures m;
    m.strokes_per_area = 2.5e6;
    m.channels_per_area = 2.25e6;
    m.punctures_per_area = 2.25e6;
    for (const double depth : {0.0, 0.1e-3, 0.5e-3, 1e-3}) {
        const bool open = depth < depth_of_cut;
        m.density.push_back({depth, open ? 2.25e6 : 0});
        m.coverage.push_back({depth, open ? 0.0044 : 0, open ? 0.0046 : 0, open ? 1 - 0.0044 / 0.0046 : 0});
    }
    m.zone_radius = 0.25e-3;
    m.zone_fraction = 0.44;
    m.largest_gap = 0.75e-3;
    m.multiplicity = {{0, 0.9956}, {1, 0.0040}, {2, 0.0004}, {3, 0}, {4, 0}};
    m.evenness = {1.9, 0.2, 0.8, 1.4, 1.3, 0.11};
    m.confluence = {{7, 1}, 2.0 / 9, 0.22};
    m.intervals = {{2.0e6, 2.25e6, 2.5e6}, {2.0e6, 2.25e6, 2.5e6}, {0.0040, 0.0044, 0.0048}};
    m.depths = {0.6e-3, spread(&mechanics::Insertion::inserted), spread(&mechanics::Insertion::tip),
                spread(&mechanics::Insertion::residual), 0.9};
    m.layers = {{"stratum corneum", 1.4e-12, 0.018, 1},
                {"viable epidermis", 4.2e-12, 0.018, 1},
                {"dermis", 2.2e-11, 0.0057, 1}};
    m.bleeding_per_area = 2e6;
    return m;
}

scene::Scene sample_scene()
{
    scene::Scene scene;
    scene.title = "A <script>alert(1)</script> \"title\" & more";
    scene.source_name = "sample.toml";
    scene.source_text = "schema = 1\ntitle = 'sample'\n";
    scene.skin = two_layers();
    scene.device.name = "own";
    scene.device.depth = 0.6_mm;
    for (int i = 0; i < 3; ++i)
        scene.device.cartridge.seats.push_back({1e-3 * std::cos(2.0944 * i), 1e-3 * std::sin(2.0944 * i), 0});
    scene.device.cartridge.swath = 2.0_mm;
    scene.motion.width = scene.motion.height = 2.0_mm;
    scene.seed = 7;
    scene.entries = {
        {"device.depth", "\"0.6 mm\"", "scene", skin::Basis::given, 0, ""},
        {"device.drive.stroke", "\"3 mm\"", "default", skin::Basis::assumed, 0, "no figure was <published>"}};
    scene.notes.assumed = {{"device.drive.stroke", "3 mm", "no figure was <published>"}};
    return scene;
}

}  // namespace

simulation::Outcome sample_outcome()
{
    simulation::Outcome outcome;
    outcome.scene = sample_scene();
    outcome.skin.emplace(outcome.scene.skin, 2e-3, 2e-3, outcome.scene.seed);
    for (int i = 0; i < 9; ++i) outcome.insertions.push_back(insertion_at(i));
    outcome.wound = wound_of(outcome.insertions, *outcome.skin);
    outcome.resolution = wound::resolution_of(*outcome.wound);
    outcome.measures = measures_of(outcome.insertions);
    outcome.passes = {{1, 1.25e6, 0.0024, 0.0024}, {2, 2.25e6, 0.0044, 0.0045}};
    outcome.spacing = metrics::SpacingCurve{
        {0.1e-3, 0.2e-3, 0.3e-3}, {-90e-6, -150e-6, -40e-6}, {-30e-6, -30e-6, -30e-6}, {30e-6, 30e-6, 30e-6}};
    outcome.slit = simulation::SlitLimits{70e-6, 40e-6, 5e-6, 0.1, 0.223, 0.012};
    outcome.force = simulation::Forces{.needle_peak = core::spread_of({0.07, 0.08, 0.09}),
                                       .lateral_peak = core::spread_of({0.001, 0.002, 0.003}),
                                       .stroke_peak = 0.25,
                                       .work = 6e-5,
                                       .power = 6.6e-3,
                                       .face = 0.01,
                                       .cap_lift = {},
                                       .bending = 4e6,
                                       .motor = {}};
    outcome.dial_band = simulation::DialBand{.low = 0.5e-3, .high = 0.7e-3};
    outcome.motion = simulation::Motion{motion::kinematics_of(outcome.scene.motion, outcome.scene.device), 9, 0.1};
    transport::WaterLoss loss;
    loss.intact = 3.6e-6;  // 13 g/m2/h
    loss.lower = 3.9e-6;
    loss.calibrated = 5.1e-6;
    loss.upper = 1.9e-5;
    loss.calibrated_p10 = 4.1e-6;
    loss.calibrated_p90 = 9.6e-6;
    loss.iterations = 6;
    loss.residual = 1e-12;
    outcome.water_loss = loss;
    outcome.scene.limits = {{"coverage_min", 0.02}, {"slit_max", 0.25e-3}};  // missed, met
    outcome.notes.warnings = {{"sample", "made for a test"}};
    return outcome;
}

namespace {

scene::Rule rule_of(scene::RuleKind kind, const std::string& id)
{
    scene::Rule rule;
    rule.kind = kind, rule.id = id, rule.topic = "a topic", rule.statement = "What is said.";
    return rule;
}

}  // namespace

simulation::Practice sample_practice()
{
    simulation::Practice practice;
    practice.rules = {{rule_of(scene::RuleKind::rule, "three-weeks"), simulation::RuleFinding::State::broken, "20 d",
                       "at least 21 d", "", true}};
    practice.depth_class = {"medical", 0.61e-3, 1, 0.96, 0.02, 0.03, 67.5e-6, 0.12e-3, 0.21e-3, 1.8e-3, "fat"};
    practice.endpoints = {{"water loss", 3, 9, "computed", "", ""}, {"redness", {}, 48, "measured", "", ""}};
    simulation::Course course;
    course.sessions = {{1, 0, 0.5e-3, 2, 0.47e-3, 1.5e6, 0.021, 0.03, 0, 0.6e4},
                       {2, 28, 0.75e-3, 3, 0.7e-3, 2.5e6, 0.034, 0.0625, 0.001, 0.9e4}};
    course.hits = {0.9375, 0.0525, 0.01};
    course.zones = {{"cheeks", 90e-4, 81, "assumed"}};
    course.minutes = 83, course.passes_fit = 7, course.last_pass_gain = 0.45;
    practice.course = course;
    practice.glide = {0.31, 420, 1.7};
    practice.uptake = {{1, 2.2e-6, 0.11e-6}, {4, 5.3e-6, 0.44e-6}};
    practice.windows = {rule_of(scene::RuleKind::window, "sun")};
    practice.windows[0].to = 72 * 3600;
    practice.questions = {rule_of(scene::RuleKind::question, "retinoids")};
    return practice;
}

}  // namespace dermavox::testing

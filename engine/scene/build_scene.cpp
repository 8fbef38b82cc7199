#include "engine/scene/build_scene.hpp"

#include "engine/scene/build_practice.hpp"

#include "dermavox/skin/condition.hpp"
#include "engine/scene/inclusion_text.hpp"
#include "engine/scene/long_table.hpp"
#include "engine/scene/region_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace dermavox::scene {
namespace {

template <class Q>
skin::Property<Q> property(const Settings& settings, const std::string& key)
{
    if (!settings.has(key)) return {};
    const Setting& setting = settings.at(key);
    return {{settings.number(key)}, setting.spread, setting.basis, setting.source};
}

skin::Role role_named(const std::string& name)
{
    if (name == "barrier") return skin::Role::barrier;
    if (name == "epidermis") return skin::Role::epidermis;
    if (name == "dermis") return skin::Role::dermis;
    return name == "fat" ? skin::Role::fat : skin::Role::other;
}

skin::Layer build_layer(const Settings& s, const std::string& layer)
{
    const std::string at = "skin." + layer + '.';
    return {
        .name = s.has(at + "name") ? s.text(at + "name") : layer,
        .role = role_named(s.text(at + "role")),
        .thickness = property<Length>(s, at + "thickness"),
        .young_modulus = property<Pressure>(s, at + "young_modulus"),
        .poisson_ratio = property<Ratio>(s, at + "poisson_ratio"),
        .density = property<Density>(s, at + "density"),
        .cutting_factor = property<Ratio>(s, at + "cutting_factor"),
        .toughness = property<Toughness>(s, at + "toughness"),
        .puncture_factor = property<Ratio>(s, at + "puncture_factor"),
        .friction = property<Ratio>(s, at + "friction"),
        .adhesion = property<Pressure>(s, at + "adhesion"),
        .recoil = property<Ratio>(s, at + "recoil"),
        .kappa = property<Diffusivity>(s, at + "kappa"),
        .roughness = property<Length>(s, at + "roughness"),
        .correlation_length = property<Length>(s, at + "correlation_length"),
    };
}

skin::Relief build_relief(const Settings& s)
{
    const std::string at = "skin.relief.";
    if (!s.has(at + "depth")) return {};
    return {.depth = property<Length>(s, at + "depth"),
            .spacing = property<Length>(s, at + "spacing"),
            .width = property<Length>(s, at + "width"),
            .second = property<Ratio>(s, at + "second"),
            .direction = property<Angle>(s, at + "direction"),
            .crossing = property<Angle>(s, at + "crossing"),
            .waviness = property<Ratio>(s, at + "waviness"),
            .carried = property<Length>(s, at + "carried")};
}

skin::Papillae build_papillae(const Settings& s)
{
    const std::string at = "skin.papillae.";
    if (!s.has(at + "height")) return {};
    auto density = property<Quantity<-2, 0, 0>>(s, at + "per_mm2");
    density.value *= 1e6;
    return {.height = property<Length>(s, at + "height"),
            .density = density,
            .radius = property<Length>(s, at + "radius"),
            .scatter = property<Ratio>(s, at + "scatter")};
}

skin::Appendages build_appendages(const Settings& s)
{
    const std::string at = "skin.appendages.";
    const auto per_area = [&](const char* key) {
        auto density = property<Quantity<-2, 0, 0>>(s, at + key);
        density.value *= 1e6;
        return density;
    };
    return {.follicles = per_area("follicles_per_mm2"),
            .glands = per_area("glands_per_mm2"),
            .follicle_radius = property<Length>(s, at + "follicle_radius"),
            .gland_radius = property<Length>(s, at + "gland_radius")};
}

std::vector<skin::Inclusion> build_inclusions(const Settings& s)
{
    std::vector<skin::Inclusion> inclusions;
    std::string why;  // told by check_consistency
    if (const Setting* texts = s.find("skin.inclusions"))
        for (const std::string& text : texts->texts)
            if (auto inclusion = inclusion_of(text, why)) inclusions.push_back(std::move(*inclusion));
    return inclusions;
}

transport::NetworkParameters build_transport(const Settings& s)
{
    transport::NetworkParameters parameters;
    parameters.aperture = s.number("transport.chi");
    parameters.aperture_low = s.number("transport.chi_low");
    parameters.aperture_high = s.number("transport.chi_high");
    parameters.channel = {s.number("transport.channel_kappa")};
    parameters.reference.hydration = s.number("transport.hydration");
    parameters.reference.convection = s.number("transport.convection");
    parameters.reference.radiation = s.number("transport.radiation");
    parameters.reference.tissue = {s.number("transport.tissue_depth")};
    parameters.reference.default_tissue = {s.number("transport.tissue_kappa")};
    return parameters;
}

std::optional<SolutePlan> build_solute(const Settings& s, const skin::Stack& skin)
{
    if (!s.has("solute.molar_mass")) return std::nullopt;
    SolutePlan plan;
    plan.name = s.text("solute.name");
    plan.solute.molar_mass = s.number("solute.molar_mass");
    if (s.has("solute.log_kow")) plan.solute.log_kow = s.number("solute.log_kow");
    plan.solute.tissue = {s.number_or("solute.tissue_diffusivity", 0)};
    plan.solute.channel = {s.number_or("solute.channel_diffusivity", 0)};
    plan.parameters.barrier = transport::barrier_of(skin);
    plan.parameters.tissue = {s.number("solute.vessel_depth")};
    plan.parameters.polar_floor = {s.number("solute.polar_floor")};
    plan.parameters.large_molar_mass = s.number("solute.large");
    return plan;
}

transport::Environment build_environment(const Settings& s)
{
    transport::Environment environment{.air = {s.number("environment.temperature")},
                                       .humidity = s.number("environment.humidity"),
                                       .film = {s.number("environment.film")}};
    if (s.is("environment.instrument", "condenser")) {
        environment.instrument = transport::Instrument::condenser;
        environment.condenser_path = {s.number("environment.condenser_path")};
    }
    return environment;
}

std::vector<Length> lengths(const std::vector<double>& numbers)
{
    std::vector<Length> out;
    for (const double number : numbers) out.push_back({number});
    return out;
}

std::vector<KnownOpening> build_openings(const Settings& s)
{
    const auto column = [&s](const char* name) {
        const Setting* setting = s.find(std::string("wound.openings.") + name);
        return setting ? setting->numbers : std::vector<double>{};
    };
    const auto x = column("x"), y = column("y"), length = column("long"), width = column("short");
    const auto angle = column("angle"), depth = column("depth");
    std::vector<KnownOpening> openings;
    for (std::size_t k = 0; k < x.size() && k < y.size() && k < length.size() && k < depth.size(); ++k)
        openings.push_back({.x = x[k],
                            .y = y[k],
                            .length = length[k],
                            .width = k < width.size() ? width[k] : length[k],
                            .angle = k < angle.size() ? angle[k] : 0,
                            .depth = depth[k]});
    return openings;
}

recovery::ClosurePlan build_closure(const Settings& s)
{
    recovery::ClosurePlan plan;
    plan.cover = s.is("recovery.cover", "covered") ? recovery::Cover::covered : recovery::Cover::open;
    if (const Setting* half = s.find("recovery.half_life"))
        plan.half_life = {{half->numbers.front()}, half->spread, half->basis, half->source};
    plan.hours.clear();
    for (const double time : s.numbers("recovery.times")) plan.hours.push_back(time / 3600);
    return plan;
}

std::optional<KnownWound> build_wound(const Settings& s)
{
    if (s.has("wound.openings.x")) return KnownWound{.openings = build_openings(s)};
    if (!s.has("wound.lattice.per_cm2")) return std::nullopt;
    return KnownWound{.openings = {},
                      .lattice_per_area = s.number("wound.lattice.per_cm2") * 1e4,
                      .radius = {s.number("wound.lattice.radius")},
                      .depth = {s.number("wound.lattice.depth")},
                      .arrangement =
                          s.has("wound.lattice.arrangement") ? s.text("wound.lattice.arrangement") : "square"};
}

void note(const Setting& setting, Scene& scene)
{
    const std::string value = setting.toml();
    scene.entries.push_back({setting.key, value, setting.origin, setting.basis, setting.spread, setting.source});
    using enum skin::Basis;
    if (setting.basis != assumed && setting.basis != memory && setting.basis != proposed) return;
    std::string plain = value;
    if (setting.row->kind != Kind::quantities && setting.row->kind != Kind::texts) std::erase(plain, '"');
    scene.notes.assumed.push_back(
        {setting.key, plain,
         std::string(skin::name_of(setting.basis)) + (setting.source.empty() ? "" : ": " + setting.source)});
}

/// The lists of a table that is too long for the resolved text: one entry that names it in their place.
bool note_long_table(const Setting& setting, const Settings& s, Scene& scene)
{
    for (const SceneTable& table : {path_table(), opening_table()}) {
        if (!setting.key.starts_with(table.lists)) continue;
        if (setting.key != table.first_list())
            return std::ranges::any_of(scene.entries, [&](const Entry& entry) { return entry.key == table.key; });
        const auto found = long_table_of(s, table);
        if (!found) return false;
        scene.long_tables.push_back(found);
        scene.entries.push_back(
            {table.key, quoted(found->file), setting.origin, setting.basis, setting.spread, setting.source});
        return true;
    }
    return false;
}

/// What a scar's or stretch mark's figures rest on.
void note_tissue(const Settings& s, Scene& scene)
{
    for (const auto& [name, factor] : skin::factors_of(*skin::tissue_named(s.text("skin.tissue"))))
        if (factor.basis == skin::Basis::assumed)
            scene.notes.assumed.push_back({std::string("skin.tissue.") + name,
                                           "x " + core::format_number(factor.value),
                                           std::string(skin::name_of(factor.basis)) + ": " + factor.source});
}

/// Sites state mean depths only.
void note_planes(const Settings& s, const std::vector<std::string>& layers, Scene& scene)
{
    const bool rough = std::ranges::any_of(
        layers, [&](const std::string& layer) { return s.number_or("skin." + layer + ".roughness", 0) > 0; });
    if (rough || s.has("skin.volume.file") || s.number_or("skin.relief.depth", 0) > 0 ||
        s.number_or("skin.papillae.height", 0) > 0)
        return;
    scene.notes.assumed.push_back({"skin.relief", "plane layers",
                                   "assumed: furrows, papillae and rough interfaces are there where skin.relief, "
                                   "skin.papillae, roughness of a layer or skin.volume say so"});
}

/// A dial has steps; a depth between them is a wish the device cannot meet.
void note_dial(const Settings& s, Scene& scene)
{
    if (!s.has("device.dial.step") || !s.has("device.depth")) return;
    const double steps = s.number("device.depth") / s.number("device.dial.step");
    if (std::abs(steps - std::round(steps)) > 1e-6)
        scene.notes.warnings.push_back(
            {"dial_between_steps",
             fmt::format("the dial of {} has steps of {}; {} lies between two", scene.device.name,
                         s.at("device.dial.step").toml(), s.at("device.depth").toml())});
}

}  // namespace

skin::Stack build_skin(const Settings& s, const std::vector<std::string>& layers)
{
    skin::Stack stack;
    stack.site = s.has("skin.site") ? s.text("skin.site") : "own";
    stack.species = s.text("skin.species");
    for (const std::string& layer : layers) stack.layers.push_back(build_layer(s, layer));
    stack.backing = {.name = s.text("skin.backing.name"),
                     .rigid = s.is("skin.backing.kind", "rigid"),
                     .young_modulus = property<Pressure>(s, "skin.backing.young_modulus"),
                     .poisson_ratio = property<Ratio>(s, "skin.backing.poisson_ratio")};
    stack.relief = build_relief(s);
    stack.papillae = build_papillae(s);
    stack.tewl = property<FluxDensity>(s, "skin.tewl");
    stack.sweat = {s.number("skin.sweat")};
    stack.tension = {s.number("skin.tension")};
    stack.tension_depth = {s.number("skin.tension_depth")};
    stack.tension_lines = {s.number("skin.tension_lines")};
    stack.tension_ratio = s.number("skin.tension_ratio");
    stack.stretch_x = s.numbers("skin.stretch")[0];
    stack.stretch_y = s.numbers("skin.stretch")[1];
    stack.appendages = build_appendages(s);
    stack.inclusions = build_inclusions(s);
    stack = skin::scarred(std::move(stack), *skin::tissue_named(s.text("skin.tissue")));
    if (s.has("skin.age")) stack = skin::aged(std::move(stack), s.number("skin.reference_age"), s.number("skin.age"));
    return skin::hydrated(std::move(stack), *skin::hydration_named(s.text("skin.hydration")));
}

mechanics::Parameters build_mechanics(const Settings& s)
{
    auto parameters = mechanics::Parameters::defaults();
    if (s.is("mechanics.cutting", "crack")) parameters.cutting = mechanics::Cutting::crack;
    for (auto& constant : mechanics::named(parameters)) {
        *constant.value = s.number("mechanics." + constant.key);
    }
    parameters.full_contact = s.is("mechanics.contact", "full");
    return parameters;
}

std::vector<motion::PathPoint> build_path(const Settings& s)
{
    std::vector<motion::PathPoint> path;
    if (!s.has("motion.points.x") || !s.has("motion.points.y")) return path;
    const auto column = [&s](const char* key) {
        const Setting* setting = s.find(key);
        return setting ? setting->numbers : std::vector<double>{};
    };
    const auto x = column("motion.points.x"), y = column("motion.points.y");
    const auto time = column("motion.points.time"), speed = column("motion.points.speed");
    const auto heading = column("motion.points.heading");
    for (std::size_t k = 0; k < std::min(x.size(), y.size()); ++k) {
        motion::PathPoint point{.x = x[k], .y = y[k]};
        if (k < time.size()) point.time = time[k];
        if (k < speed.size()) point.speed = speed[k];
        if (k < heading.size()) point.heading = heading[k];
        path.push_back(point);
    }
    return path;
}

motion::Region build_region(const Settings& s)
{
    motion::Region region;
    std::string why;  // told by check_consistency
    if (s.has("motion.region.outline"))
        region.outline = polygon_of(s.text("motion.region.outline"), why).value_or(motion::Polygon{});
    if (const Setting* keep_outs = s.find("motion.region.keep_outs"))
        for (const std::string& text : keep_outs->texts)
            if (auto polygon = polygon_of(text, why)) region.keep_outs.push_back(std::move(*polygon));
    if (const Setting* rows = s.find("motion.region.mask_rows"))
        region.mask = mask_of(rows->texts).value_or(motion::Mask{});
    return region;
}

motion::Plan build_plan(const Settings& s)
{
    motion::Plan plan;
    plan.pattern = s.text("motion.pattern");
    plan.width = {s.numbers("motion.area")[0]};
    plan.height = {s.numbers("motion.area")[1]};
    plan.speed = {s.number("motion.speed")};
    plan.overlap = s.number("motion.overlap");
    plan.passes = int(s.number("motion.passes"));
    plan.edges = s.is("motion.edges", "periodic") ? motion::Edges::periodic : motion::Edges::margin;
    plan.repeat = s.is("motion.repeat", "exact") ? motion::Repeat::exact : motion::Repeat::random;
    plan.hand.speed_noise = s.number("motion.hand.speed_noise");
    plan.hand.correlation = {s.number("motion.hand.correlation")};
    plan.hand.tilt = s.number("motion.hand.tilt");
    plan.hand.tilt_direction = s.number("motion.hand.tilt_direction");
    plan.hand.tilt_noise = s.number("motion.hand.tilt_noise");
    plan.hand.wander = {s.number("motion.hand.wander")};
    plan.hand.force_noise = s.number("motion.hand.force_noise");
    plan.hand.rotation = s.number("motion.hand.rotation");
    plan.angle_noise = s.number("motion.angle_noise");
    plan.ramp = {s.number("motion.ramp")};
    plan.turn = s.is("motion.turn", "arc") ? motion::Turn::arc : motion::Turn::lift;
    plan.lift_time = {s.number("motion.lift_time")};
    plan.cycles_per_place = int(s.number_or("motion.cycles_per_place", 1));
    plan.path = build_path(s);
    plan.region = build_region(s);
    return plan;
}

Scene build_scene(const Settings& s, const std::vector<std::string>& layers)
{
    Scene scene;
    scene.title = s.has("title") ? s.text("title") : "";
    scene.skin = build_skin(s, layers);
    scene.device = build_device(s);
    scene.tolerances = build_tolerances(s);
    scene.piece = std::uint64_t(s.number("device.tolerance.piece"));
    scene.motion = build_plan(s);
    scene.grid = {.voxel = {s.number("grid.voxel")}, .depth = {s.number("grid.depth")}};
    scene.environment = build_environment(s);
    scene.transport = build_transport(s);
    scene.solute = build_solute(s, scene.skin);
    scene.closure = build_closure(s);
    scene.mechanics = build_mechanics(s);
    scene.report = {.depths = lengths(s.numbers("report.depths")),
                    .zone_radius = {s.number("report.zone_radius")},
                    .voxels = s.number("report.voxels") != 0};
    scene.wound = build_wound(s);
    build_practice(s, scene);
    scene.seed = std::uint64_t(s.number("run.seed"));
    scene.stages = s.at("run.stages").texts;
    for (const Setting& setting : s.all()) {
        if (!note_long_table(setting, s, scene)) note(setting, scene);
        if (setting.key.starts_with("limits."))
            scene.limits.push_back({setting.key.substr(7), setting.numbers.front()});
    }
    note_tissue(s, scene);
    note_planes(s, layers, scene);
    note_dial(s, scene);
    return scene;
}

}  // namespace dermavox::scene

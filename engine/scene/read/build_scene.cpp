#include "engine/scene/read/build_scene.hpp"

#include "dermavox/skin/condition.hpp"
#include "engine/scene/keys/binding.hpp"
#include "engine/scene/read/build_practice.hpp"
#include "engine/scene/read/inclusion_text.hpp"
#include "engine/scene/read/region_text.hpp"
#include "engine/scene/tables/long_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace dermavox::scene {
namespace {

std::vector<skin::Inclusion> build_inclusions(const Settings& s)
{
    std::vector<skin::Inclusion> inclusions;
    std::string why;  // told by check_consistency
    if (const Setting* texts = s.find("skin.inclusions"))
        for (const std::string& text : texts->texts)
            if (auto inclusion = inclusion_of(text, why)) inclusions.push_back(std::move(*inclusion));
    return inclusions;
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

/// Over what is filled already.
recovery::ClosurePlan build_closure(const Settings& s, recovery::ClosurePlan plan)
{
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
    Scene scene;
    scene.skin.site = "own";
    fill(s, "skin.", scene);
    for (const std::string& layer : layers) {
        scene.skin.layers.emplace_back().name = layer;
        fill_one(s, "skin." + layer + '.', scene);
    }
    skin::Stack stack = std::move(scene.skin);
    stack.species = s.text("skin.species");
    stack.stretch_x = s.numbers("skin.stretch")[0];
    stack.stretch_y = s.numbers("skin.stretch")[1];
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
    Scene scene;
    fill(s, "motion.", scene);
    motion::Plan plan = std::move(scene.motion);
    plan.pattern = s.text("motion.pattern");
    plan.width = {s.numbers("motion.area")[0]};
    plan.height = {s.numbers("motion.area")[1]};
    plan.path = build_path(s);
    plan.region = build_region(s);
    return plan;
}

Scene build_scene(const Settings& s, const std::vector<std::string>& layers)
{
    Scene scene;
    for (const char* part :
         {"title", "grid.", "environment.", "transport.", "solute.", "recovery.", "report.", "run."})
        fill(s, part, scene);
    scene.skin = build_skin(s, layers);
    scene.device = build_device(s);
    scene.tolerances = build_tolerances(s);
    scene.piece = std::uint64_t(s.number("device.tolerance.piece"));
    scene.motion = build_plan(s);
    if (scene.solute) scene.solute->parameters.barrier = transport::barrier_of(scene.skin);
    scene.closure = build_closure(s, std::move(scene.closure));
    scene.mechanics = build_mechanics(s);
    scene.wound = build_wound(s);
    build_practice(s, scene);
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

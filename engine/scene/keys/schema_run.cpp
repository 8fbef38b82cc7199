#include "dermavox/mechanics/parameters.hpp"
#include "engine/scene/keys/binding.hpp"
#include "engine/scene/keys/schema_sections.hpp"
#include "engine/scene/tables/scene_table.hpp"

namespace dermavox::scene {

using D = core::Dimension;
using recovery::Cover;
using transport::Environment, transport::Instrument, transport::Solute;
using Network = transport::NetworkParameters;
using Reference = transport::ReferenceState;
using Permeation = transport::PermeationParameters;

namespace {

std::vector<Row> run_settings()
{
    return {
        {.key = "grid.voxel",
         .to = to(&Scene::grid, &Grid::voxel),
         .fallback = "10 um",
         .range = {.least = 1e-9, .most = 1e-3},
         .doc = "Edge of a voxel."},
        {.key = "grid.depth",
         .to = to(&Scene::grid, &Grid::depth),
         .fallback = "2 mm",
         .range = {.least = 0, .most = 0.1, .above = true},
         .doc = "Depth of the voxel grid; at least the dial plus its tolerance."},
        {.key = "environment.temperature",
         .to = to(&Scene::environment, &Environment::air),
         .fallback = "22 C",
         .range = {.least = 233.15, .most = 323.15},
         .doc = "Of the air."},
        {.key = "environment.humidity",
         .to = to(&Scene::environment, &Environment::humidity),
         .fallback = "0.5",
         .range = fraction,
         .doc = "Relative humidity of the air."},
        {.key = "environment.film",
         .to = to(&Scene::environment, &Environment::film),
         .fallback = "8 mm",
         .range = {.least = 0, .most = 1, .above = true},
         .doc = "Thickness of the still air over the skin; published films are 7 to 10 mm."},
        {.key = "environment.instrument",
         .to = to(words<Instrument>{{"open-chamber", Instrument::open_chamber}, {"condenser", Instrument::condenser}},
                  &Scene::environment, &Environment::instrument),
         .fallback = "open-chamber",
         .doc = "What measures the water loss: a chamber open to the room, or a dry plate at a fixed distance."},
        {.key = "environment.condenser_path",
         .to = to(&Scene::environment, &Environment::condenser_path),
         .fallback = "5 mm",
         .range = {.least = 0, .most = 1, .above = true},
         .doc = "Distance of the condenser's plate from the skin.",
         .why = "order of the closed chambers in use",
         .when = "environment.instrument=condenser"},
        {.key = "transport.chi",
         .to = to(&Scene::transport, &Network::aperture),
         .fallback = "0.0548",
         .range = {.least = 0, .most = 1, .above = true},
         .doc = "Radius of an opening that stays open to water over the radius that was cut.",
         .why = "median of the band transport.chi_low to chi_high; the least known number of the water loss"},
        {.key = "transport.chi_low",
         .to = to(&Scene::transport, &Network::aperture_low),
         .fallback = "0.01",
         .range = {.least = 0, .most = 1, .above = true},
         .doc = "Lower end of the band of chi.",
         .why = "one human measurement: fully open mouths overstate the rise 50 to 100 times (Donnelly 2014)"},
        {.key = "transport.chi_high",
         .to = to(&Scene::transport, &Network::aperture_high),
         .fallback = "0.3",
         .range = {.least = 0, .most = 1, .above = true},
         .doc = "Upper end of the band of chi.",
         .why = "upper end of a guess that spans what steel needles are thought to do"},
        {.key = "transport.channel_kappa",
         .to = to(&Scene::transport, &Network::channel),
         .fallback = "1.5e-5 m2/s",
         .range = positive,
         .doc = "Conductivity of what fills a channel: wet debris 1.5e-5, free fluid 8e-5, air 2.6e-5 m2/s.",
         .why = "channels are taken to fill with wet debris"},
        {.key = "transport.hydration",
         .to = to(&Scene::transport, &Network::reference, &Reference::hydration),
         .fallback = "2",
         .range = {.least = 0, .most = 4},
         .doc = "beta: the barrier conducts exp(beta activity) times better where it is wet.",
         .why = "middle of the published range 0 to 4"},
        {.key = "transport.convection",
         .to = to(&Scene::transport, &Network::reference, &Reference::convection),
         .fallback = "3.5",
         .range = positive,
         .doc = "Heat carried off by still air, W/(m2 K).",
         .why = "3 to 4 in still air"},
        {.key = "transport.radiation",
         .to = to(&Scene::transport, &Network::reference, &Reference::radiation),
         .fallback = "6",
         .range = not_negative,
         .doc = "Heat carried off by radiation, W/(m2 K).",
         .why = "4 x emissivity x Stefan-Boltzmann x T^3 at 300 K"},
        {.key = "transport.tissue_depth",
         .to = to(&Scene::transport, &Network::reference, &Reference::tissue),
         .fallback = "0.5 mm",
         .range = positive,
         .doc = "Depth under the barrier at which the skin is wet through.",
         .why = "chosen so that it lies well below the mouths"},
        {.key = "transport.tissue_kappa",
         .to = to(&Scene::transport, &Network::reference, &Reference::default_tissue),
         .fallback = "1.5e-5 m2/s",
         .range = positive,
         .doc = "Conductivity of layers that state none.",
         .why = "within 1e-5 to 3e-5 m2/s of wet tissue"},
        {.key = "recovery.cover",
         .to = to(words<Cover>{{"open", Cover::open}, {"covered", Cover::covered}}, &Scene::closure,
                  &recovery::ClosurePlan::cover),
         .fallback = "open",
         .doc = "Whether the treated skin stays open to the air or under a dressing; openings close far slower "
                "covered."},
        {.key = "recovery.half_life",
         .dimension = D::time,
         .range = positive,
         .doc =
             "Time in which the openings lose half of their conductance, in place of the published one of the site.",
         .example = "0.75 h"},
        {.key = "recovery.times",
         .kind = Kind::quantities,
         .dimension = D::time,
         .fallback = "[\"0 h\", \"0.5 h\", \"1 h\", \"2 h\", \"4 h\", \"8 h\", \"24 h\", \"48 h\", \"72 h\"]",
         .range = not_negative,
         .doc = "Times after the treatment at which water loss is told."},
        {.key = "report.depths",
         .to = to(&Scene::report, &Report::depths),
         .fallback = "[\"0 mm\", \"0.1 mm\", \"0.5 mm\", \"1.0 mm\"]",
         .range = not_negative,
         .doc = "Depths of the plan maps and of density and coverage."},
        {.key = "report.zone_radius",
         .to = to(&Scene::report, &Report::zone_radius),
         .fallback = "0.25 mm",
         .range = positive,
         .doc = "Radius round an opening that counts as its zone of influence."},
        {.key = "report.voxels",
         .to = to(&Scene::report, &Report::voxels),
         .fallback = "true",
         .doc =
             "Keep the voxels themselves: tissue.vdb, or tiles/*.vdb of a patch that is carved in tiles. Pictures, "
             "volume.vti and figures come out either way."},
        {.key = "run.seed",
         .to = to(&Scene::seed),
         .fallback = "1",
         .range = {.least = 0, .most = 9e15},
         .doc = "Seed of every random draw."},
        {.key = "run.stages",
         .kind = Kind::texts,
         .fallback = "[\"all\"]",
         .choices = {"all", "motion", "mechanics", "wound", "metrics", "transport"},
         .doc = "Which parts of the chain to run."},
    };
}

std::vector<Row> solute()
{
    return {
        {.key = "solute.preset",
         .kind = Kind::text,
         .doc = "A solute of scenes/practice/solutes.toml: fills name, molar mass and partition.",
         .example = "caffeine"},
        {.key = "solute.molar_mass",
         .to = to(&Scene::solute, &SolutePlan::solute, &Solute::molar_mass),
         .range = {.least = 0, .most = 1e9, .above = true},
         .doc =
             "Molar mass, g/mol, of a solute that is put on the skin; with it a run estimates how easily it passes. "
             "A research estimate, not a statement about delivery.",
         .example = "122.12"},
        {.key = "solute.name",
         .to = to(&Scene::solute, &SolutePlan::name),
         .fallback = "solute",
         .doc = "Its name, for result and report.",
         .when = "solute.molar_mass"},
        {.key = "solute.log_kow",
         .to = to(&Scene::solute, &SolutePlan::solute, &Solute::log_kow),
         .range = {.least = -12, .most = 12},
         .doc = "Logarithm of its octanol-water partition; without it intact skin has the floor for polar solutes.",
         .example = "-0.37",
         .when = "solute.molar_mass"},
        {.key = "solute.tissue_diffusivity",
         .to = to(&Scene::solute, &SolutePlan::solute, &Solute::tissue),
         .range = positive,
         .doc = "In wet tissue; without it log10 D[cm2/s] = -4.15 - 0.655 log10 MW.",
         .example = "3.04e-10 m2/s",
         .when = "solute.molar_mass"},
        {.key = "solute.channel_diffusivity",
         .to = to(&Scene::solute, &SolutePlan::solute, &Solute::channel),
         .range = positive,
         .doc = "In what fills the channels; without it as in tissue.",
         .example = "9e-10 m2/s",
         .when = "solute.molar_mass"},
        {.key = "solute.vessel_depth",
         .to = to(&Scene::solute, &SolutePlan::parameters, &Permeation::tissue),
         .fallback = "200 um",
         .range = positive,
         .doc = "Depth of tissue between barrier and first vessels, which take the solute away.",
         .why = "no measurement behind it; order of the papillary dermis",
         .when = "solute.molar_mass"},
        {.key = "solute.polar_floor",
         .to = to(&Scene::solute, &SolutePlan::parameters, &Permeation::polar_floor),
         .fallback = "0.1 um/h",
         .range = positive,
         .doc = "Least permeability of intact skin.",
         .why = "lower end of 0.1 to 1 um/h for polar solutes",
         .when = "solute.molar_mass"},
        {.key = "solute.large",
         .to = to(&Scene::solute, &SolutePlan::parameters, &Permeation::large_molar_mass),
         .fallback = "100000",
         .range = positive,
         .doc = "Molar mass, g/mol, from which on a solute stays in the channels: only their volume is told.",
         .why = "hyaluronic acid above 100 kDa stays where it is put",
         .when = "solute.molar_mass"},
    };
}

/// The constants of the penetration model: name, value, origin from the module that uses them.
std::vector<Row> mechanics()
{
    auto parameters = mechanics::Parameters::defaults();
    std::vector<Row> rows{
        {.key = "mechanics.cutting",
         .kind = Kind::choice,
         .fallback = "rupture",
         .choices = {"rupture", "crack"},
         .doc =
             "How needles make their way through dermis: its fibres rupture and thick shafts cut a crack, or all cut "
             "a crack of mechanics.crack_toughness. The measured forces fit both, the strength of skin rupture "
             "alone.",
         .why = "the strength of skin in tension, which a crack with one toughness exceeds at micrometres"}};
    for (const auto& constant : mechanics::named(parameters)) {
        Row row{.key = "mechanics." + constant.key,
                .kind = Kind::number,
                .fallback = constant.text,
                .doc = "Constant of the penetration model (see mechanics/parameters.hpp).",
                .why = constant.source,
                .basis = constant.basis,
                .spread = constant.spread};
        std::string why;
        for (int d = int(D::none) + 1; d <= int(D::flux_density); ++d)
            if (core::parse_quantity(constant.text, D(d), why)) row.kind = Kind::quantity, row.dimension = D(d);
        rows.push_back(std::move(row));
    }
    rows.push_back(
        {.key = "mechanics.contact",
         .kind = Kind::choice,
         .fallback = "fast",
         .choices = {"fast", "full"},
         .doc = "How each cycle's forces are balanced: in four steps from a nominal stroke, or in eight exact "
                "steps from nothing (see mechanics/press.hpp)."});
    return rows;
}

std::vector<Row> limits()
{
    struct Figure {
        const char* name;
        Kind kind;
        D dimension;
        const char* doc;
        const char* example;
    };
    const Figure figures[] = {
        {"coverage", Kind::number, D::none, "open fraction of the surface", "0.02"},
        {"density", Kind::number, D::none, "distinct channels per cm2", "250"},
        {"punctures", Kind::number, D::none, "punctures per cm2", "250"},
        {"overlap", Kind::number, D::none, "overlap index of the surface", "0.1"},
        {"gap", Kind::quantity, D::length, "largest circle that holds no opening, its diameter", "1 mm"},
        {"slit", Kind::quantity, D::length, "mean length that the glide cuts in the barrier", "0.25 mm"},
        {"reached", Kind::quantity, D::length, "95th percentile of the inserted depth", "1.2 mm"},
        {"punctured", Kind::number, D::none, "fraction of strokes that puncture the barrier", "0.9"},
        {"bleeding", Kind::number, D::none, "channels per cm2 past the capillary plane", "50"},
        {"tewl", Kind::quantity, D::flux_density, "calibrated water loss", "40 g/m2/h"},
        {"needle_force", Kind::quantity, D::force, "95th percentile of the peak force on a needle", "0.5 N"},
        {"stroke_force", Kind::quantity, D::force, "largest force of all needles together", "5 N"},
        {"power", Kind::quantity, D::power, "mean power that the skin takes", "1 W"},
    };
    std::vector<Row> rows;
    for (const Figure& figure : figures)
        for (const char* end : {"min", "max"})
            rows.push_back({.key = std::string("limits.") + figure.name + '_' + end,
                            .kind = figure.kind,
                            .dimension = figure.dimension,
                            .range = not_negative,
                            .doc = std::string(end[1] == 'i' ? "Least" : "Largest") + " allowed " + figure.doc + ".",
                            .example = figure.example});
    return rows;
}

std::vector<Row> wound()
{
    return {
        {.key = "wound.channels",
         .kind = Kind::text,
         .doc =
             "Known openings in place of simulated ones, from a table beside the scene as a result's channels.csv: "
             "columns x, y, long, depth and, if they are there, short and angle, each with its unit; others are "
             "passed over.",
         .example = "channels.csv"},
        {.key = "wound.openings.x",
         .kind = Kind::quantities,
         .dimension = D::length,
         .doc = "The same in the scene: places of the openings, all within the patch.",
         .example = "[\"1 mm\", \"3 mm\"]"},
        {.key = "wound.openings.y",
         .kind = Kind::quantities,
         .dimension = D::length,
         .doc = "The same, the other way.",
         .example = "[\"2 mm\", \"2 mm\"]",
         .when = "wound.openings.x"},
        {.key = "wound.openings.long",
         .kind = Kind::quantities,
         .dimension = D::length,
         .range = positive,
         .doc = "Length of each opening.",
         .example = "[\"100 um\", \"80 um\"]",
         .when = "wound.openings.x"},
        {.key = "wound.openings.short",
         .kind = Kind::quantities,
         .dimension = D::length,
         .range = positive,
         .doc = "Its width, at most the length; without it round.",
         .example = "[\"60 um\", \"80 um\"]",
         .when = "wound.openings.x"},
        {.key = "wound.openings.angle",
         .kind = Kind::quantities,
         .dimension = D::angle,
         .doc = "Of its length from +x; without it 0.",
         .example = "[\"30 deg\", \"0 deg\"]",
         .when = "wound.openings.x"},
        {.key = "wound.openings.depth",
         .kind = Kind::quantities,
         .dimension = D::length,
         .range = positive,
         .doc = "Depth of each opening.",
         .example = "[\"0.3 mm\", \"0.5 mm\"]",
         .when = "wound.openings.x"},
        {.key = "wound.lattice.per_cm2",
         .kind = Kind::number,
         .range = {.least = 0, .most = 1e6, .above = true},
         .doc = "Known openings per cm2 in place of simulated ones.",
         .example = "100"},
        {.key = "wound.lattice.radius",
         .dimension = D::length,
         .range = positive,
         .doc = "Radius of those openings.",
         .example = "20 um"},
        {.key = "wound.lattice.depth",
         .dimension = D::length,
         .range = positive,
         .doc = "Their depth.",
         .example = "0.3 mm"},
        {.key = "wound.lattice.arrangement",
         .kind = Kind::choice,
         .choices = {"square", "hex", "random"},
         .doc = "Their places.",
         .example = "square"},
    };
}

}  // namespace

std::vector<Row> run_section()
{
    std::vector<Row> rows = run_settings();
    for (auto part : {solute(), mechanics(), limits(), wound(), choice_rows(opening_table())})
        rows.insert(rows.end(), part.begin(), part.end());
    return rows;
}

}  // namespace dermavox::scene

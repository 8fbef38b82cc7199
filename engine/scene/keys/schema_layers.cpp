// The layers of the skin, their interfaces, and what they lie on.
#include "engine/scene/keys/binding.hpp"
#include "engine/scene/keys/schema_sections.hpp"

namespace dermavox::scene {

using D = core::Dimension;
using skin::Layer, skin::Role, skin::Stack;

namespace {

const std::string soft = "no value was given: that of dermis as a class of tissue, to be replaced by a measurement";

std::vector<Row> layer_rows()
{
    return {
        {.key = "skin.<layer>.name",
         .to = to_layer(&Layer::name),
         .doc = "Name of an own layer, in [[skin.layer]]: letters, digits, _ and -.",
         .example = "dermis"},
        {.key = "skin.<layer>.material",
         .kind = Kind::text,
         .doc = "Material of scenes/materials.toml that fills what the layer does not state.",
         .example = "reticular_dermis"},
        {.key = "skin.<layer>.role",
         .to = to_layer(words<Role>{{"barrier", Role::barrier},
                                    {"epidermis", Role::epidermis},
                                    {"dermis", Role::dermis},
                                    {"fat", Role::fat},
                                    {"other", Role::other}},
                        &Layer::role),
         .fallback = "other",
         .variants = {{"skin.<layer>.material=stratum_corneum", "barrier"},
                      {"skin.<layer>.material=viable_epidermis", "epidermis"},
                      {"skin.<layer>.material=papillary_dermis|reticular_dermis", "dermis"},
                      {"skin.<layer>.material=hypodermis", "fat"}},
         .doc = "What the layer is to the physics; other resists needles as a gel or film, all else as a share of "
                "dermis. The barrier is punctured first and holds the water. Without it as the material has it."},
        {.key = "skin.<layer>.labels",
         .kind = Kind::numbers,
         .doc =
             "Labels of the layer in skin.volume.file, whole numbers. A layer without labels under all others keeps "
             "its thickness; one above another takes it from the top of the next.",
         .example = "[1, \"5-40\"]",
         .when = "skin.volume.file",
         .alone = true,
         .ranges = true},
        {.key = "skin.<layer>.thickness",
         .to = to_layer(&Layer::thickness),
         .range = {.least = 0, .most = 0.1, .above = true},
         .doc = "Mean thickness. Of a layer in a scan the measured one, unless the scene states another.",
         .example = "1.2 mm",
         .required = true},
    };
}

std::vector<Row> layer_mechanics_rows()
{
    return {
        {.key = "skin.<layer>.young_modulus",
         .to = to_layer(&Layer::young_modulus),
         .fallback = "60 kPa",
         .range = positive,
         .doc = "Young's modulus at small strain.",
         .why = soft},
        {.key = "skin.<layer>.poisson_ratio",
         .to = to_layer(&Layer::poisson_ratio),
         .fallback = "0.48",
         .range = {.least = 0, .most = 0.4999},
         .doc = "Poisson's ratio.",
         .why = soft},
        {.key = "skin.<layer>.density",
         .to = to_layer(&Layer::density),
         .fallback = "1100 kg/m3",
         .range = positive,
         .doc = "Mass density.",
         .why = soft},
        {.key = "skin.<layer>.cutting_factor",
         .to = to_layer(&Layer::cutting_factor),
         .fallback = "1",
         .variants = {{"skin.<layer>.role=barrier|epidermis", "0.3"}, {"skin.<layer>.role=fat", "0.1"}},
         .range = not_negative,
         .doc = "Resistance to a needle over that of dermis, whose constants are under mechanics.",
         .why = "no measurement tells layers apart",
         .when = "skin.<layer>.role=barrier|epidermis|dermis|fat"},
        {.key = "skin.<layer>.toughness",
         .to = to_layer(&Layer::toughness),
         .dimension = D::toughness,
         .fallback = "300 J/m2",
         .range = not_negative,
         .doc = "Work to cut a gel or film, per area of the cut.",
         .why = "no value was given: order of soft elastomers, to be replaced by a measurement",
         .when = "skin.<layer>.role=other"},
        {.key = "skin.<layer>.puncture_factor",
         .to = to_layer(&Layer::puncture_factor),
         .fallback = "0.3",
         .range = not_negative,
         .doc = "Force that punctures this layer over the barrier's.",
         .why = soft},
        {.key = "skin.<layer>.friction",
         .to = to_layer(&Layer::friction),
         .fallback = "0.3",
         .range = not_negative,
         .doc = "Friction coefficient of a dry needle in a gel or film. Tissue has device.needle.friction.",
         .why = soft,
         .when = "skin.<layer>.role=other"},
        {.key = "skin.<layer>.adhesion",
         .to = to_layer(&Layer::adhesion),
         .fallback = "1 kPa",
         .range = not_negative,
         .doc = "Shear stress on the shaft without side pressure.",
         .why = soft},
    };
}

/// What needles leave in it, and its upper interface.
std::vector<Row> layer_wound_rows()
{
    return {
        {.key = "skin.<layer>.recoil",
         .to = to_layer(&Layer::recoil),
         .fallback = "0.2",
         .range = fraction,
         .doc = "Opening that stays over opening cut.",
         .why = soft},
        {.key = "skin.<layer>.kappa",
         .to = to_layer(&Layer::kappa),
         .range = positive,
         .doc = "Conductivity for water, per gradient of equivalent vapour density. Without it the barrier's is "
                "fitted to skin.tewl, tissue has transport.tissue_kappa.",
         .example = "1.2e-9 m2/s"},
        {.key = "skin.<layer>.roughness",
         .to = to_layer(&Layer::roughness),
         .range = not_negative,
         .doc = "Standard deviation of the layer's upper interface; without it a plane.",
         .example = "5 um"},
        {.key = "skin.<layer>.correlation_length",
         .to = to_layer(&Layer::correlation_length),
         .fallback = "0.1 mm",
         .range = positive,
         .doc = "Correlation length of that roughness.",
         .why = "order of the spacing of dermal papillae",
         .when = "skin.<layer>.roughness"},
    };
}

std::vector<Row> relief_rows()
{
    return {
        {.key = "skin.relief.depth",
         .to = to(&Scene::skin, &Stack::relief, &skin::Relief::depth),
         .range = not_negative,
         .doc = "Depth of the furrows of the surface; without it smooth.",
         .example = "50 um"},
        {.key = "skin.relief.spacing",
         .to = to(&Scene::skin, &Stack::relief, &skin::Relief::spacing),
         .fallback = "0.4 mm",
         .range = positive,
         .doc = "Distance of the furrows of one direction.",
         .why = "no figure adopted",
         .when = "skin.relief.depth"},
        {.key = "skin.relief.width",
         .to = to(&Scene::skin, &Stack::relief, &skin::Relief::width),
         .fallback = "0.12 mm",
         .range = positive,
         .doc = "Width of a furrow, at most the spacing.",
         .why = "no figure adopted",
         .when = "skin.relief.depth"},
        {.key = "skin.relief.second",
         .to = to(&Scene::skin, &Stack::relief, &skin::Relief::second),
         .fallback = "1",
         .range = fraction,
         .doc = "Strength of the second direction of furrows against the first.",
         .why = "two equal directions in young skin",
         .when = "skin.relief.depth"},
        {.key = "skin.relief.direction",
         .to = to(&Scene::skin, &Stack::relief, &skin::Relief::direction),
         .dimension = D::angle,
         .fallback = "23 deg",
         .doc = "Direction of the first furrows, from x.",
         .why = "depends on site and posture",
         .when = "skin.relief.depth"},
        {.key = "skin.relief.crossing",
         .to = to(&Scene::skin, &Stack::relief, &skin::Relief::crossing),
         .dimension = D::angle,
         .fallback = "69 deg",
         .doc = "Angle from the first to the second direction.",
         .why = "rhombic plateaus",
         .when = "skin.relief.depth"},
        {.key = "skin.relief.waviness",
         .to = to(&Scene::skin, &Stack::relief, &skin::Relief::waviness),
         .fallback = "0.25",
         .range = {.least = 0, .most = 0.5},
         .doc = "How far furrows wind, over their spacing.",
         .why = "no figure adopted",
         .when = "skin.relief.depth"},
        {.key = "skin.relief.carried",
         .to = to(&Scene::skin, &Stack::relief, &skin::Relief::carried),
         .fallback = "0.3 mm",
         .range = positive,
         .doc = "Depth down to which the layers below follow the furrows.",
         .why = "no figure adopted",
         .when = "skin.relief.depth"},
    };
}

std::vector<Row> papillae_rows()
{
    return {
        {.key = "skin.papillae.height",
         .to = to(&Scene::skin, &Stack::papillae, &skin::Papillae::height),
         .range = not_negative,
         .doc = "Mean height of the papillae of the dermis; without it a plane junction.",
         .example = "30 um"},
        {.key = "skin.papillae.per_mm2",
         .to = to(&Scene::skin, &Stack::papillae, &skin::Papillae::density),
         .fallback = "84",
         .range = positive,
         .doc = "Papillae per mm2.",
         .why = "confocal counts, doi:10.1364/BOE.5.003266",
         .when = "skin.papillae.height"},
        {.key = "skin.papillae.radius",
         .to = to(&Scene::skin, &Stack::papillae, &skin::Papillae::radius),
         .fallback = "43 um",
         .range = positive,
         .doc = "Radius of a papilla at its foot.",
         .why = "nearly touching at the foot",
         .when = "skin.papillae.height"},
        {.key = "skin.papillae.scatter",
         .to = to(&Scene::skin, &Stack::papillae, &skin::Papillae::scatter),
         .fallback = "0.2",
         .range = not_negative,
         .doc = "Coefficient of variation of their heights.",
         .why = "no figure adopted",
         .when = "skin.papillae.height"},
    };
}

std::vector<Row> backing_rows()
{
    return {
        {.key = "skin.backing.name",
         .to = to(&Scene::skin, &Stack::backing, &skin::Backing::name),
         .fallback = "muscle",
         .doc = "What lies under the last layer.",
         .example = "bone"},
        {.key = "skin.backing.labels",
         .kind = Kind::numbers,
         .doc = "Labels of the backing in skin.volume.file, where the scan reaches it.",
         .example = "6",
         .when = "skin.volume.file",
         .alone = true,
         .ranges = true},
        {.key = "skin.backing.material",
         .kind = Kind::text,
         .doc = "Material of scenes/materials.toml that fills what the backing does not state.",
         .example = "muscle"},
        {.key = "skin.backing.kind",
         .to = to(words<bool>{{"half-space", false}, {"rigid", true}}, &Scene::skin, &Stack::backing,
                  &skin::Backing::rigid),
         .fallback = "half-space",
         .doc = "Elastic half-space or rigid base."},
        {.key = "skin.backing.young_modulus",
         .to = to(&Scene::skin, &Stack::backing, &skin::Backing::young_modulus),
         .fallback = "80 kPa",
         .range = positive,
         .doc = "Young's modulus of the half-space.",
         .why = "relaxed muscle, order of magnitude",
         .when = "skin.backing.kind=half-space"},
        {.key = "skin.backing.poisson_ratio",
         .to = to(&Scene::skin, &Stack::backing, &skin::Backing::poisson_ratio),
         .fallback = "0.48",
         .range = {.least = 0, .most = 0.4999},
         .doc = "Poisson's ratio of the half-space.",
         .why = "nearly incompressible, as wet tissue is",
         .when = "skin.backing.kind=half-space"},
    };
}

}  // namespace

std::vector<Row> layer_section()
{
    std::vector<Row> rows = layer_rows();
    for (auto part : {layer_mechanics_rows(), layer_wound_rows(), relief_rows(), papillae_rows(), backing_rows()})
        rows.insert(rows.end(), part.begin(), part.end());
    return rows;
}

}  // namespace dermavox::scene

// The document, the site and the state of its skin; the layers stand in schema_layers.cpp.
#include "engine/scene/keys/binding.hpp"
#include "engine/scene/keys/schema_sections.hpp"

namespace dermavox::scene {

using D = core::Dimension;
using skin::Stack;

namespace {

std::vector<Row> document_rows()
{
    return {
        {.key = "schema",
         .kind = Kind::integer,
         .range = {.least = 1, .most = 1},
         .doc = "Version of the scene format, first line of every scene.",
         .example = "1",
         .required = true},
        {.key = "materials",
         .kind = Kind::text,
         .doc = "A file beside the scene with values under skin, mechanics, transport and recovery, as dermavox "
                "calibrate writes "
                "it; it goes before the scene's own values.",
         .example = "fitted.toml"},
        {.key = "title",
         .to = to(&Scene::title),
         .doc = "Heading of the report.",
         .example = "12-needle ring on cheek"},
    };
}

/// Site, tension, stretch.
std::vector<Row> site_rows()
{
    return {
        {.key = "skin.site",
         .to = to(&Scene::skin, &Stack::site),
         .doc = "Body site or bench medium of the catalogue (dermavox sites): fills the layers, the backing and the "
                "intact water loss. Own layers replace the site's.",
         .example = "cheek"},
        {.key = "skin.species",
         .kind = Kind::choice,
         .fallback = "human",
         .choices = {"human", "pig", "rat", "medium"},
         .doc = "Whose skin it is."},
        {.key = "skin.rest_tension",
         .to = to(&Scene::skin, &Stack::rest_tension),
         .fallback = "0 N/m",
         .range = not_negative,
         .doc = "Force per width with which the body holds the skin, before anybody pulls it taut; sites of living "
                "skin state it.",
         .example = "15 N/m"},
        {.key = "skin.tension",
         .to = to(&Scene::skin, &Stack::tension),
         .fallback = "0 N/m",
         .range = not_negative,
         .doc = "Force per width that the skin bears while it is treated. Not stated, it is what skin.stretch makes "
                "of skin.rest_tension by the law of dermis; stated, it gives skin.stretch. Both stated must agree "
                "within 10 %. Skin without a dermis takes each as it is.",
         .example = "40 N/m"},
        {.key = "skin.tension_depth",
         .to = to(&Scene::skin, &Stack::tension_depth),
         .fallback = "0 mm",
         .range = not_negative,
         .doc = "Depth down to which the skin carries that tension; 0 = to the end of the dermis; at "
                "most to the end of the last layer.",
         .example = "1 mm"},
        {.key = "skin.tension_lines",
         .to = to(&Scene::skin, &Stack::tension_lines),
         .dimension = D::angle,
         .fallback = "0 deg",
         .doc = "Direction of the skin's tension lines, from x: openings are longer that way where the tension is "
                "uneven."},
        {.key = "skin.tension_ratio",
         .to = to(&Scene::skin, &Stack::tension_ratio),
         .fallback = "1.0",
         .range = {.least = 0, .most = 1},
         .doc = "Tension across the lines over that along them; skin.tension is the mean of the two. Below 1, round "
                "holes are drawn out along the lines.",
         .example = "0.5"},
        {.key = "skin.stretch",
         .kind = Kind::numbers,
         .fallback = "[1.0, 1.0]",
         .range = {.least = 0.5, .most = 2},
         .count = 2,
         .doc = "Length over length at rest, along x and y, to which the skin is pulled while it is treated; layers "
                "have their thickness as held. Not stated, it is the even one that skin.tension takes. Released skin "
                "carries their product times the channels per area.",
         .example = "[1.1, 1.0]"},
    };
}

/// State of the skin and its water loss.
std::vector<Row> condition_rows()
{
    return {
        {.key = "skin.hydration",
         .kind = Kind::choice,
         .fallback = "normal",
         .choices = {"normal", "dry", "wet"},
         .doc = "Water in the barrier: dry and wet change its stiffness, resistance to cutting and puncture force; "
                "for very sharp tips even the direction of the last is open."},
        {.key = "skin.tissue",
         .kind = Kind::choice,
         .fallback = "normal",
         .choices = {"normal", "scar", "hypertrophic-scar", "stretch-mark"},
         .doc = "Whole skin of the site, or a scar or stretch mark in it: changes thickness of epidermis and dermis, "
                "stiffness and resistance to cutting of the dermis, papillae, water loss, follicles and glands."},
        {.key = "skin.age",
         .kind = Kind::number,
         .range = {.least = 18, .most = 100},
         .doc = "Age in years; changes the thickness of epidermis and dermis, furrows and papillae.",
         .example = "60"},
        {.key = "skin.reference_age",
         .kind = Kind::number,
         .fallback = "35",
         .range = {.least = 18, .most = 100},
         .doc = "Age in years at which the site's values stand; read only with skin.age.",
         .why = "the catalogue's medians are of adults of mixed ages",
         .when = "skin.age"},
        {.key = "skin.tewl",
         .to = to(&Scene::skin, &Stack::tewl),
         .range = positive,
         .doc = "Intact water loss at 22 C, 50 % humidity, sweat included. Without it no water loss is computed.",
         .example = "10 g/m2/h"},
        {.key = "skin.sweat",
         .to = to(&Scene::skin, &Stack::sweat),
         .fallback = "0 g/m2/h",
         .range = not_negative,
         .doc = "Part of skin.tewl that does not cross the barrier."},
    };
}

/// [skin.volume]
std::vector<Row> volume_rows()
{
    return {
        {.key = "skin.volume.file",
         .kind = Kind::text,
         .doc =
             "A segmented scan beside the scene, from which the interfaces of the layers and their thickness come: "
             ".npy, .npz, .vti, .tif stack, .vdb, .nii, .nii.gz, .nrrd or .mha. Each layer in it says its labels.",
         .example = "scan.npy"},
        {.key = "skin.volume.voxel",
         .kind = Kind::quantities,
         .dimension = D::length,
         .range = {.least = 0, .most = 1e-3, .above = true},
         .doc =
             "Width of its cells: one, or three along x, y and depth. Without it what the file states with a unit. "
             "One that contradicts the file's proportions is refused.",
         .example = "\"5 um\"",
         .when = "skin.volume.file",
         .alone = true},
        {.key = "skin.volume.axes",
         .kind = Kind::text,
         .doc = "What the axes of its array are, in the order of the file, \"-\" before one that runs backwards: zyx "
                "for an array of pages, rows and columns. Without it by the directions that the file states, xyz "
                "where it states none. z is depth, from the top down.",
         .example = "zyx",
         .when = "skin.volume.file"},
        {.key = "skin.volume.outside",
         .kind = Kind::numbers,
         .fallback = "[0]",
         .doc = "Labels of what is no skin: air, gel.",
         .example = "0",
         .when = "skin.volume.file",
         .alone = true,
         .ranges = true},
        {.key = "skin.volume.array",
         .kind = Kind::text,
         .doc = "Name of its grid or data array; without it the only one, else labels, else label.",
         .example = "labels",
         .when = "skin.volume.file"},
        {.key = "skin.volume.level",
         .kind = Kind::choice,
         .fallback = "plane",
         .choices = {"plane", "top"},
         .doc = "Where depth 0 is: the plane that fits the scan's surface best, which takes out its tilt, or the "
                "scan's own upper face, index 0 of an OpenVDB grid.",
         .when = "skin.volume.file"},
        {.key = "skin.volume.hash",
         .kind = Kind::text,
         .doc = "XXH3-128 of the file, filled in by a run; stated, another file is refused.",
         .example = "99aa06d3014798d86001c324468d497f",
         .when = "skin.volume.file"},
    };
}

std::vector<Row> inclusions_rows()
{
    return {
        {.key = "skin.inclusions",
         .kind = Kind::texts,
         .doc =
             "Bodies in the skin that needles may meet, each \"NAME: plane DEPTH\" or \"NAME: ellipsoid X, Y, DEPTH; "
             "A, B, C\" with its centre and its full axes along x, y and depth. Depths count from the surface. They "
             "are counted, and change neither force nor water loss.",
         .example = "[\"vessels: plane 0.9 mm\", \"filler: ellipsoid 5 mm, 5 mm, 1.5 mm; 4 mm, 3 mm, 1 mm\"]"},
    };
}

std::vector<Row> appendages_rows()
{
    return {
        {.key = "skin.appendages.follicles_per_mm2",
         .to = to(&Scene::skin, &Stack::appendages, &skin::Appendages::follicles),
         .fallback = "1.40",
         .range = {.least = 0, .most = 1000},
         .doc = "Hair follicles that open at the surface, at random places.",
         .why = "doi:10.1016/j.jaad.2017.06.009, all sites; sites differ several-fold",
         .basis = skin::Basis::proposed},
        {.key = "skin.appendages.glands_per_mm2",
         .to = to(&Scene::skin, &Stack::appendages, &skin::Appendages::glands),
         .fallback = "1.28",
         .range = {.least = 0, .most = 1000},
         .doc = "Sweat glands that open at the surface, at random places.",
         .why = "doi:10.1016/j.jaad.2017.06.009, all sites; sites differ several-fold",
         .basis = skin::Basis::proposed},
        {.key = "skin.appendages.follicle_radius",
         .to = to(&Scene::skin, &Stack::appendages, &skin::Appendages::follicle_radius),
         .fallback = "50 um",
         .range = not_negative,
         .doc = "Radius of a follicle's mouth.",
         .why = "no figure adopted"},
        {.key = "skin.appendages.gland_radius",
         .to = to(&Scene::skin, &Stack::appendages, &skin::Appendages::gland_radius),
         .fallback = "25 um",
         .range = not_negative,
         .doc = "Radius of a sweat pore.",
         .why = "no figure adopted"},
    };
}

}  // namespace

std::vector<Row> skin_section()
{
    std::vector<Row> rows = document_rows();
    for (auto part :
         {site_rows(), condition_rows(), volume_rows(), inclusions_rows(), appendages_rows(), layer_section()})
        rows.insert(rows.end(), part.begin(), part.end());
    return rows;
}

}  // namespace dermavox::scene

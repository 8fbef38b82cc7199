// The needle of a device, and further types of needle that its cartridge may hold.
#include "dermavox/core/unit_names.hpp"
#include "dermavox/device/gauge.hpp"
#include "dermavox/device/needle.hpp"
#include "engine/scene/keys/binding.hpp"
#include "engine/scene/keys/schema_sections.hpp"
#include "engine/scene/tables/scene_table.hpp"

namespace dermavox::scene {

using D = core::Dimension;
using device::Needle, device::Point;

namespace {

const std::string no_needle_figure = "no published figure was found for any pen";
const std::string own = "device.needle.";

std::vector<Row> shape()
{
    return {
        {.key = own + "point",
         .to = to_needle(words<Point>{{"cone", Point::cone}, {"bevel", Point::bevel}, {"table", Point::table}},
                         &Needle::point),
         .fallback = "cone",
         .doc = "A rounded cone, a shaft cut by one plane over the length of the taper, or a profile as measured."},
        {.key = own + "profile",
         .kind = Kind::quantities,
         .dimension = D::length,
         .range = not_negative,
         .doc =
             "Measured shape: distance from the apex and radius there, of one place and then of the next, straight "
             "between; distances ascend from 0, radii never fall. Its last place is the end of the taper and gives "
             "the shaft's diameter.",
         .example = "[\"0 um\", \"2 um\", \"400 um\", \"60 um\", \"1 mm\", \"125 um\"]",
         .when = own + "point=table"},
        {.key = own + "profile_table",
         .kind = Kind::text,
         .doc = "The same from a table beside the scene: columns distance and radius, each with its unit.",
         .example = "profile.csv",
         .when = own + "point=table"},
        {.key = own + "shape",
         .kind = Kind::text,
         .doc = "The same from a drawing beside the scene: one closed body (.stl), or the outline of a section along "
                "the axis (.dxf). The axis and the apex are found; what is not round is taken as circles of the same "
                "area, with its ratio in the notes.",
         .example = "needle.stl",
         .when = own + "point=table"},
        {.key = own + "shape_unit",
         .kind = Kind::choice,
         .choices = {"um", "mm", "cm", "m", "in"},
         .doc = "Unit of the drawing, which must be said: STL names none.",
         .example = "mm",
         .when = own + "shape"},
        {.key = own + "diameter",
         .to = to_needle(&Needle::diameter),
         .fallback = "0.25 mm",
         .range = {.least = 0, .most = 5e-3, .above = true},
         .doc = "Diameter of the shaft.",
         .why = "within the 0.2 to 0.4 mm of the class",
         .when = own + "point=cone|bevel"},
        {.key = own + "gauge",
         .kind = Kind::integer,
         .range = {.least = device::least_gauge, .most = device::most_gauge},
         .doc =
             "The diameter as a gauge number, in place of `diameter`: the nominal outer diameter of ISO 9626:2016.",
         .example = "32",
         .when = own + "point=cone|bevel"},
        {.key = own + "taper",
         .to = to_needle(&Needle::taper),
         .fallback = "1.5 mm",
         .variants = {{"device.kind=roller|stamp", "0.8 mm"}},
         .range = positive,
         .doc = "Length from the apex to the full diameter.",
         .why = no_needle_figure,
         .when = own + "point=cone|bevel"},
        {.key = own + "tip_radius",
         .to = to_needle(&Needle::tip_radius),
         .fallback = "3 um",
         .range = positive,
         .doc = "Radius of the apex, or of a bevel's edge: under 12 um new, over 25 um dull.",
         .why = no_needle_figure},
    };
}

std::vector<Row> needle_body()
{
    return {
        {.key = own + "length",
         .to = to_needle(&Needle::length),
         .fallback = "2.5 mm",
         .variants = {{"device.kind=roller|stamp", "1 mm"}},
         .range = {.least = 0, .most = 50e-3, .above = true},
         .doc = "Length that can leave the cartridge; at least the taper and the dial.",
         .why = no_needle_figure},
        {.key = own + "material",
         .kind = Kind::choice,
         .fallback = "steel",
         .choices = {"steel", "titanium", "silicon", "polymer"},
         .doc = "What it is made of: its stiffness.",
         .why = "most needles are of stainless steel"},
        {.key = own + "young_modulus",
         .to = to_needle(&Needle::young_modulus),
         .fallback = "193 GPa",
         .variants = {{own + "material=titanium", "110 GPa"},
                      {own + "material=silicon", "165 GPa"},
                      {own + "material=polymer", "3 GPa"}},
         .range = positive,
         .doc = "Young's modulus of the needle; with it the result says at which force the needle buckles "
                "(force.needle_buckling_N).",
         .why = "handbook figure of the class of material"},
        {.key = own + "friction",
         .to = to_needle(&Needle::friction),
         .fallback = core::format_number(device::fitted_friction),
         .range = {.least = 0, .most = 3},
         .doc = "Coefficient of friction of the dry needle on tissue; gels and films have their own.",
         .why = "scenes/calibration/posterior.csv: steel, dry over lubricated forces and shares of work",
         .basis = skin::Basis::fitted},
        {.key = own + "lubricant",
         .to = to_needle(words<bool>{{"none", false}, {"lubricated", true}}, &Needle::lubricated),
         .fallback = "none",
         .doc = "Lubricated needles have mechanics.lubricant_ratio of that friction."},
        {.key = own + "edge",
         .to = to_needle(&Needle::edge),
         .fallback = "1",
         .range = {.least = 0, .most = 1, .above = true},
         .doc =
             "Toughness that it cuts with over that of a round shaft: an edge, as of a bevel, makes a crack cheaper; "
             "0.5 to 1 is plausible.",
         .why = "no figure was found of what an edge saves"},
    };
}

/// The rows of [device.needle] for each [[device.needle_type]]: what a type does not state is as the device's own.
Row of_type(Row row)
{
    const std::string type = "device." + std::string(type_mark) + '.';
    const auto moved = [&](const std::string& key) {
        return key.starts_with(own) ? type + key.substr(own.size()) : key;
    };
    row.key = moved(row.key);
    row.when = moved(row.when);
    if (row.when.ends_with("cone|bevel")) row.when.clear();
    if (row.example.empty()) row.example = row.fallback;
    row.fallback.clear(), row.variants.clear(), row.why.clear();
    row.doc += " Without it as in [device.needle].";
    return row;
}

}  // namespace

std::vector<Row> needle_section()
{
    std::vector<Row> rows = shape();
    for (Row& row : needle_body()) rows.push_back(row);
    for (const Row& row : choice_rows(profile_table("device.needle"))) rows.push_back(row);
    std::vector<Row> types{{.key = "device." + std::string(type_mark) + ".name",
                            .kind = Kind::text,
                            .doc = "Name of a further type of needle, for device.cartridge.needle_types.",
                            .example = "fine",
                            .required = true}};
    for (const Row& row : rows) types.push_back(of_type(row));
    rows.insert(rows.end(), types.begin(), types.end());
    return rows;
}

}  // namespace dermavox::scene

#include "engine/scene/keys/binding.hpp"
#include "engine/scene/keys/schema_sections.hpp"
#include "engine/scene/tables/scene_table.hpp"

namespace dermavox::scene {

using D = core::Dimension;
using device::Cartridge, device::Device;

namespace {

const std::string no_pen_figure = "no published figure was found for any pen";

std::vector<Row> device_body()
{
    return {
        {.key = "device.preset",
         .to = to(&Scene::device, &Device::name),
         .doc = "Device of the catalogue (dermavox devices): fills every other key of [device].",
         .example = "pen-12-ring"},
        {.key = "device.kind",
         .to = to(words<device::Kind>{{"pen", device::Kind::pen},
                                      {"roller", device::Kind::roller},
                                      {"stamp", device::Kind::stamp}},
                  &Scene::device, &Device::kind),
         .fallback = "pen",
         .doc = "A pen whose needles go up and down, a drum that rolls, or a stamp (also an array patch) that is "
                "pressed or thrown onto the skin."},
        {.key = "device.depth",
         .dimension = D::length,
         .fallback = "1 mm",
         .variants = {{"device.kind=roller|stamp", ""}},
         .range = {.least = 0, .most = 0.02, .above = true},
         .doc =
             "The dial: how far the tips go past the face of the cartridge. Of a pen less than the stroke, else the "
             "needles never leave the skin. Of a roller or stamp past its drum or base: without it the needle's "
             "length.",
         .example = "1 mm"},
        {.key = "device.dial.least",
         .dimension = D::length,
         .fallback = "0 mm",
         .range = not_negative,
         .doc = "Smallest setting of the dial.",
         .when = "device.kind=pen"},
        {.key = "device.dial.most",
         .dimension = D::length,
         .fallback = "2.5 mm",
         .range = positive,
         .doc = "Largest setting of the dial.",
         .why = "the range of most pens",
         .when = "device.kind=pen"},
        {.key = "device.dial.step",
         .dimension = D::length,
         .range = positive,
         .doc = "Step of the dial; a depth between two steps is reported.",
         .example = "0.25 mm",
         .when = "device.kind=pen"},
        {.key = "device.dial.tolerance",
         .to = to(&Scene::device, &Device::depth_tolerance),
         .fallback = "0 mm",
         .range = not_negative,
         .doc = "How far the depth may be off the dial, plus or minus.",
         .example = "0.15 mm",
         .when = "device.kind=pen"},
        {.key = "device.cap.radius",
         .to = to(&Scene::device, &Device::cap, &device::Cap::radius),
         .fallback = "4 mm",
         .range = positive,
         .doc = "Inner radius of the ring that rests on the skin. Its outer edge is what a leaning device tips over; "
                "of a "
                "stamp that is the edge of its base.",
         .why = no_pen_figure,
         .when = "device.kind=pen|stamp"},
        {.key = "device.cap.width",
         .to = to(&Scene::device, &Device::cap, &device::Cap::width),
         .fallback = "1 mm",
         .range = positive,
         .doc = "Width of that ring.",
         .why = no_pen_figure,
         .when = "device.kind=pen|stamp"},
        {.key = "device.cap.force",
         .to = to(&Scene::device, &Device::cap, &device::Cap::force),
         .fallback = "1 N",
         .range = not_negative,
         .doc = "Force of the hand on the skin.",
         .why = no_pen_figure,
         .when = "device.kind=pen"},
    };
}

std::vector<Row> cartridge()
{
    return {
        {.key = "device.cartridge.layout",
         .kind = Kind::choice,
         .fallback = "ring",
         .choices = {"ring", "two-rings", "grid", "hex", "rows", "table"},
         .doc = "How the needles are placed.",
         .why = no_pen_figure,
         .when = "device.kind=pen|stamp"},
        {.key = "device.cartridge.needles",
         .kind = Kind::integer,
         .fallback = "12",
         .range = {.least = 1, .most = 1000},
         .doc = "Number of needles of the whole cartridge.",
         .when = "device.cartridge.layout=ring|two-rings|grid|hex|rows"},
        {.key = "device.cartridge.pitch",
         .dimension = D::length,
         .range = positive,
         .doc = "Distance of neighbours; of a ring the chord, in place of the radius.",
         .example = "1 mm",
         .when = "device.cartridge.layout=ring|grid|hex|rows"},
        {.key = "device.cartridge.radius",
         .dimension = D::length,
         .fallback = "2.5 mm",
         .range = positive,
         .doc = "Radius of the ring through the needle centres; of two rings, the outer one's.",
         .why = no_pen_figure,
         .when = "device.cartridge.layout=ring|two-rings",
         .unless = "device.cartridge.pitch"},
        {.key = "device.cartridge.phase",
         .dimension = D::angle,
         .fallback = "0 deg",
         .doc = "Angle of the ring's first needle.",
         .when = "device.cartridge.layout=ring"},
        {.key = "device.cartridge.inner_needles",
         .kind = Kind::integer,
         .range = {.least = 1, .most = 1000},
         .doc = "Needles on the inner of two rings, of the whole number.",
         .example = "5",
         .when = "device.cartridge.layout=two-rings"},
        {.key = "device.cartridge.inner_radius",
         .dimension = D::length,
         .range = positive,
         .doc = "Radius of the inner of two rings.",
         .example = "1.2 mm",
         .when = "device.cartridge.layout=two-rings"},
        {.key = "device.cartridge.rows",
         .kind = Kind::integer,
         .fallback = "1",
         .range = {.least = 1, .most = 1000},
         .doc = "Rows along the glide; each has needles/rows needles.",
         .example = "6",
         .when = "device.cartridge.layout=grid|rows"},
        {.key = "device.cartridge.gap",
         .dimension = D::length,
         .range = positive,
         .doc = "Distance of rows along the glide; without it the pitch.",
         .example = "1 mm",
         .when = "device.cartridge.layout=rows"},
        {.key = "device.cartridge.heights",
         .kind = Kind::quantities,
         .dimension = D::length,
         .doc = "Length offsets, needle by needle and then again from the first.",
         .example = "[\"0 mm\", \"0.1 mm\"]",
         .when = "device.kind=pen|stamp"},
        {.key = "device.cartridge.seats",
         .kind = Kind::quantities,
         .dimension = D::length,
         .doc = "Needles of a table layout: x, y, length offset of the first, then of the next; x across the glide.",
         .example = "[\"-1 mm\", \"0 mm\", \"0 mm\", \"1 mm\", \"0 mm\", \"0.1 mm\"]",
         .when = "device.cartridge.layout=table"},
        {.key = "device.cartridge.table",
         .kind = Kind::text,
         .doc =
             "The same from a table beside the scene: columns x, y and, if lengths differ, length_offset, each with "
             "its unit, and needle_type, a name.",
         .example = "needles.csv",
         .when = "device.cartridge.layout=table"},
        {.key = "device.cartridge.needle_types",
         .kind = Kind::texts,
         .doc = "Which needle stands where, by the names of [[device.needle_type]], needle by needle and then again "
                "from the first; \"needle\" is that of [device.needle].",
         .example = "[\"needle\", \"fine\"]",
         .when = "device.kind=pen|stamp"},
        {.key = "device.cartridge.aperture",
         .to = to(&Scene::device, &Device::cartridge, &Cartridge::aperture),
         .fallback = "6 mm",
         .range = positive,
         .doc = "Diameter of the opening that the needles come through.",
         .why = no_pen_figure,
         .when = "device.kind=pen"},
        {.key = "device.cartridge.recess",
         .to = to(&Scene::device, &Device::cartridge, &Cartridge::recess),
         .fallback = "0.3 mm",
         .range = not_negative,
         .doc = "How far the face round the aperture lies behind the plane of the cap. No needle goes into the skin "
                "further than it stands out of the face, and skin that rises inside the cap stands on the face.",
         .why = no_pen_figure,
         .when = "device.kind=pen"},
        {.key = "device.cartridge.minimum_wall",
         .to = to(&Scene::device, &Device::cartridge, &Cartridge::minimum_wall),
         .fallback = "0 mm",
         .range = not_negative,
         .doc = "Least material between two needles; less is an error.",
         .when = "device.kind=pen|stamp"},
    };
}

}  // namespace

std::vector<Row> device_section()
{
    std::vector<Row> rows = device_body();
    for (auto part : {cartridge(), choice_rows(needle_table()), needle_section(), drive_section()})
        rows.insert(rows.end(), part.begin(), part.end());
    return rows;
}

}  // namespace dermavox::scene

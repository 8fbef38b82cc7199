#include "engine/scene/keys/binding.hpp"
#include "engine/scene/keys/schema_sections.hpp"
#include "engine/scene/tables/scene_table.hpp"

namespace dermavox::scene {

using D = core::Dimension;
using motion::Edges, motion::Hand, motion::Plan, motion::Repeat, motion::Turn;

namespace {

std::vector<Row> pattern_rows()
{
    return {
        {.key = "motion.pattern",
         .kind = Kind::choice,
         .fallback = "cross-hatch",
         .variants = {{"device.kind=stamp", "grid"}},
         .choices = {"raster", "one-way", "cross-hatch", "four-way", "star", "circles", "figure-eight", "grid",
                     "random", "path"},
         .doc =
             "Path: lines back and forth, one way, alternating between x and y, in four or eight directions from "
             "pass to pass, circles, figures of eight; put down place by place on a grid or at random; or a path of "
             "your own."},
        {.key = "motion.area",
         .kind = Kind::quantities,
         .dimension = D::length,
         .fallback = "[\"10 mm\", \"10 mm\"]",
         .range = {.least = 0, .most = 1, .above = true},
         .count = 2,
         .doc = "Width and height of the treated patch."},
        {.key = "motion.speed",
         .to = to(&Scene::motion, &Plan::speed),
         .fallback = "60 mm/s",
         .range = {.least = 0, .most = 10, .above = true},
         .doc = "Glide speed.",
         .why = "no published glide speed was found"},
        {.key = "motion.overlap",
         .to = to(&Scene::motion, &Plan::overlap),
         .fallback = "0.0",
         .range = {.least = 0, .most = 0.95},
         .doc = "Shared fraction of neighbouring swaths: line spacing = swath (1 - overlap)."},
        {.key = "motion.passes",
         .to = to(&Scene::motion, &Plan::passes),
         .fallback = "2",
         .range = {.least = 1, .most = 1000},
         .doc = "How often the patch is covered, once in one direction each."},
        {.key = "motion.edges",
         .to =
             to(words<Edges>{{"margin", Edges::margin}, {"periodic", Edges::periodic}}, &Scene::motion, &Plan::edges),
         .fallback = "margin",
         .doc = "margin: glides start and end outside the patch; periodic: what leaves the patch on one side comes "
                "back on the other."},
    };
}

std::vector<Row> pass_rows()
{
    return {
        {.key = "motion.repeat",
         .to = to(words<Repeat>{{"random", Repeat::random}, {"exact", Repeat::exact}}, &Scene::motion, &Plan::repeat),
         .fallback = "random",
         .doc = "How passes repeat: shifted by a random part of the line spacing and of a cycle, as a hand; or "
                "through the same places, as a robot."},
        {.key = "motion.angle_noise",
         .to = to(&Scene::motion, &Plan::angle_noise),
         .dimension = D::angle,
         .fallback = "0 deg",
         .range = {.least = 0, .most = 1.5707963267948966},
         .doc = "Standard deviation of the direction from pass to pass; only with repeat = random.",
         .example = "3 deg"},
        {.key = "motion.ramp",
         .to = to(&Scene::motion, &Plan::ramp),
         .fallback = "0 mm",
         .range = not_negative,
         .doc = "Way over which a glide gathers speed from rest and loses it again.",
         .example = "2 mm"},
        {.key = "motion.turn",
         .to = to(words<Turn>{{"lift", Turn::lift}, {"arc", Turn::arc}}, &Scene::motion, &Plan::turn),
         .fallback = "lift",
         .doc = "Between lines: lifted, or a half circle on the skin."},
        {.key = "motion.lift_time",
         .to = to(&Scene::motion, &Plan::lift_time),
         .fallback = "0 s",
         .range = not_negative,
         .doc = "Time off the skin between two lines and between two passes.",
         .example = "0.3 s"},
        {.key = "motion.cycles_per_place",
         .to = to(&Scene::motion, &Plan::cycles_per_place),
         .fallback = "1",
         .range = {.least = 1, .most = 10000},
         .doc = "Drive cycles at each place.",
         .when = "motion.pattern=grid|random"},
    };
}

std::vector<Row> path_rows()
{
    return {
        {.key = "motion.path",
         .kind = Kind::text,
         .doc =
             "The path from a table beside the scene: columns x, y and time or speed, if wanted the heading of the "
             "cartridge, each with its unit: t_s,x_mm,y_mm.",
         .example = "path.csv",
         .when = "motion.pattern=path"},
        {.key = "motion.points.x",
         .kind = Kind::quantities,
         .dimension = D::length,
         .doc = "Points of the path, from the patch's corner.",
         .example = "[\"0 mm\", \"10 mm\"]",
         .when = "motion.pattern=path"},
        {.key = "motion.points.y",
         .kind = Kind::quantities,
         .dimension = D::length,
         .doc = "The same, the other way.",
         .example = "[\"5 mm\", \"5 mm\"]",
         .when = "motion.pattern=path"},
        {.key = "motion.points.time",
         .kind = Kind::quantities,
         .dimension = D::time,
         .range = not_negative,
         .doc = "When each point is reached, since the path's start; the pace between two is even.",
         .example = "[\"0 s\", \"0.2 s\"]",
         .when = "motion.pattern=path"},
        {.key = "motion.points.speed",
         .kind = Kind::quantities,
         .dimension = D::speed,
         .range = positive,
         .doc = "Glide speed at each point, in place of times; it changes evenly between two.",
         .example = "[\"60 mm/s\", \"40 mm/s\"]",
         .when = "motion.pattern=path"},
        {.key = "motion.points.heading",
         .kind = Kind::quantities,
         .dimension = D::angle,
         .doc = "Direction of the cartridge at each point, from +x; without it along the travel.",
         .example = "[\"0 deg\", \"30 deg\"]",
         .when = "motion.pattern=path"},
    };
}

std::vector<Row> region_rows()
{
    return {
        {.key = "motion.region.outline",
         .kind = Kind::text,
         .doc =
             "What of the patch is treated: a polygon \"x, y; x, y; x, y\" with units, or \"circle x, y, radius\". "
             "Without it the whole patch.",
         .example = "0 mm, 0 mm; 10 mm, 0 mm; 5 mm, 9 mm"},
        {.key = "motion.region.keep_outs",
         .kind = Kind::texts,
         .doc = "Where no needle may land, polygons or circles of the same form: eyes, moles, lesions.",
         .example = "[\"circle 5 mm, 5 mm, 1 mm\"]"},
        {.key = "motion.region.mask",
         .kind = Kind::text,
         .doc = "A PNG picture over the whole patch, its top row farthest up in y, at most 512 x 512 pixels: light "
                "pixels are treated, dark or transparent ones left out.",
         .example = "mask.png"},
        {.key = "motion.region.mask_rows",
         .kind = Kind::texts,
         .doc = "The same as text, top row first: # is treated, . is left out.",
         .example = "[\"..#\", \"###\"]"},
    };
}

std::vector<Row> hand_rows()
{
    return {
        {.key = "motion.hand.speed_noise",
         .to = to(&Scene::motion, &Plan::hand, &Hand::speed_noise),
         .fallback = "0.0",
         .range = {.least = 0, .most = 0.5},
         .doc = "Standard deviation of the glide speed over its mean.",
         .example = "0.1"},
        {.key = "motion.hand.correlation",
         .to = to(&Scene::motion, &Plan::hand, &Hand::correlation),
         .fallback = "0.5 s",
         .range = positive,
         .doc = "Correlation time of that noise.",
         .why = "no published figure was found"},
        {.key = "motion.hand.tilt",
         .to = to(&Scene::motion, &Plan::hand, &Hand::tilt),
         .dimension = D::angle,
         .fallback = "0 deg",
         .range = {.least = 0, .most = 0.5235987755982988},
         .doc = "Lean of the device against the normal.",
         .example = "2 deg"},
        {.key = "motion.hand.tilt_direction",
         .to = to(&Scene::motion, &Plan::hand, &Hand::tilt_direction),
         .dimension = D::angle,
         .fallback = "0 deg",
         .doc = "Of the raised side, against the direction of the pass."},
        {.key = "motion.hand.tilt_noise",
         .to = to(&Scene::motion, &Plan::hand, &Hand::tilt_noise),
         .dimension = D::angle,
         .fallback = "0 deg",
         .range = {.least = 0, .most = 0.5},
         .doc = "Standard deviation of the lean about each of two axes.",
         .example = "1 deg"},
        {.key = "motion.hand.wander",
         .to = to(&Scene::motion, &Plan::hand, &Hand::wander),
         .fallback = "0 mm",
         .range = not_negative,
         .doc = "Standard deviation of the device across the travel.",
         .example = "0.3 mm"},
        {.key = "motion.hand.force_noise",
         .to = to(&Scene::motion, &Plan::hand, &Hand::force_noise),
         .fallback = "0.0",
         .range = {.least = 0, .most = 1},
         .doc = "Standard deviation of the hand's force on a pen over its mean.",
         .example = "0.2"},
        {.key = "motion.hand.rotation",
         .to = to(&Scene::motion, &Plan::hand, &Hand::rotation),
         .dimension = D::angle,
         .fallback = "0 deg",
         .range = {.least = 0, .most = 1.5707963267948966},
         .doc = "Standard deviation of the cartridge's orientation.",
         .example = "3 deg"},
    };
}

}  // namespace

std::vector<Row> motion_section()
{
    std::vector<Row> rows = pattern_rows();
    for (auto part : {pass_rows(), path_rows(), region_rows(), hand_rows(), choice_rows(path_table())})
        rows.insert(rows.end(), part.begin(), part.end());
    return rows;
}

}  // namespace dermavox::scene

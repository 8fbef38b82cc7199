#include "engine/simulation/known_wound.hpp"

#include "dermavox/core/random.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::simulation {
namespace {

struct Place {
    double x, y;
};

std::vector<Place> rows_and_columns(double width, double height, double density, bool hex)
{
    const double cell = hex ? std::sqrt(2 / (std::sqrt(3.0) * density)) : 1 / std::sqrt(density);
    const double row_pitch = hex ? cell * std::sqrt(3.0) / 2 : cell;
    const int columns = std::max(1, int(std::lround(width / cell)));
    int rows = std::max(1, int(std::lround(height / row_pitch)));
    if (hex) rows = 2 * std::max(1, int(std::lround(rows / 2.0)));  // an odd count would not repeat
    std::vector<Place> places;
    for (int j = 0; j < rows; ++j)
        for (int i = 0; i < columns; ++i)
            places.push_back(
                {(i + (hex ? (j % 2 ? 0.75 : 0.25) : 0.5)) * width / columns, (j + 0.5) * height / rows});
    return places;
}

std::vector<Place> random_places(double width, double height, double density, std::uint64_t seed)
{
    const core::Random random(seed, core::Purpose::pattern);
    std::vector<Place> places(std::max(std::size_t(1), std::size_t(std::lround(width * height * density))));
    for (std::size_t i = 0; i < places.size(); ++i)
        places[i] = {width * random.uniform({.needle = i, .draw = 0}),
                     height * random.uniform({.needle = i, .draw = 1})};
    return places;
}

skin::Stack without_recoil(skin::Stack stack)
{
    for (skin::Layer& layer : stack.layers) {
        layer.recoil.value = 1.0;
        layer.recoil.basis = skin::Basis::given;
        layer.recoil.source = "known openings stay as stated";
    }
    stack.tension_ratio = 1;
    return stack;
}

/// Layers whose top a channel of this depth passes.
std::uint16_t layers_cut(const skin::Stack& stack, double depth)
{
    std::uint16_t cut = 0;
    for (std::size_t i = 0; i < stack.layers.size(); ++i) cut += skin::depth_of(stack, i).si < depth;
    return cut;
}

/// A straight needle with a flat end.
void make_straight(device::Needle& needle, Length radius, Length depth)
{
    needle.point = device::Point::cone;
    needle.diameter = 2.0 * radius;
    needle.length = std::max(needle.length, depth);
    needle.taper = {};
    needle.tip_radius = 1e-3 * radius;
}

/// Listed openings: slits of a needle as wide as the widest of them, each by its own factor.
KnownOpenings listed_openings(const scene::Scene& scene)
{
    const auto& openings = scene.wound->openings;
    double widest = 0, deepest = 0;
    for (const auto& o : openings) widest = std::max(widest, o.width), deepest = std::max(deepest, o.depth);
    KnownOpenings known{.insertions = {}, .needle = scene.device.needle, .skin = without_recoil(scene.skin)};
    make_straight(known.needle, {widest / 2}, {deepest});
    for (const auto& o : openings) {
        mechanics::Insertion insertion;
        insertion.x = o.x, insertion.y = o.y, insertion.heading = o.angle;
        insertion.set = insertion.inserted = insertion.tip = insertion.residual = o.depth;
        insertion.slit_rigid = insertion.slit = insertion.slit_dermis = o.length - o.width;
        insertion.slit_open = insertion.slit;
        insertion.opening = {o.length, o.width, o.angle};
        insertion.width = o.width / widest;
        insertion.punctured_layers = layers_cut(known.skin, o.depth);
        known.insertions.push_back(insertion);
    }
    return known;
}

}  // namespace

KnownOpenings known_openings(const scene::Scene& scene, core::Notes& notes)
{
    const scene::KnownWound& wound = *scene.wound;
    if (!wound.openings.empty()) return listed_openings(scene);
    const double width = scene.motion.width.si, height = scene.motion.height.si;
    const auto places = wound.arrangement == "random"
                            ? random_places(width, height, wound.lattice_per_area, scene.seed)
                            : rows_and_columns(width, height, wound.lattice_per_area, wound.arrangement == "hex");
    const double got = double(places.size()) / (width * height);
    if (std::abs(got / wound.lattice_per_area - 1) > 1e-9)
        notes.warnings.push_back(
            {"density_rounded", fmt::format("wound.lattice: {:.6g} openings per cm2 instead of {:.6g}: the patch "
                                            "holds a whole number of them",
                                            got * 1e-4, wound.lattice_per_area * 1e-4)});
    KnownOpenings known{.insertions = {}, .needle = scene.device.needle, .skin = without_recoil(scene.skin)};
    make_straight(known.needle, wound.radius, wound.depth);
    for (const Place& place : places) {
        mechanics::Insertion insertion;
        insertion.x = place.x, insertion.y = place.y;
        insertion.set = insertion.inserted = insertion.tip = insertion.residual = wound.depth.si;
        insertion.opening = {2 * wound.radius.si, 2 * wound.radius.si, 0};
        insertion.punctured_layers = layers_cut(known.skin, wound.depth.si);
        known.insertions.push_back(insertion);
    }
    return known;
}

}  // namespace dermavox::simulation

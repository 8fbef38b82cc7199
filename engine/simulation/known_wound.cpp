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
    return stack;
}

}  // namespace

KnownOpenings known_openings(const scene::Scene& scene, core::Notes& notes)
{
    const scene::KnownWound& wound = *scene.wound;
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
    known.needle.diameter = 2.0 * wound.radius;
    known.needle.length = std::max(known.needle.length, wound.depth);
    known.needle.taper = {};
    known.needle.tip_radius = 1e-3 * wound.radius;  // a flat end
    const auto layers = std::uint16_t(known.skin.layers.size());
    for (const Place& place : places) {
        mechanics::Insertion insertion;
        insertion.x = place.x, insertion.y = place.y;
        insertion.set = insertion.inserted = insertion.tip = insertion.residual = wound.depth.si;
        for (std::uint16_t i = 0; i < layers; ++i)
            insertion.punctured_layers += skin::depth_of(known.skin, i).si < wound.depth.si;
        known.insertions.push_back(insertion);
    }
    return known;
}

}  // namespace dermavox::simulation

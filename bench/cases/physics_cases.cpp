#include "bench/cases/case.hpp"
#include "dermavox/core/random.hpp"
#include "dermavox/mechanics/press.hpp"
#include "dermavox/scene/read_scene.hpp"
#include "dermavox/simulation/simulate.hpp"
#include "dermavox/transport/volume_flux.hpp"
#include "tests/mechanics/samples.hpp"
#include "tests/transport/arrays.hpp"
#include "tests/transport/volumes.hpp"

#include <cmath>
#include <fmt/format.h>
#include <memory>

namespace dermavox::bench {
namespace {

Case press(int needles)
{
    constexpr int cycles = 200;
    return {fmt::format("press/{}", needles), "insertions", [=] { return double(needles * cycles); },
            [=] {
                const auto pen = std::make_shared<device::Device>(mechanics::samples::pen(needles));
                const auto press = std::make_shared<mechanics::Press>(mechanics::samples::cheek(), *pen,
                                                                      mechanics::Parameters::defaults(), 1);
                return [=] {
                    std::vector<motion::Stroke> strokes(pen->cartridge.seats.size());
                    std::vector<mechanics::Insertion> out(strokes.size());
                    for (std::size_t i = 0; i < strokes.size(); ++i) {
                        strokes[i].needle = std::uint16_t(i);
                        strokes[i].x = pen->cartridge.seats[i].x, strokes[i].y = pen->cartridge.seats[i].y;
                        strokes[i].depth = pen->depth.si, strokes[i].speed = 60e-3;
                    }
                    double inserted = 0, peak = 0;
                    for (int cycle = 0; cycle < cycles; ++cycle) {
                        for (motion::Stroke& s : strokes) s.cycle = std::uint32_t(cycle);
                        peak += press
                                    ->cycle(
                                        strokes, [](double, double) { return 0.0; }, out)
                                    .peak_force;
                        for (const mechanics::Insertion& in : out) inserted += in.inserted;
                    }
                    return std::vector<Answer>{{"mean_inserted_um", 1e6 * inserted / (cycles * double(out.size()))},
                                               {"mean_peak_N", peak / cycles}};
                };
            }};
}

Case network(int channels)
{
    return {
        fmt::format("network/{}", channels), "channels", [=] { return double(channels); },
        [=] {
            const double side = 1e-3 * std::sqrt(channels / 2.5);  // 250 per cm2
            const core::Random random(1, core::Purpose::pattern);
            const auto mouths = std::make_shared<std::vector<transport::Mouth>>();
            for (std::uint64_t i = 0; i < std::uint64_t(channels); ++i) {
                const auto draw = [&](std::uint64_t d) { return random.uniform({.needle = i, .draw = d}); };
                mouths->push_back({side * draw(0), side * draw(1), 60e-6, 20e-6, 0.5e-3, 3 * draw(2)});
            }
            return [=] {
                core::Notes notes;
                const auto loss = transport::water_loss(transport::forearm(), {}, {*mouths, side, side}, {}, notes);
                return std::vector<Answer>{{"calibrated_g_m2_h", loss->calibrated * 3.6e6},
                                           {"upper_g_m2_h", loss->upper * 3.6e6}};
            };
        }};
}

Case flux(int n)
{
    return {fmt::format("flux/{}", n), "cells", [=] { return double(n) * n * n; },
            [=] {
                const auto problem = std::make_shared<transport::FluxProblem>(
                    transport::problem_of({1.5e-5, 1.5e-10, 2.6e-5}, 5e-6, transport::Direction::z));
                const auto volume =
                    std::make_shared<transport::IndexedVolume>(transport::pierced_block(n).indexed(*problem));
                return [=] {
                    const transport::FluxResult r = transport::volume_flux(*volume, *problem);
                    return std::vector<Answer>{{"flux_density", r.flux_density},
                                               {"iterations", double(r.report.iterations)}};
                };
            }};
}

/// The whole chain on a square of the small test scene.
Case scene(int millimetres)
{
    const std::string area = fmt::format("motion.area=[\"{0} mm\", \"{0} mm\"]", millimetres);
    return {fmt::format("scene/{}", millimetres), "mm2", [=] { return double(millimetres * millimetres); },
            [=] {
                const scene::Catalogue catalogue(DERMAVOX_SOURCE_DIR "/scenes");
                const auto s = std::make_shared<scene::Scene>(
                    scene::read_scene(catalogue.folder() / "small-test-area.toml", {area}, catalogue));
                return [=] {
                    const simulation::Outcome o = simulation::simulate(*s);
                    return std::vector<Answer>{{"open_fraction", o.measures->coverage.front().open_fraction},
                                               {"channels_per_cm2", o.measures->channels_per_area * 1e-4},
                                               {"inserted_um", o.measures->depths.inserted.mean * 1e6},
                                               {"calibrated_g_m2_h", o.water_loss->calibrated * 3.6e6}};
                };
            }};
}

}  // namespace

std::vector<Case> physics_cases()
{
    std::vector<Case> all;
    for (const int needles : {1, 12, 36}) all.push_back(press(needles));
    for (const int channels : {100, 1000, 10000}) all.push_back(network(channels));
    for (const int n : {32, 64, 128}) all.push_back(flux(n));
    for (const int millimetres : {2, 4, 8}) all.push_back(scene(millimetres));
    return all;
}

}  // namespace dermavox::bench

#include "bench/cases/case.hpp"
#include "bench/wound/channels_to_carve.hpp"
#include "dermavox/metrics/measure.hpp"
#include "dermavox/motion/programme.hpp"
#include "dermavox/skin/labels.hpp"
#include "dermavox/skin/voxel_trees.hpp"
#include "dermavox/wound/carve.hpp"
#include "tests/skin/samples.hpp"

#include <cmath>
#include <fmt/format.h>
#include <memory>

namespace dermavox::bench {
namespace {

motion::Programme programme_of(int passes)
{
    const device::Device pen{.cartridge = device::ring(12, 2.5_mm)};
    return {pen, motion::Plan{.width = 20.0_mm, .height = 20.0_mm, .passes = passes}, 1};
}

double strokes_of(const motion::Programme& programme) { return double(programme.cycles() * programme.needles()); }

Case strokes(int passes)
{
    return {fmt::format("strokes/{}", passes), "strokes", [=] { return strokes_of(programme_of(passes)); },
            [=] {
                const auto programme = std::make_shared<motion::Programme>(programme_of(passes));
                return [=] {
                    std::vector<motion::Stroke> out(programme->needles());
                    double x = 0;
                    for (std::size_t i = 0; i < programme->cycles(); ++i) {
                        programme->strokes(programme->cycle(i), out);
                        for (const motion::Stroke& s : out) x += s.x;
                    }
                    return std::vector<Answer>{{"mean_x_mm", 1e3 * x / strokes_of(*programme)}};
                };
            }};
}

Case labels(int micrometres)
{
    const double voxel = micrometres * 1e-6, side = 10e-3;
    const core::Lattice lattice{voxel, int(side / voxel + 0.5), int(side / voxel + 0.5), int(2e-3 / voxel + 0.5)};
    return {fmt::format("labels/{}", micrometres), "voxels", [=] { return double(lattice.voxels()); },
            [=] {
                const auto skin = std::make_shared<skin::Skin>(skin::textured_cheek(), side, side, 1);
                return [=] {
                    const auto grid = skin::label_grid(*skin, lattice);
                    return std::vector<Answer>{{"leaves", double(grid->tree().leafCount())},
                                               {"active_voxels", double(grid->activeVoxelCount())}};
                };
            }};
}

Case carve(int channels)
{
    const core::Lattice lattice = patch_for(std::size_t(channels));
    return {fmt::format("carve/{}", channels), "channels", [=] { return double(channels); },
            [=] {
                const auto skin = std::make_shared<skin::Skin>(plain_skin(lattice));
                const auto tracts = std::make_shared<wound::Tracts>(
                    wound::tracts_of(insertions(std::size_t(channels), lattice), device::NeedleSet(needle), *skin));
                return [=] {
                    const auto grid = wound::envelope_grid(*tracts, *skin, lattice);
                    return std::vector<Answer>{{"voxels", double(grid->activeVoxelCount())}};
                };
            }};
}

Case measure(int channels)
{
    const core::Lattice lattice = patch_for(std::size_t(channels));
    return {fmt::format("measure/{}", channels), "channels", [=] { return double(channels); },
            [=] {
                const auto skin = std::make_shared<skin::Skin>(plain_skin(lattice));
                const auto all =
                    std::make_shared<std::vector<mechanics::Insertion>>(insertions(std::size_t(channels), lattice));
                const auto w =
                    std::make_shared<wound::Wound>(wound::carve(*all, device::NeedleSet(needle), *skin, lattice));
                return [=] {
                    const metrics::Measures m = metrics::measure(*w, *all, *skin);
                    return std::vector<Answer>{{"open_fraction", m.coverage.front().open_fraction},
                                               {"largest_gap_um", m.largest_gap * 1e6},
                                               {"clark_evans", m.evenness.clark_evans}};
                };
            }};
}

}  // namespace

std::vector<Case> geometry_cases()
{
    std::vector<Case> all;
    for (const int passes : {2, 20, 200}) all.push_back(strokes(passes));
    for (const int micrometres : {40, 20, 10}) all.push_back(labels(micrometres));
    for (const int channels : {1000, 10000, 100000}) all.push_back(carve(channels));
    for (const int channels : {300, 1000, 3000}) all.push_back(measure(channels));
    return all;
}

}  // namespace dermavox::bench

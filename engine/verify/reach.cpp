#include "engine/verify/reach.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/scene/read_scene.hpp"
#include "engine/verify/one_stroke.hpp"
#include "engine/verify/parts.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dermavox::verify {
namespace {

/// The device as it is on the site.
scene::Scene plain_scene(const scene::Catalogue& catalogue, const std::string& device, const std::string& site)
{
    return scene::read_scene_text(
        fmt::format("schema = 1\ntitle = \"reach\"\n[skin]\nsite = \"{}\"\n[device]\npreset = \"{}\"\n", site,
                    device),
        "reach.toml", {"grid.depth=\"8 mm\""}, catalogue);
}

/// With this dial [m], which of rollers and stamps is the needles' length, and this multiple of its push.
device::Device set_to(device::Device device, double dial, double push)
{
    device.depth = Length{dial};
    std::vector<device::Needle*> needles{&device.needle};
    for (device::Needle& other : device.other_needles) needles.push_back(&other);
    for (device::Needle* needle : needles) {
        const bool fixed = device.kind != device::Kind::pen;
        needle->length = fixed ? device.depth : std::max(needle->length, device.depth);
        needle->taper = std::min(needle->taper, 0.9 * needle->length);
    }
    device.cap.force = push * device.cap.force, device.roller.force = push * device.roller.force;
    if (auto* press = std::get_if<device::Press>(&device.stamp.push)) press->force = push * press->force;
    return device;
}

/// Mean inserted depth [m] over the seats.
double inserted(const scene::Scene& scene, const device::Device& device, int& past_root)
{
    const std::vector<mechanics::Insertion> out = one_stroke(scene, device);
    const double recess = device.kind == device::Kind::pen ? device.cartridge.recess.si : 0;
    for (const mechanics::Insertion& one : out) past_root += one.inserted > one.set + recess + 1e-12;
    return mean_inserted(out);
}

double lost(double depth, double before) { return depth < before - 4e-6 ? 1 - depth / before : 0; }

}  // namespace

Reach reach_of(const scene::Catalogue& catalogue, const std::string& device, const std::string& site,
               const ReachGrid& grid)
{
    scene::Scene scene = plain_scene(catalogue, device, site);
    scene.mechanics.puncture_spread.value = 0.0;
    const std::size_t pushes = grid.pushes.size(), count = grid.dials.size() * pushes;
    Reach reach{.strokes = int(count), .depth = std::vector<double>(count)};
    std::vector<int> past(count), failed(count);
    core::parallel_for(count, 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) try {
                const device::Device set =
                    set_to(scene.device, 1e-3 * grid.dials[i / pushes], grid.pushes[i % pushes]);
                reach.depth[i] = inserted(scene, set, past[i]);
            } catch (const core::Failure&) {
                failed[i] = 1;
            }
    });
    for (std::size_t i = 0; i < count; ++i) {
        reach.past_root += past[i], reach.unbalanced += failed[i];
        if (i >= pushes)
            reach.lost_to_dial = std::max(reach.lost_to_dial, lost(reach.depth[i], reach.depth[i - pushes]));
        if (i % pushes > 0)
            reach.lost_to_push = std::max(reach.lost_to_push, lost(reach.depth[i], reach.depth[i - 1]));
    }
    return reach;
}

// Each device on one site, the sites in turn; in short every fifth device, two dials and two pushes.
void reaches(Record& record, const scene::Catalogue& catalogue)
{
    record.topic("Reached depth of every device");
    const ReachGrid brief{.dials = {0.5, 1.5}, .pushes = {1, 4}};
    const std::size_t stride = record.full() ? 1 : 5;
    Reach all;
    for (std::size_t k = 0; k < catalogue.devices().size(); k += stride) {
        const std::string& device = catalogue.devices()[k];
        const std::string& site = catalogue.sites()[k % catalogue.sites().size()];
        const Reach one = reach_of(catalogue, device, site, record.full() ? ReachGrid{} : brief);
        record.source(site + (record.full() ? ", 0.25 to 2.5 mm, 0.5, 1 and 4 times its push"
                                            : ", 0.5 and 1.5 mm, 1 and 4 times its push"));
        record.at_most(device + ": share of its depth lost to a deeper dial", one.lost_to_dial, most_lost);
        record.at_most(device + ": share of its depth lost to a heavier push", one.lost_to_push, most_lost);
        all.strokes += one.strokes, all.unbalanced += one.unbalanced, all.past_root += one.past_root;
    }
    record.source(fmt::format("{} strokes of those", all.strokes));
    record.absolute("strokes without a balance", all.unbalanced, 0, 0);
    record.absolute("needles in past their root", all.past_root, 0, 0);
}

}  // namespace dermavox::verify

#include "dermavox/simulation/dial_band.hpp"

#include "dermavox/simulation/press_of.hpp"
#include "engine/simulation/summaries.hpp"

#include <algorithm>

namespace dermavox::simulation {
namespace {

double depth_at(const scene::Scene& scene, device::Device device, Length dial)
{
    if (dial.si <= 0) return 0;
    device.depth = dial;
    const mechanics::Press press = press_of(scene, device);
    std::vector<motion::Stroke> strokes;
    for (const device::Seat& seat : device.cartridge.seats)
        strokes.push_back({.needle = std::uint16_t(strokes.size()),
                           .x = seat.x,
                           .y = seat.y,
                           .depth = dial.si + seat.length_offset,
                           .speed = scene.motion.speed.si});
    std::vector<mechanics::Insertion> out(strokes.size());
    press.cycle(
        strokes, [](double, double) { return 0.0; }, out);
    double sum = 0;
    for (const mechanics::Insertion& insertion : out) sum += insertion.inserted;
    return sum / double(out.size());
}

}  // namespace

std::optional<DialBand> dial_band(const scene::Scene& scene)
{
    const device::Device& device = scene.device;
    const bool pressed = device.kind == device::Kind::pen && !scene.wound && asked(scene, "mechanics");
    if (!pressed || device.depth_tolerance.si <= 0) return {};
    scene::Scene median = scene;
    median.mechanics.puncture_spread.value = 0;
    const Length offset = device::deepest(device) - device.depth;
    const Length most = std::min(device.depth + device.depth_tolerance, device.needle.length - offset);
    DialBand band{.low = depth_at(median, device, device.depth - device.depth_tolerance), .high = {}};
    if (most + offset < device.drive.stroke) band.high = depth_at(median, device, most);
    return band;
}

}  // namespace dermavox::simulation

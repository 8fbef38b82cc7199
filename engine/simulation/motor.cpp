#include "dermavox/simulation/motor.hpp"

#include "dermavox/device/motor_speed.hpp"
#include "dermavox/simulation/press_of.hpp"

#include <cstdint>
#include <vector>

namespace dermavox::simulation {
namespace {

constexpr std::uint32_t k_cycles = 16;  ///< over which thresholds scatter

Energy work_of_cycle(const scene::Scene& scene, const device::Device& piece)
{
    const mechanics::Press press = press_of(scene, piece);
    std::vector<motion::Stroke> strokes;
    for (const device::Seat& seat : piece.cartridge.seats)
        strokes.push_back({.needle = std::uint16_t(strokes.size()),
                           .x = seat.x,
                           .y = seat.y,
                           .depth = piece.depth.si + seat.length_offset,
                           .speed = scene.motion.speed.si});
    std::vector<mechanics::Insertion> out(strokes.size());
    double work = 0;
    for (std::uint32_t cycle = 0; cycle < k_cycles; ++cycle) {
        for (motion::Stroke& stroke : strokes) stroke.cycle = cycle;
        work += press
                    .cycle(
                        strokes, [](double, double) { return 0.0; }, out)
                    .work;
    }
    return {work / k_cycles};
}

}  // namespace

Frequency motor_frequency(const scene::Scene& scene, const device::Device& piece)
{
    device::Device at = piece;
    return device::settled_frequency(*piece.drive.motor, piece.drive.frequency, [&](Frequency f) {
        at.drive.frequency = f;
        return work_of_cycle(scene, at);
    });
}

}  // namespace dermavox::simulation

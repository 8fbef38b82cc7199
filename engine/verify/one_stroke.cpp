#include "engine/verify/one_stroke.hpp"

#include "dermavox/simulation/press_of.hpp"

namespace dermavox::verify {

std::vector<mechanics::Insertion> one_stroke(const scene::Scene& scene, const device::Device& unit)
{
    const mechanics::Press press = simulation::press_of(scene, unit);
    std::vector<motion::Stroke> strokes;
    for (const device::Seat& seat : unit.cartridge.seats)
        strokes.push_back({.needle = std::uint16_t(strokes.size()),
                           .x = seat.x,
                           .y = seat.y,
                           .depth = unit.depth.si + seat.length_offset,
                           .speed = scene.motion.speed.si});
    std::vector<mechanics::Insertion> out(strokes.size());
    press.cycle(
        strokes, [](double, double) { return 0.0; }, out);
    return out;
}

double mean_inserted(const std::vector<mechanics::Insertion>& insertions)
{
    double sum = 0;
    for (const mechanics::Insertion& one : insertions) sum += one.inserted;
    return sum / double(insertions.size());
}

}  // namespace dermavox::verify

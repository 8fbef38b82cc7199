#include "dermavox/practice/glide.hpp"

#include <cmath>
#include <numbers>

namespace dermavox::practice {

std::optional<simulation::Glide> glide(const simulation::Outcome& outcome)
{
    const scene::Scene& scene = outcome.scene;
    if (!scene.glide_friction || scene.wound || scene.device.kind != device::Kind::pen) return std::nullopt;
    if (motion::by_places(scene.motion, scene.device) || scene.motion.pattern == "path") return std::nullopt;
    constexpr double conductivity = 0.37, heat_capacity = 3.7e6;  // W/(m K), J/(m3 K)
    const double outer = scene.device.cap.rim().si;
    const double face = std::numbers::pi * (outer * outer - std::pow(scene.device.cap.radius.si, 2));
    const double speed = scene.motion.speed.si, force = *scene.glide_friction * scene.device.cap.force.si;
    simulation::Glide found;
    found.force = force;
    found.work = force * scene.motion.passes / motion::line_spacing(scene.motion, scene.device).si;
    const double flux = force * speed / face, time = 2 * outer / speed;
    found.temperature = 2 * flux * std::sqrt(time / (std::numbers::pi * conductivity * heat_capacity));
    return found;
}

}  // namespace dermavox::practice

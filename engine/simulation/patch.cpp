// The patch of a run as a whole number of voxels.
#include "engine/simulation/stages.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::simulation {

core::Lattice lattice_of(const scene::Scene& scene)
{
    const double h = scene.grid.voxel.si;
    const auto whole = [h](Length length) { return std::max(1, int(std::lround(length.si / h))); };
    return {
        .voxel = h, .nx = whole(scene.motion.width), .ny = whole(scene.motion.height), .nz = whole(scene.grid.depth)};
}

scene::Scene fitted_to(const core::Lattice& lattice, const scene::Scene& scene, core::Notes& notes)
{
    const motion::Plan& plan = scene.motion;
    const double off =
        std::max(std::abs(lattice.width() / plan.width.si - 1), std::abs(lattice.height() / plan.height.si - 1));
    if (off > 1e-9)
        notes.warnings.push_back(
            {"patch_rounded", fmt::format("motion.area is taken as {:.6g} x {:.6g} mm, a whole number of voxels",
                                          1e3 * lattice.width(), 1e3 * lattice.height())});
    scene::Scene fitted = scene;
    fitted.motion.width = {lattice.width()};
    fitted.motion.height = {lattice.height()};
    return fitted;
}

void not_modelled(core::Notes& notes, const std::string& text) { notes.warnings.push_back({"not_modelled", text}); }

void append(core::Notes& notes, const core::Notes& more)
{
    notes.warnings.insert(notes.warnings.end(), more.warnings.begin(), more.warnings.end());
    notes.assumed.insert(notes.assumed.end(), more.assumed.begin(), more.assumed.end());
}

}  // namespace dermavox::simulation

#include "dermavox/simulation/estimate.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fstream>

namespace dermavox::simulation {
namespace {

// Bytes and seconds per unit of work, as bench/README.md measures them; rounded up.
constexpr double fixed_bytes = 120e6, fixed_seconds = 0.4;
constexpr double stroke_bytes = 1200, stroke_seconds = 60e-6;
constexpr double leaf_bytes = 900;         // a leaf's labels, masks and hits, with its share of the nodes above
constexpr double column_bytes = 10;        // maps, volumes for other programs
constexpr double result_per_voxel = 1.05;  // volume.vti: one byte each
constexpr double voxel_seconds = 10e-9;

/// Leaves of 8 x 8 x 8 voxels that the strokes can touch at most: their boxes, or the whole patch.
double wounded_leaves(const scene::Scene& scene, double strokes, double voxels)
{
    const double edge = 8 * scene.grid.voxel.si;
    const double across = scene.device.needle.diameter.si / edge + 1;
    const double deep = std::min(scene.device.depth.si, scene.grid.depth.si) / edge + 1;
    return std::min(strokes * across * across * deep, voxels / 512);
}

double strokes_of(const scene::Scene& scene)
{
    if (scene.wound && !scene.wound->openings.empty()) return double(scene.wound->openings.size());
    if (scene.wound) return scene.wound->lattice_per_area * scene.motion.width.si * scene.motion.height.si;
    if (scene.motion.pattern == "path") {
        const motion::Programme programme(scene.device, scene.motion, scene.seed);
        return double(programme.cycles()) * double(programme.needles());
    }
    const double margin = 2 * motion::line_spacing(scene.motion, scene.device).si;
    const double area = (scene.motion.width.si + margin) * (scene.motion.height.si + margin);
    return motion::strokes_per_area(scene.motion, scene.device) * area * scene.motion.passes;
}

double free_memory()
{
    std::ifstream file("/proc/meminfo");
    std::string name, unit;
    for (double kilobytes = 0; file >> name >> kilobytes; std::getline(file, unit))
        if (name == "MemAvailable:") return kilobytes * 1024;
    return 0;
}

/// The finest voxel, to two digits, whose estimate fits; 0 when none up to 1 mm does.
double finest_voxel(scene::Scene scene, const Budget& budget, double memory)
{
    for (double h = scene.grid.voxel.si; h <= 1e-3; h *= 1.1) {
        const double digit = std::pow(10, std::floor(std::log10(h)) - 1);
        scene.grid.voxel = {std::ceil(h / digit) * digit};
        const Estimate e = estimate(scene);
        if (e.memory_bytes <= memory && (budget.voxels == 0 || e.voxels <= budget.voxels) &&
            (budget.disk_bytes == 0 || e.disk_bytes <= budget.disk_bytes))
            return scene.grid.voxel.si;
    }
    return 0;
}

}  // namespace

Estimate estimate(const scene::Scene& scene)
{
    const double h = scene.grid.voxel.si;
    const double columns = std::ceil(scene.motion.width.si / h) * std::ceil(scene.motion.height.si / h);
    const double voxels = columns * std::ceil(scene.grid.depth.si / h);
    const double strokes = strokes_of(scene);
    const bool rough = std::any_of(scene.skin.layers.begin(), scene.skin.layers.end(),
                                   [](const skin::Layer& layer) { return layer.roughness.value.si > 0; });
    const double interface_leaves = rough ? columns / 64 * 2 * double(scene.skin.layers.size()) : 0;
    const double leaves = wounded_leaves(scene, strokes, voxels) + interface_leaves;
    return {.voxels = voxels,
            .strokes = strokes,
            .memory_bytes = fixed_bytes + strokes * stroke_bytes + leaves * leaf_bytes + columns * column_bytes,
            .disk_bytes = voxels * result_per_voxel + std::min(strokes, 1e6) * 300 + leaves * 100 + 5e6,
            .seconds = fixed_seconds + strokes * stroke_seconds + voxels * voxel_seconds};
}

std::string readable_bytes(double bytes)
{
    for (const char* unit : {"B", "kB", "MB", "GB", "TB"}) {
        if (bytes < 999.5) return fmt::format("{:.3g} {}", bytes, unit);
        bytes /= 1000;
    }
    return fmt::format("{:.3g} PB", bytes);
}

void refuse_too_large(const scene::Scene& scene, const Budget& budget)
{
    const double memory = budget.memory_bytes > 0 ? budget.memory_bytes : 0.8 * free_memory();
    const Estimate e = estimate(scene);
    std::string why;
    if (memory > 0 && e.memory_bytes > memory)
        why = fmt::format("it needs about {} of memory, {} are allowed", readable_bytes(e.memory_bytes),
                          readable_bytes(memory));
    else if (budget.voxels > 0 && e.voxels > budget.voxels)
        why = fmt::format("it has {:.3g} voxels, {:.3g} are allowed", e.voxels, budget.voxels);
    else if (budget.disk_bytes > 0 && e.disk_bytes > budget.disk_bytes)
        why = fmt::format("its result takes about {} of disk, {} are free", readable_bytes(e.disk_bytes),
                          readable_bytes(budget.disk_bytes));
    if (why.empty()) return;
    const double fits = finest_voxel(scene, budget, memory);
    const std::string advice =
        fits > 0 ? fmt::format("the finest voxel that fits is grid.voxel = \"{}\"",
                               core::format_quantity(fits, core::Dimension::length))
                 : std::string("no voxel size fits; make motion.area smaller or motion.passes fewer");
    throw core::Failure(core::exit_code::refused,
                        fmt::format("{}: too large: {}; {}", scene.source_name, why, advice));
}

}  // namespace dermavox::simulation

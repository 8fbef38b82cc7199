#include "dermavox/simulation/estimate.hpp"

#include "dermavox/core/memory.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"
#include "dermavox/motion/workload.hpp"
#include "engine/simulation/unit_costs.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <set>

namespace dermavox::simulation {
namespace {

constexpr int tile_edges[] = {largest_tile, 1024, 512, 256};  ///< columns

/// Leaves of 8 x 8 x 8 voxels that the strokes can touch at most: those of their cones and shafts.
double leaves_of(const scene::Scene& scene, double strokes)
{
    const double edge = 8 * scene.grid.voxel.si;
    const double across = scene.device.needle.diameter.si / edge;
    const double deep = std::min(scene.device.depth.si, scene.grid.depth.si);
    const double tapered = std::min(deep, scene.device.needle.taper.si);
    const double cone = (tapered / edge + 1) * (across * across / 3 + across + 1);
    return strokes * (cone + (deep - tapered) / edge * (across + 1) * (across + 1));
}

/// Strokes, those on the patch, and what the way of the device is made of.
motion::Workload workload_of(const scene::Scene& scene)
{
    if (!scene.wound) return motion::workload_of(scene.motion, scene.device);
    const double listed = double(scene.wound->openings.size());
    const double openings =
        listed > 0 ? listed : scene.wound->lattice_per_area * scene.motion.width.si * scene.motion.height.si;
    return {.strokes = openings, .inside = openings, .legs = 0, .knots = 0};
}

bool is_rough(const scene::Scene& scene)
{
    return scene.skin.measured || std::any_of(scene.skin.layers.begin(), scene.skin.layers.end(),
                                              [](const skin::Layer& layer) { return layer.roughness.value.si > 0; });
}

/// Leaves of the labels that are no tile of one label: those that interfaces, or the patch's own end, pass through.
double label_leaves_of(const scene::Scene& scene, double columns, double deep)
{
    const auto& layers = scene.skin.layers;
    std::set<double> planes;  // by their leaves from the top
    for (std::size_t i = 1; i <= layers.size(); ++i) {
        const double above = std::round(skin::depth_of(scene.skin, i).si / scene.grid.voxel.si);  // voxels
        if (above < deep && std::fmod(above, 8) != 0) planes.insert(std::floor(above / 8));
    }
    if (std::fmod(deep, 8) != 0) planes.insert(std::floor(deep / 8));
    const double rough = is_rough(scene) ? 2 * double(layers.size()) : 0;
    return columns / 64 * (double(planes.size()) + rough);
}

/// Of volume.vti, as report::volume_block makes them.
double cells_of(double voxels)
{
    if (!std::isfinite(voxels)) return voxels;
    double cells = voxels;
    while (cells > 32e6) cells /= 8;
    return cells;
}

/// Of the copy that a result keeps.
double scan_bytes(const scene::Scene& scene)
{
    std::error_code error;
    const auto bytes = scene.volume.empty() ? 0 : std::filesystem::file_size(scene.volume, error);
    return error ? 0 : double(bytes);
}

/// What of a budget does not hold an estimate; nothing when all of it does.
std::string why_not(const Estimate& e, const Budget& budget, double memory)
{
    if (memory > 0 && e.memory_bytes > memory)
        return fmt::format("it needs about {} of memory, {} are allowed", readable_bytes(e.memory_bytes),
                           readable_bytes(memory));
    if (budget.voxels > 0 && e.voxels > budget.voxels)
        return fmt::format("it has {:.3g} voxels, {:.3g} are allowed", e.voxels, budget.voxels);
    if (budget.disk_bytes && e.disk_bytes > *budget.disk_bytes)
        return fmt::format("its result takes about {} of disk, {} are free", readable_bytes(e.disk_bytes),
                           readable_bytes(*budget.disk_bytes));
    return {};
}

/// The finest voxel, to two digits, whose estimate fits; 0 when none up to 1 mm does.
double finest_voxel(scene::Scene scene, const Budget& budget, double memory)
{
    for (double h = scene.grid.voxel.si; h <= 1e-3; h *= 1.1) {
        const double digit = std::pow(10, std::floor(std::log10(h)) - 1);
        scene.grid.voxel = {std::ceil(h / digit) * digit};
        if (why_not(estimate(scene, std::end(tile_edges)[-1]), budget, memory).empty()) return scene.grid.voxel.si;
    }
    return 0;
}

}  // namespace

Work work_of(const scene::Scene& scene, int tile_edge)
{
    const double h = scene.grid.voxel.si;
    const double nx = std::ceil(scene.motion.width.si / h), ny = std::ceil(scene.motion.height.si / h);
    const double columns = nx * ny, deep = std::ceil(scene.grid.depth.si / h), voxels = columns * deep;
    const double tile = tile_edge > 0 ? std::min(nx, double(tile_edge)) * std::min(ny, double(tile_edge)) : columns;
    const motion::Workload motion = workload_of(scene);
    const skin::Appendages& hair = scene.skin.appendages;
    const bool kept = scene.report.voxels;
    return {.voxels = voxels,
            .strokes = motion.strokes,
            .openings = motion.inside,
            .route = motion.legs + motion.knots,
            .leaves = std::min(leaves_of(scene, motion.inside * tile / columns), tile * deep / 512),
            .all_leaves = kept ? std::min(leaves_of(scene, motion.inside), voxels / 512) : 0,
            .label_leaves = kept && tile_edge == 0 ? label_leaves_of(scene, columns, deep) : 0,
            .cells = cells_of(voxels),
            .pixels = std::min(columns, 4e6) * double(scene.report.depths.size()),
            .appendages = (hair.follicles.value.si + hair.glands.value.si) * columns * h * h,
            .scan_bytes = scan_bytes(scene)};
}

Estimate estimate(const Work& work, bool tiled)
{
    Estimate sum{.voxels = work.voxels,
                 .strokes = work.strokes,
                 .memory_bytes = 0,
                 .disk_bytes = 0,
                 .seconds = work.voxels * (tiled ? tiled_voxel_seconds : 0)};
    for (const UnitCost& cost : unit_costs) {
        if (tiled && cost.of == &Work::voxels) continue;
        const double units = cost.of ? work.*cost.of : 1;
        sum.memory_bytes += units * cost.memory_bytes;
        sum.disk_bytes += units * cost.disk_bytes;
        sum.seconds += units * cost.seconds;
    }
    return sum;
}

Estimate estimate(const scene::Scene& scene, int tile_edge)
{
    return estimate(work_of(scene, tile_edge), tile_edge > 0);
}

std::string readable_bytes(double bytes)
{
    for (const char* unit : {"B", "kB", "MB", "GB", "TB"}) {
        if (bytes < 999.5) return fmt::format("{:.3g} {}", bytes, unit);
        bytes /= 1000;
    }
    return fmt::format("{:.3g} PB", bytes);
}

int fitting_tiles(const scene::Scene& scene, const Budget& budget)
{
    const double memory = budget.memory_bytes > 0 ? budget.memory_bytes : 0.8 * core::free_memory();
    if (why_not(estimate(scene), budget, memory).empty()) return 0;
    std::string why;
    for (const int edge : tile_edges) {
        why = why_not(estimate(scene, edge), budget, memory);
        if (why.empty()) return edge;
    }
    const double fits = finest_voxel(scene, budget, memory);
    const std::string advice =
        fits > 0 ? fmt::format("the finest voxel that fits is grid.voxel = \"{}\"",
                               core::format_quantity(fits, core::Dimension::length))
                 : std::string("no voxel size fits; make motion.area smaller or motion.passes fewer");
    throw core::Failure(core::exit_code::refused,
                        fmt::format("{}: too large: {}; {}", scene.source_name, why, advice));
}

}  // namespace dermavox::simulation

#include "dermavox/report/voxel_pictures.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/simulation/outcome.hpp"
#include "dermavox/wound/tiles.hpp"
#include "engine/report/output_file.hpp"
#include "engine/report/temporary_folder.hpp"

#include <exception>
#include <fmt/format.h>
#include <functional>
#include <ostream>
#include <set>

namespace dermavox::report {

namespace fs = std::filesystem;

/// Of tiles, until a result takes them.
class VoxelPictures::Folder
{
public:
    explicit Folder(const fs::path& result) : m_folder(ready_for_output(result, true))
    {
        fs::create_directory(tiles());
    }
    fs::path tiles() const { return m_folder.path() / "tiles"; }

private:
    TemporaryFolder m_folder;
};

VoxelPictures::VoxelPictures(fs::path result) : m_result(std::move(result)) {}
VoxelPictures::~VoxelPictures() = default;
VoxelPictures::VoxelPictures(VoxelPictures&&) noexcept = default;
VoxelPictures& VoxelPictures::operator=(VoxelPictures&&) noexcept = default;

fs::path VoxelPictures::tiles() const { return m_folder ? m_folder->tiles() : fs::path(); }

void VoxelPictures::start(const simulation::Outcome& outcome)
{
    const core::Lattice& lattice = outcome.wound->lattice;
    std::set<Length> depths;  // each once
    for (const Length depth : outcome.scene.report.depths)
        if (depths.insert(depth).second) m_maps.push_back(blank_map(lattice, depth));
    m_cells.emplace(lattice);
    if (!m_result.empty() && outcome.scene.report.voxels) m_folder = std::make_unique<Folder>(m_result);
}

// Each picture by itself, all at once. A job that fails must not throw inside the loop: that would cancel the loops
// inside the others.
void VoxelPictures::add(const wound::Tile& tile, const simulation::Outcome& outcome)
{
    if (empty()) start(outcome);
    const core::Lattice& lattice = outcome.wound->lattice;
    std::vector<std::function<void()>> jobs;
    if (m_folder)
        jobs.emplace_back([&] {
            const std::string name = fmt::format("x{:05}-y{:05}.vdb", tile.columns.x0, tile.columns.y0);
            write_file(m_folder->tiles() / name, [&](std::ostream& out) { write_tile_vdb(lattice, tile, out); });
        });
    jobs.emplace_back([&] { m_cells->add(tile.grids); });
    for (PlanMap& map : m_maps) jobs.emplace_back([&] { draw(map, lattice, tile.grids); });
    std::vector<std::exception_ptr> failures(jobs.size());
    core::parallel_for(jobs.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) try {
                jobs[i]();
            } catch (...) {
                failures[i] = std::current_exception();
            }
    });
    for (const std::exception_ptr& failure : failures)
        if (failure) std::rethrow_exception(failure);
}

void VoxelPictures::add_whole(const simulation::Outcome& outcome)
{
    if (!outcome.wound || !outcome.wound->residual) return;
    const wound::Wound& w = *outcome.wound;
    m_result.clear();  // tissue.vdb holds them
    add({{0, 0, w.lattice.nx, w.lattice.ny}, {w.residual, w.hits}}, outcome);
}

}  // namespace dermavox::report

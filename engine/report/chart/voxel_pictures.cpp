#include "dermavox/report/voxel_pictures.hpp"

#include "dermavox/core/output.hpp"
#include "dermavox/report/result_folder.hpp"
#include "dermavox/simulation/outcome.hpp"
#include "dermavox/wound/tiles.hpp"
#include "engine/report/volumes/grid_blocks.hpp"

#include <fmt/format.h>
#include <ostream>
#include <set>

namespace dermavox::report {

namespace fs = std::filesystem;

/// Of tiles, until a result takes them.
class VoxelPictures::Folder
{
public:
    explicit Folder(const fs::path& result) : m_folder(ready_for_output(result, true), core::Partial::Kind::folder)
    {
        fs::create_directory(tiles());
    }
    fs::path tiles() const { return m_folder.path() / "tiles"; }

private:
    core::Partial m_folder;
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

void VoxelPictures::add(const wound::Tile& tile, const simulation::Outcome& outcome)
{
    if (empty()) start(outcome);
    const core::Lattice& lattice = outcome.wound->lattice;
    for_each_block(tile.grids, [&](const HitBlock& hits, const OpenBlock* open) {
        gather(*m_cells, hits, open);
        for (PlanMap& map : m_maps) draw(map, lattice, hits, open);
    });
    if (!m_folder) return;
    const std::string name = fmt::format("x{:05}-y{:05}.vdb", tile.columns.x0, tile.columns.y0);
    core::write_file(m_folder->tiles() / name, [&](std::ostream& out) { write_tile_vdb(lattice, tile, out); });
}

void VoxelPictures::add_whole(const simulation::Outcome& outcome)
{
    if (!outcome.wound || !outcome.wound->residual) return;
    const wound::Wound& w = *outcome.wound;
    m_result.clear();  // tissue.vdb holds them
    add({{0, 0, w.lattice.nx, w.lattice.ny}, {w.residual, w.hits}}, outcome);
}

}  // namespace dermavox::report

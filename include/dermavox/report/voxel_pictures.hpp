/// What a result shows of voxels: maps, cells of the volume, tiles in files. Gathered from the grids of a run, or
/// from tile after tile of a patch whose grids do not fit into memory; both give the same pictures.
#pragma once

#include "dermavox/report/plan_map.hpp"
#include "dermavox/report/volumes.hpp"

#include <filesystem>
#include <memory>
#include <optional>

namespace dermavox::simulation {
struct Outcome;
}

namespace dermavox::report {

class VoxelPictures
{
public:
    /// Tiles are kept beside `result`, the folder that write_result will fill, where the scene asks for voxels
    /// (report.voxels); empty: they are not kept. They go with this object unless a result took them.
    explicit VoxelPictures(std::filesystem::path result = {});
    ~VoxelPictures();
    VoxelPictures(VoxelPictures&&) noexcept;
    VoxelPictures& operator=(VoxelPictures&&) noexcept;

    /// One more tile of the outcome's wound. Throws core::Failure (73, 74) when it cannot be kept.
    void add(const wound::Tile& tile, const simulation::Outcome& outcome);
    /// The grids of an outcome, where it has some.
    void add_whole(const simulation::Outcome& outcome);

    bool empty() const { return !m_cells; }
    const std::vector<PlanMap>& maps() const { return m_maps; }  ///< at the scene's depths, each once
    const VolumeCells& cells() const { return *m_cells; }        ///< requires !empty()
    /// Folder with the tiles' files; empty when none was kept.
    std::filesystem::path tiles() const;

private:
    class Folder;
    void start(const simulation::Outcome& outcome);

    std::filesystem::path m_result;
    std::vector<PlanMap> m_maps;
    std::optional<VolumeCells> m_cells;
    std::unique_ptr<Folder> m_folder;
};

}  // namespace dermavox::report

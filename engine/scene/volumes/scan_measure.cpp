#include "engine/scene/volumes/scan_measure.hpp"

#include <fmt/format.h>
#include <numbers>

namespace dermavox::scene {
namespace {

constexpr double told_misplaced = 0.01;  ///< share of cells from which on a warning tells them
constexpr double told_unseen = 1e-9;     ///< share of columns
constexpr double degree = std::numbers::pi / 180, told_tilt = 0.5 * degree;

}  // namespace

skin::Scan scan_of(const transport::IndexedVolume& volume, const skin::ScanShape& shape, int classes,
                   skin::Level level)
{
    const auto [nx, ny, nz] = volume.size;
    const bool deep_first = volume.order == transport::Order::z_fastest;
    const std::size_t step = deep_first ? 1 : std::size_t(nx) * std::size_t(ny);
    const auto start = [&, nx = nx, ny = ny, nz = nz](int i, int j) {
        return deep_first ? (std::size_t(i) * std::size_t(ny) + std::size_t(j)) * std::size_t(nz)
                          : std::size_t(j) * std::size_t(nx) + std::size_t(i);
    };
    return skin::measure_scan(shape, classes, level, [&](int i, int j, std::span<std::uint8_t> column) {
        const std::uint8_t* cell = volume.index.data() + start(i, j);
        for (std::size_t k = 0; k < column.size(); ++k) column[k] = cell[k * step];
    });
}

std::vector<core::Warning> scan_warnings(const skin::Scan& scan, const std::array<int, 3>& size,
                                         const std::string& shown, const std::vector<std::string>& tables)
{
    std::vector<core::Warning> warnings;
    if (scan.misplaced > told_misplaced)
        warnings.push_back(
            {"scan_out_of_order", fmt::format("{:.2g} % of the cells of {} lie above or below their layer (folds, "
                                              "holes, vessels, noise): each layer is taken as one sheet of the same "
                                              "volume",
                                              100 * scan.misplaced, shown)});
    for (std::size_t c = 0; c < tables.size(); ++c)
        if (const double unseen = 1 - scan.classes[c].seen; unseen > told_unseen)
            warnings.push_back({"scan_too_shallow",
                                fmt::format("{:.2g} % of the {} x {} columns of {} do not reach {}; it is taken to "
                                            "begin at their end",
                                            100 * unseen, size[0], size[1], shown, tables[c])});
    if (scan.tilt > told_tilt)
        warnings.push_back({"scan_tilted", fmt::format("the surface in {} leans by {:.2g} degrees, which are taken "
                                                       "out; thickness is measured along its columns",
                                                       shown, scan.tilt / degree)});
    return warnings;
}

VolumeSummary scan_summary(const skin::Scan& scan, const VolumeGeometry& geometry, const std::array<double, 3>& voxel,
                           const std::vector<std::string>& tables)
{
    constexpr std::string_view prefix = "skin.";
    VolumeSummary summary{.geometry = geometry, .voxel = voxel, .tilt = scan.tilt, .misplaced = scan.misplaced};
    for (std::size_t c = 0; c < tables.size(); ++c) {
        const skin::ScannedClass& of = scan.classes[c];
        summary.layers.push_back(
            {tables[c].substr(prefix.size()), of.thickness, of.spread, of.missing, c + 1 == tables.size()});
    }
    return summary;
}

}  // namespace dermavox::scene

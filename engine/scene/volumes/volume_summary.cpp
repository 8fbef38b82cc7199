#include "dermavox/scene/volume_summary.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"
#include "engine/scene/volumes/scan_measure.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <numbers>
#include <unordered_map>

namespace dermavox::scene {
namespace {

/// How the index along z goes as one walks through memory: `below` cells have the same one, then comes the next.
struct DepthWalk {
    std::size_t below = 1, depth = 1;
    bool backwards = false;

    explicit DepthWalk(const LabelVolume& volume)
    {
        const VolumeGeometry& g = volume.geometry;
        for (std::size_t k = 0; k < 3; ++k) {
            const std::size_t i = volume.first_axis_fastest ? k : 2 - k;
            if (g.axes.along[i] == 2) {
                depth = std::size_t(g.size[2]);
                backwards = g.axes.backwards[i];
                return;
            }
            below *= std::size_t(g.size[std::size_t(g.axes.along[i])]);
        }
    }
    std::size_t index(std::size_t step) const { return backwards ? depth - 1 - step % depth : step % depth; }
};

[[noreturn]] void refuse_label_volume(const std::string& key, const std::string& found, const std::string& expected,
                                      const std::string& hint)
{
    throw core::InputError({{.file = {}, .key = key, .found = found, .expected = expected, .hint = hint}});
}

std::string share_text(double share) { return fmt::format("{:.3g} %", 100 * share); }

std::string depth_text(const VolumeSummary& s, double depth)
{
    return s.voxel ? fmt::format("{:.4g} um", depth * 1e6) : fmt::format("{:.4g} cells", depth);
}

std::string axes_text(const VolumeGeometry& g)
{
    const bool plain = g.axes == Axes{};
    return text_of(g.axes) + (g.axes_chosen ? " (as chosen)" : plain ? "" : " (by the file)");
}

std::string width_text(const VolumeSummary& s)
{
    if (!s.voxel) return "no width known";
    const auto& w = *s.voxel;
    return fmt::format("{:.6g} x {:.6g} x {:.6g} um", w[0] * 1e6, w[1] * 1e6, w[2] * 1e6);
}

std::string size_text(const VolumeGeometry& g)
{
    return fmt::format("{} x {} x {}", g.size[0], g.size[1], g.size[2]);
}

std::string layer_text(const VolumeSummary& s, const LayerSummary& layer)
{
    return fmt::format("{} {}{} (sd {}{})", layer.name, layer.cut_off ? "over " : "", depth_text(s, layer.thickness),
                       depth_text(s, layer.spread),
                       layer.missing > 0 ? ", missing in " + share_text(layer.missing) + " of the columns" : "");
}

Slice slice_of(const transport::IndexedVolume& volume, int across, int down)
{
    const int along = 3 - across - down;
    const auto [nx, ny, nz] = volume.size;
    const bool x_fastest = volume.order == transport::Order::x_fastest;
    const std::array<std::size_t, 3> step =
        x_fastest ? std::array{std::size_t(1), std::size_t(nx), std::size_t(nx) * std::size_t(ny)}
                  : std::array{std::size_t(ny) * std::size_t(nz), std::size_t(nz), std::size_t(1)};
    Slice slice{.width = volume.size[std::size_t(across)],
                .height = volume.size[std::size_t(down)],
                .at = volume.size[std::size_t(along)] / 2};
    for (int row = 0; row < slice.height; ++row)
        for (int column = 0; column < slice.width; ++column) {
            const int place = down == 1 ? slice.height - 1 - row : row;  // y goes up
            slice.classes.push_back(volume.index[std::size_t(column) * step[std::size_t(across)] +
                                                 std::size_t(place) * step[std::size_t(down)] +
                                                 std::size_t(slice.at) * step[std::size_t(along)]]);
        }
    return slice;
}

}  // namespace

std::vector<LabelCount> count_labels(const LabelVolume& volume)
{
    constexpr std::size_t most_labels = 65536;
    struct Sum {
        std::uint64_t cells = 0, index = 0;
    };
    std::unordered_map<long long, Sum> sums;
    const DepthWalk walk(volume);
    std::size_t left = walk.below, step = 0, index = walk.index(0);
    std::visit(
        [&](const auto& labels) {
            Sum* sum = nullptr;
            for (std::size_t c = 0; c < labels.size(); ++c) {
                if (!sum || labels[c] != labels[c - 1]) sum = &sums[(long long)(labels[c])];
                if (sums.size() > most_labels)
                    refuse_label_volume("volume", fmt::format("more than {} labels", most_labels), "a segmentation",
                                        "save the segmentation, not the picture");
                if (left-- == 0) left = walk.below - 1, index = walk.index(++step);
                ++sum->cells;
                sum->index += index;
            }
        },
        volume.labels);
    std::vector<LabelCount> counts;
    for (const auto& [label, sum] : sums) counts.push_back({label, sum.cells, double(sum.index) / double(sum.cells)});
    std::ranges::sort(counts, {}, &LabelCount::label);
    return counts;
}

VolumeSummary summarise(LabelVolume volume, const std::vector<long long>& outside,
                        const std::optional<std::array<double, 3>>& voxel)
{
    constexpr std::size_t most_layers = 250;
    VolumeSummary s{.geometry = volume.geometry, .labels = count_labels(volume)};
    s.voxel = voxel ? voxel : s.geometry.spacing_metres();
    if (const std::string stated = voxel ? contradiction(s.geometry, *voxel) : ""; !stated.empty())
        refuse_label_volume("voxel", width_text(s),
                            "the proportions of the file, whose cells are " + stated + " along x, y and z",
                            "correct voxel, or the order of the axes with --axes");
    std::vector<LabelCount> layers;
    std::vector<transport::LabelRange> ranges;
    for (const LabelCount& count : s.labels)
        if (outside.empty() ? count.label == 0 : std::ranges::find(outside, count.label) != outside.end())
            ranges.push_back({count.label, count.label, 0});
        else
            layers.push_back(count);
    if (layers.size() > most_layers) return s;  // as many are no layers
    std::ranges::sort(layers, {}, &LabelCount::depth);
    for (std::size_t i = 0; i < layers.size(); ++i)
        ranges.push_back({layers[i].label, layers[i].label, std::uint8_t(i + 1)});
    if (layers.empty()) return s;
    const auto size = s.geometry.size;
    const transport::IndexedVolume indexed = index_volume(std::move(volume), ranges);
    s.slices = {slice_of(indexed, 0, 1), slice_of(indexed, 0, 2), slice_of(indexed, 1, 2)};
    const skin::Scan scan = scan_of(indexed, {size, s.voxel.value_or(std::array{1.0, 1.0, 1.0}), 0},
                                    int(layers.size()), skin::Level::plane);
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const skin::ScannedClass& of = scan.classes[i];
        s.layers.push_back(
            {std::to_string(layers[i].label), of.thickness, of.spread, of.missing, i + 1 == layers.size()});
    }
    if (s.voxel) s.tilt = scan.tilt;
    s.misplaced = scan.misplaced;
    return s;
}

std::vector<std::string> lines_of(const VolumeSummary& s)
{
    std::vector<std::string> lines{"format     " + s.geometry.form,
                                   "size       " + size_text(s.geometry) + " cells along x, y and depth",
                                   "axes       " + axes_text(s.geometry), "stated     " + spacing_text(s.geometry),
                                   "used       " + width_text(s)};
    if (const auto& o = s.geometry.origin)
        lines.push_back(fmt::format("origin     {:.6g}, {:.6g}, {:.6g}", (*o)[0], (*o)[1], (*o)[2]));
    constexpr std::size_t most_lines = 64;
    for (std::size_t i = 0; i < std::min(s.labels.size(), most_lines); ++i)
        lines.push_back(fmt::format("label      {}: {} cells, mean depth at cell {:.4g}", s.labels[i].label,
                                    s.labels[i].cells, s.labels[i].depth));
    if (s.labels.size() > most_lines)
        lines.push_back(fmt::format("label      and {} more", s.labels.size() - most_lines));
    for (const LayerSummary& layer : s.layers) lines.push_back("layer      " + layer_text(s, layer));
    if (s.layers.empty()) lines.emplace_back("layer      none to be told: too many labels, or outside alone");
    if (s.tilt) lines.push_back(fmt::format("tilt       {:.3g} degrees", *s.tilt * 180 / std::numbers::pi));
    lines.push_back("misplaced  " + share_text(s.misplaced) + " of the cells lie above or below their layer");
    return lines;
}

std::string line_of(const VolumeSummary& s)
{
    std::string line =
        fmt::format("{}; {} cells of {} along x, y and depth; axes {}; file states {}", s.geometry.form,
                    size_text(s.geometry), width_text(s), axes_text(s.geometry), spacing_text(s.geometry));
    for (const LayerSummary& layer : s.layers) line += "; " + layer_text(s, layer);
    if (s.tilt) line += fmt::format("; tilt {:.3g} degrees", *s.tilt * 180 / std::numbers::pi);
    return line;
}

}  // namespace dermavox::scene

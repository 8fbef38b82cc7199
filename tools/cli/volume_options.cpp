#include "volume_options.hpp"

#include "dermavox/core/memory.hpp"
#include "number_option.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <numbers>

namespace dermavox::cli {
namespace {

using nlohmann::ordered_json;

template <class Value>
ordered_json or_null(const std::optional<Value>& value)
{
    return value ? ordered_json(*value) : ordered_json();
}

ordered_json layers_json(const scene::VolumeSummary& s)
{
    ordered_json layers = ordered_json::array();
    const char* unit = s.voxel ? "_um" : "_cells";
    const double factor = s.voxel ? 1e6 : 1;
    for (const scene::LayerSummary& layer : s.layers)
        layers.push_back({{"name", layer.name},
                          {std::string("thickness") + unit, layer.thickness * factor},
                          {std::string("spread") + unit, layer.spread * factor},
                          {"missing", layer.missing},
                          {"cut_off", layer.cut_off}});
    return layers;
}

}  // namespace

std::size_t VolumeOptions::most_bytes() const
{
    return std::size_t(memory_bytes.value_or(0.8 * core::free_memory()));
}

scene::VolumeChoice VolumeOptions::choice() const
{
    return {.name = grid, .most_bytes = most_bytes(), .axes = scene::parse_axes(axes)};
}

void add_volume_options(CLI::App& command, VolumeOptions& o)
{
    const auto axes_check = [](const std::string& text) {
        return scene::parse_axes(text) ? std::string()
                                       : text + ": x, y and z once each, with - before an axis that runs backwards";
    };
    command
        .add_option(
            "VOLUME", o.volume,
            "Labels: .npy, .npz, .vti, .tif, .vdb, .nii, .nii.gz, .nrrd, .mha, or a folder of .tif or .png slices; z "
            "counts down from the top")
        ->required();
    command
        .add_option("--axes", o.axes,
                    "What the axes of the array are, in the order of the file, e.g. zyx or xy-z; without it by the "
                    "directions that the file states")
        ->check(axes_check)
        ->type_name("AXES");
    command
        .add_option("--grid", o.grid, "Grid or array of the volume; \"labels\", \"label\" or the only one otherwise")
        ->type_name("NAME");
    command
        .add_option("--max-memory", o.memory_bytes,
                    "Refuse a volume that needs more, e.g. 8GB; default: 80 % of what is free")
        ->transform(as_bytes())
        ->check(more_than_zero())
        ->type_name("SIZE");
}

ordered_json volume_json(const scene::VolumeSummary& s)
{
    const scene::VolumeGeometry& g = s.geometry;
    ordered_json voxel, labels = ordered_json::array();
    if (s.voxel) voxel = {(*s.voxel)[0] * 1e6, (*s.voxel)[1] * 1e6, (*s.voxel)[2] * 1e6};
    for (const scene::LabelCount& of : s.labels)
        labels.push_back({{"label", of.label}, {"cells", of.cells}, {"mean_depth_cells", of.depth}});
    return {{"format", g.form},
            {"size", g.size},
            {"axes", text_of(g.axes)},
            {"axes_chosen", g.axes_chosen},
            {"spacing", or_null(g.spacing)},
            {"spacing_unit", g.unit.empty() ? ordered_json() : ordered_json(g.unit)},
            {"origin", or_null(g.origin)},
            {"voxel_um", voxel},
            {"labels", labels},
            {"layers", layers_json(s)},
            {"tilt_degrees", s.tilt ? ordered_json(*s.tilt * 180 / std::numbers::pi) : ordered_json()},
            {"misplaced", s.misplaced}};
}

}  // namespace dermavox::cli

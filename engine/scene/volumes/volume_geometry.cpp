#include "dermavox/core/unit_names.hpp"
#include "engine/scene/volumes/volume_file.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <numbers>

namespace dermavox::scene {
namespace {

/// "37.5, 37.5 and 0 degrees": how far each axis leaves x, y and z.
std::string leaning(const Vectors& directions)
{
    std::string text;
    for (std::size_t i = 0; i < 3; ++i) {
        const auto& d = directions[i];
        const double largest = std::max({std::abs(d[0]), std::abs(d[1]), std::abs(d[2])});
        const double angle =
            std::acos(std::min(largest / std::hypot(d[0], d[1], d[2]), 1.0)) * 180 / std::numbers::pi;
        text += fmt::format("{}{:.3g}", i == 0 ? "" : i == 1 ? ", " : " and ", angle);
    }
    return text + " degrees";
}

Axes axes_in(const FileVolume& volume, const std::filesystem::path& file)
{
    Vectors directions = volume.directions;
    for (std::size_t i = 0; i < 3; ++i)
        for (double& part : directions[i]) part *= volume.spacing[i] < 0 ? -1 : 1;
    if (const auto axes = axes_of(directions)) return *axes;
    refuse_volume(file, fmt::format("{} that turn the three axes by {}", volume.directions_name, leaning(directions)),
                  "axes along x, y and z, in any order, forwards or backwards",
                  "resample the volume along them; or take the array as it lies, with --axes xyz or "
                  "skin.volume.axes = \"xyz\"");
}

/// Nothing where fewer than two widths are known, and for what programs write that know none.
std::optional<std::array<double, 3>> stated_spacing(const FileVolume& volume)
{
    std::array<double, 3> stated{};
    for (std::size_t i = 0; i < 3; ++i)
        if (std::isfinite(volume.spacing[i])) stated[i] = std::abs(volume.spacing[i]);
    const bool unknown = std::ranges::all_of(stated, [](double width) { return width == 1; });
    if (std::ranges::count(stated, 0.0) > 1 || (unknown && (volume.unit.empty() || volume.unit == "mm")))
        return std::nullopt;
    return stated;
}

/// Index that counts from the other end, so that `first` is the least again.
int turned_first(int first, int size) { return -(first + size - 1); }

}  // namespace

LabelVolume oriented(FileVolume volume, const std::filesystem::path& file, const VolumeChoice& choice)
{
    LabelVolume out{.geometry = {.form = volume.form,
                                 .axes = choice.axes ? *choice.axes : axes_in(volume, file),
                                 .axes_chosen = choice.axes.has_value(),
                                 .unit = volume.unit,
                                 .origin = volume.origin},
                    .labels = std::move(volume.labels),
                    .first_axis_fastest = volume.first_axis_fastest};
    VolumeGeometry& g = out.geometry;
    const auto spacing = stated_spacing(volume);
    if (spacing) g.spacing.emplace();
    for (std::size_t i = 0; i < 3; ++i) {
        const auto axis = std::size_t(g.axes.along[i]);
        g.size[axis] = volume.size[i];
        g.first[axis] = g.axes.backwards[i] ? turned_first(volume.first[i], volume.size[i]) : volume.first[i];
        if (spacing) (*g.spacing)[axis] = (*spacing)[i];
    }
    return out;
}

namespace {

/// Steps in memory along x, y and z, and the place of cell (0, 0, 0).
struct Layout {
    std::array<std::ptrdiff_t, 3> step{};
    std::ptrdiff_t start = 0;
};

Layout layout_of(const VolumeGeometry& g, bool first_axis_fastest)
{
    Layout layout;
    std::ptrdiff_t step = 1;
    for (std::size_t k = 0; k < 3; ++k) {
        const std::size_t i = first_axis_fastest ? k : 2 - k;
        const auto axis = std::size_t(g.axes.along[i]);
        layout.step[axis] = g.axes.backwards[i] ? -step : step;
        if (g.axes.backwards[i]) layout.start += step * (g.size[axis] - 1);
        step *= g.size[axis];
    }
    return layout;
}

/// The index with x fastest.
std::vector<std::uint8_t> gathered(const std::vector<std::uint8_t>& index, const std::array<int, 3>& size,
                                   const Layout& from)
{
    std::vector<std::uint8_t> out(index.size());
    auto* to = out.data();
    for (int k = 0; k < size[2]; ++k)
        for (int j = 0; j < size[1]; ++j) {
            std::ptrdiff_t place = from.start + k * from.step[2] + j * from.step[1];
            for (int i = 0; i < size[0]; ++i, place += from.step[0]) *to++ = index[std::size_t(place)];
        }
    return out;
}

std::array<int, 3> array_size(const VolumeGeometry& g)
{
    std::array<int, 3> size{};
    for (std::size_t i = 0; i < 3; ++i) size[i] = g.size[std::size_t(g.axes.along[i])];
    return size;
}

}  // namespace

transport::IndexedVolume index_volume(LabelVolume volume, std::span<const transport::LabelRange> ranges)
{
    using transport::Order;
    const VolumeGeometry& g = volume.geometry;
    transport::IndexedVolume indexed = std::visit(
        [&]<class Label>(std::vector<Label>& labels) {
            auto all = transport::index_labels<Label>(
                labels, array_size(g), volume.first_axis_fastest ? Order::x_fastest : Order::z_fastest, ranges);
            std::vector<Label>().swap(labels);
            return all;
        },
        volume.labels);
    const Layout layout = layout_of(g, volume.first_axis_fastest);
    const auto [nx, ny, nz] = g.size;
    const bool z_fastest = layout.step == std::array<std::ptrdiff_t, 3>{std::ptrdiff_t(ny) * nz, nz, 1};
    const bool x_fastest = layout.step == std::array<std::ptrdiff_t, 3>{1, nx, std::ptrdiff_t(nx) * ny};
    if (!z_fastest && !x_fastest) indexed.index = gathered(indexed.index, g.size, layout);
    return {g.size, z_fastest ? Order::z_fastest : Order::x_fastest, std::move(indexed.index)};
}

std::optional<std::array<double, 3>> VolumeGeometry::spacing_metres() const
{
    const core::Unit* length = unit.empty() ? nullptr : core::find_unit(unit, core::Dimension::length);
    if (!spacing || !length || std::ranges::count(*spacing, 0.0) > 0) return std::nullopt;
    std::array<double, 3> metres{};
    for (std::size_t a = 0; a < 3; ++a)
        metres[a] = core::si_of(core::format_number((*spacing)[a]), length).value_or(0);
    return metres;
}

namespace {

constexpr double width_tolerance = 0.01;  ///< relative, of widths that agree

}  // namespace

std::string spacing_text(const VolumeGeometry& geometry)
{
    if (!geometry.spacing) return "not stated";
    std::string text;
    for (const double width : *geometry.spacing)
        text += (text.empty() ? "" : " x ") + (width > 0 ? fmt::format("{:.6g}", width) : "?");
    return text + (geometry.unit.empty() ? " (no unit)" : ' ' + geometry.unit);
}

std::string contradiction(const VolumeGeometry& geometry, const std::array<double, 3>& wanted)
{
    if (!geometry.spacing) return {};
    std::vector<double> ratios;
    for (std::size_t a = 0; a < 3; ++a)
        if (const double stated = (*geometry.spacing)[a]; stated > 0) ratios.push_back(wanted[a] / stated);
    const auto [least, most] = std::ranges::minmax(ratios);
    return most <= least * (1 + width_tolerance) ? "" : spacing_text(geometry);
}

std::optional<double> scale_of(const VolumeGeometry& geometry, const std::array<double, 3>& wanted)
{
    const auto metres = geometry.spacing_metres();
    if (!metres || !contradiction(geometry, wanted).empty()) return std::nullopt;
    const double scale = wanted[0] / (*metres)[0];
    return std::abs(scale - 1) > width_tolerance ? std::optional(scale) : std::nullopt;
}

}  // namespace dermavox::scene

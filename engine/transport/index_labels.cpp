#include "dermavox/core/problem.hpp"
#include "dermavox/transport/volume_flux.hpp"
#include "engine/transport/volume_box.hpp"

#include <algorithm>
#include <map>

namespace dermavox::transport {
namespace {

constexpr std::uint8_t no_index = 255;

struct Unknown {
    std::size_t count = 0, first = 0;
};

/// The index of a label, by ranges in ascending order.
std::uint8_t index_of(long long label, const std::vector<LabelRange>& ranges)
{
    const auto at = std::ranges::upper_bound(ranges, label, {}, &LabelRange::first);
    return at == ranges.begin() || std::prev(at)->last < label ? no_index : std::prev(at)->index;
}

void report_unknown(const std::map<long long, Unknown>& unknown, std::array<int, 3> size, Order order,
                    Problems& problems)
{
    constexpr std::size_t most_problems = 20;
    const auto strides = strides_of(size, order);
    for (const auto& [label, entry] : unknown) {
        std::string place;
        for (int a = 0; a < 3; ++a)
            place += (a ? ", " : "[") + std::to_string(std::ptrdiff_t(entry.first) / strides[a] % size[a]);
        add(problems, "label " + std::to_string(label),
            std::to_string(entry.count) + " cells, the first at " + place + "]", "a material with this label");
        if (problems.size() == most_problems) return;
    }
}

void require_size(std::size_t labels, std::array<int, 3> size)
{
    const bool positive = size[0] > 0 && size[1] > 0 && size[2] > 0;
    if (positive && std::size_t(size[0]) * std::size_t(size[1]) * std::size_t(size[2]) == labels) return;
    Problems problems;
    add(problems, "volume", std::to_string(labels) + " labels",
        std::to_string(size[0]) + " x " + std::to_string(size[1]) + " x " + std::to_string(size[2]));
    throw core::InputError(std::move(problems));
}

}  // namespace

std::vector<LabelRange> label_ranges(std::span<const Material> materials)
{
    Problems problems;
    check_materials(materials, problems);
    if (!problems.empty()) throw core::InputError(std::move(problems));
    std::vector<LabelRange> ranges;
    for (std::size_t m = 0; m < materials.size(); ++m)
        ranges.push_back({materials[m].label, materials[m].last_label.value_or(materials[m].label), std::uint8_t(m)});
    return ranges;
}

template <class Label>
IndexedVolume index_labels(std::span<const Label> labels, std::array<int, 3> size, Order order,
                           std::span<const LabelRange> ranges)
{
    constexpr std::size_t most_unknown = 1000;  // kept by name
    require_size(labels.size(), size);
    std::vector<LabelRange> ascending(ranges.begin(), ranges.end());
    std::ranges::sort(ascending, {}, &LabelRange::first);
    std::map<long long, Unknown> unknown;
    IndexedVolume volume{size, order, std::vector<std::uint8_t>(labels.size())};
    Label last{};
    std::uint8_t last_index = no_index;
    for (std::size_t c = 0; c < labels.size(); ++c) {
        if (last_index == no_index || labels[c] != last) {
            last = labels[c], last_index = index_of((long long)(labels[c]), ascending);
            if (last_index == no_index && (unknown.size() < most_unknown || unknown.contains((long long)(last))))
                if (auto& entry = unknown[(long long)(last)]; entry.count++ == 0) entry.first = c;
        }
        volume.index[c] = last_index;
    }
    Problems problems;
    report_unknown(unknown, size, order, problems);
    if (!problems.empty()) throw core::InputError(std::move(problems));
    return volume;
}

template IndexedVolume index_labels(std::span<const std::int8_t>, std::array<int, 3>, Order,
                                    std::span<const LabelRange>);
template IndexedVolume index_labels(std::span<const std::uint8_t>, std::array<int, 3>, Order,
                                    std::span<const LabelRange>);
template IndexedVolume index_labels(std::span<const std::int16_t>, std::array<int, 3>, Order,
                                    std::span<const LabelRange>);
template IndexedVolume index_labels(std::span<const std::uint16_t>, std::array<int, 3>, Order,
                                    std::span<const LabelRange>);
template IndexedVolume index_labels(std::span<const std::int32_t>, std::array<int, 3>, Order,
                                    std::span<const LabelRange>);
template IndexedVolume index_labels(std::span<const std::uint32_t>, std::array<int, 3>, Order,
                                    std::span<const LabelRange>);
template IndexedVolume index_labels(std::span<const std::int64_t>, std::array<int, 3>, Order,
                                    std::span<const LabelRange>);
template IndexedVolume index_labels(std::span<const std::uint64_t>, std::array<int, 3>, Order,
                                    std::span<const LabelRange>);

}  // namespace dermavox::transport

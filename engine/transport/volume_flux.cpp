#include "dermavox/transport/volume_flux.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"
#include "engine/transport/conduction.hpp"
#include "engine/transport/volume_box.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>

namespace dermavox::transport {
namespace {

std::vector<double> potential_of(const Conduction& field, const IndexedVolume& volume, const FluxProblem& problem,
                                 std::array<int, 3> axes)
{
    const double span = problem.bottom.value - problem.top.value;
    const auto strides = strides_of(volume.size, volume.order);
    std::vector<double> potential(volume.index.size());
    for (int k = 0; k < volume.size[axes[2]]; ++k)
        for (int j = 0; j < volume.size[axes[1]]; ++j)
            for (int i = 0; i < volume.size[axes[0]]; ++i)
                potential[i * strides[axes[0]] + j * strides[axes[1]] + k * strides[axes[2]]] =
                    problem.top.value + span * field.at(i, j, k);
    return potential;
}

}  // namespace

template <class Label>
IndexedVolume index_labels(std::span<const Label> labels, std::array<int, 3> size, Order order,
                           std::span<const Material> materials)
{
    Problems problems;
    check_materials(materials, problems);
    const bool positive = size[0] > 0 && size[1] > 0 && size[2] > 0;
    if (!positive || std::size_t(size[0]) * std::size_t(size[1]) * std::size_t(size[2]) != labels.size())
        add(problems, "volume", std::to_string(labels.size()) + " labels",
            std::to_string(size[0]) + " x " + std::to_string(size[1]) + " x " + std::to_string(size[2]));
    if (!problems.empty()) throw core::InputError(std::move(problems));

    std::map<long long, std::uint8_t> known;
    for (std::size_t m = 0; m < materials.size(); ++m) known.emplace(materials[m].label, std::uint8_t(m));
    struct Unknown {
        std::size_t count = 0, first = 0;
    };
    std::map<long long, Unknown> unknown;
    IndexedVolume volume{size, order, std::vector<std::uint8_t>(labels.size())};
    Label last{};
    std::uint8_t last_index = 255;
    for (std::size_t c = 0; c < labels.size(); ++c) {
        if (last_index == 255 || labels[c] != last) {
            const auto found = known.find((long long)(labels[c]));
            last = labels[c], last_index = found == known.end() ? 255 : found->second;
            if (last_index == 255) {
                auto& entry = unknown[(long long)(labels[c])];
                if (entry.count++ == 0) entry.first = c;
            }
        }
        volume.index[c] = last_index;
    }
    const auto strides = strides_of(size, order);
    for (const auto& [label, entry] : unknown) {
        std::string place;
        for (int a = 0; a < 3; ++a)
            place += (a ? ", " : "[") + std::to_string(std::ptrdiff_t(entry.first) / strides[a] % size[a]);
        add(problems, "label " + std::to_string(label),
            std::to_string(entry.count) + " cells, the first at " + place + "]", "a material with this label");
        if (problems.size() == 20) break;
    }
    if (!problems.empty()) throw core::InputError(std::move(problems));
    return volume;
}

template IndexedVolume index_labels(std::span<const std::int8_t>, std::array<int, 3>, Order,
                                    std::span<const Material>);
template IndexedVolume index_labels(std::span<const std::uint8_t>, std::array<int, 3>, Order,
                                    std::span<const Material>);
template IndexedVolume index_labels(std::span<const std::int16_t>, std::array<int, 3>, Order,
                                    std::span<const Material>);
template IndexedVolume index_labels(std::span<const std::uint16_t>, std::array<int, 3>, Order,
                                    std::span<const Material>);
template IndexedVolume index_labels(std::span<const std::int32_t>, std::array<int, 3>, Order,
                                    std::span<const Material>);
template IndexedVolume index_labels(std::span<const std::uint32_t>, std::array<int, 3>, Order,
                                    std::span<const Material>);
template IndexedVolume index_labels(std::span<const std::int64_t>, std::array<int, 3>, Order,
                                    std::span<const Material>);
template IndexedVolume index_labels(std::span<const std::uint64_t>, std::array<int, 3>, Order,
                                    std::span<const Material>);

std::size_t flux_memory(std::array<int, 3> size, const FluxProblem& problem)
{
    double cells = 1;
    for (int a = 0; a < 3; ++a)
        cells *= double(size[a]) * (a != int(problem.direction) && problem.periodic && size[a] % 2 ? 2 : 1);
    return std::size_t(cells * (problem.keep_potential ? 51 : 43));
}

FluxResult volume_flux(const IndexedVolume& volume, const FluxProblem& problem)
{
    check(volume.size, problem);
    refuse_beyond(flux_memory(volume.size, problem), problem);
    const VolumeBox turned = volume_box(volume, problem);
    const Box& box = turned.box;
    const auto start = std::chrono::steady_clock::now();
    Faces faces = faces_of(box);
    const double span = problem.bottom.value - problem.top.value;
    Conduction field(std::move(faces.level), problem.stop);
    const double setup = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    FluxResult result;
    result.report = field.solve(0, span == 0 ? 0 : 1);
    result.report.setup_seconds = setup;
    require_converged(result.report);
    const double power = dissipation(
        box, [&](int j, int k, std::span<double> row) { field.row(j, k, row); }, 0, span == 0 ? 0 : 1);
    result.flux_density = power * span / turned.area;
    if (span != 0)
        result.effective_kappa = turned.length / (span / result.flux_density - box.film_first - box.film_last);
    if (problem.keep_potential) result.potential = potential_of(field, volume, problem, turned.axes);
    return result;
}

}  // namespace dermavox::transport

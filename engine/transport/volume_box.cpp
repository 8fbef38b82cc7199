#include "engine/transport/volume_box.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"
#include "engine/transport/reachable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace dermavox::transport {
namespace {

void check_end(const EndCondition& end, const std::string& key, Problems& problems)
{
    if (!std::isfinite(end.value)) add(problems, key + ".value", core::format_number(end.value), "a finite value");
    if (!(end.film.si >= 0) || !std::isfinite(end.film.si))
        add(problems, key + ".film", core::format_number(end.film.si) + " m", "0 or more");
    if (end.film.si > 0 && !(end.film_kappa.si > 0 && std::isfinite(end.film_kappa.si)))
        add(problems, key + ".kappa_film", core::format_number(end.film_kappa.si) + " m2/s", "more than 0");
}

/// Volume axes that play i, j and k: k is the direction, i the one that is fastest in memory if it can be.
std::array<int, 3> axes_of(Direction direction, Order order)
{
    const int k = int(direction), fast = order == Order::x_fastest ? 0 : 2;
    const int i = fast != k ? fast : 1, j = 3 - k - i;
    return {i, j, k};
}

double film_resistance(const EndCondition& end) { return end.film.si > 0 ? end.film.si / end.film_kappa.si : 0; }

Box box_of(const IndexedVolume& volume, const FluxProblem& problem, std::array<int, 3> axes)
{
    Box box;
    const auto strides = strides_of(volume.size, volume.order);
    for (int a = 0; a < 3; ++a) {
        const int axis = axes[a], count = volume.size[axis];
        box.widths[a] = problem.widths[axis];
        if (box.widths[a].size() == 1) box.widths[a].resize(count, problem.widths[axis][0]);
        box.strides[a] = strides[axis];
        if (a < 2 && problem.periodic && count > 1 && count % 2 == 1) {
            box.period[a] = count;
            box.widths[a].insert(box.widths[a].end(), box.widths[a].begin(), box.widths[a].begin() + count);
        }
    }
    for (const auto& m : problem.materials) box.kappa.push_back(m.impermeable ? 0 : m.kappa);
    box.kappa.resize(256, 0.0);  // 255: cells that no path reaches
    box.index = volume.index.data();
    box.periodic = problem.periodic;
    box.film_first = film_resistance(problem.top);
    box.film_last = film_resistance(problem.bottom);
    return box;
}

/// Copies the index when some cells conduct nothing, and closes those that no path reaches.
std::vector<std::uint8_t> close_pockets(const IndexedVolume& volume, const FluxProblem& problem,
                                        std::array<int, 3> axes)
{
    const bool blocked = std::any_of(problem.materials.begin(), problem.materials.end(),
                                     [](const Material& m) { return m.impermeable; });
    if (!blocked) return {};
    std::vector<char> open;
    for (const auto& m : problem.materials) open.push_back(!m.impermeable);
    const auto strides = strides_of(volume.size, volume.order);
    Reach reach{.index = volume.index, .passable = open, .periodic = problem.periodic};
    for (int a = 0; a < 3; ++a) reach.size[a] = volume.size[axes[a]], reach.strides[a] = strides[axes[a]];
    if (!connect(reach))
        throw core::InputError({{.file = {},
                                 .key = "volume",
                                 .found = "impermeable cells across the whole volume",
                                 .expected = "a path between top and bottom",
                                 .hint = "no flux crosses this volume"}});
    return std::move(reach.index);
}

}  // namespace

void check_materials(std::span<const Material> materials, Problems& problems)
{
    std::map<long long, long long> seen;  // last label by first
    for (std::size_t m = 0; m < materials.size(); ++m) {
        const std::string key = "material[" + std::to_string(m) + "]";
        const long long first = materials[m].label, last = materials[m].last_label.value_or(first);
        const auto above = seen.upper_bound(last);
        if (last < first)
            add(problems, key + ".label", fmt::format("{}-{}", first, last), "an ascending range");
        else if (above != seen.begin() && std::prev(above)->second >= first)
            add(problems, key + ".label", last > first ? fmt::format("{}-{}", first, last) : std::to_string(first),
                last > first ? "labels that no other material has" : "a label that no other material has");
        else
            seen.emplace(first, last);
        const double kappa = materials[m].kappa;
        if (!materials[m].impermeable && !(kappa > 0 && std::isfinite(kappa)))
            add(problems, key + ".kappa", core::format_number(kappa) + " m2/s",
                "a positive finite conductivity, or impermeable = true");
    }
    if (materials.empty() || materials.size() > 254)
        add(problems, "material", std::to_string(materials.size()), "1 to 254 materials");
}

void check(std::array<int, 3> size, const FluxProblem& problem)
{
    Problems problems;
    check_materials(problem.materials, problems);
    check_end(problem.top, "top", problems);
    check_end(problem.bottom, "bottom", problems);
    for (int axis = 0; axis < 3; ++axis) {
        const auto& widths = problem.widths[axis];
        const bool fits = widths.size() == 1 || int(widths.size()) == size[axis];
        const bool good =
            std::all_of(widths.begin(), widths.end(), [](double w) { return w > 0 && std::isfinite(w); });
        if (size[axis] < 1)
            add(problems, "volume", std::to_string(size[axis]) + " cells", "at least 1 along each axis");
        if (!fits || !good)
            add(problems, "voxel", std::to_string(widths.size()) + " widths along axis " + "xyz"[axis],
                "one positive width, or one per cell");
    }
    if (!(problem.stop.residual > 0) || !(problem.stop.imbalance > 0) || problem.stop.most_iterations < 1)
        add(problems, "stop", core::format_number(problem.stop.residual), "positive tolerances and iterations");
    if (!problems.empty()) throw core::InputError(std::move(problems));
}

std::array<std::ptrdiff_t, 3> strides_of(std::array<int, 3> size, Order order)
{
    if (order == Order::x_fastest) return {1, size[0], std::ptrdiff_t(size[0]) * size[1]};
    return {std::ptrdiff_t(size[1]) * size[2], size[2], 1};
}

void refuse_beyond(std::size_t bytes, const FluxProblem& problem)
{
    if (problem.most_bytes == 0 || bytes <= problem.most_bytes) return;
    throw core::Failure(core::exit_code::refused, "this volume needs " + std::to_string(bytes >> 20) +
                                                      " MiB, allowed are " +
                                                      std::to_string(problem.most_bytes >> 20) + " MiB");
}

VolumeBox volume_box(const IndexedVolume& volume, const FluxProblem& problem)
{
    VolumeBox result;
    result.axes = axes_of(problem.direction, volume.order);
    result.closed = close_pockets(volume, problem, result.axes);
    result.box = box_of(volume, problem, result.axes);
    if (!result.closed.empty()) result.box.index = result.closed.data();
    const auto total = [](const std::vector<double>& widths) {
        double sum = 0;
        for (const double w : widths) sum += w;
        return sum;
    };
    result.area = total(result.box.widths[0]) * total(result.box.widths[1]);
    result.length = total(result.box.widths[2]);
    return result;
}

}  // namespace dermavox::transport

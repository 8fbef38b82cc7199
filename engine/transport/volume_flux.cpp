#include "dermavox/transport/volume_flux.hpp"

#include "dermavox/core/problem.hpp"
#include "engine/transport/conduction.hpp"
#include "engine/transport/volume_box.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

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

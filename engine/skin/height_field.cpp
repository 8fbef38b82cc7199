#include "engine/skin/height_field.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "engine/skin/floor_of.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::skin {
namespace {

constexpr double most_nodes = 1 << 26;

/// Variance of a field of unit noise along one axis, averaged over a cell: the sum of squares of the
/// weights b*b*B(t), integrated over t from 0 to 1.
constexpr double variance_per_axis = 0.2824661963;

double cells(double extent, double correlation_length)
{
    return std::max(1.0, std::round(2 * extent / correlation_length));
}

/// The four lattice lines round a point and their cubic B-spline weights.
struct Stencil {
    std::array<int, 4> node;
    std::array<double, 4> weight;
};

Stencil stencil_at(double u, int n)
{
    const std::int64_t cell = floor_of(u);
    const double t = u - double(cell), s = 1 - t;
    Stencil stencil{
        .node = {},
        .weight = {s * s * s / 6, ((3 * t - 6) * t * t + 4) / 6, ((3 * s - 6) * s * s + 4) / 6, t * t * t / 6}};
    auto node = int(cell >= 1 && cell <= n ? cell - 1 : ((cell - 1) % n + n) % n);
    for (int& line : stencil.node) {
        line = node;
        node = node + 1 == n ? 0 : node + 1;
    }
    return stencil;
}

/// b*b = (1 8 18 8 1)/36 along a periodic line of n values, `step` apart.
void smooth_twice(float* line, int n, int step)
{
    std::vector<double> old(std::size_t(n) + 4);
    for (int i = -2; i < n + 2; ++i) old[i + 2] = double(line[std::size_t((i % n + n) % n) * step]);
    for (int i = 0; i < n; ++i)
        line[std::size_t(i) * step] =
            float((old[i] + old[i + 4] + 8 * (old[i + 1] + old[i + 3]) + 18 * old[i + 2]) / 36);
}

}  // namespace

HeightField::HeightField(Roughness roughness, double width, double height, const core::Random& random,
                         std::uint64_t number)
{
    const double nx = cells(width, roughness.correlation_length), ny = cells(height, roughness.correlation_length);
    if (nx * ny > most_nodes)
        throw core::Failure(core::exit_code::refused,
                            fmt::format("a correlation length of {} m needs {:.2g} values over a patch of {} x {} "
                                        "m; {} m is the smallest that fits",
                                        roughness.correlation_length, nx * ny, width, height,
                                        2.01 * std::sqrt(width * height / most_nodes)));
    m_nx = int(nx), m_ny = int(ny);
    m_per_x = nx / width, m_per_y = ny / height;
    m_nodes.resize(std::size_t(m_nx) * m_ny);
    core::parallel_for(std::size_t(m_ny), 16, [&](std::size_t begin, std::size_t end) {
        for (std::size_t j = begin; j < end; ++j) {
            float* row = &m_nodes[j * m_nx];
            for (int i = 0; i < m_nx; ++i)
                row[i] = float(random.normal({.pass = number, .cycle = j, .needle = std::uint64_t(i)}));
            smooth_twice(row, m_nx, 1);
        }
    });
    core::parallel_for(std::size_t(m_nx), 16, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) smooth_twice(&m_nodes[i], m_ny, m_nx);
    });
    double mean = 0;
    for (const float c : m_nodes) mean += double(c);
    mean /= nx * ny;
    for (float& c : m_nodes) c = float((double(c) - mean) * roughness.deviation / variance_per_axis);
}

double HeightField::at(double x, double y) const
{
    if (flat()) return 0;
    const Stencil along = stencil_at(x * m_per_x, m_nx), across = stencil_at(y * m_per_y, m_ny);
    double height = 0;
    for (int j = 0; j < 4; ++j) {
        const float* row = &m_nodes[std::size_t(across.node[j]) * m_nx];
        double sum = 0;
        for (int i = 0; i < 4; ++i) sum += along.weight[i] * double(row[along.node[i]]);
        height += across.weight[j] * sum;
    }
    return height;
}

}  // namespace dermavox::skin

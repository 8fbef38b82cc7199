#include "engine/transport/multigrid.hpp"

#include "dermavox/core/parallel.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::transport {
namespace {

constexpr std::size_t coarsest_cells = 400;
constexpr std::size_t cells_per_task = 30000;

int side_of(int j, int k, bool red) { return ((j + k) & 1) == (red ? 0 : 1) ? 0 : 1; }

template <class Visit>
void for_planes(const Level& level, Visit visit)
{
    const std::size_t grain = std::max<std::size_t>(1, cells_per_task / level.shape.plane());
    core::parallel_for(std::size_t(level.shape.nz), grain, [&](std::size_t begin, std::size_t end) {
        for (std::size_t k = begin; k < end; ++k) visit(int(k));
    });
}

/// Coarse cell of the fine cell 2 i + side.
int coarse_cell(const Gathering& g, std::size_t i, int side) { return g.of(2 * int(i) + side); }

}  // namespace

std::vector<int> slab_bounds(int planes, int slabs)
{
    slabs = std::clamp(slabs, 1, std::max(1, planes / 8));
    std::vector<int> bounds{0};
    for (int s = 1; s < slabs; ++s) bounds.push_back(int(long(planes) * s / slabs) / 2 * 2);
    bounds.push_back(planes);
    return bounds;
}

Multigrid::Multigrid(Level& finest, const RowKernels& kernels) : m_finest(finest), m_kernels(kernels)
{
    m_coarse.reserve(40);
    for (Level* level = &m_finest; level->shape.cells() > coarsest_cells;) {
        Level next = coarsen(*level);
        if (next.shape.cells() == level->shape.cells()) break;
        m_coarse.push_back(std::move(next));
        level = &m_coarse.back();
    }
    factor();
    const Shape& s = m_finest.shape;
    const auto bounds = slab_bounds(s.nz, core::thread_limit());
    for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
        m_slabs.push_back({bounds[i], bounds[i + 1], Buffer<float>(4 * s.plane())});
        // faces that conduct nothing read cells not written yet, and 0 times what lies in fresh memory may be NaN
        std::fill_n(m_slabs.back().margin.data(), m_slabs.back().margin.size(), 0.0f);
    }
    m_strips = strip_bounds();
    m_dots.assign(2 * std::size_t(s.nz), 0.0);
}

std::size_t Multigrid::bytes() const
{
    std::size_t sum = m_factor.size() * sizeof(double);
    for (const auto& level : m_coarse) sum += level.bytes();
    for (const auto& slab : m_slabs) sum += slab.margin.bytes();
    return sum;
}

double Multigrid::cycle(const double* r)
{
    core::parallel_for(m_slabs.size(), 1, [&](std::size_t s, std::size_t) { walk_down(m_slabs[s], r); });
    if (!m_coarse.empty()) cycle_coarse(0);
    save_margins();
    core::parallel_for(m_slabs.size(), 1, [&](std::size_t s, std::size_t) { walk_up(m_slabs[s], r); });
    double sum = 0;
    for (const double dot : m_dots) sum += dot;
    return sum;
}

float* Multigrid::plane(Slab& slab, int k)
{
    if ((k >= slab.begin && k < slab.end) || k < 0 || k >= m_finest.shape.nz) return m_finest.z_plane(k);
    const int slot = k < slab.begin ? k - slab.begin + 2 : k - slab.end + 2;
    return slab.margin.data() + m_finest.shape.plane() * std::size_t(slot);
}

void Multigrid::save_margins()
{
    const Shape& s = m_finest.shape;
    core::parallel_for(m_slabs.size(), 1, [&](std::size_t i, std::size_t) {
        Slab& slab = m_slabs[i];
        for (const int k : {slab.begin - 2, slab.begin - 1, slab.end, slab.end + 1})
            if (k >= 0 && k < s.nz) std::copy_n(m_finest.z_plane(k), s.plane(), plane(slab, k));
    });
}

/// Rows per strip, so that four planes of a strip stay in a core's second cache of 1 MiB. A patch that
/// repeats is one strip: its first row needs its last.
std::vector<int> Multigrid::strip_bounds() const
{
    const Shape& s = m_finest.shape;
    constexpr std::size_t cache = 600 * 1024, bytes_per_cell = 24;
    const int rows = std::max(8, int(cache / (4 * bytes_per_cell * s.stride())));
    std::vector<int> bounds{0};
    if (!m_finest.periodic)
        for (int j = rows; j + rows / 2 < s.ny; j += rows) bounds.push_back(j);
    bounds.push_back(s.ny);
    return bounds;
}

/// Visits the half rows of one colour in plane k and rows [begin, end).
template <class Visit>
void Multigrid::each_row(Slab& slab, Strip strip, int k, bool red, Visit visit)
{
    const Shape& s = m_finest.shape;
    if (k < 0 || k >= s.nz) return;
    const float *below = plane(slab, k - 1), *above = plane(slab, k + 1);
    float* centre = plane(slab, k);
    for (int j = strip.begin; j < strip.end; ++j) {
        const int side = side_of(j, k, red);
        visit(j, side, m_finest.half_row<float>(below, centre, above, j, k, side),
              s.plane() * std::size_t(k) + s.row(j) + s.start(side), centre + s.row(j));
    }
}

/// The rows of a strip at the `stage`-th step behind its front, one row behind for each step.
Multigrid::Strip Multigrid::behind(std::size_t strip, int stage) const
{
    const bool first = strip == 0, last = strip + 2 == m_strips.size();
    return {first ? 0 : m_strips[strip] - stage, last ? m_strips[strip + 1] : m_strips[strip + 1] - stage};
}

/// Red from zero in plane k, black in plane k - 1, red residual of plane k - 2 onto the coarser grid.
void Multigrid::walk_down(Slab& slab, const double* r)
{
    const Shape& s = m_finest.shape;
    std::vector<float> residual(s.half());
    if (!m_coarse.empty()) {
        const std::size_t plane = m_coarse[0].shape.plane();
        for (int k = m_finest.gz.of(slab.begin); k <= m_finest.gz.of(slab.end - 1); ++k)
            std::fill_n(m_coarse[0].b.data() + plane * std::size_t(k), plane, 0.0f);
    }
    for (std::size_t n = 0; n + 1 < m_strips.size(); ++n)
        for (int k = slab.begin - 2; k < slab.end + 2; ++k) {
            each_row(slab, behind(n, 0), k, true, [&](int, int side, const HalfRow& h, std::size_t at, float* row) {
                m_kernels.start(h, r + at, row + s.start(side));
                m_finest.wrap(row, side);
            });
            if (k - 1 >= slab.begin - 1 && k - 1 <= slab.end)
                each_row(slab, behind(n, 1), k - 1, false,
                         [&](int, int side, const HalfRow& h, std::size_t at, float* row) {
                             m_kernels.relax(h, r + at, row + s.start(side));
                             m_finest.wrap(row, side);
                         });
            if (m_coarse.empty() || k - 2 < slab.begin) continue;
            each_row(slab, behind(n, 2), k - 2, true, [&](int j, int side, const HalfRow& h, std::size_t, float*) {
                m_kernels.inflow(h, residual.data());
                restrict_row(m_finest, m_coarse[0], {j, k - 2, side}, residual.data());
            });
        }
}

/// Correction of red in plane k, black in plane k - 1, red in plane k - 2.
void Multigrid::walk_up(Slab& slab, const double* r)
{
    const Shape& s = m_finest.shape;
    const auto relax_plane = [&](Strip strip, int k, bool red) {
        each_row(slab, strip, k, red, [&](int, int side, const HalfRow& h, std::size_t at, float* row) {
            const double dot = m_kernels.relax_dot(h, r + at, row + s.start(side));
            m_finest.wrap(row, side);
            if (k >= slab.begin && k < slab.end) m_dots[2 * std::size_t(k) + red] += dot;
        });
    };
    std::fill(m_dots.begin() + 2 * slab.begin, m_dots.begin() + 2 * slab.end, 0.0);
    for (std::size_t n = 0; n + 1 < m_strips.size(); ++n)
        for (int k = slab.begin - 2; k < slab.end + 2; ++k) {
            if (!m_coarse.empty())
                each_row(slab, behind(n, 0), k, true, [&](int j, int side, const HalfRow&, std::size_t, float* row) {
                    add_from_coarse(m_finest, m_coarse[0], {j, k, side}, row);
                });
            if (k - 1 >= slab.begin - 1 && k - 1 <= slab.end) relax_plane(behind(n, 1), k - 1, false);
            if (k - 2 >= slab.begin) relax_plane(behind(n, 2), k - 2, true);
        }
}

void Multigrid::restrict_row(Level& fine, Level& coarse, RowPlace at, const float* residual)
{
    const auto [j, k, side] = at;
    const Shape& c = coarse.shape;
    float* row = coarse.b.data() + c.plane() * std::size_t(fine.gz.of(k)) + c.row(fine.gy.of(j));
    const std::size_t half = fine.shape.half();
    if (!fine.gx.pairs) {
        float* to = row + c.start(side);
        for (std::size_t i = 0; i < half; ++i) to[i] += residual[i];
        return;
    }
    // fine cells 2i and 2i + 1 go to coarse cell i: even i to the even half, odd i to the odd half
    const std::size_t plain = fine.gx.loose_end ? half - 1 : half;
    float *even = row, *odd = row + c.odd();
    for (std::size_t i = 0; i + 1 < plain; i += 2) even[i / 2] += residual[i], odd[i / 2] += residual[i + 1];
    if (plain % 2) even[plain / 2] += residual[plain - 1];
    if (fine.gx.loose_end) row[c.cell(coarse_cell(fine.gx, half - 1, side))] += residual[half - 1];
}

void Multigrid::add_from_coarse(Level& fine, Level& coarse, RowPlace at, float* row)
{
    const auto [j, k, side] = at;
    const Shape& c = coarse.shape;
    const float* from = coarse.z_plane(fine.gz.of(k)) + c.row(fine.gy.of(j));
    float* to = row + fine.shape.start(side);
    const std::size_t half = fine.shape.half();
    if (!fine.gx.pairs) {
        const float* half_from = from + c.start(side);
        for (std::size_t i = 0; i < half; ++i) to[i] += half_from[i];
    } else {
        const std::size_t plain = fine.gx.loose_end ? half - 1 : half;
        const float *even = from, *odd = from + c.odd();
        for (std::size_t i = 0; i + 1 < plain; i += 2) to[i] += even[i / 2], to[i + 1] += odd[i / 2];
        if (plain % 2) to[plain - 1] += even[plain / 2];
        if (fine.gx.loose_end) to[half - 1] += from[c.cell(coarse_cell(fine.gx, half - 1, side))];
    }
    fine.wrap(row, side);
}

void Multigrid::sweep(Level& level, bool red, bool from_zero)
{
    const Shape& s = level.shape;
    for_planes(level, [&](int k) {
        for (int j = 0; j < s.ny; ++j) {
            const int side = side_of(j, k, red);
            float* row = level.z_plane(k) + s.row(j);
            const auto h = level.half_row(level.z_plane(k - 1), level.z_plane(k), level.z_plane(k + 1), j, k, side);
            const float* b = level.b.data() + s.plane() * std::size_t(k) + s.row(j) + s.start(side);
            (from_zero ? m_kernels.start_coarse : m_kernels.relax_coarse)(h, b, row + s.start(side));
            level.wrap(row, side);
        }
    });
}

void Multigrid::restrict_level(Level& fine, Level& coarse)
{
    const Shape& s = fine.shape;
    for_planes(coarse, [&](int c) {
        std::vector<float> residual(s.half());
        std::fill_n(coarse.b.data() + coarse.shape.plane() * std::size_t(c), coarse.shape.plane(), 0.0f);
        for (int k = fine.gz.first(c); k <= fine.gz.last(c); ++k)
            for (int j = 0; j < s.ny; ++j) {
                const int side = side_of(j, k, true);
                const std::size_t at = s.row(j) + s.start(side);
                m_kernels.residual(
                    fine.half_row(fine.z_plane(k - 1), fine.z_plane(k), fine.z_plane(k + 1), j, k, side),
                    fine.b.data() + s.plane() * std::size_t(k) + at, fine.z_plane(k) + at, residual.data());
                restrict_row(fine, coarse, {j, k, side}, residual.data());
            }
    });
}

void Multigrid::prolong_level(Level& fine, Level& coarse)
{
    for_planes(fine, [&](int k) {
        for (int j = 0; j < fine.shape.ny; ++j)
            add_from_coarse(fine, coarse, {j, k, side_of(j, k, true)}, fine.z_plane(k) + fine.shape.row(j));
    });
}

void Multigrid::cycle_coarse(std::size_t l)
{
    Level& level = m_coarse[l];
    if (l + 1 == m_coarse.size()) return solve_coarsest();
    const int sweeps = int(l) + 3;  // coarse grids are cheap
    for (int i = 0; i < sweeps; ++i) sweep(level, true, i == 0), sweep(level, false, false);
    restrict_level(level, m_coarse[l + 1]);
    cycle_coarse(l + 1);
    prolong_level(level, m_coarse[l + 1]);
    for (int i = 0; i < sweeps; ++i) sweep(level, false, false), sweep(level, true, false);
}

void Multigrid::factor()
{
    if (m_coarse.empty()) return;
    const Level& level = m_coarse.back();
    const Shape& s = level.shape;
    const std::size_t n = s.cells();
    const auto number = [&](int i, int j, int k) {
        return (std::size_t(k) * std::size_t(s.ny) + std::size_t(j)) * std::size_t(s.nx) + std::size_t(i);
    };
    m_factor.assign(n * n, 0.0);
    const auto couple = [&](std::size_t a, std::size_t b, double t) {
        if (a == b) return;
        m_factor[a * n + a] += t, m_factor[b * n + b] += t;
        m_factor[std::max(a, b) * n + std::min(a, b)] -= t;
    };
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < s.ny; ++j)
            for (int i = 0; i < s.nx; ++i) {
                const std::size_t at = s.plane() * std::size_t(k) + s.row(j) + s.cell(i), me = number(i, j, k);
                couple(me, number((i + 1) % s.nx, j, k), double(level.tx[at]));
                couple(me, number(i, (j + 1) % s.ny, k), double(level.ty[at]));
                if (k > 0) couple(me, number(i, j, k - 1), double(level.tz[at]));
                if (k == 0) m_factor[me * n + me] += double(level.tz[at]);
                if (k + 1 == s.nz) m_factor[me * n + me] += double(level.tz[at + s.plane()]);
                if (level.ground) m_factor[me * n + me] += double(level.ground[at]);
            }
    for (std::size_t c = 0; c < n; ++c) {
        double* row_c = m_factor.data() + c * n;
        for (std::size_t i = 0; i < c; ++i) row_c[c] -= row_c[i] * row_c[i];
        row_c[c] = row_c[c] > 0 ? std::sqrt(row_c[c]) : 1;  // a cell that nothing touches stays 0
        for (std::size_t b = c + 1; b < n; ++b) {
            double* row_b = m_factor.data() + b * n;
            double sum = row_b[c];
            for (std::size_t i = 0; i < c; ++i) sum -= row_b[i] * row_c[i];
            row_b[c] = sum / row_c[c];
        }
    }
}

void Multigrid::solve_coarsest()
{
    Level& level = m_coarse.back();
    const Shape& s = level.shape;
    const std::size_t n = s.cells();
    std::vector<double> u;
    u.reserve(n);
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < s.ny; ++j)
            for (int i = 0; i < s.nx; ++i)
                u.push_back(double(level.b[s.plane() * std::size_t(k) + s.row(j) + s.cell(i)]));
    for (std::size_t a = 0; a < n; ++a) {
        for (std::size_t i = 0; i < a; ++i) u[a] -= m_factor[a * n + i] * u[i];
        u[a] /= m_factor[a * n + a];
    }
    for (std::size_t a = n; a-- > 0;) {
        u[a] /= m_factor[a * n + a];
        for (std::size_t i = 0; i < a; ++i) u[i] -= m_factor[a * n + i] * u[a];
    }
    auto value = u.begin();
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < s.ny; ++j) {
            float* row = level.z_plane(k) + s.row(j);
            for (int i = 0; i < s.nx; ++i) row[s.cell(i)] = float(*value++);
            level.wrap(row, 0), level.wrap(row, 1);
        }
}

}  // namespace dermavox::transport

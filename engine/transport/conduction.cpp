#include "engine/transport/conduction.hpp"

#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace dermavox::transport {
namespace {

Squares summed(const std::vector<Squares>& planes)
{
    Squares sum;
    for (const auto& p : planes) sum.square += p.square, sum.sum += p.sum;
    return sum;
}

double seconds_since(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

void require_converged(const SolverReport& report)
{
    if (report.converged) return;
    throw core::Failure(core::exit_code::not_converged, "the field solver did not converge: residual " +
                                                            core::format_number(report.residual) + ", imbalance " +
                                                            core::format_number(report.imbalance) + " after " +
                                                            std::to_string(report.iterations) + " iterations");
}

Conduction::Conduction(Level&& finest, const StopRule& stop, InstructionSet set)
    : m_level(std::move(finest)),
      m_stop(stop),
      m_kernels(row_kernels(set)),
      m_multigrid(m_level, m_kernels),
      m_x(m_level.shape.plane() * (m_level.shape.nz + 2)),
      m_r(m_level.shape.plane() * m_level.shape.nz),
      m_p(m_level.shape.plane() * (m_level.shape.nz + 2)),
      m_bounds(slab_bounds(m_level.shape.nz, m_level.shape.nz / 8)),
      m_energy(m_level.shape.nz),
      m_energy_below(m_bounds.size()),
      m_squares(m_level.shape.nz)
{
    const std::size_t plane = m_level.shape.plane();
    core::parallel_for(std::size_t(m_level.shape.nz) + 2, 1, [&](std::size_t k, std::size_t) {
        std::fill_n(m_x.data() + k * plane, plane, 0.0);
        std::fill_n(m_p.data() + k * plane, plane, 0.0f);
    });
}

/// Into the cells of plane k over the faces of plane `face`.
double Conduction::face_flow(int k, int face, double outside) const
{
    const Shape& s = m_level.shape;
    const float* t = m_level.tz.data() + s.plane() * std::size_t(face);
    double flow = 0;
    for (int j = 0; j < s.ny; ++j) {
        double row = 0;
        for (int i = 0; i < s.nx; ++i) row += double(t[s.row(j) + s.cell(i)]) * (outside - at(i, j, k));
        flow += row;
    }
    return flow;
}

/// r = right side.
Squares Conduction::load(const double* source)
{
    const Shape& s = m_level.shape;
    core::parallel_for(std::size_t(s.nz), 1, [&](std::size_t k, std::size_t) {
        double* r = m_r.data() + s.plane() * k;
        if (source)
            std::copy_n(source + s.plane() * k, s.plane(), r);
        else
            std::fill_n(r, s.plane(), 0.0);
        const auto add = [&](std::size_t face, double outside) {
            const float* t = m_level.tz.data() + s.plane() * face;
            for (std::size_t c = 0; c < s.plane(); ++c) r[c] += double(t[c]) * outside;
        };
        if (k == 0) add(0, m_first);
        if (k + 1 == std::size_t(s.nz)) add(k + 1, m_last);
        Squares sum;
        for (std::size_t c = 0; c < s.plane(); ++c) sum.square += r[c] * r[c], sum.sum += r[c];
        m_squares[k] = sum;
    });
    return summed(m_squares);
}

/// r -= A x.
Squares Conduction::residual_of_field()
{
    const Shape& s = m_level.shape;
    core::parallel_for(std::size_t(s.nz), 1, [&](std::size_t k, std::size_t) {
        for (int j = 0; j < s.ny; ++j)
            m_level.wrap(x_plane(int(k)) + s.row(j), 0), m_level.wrap(x_plane(int(k)) + s.row(j), 1);
    });
    core::parallel_for(std::size_t(s.nz), 1, [&](std::size_t n, std::size_t) {
        const int k = int(n);
        Squares sum;
        for (int j = 0; j < s.ny; ++j)
            for (int side = 0; side < 2; ++side) {
                const std::size_t at = s.row(j) + s.start(side);
                const double *below = x_plane(k - 1), *centre = x_plane(k), *above = x_plane(k + 1);
                const Squares row = m_kernels.subtract(m_level.half_row(below, centre, above, j, k, side),
                                                       x_plane(k) + at, m_r.data() + s.plane() * n + at);
                sum.square += row.square, sum.sum += row.sum;
            }
        m_squares[n] = sum;
    });
    return summed(m_squares);
}

/// Energy of one plane of p, row by row behind the update of its rows.
double Conduction::direct_plane(int k, double beta, bool with_below)
{
    const Shape& s = m_level.shape;
    float* p = p_plane(k);
    const float *low = p_plane(k - 1), *z = m_level.z_plane(k);
    const auto kernel = with_below ? m_kernels.energy : m_kernels.energy_aside;
    double sum = 0;
    for (int j = 0; j <= s.ny; ++j)
        for (int side = 0; side < 2; ++side) {
            if (j < s.ny) {
                const std::size_t at = s.row(j) + s.start(side);
                m_kernels.direct(s.half(), z + at, beta, p + at);
                m_level.wrap(p + s.row(j), side);
            }
            if (j > 0)  // its northern row is new by now
                sum += kernel(m_level.half_row<float>(low, p, p, j - 1, k, side), p + s.row(j - 1) + s.start(side));
        }
    return sum;
}

/// Energy of the faces below plane k, which may be the one beyond the last.
double Conduction::energy_below(int k) const
{
    const Shape& s = m_level.shape;
    const float *low = p_plane(k - 1), *here = p_plane(k);
    double sum = 0;
    for (int j = 0; j < s.ny; ++j)
        for (int side = 0; side < 2; ++side)
            sum += m_kernels.energy_below(m_level.half_row(low, here, here, j, k, side),
                                          here + s.row(j) + s.start(side));
    return sum;
}

/// p = z + beta p; returns p A p as the energy of all faces.
double Conduction::direct(double beta)
{
    core::parallel_for(m_bounds.size() - 1, 1, [&](std::size_t slab, std::size_t) {
        for (int k = m_bounds[slab]; k < m_bounds[slab + 1]; ++k)
            m_energy[k] = direct_plane(k, beta, k > m_bounds[slab]);
    });
    core::parallel_for(m_bounds.size(), 1,
                       [&](std::size_t slab, std::size_t) { m_energy_below[slab] = energy_below(m_bounds[slab]); });
    double sum = 0;
    for (const double e : m_energy) sum += e;
    for (const double e : m_energy_below) sum += e;
    return sum;
}

Squares Conduction::descend(double alpha)
{
    const Shape& s = m_level.shape;
    core::parallel_for(m_bounds.size() - 1, 1, [&](std::size_t slab, std::size_t) {
        for (int k = m_bounds[slab]; k < m_bounds[slab + 1]; ++k) {
            Squares sum;
            for (int j = 0; j < s.ny; ++j)
                for (int side = 0; side < 2; ++side) {
                    const std::size_t at = s.row(j) + s.start(side);
                    const float *low = p_plane(k - 1), *p = p_plane(k), *high = p_plane(k + 1);
                    const Squares row =
                        m_kernels.descend(m_level.half_row(low, p, high, j, k, side), p + at, alpha,
                                          m_r.data() + s.plane() * std::size_t(k) + at, x_plane(k) + at);
                    sum.square += row.square, sum.sum += row.sum;
                }
            m_squares[k] = sum;
        }
    });
    return summed(m_squares);
}

/// Both figures; a sum that is below what rounding of the field itself makes of the right side counts as 0.
bool Conduction::good(const Squares& r) const
{
    if (!(std::sqrt(r.square) <= m_stop.residual * m_right_side)) return false;
    if (std::isinf(m_stop.imbalance)) return true;
    const double flow = std::max(std::abs(inflow()), std::abs(outflow()));
    const double rounding = 16 * std::numeric_limits<double>::epsilon() * m_right_sum;
    return std::abs(r.sum) <= std::max(m_stop.imbalance * flow, rounding);
}

/// Sum of conductance x drop^2 over all faces.
double Conduction::energy() const
{
    const Shape& s = m_level.shape;
    std::vector<double> planes(s.nz + 1);
    core::parallel_for(planes.size(), 1, [&](std::size_t k, std::size_t) {
        const double *low = x_plane(int(k) - 1), *here = x_plane(int(k));
        const bool first = k == 0, last = k == std::size_t(s.nz);
        const auto face = [](float t, double drop) { return double(t) * drop * drop; };
        double sum = 0;
        for (int j = 0; j < s.ny; ++j) {
            const std::size_t row = s.row(j), north = s.row(j + 1 < s.ny ? j + 1 : 0);
            for (int i = 0; i < s.nx; ++i) {
                const std::size_t c = s.cell(i), at = s.plane() * k + row + c;
                const double u = last ? m_last : here[row + c];
                sum += face(m_level.tz[at], u - (first ? m_first : low[row + c]));
                if (last) continue;
                sum += face(m_level.tx[at], u - here[row + s.cell(i + 1 < s.nx ? i + 1 : 0)]) +
                       face(m_level.ty[at], u - here[north + c]);
            }
        }
        planes[k] = sum;
    });
    double sum = 0;
    for (const double plane : planes) sum += plane;
    return sum;
}

SolverReport Conduction::solve(double first, double last, const double* source)
{
    const auto start = std::chrono::steady_clock::now();
    m_first = first, m_last = last;
    const Squares right = load(source);
    m_right_side = std::sqrt(right.square), m_right_sum = std::abs(right.sum);
    Squares r = residual_of_field();
    SolverReport report;
    report.cells = m_level.shape.cells();
    for (int attempt = 0; attempt < 3 && !good(r) && m_right_side > 0; ++attempt) {
        double before = 0;
        while (report.iterations < m_stop.most_iterations && !good(r)) {
            const double rz = m_multigrid.cycle(m_r.data());
            const double energy = direct(before > 0 ? rz / before : 0);
            if (!(rz > 0 && energy > 0 && std::isfinite(energy))) break;
            r = descend(rz / energy);
            before = rz;
            ++report.iterations;
        }
        load(source);
        r = residual_of_field();
    }
    const double flow = std::max(std::abs(inflow()), std::abs(outflow()));
    report.residual = m_right_side > 0 ? std::sqrt(r.square) / m_right_side : 0;
    report.imbalance = flow > 0 ? std::abs(r.sum) / flow : 0;
    report.converged = m_right_side == 0 || good(r);
    report.bytes = m_level.bytes() + m_multigrid.bytes() + m_x.bytes() + m_r.bytes() + m_p.bytes();
    report.solve_seconds = seconds_since(start);
    return report;
}

}  // namespace dermavox::transport

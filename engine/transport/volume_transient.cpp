#include "dermavox/transport/volume_transient.hpp"

#include "dermavox/core/unit_names.hpp"
#include "engine/transport/conduction.hpp"
#include "engine/transport/volume_box.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dermavox::transport {
namespace {

void check_storage(std::span<const double> storage, const FluxProblem& problem, std::vector<core::Problem>& problems)
{
    const bool good = storage.size() == problem.materials.size() &&
                      std::all_of(storage.begin(), storage.end(), [](double s) { return s > 0 && std::isfinite(s); });
    if (!good)
        problems.push_back({.file = {},
                            .key = "storage",
                            .found = std::to_string(storage.size()) + " values",
                            .expected = "one positive value for each material",
                            .hint = {}});
}

void check_steps(const TransientProblem& p, std::vector<core::Problem>& problems)
{
    if (!(p.step.si > 0) || !std::isfinite(p.step.si) || p.steps < 1 || !std::isfinite(p.initial))
        problems.push_back({.file = {},
                            .key = "step",
                            .found = core::format_number(p.step.si) + " s, " + std::to_string(p.steps) + " steps",
                            .expected = "a positive step, one step or more, a finite start",
                            .hint = {}});
}

/// visit(place in a field of the level, storage x volume of the cell)
template <class Visit>
void each_cell(const Box& box, std::span<const double> storage, Visit visit)
{
    const Shape s = box.shape();
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < s.ny; ++j)
            for (int i = 0; i < s.nx; ++i) {
                const std::uint8_t m = box.material(i, j, k);
                const bool open = m < storage.size() && box.kappa[m] > 0;
                visit(std::array{i, j, k},
                      open ? storage[m] * box.widths[0][i] * box.widths[1][j] * box.widths[2][k] : 0.0);
            }
}

std::size_t place(const Shape& s, std::array<int, 3> c)
{
    return s.plane() * std::size_t(c[2]) + s.row(c[1]) + s.cell(c[0]);
}

/// The march itself; potentials are those of the problem.
class March
{
public:
    March(const VolumeBox& turned, const TransientProblem& p)
        : m_box(turned.box),
          m_problem(p),
          m_faces(faces_of(turned.box)),
          m_area(turned.area),
          m_ground(field_size(), 0.0f),
          m_source(field_size(), 0.0),
          m_now(field_size(), p.initial)
    {
        const Shape s = m_box.shape();
        each_cell(m_box, p.storage, [&](std::array<int, 3> c, double capacity) {
            m_ground[place(s, c)] = float(capacity / (gamma * p.step.si * m_faces.unit));
        });
        m_faces.level.ground = m_ground.data();
        StopRule stop = p.steady.stop;
        stop.imbalance = std::numeric_limits<double>::infinity();  // the sum includes what is stored
        m_field.emplace(std::move(m_faces.level), stop);
        fill([&](std::size_t) { return p.initial; });
    }

    TransientResult run()
    {
        TransientResult result;
        TransientPoint point;
        for (int n = 1; n <= m_problem.steps; ++n) {
            const std::vector<double> start = m_now;
            const Flows first = stage(start, result.report);
            const std::vector<double> middle = m_now;
            std::vector<double> shifted(start.size());
            for (std::size_t c = 0; c < start.size(); ++c)
                shifted[c] = start[c] + (1 - gamma) / gamma * (middle[c] - start[c]);
            const Flows second = stage(shifted, result.report);
            const double dt = m_problem.step.si;
            point.time = n * dt;
            point.top = second.top, point.bottom = second.bottom;
            point.passed_top += dt * ((1 - gamma) * first.top + gamma * second.top);
            point.passed_bottom += dt * ((1 - gamma) * first.bottom + gamma * second.bottom);
            result.points.push_back(point);
        }
        const Shape s = m_box.shape();
        each_cell(m_box, m_problem.storage, [&](std::array<int, 3> c, double capacity) {
            result.stored += capacity * (m_now[place(s, c)] - m_problem.initial) / m_area;
        });
        return result;
    }

private:
    static constexpr double gamma = 1 - 0.70710678118654752440;
    struct Flows {
        double top, bottom;
    };

    std::size_t field_size() const { return m_box.shape().plane() * std::size_t(m_box.shape().nz); }

    template <class Value>
    void fill(Value value)
    {
        const Shape s = m_box.shape();
        for (int k = 0; k < s.nz; ++k)
            for (int j = 0; j < s.ny; ++j)
                for (int i = 0; i < s.nx; ++i) m_field->set(i, j, k, value(place(s, {i, j, k})));
    }

    /// (s/(gamma dt) + A) psi = s/(gamma dt) known + ends.
    Flows stage(const std::vector<double>& known, SolverReport& worst)
    {
        for (std::size_t c = 0; c < known.size(); ++c) m_source[c] = double(m_ground[c]) * known[c];
        const SolverReport report =
            m_field->solve(m_problem.steady.top.value, m_problem.steady.bottom.value, m_source.data());
        require_converged(report);
        const int most = std::max(worst.iterations, report.iterations);
        const double largest = std::max(worst.residual, report.residual);
        worst = report;
        worst.iterations = most, worst.residual = largest, worst.imbalance = 0;
        const Shape s = m_box.shape();
        for (int k = 0; k < s.nz; ++k)
            for (int j = 0; j < s.ny; ++j)
                for (int i = 0; i < s.nx; ++i) m_now[place(s, {i, j, k})] = m_field->at(i, j, k);
        const double scale = m_faces.unit / m_area;
        return {-m_field->inflow() * scale, -m_field->outflow() * scale};
    }

    const Box& m_box;
    const TransientProblem& m_problem;
    Faces m_faces;
    double m_area;
    std::vector<float> m_ground;
    std::vector<double> m_source, m_now;
    std::optional<Conduction> m_field;
};

}  // namespace

TransientResult volume_transient(const IndexedVolume& volume, const TransientProblem& problem)
{
    check(volume.size, problem.steady);
    std::vector<core::Problem> problems;
    check_storage(problem.storage, problem.steady, problems);
    check_steps(problem, problems);
    if (!problems.empty()) throw core::InputError(std::move(problems));
    refuse_beyond(flux_memory(volume.size, problem.steady) / 43 * 80, problem.steady);
    const VolumeBox turned = volume_box(volume, problem.steady);
    return March(turned, problem).run();
}

double lag_time(const IndexedVolume& volume, const FluxProblem& problem, std::span<const double> storage)
{
    check(volume.size, problem);
    std::vector<core::Problem> problems;
    check_storage(storage, problem, problems);
    if (!problems.empty()) throw core::InputError(std::move(problems));
    refuse_beyond(flux_memory(volume.size, problem), problem);
    const VolumeBox turned = volume_box(volume, problem);
    Faces faces = faces_of(turned.box);
    Conduction field(std::move(faces.level), problem.stop);
    require_converged(field.solve(0, 1));
    double moment = 0;
    each_cell(turned.box, storage, [&](std::array<int, 3> c, double capacity) {
        const double u = field.at(c[0], c[1], c[2]);
        moment += capacity * u * (1 - u);
    });
    return moment / (field.energy() * faces.unit);
}

}  // namespace dermavox::transport

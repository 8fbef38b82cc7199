#include "dermavox/mechanics/array_contact.hpp"

#include "dermavox/core/problem.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dermavox::mechanics {

using Part = NeedleContact::Part;

ArrayContact::ArrayContact(std::shared_ptr<const ArrayBands> bands,
                           std::vector<std::shared_ptr<const NeedleContact>> types)
    : m_bands(std::move(bands)),
      m_types(std::move(types))
{
}

ArrayContact::Workspace ArrayContact::workspace(std::size_t parts) const
{
    const std::size_t count = m_bands->loads() + parts;
    const Eigen::Index n = Eigen::Index(count);
    Workspace made;
    made.bands = m_bands->workspace(parts);
    made.steps.resize(m_bands->loads()), made.points.resize(count), made.tried.resize(count);
    for (Eigen::VectorXd* v : {&made.scale, &made.sigma, &made.sigma_tried, &made.force, &made.force_tried,
                               &made.residual, &made.residual_tried, &made.step, &made.product})
        *v = Eigen::VectorXd::Zero(n);
    made.hessian = made.matrix = Eigen::MatrixXd::Zero(n, n);
    return made;
}

void ArrayContact::take_omega(const Loads& loads, Workspace& at) const
{
    for (std::size_t i = 0; i < loads.needles.size(); ++i) {
        const NeedleColumns& columns = m_types[loads.needles[i].type]->columns();
        const NeedleColumns::Between between = columns.at(loads.needles[i].stands.inserted);
        for (std::size_t m = 0; m < m_bands->bands(); ++m)
            at.bands.omega(Eigen::Index(i), Eigen::Index(m)) = columns.omega(between, m);
    }
}

void ArrayContact::begin(const Loads& loads, const LinearPart* linear, Workspace& at,
                         const Eigen::MatrixXd* hessian) const
{
    const std::size_t n = loads.needles.size();
    for (std::size_t i = 0; i < n; ++i) {
        NeedleContact::Standing& stands = loads.needles[i].stands;
        const NeedleContact& type = *m_types[loads.needles[i].type];
        stands.inserted = std::max(0.0, std::min(stands.inserted, stands.root));
        at.steps[i] = type.step(stands);
        at.sigma[Eigen::Index(i)] = loads.needles[i].sigma, at.scale[Eigen::Index(i)] = type.scale();
    }
    for (std::size_t k = 0; k < loads.parts.size(); ++k) {
        const Eigen::Index row = Eigen::Index(n + k);
        at.sigma[row] = loads.parts[k].sigma, at.scale[row] = linear->matrix(row, row);
    }
    take_omega(loads, at);
    at.has_hessian = hessian != nullptr;
    if (hessian) at.hessian = *hessian;
}

// Points, displacements and residual at sigma_tried.
double ArrayContact::evaluate(const Loads& loads, const LinearPart* linear, Workspace& at) const
{
    const std::size_t n = loads.needles.size();
    for (std::size_t i = 0; i < n; ++i)
        at.tried[i] = m_types[loads.needles[i].type]->at(at.steps[i], at.sigma_tried[Eigen::Index(i)]);
    for (std::size_t i = n; i < loads.count(); ++i) {
        const double sigma = at.sigma_tried[Eigen::Index(i)], scale = at.scale[Eigen::Index(i)];
        at.tried[i] = sigma <= 0 ? NeedleContact::Point{0, sigma, 0, 1, 0, Part::slides}
                                 : NeedleContact::Point{sigma / scale, 0, 1 / scale, 0, 0, Part::sticks};
    }
    for (std::size_t i = 0; i < loads.count(); ++i) at.force_tried[Eigen::Index(i)] = at.tried[i].force;
    m_bands->displace(at.force_tried, linear, at.bands);
    double worst = 0;
    for (std::size_t i = 0; i < loads.count(); ++i) {
        const Eigen::Index k = Eigen::Index(i);
        const double travel = i < n ? loads.needles[i].travel : loads.parts[i - n].travel;
        at.residual_tried[k] = at.tried[i].travel + at.bands.displacement[k] - travel;
        worst = std::max(worst, std::abs(at.residual_tried[k]));
    }
    return worst;
}

// (diag tau' + (H + mu diag H) diag F') d = r, solved for p = F' d: symmetric. False where the energy has not fallen.
bool ArrayContact::newton_step(const Loads& loads, const LinearPart* linear, Workspace& at, double damping,
                               double& error) const
{
    constexpr double stiff = 1e9, free = 1e3;  // tau'/F' over c0: beyond, a force stays as it is
    at.matrix = at.hessian;
    for (Eigen::Index i = 0; i < at.sigma.size(); ++i) {
        const NeedleContact::Point& p = at.points[std::size_t(i)];
        const double most = stiff * at.scale[i];
        const double own = p.travel_slope < most * p.force_slope ? p.travel_slope / p.force_slope : most;
        at.matrix(i, i) += damping * at.hessian(i, i) + own + 1e-12 * at.scale[i];
    }
    at.factor.compute(at.matrix);
    at.step = at.residual;
    at.factor.solveInPlace(at.step);
    at.product.noalias() = at.hessian * at.step;
    for (Eigen::Index i = 0; i < at.sigma.size(); ++i) {
        const NeedleContact::Point& p = at.points[std::size_t(i)];
        const bool bears = p.travel_slope < free * at.scale[i] * p.force_slope;
        const double rest = at.residual[i] - at.product[i] - damping * at.hessian(i, i) * at.step[i];
        at.sigma_tried[i] =
            at.sigma[i] - (bears ? at.step[i] / p.force_slope : rest / p.travel_slope) / (1 + damping);
    }
    ++at.newton_steps;
    error = evaluate(loads, linear, at);
    return (at.force_tried - at.force).dot(at.residual_tried) <= 0;
}

// Each load in turn to its balance with the others where they are.
double ArrayContact::take_turns(const Loads& loads, const LinearPart* linear, Workspace& at) const
{
    constexpr int sweeps = 8, bisections = 48;
    at.sigma_tried = at.sigma;
    for (int sweep = 0; sweep < sweeps; ++sweep)
        for (Eigen::Index i = 0; i < at.sigma.size(); ++i) {
            double& sigma = at.sigma_tried[i];
            const auto off = [&](double x) { return sigma = x, evaluate(loads, linear, at), at.residual_tried[i]; };
            double low = sigma, high = sigma, step = std::abs(off(sigma)) + 1e-9;
            for (; off(low) > 0; step *= 2) low -= step;
            for (; off(high) < 0; step *= 2) high += step;
            for (int k = 0; k < bisections; ++k) {
                const double middle = (low + high) / 2;
                (off(middle) < 0 ? low : high) = middle;
            }
        }
    return evaluate(loads, linear, at);
}

void ArrayContact::accept(Workspace& at)
{
    std::swap(at.sigma, at.sigma_tried), std::swap(at.points, at.tried);
    std::swap(at.force, at.force_tried), std::swap(at.residual, at.residual_tried);
}

// Newton steps, damped and shortened, as long as they are given; returns what is left of the residual.
double ArrayContact::step_down(const Loads& loads, const LinearPart* linear, Workspace& at, const Accuracy& accuracy,
                               double error) const
{
    constexpr double least = 1e-9, first = 1e-6, some = 0.05;
    bool fresh = false;
    if (!at.has_hessian) m_bands->hessian(linear, at.bands, at.hessian), fresh = at.has_hessian = true;
    double damping = first;
    for (int left = accuracy.most_steps; error > accuracy.residual && left > 0; --left) {
        double next = 0;
        const bool fell = newton_step(loads, linear, at, damping, next);
        if (fell || next < error / 2) {
            const bool slow = next > error / accuracy.gain;
            accept(at);
            error = next, damping = std::max(damping / 5, least), fresh = false;
            if (slow) m_bands->hessian(linear, at.bands, at.hessian), fresh = true;
        } else if (!fresh) {
            m_bands->displace(at.force, linear, at.bands);
            m_bands->hessian(linear, at.bands, at.hessian), fresh = true;
        } else {
            damping = std::max(5 * damping, some);
        }
    }
    return error;
}

void ArrayContact::balance(const Loads& loads, const LinearPart* linear, Workspace& at,
                           const Accuracy& accuracy) const
{
    constexpr int most_turns = 4;
    at.sigma_tried = at.sigma;
    double error = evaluate(loads, linear, at);
    accept(at);
    // where a needle is just about to touch, the side on which it goes on
    for (std::size_t i = 0; i < at.steps.size(); ++i)
        if (at.sigma[Eigen::Index(i)] == at.steps[i].s_out && at.residual[Eigen::Index(i)] > 0)
            at.points[i].force_slope = 0, at.points[i].travel_slope = 1;
    error = step_down(loads, linear, at, accuracy, error);
    for (int turn = 0; turn < most_turns && error > accuracy.residual; ++turn) {
        error = take_turns(loads, linear, at);
        accept(at);
        at.has_hessian = false;
        error = step_down(loads, linear, at, accuracy, error);
    }
    if (error > accuracy.residual)
        throw core::Failure(core::exit_code::not_converged,
                            fmt::format("mechanics: no balance of {} needles found: off by {:.3g} m after {} steps, "
                                        "largest force {:.3g} N",
                                        loads.needles.size(), error, accuracy.most_steps,
                                        at.force.cwiseAbs().maxCoeff()));
    for (std::size_t i = 0; i < loads.needles.size(); ++i) {
        const Eigen::Index k = Eigen::Index(i);
        NeedleState& needle = loads.needles[i];
        needle.sigma = at.sigma[k], needle.force = at.force[k];
        needle.stands.inserted = at.points[i].inserted;
        const NeedleContact::Bone bone = m_types[needle.type]->on_bone(at.steps[i], at.sigma[k]);
        needle.bone = bone.force, needle.bone_energy = bone.energy;
        const bool rooted = at.points[i].part == Part::stops && at.steps[i].limit == needle.stands.root;
        needle.face = rooted ? std::max(0.0, needle.force - at.steps[i].end) : 0;
        needle.peak = std::max(needle.peak, needle.force + needle.bone);
    }
    for (std::size_t k = 0; k < loads.parts.size(); ++k) {
        const Eigen::Index row = Eigen::Index(loads.needles.size() + k);
        loads.parts[k].sigma = at.sigma[row], loads.parts[k].force = at.force[row];
    }
}

bool ArrayContact::breaks(const Workspace& at) const
{
    for (std::size_t i = 0; i < at.steps.size(); ++i)
        if (at.points[i].part == Part::yields && at.steps[i].at_layer) return true;
    return false;
}

void ArrayContact::break_layers(const Loads& loads, Workspace& at) const
{
    for (std::size_t i = 0; i < loads.needles.size(); ++i) {
        NeedleState& needle = loads.needles[i];
        if (at.points[i].part == Part::yields && at.steps[i].at_layer) ++needle.stands.passed;
        at.steps[i] = m_types[needle.type]->step(needle.stands);
    }
}

// The needle with the largest gap; as many as there are: none.
std::size_t ArrayContact::sliding(const Loads& loads, const Workspace& at) const
{
    std::size_t worst = loads.needles.size();
    double gap = 1e-9;
    for (std::size_t i = 0; i < loads.needles.size(); ++i) {
        if (at.points[i].part != Part::slides || at.steps[i].inserted <= 0) continue;
        const double open = at.steps[i].s_out - at.sigma[Eigen::Index(i)];
        if (open > gap) gap = open, worst = i;
    }
    return worst;
}

// To where the skin, with its neighbours as they are, holds it, but not far at once: what the others do changes.
void ArrayContact::slide(const Loads& loads, const LinearPart* linear, std::size_t needle, Workspace& at) const
{
    constexpr double shortest = 20e-6;
    for (std::size_t i = 0; i < loads.needles.size(); ++i)
        at.steps[i] = m_types[loads.needles[i].type]->step(loads.needles[i].stands);
    NeedleState& slides = loads.needles[needle];
    const NeedleContact& type = *m_types[slides.type];
    const double here = at.steps[needle].inserted, most = std::max(shortest, here / 6);
    const Eigen::Index row = Eigen::Index(needle);
    m_bands->hessian(linear, at.bands, at.hessian);
    const double held = type.held_below(at.steps[needle], at.points[needle].travel, at.hessian(row, row));
    slides.stands.inserted = std::max(held, here > shortest ? here - most : 0);
    at.steps[needle] = type.step(slides.stands);
}

ArrayContact ArrayContact::relaxed(double kept) const
{
    std::vector<std::shared_ptr<const NeedleContact>> types;
    for (const auto& type : m_types) types.push_back(std::make_shared<const NeedleContact>(type->relaxed(kept)));
    return {m_bands, std::move(types)};
}

double ArrayContact::stored(const Loads& loads, const LinearPart* linear, const Workspace& at) const
{
    double energy = at.force.dot(at.bands.displacement) - m_bands->complementary(at.bands);
    for (std::size_t i = 0; i < loads.needles.size(); ++i) {
        const NeedleState& needle = loads.needles[i];
        const NeedleColumns& columns = m_types[needle.type]->columns();
        const NeedleColumns::Own own = columns.own(columns.at(needle.stands.inserted), needle.force);
        const double ahead = at.points[i].travel - needle.stands.inserted - own.displacement;
        energy += needle.force * (own.displacement + ahead) - own.energy + needle.bone_energy;
    }
    if (linear && linear->matrix.size() > 0) energy -= at.force.dot(linear->matrix * at.force) / 2;
    if (linear && linear->offset.size() > 0) energy -= at.force.dot(linear->offset);
    return energy;
}

}  // namespace dermavox::mechanics

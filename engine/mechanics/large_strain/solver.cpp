#include "engine/mechanics/large_strain/surface.hpp"
#include "engine/mechanics/large_strain/system.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

namespace dermavox::mechanics::large_strain {

namespace {

bool is_dead(const Load& load) { return load.kind == Load::Kind::pressure || load.kind == Load::Kind::gaussian; }

// Where elements must be small, and which distances must be lines, for a load.
std::vector<Fine> fine_for(const Load& load, double size)
{
    const double edge = load.edge * size;
    switch (load.kind) {
    case Load::Kind::pressure:
        if (load.inner > 0) {
            const double by = size * (load.outer - load.inner) / 2;
            return {{load.inner, load.inner, by / 2}, {load.outer, load.outer, by / 2}};
        }
        return {{0, load.outer, size * load.outer}};
    case Load::Kind::gaussian:
        if (load.count > 0) return {{0, 2 * load.edge, edge}, {load.inner, load.inner, load.sigma * size * 2}};
        return {{0, 2 * load.edge, edge}};
    case Load::Kind::needle:
        return {{0, 1.5 * load.outer, size * load.outer}};
    case Load::Kind::ring:
        if (load.inner > 0)
            return {{load.inner, load.inner + load.edge, edge}, {load.outer - load.edge, load.outer, edge}};
        return {{load.outer - load.edge, load.outer, edge}};
    case Load::Kind::sphere:
        return {{0, 0.3 * load.outer, 0.04 * size * load.outer}};
    }
    return {};
}

std::vector<double> stops_for(const Load& load)
{
    switch (load.kind) {
    case Load::Kind::pressure:
        return {load.inner, load.outer};
    case Load::Kind::ring:
        return {load.inner, load.inner > 0 ? load.inner + load.edge : 0, load.outer - load.edge, load.outer};
    default:
        return {};
    }
}

double mean_modulus(const Body& body, double depth)
{
    double sum = 0, left = depth;
    for (const Layer& layer : body.layers) {
        sum += layer.shear_modulus * std::min(left, layer.thickness);
        left -= std::min(left, layer.thickness);
    }
    return sum / (depth - left);
}

// Pressures are of the order of the modulus of the skin's first millimetre, under needles a few times that: the skin
// enters a tool by less than 1e-3 of the tool's size.
double penalty_of(const Body& body, const Load& load)
{
    if (is_dead(load)) return 0;
    const double firm = load.kind == Load::Kind::needle ? 4e4 : 5e2;
    return firm * mean_modulus(body, 1e-3) / (load.outer - load.inner);
}

double surface_size(const Body& body, const std::vector<Fine>& fine, int across_top)
{
    double size = body.layers.front().thickness / across_top;
    for (const Fine& f : fine) size = std::min(size, f.size);
    return size;
}

}  // namespace

/// A body under its load.
struct Balance {
    double displacement = 0, force = 0;  // steered; of a dead load
    Eigen::VectorXd u{};
};

struct Solver::State {
    System system;
    Load load;
    Eigen::VectorXd dead, control;  // per newton; weights of the displacement that is steered
    std::vector<Balance> last;      // the balances last found, the latest first
    int newton_steps = 0;           // with a stiffness of their own

    const Balance& now() const { return last.front(); }
    Balance guess(double target) const;
    bool borne(const Balance& at, double target) const;
    bool refactorise(const Balance& at, double target);
    Eigen::VectorXd change_of(Balance& at, double target);
    bool newton(Balance& at, double target);
    bool attempt(double target);
    bool step(double target, int halvings);
};

// False where a step went through the tool: the surface lies still behind it.
bool Solver::State::borne(const Balance& at, double target) const
{
    return is_dead(load) || system.tool_force(at.u, load, target) > 0;
}

bool Solver::State::refactorise(const Balance& at, double target)
{
    ++newton_steps;
    return system.assemble(at.u, load, target, Wanted::stiffness) && system.factorise();
}

// By the stiffness factorised last and the forces assembled last; moves the force of a dead load with it.
Eigen::VectorXd Solver::State::change_of(Balance& at, double target)
{
    if (!is_dead(load)) return system.solve(-system.force());
    const Eigen::VectorXd free = system.solve(at.force * dead - system.force()), per_newton = system.solve(dead);
    const double more = (target - control.dot(at.u + free)) / control.dot(per_newton);
    at.force += more;
    return free + more * per_newton;
}

// To the balance at this displacement, from a guess. Under a tool the stiffness is factorised again only where the
// last one brought the body less than `gain` times nearer; near the limit of a dead load that leads astray. A step
// that turns an element inside out is halved; one that goes too far downhill in energy is shortened to where its
// slope is about 0.
bool Solver::State::newton(Balance& at, double target)
{
    constexpr int most = 40, most_shortened = 5;
    constexpr double gain = 3;
    Eigen::VectorXd change;
    double slope = 0, taken = 1, last_change = 0;
    for (int n = 0, shortened = 0; n < most;) {
        const bool whole = system.assemble(at.u, load, target, Wanted::forces);
        if (!whole && n == 0) return false;
        const double here = whole && n > 0 ? change.dot(system.force()) : 0;
        if ((!whole || (!is_dead(load) && here > 0.5 * slope)) && shortened++ < most_shortened) {
            const double less = taken * (whole ? std::max(0.2, slope / (slope + here)) : 0.5);
            at.u -= (taken - less) * change, taken = less;
            continue;
        }
        if (!whole) return false;
        const bool cut = taken < 1;
        shortened = 0, taken = 1;
        const double force = at.force;
        if (n > 0 && !cut && !is_dead(load)) change = change_of(at, target);
        if (n++ == 0 || cut || is_dead(load) || change.lpNorm<Eigen::Infinity>() * gain > last_change) {
            at.force = force;
            if (!refactorise(at, target)) return false;
            change = change_of(at, target);
        }
        slope = -change.dot(system.force());
        at.u += change;
        last_change = change.lpNorm<Eigen::Infinity>();
        if (!std::isfinite(last_change)) return false;
        if (last_change <= 1e-7 * target + 1e-12) return borne(at, target);  // rounding moves nodes by some 1e-13 m
    }
    return false;
}

// By the polynomial through the last balances, no further than they reach back.
Balance Solver::State::guess(double target) const
{
    Balance made{target, 0, Eigen::VectorXd::Zero(now().u.size())};
    std::span<const Balance> through(last);
    while (through.size() > 2 && target - now().displacement > now().displacement - through[1].displacement)
        through = through.first(through.size() - 1);
    for (const Balance& one : through) {
        double share = 1;
        for (const Balance& other : through)
            if (&other != &one) share *= (target - other.displacement) / (one.displacement - other.displacement);
        made.force += share * one.force, made.u += share * one.u;
    }
    return made;
}

bool Solver::State::attempt(double target)
{
    constexpr std::size_t remembered = 3;
    Balance at = guess(target);
    if (!newton(at, target)) {
        at = {target, now().force, now().u};
        if (!newton(at, target)) return false;
    }
    last.insert(last.begin(), std::move(at));
    if (last.size() > remembered) last.pop_back();
    return true;
}

bool Solver::State::step(double target, int halvings)
{
    if (attempt(target)) return true;
    if (halvings == 0) return false;
    return step((now().displacement + target) / 2, halvings - 1) && step(target, halvings - 1);
}

Solver::Solver(const Body& body, const Load& load, const Fineness& fineness)
{
    const std::vector<Fine> fine = fine_for(load, fineness.size);
    Mesh mesh = mesh_of(body, stops_for(load), fine, surface_size(body, fine, fineness.across_top), fineness.growth);
    m_state.reset(new State{System(std::move(mesh), penalty_of(body, load)), load, {}, {}, {}});
    State& s = *m_state;
    s.last.push_back({0, 0, Eigen::VectorXd::Zero(Eigen::Index(s.system.unknowns()))});
    if (load.kind == Load::Kind::pressure) s.dead = s.control = even_weights(s.system.mesh(), load.inner, load.outer);
    if (load.kind == Load::Kind::gaussian) {
        s.dead = s.control = gaussian_weights(s.system.mesh(), 0, load.edge);
        if (load.count > 0) s.dead += load.count * gaussian_weights(s.system.mesh(), load.inner, load.sigma);
    }
}

Solver::~Solver() = default;
Solver::Solver(Solver&&) noexcept = default;
Solver& Solver::operator=(Solver&&) noexcept = default;

bool Solver::to(double displacement) { return m_state->step(displacement, 6); }

double Solver::displacement() const { return m_state->now().displacement; }

double Solver::force() const
{
    const State& s = *m_state;
    return is_dead(s.load) ? s.now().force : s.system.tool_force(s.now().u, s.load, s.now().displacement);
}

double Solver::surface(double r) const { return surface_at(m_state->system.mesh(), m_state->now().u, r); }

double Solver::mean(double inner, double outer) const
{
    return even_weights(m_state->system.mesh(), inner, outer).dot(m_state->now().u);
}

double Solver::mean_gaussian(double r, double sigma) const
{
    return gaussian_weights(m_state->system.mesh(), r, sigma).dot(m_state->now().u);
}

Solver::Tangents Solver::tangents(const std::vector<double>& r, double sigma) const
{
    State& s = *m_state;
    s.refactorise(s.now(), s.now().displacement);
    const Eigen::VectorXd per_newton = s.system.solve(s.dead);
    Tangents made{s.control.dot(per_newton), {}};
    for (const double at : r) made.cross.push_back(gaussian_weights(s.system.mesh(), at, sigma).dot(per_newton));
    return made;
}

std::size_t Solver::elements() const { return m_state->system.mesh().columns() * m_state->system.mesh().rows.size(); }
int Solver::newton_steps() const { return m_state->newton_steps; }

}  // namespace dermavox::mechanics::large_strain

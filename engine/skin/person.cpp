#include "dermavox/skin/person.hpp"

#include "dermavox/core/random.hpp"

#include <cmath>

namespace dermavox::skin {
namespace {

enum class Drawn : std::uint64_t {
    thickness,
    young_modulus,
    poisson_ratio,
    density,
    toughness,
    puncture_factor,
    friction,
    adhesion,
    recoil,
    kappa,
    tewl,
    cutting_factor
};

constexpr std::uint64_t k_backing = 100;  ///< beside the roles
constexpr double k_most_poisson = 0.4999;

class Anatomy
{
public:
    Anatomy(std::uint64_t seed, std::uint64_t subject) : m_random(seed, core::Purpose::anatomy), m_subject(subject) {}

    /// `group`: who shares the draw. The draw is repeated until the value stays within `most`.
    template <class Q>
    void draw(Property<Q>& property, Drawn drawn, std::uint64_t group, double most = INFINITY) const
    {
        if (!(property.spread > 0)) return;
        const double sigma = std::sqrt(std::log1p(property.spread * property.spread));
        core::Counter at{.pass = m_subject, .cycle = group, .needle = std::uint64_t(drawn), .draw = 0};
        Q moved = property.value;
        do {
            moved = property.value * std::exp(sigma * m_random.normal(at));
            ++at.draw;
        } while (double(si(moved)) > most);
        property.value = moved;
    }

private:
    template <class Q>
    static double si(const Q& quantity)
    {
        if constexpr (requires { quantity.si; })
            return quantity.si;
        else
            return double(quantity);
    }

    core::Random m_random;
    std::uint64_t m_subject;
};

}  // namespace

Stack person(Stack stack, std::uint64_t seed, std::uint64_t subject)
{
    const Anatomy anatomy(seed, subject);
    for (Layer& layer : stack.layers) {
        const auto role = std::uint64_t(layer.role);
        anatomy.draw(layer.thickness, Drawn::thickness, role);
        anatomy.draw(layer.young_modulus, Drawn::young_modulus, role);
        anatomy.draw(layer.poisson_ratio, Drawn::poisson_ratio, role, k_most_poisson);
        anatomy.draw(layer.density, Drawn::density, role);
        anatomy.draw(layer.cutting_factor, Drawn::cutting_factor, role);
        anatomy.draw(layer.toughness, Drawn::toughness, role);
        anatomy.draw(layer.puncture_factor, Drawn::puncture_factor, role);
        anatomy.draw(layer.friction, Drawn::friction, role);
        anatomy.draw(layer.adhesion, Drawn::adhesion, role);
        anatomy.draw(layer.recoil, Drawn::recoil, role, 1);
        anatomy.draw(layer.kappa, Drawn::kappa, role);
    }
    if (!stack.backing.rigid) {
        anatomy.draw(stack.backing.young_modulus, Drawn::young_modulus, k_backing);
        anatomy.draw(stack.backing.poisson_ratio, Drawn::poisson_ratio, k_backing, k_most_poisson);
    }
    anatomy.draw(stack.tewl, Drawn::tewl, k_backing);
    return stack;
}

}  // namespace dermavox::skin

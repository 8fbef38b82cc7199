#include "dermavox/mechanics/held_skin.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/mechanics/cutting_law.hpp"

#include <boost/math/tools/toms748_solve.hpp>

#include <algorithm>
#include <cassert>
#include <fmt/format.h>

namespace dermavox::mechanics {

namespace {

std::string newtons_per_metre(Tension tension) { return fmt::format("{:.4g} N/m", tension.si); }

void refuse_tautness(const char* key, const std::string& found, const std::string& hint)
{
    throw core::InputError({{"", 0, 0, key, found,
                             "what hands hold skin to: " + newtons_per_metre(tautest) +
                                 " at most, and less than "
                                 "breaks its fibres",
                             hint}});
}

}  // namespace

HeldSkin::HeldSkin(const skin::Stack& skin, const Parameters& parameters)
    : m_law(dermis_constants(parameters)),
      m_thickness(dermis_thickness(skin).si),
      m_rest(skin.rest_tension.si)
{
}

double HeldSkin::from_slack(double area) const { return m_law.prestretch(m_rest / (m_thickness * area)); }

Pull HeldSkin::pull(skin::Stretch by) const
{
    assert(has_law() && by.x > 0 && by.y > 0);
    const double l0 = from_slack(by.x * by.y);
    const auto bears = [&](double along, double across) {
        return std::max(0.0, m_thickness * m_law.stress(l0 * along, l0 * across));
    };
    const Pull pull{{bears(by.x, by.y)}, {bears(by.y, by.x)}};
    const double further = 1.001, longest = std::max(by.x, by.y), other = std::min(by.x, by.y);
    const bool breaks = bears(longest * further, other) < bears(longest, other);
    if (breaks || pull.mean() > tautest)
        refuse_tautness("skin.stretch", fmt::format("{:g} x {:g}", by.x, by.y),
                        breaks ? "its fibres break there; write a smaller stretch"
                               : fmt::format("it takes {}; write a smaller stretch", newtons_per_metre(pull.mean())));
    return pull;
}

// Taut skin is l0 l from slack, which its stress alone gives; l0 falls as l grows, slower than 1/l.
double HeldSkin::even_stretch(Tension held) const
{
    assert(has_law() && held.si >= 0);
    if (held.si == m_rest) return 1;
    if (held > tautest) refuse_tautness("skin.tension", newtons_per_metre(held), "write a lower tension");
    const double whole = m_law.prestretch(held.si / m_thickness);
    boost::uintmax_t iterations = 100;
    const auto root =
        boost::math::tools::toms748_solve([&](double l) { return l * from_slack(l * l) - whole; }, 0.5, whole,
                                          boost::math::tools::eps_tolerance<double>(48), iterations);
    return (root.first + root.second) / 2;
}

}  // namespace dermavox::mechanics

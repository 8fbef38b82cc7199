#include "dermavox/skin/condition.hpp"

#include "engine/skin/complaints.hpp"
#include "engine/skin/multiply.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace dermavox::skin {
namespace {

constexpr double young = 20, turning = 50, old = 80;  ///< years

/// What is left at an age of what shrinks or grows by a share per decade from 20 years on.
double left(double rate, double years) { return 1 - rate * (years - young) / 10; }

void check(double from, double to, const Ageing& ageing)
{
    Complaints complaints;
    complaints.unless_within("skin.age from", from, 18, 100);
    complaints.unless_within("skin.age", to, 18, 100);
    const double oldest = std::max(from, to);
    for (const auto& [key, rate] : {std::pair("epidermis_per_decade", ageing.epidermis_per_decade.value),
                                    std::pair("dermis_per_decade", ageing.dermis_per_decade.value)})
        complaints.unless(left(rate, oldest) > 0 && left(rate, young - 2) > 0, std::string("skin.ageing.") + key,
                          fmt::format("{}", double(rate)), fmt::format("something left at {} years", oldest));
    const double stiffer = ageing.dermis_modulus_per_decade.value;
    complaints.unless(left(-stiffer, oldest) > 0 && left(-stiffer, young - 2) > 0,
                      "skin.ageing.dermis_modulus_per_decade", fmt::format("{}", stiffer),
                      "a modulus above 0 at both ages");
    complaints.unless(papillae_height(oldest, ageing).si > 0, "skin.ageing.papillae_old",
                      fmt::format("{} m", ageing.papillae_old.value.si),
                      fmt::format("papillae above 0 at {} years", oldest));
    complaints.unless_positive("skin.ageing.furrows_young", ageing.furrows_young.value.si);
    complaints.unless_positive("skin.ageing.furrows_old", ageing.furrows_old.value.si);
    complaints.raise();
}

}  // namespace

Length papillae_height(double years, const Ageing& ageing)
{
    const double t = (years - young) / (old - young);
    return ageing.papillae_young.value + t * (ageing.papillae_old.value - ageing.papillae_young.value);
}

Length furrow_depth(double years, const Ageing& ageing)
{
    const double t = std::max(0.0, (years - turning) / (old - turning));
    return ageing.furrows_young.value + t * (ageing.furrows_old.value - ageing.furrows_young.value);
}

Ratio second_furrows(double years) { return std::clamp((old - years) / (old - turning), 0.0, 1.0); }

Stack aged(Stack stack, double from, double to, const Ageing& ageing)
{
    check(from, to, ageing);
    const std::string why = fmt::format("from {:g} to {:g} years", from, to);
    const auto change = [&](double rate) { return left(rate, to) / left(rate, from); };
    for (Layer& layer : stack.layers) {
        if (layer.role == Role::epidermis) multiply(layer.thickness, change(ageing.epidermis_per_decade.value), why);
        if (layer.role == Role::dermis) {
            multiply(layer.thickness, change(ageing.dermis_per_decade.value), why);
            multiply(layer.young_modulus, change(-ageing.dermis_modulus_per_decade.value), why);
        }
    }
    multiply(stack.papillae.height, papillae_height(to, ageing).si / papillae_height(from, ageing).si, why);
    multiply(stack.relief.depth, furrow_depth(to, ageing).si / furrow_depth(from, ageing).si, why);
    if (second_furrows(from) > 0) multiply(stack.relief.second, second_furrows(to) / second_furrows(from), why);
    return stack;
}

std::optional<Hydration> hydration_named(std::string_view name)
{
    const char* middle = "ratio of wet to dry read, normal at its geometric middle";
    const auto set = [&](const char* word, double side) {  // side -1 dry, 0 normal, 1 wet
        const auto factor = [&](double wet_to_dry) {
            return Property<Ratio>{std::pow(wet_to_dry, side / 2), 0, Basis::proposed, middle};
        };
        return Hydration{word, factor(0.1), factor(7), factor(0.15)};
    };
    const std::array states = {set("dry", -1), set("normal", 0), set("wet", 1)};
    const auto* state = std::ranges::find_if(states, [&](const auto& s) { return name == s.name; });
    if (state == states.end()) return std::nullopt;
    return *state;
}

Stack hydrated(Stack stack, const Hydration& hydration)
{
    const std::string why = std::string(hydration.name) + " barrier";
    for (Layer& layer : stack.layers) {
        if (layer.role != Role::barrier) continue;
        multiply(layer.young_modulus, hydration.modulus.value, why);
        multiply(layer.cutting_factor, hydration.toughness.value, why);
        multiply(layer.puncture_factor, hydration.puncture.value, why);
    }
    return stack;
}

}  // namespace dermavox::skin

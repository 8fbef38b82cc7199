/// How age, water and scarring change a stack: sets of factors with their sources, and the stack that follows.
#pragma once

#include "dermavox/skin/layer.hpp"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace dermavox::skin {

/// Rates of change from 20 years on, linear in age. A layer's thickness is
///
///     t(age) = t(20) (1 - rate (age - 20)/10 years)
struct Ageing {
    Property<Ratio> epidermis_per_decade{0.0645, 0, Basis::proposed,
                                         "7.2 % men, 5.7 % women: doi:10.1159/000213172; their middle"};
    Property<Ratio> dermis_per_decade{0.06, 0, Basis::read, "doi:10.1159/000213172, upper inner arm"};
    Property<Length> papillae_young{100.0_um, 0, Basis::proposed, "upper end of 40 to 100 um, at 20 years"};
    Property<Length> papillae_old{40.0_um, 0, Basis::proposed,
                                  "lower end, at 80 years; heights fall with age: doi:10.1364/BOE.5.003266"};
    Property<Length> furrows_young{50.0_um, 0, Basis::assumed, "level to 50 years; no figure adopted"};
    Property<Length> furrows_old{100.0_um, 0, Basis::read,
                                 "forearm at 80 years: Corcuff, J. Soc. Cosmet. Chem. 34, 1983"};
    /// Young's modulus of the dermis. Studies disagree on its direction, so none is built in.
    Property<Ratio> dermis_modulus_per_decade{0.0, 0, Basis::assumed, "published directions disagree"};
};

/// Height of papillae: linear through (20, young) and (80, old) years.
Length papillae_height(double years, const Ageing& ageing = {});
/// Depth of furrows: young to 50 years, then linear to `old` at 80 and on.
Length furrow_depth(double years, const Ageing& ageing = {});
/// Strength of the second furrow direction (Relief::second): 1 to 50 years, then linear to 0 at 80.
Ratio second_furrows(double years);

/// The stack, which stands at `from` years, at `to` years: thickness of epidermis and dermis, modulus of the
/// dermis, and, where the stack has them, furrows and papillae, scaled by the ratio of the laws at both ages.
/// The barrier and the fat stay. Changed values are `derived`. Throws core::InputError outside 18 to 100 years
/// or where a rate leaves nothing of a layer.
Stack aged(Stack stack, double from, double to, const Ageing& ageing = {});

/// What water does to the barrier, against the state of the catalogue ("normal").
struct Hydration {
    const char* name;
    Property<Ratio> modulus;
    Property<Ratio> toughness;
    Property<Ratio> puncture;  ///< of its puncture threshold
};

/// "dry", "normal", "wet"; empty for any other name. Dry and wet lie a factor of 10 in modulus (Yuan and
/// Verma, Colloids Surf. B 48, 6-12, 2006), 7 in work of fracture and 0.15 in strength (isolated stratum
/// corneum from 0 to 100 % humidity: doi:10.1111/1523-1747.ep12292018) apart; that normal lies in their
/// geometric middle is assumed.
std::optional<Hydration> hydration_named(std::string_view name);

/// The stack with its barrier layers' values multiplied; a state other than normal makes them `derived`.
Stack hydrated(Stack stack, const Hydration& hydration);

/// What scarring does to skin of a site: factors on its values. Directions are published, sizes mostly are not.
struct Tissue {
    const char* name;
    Property<Ratio> epidermis_thickness;
    Property<Ratio> dermis_thickness;
    Property<Ratio> dermis_modulus;
    Property<Ratio> dermis_toughness;
    Property<Ratio> papillae_height;
    Property<Ratio> water_loss;  ///< of intact skin, without its sweat
    Property<Ratio> appendages;  ///< follicles and glands per area
};

/// "normal", "scar" (healed, flat or atrophic), "hypertrophic-scar", "stretch-mark"; empty for any other name.
/// The barrier's own stiffness, friction and recoil stay: no figure was found for them.
std::optional<Tissue> tissue_named(std::string_view name);

/// Its factors other than 1, by name: what a result lists of them.
std::vector<std::pair<const char*, Property<Ratio>>> factors_of(const Tissue& tissue);

/// The stack with its values multiplied; changed ones are `derived`. Water loss: all but `sweat` is multiplied. A
/// layer keeps its own kappa where it states one.
Stack scarred(Stack stack, const Tissue& tissue);

}  // namespace dermavox::skin

#include "dermavox/mechanics/cutting_law.hpp"

#include <algorithm>
#include <limits>

namespace dermavox::mechanics {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

CuttingLaw gel(const skin::Layer& layer, double stiffening)
{
    const double mu = layer.young_modulus.value.si / 2 / (1 + layer.poisson_ratio.value);
    return {.constants = {.matrix = stiffening * mu, .fibre_limit = infinite, .rupture = infinite},
            .toughness = layer.toughness.value.si};
}

}  // namespace

DermisConstants dermis_constants(const Parameters& p)
{
    return {.matrix = p.dermis_matrix.value.si,
            .fibre = p.dermis_fibre.value.si,
            .fibre_stiffening = p.dermis_fibre_stiffening.value,
            .fibre_limit = p.dermis_fibre_limit.value.si,
            .rupture = p.cutting == Cutting::rupture ? p.dermis_rupture.value.si : infinite};
}

Length dermis_thickness(const skin::Stack& skin)
{
    Length thickness;
    for (const skin::Layer& layer : skin.layers)
        if (layer.role == skin::Role::dermis) thickness += layer.thickness.value;
    return thickness;
}

double dermis_prestretch(const skin::Stack& skin, const Parameters& parameters)
{
    const Length thickness = dermis_thickness(skin);
    if (!(thickness.si > 0)) return 1;
    return DermisLaw(dermis_constants(parameters)).prestretch(skin.tension.si / thickness.si);
}

CuttingLaw cutting_law(const skin::Layer& layer, const Parameters& p, double prestretch, double stiffening)
{
    if (layer.role == skin::Role::other) return gel(layer, stiffening);
    const bool ruptures = p.cutting == Cutting::rupture;
    return {.constants = dermis_constants(p),
            .toughness = (ruptures ? p.dermis_toughness : p.crack_toughness).value.si,
            .prestretch = prestretch,
            .factor = layer.cutting_factor.value};
}

double edge_resistance(const CuttingLaw& law, double sharp, double radius)
{
    return law.factor * std::min(law.toughness, sharp + 2 * law.constants.rupture * radius);
}

}  // namespace dermavox::mechanics

#include "dermavox/transport/skin_water.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/core/unit_names.hpp"
#include "dermavox/transport/air.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::transport {
namespace {

/// Barrier thickness, and the tissue below it down to `reach` as a series of layers.
void read_layers(const skin::Stack& stack, const ReferenceState& reference, SkinWater& skin)
{
    double resistance = 0;
    bool below = false;
    for (const auto& layer : stack.layers) {
        if (layer.role == skin::Role::barrier) {
            skin.barrier += layer.thickness.value.si;
            below = true;
        } else if (below) {
            const double part = std::min(layer.thickness.value.si, reference.tissue.si - skin.tissue);
            const double kappa = layer.kappa.value.si > 0 ? layer.kappa.value.si : reference.default_tissue.si;
            skin.tissue += part;
            resistance += part / kappa;
        }
    }
    resistance += (reference.tissue.si - skin.tissue) / reference.default_tissue.si;  // shallower stacks
    skin.tissue = reference.tissue.si;
    skin.tissue_kappa = skin.tissue / resistance;
}

const skin::Layer* barrier_layer(const skin::Stack& stack)
{
    for (const auto& layer : stack.layers)
        if (layer.role == skin::Role::barrier) return &layer;
    return nullptr;
}

bool kappa_goes_first(const skin::Layer& barrier)
{
    return barrier.kappa.value.si > 0 &&
           (barrier.kappa.basis == skin::Basis::given || barrier.kappa.basis == skin::Basis::fitted);
}

[[noreturn]] void refuse(double flux, const std::string& expected, const std::string& hint)
{
    throw core::InputError({{.file = {},
                             .key = "skin.tewl",
                             .found = core::format_number(flux * 3.6e6) + " g/m2/h",
                             .expected = expected,
                             .hint = hint}});
}

}  // namespace

double barrier_flux(const SkinWater& skin, double inner, double outer, double saturation)
{
    const double slope = skin.kappa0 / skin.barrier;
    if (skin.hydration == 0) return slope * (inner - outer);
    const double rate = skin.hydration / saturation;
    return slope / rate * std::exp(rate * outer) * std::expm1(rate * (inner - outer));
}

std::optional<SkinWater> fit_skin_water(const skin::Stack& stack, const ReferenceState& reference, core::Notes& notes)
{
    const skin::Layer* barrier = barrier_layer(stack);
    if (!barrier || !(kappa_goes_first(*barrier) || stack.tewl.value.si > 0)) {
        notes.warnings.push_back(
            {"not_modelled", barrier ? "water loss: the intact water loss of '" + stack.site + "' is not known"
                                     : "water loss: '" + stack.site + "' has no barrier layer"});
        return std::nullopt;
    }
    SkinWater skin;
    read_layers(stack, reference, skin);
    skin.hydration = reference.hydration;
    skin.sweat = stack.sweat.si;

    const double rho = saturation_density(reference.skin).si;
    const double deep = reference.deep_activity * rho;
    const double far = reference.humidity * saturation_density(reference.air).si;
    const Temperature mean{(reference.air.si + reference.skin.si) / 2};
    const double film = reference.film.si / vapour_diffusivity(mean).si;
    const double tissue = skin.tissue / skin.tissue_kappa;

    const double flux = kappa_goes_first(*barrier)
                            ? (deep - far) / (film + tissue + skin.barrier / barrier->kappa.value.si)
                            : stack.tewl.value.si - skin.sweat;
    if (!(flux > 0)) refuse(stack.tewl.value.si, "more than the sweat of the site", "lower the sweat");
    const double inner = deep - flux * tissue, outer = far + flux * film;
    if (!(inner > outer))
        refuse(flux, "less than " + core::format_number((deep - far) / (film + tissue) * 3.6e6) + " g/m2/h",
               "film and tissue alone let no more through");

    skin.apparent_kappa = flux * skin.barrier / (inner - outer);
    skin.kappa0 = 1;
    skin.kappa0 = flux / barrier_flux(skin, inner, outer, rho);
    skin.body_exchange = ((reference.convection + reference.radiation) * (reference.skin.si - reference.air.si) +
                          latent_heat(reference.skin) * (flux + skin.sweat)) /
                         (reference.body.si - reference.skin.si);
    return skin;
}

}  // namespace dermavox::transport

#include "dermavox/transport/isothermal.hpp"

#include "dermavox/transport/air.hpp"

namespace dermavox::transport {

std::optional<Isothermal> isothermal(const skin::Stack& stack, const Environment& environment,
                                     const NetworkParameters& parameters, core::Notes& notes)
{
    const auto skin = fit_skin_water(stack, parameters.reference, notes);
    if (!skin) return std::nullopt;
    const Temperature mean{(environment.air.si + parameters.reference.skin.si) / 2};
    const bool chamber = environment.instrument == Instrument::open_chamber;
    const Ladder ladder{.film = chamber ? environment.film.si : environment.condenser_path.si,
                        .film_kappa = vapour_diffusivity(mean).si,
                        .barrier = skin->barrier,
                        .barrier_kappa = skin->apparent_kappa,
                        .tissue = skin->tissue,
                        .tissue_kappa = skin->tissue_kappa};
    const double far = chamber ? environment.humidity * saturation_density(environment.air).si : 0;
    return Isothermal{ladder,
                      parameters.reference.deep_activity * saturation_density(parameters.reference.skin).si - far};
}

}  // namespace dermavox::transport

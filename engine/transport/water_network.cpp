#include "dermavox/core/problem.hpp"
#include "dermavox/transport/air.hpp"
#include "dermavox/transport/water_loss.hpp"
#include "engine/transport/root.hpp"

#include <algorithm>
#include <cmath>

namespace dermavox::transport {
namespace {

double barrier_part(const Opening& opening, const Ladder& ladder, double channel_kappa)
{
    const double open = std::min(opening.depth, ladder.barrier);
    return column_resistance(open, opening.area, channel_kappa) +
           column_resistance(ladder.barrier - open, opening.area, ladder.barrier_kappa);
}

double spread(const Opening& opening, double kappa) { return opening.interaction / (4 * opening.radius * kappa); }

/// As conductance_per_area with vapour rising straight up from each mouth.
double unspread_conductance_per_area(const Openings& openings, double patch_area, const Ladder& ladder,
                                     double channel_kappa)
{
    double sum = 0;
    for (const auto& opening : openings.all)
        sum += 1 / (column_resistance(ladder.film, opening.area, ladder.film_kappa) +
                    barrier_part(opening, ladder, channel_kappa) + spread(opening, ladder.tissue_kappa));
    return sum / patch_area;
}

struct State {
    Ladder ladder;
    double saturation, deep, far;
};

State state_at(const SkinWater& skin, const Environment& environment, const ReferenceState& reference, double surface)
{
    const bool chamber = environment.instrument == Instrument::open_chamber;
    const Temperature mean{(environment.air.si + surface) / 2};
    const double saturation = saturation_density({surface}).si;
    return {.ladder = {.film = chamber ? environment.film.si : environment.condenser_path.si,
                       .film_kappa = vapour_diffusivity(mean).si,
                       .barrier = skin.barrier,
                       .barrier_kappa = skin.apparent_kappa,
                       .tissue = skin.tissue,
                       .tissue_kappa = skin.tissue_kappa},
            .saturation = saturation,
            .deep = reference.deep_activity * saturation,
            .far = chamber ? environment.humidity * saturation_density(environment.air).si : 0};
}

/// Flux that tissue, barrier with openings, and film carry alike. F falls with the flux and has one root
/// between 0 and what tissue and film alone let through.
template <class F>
double carried(double drop, double outer_resistance, F surplus)
{
    return drop == 0 ? 0 : root_between(0, drop / outer_resistance, 1e-19 * std::abs(drop), surplus).x;
}

}  // namespace

double ladder_resistance(const Ladder& ladder, double open_fraction, double conductance_per_area)
{
    return ladder.film / ladder.film_kappa + ladder.tissue / ladder.tissue_kappa +
           1 / ((1 - open_fraction) * ladder.barrier_kappa / ladder.barrier + conductance_per_area);
}

double conductance_per_area(const Openings& openings, double patch_area, const Ladder& ladder, double channel_kappa)
{
    double sum = 0;
    for (const auto& opening : openings.all)
        sum += 1 / (spread(opening, ladder.film_kappa) + barrier_part(opening, ladder, channel_kappa) +
                    spread(opening, ladder.tissue_kappa));
    return sum / patch_area;
}

WaterNetwork::WaterNetwork(const SkinWater& skin, const Environment& environment, const NetworkParameters& parameters,
                           Openings openings, double area)
    : m_skin(skin),
      m_environment(environment),
      m_parameters(parameters),
      m_openings(std::move(openings)),
      m_area(area)
{
}

double WaterNetwork::isothermal(double surface, double share, bool spreads) const
{
    const State s = state_at(m_skin, m_environment, m_parameters.reference, surface);
    const double film = s.ladder.film / s.ladder.film_kappa, tissue = s.ladder.tissue / s.ladder.tissue_kappa;
    const double closed = 1 - share * m_openings.fraction, channel = m_parameters.channel.si;
    if (spreads) {
        const double open = share * conductance_per_area(m_openings, m_area, s.ladder, channel);
        return carried(s.deep - s.far, film + tissue, [&](double flux) {
            const double inner = s.deep - flux * tissue, outer = s.far + flux * film;
            return closed * barrier_flux(m_skin, inner, outer, s.saturation) + open * (inner - outer) - flux;
        });
    }
    const double open = share * unspread_conductance_per_area(m_openings, m_area, s.ladder, channel);
    return carried(s.deep - s.far, tissue, [&](double flux) {
        const double inner = s.deep - flux * tissue;
        const double dry = carried(inner - s.far, film, [&](double j) {
            return barrier_flux(m_skin, inner, s.far + j * film, s.saturation) - j;
        });
        return closed * dry + open * (inner - s.far) - flux;
    });
}

/// U_t (T_body - T) = h (T - T_air) + lambda (J + sweat): falls strictly with T, so it has one root.
SurfaceState WaterNetwork::solve(double share, bool spreads) const
{
    const auto& reference = m_parameters.reference;
    const double h = reference.convection + reference.radiation, air = m_environment.air.si;
    double flux = 0, scale = 1;
    const auto surplus = [&](double surface) {
        flux = isothermal(surface, share, spreads);
        const double latent = latent_heat({surface}) * (flux + m_skin.sweat);
        scale = std::abs(latent) + h * std::abs(surface - air) + m_skin.body_exchange;
        return m_skin.body_exchange * (reference.body.si - surface) - h * (surface - air) - latent;
    };
    const double low = std::min(air, reference.body.si) - 60, high = std::max(air, reference.body.si) + 1;
    const Root root = root_between(low, high, 1e-10, surplus);
    const SurfaceState state{flux + m_skin.sweat, {root.x}, root.iterations, std::abs(root.residual) / scale};
    if (!(state.residual < 1e-9) || !std::isfinite(state.flux))
        throw core::Failure(core::exit_code::not_converged, "the heat balance of the skin surface did not converge");
    return state;
}

}  // namespace dermavox::transport

/// Water loss of skin with channels: a resistance network, in three values.
///
/// Per opening three resistances in series, air mouth + channel + tissue mouth, all openings in parallel with
/// the intact barrier, and that between the tissue below and the film above:
///
///     J = (psi_0 - psi_inf) / [delta/D_v + H/kappa_V + 1/((1 - phi) kappa_SC/L + n g)]
///
/// with hydration of the barrier and cooling of the surface by evaporation on top. Reproduces resolved
/// fields of regular arrays to about 3 %.
#pragma once

#include "dermavox/transport/openings.hpp"
#include "dermavox/transport/skin_water.hpp"

#include <cstddef>

namespace dermavox::transport {

enum class Instrument {
    open_chamber,  ///< the film of the environment lies over the skin
    condenser,     ///< dry plate at a fixed path above the skin
};

/// Room, skin and instrument state.
struct Environment {
    Temperature air{295.15};  ///< 233 .. 323 K
    double humidity = 0.5;    ///< relative, 0 .. 1
    Length film{8e-3};        ///< still air over the skin, > 0
    Instrument instrument = Instrument::open_chamber;
    Length condenser_path{5e-3};  ///< > 0, read for the condenser only
};

struct NetworkParameters {
    ReferenceState reference;
    double aperture = 0.0548;  ///< chi: residual over cut radius, 0 .. 1; assumed, median of the band below
    double aperture_low = 0.01, aperture_high = 0.3;  ///< chi is log-uniform between these; assumed
    Diffusivity channel{1.5e-5};                      ///< filling of a channel: wet debris as tissue; free
                                                      ///< fluid 8e-5, air 2.6e-5
};

/// The fixed resistances of a patch, in series. SI.
struct Ladder {
    double film = 0, film_kappa = 0;
    double barrier = 0, barrier_kappa = 0;
    double tissue = 0, tissue_kappa = 0;
};

/// delta/D_v + H/kappa_V + 1/((1 - phi) kappa_SC/L + n g) [s/m]: linear, isothermal.
double ladder_resistance(const Ladder& ladder, double open_fraction, double conductance_per_area);

/// n g, the summed conductance of the openings per patch area [m/s], between well below and well above.
/// A channel that ends inside the barrier has the rest of the barrier in series.
double conductance_per_area(const Openings& openings, double patch_area, const Ladder& ladder, double channel_kappa);

/// Throws core::InputError with every input out of range.
void check(const Environment& environment, const NetworkParameters& parameters);

/// Quantile of the assumed band of chi, log-uniform; 0 <= share <= 1.
double aperture_quantile(const NetworkParameters& parameters, double share);

struct SurfaceState {
    double flux = 0;  ///< sweat included [kg/(m2 s)]
    Temperature temperature{};
    int iterations = 0;
    double residual = 0;  ///< of the heat balance, over the heat that flows
};

/// Skin with one set of openings, set up once and solved at any stage of closure.
class WaterNetwork
{
public:
    WaterNetwork(const SkinWater& skin, const Environment& environment, const NetworkParameters& parameters,
                 Openings openings, double area);

    /// `share`: of the openings that are still open. `spreads`: vapour spreads above the mouths. Throws
    /// core::Failure (3) when the heat balance does not converge.
    SurfaceState solve(double share = 1, bool spreads = true) const;
    double open_fraction() const { return m_openings.fraction; }

private:
    double isothermal(double surface, double share, bool spreads) const;

    SkinWater m_skin;
    Environment m_environment;
    NetworkParameters m_parameters;
    Openings m_openings;
    double m_area;
};

/// Water loss in three values; each is computed, their order is a result. kg/(m2 s), sweat included.
struct WaterLoss {
    double intact = 0;
    double lower = 0;                               ///< aperture chi, no spreading of vapour above the mouths
    double calibrated = 0;                          ///< aperture chi
    double upper = 0;                               ///< every opening as wide as the wound's
    double calibrated_p10 = 0, calibrated_p90 = 0;  ///< over the assumed band of chi
    Temperature skin_temperature{};                 ///< of the surface in the calibrated case
    std::size_t merged_mouths = 0;                  ///< of the upper case
    int iterations = 0;                             ///< most of any case: steps of the heat balance
    double residual = 0;  ///< worst of any case: |imbalance| of heat over latent heat + convection
};

/// Nothing, with a warning in `notes`, when the stack cannot be fitted (see fit_skin_water). Every assumed
/// input goes into `notes`. Throws core::InputError for an environment, parameter or mouth out of range, and
/// core::Failure (3) when a balance does not converge.
std::optional<WaterLoss> water_loss(const skin::Stack& stack, const Environment& environment, const Patch& patch,
                                    const NetworkParameters& parameters, core::Notes& notes);

}  // namespace dermavox::transport

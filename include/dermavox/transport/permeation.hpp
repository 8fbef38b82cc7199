/// Permeation of a solute through skin with channels: a research estimate, not a statement about delivery.
///
/// Per opening the channel and the spreading into the tissue below, under all of them the tissue down to the
/// vessels, in parallel with intact skin:
///
///     P = P_intact + 1/[ 1/(n g) + H_s/D_t ],   1/g = L/(A D_w) + f/(4 a D_t),   A = pi a^2 for a disc
#pragma once

#include "dermavox/core/note.hpp"
#include "dermavox/core/units.hpp"
#include "dermavox/skin/layer.hpp"
#include "dermavox/transport/openings.hpp"
#include "dermavox/transport/sample_tile.hpp"

#include <optional>

namespace dermavox::transport {

struct Solute {
    double molar_mass = 0;          ///< MW [g/mol], > 0
    std::optional<double> log_kow;  ///< octanol-water partition; empty: a polar solute, floor only
    Diffusivity channel{};          ///< D_w, in the channel's filling; 0: as in tissue
    Diffusivity tissue{};           ///< D_t; 0: by the fit below
};

struct PermeationParameters {
    Length barrier{15e-6};                  ///< L, > 0
    Length tissue{200e-6};                  ///< H_s, from the barrier to the first vessels, > 0
    Speed polar_floor{1e-5 * 1e-2 / 3600};  ///< least permeability of intact skin; 1e-5 to 1e-4 cm/h
    double large_molar_mass = 100e3;        ///< [g/mol] from here on a solute stays in the channels
};

struct Permeability {
    Speed intact{};      ///< of intact skin alone
    Speed channels{};    ///< of the openings
    Speed total{};       ///< both
    double gain = 1;     ///< total / intact
    bool stays = false;  ///< too large: `total` is intact skin's, what enters is at most the channels' volume
};

/// Diffusivity in tissue, log10 D[cm2/s] = -4.15 - 0.655 log10 MW.
Diffusivity tissue_diffusivity(double molar_mass);

/// Potts and Guy, Pharm. Res. 9, 1992, doi:10.1023/A:1015810312465: log10 kp[cm/h] = -2.7 + 0.71 log Kow -
/// 0.0061 MW.
Speed potts_guy(double log_kow, double molar_mass);

/// Throws core::InputError for values out of range; assumed inputs go into `notes`.
/// aperture: residual over cut radius, 0 < aperture <= 1.
Permeability permeability(const Solute& solute, const Patch& patch, double aperture,
                          const PermeationParameters& parameters, core::Notes& notes);

/// Sum of the stack's barrier layers.
Length barrier_of(const skin::Stack& stack);

/// The same openings resolved: concentration over partition as the potential, donor well mixed, intact barrier
/// as P_intact L. `network` and `resolved` of the answer are permeabilities [m/s]. Mouths as they stand in a
/// tile that repeats.
SampleTile resolved_permeability(const Solute& solute, const Patch& tile, const PermeationParameters& parameters);

}  // namespace dermavox::transport

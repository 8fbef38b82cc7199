/// What each opening contributes: discs under a film over a slab of tissue, every one feeling every other.
///
/// The potential at distance r from a disc that gives off unit flow into a film of thickness delta,
///
///     G(r) = 1/(2 pi D) sum_m (-1)^m / sqrt(r^2 + (2 m delta)^2),  self 1/(4 a D) - ln 2/(2 pi D delta)
///
/// and the same in the tissue with H and kappa_V; with the channel between them and the even flux j of the closed
/// barrier,
///
///     sum_k (G_air + G_tissue)(r_ik) q_k + R_i q_i + (delta/D + H/kappa_V) j = dpsi
///     (delta/D + H/kappa_V) sum_k q_k/area + (delta/D + H/kappa_V + L/kappa_SC) j = dpsi
///
/// Isothermal and linear. Knows every pair, which the network knows over a few spacings only.
#pragma once

#include "dermavox/transport/water_loss.hpp"

#include <vector>

namespace dermavox::transport {

struct ChannelMap {
    std::vector<double> flow;  ///< of each opening [kg/s]
    double closed = 0;         ///< flux through the closed barrier [kg/(m2 s)]
    double total = 0;          ///< flux of the patch [kg/(m2 s)]
};

/// G(r) for one unit of flow [s/m3], r > 0.
double film_response(double r, double thickness, double kappa);

/// Solves for the flows of `openings` in a patch that repeats, over a potential difference [kg/m3]. Dense: throws
/// core::Failure (69) for more than 3000 openings. Each opening acts as the disc with the same mouth resistance.
ChannelMap channel_map(const Openings& openings, const Patch& patch, const Ladder& ladder, double channel_kappa,
                       double drop);

}  // namespace dermavox::transport

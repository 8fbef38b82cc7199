/// Shape of the opening that a round needle leaves in skin under uneven tension: an ellipse along the skin's lines.
///
/// Tension N is the mean of N_1 along the lines and N_2 = ratio N_1 across them. Kirsch: a round hole of radius R in
/// a thin sheet moves at its edge by R (3 e_1 - e_2) along and R (3 e_2 - e_1) across,
///     e_i = N_i / sum E_j h_j        over the layers, down to the depth that carries the tension
/// The mean opening d is what recoil stands for (channel.hpp), so the hole keeps its area and takes the ratio of axes
///     q = exp(4 (e_1 - e_2)),   long = d sqrt(q),   short = d/sqrt(q)
/// which is Kirsch's to first order and never turns inside out. Layers below that depth keep round holes. Moduli are
/// those of the layers, slow tension. Elsewhere (channels.csv, coverage, water loss) openings are the round ones of
/// the same area.
///
/// Round awls leave clefts along the lines: Dupuytren 1834; Langer 1861, doi:10.1016/0007-1226(78)90003-6. How uneven
/// the tension is, the user says.
#pragma once

#include "dermavox/skin/layer.hpp"
#include "dermavox/skin/stretch.hpp"

namespace dermavox::mechanics {

/// q of a layer, >= 1; 1 where skin is slack or evenly taut.
double opening_aspect(const skin::Stack& skin, std::size_t layer);

/// The opening of mean diameter d >= 0 [m]; `lines` from +x [rad].
skin::Ellipse residual_opening(double diameter, double aspect, double lines);

/// e_t = N/sum E_j h_j, mean strain of taut skin; 0 where it is slack.
double tension_strain(const skin::Stack& skin);

/// Mean diameter of a hole [m] with a slit of this length [m]: once the needle is out the slit is a line, which taut
/// skin opens by 2 pi (slit/2)^2 e_t as a crack in a sheet, far less than slit x diameter.
double with_slit(double diameter, double slit, double tension_strain);

}  // namespace dermavox::mechanics

/// What a layer opposes to what cuts it: its constants for dermis_law.hpp and hole_opening.hpp.
///
/// Tissue is dermis, taut by the skin's tension N, whose share is the layer's cutting_factor:
///     sigma(l0, l0) = N/h      h thickness of all dermis together
/// Layers of Role::other (gels, films) are neo-Hookean with the layer's own modulus and are cut by a crack of its own
/// toughness; they carry no tension here.
#pragma once

#include "dermavox/mechanics/dermis_law.hpp"
#include "dermavox/mechanics/parameters.hpp"

namespace dermavox::mechanics {

struct CuttingLaw {
    DermisConstants constants;
    double toughness = 0;   ///< J [J/m2]
    double prestretch = 1;  ///< l0
    double factor = 1;      ///< on all energies and pressures
};

DermisConstants dermis_constants(const Parameters& parameters);
Length dermis_thickness(const skin::Stack& skin);  ///< h; 0 without dermis

/// l0 of the skin's dermis; 1 without dermis. Throws core::InputError for a tension that it does not bear.
double dermis_prestretch(const skin::Stack& skin, const Parameters& parameters);

/// `prestretch` of the skin's dermis; `stiffening` multiplies the modulus of gels (rate of loading), nothing of
/// tissue.
CuttingLaw cutting_law(const skin::Layer& layer, const Parameters& parameters, double prestretch,
                       double stiffening = 1);

/// Force per depth [N/m] with which a blunt edge of radius R > 0 that moves sideways cuts: factor x min(J, G0 + 2 Phi
/// R), a crack that runs ahead of it, or rupture of all that is in its way (2 R wide; a sharp edge pays G0 for the
/// new faces alone). Wires cut soft solids by a toughness and a work per volume likewise (arXiv 2412.02021): 100 J/m2
/// + 4.9 MJ/m3 R with the work of fracture of Gallagher 2012, within a factor of 1.5 of it.
double edge_resistance(const CuttingLaw& law, double sharp, double radius);

}  // namespace dermavox::mechanics

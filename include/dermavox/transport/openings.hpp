/// The openings of a patch as the network sees them: touching ones merged into one outline, each with how
/// its neighbours crowd it.
#pragma once

#include "dermavox/transport/mouth.hpp"

#include <span>
#include <vector>

namespace dermavox::transport {

/// A rectangle of skin with its mouths; positions in [0, width) x [0, height). SI.
struct Patch {
    std::span<const Mouth> mouths;
    double width = 0, height = 0;  ///< > 0
    bool periodic = true;          ///< the pattern repeats beyond the edges
    double treated = 0;            ///< area of the part that has mouths, to which fluxes refer; 0 = all
    double area() const { return treated > 0 ? treated : width * height; }
};

struct Opening {
    double x = 0, y = 0;
    double area = 0;         ///< of the outline
    double radius = 0;       ///< of the disc with the same mouth resistance
    double depth = 0;        ///< of the deepest channel below it
    double crowding = 0;     ///< sqrt(n) of the square lattice whose neighbours do as much; below 0 in clusters [1/m]
    double interaction = 1;  ///< f(radius sqrt(pi) crowding)
    std::size_t first = 0, count = 0;  ///< of its mouths in Openings::mouths
};

struct Openings {
    std::vector<Opening> all;
    std::vector<int> mouths;  ///< indices into Patch::mouths, opening by opening
    double fraction = 0;      ///< of the patch area that is open
    std::size_t merged = 0;   ///< mouths that share an outline with another
    std::size_t dense = 0;    ///< openings beyond the range of the interaction series
};

/// Scales every mouth's semi-axes by `aperture`, merges what touches, and measures densities.
///
/// A merged outline is the union of its ellipses; it acts as the ellipse with the union's second moments.
/// Crowding: the sum of 1/r over the others less that of an even density, over a few spacings
/// (engine/transport/crowding.hpp); on the square lattice it gives sqrt(n), near 0 at random places: there mouths
/// shield each other as much as their mean density says already. Throws core::InputError for a mouth or a patch out
/// of range, and when the outlines cover more than the patch. aperture: residual opening over cut opening, 0 <
/// aperture <= 1.
Openings openings_of(const Patch& patch, double aperture);

/// The same at several apertures; the crowding of openings that do not touch is worked out once for all of them.
std::vector<Openings> openings_of(const Patch& patch, std::span<const double> apertures);

}  // namespace dermavox::transport

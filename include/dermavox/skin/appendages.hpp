/// Hair follicles and sweat glands as they open at the surface, to ask how often a needle strikes one.
#pragma once

#include "dermavox/skin/property.hpp"

#include <cstdint>
#include <vector>

namespace dermavox::skin {

/// How many openings of each kind, and how wide. Densities over all sites: Xu et al. 2017,
/// doi:10.1016/j.jaad.2017.06.009, 1.40 follicles (95 % interval 0.91 to 1.89) and 1.28 eccrine glands (0.91
/// to 1.64) per mm2; they differ several-fold between sites (follicles: Otberg et al. 2004,
/// doi:10.1046/j.0022-202X.2003.22110.x), so a site's own figure goes before these.
struct Appendages {
    Property<Quantity<-2, 0, 0>> follicles{{1.40e6}, 0, Basis::read, "doi:10.1016/j.jaad.2017.06.009, all sites"};
    Property<Quantity<-2, 0, 0>> glands{{1.28e6}, 0, Basis::read, "doi:10.1016/j.jaad.2017.06.009, all sites"};
    Property<Length> follicle_radius{50.0_um, 0, Basis::assumed, "no figure adopted; of the opening at the surface"};
    Property<Length> gland_radius{25.0_um, 0, Basis::assumed, "no figure adopted; of the sweat pore"};
};

struct Appendage {
    enum class Kind { follicle, gland } kind;
    double x, y;    ///< centre of the opening [m]
    double radius;  ///< [m]
};

/// The openings on a patch of width x height [m]: each kind an independent Poisson process, uniform over the
/// patch, by y within a kind, follicles first. A function of (seed, kind, width); a higher patch only adds to
/// it. Throws core::InputError on a density or radius below 0 and a side not above 0; core::Failure (69)
/// above 1e8 expected openings.
std::vector<Appendage> appendages_on(const Appendages& kinds, double width, double height, std::uint64_t seed);

/// Chance that a round needle comes closer than `reach` [m] (needle radius + opening radius) to the centre of
/// at least one of n openings per area [1/m2]: 1 - exp(-n pi reach^2).
double strike_chance(double density, double reach);

}  // namespace dermavox::skin

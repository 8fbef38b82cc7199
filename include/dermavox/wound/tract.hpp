/// Tracts: the exact shape that every needle cut, and what of it stays open. The voxel grids are their
/// picture.
///
/// Depths are those of the skin as it lies when the needle has gone: what was cut is what the needle went through,
/// its inserted length, not how far the dimple carried tip and skin together below the level of the surface.
///
/// The needle stands at its deepest position and is swept along its slit. At a depth z under the surface the
/// section is a stadium: a segment of half length A(z) along the heading, grown by a radius,
///
///     envelope   half length A(z), radius r(tip - z)                 0 <= z < tip
///     residual   half length B(z), radius recoil_layer r(tip - z)    z < residual
///
/// r the needle's profile, recoil the share of the opening's width that stays in the layer at z. A is half of what
/// the needle cut below the barrier (mostly nothing: it carries the skin along), B half of what stays open of that:
/// nothing of what needles cut, all of openings that are given. A slit that closes to a line adds its area to the
/// mouth, of radius sqrt(r^2 + e_t s^2/2) in the first layer (mechanics/residual_opening.hpp); voxels leave that out.
/// A(z)/A(0) is the way that the axis travels while the tip is deeper than z, B(z)/B(0) the same:
///
///     pen      sqrt(1 - z/tip)                    the tip turns on a parabola, as a sinusoid does near its bottom
///     roller   ((R + z) tan a - R a)/(R tan e - R e)   cos a = (R + z)/(R + tip), cos e = R/(R + tip), R the drum
///
/// A leaning axis shifts the section by lean z (a shear: the section of a needle that leans by an angle is wider
/// along the lean by 1/cos, 1.5 % at 10 degrees, which is left out). Sections of an upright tract shrink with depth,
/// so it cuts a column of skin from the surface down to one reach; a leaning one between two depths, for needles
/// whose radius grows ever slower from the apex on (all but odd tables).
#pragma once

#include "dermavox/device/needle_set.hpp"
#include "dermavox/device/profile.hpp"
#include "dermavox/mechanics/insertion.hpp"
#include "dermavox/skin/skin.hpp"
#include "dermavox/wound/opening.hpp"

#include <span>
#include <vector>

namespace dermavox::wound {

/// The cut of one insertion. SI.
struct Tract {
    double x = 0, y = 0;              ///< axis at the surface
    double along_x = 1, along_y = 0;  ///< unit vector of the slit
    double half_slit = 0;             ///< of the needle's way through the tissue, at the surface
    double half_open = 0;             ///< of what stays open of it
    double closed_slit = 0;           ///< length at the surface that closes to a line
    double lean_x = 0, lean_y = 0;    ///< shift of the axis per depth
    double tip = 0;                   ///< depth of the cut under the local surface, > 0: the inserted depth
    double residual = 0;              ///< depth that stays open
    double width = 1;                 ///< factor on the profile's radius r, > 0
    double surface = 0;               ///< world z of the surface at the axis
    std::uint32_t insertion = 0;      ///< index of the insertion that cut it
    std::uint16_t type = 0;           ///< of needle
};

struct Tracts {
    std::vector<device::Profile> profiles;  ///< by type of needle
    double drum = 0;                        ///< radius of the roller that made them [m]; 0 = a pen or stamp
    std::vector<double> recoil;             ///< per layer, top down; the last one also for the backing
    std::vector<double> mean_tops;          ///< depth of each layer's top under the mean surface; then the backing's
    double strain = 0;                      ///< of taut skin, by which it opens lines
    std::vector<Tract> all;                 ///< by place, neighbours together

    const device::Profile& profile_of(const Tract& tract) const { return profiles[tract.type]; }
    /// Layer at a depth under the surface, by mean tops; the last layer below all.
    std::size_t layer_at(double depth) const;
    /// Sections at a depth >= 0; radius 0 where the tract does not reach.
    Opening envelope_at(const Tract& tract, double depth) const;
    Opening residual_at(const Tract& tract, double depth) const;
};

/// The tracts of all insertions that punctured the barrier. drum: see Tracts.
Tracts tracts_of(std::span<const mechanics::Insertion> insertions, const device::NeedleSet& needles,
                 const skin::Skin& skin, double drum = 0);

/// Sections of all tracts at one depth, those that are open there; Opening::source is the tract's index.
std::vector<Opening> envelopes_at(const Tracts& tracts, double depth);
std::vector<Opening> residuals_at(const Tracts& tracts, double depth);

}  // namespace dermavox::wound

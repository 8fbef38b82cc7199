/// The figures of a treated patch, as the result file lists them. SI; openings are residual unless a name
/// says envelope.
#pragma once

#include "dermavox/core/note.hpp"
#include "dermavox/core/statistics.hpp"
#include "dermavox/metrics/confluence.hpp"
#include "dermavox/metrics/windows.hpp"
#include "dermavox/skin/stretch.hpp"

#include <optional>
#include <string>
#include <vector>

namespace dermavox::metrics {

struct DensityAt {
    double depth;              ///< [m]
    double channels_per_area;  ///< distinct channels at least this deep [1/m2]
};

struct CoverageAt {
    double depth;          ///< [m]
    double open_fraction;  ///< area of the union of the openings at this depth / patch area
    double sum_fraction;   ///< summed area of the openings / patch area
    double overlap_index;  ///< 1 - open/sum; 0 when nothing is open
};

struct Multiplicity {
    int hits;         ///< 0, 1, 2, 3, and 4 for "4 or more"
    double fraction;  ///< of the patch area, by residual openings at the surface
};

/// Of the puncture centres. NaN where there are too few to say.
struct Evenness {
    double clark_evans;         ///< mean nearest-neighbour distance x 2 sqrt(density); random 1, square 2, hex 2.149
    double quadrat_vmr;         ///< variance/mean of counts in square quadrats; random 1
    double stripe_index;        ///< 1 for random; large when the dose lies in lines
    double stripe_p95;          ///< 95 % of random patterns have a stripe index below this
    double swath_peak_to_mean;  ///< of the lateral dose of one glide
    double voronoi_spread = 0;  ///< sd/mean of the Voronoi cells' areas; random 0.529, lattices 0
};

/// 95 % intervals of the mean, from 4 x 4 windows of the patch: what patches of a quarter of its sides scatter.
struct WindowIntervals {
    Interval channels_per_area, punctures_per_area;  ///< [1/m2]
    Interval open_fraction;                          ///< of the surface
};

struct LayerWound {
    std::string name;
    double wounded_volume;    ///< envelope volume in this layer [m3]
    double wounded_fraction;  ///< of the layer's volume in the patch
    double reached_fraction;  ///< share of insertions whose inserted depth passes the layer's top
    /// Mean at the layer's top of what needles leave open there, without slits (mechanics/residual_opening.hpp); none
    /// where nothing is open.
    std::optional<skin::Ellipse> opening{};
};

struct Depths {
    double set;                            ///< the dial [m]
    core::Spread inserted, tip, residual;  ///< over punctured insertions [m]
    double punctured_fraction;             ///< of insertions
};

struct Measures {
    double area = 0;                ///< that all of this refers to: the patch, or its treated part [m2]
    double strokes_per_area = 0;    ///< needle strokes in the patch [1/m2]
    double channels_per_area = 0;   ///< distinct openings [1/m2]
    double punctures_per_area = 0;  ///< insertions through the barrier [1/m2]
    std::vector<DensityAt> density;
    std::vector<CoverageAt> coverage;
    double zone_radius = 0, zone_fraction = 0;  ///< area within the radius of an opening
    double largest_gap = 0;                     ///< diameter of the largest circle without an opening [m]
    double gap_x = 0, gap_y = 0;                ///< its centre [m]
    std::vector<Multiplicity> multiplicity;
    Evenness evenness{};
    Depths depths{};
    std::vector<LayerWound> layers;
    std::optional<double>
        patch_cut_volume{};            ///< envelope volume of the whole patch [m3], where `layers` is of a part
    double bleeding_per_area = 0;      ///< channels crossing the capillary plane [1/m2]
    Confluence confluence;             ///< how openings run together
    WindowIntervals intervals{};       ///< what the size of the patch leaves open
    std::vector<core::Warning> notes;  ///< what a reader of these figures must know
};

}  // namespace dermavox::metrics

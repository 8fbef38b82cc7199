/// From a wound to its figures.
#pragma once

#include "dermavox/mechanics/insertion.hpp"
#include "dermavox/metrics/measures.hpp"
#include "dermavox/skin/skin.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace dermavox::wound {
struct Wound;
}

namespace dermavox::metrics {

class Domain;

struct MeasureOptions {
    std::vector<double> depths{0, 0.1e-3, 0.5e-3, 1e-3};  ///< under the local surface [m], >= 0
    double zone_radius = 0.25e-3;                         ///< of influence round an opening [m], >= 0
    double capillary_offset = 75e-6;  ///< of the capillary plane under the epidermis [m]; 50 to 100 um are stated
    double set_depth = 0;             ///< the dial [m]
    std::shared_ptr<const Domain> domain{};  ///< the treated part, which every figure refers to; none: the patch
    std::optional<std::size_t> strokes;      ///< needle strokes in the patch; empty: as many as insertions
    std::vector<double> swath_tracks;        ///< the needles' places across one glide [m]
    double swath_width = 0;                  ///< [m]
    double swath_mark = 0.25e-3;             ///< width of the track that a needle leaves [m], > 0
    std::uint64_t seed = 1;                  ///< of the random patterns to compare with
};

/// The figures of the patch of `wound`, from exact sections, not from voxels. Insertions outside the patch may be
/// given, as they were to wound::carve: their openings count as far as they reach into the patch, they themselves do
/// not. Evenness uses puncture centres. Channels bleed when their cut passes the capillary plane, which lies
/// `capillary_offset` under the top of the dermis; a stack without a dermis has none. Parallel; the same bits for any
/// thread count.
Measures measure(const wound::Wound& wound, std::span<const mechanics::Insertion> insertions, const skin::Skin& skin,
                 const MeasureOptions& options = {});

}  // namespace dermavox::metrics

// The steps of find_spots, each a function of matrices.
#pragma once

#include "dermavox/imaging/spots.hpp"

#include <opencv2/core.hpp>
#include <vector>

namespace dermavox::imaging {

/// Contrast of every pixel to the background, above 0 where spots are (dark ones, or light ones).
cv::Mat1f contrast_map(const cv::Mat1f& intensity, bool light);

/// What stands out of a smoothed contrast map.
struct Levels {
    double noise = 0;     ///< standard deviation where nothing is
    double contrast = 0;  ///< of the typical spot: median of the peaks, weighed by area; 0 without spots
    double detect = 0;    ///< level above which a spot begins
};
Levels levels_of(const cv::Mat1f& smooth);

/// Parts of what is not 0 in `mask`, flooded from the peaks of `map` down; labels from 1. Two peaks stay apart where
/// the saddle between them lies below `share` of the lower one and by more than `least` below it.
struct Basins {
    cv::Mat1i labels;
    int count = 0;
};
Basins basins_of(const cv::Mat1f& map, const cv::Mat1b& mask, double share, double least);

/// Of every pixel of a mask [pixels], 0 outside; what lies beyond the matrix is outside as well.
cv::Mat1f distance_to_outline(const cv::Mat1b& mask);

/// Where single spots lie within one connected piece: of each its core, and the part of the piece that is nearer to
/// it than to any other, all of the size of the piece.
struct Place {
    cv::Mat1b core, territory;
};
std::vector<Place> single_spots(const cv::Mat1f& smooth, const cv::Mat1b& piece, const Levels& levels);

/// Where `part` has more contrast than `level`: the largest piece of that, with holes filled; empty where nothing
/// has.
cv::Mat1b above(const cv::Mat1f& smooth, const cv::Mat1b& part, double level);

/// Centre, area, axes, contrast and blur; x, y relative to the piece. Confidence is not filled in.
Spot measured_spot(const cv::Mat1f& smooth, const cv::Mat1f& slope, const Place& place);

}  // namespace dermavox::imaging

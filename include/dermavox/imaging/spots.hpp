/// Openings found in a picture: of dyed skin, of a layer of Parafilm, of one depth of an OCT volume.
///
/// 1. Light: a polynomial of degree 4 in the logarithm of the intensity (vignetting), then a normalised convolution
///    (Knutsson and Westin 1993, doi:10.1109/CVPR.1993.341081), both without the pixels that stand out. What is left
///    is the contrast D = 1 - I/B of the intensity I to the background B (dark spots), or I/B - 1 (light ones).
/// 2. Spots stand out by more than 4.5 standard deviations of the noise and by a quarter of the typical contrast.
/// 3. Spots that touch are parted where D, or else the distance to the outline, has a saddle well below both peaks.
/// 4. Outline: half the contrast of the spot's own middle. Blur of standard deviation s moves it inwards by s^2/2
///    times its curvature, which over a closed outline sums up to 2 pi: the area is that of the outline + pi s^2. s
///    follows from the steepest slope of the edge, P/(s sqrt(2 pi)); the contrast P from that in the middle of a disc
///    of radius r, P (1 - exp(-r^2/(2 s^2))).
/// 5. Axes: of the ellipse with the same second moments, scaled to that area.
///
/// Two round spots less than about one radius apart count as one. Spots under 2 s in radius are measured with a bias;
/// their confidence says so. All lengths are in pixels; the result is the same for any number of threads.
#pragma once

#include "dermavox/imaging/picture.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace dermavox::imaging {

struct SpotChoices {
    bool light = false;                          ///< openings are lighter than what is around them
    std::optional<Channel> channel{};            ///< none: the one in which spots stand out most from the noise
    double smallest = 9;                         ///< area [pixels]
    std::optional<std::array<int, 4>> region{};  ///< part to look at: left, top, width, height [pixels]
};

struct Spot {
    double x = 0, y = 0;                   ///< centre, from the left and upper edge of the picture
    double area = 0;                       ///< corrected for blur
    double long_axis = 0, short_axis = 0;  ///< full axes
    double angle = 0;                      ///< of the long axis, anticlockwise from x as seen [rad], (-pi/2, pi/2]
    double contrast = 0;                   ///< of its middle
    double blur = 0;                       ///< standard deviation of its edge
    /// 0 to 1, the least of three: contrast against the typical one (0 at a quarter, 1 at three quarters), radius in
    /// blurs (0 at 1, 1 at 3), area over that of the convex hull (0 at 0.7, 1 at 0.95). At most 0.5 at the edge.
    double confidence = 0;
    std::string note{};  ///< what lowers it: "faint", "blurred", "irregular", "edge"; may be empty
    std::vector<std::array<int, 2>> outline{};
};

struct SpotFindings {
    std::vector<Spot> spots{};  ///< by rows, then columns
    Channel channel = Channel::grey;
    double contrast = 0;          ///< the typical one
    double noise = 0;             ///< standard deviation of D after smoothing over one pixel
    double blur = 0;              ///< median of the spots
    std::array<int, 4> region{};  ///< that was looked at
};

/// Whether this build has OpenCV.
bool can_find_spots();

/// Throws core::Failure (69) in a build without OpenCV, core::InputError for a region outside the picture and for a
/// picture under 16 x 16 pixels or without any light.
SpotFindings find_spots(const Picture& picture, const SpotChoices& choices = {});

/// The picture with the outline of every spot, by confidence: green from 0.8, amber from 0.4, red below; and the
/// region. PNG. Throws as find_spots does.
std::string overlay_png(const Picture& picture, const SpotFindings& findings);

}  // namespace dermavox::imaging

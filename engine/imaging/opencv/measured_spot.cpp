#include "engine/imaging/opencv/parts.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace dermavox::imaging {
namespace {

using std::numbers::pi;

constexpr double k_sobel_variance = 1.0 / 3;      // a central difference over two pixels adds to s^2
constexpr double k_boundary_variance = 1.0 / 12;  // the outline's pixels lie up to half a pixel off half height

/// The largest connected part without its holes.
cv::Mat1b filled(const cv::Mat1b& mask)
{
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(mask, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
    if (outlines.empty()) return {};
    const auto largest = std::ranges::max_element(
        outlines, {}, [](const std::vector<cv::Point>& o) { return std::pair(cv::contourArea(o), o.size()); });
    cv::Mat1b out = cv::Mat1b::zeros(mask.size());
    cv::drawContours(out, outlines, int(largest - outlines.begin()), 255, cv::FILLED);
    return out;
}

/// Contrast of the middle, where blur makes it least too low, put right for a disc of that radius.
double middle_contrast(const cv::Mat1f& smooth, const cv::Mat1b& mask, double radius, double blur)
{
    const cv::Mat1f depth = distance_to_outline(mask);
    double deepest = 0;
    cv::minMaxLoc(depth, nullptr, &deepest);
    const double level = std::min(std::max(deepest - 1.5, 0.0), 2.5 * blur);
    const double mean = cv::mean(smooth, depth > level)[0];
    const double ratio = std::max(radius / std::max(blur, 0.1), 1.0);
    return mean / (1 - std::exp(-ratio * ratio / 2));
}

/// Pixels of the outline that are not shared with a spot that touches.
cv::Mat1b free_outline(const cv::Mat1b& mask, const cv::Mat1b& territory)
{
    return (distance_to_outline(mask) <= 1) & mask & (distance_to_outline(territory) > 1);
}

/// Standard deviation of the blur by the mean slope of the outline.
double edge_blur(const cv::Mat1f& slope, const cv::Mat1b& outline, double contrast)
{
    if (cv::countNonZero(outline) == 0) return 1;
    const double apparent = contrast / (std::max(cv::mean(slope, outline)[0], 1e-6) * std::sqrt(2 * pi));
    return std::sqrt(std::max(apparent * apparent - k_sobel_variance - k_boundary_variance, 1.0));
}

/// Axes of the ellipse with the mask's second moments, of which each pixel adds 1/12, scaled to `spot.area`.
void set_axes(Spot& spot, const cv::Moments& m)
{
    const double a = m.mu20 / m.m00 + 1.0 / 12, b = m.mu02 / m.m00 + 1.0 / 12, c = m.mu11 / m.m00;
    const double mean = (a + b) / 2, off = std::hypot((a - b) / 2, c);
    const double ratio = std::sqrt(std::max(mean - off, 1e-9) / (mean + off));
    spot.long_axis = std::sqrt(4 * spot.area / (pi * ratio));
    spot.short_axis = spot.long_axis * ratio;
    spot.angle = off > 1e-9 * mean ? 0.5 * std::atan2(-2 * c, a - b) : 0;  // y counts down in the picture
    if (spot.angle <= -pi / 2) spot.angle += pi;
}

std::vector<std::array<int, 2>> outline_of(const cv::Mat1b& mask)
{
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(mask, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
    std::vector<std::array<int, 2>> out;
    for (const cv::Point& p : outlines.front()) out.push_back({p.x, p.y});
    return out;
}

}  // namespace

cv::Mat1b above(const cv::Mat1f& smooth, const cv::Mat1b& part, double level)
{
    return filled(part & (smooth > level));
}

Spot measured_spot(const cv::Mat1f& smooth, const cv::Mat1f& slope, const Place& place)
{
    constexpr int rounds = 4;
    Spot spot{.blur = 1};
    cv::minMaxLoc(smooth, nullptr, &spot.contrast, nullptr, nullptr, place.core);
    cv::Mat1b mask = place.core;
    double free_share = 1;
    for (int round = 0; round < rounds; ++round) {
        const cv::Mat1b next = above(smooth, place.territory, spot.contrast / 2);
        if (next.empty()) break;
        mask = next;
        const cv::Mat1b outline = free_outline(mask, place.territory);
        free_share = double(cv::countNonZero(outline)) / cv::countNonZero((distance_to_outline(mask) <= 1) & mask);
        spot.blur = edge_blur(slope, outline, spot.contrast);
        const double radius = std::sqrt(cv::countNonZero(mask) / pi + spot.blur * spot.blur);
        spot.contrast = middle_contrast(smooth, mask, radius, spot.blur);
    }
    const cv::Moments moments = cv::moments(mask, true);
    spot.x = moments.m10 / moments.m00 + 0.5;
    spot.y = moments.m01 / moments.m00 + 0.5;
    spot.area = moments.m00 + pi * spot.blur * spot.blur * free_share;
    set_axes(spot, moments);
    spot.outline = outline_of(mask);
    return spot;
}

}  // namespace dermavox::imaging

#include "engine/imaging/opencv/parts.hpp"

#include "dermavox/core/problem.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace dermavox::imaging {
namespace {

constexpr int k_least_side = 16;

[[noreturn]] void refuse_spots(const std::string& key, const std::string& found, const std::string& expected)
{
    throw core::InputError({{.file = {}, .key = key, .found = found, .expected = expected, .hint = {}}});
}

cv::Rect region_of(const Picture& picture, const SpotChoices& choices)
{
    const cv::Rect all(0, 0, picture.columns, picture.rows);
    if (picture.columns < k_least_side || picture.rows < k_least_side)
        refuse_spots("picture", fmt::format("{} x {} pixels", picture.columns, picture.rows),
                     fmt::format("at least {0} x {0}", k_least_side));
    if (!choices.region) return all;
    const auto& r = *choices.region;
    const cv::Rect region(r[0], r[1], r[2], r[3]);
    if (r[2] < k_least_side || r[3] < k_least_side || (region & all) != region)
        refuse_spots("region", fmt::format("{},{},{},{}", r[0], r[1], r[2], r[3]),
                     fmt::format("left, top, width and height in the {} x {} pixels of the picture, at least {} wide "
                                 "and high",
                                 picture.columns, picture.rows, k_least_side));
    return region;
}

cv::Mat1f intensity_of(const Picture& picture, Channel channel, const cv::Rect& region)
{
    std::vector<float> values = picture.channel(channel);
    const cv::Mat1f whole(picture.rows, picture.columns, values.data());
    cv::Mat1f part = whole(region).clone();
    if (!(cv::norm(part, cv::NORM_INF) > 0)) refuse_spots("picture", "black", "a picture with some light");
    return part;
}

cv::Mat1f smoothed(const cv::Mat1f& map)
{
    cv::Mat1f out;
    cv::GaussianBlur(map, out, {0, 0}, 1, 1, cv::BORDER_REFLECT_101);
    return out;
}

/// The channel whose typical contrast is the most standard deviations of its noise.
Channel best_channel(const Picture& picture, const SpotChoices& choices, const cv::Rect& region)
{
    if (picture.channels == 1) return Channel::grey;
    Channel best = Channel::grey;
    double most = -1;
    for (const Channel channel : {Channel::grey, Channel::red, Channel::green, Channel::blue}) {
        const cv::Mat1f intensity = intensity_of(picture, channel, region);
        const Levels levels = levels_of(smoothed(contrast_map(intensity, choices.light)));
        if (levels.contrast / levels.noise > most) {
            most = levels.contrast / levels.noise;
            best = channel;
        }
    }
    return best;
}

cv::Mat1f slope_of(const cv::Mat1f& smooth)
{
    cv::Mat1f x, y, slope;
    cv::Sobel(smooth, x, CV_32F, 1, 0, 3, 1.0 / 8);
    cv::Sobel(smooth, y, CV_32F, 0, 1, 3, 1.0 / 8);
    cv::magnitude(x, y, slope);
    return slope;
}

double ramp(double value, double from, double to) { return std::clamp((value - from) / (to - from), 0.0, 1.0); }

void judge(Spot& spot, const Levels& levels, cv::Size size)
{
    std::vector<cv::Point> outline, hull;
    for (const auto& [x, y] : spot.outline) outline.emplace_back(x, y);
    cv::convexHull(outline, hull);
    // through the middles of the outline's pixels: half of them lie outside (Pick)
    const auto area = [](const std::vector<cv::Point>& o, std::size_t steps) {
        return cv::contourArea(o) + double(steps) / 2 + 1;
    };
    const double solid = area(outline, outline.size()) / area(hull, outline.size());
    const double radius = std::sqrt(spot.area / std::numbers::pi);
    const std::pair<double, const char*> scores[] = {{ramp(spot.contrast / levels.contrast, 0.25, 0.75), "faint"},
                                                     {ramp(radius / spot.blur, 1, 3), "blurred"},
                                                     {ramp(solid, 0.7, 0.95), "irregular"}};
    const auto& least = *std::ranges::min_element(scores, {}, [](const auto& s) { return s.first; });
    spot.confidence = least.first;
    if (least.first < 0.8) spot.note = least.second;
    const cv::Rect box = cv::boundingRect(outline);
    if (box.x > 0 && box.y > 0 && box.br().x < size.width && box.br().y < size.height) return;
    spot.confidence = std::min(spot.confidence, 0.5);
    spot.note = "edge";
}

void shift(Spot& spot, cv::Point by)
{
    spot.x += by.x;
    spot.y += by.y;
    for (auto& [x, y] : spot.outline) {
        x += by.x;
        y += by.y;
    }
}

/// The box of a piece with room for its blurred edge.
cv::Rect roomy(const cv::Mat1i& stats, int piece, cv::Size size)
{
    constexpr int room = 4;
    const cv::Rect box(stats(piece, cv::CC_STAT_LEFT) - room, stats(piece, cv::CC_STAT_TOP) - room,
                       stats(piece, cv::CC_STAT_WIDTH) + 2 * room, stats(piece, cv::CC_STAT_HEIGHT) + 2 * room);
    return box & cv::Rect({}, size);
}

std::vector<Spot> spots_of(const cv::Mat1f& smooth, const Levels& levels, const SpotChoices& choices)
{
    const cv::Mat1f slope = slope_of(smooth);
    cv::Mat1i labels, stats;
    cv::Mat1d centres;
    const int count = cv::connectedComponentsWithStats(smooth > levels.detect, labels, stats, centres);
    std::vector<Spot> spots;
    for (int k = 1; k < count; ++k) {
        const cv::Rect box = roomy(stats, k, smooth.size());
        const cv::Mat1f here = smooth(box).clone(), steep = slope(box).clone();
        for (const Place& place : single_spots(here, labels(box) == k, levels)) {
            Spot spot = measured_spot(here, steep, place);
            if (spot.area < choices.smallest) continue;
            shift(spot, box.tl());
            judge(spot, levels, smooth.size());
            spots.push_back(std::move(spot));
        }
    }
    return spots;
}

double median_blur(const std::vector<Spot>& spots)
{
    if (spots.empty()) return 0;
    std::vector<double> blurs;
    for (const Spot& spot : spots) blurs.push_back(spot.blur);
    std::ranges::nth_element(blurs, blurs.begin() + std::ptrdiff_t(blurs.size() / 2));
    return blurs[blurs.size() / 2];
}

}  // namespace

bool can_find_spots() { return true; }

SpotFindings find_spots(const Picture& picture, const SpotChoices& choices)
{
    const cv::Rect region = region_of(picture, choices);
    SpotFindings findings{.channel = choices.channel ? *choices.channel : best_channel(picture, choices, region),
                          .region = {region.x, region.y, region.width, region.height}};
    const cv::Mat1f smooth = smoothed(contrast_map(intensity_of(picture, findings.channel, region), choices.light));
    const Levels levels = levels_of(smooth);
    findings.noise = levels.noise;
    findings.contrast = levels.contrast;
    if (levels.contrast <= 0) return findings;
    findings.spots = spots_of(smooth, levels, choices);
    for (Spot& spot : findings.spots) shift(spot, region.tl());
    std::ranges::stable_sort(findings.spots, {}, [](const Spot& s) { return std::pair(s.y, s.x); });
    findings.blur = median_blur(findings.spots);
    return findings;
}

}  // namespace dermavox::imaging

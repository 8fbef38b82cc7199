#include "dermavox/imaging/spots.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace dermavox::imaging {
namespace {

/// Eight bits of a channel, from the 0.1th to the 99.9th percentile.
cv::Mat1b shown(const std::vector<float>& values, cv::Size size)
{
    std::vector<float> sorted = values;
    const auto at = [&](double share) {
        const auto place = sorted.begin() + std::ptrdiff_t(share * double(sorted.size() - 1));
        std::nth_element(sorted.begin(), place, sorted.end());
        return double(*place);
    };
    const double low = at(0.001), high = std::max(at(0.999), low + 1);
    cv::Mat1b out;
    cv::Mat1f(size.height, size.width, const_cast<float*>(values.data()))
        .convertTo(out, CV_8U, 255 / (high - low), -255 * low / (high - low));
    return out;
}

/// Vermilion, orange and bluish green of Okabe and Ito, Color universal design (2008).
cv::Scalar colour_of_confidence(double confidence)
{
    return confidence >= 0.8   ? cv::Scalar(0, 158, 115)
           : confidence >= 0.4 ? cv::Scalar(230, 159, 0)
                               : cv::Scalar(213, 94, 0);
}

}  // namespace

std::string overlay_png(const Picture& picture, const SpotFindings& findings)
{
    const cv::Size size(picture.columns, picture.rows);
    std::vector<cv::Mat> planes;
    for (const Channel c : {Channel::red, Channel::green, Channel::blue})
        planes.push_back(shown(picture.channel(c), size));
    cv::Mat3b image;
    cv::merge(planes, image);
    const int thick = std::max(1, std::max(size.width, size.height) / 1500);
    for (const Spot& spot : findings.spots) {
        std::vector<cv::Point> outline;
        for (const auto& [x, y] : spot.outline) outline.emplace_back(x, y);
        cv::polylines(image, outline, true, colour_of_confidence(spot.confidence), thick);
    }
    const auto& r = findings.region;
    cv::rectangle(image, cv::Rect(r[0], r[1], r[2], r[3]), cv::Scalar(0, 114, 178), thick);
    return png_of({image.data, image.data + image.total() * 3}, picture.columns, picture.rows);
}

}  // namespace dermavox::imaging

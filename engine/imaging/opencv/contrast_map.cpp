#include "engine/imaging/opencv/parts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace dermavox::imaging {
namespace {

constexpr int k_light_side = 384;   // longer side of the picture in which the light is fitted
constexpr int k_degree = 4;         // of the polynomial: cos^4 vignetting to 0.1 % up to 35 degrees off axis
constexpr double k_local = 0.08;    // reach of the local light over the longer side
constexpr double k_stands_out = 2;  // standard deviations beyond which a pixel counts as a spot's
constexpr int k_fit_rounds = 8, k_local_rounds = 4;

double median_of(std::vector<float> values)
{
    if (values.empty()) return 0;
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return double(*middle);
}

/// Monomials x^i y^j, i + j <= 4, of every pixel, x and y from -1 to 1: a row each.
cv::Mat1d monomials(cv::Size size)
{
    constexpr int terms = (k_degree + 1) * (k_degree + 2) / 2;
    cv::Mat1d rows(size.area(), terms);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            const double u = (2.0 * x + 1) / size.width - 1, v = (2.0 * y + 1) / size.height - 1;
            int k = 0;
            for (int i = 0; i <= k_degree; ++i)
                for (int j = 0; i + j <= k_degree; ++j)
                    rows(y * size.width + x, k++) = std::pow(u, i) * std::pow(v, j);
        }
    return rows;
}

/// 1 where a pixel of these residuals belongs to the background, 0 where it stands out on the side of the spots by
/// k_stands_out, or on the other by twice that, standard deviations of those that did so far.
cv::Mat1f background_of(const cv::Mat1f& residual, const cv::Mat1f& before, double sign)
{
    std::vector<float> in;
    for (int i = 0; i < int(residual.total()); ++i)
        if (before(i) > 0) in.push_back(residual(i));
    const double middle = median_of(in);
    for (float& r : in) r = float(std::abs(double(r) - middle));
    const double sd = std::max(1.4826 * median_of(std::move(in)), 1e-6);
    cv::Mat1f mask(residual.size());
    for (int i = 0; i < int(residual.total()); ++i) {
        const double out = sign * (double(residual(i)) - middle) / sd;
        mask(i) = out < k_stands_out && out > -2 * k_stands_out ? 1.F : 0.F;
    }
    return mask;
}

/// Least squares of the polynomial over the background, which is found on the way.
cv::Mat1f polynomial_light(const cv::Mat1f& logs, cv::Mat1f& background, double sign)
{
    const cv::Mat1d all = monomials(logs.size());
    cv::Mat1f light(logs.size());
    for (int round = 0; round < k_fit_rounds; ++round) {
        cv::Mat1d weighed = all.clone(), wanted(int(logs.total()), 1);
        for (int i = 0; i < int(logs.total()); ++i) {
            weighed.row(i) *= double(background(i));
            wanted(i) = double(background(i)) * double(logs(i));
        }
        cv::Mat1d terms;
        cv::solve(weighed, wanted, terms, cv::DECOMP_NORMAL | cv::DECOMP_CHOLESKY);
        const cv::Mat1d fitted = all * terms;
        for (int i = 0; i < int(logs.total()); ++i) light(i) = float(fitted(i));
        background = background_of(logs - light, background, sign);
    }
    return light;
}

/// Normalised convolution of what the polynomial leaves.
cv::Mat1f local_light(const cv::Mat1f& rest, cv::Mat1f& background, double sign)
{
    const double reach = k_local * std::max(rest.cols, rest.rows);
    cv::Mat1f light;
    for (int round = 0; round < k_local_rounds; ++round) {
        cv::Mat1f above, below;
        cv::GaussianBlur(rest.mul(background), above, {0, 0}, reach, reach, cv::BORDER_REFLECT);
        cv::GaussianBlur(background, below, {0, 0}, reach, reach, cv::BORDER_REFLECT);
        light = above / (below + 1e-6F);
        background = background_of(rest - light, background, sign);
    }
    return light;
}

}  // namespace

cv::Mat1f contrast_map(const cv::Mat1f& intensity, bool light)
{
    const double sign = light ? 1 : -1, brightest = cv::norm(intensity, cv::NORM_INF);
    const double scale = std::min(1.0, double(k_light_side) / std::max(intensity.cols, intensity.rows));
    cv::Mat1f logs;
    cv::resize(intensity, logs, {}, scale, scale, cv::INTER_AREA);
    cv::log(cv::max(logs / brightest, 1e-3F), logs);
    cv::Mat1f background = cv::Mat1f::ones(logs.size());
    const cv::Mat1f wide = polynomial_light(logs, background, sign);
    cv::Mat1f whole = wide + local_light(logs - wide, background, sign);
    cv::resize(whole, whole, intensity.size(), 0, 0, cv::INTER_CUBIC);
    cv::exp(whole, whole);
    cv::Mat1f contrast = sign * (intensity / (whole * brightest) - 1);
    std::vector<float> all(contrast.begin(), contrast.end());
    return contrast - median_of(std::move(all));
}

Levels levels_of(const cv::Mat1f& smooth)
{
    constexpr double detect = 4.5, typical_share = 0.25;
    std::vector<float> below;
    for (const float d : smooth)
        if (d < 0) below.push_back(-d);
    Levels levels;
    levels.noise = std::max(1.4826 * median_of(std::move(below)), 1e-4);
    cv::Mat1i labels;
    cv::Mat1i stats;
    cv::Mat1d centres;
    const int count = cv::connectedComponentsWithStats(smooth > detect * levels.noise, labels, stats, centres);
    std::vector<float> peaks(std::size_t(count), 0.F);
    for (int i = 0; i < int(smooth.total()); ++i)
        peaks[std::size_t(labels(i))] = std::max(peaks[std::size_t(labels(i))], smooth(i));
    std::vector<float> weighed;
    for (int k = 1; k < count; ++k)
        weighed.insert(weighed.end(), std::size_t(stats(k, cv::CC_STAT_AREA)), peaks[std::size_t(k)]);
    levels.contrast = median_of(std::move(weighed));
    levels.detect = std::max(detect * levels.noise, typical_share * levels.contrast);
    return levels;
}

}  // namespace dermavox::imaging

#include "engine/imaging/opencv/parts.hpp"

#include <algorithm>
#include <limits>
#include <opencv2/imgproc.hpp>
#include <utility>

namespace dermavox::imaging {
namespace {

constexpr double k_contrast_share = 0.95;  // saddles of contrast, of the lower peak
constexpr double k_distance_share =
    0.87;  // of the distance to the outline: two discs a radius apart, sqrt(1 - (1/2)^2)
constexpr double k_distance_least = 0.55;  // pixels: what the grid makes of a smooth outline
constexpr double k_core = 0.75;            // of the peak: blur fills the neck between spots at half height
constexpr double k_noise_least = 4.5;      // standard deviations of the noise

/// Union-find over the pixels, each root with the height of its peak.
class Flood
{
public:
    Flood(const cv::Mat1f& map, double share, double least)
        : m_map(map),
          m_share(share),
          m_least(least),
          m_parent(map.total(), -1)
    {
    }

    void add(int pixel)
    {
        m_parent[std::size_t(pixel)] = pixel;
        int home = -1;
        for (const int next : neighbours(pixel)) {
            if (m_parent[std::size_t(next)] < 0) continue;
            const int root = root_of(next);
            if (home < 0)
                home = root;
            else if (root != home && joins(home, root, m_map(pixel)))
                home = join(home, root);
        }
        if (home >= 0) m_parent[std::size_t(pixel)] = home;
    }

    int root_of(int pixel)
    {
        int root = pixel;
        while (m_parent[std::size_t(root)] != root) root = m_parent[std::size_t(root)];
        while (m_parent[std::size_t(pixel)] != root) pixel = std::exchange(m_parent[std::size_t(pixel)], root);
        return root;
    }

private:
    /// The first pixel of a basin is its peak, so roots carry their heights themselves.
    bool joins(int a, int b, float saddle) const
    {
        const double lower = double(std::min(m_map(a), m_map(b)));
        return double(saddle) > m_share * lower || lower - double(saddle) < m_least;
    }
    int join(int a, int b)
    {
        const int high = m_map(a) >= m_map(b) ? a : b;
        m_parent[std::size_t(high == a ? b : a)] = high;
        return high;
    }
    std::vector<int> neighbours(int pixel) const
    {
        const int x = pixel % m_map.cols, y = pixel / m_map.cols;
        std::vector<int> out;
        for (int j = std::max(y - 1, 0); j <= std::min(y + 1, m_map.rows - 1); ++j)
            for (int i = std::max(x - 1, 0); i <= std::min(x + 1, m_map.cols - 1); ++i)
                if (i != x || j != y) out.push_back(j * m_map.cols + i);
        std::ranges::stable_sort(out, [&](int a, int b) { return m_map(a) > m_map(b); });
        return out;
    }

    const cv::Mat1f& m_map;
    double m_share, m_least;
    std::vector<int> m_parent;
};

/// Every pixel of `part` goes to the nearest core; of equally near ones to the first.
std::vector<Place> parted(const cv::Mat1b& part, const Basins& cores)
{
    std::vector<Place> places;
    cv::Mat1f nearest(part.size(), std::numeric_limits<float>::max());
    cv::Mat1i owner = cv::Mat1i::zeros(part.size());
    for (int k = 1; k <= cores.count; ++k) {
        const cv::Mat1b core = cores.labels == k;
        cv::Mat1f away;
        cv::distanceTransform(~core, away, cv::DIST_L2, cv::DIST_MASK_PRECISE);
        const cv::Mat1b nearer = away < nearest;
        owner.setTo(k, nearer);
        away.copyTo(nearest, nearer);
        places.push_back({.core = core, .territory = {}});
    }
    for (int k = 1; k <= cores.count; ++k) places[std::size_t(k) - 1].territory = part & (owner == k);
    return places;
}

}  // namespace

cv::Mat1f distance_to_outline(const cv::Mat1b& mask)
{
    cv::Mat1b framed;  // what lies beyond the piece is outside as well
    cv::copyMakeBorder(mask, framed, 1, 1, 1, 1, cv::BORDER_CONSTANT, 0);
    cv::Mat1f distance;
    cv::distanceTransform(framed, distance, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    return distance(cv::Rect(1, 1, mask.cols, mask.rows)).clone();
}

Basins basins_of(const cv::Mat1f& map, const cv::Mat1b& mask, double share, double least)
{
    std::vector<int> order;
    for (int i = 0; i < int(map.total()); ++i)
        if (mask(i)) order.push_back(i);
    std::ranges::stable_sort(order, [&](int a, int b) { return map(a) > map(b); });
    Flood flood(map, share, least);
    for (const int pixel : order) flood.add(pixel);
    Basins basins{.labels = cv::Mat1i::zeros(map.size())};
    for (const int pixel : order)
        if (const int root = flood.root_of(pixel); root == pixel) basins.labels(pixel) = ++basins.count;
    for (const int pixel : order) basins.labels(pixel) = basins.labels(flood.root_of(pixel));
    return basins;
}

std::vector<Place> single_spots(const cv::Mat1f& smooth, const cv::Mat1b& piece, const Levels& levels)
{
    std::vector<Place> places;
    const Basins by_contrast = basins_of(smooth, piece, k_contrast_share, k_noise_least * levels.noise);
    for (int k = 1; k <= by_contrast.count; ++k) {
        const cv::Mat1b part = by_contrast.labels == k;
        double peak = 0;
        cv::minMaxLoc(smooth, nullptr, &peak, nullptr, nullptr, part);
        const cv::Mat1b core = above(smooth, part, k_core * peak);
        if (core.empty()) continue;
        const Basins by_shape = basins_of(distance_to_outline(core), core, k_distance_share, k_distance_least);
        for (Place& place : parted(part, by_shape)) places.push_back(std::move(place));
    }
    return places;
}

}  // namespace dermavox::imaging

/// Pictures of known spots: ellipses of known area, blurred, under uneven light, with noise.
#pragma once

#include "dermavox/imaging/picture.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

namespace dermavox::imaging::drawn {

struct Ellipse {
    double x = 0, y = 0, a = 0, b = 0, angle = 0;  ///< semi-axes; anticlockwise as seen
    double area() const { return std::numbers::pi * a * b; }
    bool holds(double px, double py) const
    {
        const double u = px - x, v = -(py - y), c = std::cos(angle), s = std::sin(angle);
        return std::pow((u * c + v * s) / a, 2) + std::pow((v * c - u * s) / b, 2) <= 1;
    }
};

struct Look {
    int columns = 700, rows = 600;
    double contrast = 0.3;    ///< 1 - spot / background
    double blur = 1.5;        ///< standard deviation [pixels]
    double noise = 0.03;      ///< standard deviation over the background
    double vignetting = 0.4;  ///< what the corners lack of the light
    double ramp = 0.2;        ///< what the left edge lacks of it
    double background = 0.7;  ///< of the largest value
    int bits = 8;
    bool light = false;  ///< spots lighter than around
    unsigned seed = 1;
};

/// Share of every pixel that the ellipses cover, on 4 x 4 points.
inline std::vector<double> covered(const std::vector<Ellipse>& spots, const Look& look)
{
    constexpr int fine = 4;
    const int wide = look.columns * fine, high = look.rows * fine;
    std::vector<bool> in(std::size_t(wide) * std::size_t(high));
    for (const Ellipse& e : spots)
        for (int y = std::max(0, int((e.y - e.a) * fine)); y < std::min(high, int((e.y + e.a) * fine) + 2); ++y)
            for (int x = std::max(0, int((e.x - e.a) * fine)); x < std::min(wide, int((e.x + e.a) * fine) + 2); ++x)
                if (e.holds((x + 0.5) / fine, (y + 0.5) / fine))
                    in[std::size_t(y) * std::size_t(wide) + std::size_t(x)] = true;
    std::vector<double> share(std::size_t(look.columns) * std::size_t(look.rows), 0.0);
    for (std::size_t i = 0; i < in.size(); ++i)
        if (in[i]) {
            const std::size_t x = i % std::size_t(wide) / fine, y = i / std::size_t(wide) / fine;
            share[y * std::size_t(look.columns) + x] += 1.0 / (fine * fine);
        }
    return share;
}

/// Convolution with a Gaussian along one axis, mirrored at the ends.
inline std::vector<double> blurred(const std::vector<double>& in, int columns, int rows, double sd, bool across)
{
    const int reach = int(std::ceil(4 * sd));
    std::vector<double> out(in.size(), 0.0);
    double sum = 0;
    for (int k = -reach; k <= reach; ++k) sum += std::exp(-k * k / (2 * sd * sd));
    for (int k = -reach; k <= reach; ++k) {
        const double weight = std::exp(-k * k / (2 * sd * sd)) / sum;
        for (int y = 0; y < rows; ++y)
            for (int x = 0; x < columns; ++x) {
                int i = across ? x + k : x, j = across ? y : y + k;
                i = i < 0 ? -i - 1 : i >= columns ? 2 * columns - i - 1 : i;
                j = j < 0 ? -j - 1 : j >= rows ? 2 * rows - j - 1 : j;
                out[std::size_t(y * columns + x)] += weight * in[std::size_t(j * columns + i)];
            }
    }
    return out;
}

inline Picture picture_of(const std::vector<Ellipse>& spots, const Look& look)
{
    std::vector<double> share = covered(spots, look);
    if (look.blur > 0) {
        share = blurred(share, look.columns, look.rows, look.blur, true);
        share = blurred(share, look.columns, look.rows, look.blur, false);
    }
    Picture picture{.columns = look.columns, .rows = look.rows, .channels = 1, .bits = look.bits};
    std::mt19937 random(look.seed);
    std::normal_distribution<double> noise(0, look.noise);
    const double most = look.bits == 16 ? 65535 : 255;
    for (int y = 0; y < look.rows; ++y)
        for (int x = 0; x < look.columns; ++x) {
            const double u = (x + 0.5) / look.columns, v = (y + 0.5) / look.rows;
            const double corner = (std::pow(2 * u - 1, 2) + std::pow(2 * v - 1, 2)) / 2;
            const double lamp = look.background * (1 - look.vignetting * corner) * (1 - look.ramp * (1 - u));
            const double step = look.contrast * share[std::size_t(y * look.columns + x)];
            const double value = lamp * (look.light ? 1 + step : 1 - step) + look.background * noise(random);
            picture.samples.push_back(std::uint16_t(std::lround(std::clamp(value, 0.0, 1.0) * most)));
        }
    return picture;
}

/// Ellipses of semi-axes 5 to 10 pixels in a jittered lattice, every sixth with a neighbour that it touches: centres
/// 1.6 to 1.9 radii apart.
inline std::vector<Ellipse> scattered(unsigned seed, const Look& look)
{
    std::mt19937 random(seed);
    const auto between = [&](double from, double to) { return std::uniform_real_distribution<>(from, to)(random); };
    constexpr double pitch = 62;
    std::vector<Ellipse> spots;
    int count = 0;
    for (double y = pitch / 2; y + pitch / 2 <= look.rows; y += pitch)
        for (double x = pitch / 2; x + pitch / 2 <= look.columns; x += pitch) {
            const double cx = x + between(-8, 8), cy = y + between(-8, 8);
            if (++count % 6) {
                const double b = between(5, 8);
                spots.push_back({cx, cy, b * between(1, 1.3), b, between(-1.5, 1.5)});
                continue;
            }
            const double r = between(5, 8), angle = between(0, 3.1), apart = r * between(1.6, 1.9) / 2;
            for (const int side : {-1, 1})
                spots.push_back({cx + side * apart * std::cos(angle), cy + side * apart * std::sin(angle), r, r, 0});
        }
    return spots;
}

}  // namespace dermavox::imaging::drawn

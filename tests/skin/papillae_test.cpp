#include "dermavox/core/problem.hpp"
#include "dermavox/skin/skin.hpp"
#include "tests/skin/samples.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

using namespace dermavox;
using namespace dermavox::skin;

namespace {

constexpr double side = 2.4e-3, h = 60e-6, mean_depth = 110e-6;
constexpr int n = 800;

Stack with_papillae(double scatter)
{
    Stack stack = stack_of({layer_of(20.0_um), layer_of(90.0_um), layer_of(1.0_mm)});
    stack.layers[2].role = Role::dermis;
    stack.papillae.height.value = {h};
    stack.papillae.scatter.value = scatter;
    return stack;
}

/// The junction on an n x n raster, as height above its mean.
std::vector<double> raster(const Skin& skin)
{
    std::vector<double> heights;
    for (int i = 0; i < n; ++i)
        for (int j = 0; j < n; ++j) heights.push_back(mean_depth - skin.top(2, side * i / n, side * j / n));
    return heights;
}

/// Heights of the raster's summits: higher than their eight neighbours.
std::vector<double> summits(const std::vector<double>& z)
{
    const auto at = [&](int i, int j) { return z[std::size_t((i + n) % n * n + (j + n) % n)]; };
    std::vector<double> found;
    for (int i = 0; i < n; ++i)
        for (int j = 0; j < n; ++j) {
            bool highest = true;
            for (int k = 0; k < 9 && highest; ++k) highest = k == 4 || at(i, j) > at(i + k / 3 - 1, j + k % 3 - 1);
            if (highest) found.push_back(at(i, j));
        }
    return found;
}

}  // namespace

TEST_CASE("papillae stand 84 to a square millimetre and as high as stated", "[skin][papillae]")
{
    const auto tops = summits(raster(Skin(with_papillae(0), side, side, 1)));
    const double density = double(tops.size()) / (side * side);
    CHECK_THAT(density, WithinRel(84e6, 0.01));  // 22 x 22 on 5.76 mm2, two equal raster points may hide one
    const double foot = h * 84.03e6 * std::numbers::pi * 43e-6 * 43e-6 / 3;
    for (const double top : tops) CHECK_THAT(top + foot, WithinRel(h, 0.01));
}

TEST_CASE("papillae leave the junction's mean where the layers put it", "[skin][papillae]")
{
    for (const double scatter : {0.0, 0.3}) {
        double mean = 0, square = 0;
        const int seeds = 4;
        for (int seed = 0; seed < seeds; ++seed)
            for (const double z : raster(Skin(with_papillae(scatter), side, side, std::uint64_t(seed))))
                mean += z / (seeds * n * n), square += z * z / (seeds * n * n);
        const double feet = 84.03e6 * std::numbers::pi * 43e-6 * 43e-6;
        const double variance = feet * (1 + scatter * scatter) / 5 - feet * feet / 9;
        CHECK_THAT(mean / h, WithinAbs(0, 1e-3));
        CHECK_THAT(std::sqrt(square) / h, WithinRel(std::sqrt(variance), scatter > 0 ? 0.03 : 2e-3));
    }
}

TEST_CASE("heights of papillae scatter as stated", "[skin][papillae]")
{
    const double foot = h * 84.03e6 * std::numbers::pi * 43e-6 * 43e-6 / 3;
    double mean = 0, square = 0, count = 0;
    for (int seed = 0; seed < 4; ++seed)
        for (const double top : summits(raster(Skin(with_papillae(0.3), side, side, std::uint64_t(seed))))) {
            const double height = (top + foot) / h;
            mean += height, square += height * height, ++count;
        }
    mean /= count;
    CHECK_THAT(mean, WithinAbs(1, 5 * 0.3 / std::sqrt(count) + 0.02));  // the foot itself moves by 1 %
    CHECK_THAT(std::sqrt(square / count - mean * mean), WithinAbs(0.3, 0.05));
}

TEST_CASE("papillae stand only on the dermis and repeat with the patch", "[skin][papillae]")
{
    const Skin skin(with_papillae(0.2), side, side, 1);
    CHECK_FALSE(skin.flat());
    for (int i = 0; i < 500; ++i) {
        const double x = i * 4.7e-6, y = i * 3.1e-6;
        CHECK(skin.top(1, x, y) == depth_of(skin.stack(), 1).si);
        CHECK(skin.top(3, x, y) == depth_of(skin.stack(), 3).si);
        CHECK_THAT(skin.top(2, x - side, y + 3 * side), WithinAbs(skin.top(2, x, y), 1e-12));
    }
}

TEST_CASE("the highest papillae just leave a twentieth of the epidermis", "[skin][papillae]")
{
    Stack stack = with_papillae(0);
    stack.papillae.height.value = highest_papillae(stack.papillae, stack.layers[1].thickness.value);
    const auto heights = raster(Skin(stack, side, side, 1));
    const double greatest = *std::max_element(heights.begin(), heights.end());
    CHECK_THAT((90e-6 - greatest) / 90e-6, WithinAbs(0.05, 0.01));
    stack.papillae.height.value *= 1.001;
    CHECK_THROWS_AS(Skin(stack, side, side, 1), core::InputError);
}

TEST_CASE("papillae without a dermis or without room are named", "[skin][papillae][bad]")
{
    Stack stack = with_papillae(0);
    stack.layers[2].role = Role::other;
    CHECK_THROWS_AS(Skin(stack, side, side, 1), core::InputError);
    stack.layers[0].role = Role::dermis;  // nothing above it
    CHECK_THROWS_AS(Skin(stack, side, side, 1), core::InputError);

    stack = with_papillae(-1);
    stack.papillae.radius.value = 60.0_um;  // cells of 109 um
    try {
        const Skin skin(stack, side, side, 1);
        FAIL("accepted");
    } catch (const core::InputError& error) {
        CHECK(error.problems().size() == 2);
    }
    stack = with_papillae(0);
    stack.papillae.density.value = {1e13};
    stack.papillae.radius.value = {1e-7};
    CHECK_THROWS_AS(Skin(stack, 20e-3, 20e-3, 1), core::Failure);
}

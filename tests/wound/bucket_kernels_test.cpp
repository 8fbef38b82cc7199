// The inner loops of carving, for every instruction set that this processor runs.
#include "engine/wound/bucket_kernels.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

using namespace dermavox;
using namespace dermavox::wound;

namespace {

constexpr std::array sets{core::InstructionSet::baseline, core::InstructionSet::v3, core::InstructionSet::v4};

// A needle of 0.25 mm with a point of 1.5 mm and an apex of 3 um, as a cone from there on.
SlitCut slit(double bottom)
{
    const double slope = 0.125 / 1.5, apex = 3e-6;
    return {.along_x = 0.8,
            .along_y = 0.6,
            .half_slit = 40e-6,
            .tip = 0.7e-3,
            .bottom = bottom,
            .shaft = 125e-6,
            .start = apex - apex * std::sqrt(1 + 1 / slope / slope),
            .gain = 1 / slope,
            .straight = apex / std::sqrt(1 + slope * slope),
            .apex = apex,
            .scale = 1};
}

// Whether a place is cut at a depth, by the shape's definition (tract.hpp).
bool cut_at(const SlitCut& c, double dx, double dy, double z)
{
    const double half = c.half_slit * std::sqrt(1 - z / c.tip), along = dx * c.along_x + dy * c.along_y;
    const double past = std::max(0.0, std::abs(along) - half);
    const double rho = std::hypot(past, dy * c.along_x - dx * c.along_y);
    const double needed =
        rho >= c.straight ? c.start + rho * c.gain : c.apex - std::sqrt(c.apex * c.apex - rho * rho);
    return rho < c.shaft && c.tip - z >= needed;
}

}  // namespace

TEST_CASE("columns are cut as deep as the slit's shape says, the same bits for every instruction set",
          "[wound][carve][property]")
{
    std::mt19937 random(7);
    std::uniform_real_distribution<double> place(-140e-6, 140e-6);
    for (const double bottom : {0.7e-3, 0.3e-3, 15e-6})
        for (int round = 0; round < 200; ++round) {
            const SlitCut cut = slit(bottom);
            std::array<double, 16> dx{}, dy{}, depth{}, again{};
            for (std::size_t k = 0; k < 16; ++k) dx[k] = place(random), dy[k] = k == 3 ? 0 : place(random);
            dx[3] = round * 1e-6;  // along the slit's middle, where the apex is near
            bucket_kernels(sets[0]).cut_columns(cut, dx.data(), dy.data(), depth.data());
            for (std::size_t k = 0; k < 16; ++k) {
                INFO("column at " << dx[k] << ", " << dy[k] << " m, depth " << depth[k]);
                if (depth[k] <= 0) {
                    CHECK_FALSE(cut_at(cut, dx[k], dy[k], 1e-9));
                    continue;
                }
                CHECK(depth[k] <= bottom * (1 + 1e-12));
                CHECK(cut_at(cut, dx[k], dy[k], depth[k] * (1 - 1e-6)));
                if (depth[k] < bottom * (1 - 1e-6)) CHECK_FALSE(cut_at(cut, dx[k], dy[k], depth[k] * (1 + 1e-6)));
            }
            for (const auto set : sets) {
                if (set > core::best_instruction_set()) continue;
                bucket_kernels(set).cut_columns(cut, dx.data(), dy.data(), again.data());
                CHECK(again == depth);
            }
        }
}

TEST_CASE("hits of a leaf are sums of what ends below them, the same for every instruction set", "[wound][carve]")
{
    std::mt19937 random(8);
    std::uniform_int_distribution<int> few(0, 60);
    using Levels = std::array<std::uint16_t[64], 8>;
    for (const auto set : sets) {
        if (set > core::best_instruction_set()) continue;
        Levels ended{};
        std::array<std::uint16_t, 64> hits{}, expected{};
        std::array<std::array<int, 64>, 8> sum{};
        for (std::size_t c = 0; c < 64; ++c) hits[c] = expected[c] = std::uint16_t(few(random));
        for (std::size_t z = 8; z-- > 0;)
            for (std::size_t c = 0; c < 64; ++c) {
                ended[z][c] = std::uint16_t(few(random));
                expected[c] = std::uint16_t(expected[c] + ended[z][c]);
                sum[z][c] = std::min<int>(expected[c], 255);
            }
        std::array<std::uint8_t, 512> values{};
        bucket_kernels(set).stack_hits(ended.data(), hits.data(), values.data());
        CHECK(hits == expected);
        bool right = true, cleared = true;
        for (std::size_t z = 0; z < 8; ++z)
            for (std::size_t c = 0; c < 64; ++c) {
                right = right && values[8 * c + z] == sum[z][c];
                cleared = cleared && ended[z][c] == 0;
            }
        CHECK(right);
        CHECK(cleared);
    }
}

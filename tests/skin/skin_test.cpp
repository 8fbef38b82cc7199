#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/random.hpp"
#include "dermavox/skin/skin.hpp"
#include "tests/skin/samples.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <limits>
#include <vector>

using namespace dermavox;
using namespace dermavox::skin;

namespace {

constexpr double l = 100e-6, s = 8e-6;

/// One rough surface over a patch of `lengths` correlation lengths.
Skin rough_surface(double lengths, std::uint64_t seed)
{
    return {stack_of({layer_of(1.0_mm, {s}, {l})}), lengths * l, lengths * l, seed};
}

/// Mean over the patch and over seeds of f(p) f(p + lag), in s^2.
double correlation(double lag_x, double lag_y)
{
    const int seeds = 12, n = 120;
    double sum = 0;
    for (int seed = 0; seed < seeds; ++seed) {
        const Skin skin = rough_surface(80, std::uint64_t(seed));
        for (int i = 0; i < n; ++i)
            for (int j = 0; j < n; ++j) {
                const double x = (i + 0.37) * 80 * l / n, y = (j + 0.61) * 80 * l / n;
                sum += skin.top(0, x, y) * skin.top(0, x + lag_x, y + lag_y);
            }
    }
    return sum / (s * s * seeds * n * n);
}

}  // namespace

TEST_CASE("a rough interface has the stated deviation and its mean depth", "[skin][field]")
{
    // 6400 correlation areas of pi l^2/2 a seed, 12 seeds: the variance is known to 0.6 %.
    CHECK_THAT(correlation(0, 0), WithinAbs(1, 0.03));
    double mean = 0;
    const Skin skin = rough_surface(20, 5);
    const int n = 200;  // many points a lattice cell: the patch's mean is the lattice's, zero
    for (int i = 0; i < n; ++i)
        for (int j = 0; j < n; ++j) mean += skin.top(0, i * 20 * l / n, j * 20 * l / n) / (n * n);
    CHECK_THAT(mean / s, WithinAbs(0, 1e-6));
}

TEST_CASE("the correlation falls as a Gaussian of the stated length in every direction", "[skin][field]")
{
    const double statistical = 0.03, shape = 0.003;
    for (const double r : {0.5, 1.0, 1.5, 2.0, 4.0}) {
        INFO("lag " << r << " correlation lengths");
        CHECK_THAT(correlation(r * l, 0), WithinAbs(std::exp(-r * r), statistical + shape));
        CHECK_THAT(correlation(0, r * l), WithinAbs(std::exp(-r * r), statistical + shape));
        const double d = r * l * std::sqrt(0.5);
        CHECK_THAT(correlation(d, d), WithinAbs(std::exp(-r * r), statistical + shape));
    }
}

TEST_CASE("heights are normally distributed", "[skin][field]")
{
    double third = 0, fourth = 0;
    const int seeds = 12, n = 160;
    for (int seed = 0; seed < seeds; ++seed) {
        const Skin skin = rough_surface(80, std::uint64_t(100 + seed));
        for (int i = 0; i < n * n; ++i) {
            const double z = skin.top(0, (i / n) * 80 * l / n, (i % n) * 80 * l / n) / s;
            third += z * z * z / (seeds * n * n), fourth += z * z * z * z / (seeds * n * n);
        }
    }
    CHECK_THAT(third, WithinAbs(0, 0.1));
    CHECK_THAT(fourth, WithinAbs(3, 0.25));
}

TEST_CASE("interfaces are functions of seed and number alone and independent of each other", "[skin][field]")
{
    const auto stack = rough_cheek();
    const Skin a(stack, 2e-3, 3e-3, 1), b(stack, 2e-3, 3e-3, 1), c(stack, 2e-3, 3e-3, 2);
    CHECK(a.top(3, 1.1e-3, 2.7e-3) == b.top(3, 1.1e-3, 2.7e-3));
    CHECK(a.top(3, 1.1e-3, 2.7e-3) != c.top(3, 1.1e-3, 2.7e-3));

    auto other = stack;
    other.layers[2].roughness.value = 0.0_um;
    const Skin d(other, 2e-3, 3e-3, 1);
    CHECK(a.top(3, 1.1e-3, 2.7e-3) == d.top(3, 1.1e-3, 2.7e-3));

    const Skin two({stack_of({layer_of(1.0_mm, {s}, {l}), layer_of(1.0_mm, {s}, {l})})}, 8e-3, 8e-3, 3);
    double product = 0;
    const int n = 160;
    for (int i = 0; i < n * n; ++i) {
        const double x = (i / n) * 8e-3 / n, y = (i % n) * 8e-3 / n;
        product += two.top(0, x, y) * (two.top(1, x, y) - 1e-3) / (s * s * n * n);
    }
    CHECK_THAT(product, WithinAbs(0, 0.08));  // 4000 independent areas: 1.6 %
}

TEST_CASE("fields are the same for any number of threads", "[skin][field][parallel]")
{
    std::vector<double> once;
    for (const int threads : {1, 2, 3, 8})
        core::with_threads(threads, [&] {
            const Skin skin(rough_cheek(), 5e-3, 4e-3, 7);
            std::vector<double> depths;
            for (int i = 0; i < 500; ++i) depths.push_back(skin.top(4 - i % 5, i * 1e-5, i * 0.8e-5));
            if (once.empty()) once = depths;
            CHECK(depths == once);
        });
}

TEST_CASE("the patch repeats and is smooth across its edges", "[skin][field]")
{
    const Skin skin(rough_cheek(), 2e-3, 3e-3, 1);
    for (const double x : {0.0, 0.3e-3, 1.99e-3})
        for (const double y : {-0.2e-3, 0.0, 1.7e-3}) {
            const double here = skin.top(2, x, y);
            CHECK_THAT(skin.top(2, x + 2e-3, y), WithinAbs(here, 1e-14));
            CHECK_THAT(skin.top(2, x - 6e-3, y + 9e-3), WithinAbs(here, 1e-14));
            CHECK_THAT(skin.top(2, x + 1e-9, y), WithinAbs(here, 5e-9));
        }
}

TEST_CASE("interfaces never cross however rough they are", "[skin]")
{
    const auto stack = stack_of({layer_of(16.8_um, 60.0_um, 100.0_um), layer_of(55.0_um, 60.0_um, 80.0_um),
                                 layer_of(0.2_mm, 90.0_um, 60.0_um)});
    const Skin skin(stack, 4e-3, 4e-3, 11);
    std::vector<double> depths(4);
    std::size_t kept = 0;
    const core::Random random(1, core::Purpose::sampling);
    for (std::uint64_t n = 0; n < 20000; ++n) {
        const double x = 4e-3 * random.uniform({.pass = n}), y = 4e-3 * random.uniform({.pass = n, .draw = 1});
        skin.tops(x, y, depths);
        for (std::size_t i = 0; i < 3; ++i) {
            const double least = 0.05 * stack.layers[i].thickness.value.si;
            REQUIRE(depths[i + 1] - depths[i] >= least * (1 - 1e-9));
            REQUIRE(depths[i] == skin.top(i, x, y));
            if (depths[i + 1] - depths[i] < least * (1 + 1e-9)) ++kept;
        }
    }
    CHECK(kept > 1000);  // the rule was needed here
}

TEST_CASE("the layer at a point follows the faces", "[skin]")
{
    const Skin flat(flat_cheek(), 1e-3, 1e-3, 1);
    CHECK(flat.flat());
    CHECK(flat.layer_at(0, 0, -1e-9) == -1);
    CHECK(flat.layer_at(0, 0, 0) == 0);
    CHECK(flat.layer_at(0, 0, 16.7e-6) == 0);
    CHECK(flat.layer_at(0, 0, 16.9e-6) == 1);
    CHECK(flat.layer_at(0, 0, flat.top(2, 0, 0)) == 2);
    CHECK(flat.layer_at(0, 0, 1) == 4);

    const Skin rough(rough_cheek(), 1e-3, 1e-3, 1);
    CHECK_FALSE(rough.flat());
    for (int i = 0; i < 100; ++i)
        for (std::size_t face = 0; face <= 4; ++face) {
            const double x = i * 9e-6, y = i * 7e-6, z = rough.top(face, x, y);
            CHECK(rough.layer_at(x, y, z) == int(face));
            CHECK(rough.layer_at(x, y, std::nextafter(z, -1)) == int(face) - 1);
        }
}

TEST_CASE("a patch smaller than the correlation length keeps its mean depths", "[skin][field]")
{
    const Skin skin({stack_of({layer_of(1.0_mm, 50.0_um, 10.0_mm)})}, 1e-3, 1e-3, 1);
    CHECK(std::abs(skin.top(0, 0.3e-3, 0.4e-3)) < 1e-12);
}

TEST_CASE("every problem of a stack is named at once", "[skin][bad]")
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto stack = stack_of({layer_of(0.0_um), layer_of({nan}), layer_of(-1.0_um, -1.0_um),
                                 layer_of(1.0_um, 1.0_um), layer_of(1.0_um, {nan}, 1.0_um)});
    try {
        const Skin skin(stack, 0, nan, 1);
        FAIL("accepted");
    } catch (const core::InputError& error) {
        std::vector<std::string> keys;
        for (const auto& problem : error.problems()) keys.push_back(problem.key);
        CHECK(keys == std::vector<std::string>{"patch width", "patch height", "skin.layer[0].thickness",
                                               "skin.layer[1].thickness", "skin.layer[2].thickness",
                                               "skin.layer[2].roughness", "skin.layer[2].correlation_length",
                                               "skin.layer[3].correlation_length", "skin.layer[4].roughness"});
    }
    CHECK_THROWS_AS(Skin(Stack{}, 1e-3, 1e-3, 1), core::InputError);
}

TEST_CASE("a correlation length too small for the patch is refused before it is allocated", "[skin][bad]")
{
    try {
        const Skin skin({stack_of({layer_of(1.0_mm, 1.0_um, {1e-9})})}, 20e-3, 20e-3, 1);
        FAIL("accepted");
    } catch (const core::Failure& failure) {
        CHECK(failure.exit_code() == core::exit_code::refused);
    }
}

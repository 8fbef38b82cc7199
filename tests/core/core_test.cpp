#include "dermavox/core/hash.hpp"
#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/core/random.hpp"
#include "dermavox/core/statistics.hpp"
#include "dermavox/core/units.hpp"
#include "tests/support/catch.hpp"

#include <atomic>
#include <cmath>
#include <set>

using namespace dermavox;

TEST_CASE("quantities combine their dimensions", "[core][units]")
{
    const Force force = 2.0_N;
    const Length a = 10.0_mm, b = 5.0_mm;
    const Pressure pressure = force / (a * b);
    CHECK_THAT(pressure.si, WithinRel(40e3, 1e-12));
    const double ratio = a / b;
    CHECK_THAT(ratio, WithinRel(2.0, 1e-15));
    CHECK((1.0_g_m2_h).si == 1e-3 / 3600);
}

TEST_CASE("draws are pure functions of seed, purpose and counter", "[core][random]")
{
    const core::Random a(1, core::Purpose::puncture), b(1, core::Purpose::hand), c(2, core::Purpose::puncture);
    const core::Counter at{.pass = 1, .cycle = 2, .needle = 3, .draw = 4};
    CHECK(a.bits(at) == core::Random(1, core::Purpose::puncture).bits(at));
    CHECK(a.bits(at) != b.bits(at));
    CHECK(a.bits(at) != c.bits(at));
    CHECK(a.bits(at) != a.bits({.pass = 1, .cycle = 2, .needle = 3, .draw = 5}));
}

TEST_CASE("uniform and normal draws have the moments of their laws", "[core][random]")
{
    const core::Random random(7, core::Purpose::puncture);
    const int n = 200000;
    double mean = 0, square = 0, third = 0, uniform = 0;
    for (int i = 0; i < n; ++i) {
        const double z = random.normal({.cycle = std::uint64_t(i)});
        mean += z / n, square += z * z / n, third += z * z * z / n;
        uniform += random.uniform({.cycle = std::uint64_t(i), .draw = 9}) / n;
    }
    CHECK_THAT(mean, WithinAbs(0, 5 / std::sqrt(n)));
    CHECK_THAT(square, WithinAbs(1, 5 * std::sqrt(2.0 / n)));
    CHECK_THAT(third, WithinAbs(0, 5 * std::sqrt(15.0 / n)));
    CHECK_THAT(uniform, WithinAbs(0.5, 5 / std::sqrt(12.0 * n)));
}

TEST_CASE("Philox gives the words of the published known-answer test", "[core][random]")
{
    // Random123 kat_vectors: philox4x64-10, zero counter and key -> 16554d9eca36314c ...
    const core::Random zero(0, core::Purpose(0));
    CHECK(zero.bits({}) == 0x16554d9eca36314cULL);
}

TEST_CASE("parallel loops visit each index once and sums do not depend on threads", "[core][parallel]")
{
    const std::size_t n = 100003;
    std::set<double> sums;
    for (const int threads : {1, 2, 3, 8}) {
        std::vector<int> visits(n);
        core::with_threads(threads, [&] {
            core::parallel_for(n, 1000, [&](std::size_t b, std::size_t e) {
                for (std::size_t i = b; i < e; ++i) ++visits[i];
            });
            sums.insert(core::deterministic_sum(n, 1000, [](std::size_t b, std::size_t e) {
                double s = 0;
                for (std::size_t i = b; i < e; ++i) s += 1.0 / double(i + 1);
                return s;
            }));
        });
        CHECK(visits == std::vector<int>(n, 1));
    }
    CHECK(sums.size() == 1);
    core::parallel_for(0, 10, [](std::size_t, std::size_t) { FAIL("an empty loop has no chunk"); });
}

TEST_CASE("an exception in a loop reaches the caller", "[core][parallel]")
{
    const auto loop = [] {
        core::parallel_for(100, 1, [](std::size_t b, std::size_t) {
            if (b == 57) throw core::Failure(70, "place 57");
        });
    };
    CHECK_THROWS_AS(loop(), core::Failure);
}

TEST_CASE("the summary of a sample", "[core][statistics]")
{
    const auto s = core::spread_of({4, 1, 3, 2, 5});
    CHECK(s.mean == 3);
    CHECK_THAT(s.sd, WithinRel(std::sqrt(2.5), 1e-14));
    CHECK_THAT(s.p5, WithinRel(1.2, 1e-14));
    CHECK(s.p50 == 3);
    CHECK_THAT(s.p95, WithinRel(4.8, 1e-14));
    CHECK(core::spread_of({7}).sd == 0);
    CHECK(std::isnan(core::spread_of({}).mean));
}

TEST_CASE("a problem names its place, what was found, and what to write", "[core][problem]")
{
    const core::Problem p{
        "a.toml", 6, 25, "device.kind", "\"pan\"", "one of pen, roller, stamp", "did you mean \"pen\"?"};
    CHECK(core::describe(p) == "a.toml:6:25: device.kind: \"pan\"; expected one of pen, roller, stamp\n"
                               "    hint: did you mean \"pen\"?");
    CHECK(core::describe({{}, 0, 0, "motion.speed", "0 mm/s", "a speed above 0", {}}) ==
          "motion.speed: 0 mm/s; expected a speed above 0");  // a value that no file holds
    CHECK(std::string(core::InputError({p, p}).what()).ends_with("2 problems, nothing was simulated"));
}

TEST_CASE("hashes are XXH3-128", "[core][hash]")
{
    CHECK(core::hash_of("") == "99aa06d3014798d86001c324468d497f");  // the algorithm's published empty-input value
    CHECK(core::hash_of("a") != core::hash_of("b"));
}

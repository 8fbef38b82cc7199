#include "dermavox/core/parallel.hpp"
#include "dermavox/core/problem.hpp"
#include "dermavox/transport/volume_flux.hpp"
#include "tests/support/catch.hpp"
#include "tests/transport/volumes.hpp"

#include <cmath>
#include <memory>

using namespace dermavox;
using namespace dermavox::transport;

TEST_CASE("layers conduct in series in every direction", "[transport][resolved][analytic]")
{
    const double kappa[] = {1.5e-5, 1.3e-9, 2.6e-5};
    for (const auto direction : {Direction::x, Direction::y, Direction::z})
        for (const auto order : {Order::x_fastest, Order::z_fastest}) {
            LabelBlock v({9, 8, 7}, order);
            const int axis = int(direction), n = v.size[axis];
            v.fill([&](std::array<int, 3> c) { return c[axis] < 2 ? 0 : c[axis] < 3 ? 1 : 2; });
            FluxProblem p = problem_of({kappa[0], kappa[1], kappa[2]}, 5e-6, direction);
            const FluxResult r = volume_flux(v.indexed(p), p);
            const double resistance = 2 * 5e-6 / kappa[0] + 5e-6 / kappa[1] + (n - 3) * 5e-6 / kappa[2];
            CHECK_THAT(r.flux_density, WithinRel(1 / resistance, 2e-7));
            CHECK_THAT(*r.effective_kappa, WithinRel(n * 5e-6 / resistance, 2e-7));
            CHECK(r.report.imbalance < 1e-8);
        }
}

TEST_CASE("films and graded cells keep the slab exact", "[transport][resolved][analytic]")
{
    LabelBlock v({4, 5, 6}, Order::z_fastest);
    v.fill([](std::array<int, 3> c) { return c[2] < 3 ? 0 : 1; });
    FluxProblem p = problem_of({1.343e-9, 1.5e-5}, 5e-6, Direction::z);
    p.widths[2] = {5e-6, 5e-6, 5e-6, 100e-6, 200e-6, 200e-6};
    p.widths[0] = {1e-5, 2e-5, 3e-5, 1e-5};
    p.top = {0.5 * 19.412e-3, 8.0_mm, 2.57e-5_m2_per_s};
    p.bottom.value = 0.995 * 33.783e-3;
    p.keep_potential = true;
    const FluxResult r = volume_flux(v.indexed(p), p);
    CHECK_THAT(r.flux_density * 3.6e6, WithinRel(7.4754, 1e-4));
    CHECK_THAT(*r.effective_kappa, WithinRel(515e-6 / (15e-6 / 1.343e-9 + 500e-6 / 1.5e-5), 1e-6));
    // the potential falls from the bottom to the top and lies between the ends
    for (std::size_t c = 1; c < 6; ++c) CHECK(r.potential[c] > r.potential[c - 1]);
    CHECK(r.potential[0] > p.top.value);
    CHECK(r.potential[5] < p.bottom.value);
}

TEST_CASE("random volumes conserve mass and stay within their ends", "[transport][resolved][property]")
{
    const std::array<int, 3> sizes[] = {{1, 1, 1},    {1, 1, 40},   {40, 1, 1},  {1, 37, 5},  {7, 9, 11},
                                        {16, 16, 16}, {33, 17, 21}, {12, 13, 2}, {24, 6, 31}, {6, 10, 50}};
    int seed = 0;
    for (const auto& size : sizes)
        for (const double jump : {1.0, 1e3, 1e8})
            for (const bool periodic : {false, true}) {
                const LabelBlock v = random_volume(size, 4, ++seed);
                FluxProblem p = problem_of({1.0, 1 / jump, std::sqrt(1 / jump), 0.3}, 1, Direction(seed % 3));
                p.periodic = periodic;
                p.keep_potential = true;
                const FluxResult r = volume_flux(v.indexed(p), p);
                INFO(size[0] << " " << size[1] << " " << size[2] << " jump " << jump << " it "
                             << r.report.iterations);
                CHECK(r.report.residual <= 1e-8);
                CHECK(r.report.imbalance <= (jump > 1e6 ? 1e-5 : 1e-8));  // the ends round at 1e-16
                CHECK(*r.effective_kappa >= std::min(0.3, 1 / jump) * (1 - 1e-6));
                CHECK(*r.effective_kappa <= 1 + 1e-6);
                for (const double psi : r.potential) CHECK((psi >= -1e-6 && psi <= 1 + 1e-6));
            }
}

TEST_CASE("impermeable cells are walked round and pockets stay quiet", "[transport][resolved][property]")
{
    for (int seed = 1; seed < 9; ++seed) {
        LabelBlock v = random_volume({11 + seed, 12, 13}, 3, seed);
        // a closed pocket
        for (int x = 2; x < 7; ++x)
            for (int y = 2; y < 7; ++y)
                for (int z = 2; z < 7; ++z)
                    v.at({x, y, z}) = (x == 2 || x == 6 || y == 2 || y == 6 || z == 2 || z == 6) ? 2 : 0;
        FluxProblem p = problem_of({1.0, 0.01, 1.0}, 1, Direction::z);
        p.materials[2].impermeable = true;
        p.keep_potential = true;
        p.periodic = seed % 2;
        const FluxResult r = volume_flux(v.indexed(p), p);
        CHECK(r.flux_density > 0);
        CHECK(r.report.imbalance <= 1e-8);
        for (const double psi : r.potential) CHECK((psi >= -1e-6 && psi <= 1 + 1e-6));
        CHECK(r.potential[v.place({4, 4, 4})] == 0);
    }
}

TEST_CASE("flux is linear in the difference and zero between equal ends", "[transport][resolved][property]")
{
    const LabelBlock v = random_volume({14, 15, 16}, 3, 77);
    FluxProblem p = problem_of({1.0, 1e-4, 0.2}, 1e-5, Direction::y);
    const double one = volume_flux(v.indexed(p), p).flux_density;
    p.top.value = 3, p.bottom.value = -2;
    CHECK_THAT(volume_flux(v.indexed(p), p).flux_density, WithinRel(-5 * one, 1e-9));
    p.bottom.value = 3;
    const FluxResult none = volume_flux(v.indexed(p), p);
    CHECK(none.flux_density == 0);
    CHECK_FALSE(none.effective_kappa);
}

TEST_CASE("a repeating volume does not care where it is cut", "[transport][resolved][property]")
{
    for (const std::array<int, 3> size : {std::array{12, 10, 9}, std::array{9, 7, 12}, std::array{6, 22, 8}}) {
        const LabelBlock v = random_volume(size, 3, 5);
        LabelBlock moved = v;
        moved.fill([&](std::array<int, 3> c) {
            return v.labels[v.place({(c[0] + 5) % size[0], (c[1] + 3) % size[1], c[2]})];
        });
        FluxProblem p = problem_of({1.0, 1e-3, 0.1}, 1, Direction::z);
        p.periodic = true;
        const double here = volume_flux(v.indexed(p), p).flux_density;
        CHECK_THAT(volume_flux(moved.indexed(p), p).flux_density, WithinRel(here, 1e-7));
        p.periodic = false;
        CHECK(volume_flux(v.indexed(p), p).flux_density < here);
    }
}

TEST_CASE("what lies in fresh memory does not reach the field", "[transport][resolved]")
{
    const LabelBlock v = random_volume({17, 14, 20}, 3, 4);
    FluxProblem p = problem_of({1.0, 1e-5, 0.2}, 1e-5, Direction::z);
    const double before = volume_flux(v.indexed(p), p).flux_density;
    std::vector<std::unique_ptr<std::vector<float>>> blocks;  // the heap as a long run leaves it
    for (std::size_t size = 64; size < 16384; size += 64)
        blocks.push_back(std::make_unique<std::vector<float>>(size, NAN));
    blocks.clear();
    CHECK(volume_flux(v.indexed(p), p).flux_density == before);
}

TEST_CASE("fields are the same bits for any number of threads", "[transport][resolved][threads]")
{
    const LabelBlock v = random_volume({41, 38, 67}, 4, 3);
    FluxProblem p = problem_of({1.0, 1e-5, 1e-2, 0.3}, 1e-5, Direction::z);
    p.keep_potential = true;
    FluxResult first;
    for (const int threads : {1, 2, 3, 8})
        core::with_threads(threads, [&] {
            const FluxResult r = volume_flux(v.indexed(p), p);
            if (threads == 1) first = r;
            CHECK(r.flux_density == first.flux_density);
            CHECK(r.potential == first.potential);
            CHECK(r.report.iterations == first.report.iterations);
        });
}

TEST_CASE("bad volumes are refused with every reason", "[transport][resolved][bad input]")
{
    LabelBlock v({4, 4, 4}, Order::z_fastest);
    v.at({1, 2, 3}) = 7, v.at({3, 3, 3}) = 9, v.at({3, 3, 2}) = 9;
    FluxProblem p = problem_of({1.0, 2.0}, 1, Direction::z);
    try {
        v.indexed(p);
        FAIL("accepted");
    } catch (const core::InputError& e) {
        REQUIRE(e.problems().size() == 2);
        CHECK(e.problems()[0].key == "label 7");
        CHECK(e.problems()[0].found == "1 cells, the first at [1, 2, 3]");
        CHECK(e.problems()[1].found == "2 cells, the first at [3, 3, 2]");
    }
    LabelBlock good({4, 4, 4}, Order::z_fastest);
    for (const double kappa : {0.0, -1.0, std::nan(""), HUGE_VAL}) {
        p.materials[1].kappa = kappa;
        CHECK_THROWS_AS(good.indexed(p), core::InputError);
    }
    p = problem_of({1.0, 2.0}, 1, Direction::z);
    const auto indexed = good.indexed(p);
    p.widths[1] = {1, 1};
    p.top.film = 1.0_mm;
    CHECK_THROWS_AS(volume_flux(indexed, p), core::InputError);
    p = problem_of({1.0, 2.0}, 1, Direction::z);
    p.materials[0].impermeable = true;
    CHECK_THROWS_AS(volume_flux(indexed, p), core::InputError);
    p = problem_of({1.0, 2.0}, 1, Direction::z);
    p.most_bytes = 100;
    try {
        volume_flux(indexed, p);
        FAIL("accepted");
    } catch (const core::Failure& e) {
        CHECK(e.exit_code() == 69);
    }
}

TEST_CASE("a solver that stops early gives no number", "[transport][resolved][bad input]")
{
    const LabelBlock v = random_volume({20, 20, 20}, 2, 4);
    FluxProblem p = problem_of({1.0, 1e-6}, 1, Direction::z);
    p.stop.most_iterations = 2;
    try {
        volume_flux(v.indexed(p), p);
        FAIL("accepted");
    } catch (const core::Failure& e) {
        CHECK(e.exit_code() == 3);
    }
}

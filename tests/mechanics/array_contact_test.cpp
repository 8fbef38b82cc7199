#include "dermavox/mechanics/array_contact.hpp"

#include "dermavox/core/random.hpp"
#include "tests/mechanics/samples.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/share.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace dermavox;
using namespace dermavox::mechanics;

namespace {

const std::vector<double> shares{1, 0.3, 0.4, 0.4, 0.2, 0.2};

/// Equal needles of a type on a skin.
struct Array {
    skin::Stack skin;
    device::Needle needle;
    std::vector<Place> places;
    std::shared_ptr<const ScaleBands> bands;
    std::unique_ptr<ArrayContact> contact;
    std::vector<NeedleState> needles;
    std::vector<double> dial;

    Array(const skin::Stack& of, const device::Needle& with, std::vector<Place> at, double depth)
        : skin(of),
          needle(with),
          places(std::move(at)),
          bands(std::make_shared<const ScaleBands>(std::make_shared<const SurfaceResponse>(elastic_stack(of)), 1.1)),
          needles(places.size()),
          dial(places.size(), depth)
    {
        const std::size_t first = first_shared_band(least_pitch(places));
        const Parameters p = samples::calm();
        auto type = std::make_shared<const NeedleContact>(InsertionLaw(skin, needle, p, 1), *bands, needle, p, shares,
                                                          first, ScaleBands::count);
        contact = std::make_unique<ArrayContact>(std::make_shared<const ArrayBands>(bands, places, first),
                                                 std::vector{std::move(type)});
        for (NeedleState& n : needles) n.stands.threshold = 20e-3;
    }
    void travel(double up)
    {
        for (std::size_t i = 0; i < needles.size(); ++i) {
            needles[i].travel = dial[i] - up;
            needles[i].stands.root = std::max(0.0, needles[i].travel + 0.3e-3);
        }
    }
    void in(int steps, ArrayContact::Workspace& at, double residual = 1e-9)
    {
        const double way = *std::max_element(dial.begin(), dial.end());
        for (int s = 1; s <= steps; ++s) {
            travel(way * (steps - s) / steps);
            contact->move_in({needles}, nullptr, at, {.residual = residual}, nullptr, [] {});
        }
    }
    /// True once all are out, which must be before the needles are twice as far above the skin as they were below.
    bool out(int steps, ArrayContact::Workspace& at)
    {
        const double way = *std::max_element(dial.begin(), dial.end());
        for (int s = 1; s <= 3 * steps; ++s) {
            travel(way * s / steps);
            contact->move_out({needles}, nullptr, at, {}, [] {});
            if (std::ranges::all_of(needles, [](const NeedleState& n) { return n.stands.inserted == 0; }))
                return true;
        }
        return false;
    }
};

std::vector<Place> ring(int count, double radius)
{
    std::vector<Place> made;
    for (int i = 0; i < count; ++i)
        made.push_back({radius * std::cos(2 * std::numbers::pi * i / count),
                        radius * std::sin(2 * std::numbers::pi * i / count)});
    return made;
}

device::Needle sharp() { return {.length = 2.7_mm}; }

/// Uniform in [a, b], by index.
class Draws
{
public:
    explicit Draws(std::uint32_t run) : m_run(run) {}
    double next(double a, double b)
    {
        return a + (b - a) * m_random.uniform({.pass = 0, .cycle = m_run, .needle = 0, .draw = m_draw++});
    }

private:
    core::Random m_random{7, core::Purpose::puncture};
    std::uint32_t m_run;
    std::uint64_t m_draw = 0;
};

void random_array(std::uint32_t run)
{
    Draws draw(run);
    const int n = int(draw.next(1, 49.99)), side = int(std::ceil(std::sqrt(n)));
    const double pitch = 0.15e-3 * std::pow(20, draw.next(0, 1)), tension = draw.next(0, 100);
    device::Needle needle = sharp();
    needle.tip_radius = Length{2e-6 * std::pow(15, draw.next(0, 1))};
    std::vector<Place> places;
    for (int i = 0; i < n; ++i)
        places.push_back({(i % side + draw.next(-0.2, 0.2)) * pitch, (i / side + draw.next(-0.2, 0.2)) * pitch});
    Array array(samples::cheek(tension), needle, places, draw.next(0.2e-3, 2.45e-3));
    for (std::size_t i = 0; i < array.needles.size(); ++i) {
        array.dial[i] += draw.next(-0.25e-3, 0.25e-3);
        array.needles[i].stands.threshold *= std::pow(16, draw.next(-0.5, 0.5));
    }
    INFO("array " << run << ": " << n << " needles, pitch " << pitch << " m, " << tension << " N/m");
    auto at = array.contact->workspace();
    REQUIRE_NOTHROW(array.in(8, at));
    CHECK(at.residual.lpNorm<Eigen::Infinity>() <= 1e-9);
    for (const NeedleState& needle_state : array.needles) {
        CHECK(needle_state.stands.inserted <= needle_state.stands.root);
        CHECK(needle_state.stands.inserted <= array.needle.length.si);
    }
    REQUIRE_NOTHROW([&] { CHECK(array.out(8, at)); }());
}

}  // namespace

TEST_CASE("random arrays balance in and out without a failure", "[mechanics][property]")
{
    for (std::uint32_t run = 0; run < 40; ++run) random_array(run);
}

TEST_CASE("two thousand random arrays balance in and out without a failure", "[mechanics][property][full]")
{
    for (const std::uint32_t run : support::share_of(2000, 10)) random_array(run);
}

TEST_CASE("a stroke has the same bits again and its needles may change places", "[mechanics][determinism]")
{
    const auto stroke = [](std::vector<Place> places, const std::vector<double>& factors) {
        Array array(samples::cheek(), sharp(), std::move(places), 1e-3);
        for (std::size_t i = 0; i < factors.size(); ++i) array.needles[i].stands.threshold *= factors[i];
        auto at = array.contact->workspace();
        array.in(8, at, 1e-14);
        return array.needles;
    };
    std::vector<Place> places = ring(7, 1e-3);
    std::vector<double> factors{1, 0.8, 1.2, 1.5, 0.7, 1.1, 0.9};
    const auto first = stroke(places, factors), again = stroke(places, factors);
    for (std::size_t i = 0; i < 7; ++i) CHECK(first[i].force == again[i].force);
    std::rotate(places.begin(), places.begin() + 3, places.end());
    std::rotate(factors.begin(), factors.begin() + 3, factors.end());
    const auto turned = stroke(places, factors);
    for (std::size_t i = 0; i < 7; ++i) {
        CHECK_THAT(turned[i].force, WithinRel(first[(i + 3) % 7].force, 1e-9));
        CHECK_THAT(turned[i].stands.inserted, WithinRel(first[(i + 3) % 7].stands.inserted, 1e-9));
    }
}

TEST_CASE("an array that is turned, shifted or mirrored does the same", "[mechanics][property]")
{
    const auto stroke = [](const std::vector<Place>& places) {
        Array array(samples::cheek(), sharp(), places, 1e-3);
        for (std::size_t i = 0; i < places.size(); ++i) array.needles[i].stands.threshold *= 0.7 + 0.1 * double(i);
        auto at = array.contact->workspace();
        array.in(8, at, 1e-14);
        return array.needles;
    };
    const std::vector<Place> places{
        {0, 0}, {0.6e-3, 0.1e-3}, {-0.3e-3, 0.9e-3}, {1.4e-3, -0.5e-3}, {0.2e-3, -1.1e-3}};
    const auto first = stroke(places);
    for (const double angle : {0.3, 1.1, 2.9})
        for (const double mirror : {1.0, -1.0}) {
            std::vector<Place> moved;
            for (const Place& at : places)
                moved.push_back({std::cos(angle) * at.x - std::sin(angle) * mirror * at.y + 2e-3,
                                 std::sin(angle) * at.x + std::cos(angle) * mirror * at.y - 1e-3});
            const auto turned = stroke(moved);
            for (std::size_t i = 0; i < places.size(); ++i) {
                CHECK_THAT(turned[i].force, WithinRel(first[i].force, 1e-9));
                CHECK_THAT(turned[i].stands.inserted, WithinRel(first[i].stands.inserted, 1e-9));
            }
        }
}

TEST_CASE("a workspace carries nothing from one stroke to the next", "[mechanics][determinism]")
{
    Array array(samples::cheek(), sharp(), ring(5, 1e-3), 1e-3);
    const std::vector<NeedleState> start = array.needles;
    auto used = array.contact->workspace();
    array.in(8, used);
    const std::vector<NeedleState> first = array.needles;
    array.needles = start;
    array.in(8, used);
    for (std::size_t i = 0; i < first.size(); ++i) CHECK(array.needles[i].force == first[i].force);
}

TEST_CASE("needles far apart in one balance are single needles and near ones hinder each other", "[mechanics]")
{
    const auto reached = [](std::vector<Place> places) {
        Array array(samples::cheek(), sharp(), std::move(places), 1e-3);
        auto at = array.contact->workspace();
        array.in(8, at);
        return array.needles[0].stands.inserted;
    };
    const double alone = reached({{0, 0}});
    CHECK_THAT(reached({{0, 0}, {0.2, 0}}), WithinRel(alone, 0.01));
    CHECK(reached({{0, 0}, {0.8e-3, 0}}) < 0.99 * alone);
}

TEST_CASE("eight steps of a stroke come close to sixty-four", "[mechanics]")
{
    const auto reached = [](int steps) {
        Array array(samples::cheek(), sharp(), ring(12, 2.5e-3), 1e-3);
        auto at = array.contact->workspace();
        array.in(steps, at);
        return array.needles[0].stands.inserted;
    };
    CHECK_THAT(reached(8), WithinRel(reached(64), 0.02));
}

TEST_CASE("a needle stops at its root and on bone, and says what these bear", "[mechanics]")
{
    Array bone(samples::bony(), sharp(), {{0, 0}}, 2.4e-3);
    for (NeedleState& n : bone.needles) n.stands.root = 1;
    auto at = bone.contact->workspace();
    const double floor = bone.contact->type(0).law().floor();
    for (int s = 1; s <= 16; ++s) {
        bone.needles[0].travel = 4e-3 * s / 16;
        bone.contact->move_in({bone.needles}, nullptr, at, {}, nullptr, [] {});
    }
    CHECK(bone.needles[0].stands.inserted == floor);
    CHECK(bone.needles[0].bone > 0);

    Array rooted(samples::cheek(), sharp(), {{0, 0}}, 2e-3);
    auto other = rooted.contact->workspace();
    for (int s = 1; s <= 16; ++s) {
        rooted.needles[0].travel = 2e-3 * s / 16, rooted.needles[0].stands.root = 0.4e-3;
        rooted.contact->move_in({rooted.needles}, nullptr, other, {}, nullptr, [] {});
    }
    CHECK(rooted.needles[0].stands.inserted == 0.4e-3);
    CHECK(rooted.needles[0].face > 0);
}

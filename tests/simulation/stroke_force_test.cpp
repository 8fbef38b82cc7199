#include "dermavox/simulation/stroke_force.hpp"

#include "dermavox/device/drive.hpp"
#include "dermavox/simulation/simulate.hpp"
#include "scenes.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace dermavox;
using testing::scene_of;

namespace {

simulation::Outcome followed(const std::vector<std::string>& sets)
{
    simulation::Outcome outcome;
    outcome.scene = scene_of(testing::small_cheek, sets);
    simulation::follow_stroke(outcome);
    return outcome;
}

const std::vector<std::string> few{"device.cartridge.needles=2", "device.cartridge.radius=\"1 mm\""};

}  // namespace

TEST_CASE("A followed stroke runs from first touch to the deepest point and out", "[simulation]")
{
    const auto stroke = followed(few).stroke;
    REQUIRE(stroke);
    const auto& points = stroke->points;
    CHECK(points.front().time < 0);
    CHECK(points.front().needles == Approx(0).margin(1e-6));
    CHECK(std::ranges::is_sorted(points, {}, &simulation::StrokePoint::time));
    const auto deepest = std::ranges::max_element(points, {}, &simulation::StrokePoint::set);
    CHECK(deepest->set == Approx(1e-3));
    CHECK(deepest->time == Approx(0).margin(1e-12));
    CHECK(points.back().leaving);
    CHECK(points.back().needles == Approx(0).margin(1e-6));
}

TEST_CASE("The time of a followed stroke is that of the drive", "[simulation]")
{
    const auto outcome = followed(few);
    for (const auto& at : outcome.stroke->points) {
        const auto& device = outcome.scene.device;
        const double phase = at.time * device.drive.frequency.si;
        CHECK(device::tip_depth(device.drive, device.depth, phase).si == Approx(at.set).margin(1e-9));
    }
}

TEST_CASE("Every layer a followed needle passes gives way once, top down", "[simulation]")
{
    const auto stroke = followed(few).stroke;
    for (const std::size_t needle : {0U, 1U}) {
        std::vector<std::size_t> layers;
        for (const auto& at : stroke->breaks)
            if (at.needle == needle) layers.push_back(at.layer);
        CHECK(layers.size() >= 3);
        for (std::size_t i = 0; i < layers.size(); ++i) CHECK(layers[i] == i);
    }
}

TEST_CASE("Rollers, known openings and runs without mechanics have no followed stroke", "[simulation]")
{
    CHECK_FALSE(followed({"device.preset=roller-192"}).stroke);
    CHECK_FALSE(followed({"run.stages=[\"motion\", \"wound\"]"}).stroke);
    simulation::Outcome known;
    known.scene = scene_of(testing::known_lattice);
    simulation::follow_stroke(known);
    CHECK_FALSE(known.stroke);
}

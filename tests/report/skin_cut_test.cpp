#include "engine/report/chart/skin_cut.hpp"

#include "dermavox/report/palette.hpp"
#include "dermavox/scene/read_scene.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>

using namespace dermavox;

namespace {

skin::Skin skin_of(const std::vector<std::string>& sets)
{
    const scene::Catalogue shelves(DERMAVOX_SOURCE_DIR "/scenes");
    const auto made = scene::read_scene(DERMAVOX_SOURCE_DIR "/scenes/cheek-pen-12-ring.toml", sets, shelves);
    return skin::Skin(made.skin, 2e-3, 2e-3, 1);
}

/// Heights [px] along the upper edge of a layer's shape.
std::vector<double> edge_of(const std::string& svg, const std::string& colour)
{
    const std::size_t end = svg.find("Z\" fill=\"" + colour);
    REQUIRE(end != std::string::npos);
    std::vector<double> heights;
    for (std::size_t at = svg.find('L', svg.rfind("<path", end)); at < end; at = svg.find('L', at + 1))
        heights.push_back(std::stod(svg.substr(svg.find(' ', at) + 1)));
    heights.pop_back();  // the lower corner
    return heights;
}

double range_of(const std::vector<double>& values)
{
    return *std::ranges::max_element(values) - *std::ranges::min_element(values);
}

}  // namespace

TEST_CASE("A cut shows furrows in the surface and papillae in the dermis, to scale", "[report]")
{
    const skin::Skin skin = skin_of({"skin.relief.depth=\"30 um\"", "skin.papillae.height=\"30 um\""});
    const std::string svg = report::skin_cut(skin, 2e-3, 2e-3);
    const double px = (560 - 62) / 1.5e-3;
    const auto colour = [&](std::size_t i) { return report::hex(report::layer_colour(skin.stack(), i)); };
    CHECK_THAT(range_of(edge_of(svg, colour(0))), WithinAbs(30e-6 * px, 2));
    CHECK(range_of(edge_of(svg, colour(2))) > 40e-6 * px);
    CHECK(range_of(edge_of(svg, colour(3))) < 30e-6 * px);
    for (const char* name : {"stratum corneum", "viable epidermis", "papillary dermis", "reticular dermis"})
        CHECK(svg.find(name) != std::string::npos);
    CHECK(svg.find("hypodermis") == std::string::npos);  // 1.1 mm down
}

TEST_CASE("A cut through flat skin has straight layers at their depths", "[report]")
{
    const skin::Skin skin = skin_of({});
    const std::string svg = report::skin_cut(skin, 2e-3, 2e-3);
    const double px = (560 - 62) / 1.5e-3;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto edge = edge_of(svg, report::hex(report::layer_colour(skin.stack(), i)));
        CHECK(range_of(edge) == 0);
        CHECK_THAT(edge.front() - 26, WithinAbs(skin::depth_of(skin.stack(), i).si * px, 0.02));
    }
}

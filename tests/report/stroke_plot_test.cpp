#include "dermavox/report/stroke_plot.hpp"

#include "dermavox/mechanics/press.hpp"
#include "tests/mechanics/samples.hpp"
#include "tests/support/catch.hpp"

#include <pugixml.hpp>
#include <set>
#include <string>

using namespace dermavox;

namespace {

struct Plot {
    mechanics::ForceCurve curve;
    pugi::xml_document svg;
};

Plot plot_of(int needles)
{
    const skin::Stack skin = mechanics::samples::cheek();
    const mechanics::Press press(skin, mechanics::samples::pen(needles, 2.5e-3, 0.6e-3),
                                 mechanics::Parameters::defaults(), 1);
    Plot made{mechanics::force_curve(press, 40), {}};
    REQUIRE(made.svg.load_string(report::stroke_plot(made.curve, skin, "a < b & \"c\"").c_str()));
    return made;
}

std::size_t count(const Plot& plot, const std::string& path) { return plot.svg.select_nodes(path.c_str()).size(); }

}  // namespace

TEST_CASE("a stroke's picture draws every needle in and out and marks what gives way", "[report][stroke]")
{
    for (const int needles : {1, 3}) {
        const Plot plot = plot_of(needles);
        CHECK(std::string(plot.svg.child("svg").child("title").text().get()) == "a < b & \"c\"");
        CHECK(count(plot, "//path[@class='in']") == 1);
        CHECK(count(plot, "//path[@class='out']") == 1);
        CHECK(count(plot, "//path[@class='in each']") == (needles > 1 ? std::size_t(needles) : 0));
        CHECK(count(plot, "//g[@class='puncture']") == plot.curve.breaks.size());
        std::set<std::size_t> layers;
        for (const mechanics::Break& at : plot.curve.breaks) layers.insert(at.layer);
        REQUIRE(layers.size() > 2);
        const std::string key = "//text[contains(., 'barrier')]";
        CHECK(count(plot, key) == 2);  // over its mark and beside the key's dot
    }
}

TEST_CASE("the bars of a stroke's picture are as high as the work", "[report][stroke]")
{
    const Plot plot = plot_of(3);
    double heights[2] = {0, 0};
    std::set<std::string> places;
    for (const auto& node : plot.svg.select_nodes("//rect[@width='58']"))
        places.insert(node.node().attribute("x").value());
    REQUIRE(places.size() == 2);
    for (const auto& node : plot.svg.select_nodes("//rect[@width='58']"))
        heights[node.node().attribute("x").value() == *places.begin() ? 0 : 1] +=
            node.node().attribute("height").as_double();
    double in = 0;
    for (const mechanics::CurvePoint& p : plot.curve.points)
        if (!p.leaving) in = p.work.in;
    CHECK_THAT(heights[1] / heights[0], WithinRel(plot.curve.points.back().work.in / in, 1e-3));
}

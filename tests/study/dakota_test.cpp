#include "dermavox/study/dakota.hpp"

#include "tests/study/samples.hpp"

using namespace dermavox;
using namespace dermavox::testing;

namespace {

const std::string figures = "figures = [\"strokes.per_cm2\", \"coverage.at_depth[0].open_fraction\"]\n";

const std::string standard = R"(                                          2 variables
                      5.500000000000000e+01 motion_speed_mm_s
                      2.000000000000000e+00 motion.passes
                                          2 functions
                                          1 ASV_1:strokes
                                          1 ASV_2:open
                                          2 derivative_variables
                                          1 DVV_1:motion_speed_mm_s
                                          2 DVV_2:motion.passes
                                          0 analysis_components
                                          7 eval_id
)";

const std::string aprepro = R"(                    { DAKOTA_VARS = 2 }
                    { motion_speed_mm_s = 5.500000000000000e+01 }
                    { motion.passes = 2.000000000000000e+00 }
                    { DAKOTA_FNS = 2 }
                    { ASV_1:strokes = 1 }
                    { ASV_2:open = 1 }
)";

}  // namespace

TEST_CASE("both forms of Dakota's parameters file give the point", "[study]")
{
    const TestFolder folder;
    const auto s = folder.study(figures + two_parameters);
    const study::Space space(s);
    for (const std::string& text : {standard, aprepro}) {
        const auto request = study::dakota_request(text, "params.in");
        CHECK(request.functions[1] == std::pair<std::string, int>{"open", 1});
        CHECK(study::dakota_point(request, s, space, "params.in") == study::Point{55, 2});
    }
    CHECK_THROWS_AS(study::dakota_request("nothing of the kind", "p"), core::InputError);
    auto request = study::dakota_request(standard, "p");
    request.variables[0].first = "something else";
    CHECK_THROWS_AS(study::dakota_point(request, s, space, "p"), core::InputError);
    request = study::dakota_request(standard, "p");
    request.variables.pop_back();
    CHECK_THROWS_AS(study::dakota_point(request, s, space, "p"), core::InputError);
}

TEST_CASE("an evaluation for Dakota is the mean of the cases, or the word FAIL", "[study]")
{
    const TestFolder folder;
    const auto s = folder.study(figures + two_parameters + "[design]\nseeds = [1, 2]\n");
    const auto request = study::dakota_request(standard, "p");
    const std::string text = study::dakota_results(request, {60, 2}, s, shipped(), "p");
    run(s, folder / "out");
    const auto table = study::Store::look(folder / "out").table();
    const auto k = *table.result("coverage.at_depth[0].open_fraction");
    std::istringstream in(text);
    double strokes = 0, open = 0;
    std::string first, second;
    in >> strokes >> first >> open >> second;
    CHECK(first == "strokes");
    CHECK(second == "open");
    CHECK_THAT(open, WithinRel((table.rows[6].results[k] + table.rows[7].results[k]) / 2, 1e-12));

    const auto broken = folder.study("figures = [\"strokes.per_cm2\", \"no.such.figure\"]\n" + two_parameters);
    CHECK(study::dakota_results(request, {60, 2}, broken, shipped(), "p") == "FAIL\n");
    auto gradient = request;
    gradient.functions[0].second = 3;
    CHECK_THROWS_AS(study::dakota_results(gradient, {60, 2}, s, shipped(), "p"), core::InputError);
}

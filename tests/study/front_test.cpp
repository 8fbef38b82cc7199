#include "dermavox/study/front.hpp"

#include "tests/study/samples.hpp"

#include <limits>

using namespace dermavox;
using namespace dermavox::testing;
using study::Merit;

TEST_CASE("the front is what nothing else beats, within the limits", "[study]")
{
    const std::vector<Merit> merits{{{1, 5}, 0, true}, {{2, 3}, 0, true},   {{3, 4}, 0, true},
                                    {{4, 1}, 0, true}, {{0, 0}, 0.1, true}, {{0, 0}, 0, false}};
    CHECK(study::front_of(merits) == std::vector<std::size_t>{0, 1, 3});
    CHECK(study::front_of({{{3}, 0, true}, {{2}, 0, true}, {{1}, 1, true}}) == std::vector<std::size_t>{1});
    CHECK(study::front_of({{{3}, 1, true}}).empty());
}

TEST_CASE("a design is the mean over its seeds, without the failed ones", "[study]")
{
    study::Table table;
    table.results = {"f"};
    const auto row = [&](std::int64_t id, std::int64_t point, study::State state, double f) {
        table.rows.push_back({id, point, 1, state, 1, 0, 1, 1, "", "", "", "", {}, {}, {f}});
    };
    row(1, 1, study::State::done, 2), row(2, 1, study::State::done, 4), row(3, 2, study::State::failed, std::nan(""));
    row(4, 3, study::State::failed, std::nan("")), row(5, 3, study::State::done, 7);
    const auto designs = study::designs_of(table);
    REQUIRE(designs.size() == 2);
    CHECK(designs[0].mean[0] == 3);
    CHECK_THAT(designs[0].sd[0], WithinRel(std::sqrt(2.0), 1e-12));
    CHECK(designs[1].mean[0] == 7);
    CHECK(designs[1].failed == 1);

    scene::Study study;
    study.objectives = {{"f", true}};
    study.limits = {{"f", 4.0, {}}};
    CHECK_THAT(study::merit_of(designs[0], table, study).excess, WithinRel(0.25, 1e-12));
    CHECK(study::merit_of(designs[1], table, study).excess == 0);
    CHECK(study::merit_of(designs[1], table, study).objectives == std::vector<double>{-7});
    study.objectives = {{"g", false}};
    CHECK_FALSE(study::merit_of(designs[1], table, study).known);
}

TEST_CASE("a design far outside what the model was checked for is not feasible unless asked", "[study]")
{
    study::Table table;
    table.results = {"f", "validity.severe_marks"};
    table.rows.push_back({1, 1, 1, study::State::done, 1, 0, 1, 1, "", "", "", "", {}, {}, {3, 2}});
    table.rows.push_back({2, 2, 1, study::State::done, 1, 0, 1, 1, "", "", "", "", {}, {}, {3, 0}});
    const auto designs = study::designs_of(table);
    scene::Study study;
    study.objectives = {{"f", false}};
    CHECK(study::merit_of(designs[0], table, study).excess > 0);
    CHECK(study::merit_of(designs[1], table, study).excess == 0);
    study.design.outside_validity = true;
    CHECK(study::merit_of(designs[0], table, study).excess == 0);
}

TEST_CASE("neighbours of a design step to both sides and stay in range", "[study]")
{
    const TestFolder folder;
    auto s = folder.study(two_parameters);
    s.design.slopes = {"motion.speed"};
    const study::Space space(s);
    CHECK(study::neighbours({50, 2}, s, space) == std::vector<study::Point>{{45, 2}, {55, 2}});
    CHECK(study::neighbours({80, 1}, s, space) == std::vector<study::Point>{{72, 1}, {80, 1}});
}

#include "dermavox/study/run_study.hpp"

#include "dermavox/study/one_case.hpp"
#include "tests/study/samples.hpp"

#include <atomic>

using namespace dermavox;
using namespace dermavox::testing;
using study::State;
using study::Store;

TEST_CASE("a grid runs every combination, the same table for one job and two", "[study][determinism]")
{
    const TestFolder folder;
    const auto s = folder.study(two_parameters + "[design]\nseeds = [3, 4]\n");
    study::RunOptions one, two;
    one.jobs = 1, two.jobs = 2;
    const auto summary = run(s, folder / "one", one);
    run(s, folder / "two", two);
    CHECK(summary.counts.done == 12);
    const auto table = Store::look(folder / "one").table();
    CHECK(table.rows[5].inputs == std::vector<double>{60, 1});
    CHECK(table.rows[5].seed == 4);
    CHECK(table.rows[5].point == 3);
    CHECK(table.rows[5].result_hash != table.rows[4].result_hash);
    CHECK(lasting_csv(table) == lasting_csv(Store::look(folder / "two").table()));
}

TEST_CASE("a case gives what the program gives for its scene", "[study]")
{
    const TestFolder folder;
    const auto s = folder.study(two_parameters);
    run(s, folder / "out");
    const auto table = Store::look(folder / "out").table();
    const study::Space space(s);
    const auto cases = study::cases_of(s, space);
    const auto scene = study::scene_of(cases[3], s, space, shipped());
    CHECK(scene.motion.speed.si == 60e-3);
    CHECK(scene.motion.passes == 2);
    const auto finish = study::finish_of(scene, {});
    CHECK(finish->result_hash == table.rows[3].result_hash);
    for (const auto& [key, value] : finish->result) CHECK(table.rows[3].results[*table.result(key)] == value);
}

TEST_CASE("a stopped study goes on where it was, and ends the same", "[study][determinism]")
{
    const TestFolder folder;
    const auto s = folder.study(two_parameters + "[design]\nseeds = [3, 4]\n");
    run(s, folder / "whole");
    study::RunOptions options;
    options.jobs = 1;
    std::atomic<int> ended = 0;
    options.progress = [&](const study::Pace&) { ++ended; };
    options.stop = [&] { return ended >= 2; };
    const auto first = run(s, folder / "parts", options);
    CHECK(first.stopped);
    CHECK(first.counts.done < 12);
    CHECK(first.counts.running == 0);
    CHECK(exit_code_of([&] { run(s, folder / "parts"); }) == core::exit_code::cannot_create);
    study::RunOptions go_on;
    go_on.resume = true;
    CHECK(run(s, folder / "parts", go_on).counts.done == 12);
    CHECK(lasting_csv(Store::look(folder / "parts").table()) == lasting_csv(Store::look(folder / "whole").table()));
}

TEST_CASE("a case that fails is recorded and skipped, tried again, or ends the study", "[study]")
{
    const TestFolder folder;
    // a ring as wide as 3 mm does not fit the aperture of 6 mm with its needles
    const std::string parameter =
        "[[parameter]]\nkey = \"device.cartridge.radius\"\nvalues = [\"2 mm\", \"20 mm\", \"1.5 mm\"]\n";
    study::RunOptions options;
    options.jobs = 1;
    SECTION("recorded")
    {
        const auto summary = run(folder.study(parameter), folder / "out", options);
        CHECK(summary.counts.done == 2);
        CHECK(summary.counts.failed == 1);
        CHECK_FALSE(summary.aborted);
        const auto row = Store::look(folder / "out").table().rows[1];
        CHECK(row.state == State::failed);
        CHECK(row.exit_code == core::exit_code::bad_input);
        CHECK(row.reason.find("device.cartridge") != std::string::npos);
        options.retry_failed = true;
        CHECK(run(folder.study(parameter), folder / "out", options).counts.failed == 1);
        CHECK(Store::look(folder / "out").table().rows[1].attempts == 2);
        CHECK(Store::look(folder / "out").table().rows[0].attempts == 1);
    }
    SECTION("tried again")
    {
        run(folder.study(parameter + "[run]\non_failure = \"retry\"\nretries = 2\n"), folder / "out", options);
        CHECK(Store::look(folder / "out").table().rows[1].attempts == 3);
    }
    SECTION("ends the study")
    {
        const auto summary =
            run(folder.study(parameter + "[run]\non_failure = \"abort\"\n"), folder / "out", options);
        CHECK(summary.aborted);
        CHECK(summary.counts.pending == 1);
        CHECK(summary.first_failure.starts_with("case 2: "));
    }
}

TEST_CASE("two points with one scene are simulated once", "[study]")
{
    const TestFolder folder;
    folder.write("points.csv", "motion.speed,motion.passes\n50 mm/s,1\n60 mm/s,1\n50 mm/s,1\n");
    const auto s = folder.study("[design]\nkind = \"list\"\ntable = \"points.csv\"\n");
    const auto summary = run(s, folder / "out");
    CHECK(summary.reused == 1);
    const auto rows = Store::look(folder / "out").table().rows;
    CHECK(rows[0].result_hash == rows[2].result_hash);
    CHECK(rows[0].result_hash != rows[1].result_hash);
    CHECK(rows[0].results == rows[2].results);
}

TEST_CASE("a study is refused before it runs when its memory cannot be had", "[study]")
{
    const TestFolder folder;
    study::RunOptions options;
    options.memory_bytes = 1e6;
    const auto summary = run(folder.study(two_parameters), folder / "out", options);
    CHECK(summary.counts.failed == 6);
    CHECK(Store::look(folder / "out").table().rows[0].exit_code == core::exit_code::refused);
}

TEST_CASE("tasks of a cluster, merged, are the local run", "[study]")
{
    const TestFolder folder;
    const auto s = folder.study(two_parameters);
    run(s, folder / "local");
    study::prepare(s, folder / "cluster");
    for (int task = 0; task < 4; ++task) study::run_task(s, shipped(), folder / "cluster", task, 4, {});
    study::run_task(s, shipped(), folder / "cluster", 1, 4, {});  // again, as after a requeue
    CHECK(study::merge_tasks(s, folder / "cluster").done == 6);
    CHECK(lasting_csv(Store::look(folder / "cluster").table()) == lasting_csv(Store::look(folder / "local").table()));
    CHECK(study::merge_tasks(s, folder / "cluster").done == 6);
}

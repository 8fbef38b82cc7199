#include "dermavox/study/store.hpp"

#include "engine/study/run/database.hpp"
#include "tests/study/samples.hpp"

#include <sstream>

using namespace dermavox;
using namespace dermavox::testing;
using study::State;
using study::Store;

TEST_CASE("a store gives back what it was given, after it was closed", "[study]")
{
    const TestFolder folder;
    const auto s = folder.study(two_parameters);
    const study::Space space(s);
    const auto cases = study::cases_of(s, space);
    {
        Store store = Store::create(folder / "", space, "me");
        store.add(cases, space);
        store.begin(2, "here");
        study::Finish finish;
        finish.result_hash = "abc";
        finish.scene_hash = "scene";
        finish.result = {{"force.stroke_peak_N", 0.1}, {"coverage.at_depth[0].open_fraction", 1.0 / 3}};
        store.finish(2, finish);
        store.begin(1, "here");
    }
    Store store = Store::open(folder / "", "me");
    CHECK(store.counts().all() == 6);
    CHECK(store.counts().done == 1);
    CHECK(store.counts().running == 1);
    store.release_all(false);
    CHECK(store.counts().running == 0);
    CHECK(store.unfinished() == std::vector<std::int64_t>{1, 3, 4, 5, 6});
    const auto table = store.table();
    CHECK(table.inputs == std::vector<std::string>{"motion.speed_mm_s", "motion.passes"});
    CHECK(table.rows[1].inputs == std::vector<double>{40, 2});
    CHECK(table.rows[1].results[*table.result("coverage.at_depth[0].open_fraction")] == 1.0 / 3);
    CHECK(std::isnan(table.rows[0].results[0]));
    CHECK_FALSE(table.result("nothing"));
    CHECK(store.with_scene("scene")->result_hash == "abc");
    CHECK_FALSE(store.with_scene("other"));
}

TEST_CASE("a store is one process's at a time, one study's for ever", "[study]")
{
    const TestFolder folder;
    const auto s = folder.study(two_parameters);
    const study::Space space(s);
    {
        const Store store = Store::create(folder / "", space, "me");
        CHECK(exit_code_of([&] { Store::open(folder / "", "me"); }) == core::exit_code::cannot_create);
        CHECK(Store::look(folder / "").counts().all() == 0);
    }
    CHECK(exit_code_of([&] { Store::open(folder / "", "you"); }) == core::exit_code::cannot_create);
    CHECK(exit_code_of([&] { Store::open(folder / "", "me"); }) == 0);
    CHECK(exit_code_of([&] { Store::look(folder / "nowhere"); }) == core::exit_code::no_input);
    fs::create_directory(folder / "odd");
    folder.write("odd/study.sqlite", "this is no database, whatever its name says");
    CHECK(exit_code_of([&] { Store::look(folder / "odd"); }) == core::exit_code::bad_input);
}

TEST_CASE("a store of a newer schema, with a trigger or with a row that no version writes is bad input", "[study]")
{
    const auto s = TestFolder().study(two_parameters);
    const study::Space space(s);
    for (const char* damage :
         {"UPDATE meta SET value = '2' WHERE key = 'schema'", "UPDATE meta SET value = '900' WHERE key = 'inputs'",
          "CREATE TRIGGER t AFTER UPDATE ON cases BEGIN DELETE FROM cases; END",
          "CREATE VIEW v AS SELECT * FROM cases", "ALTER TABLE cases DROP COLUMN host",
          "UPDATE cases SET state = 'gone' WHERE \"case\" = 2", "UPDATE cases SET attempts = -1",
          "UPDATE cases SET state = 'done'", "UPDATE cases SET seconds = 'long'", "DROP TABLE meta"}) {
        INFO(damage);
        const TestFolder folder;
        Store::create(folder / "", space, "me").add(study::cases_of(s, space), space);
        CHECK(exit_code_of([&] { Store::look(folder / ""); }) == 0);
        study::Database(folder / "study.sqlite", study::Database::Mode::write).run(damage);
        CHECK(exit_code_of([&] { Store::look(folder / ""); }) == core::exit_code::bad_input);
        CHECK(exit_code_of([&] { Store::open(folder / "", "me"); }) == core::exit_code::bad_input);
    }
}

TEST_CASE("CSV defuses text that a spreadsheet would run, and leaves quantities alone", "[study]")
{
    study::Table table;
    table.inputs = {"=cmd()"};
    for (const char* text : {"=1+1", "@SUM(A1)", "+1+cmd|' /C calc'!A0", "-2+3", "\t=1", "-1.5 mm", "+3", "plain"}) {
        auto& row = table.rows.emplace_back();
        row.cells = {text}, row.inputs = {std::nan("")};
    }
    std::ostringstream out;
    study::write_csv(table, out);
    std::vector<std::string> cells;
    std::istringstream lines(out.str());
    for (std::string line; std::getline(lines, line);) {
        std::size_t at = 0;
        for (int i = 0; i < 3; ++i) at = line.find(',', at) + 1;
        cells.push_back(line.substr(at, line.find(',', at) - at));
    }
    CHECK(cells == std::vector<std::string>{"'=cmd()", "'=1+1", "'@SUM(A1)", "'+1+cmd|' /C calc'!A0", "'-2+3",
                                            "'\t=1", "-1.5 mm", "+3", "plain"});
}

TEST_CASE("CSV quotes what has commas and writes numbers that read back", "[study]")
{
    study::Table table;
    table.inputs = {"device.preset", "device.depth_mm"};
    table.results = {"a.b"};
    table.rows.push_back({1,
                          1,
                          7,
                          State::failed,
                          2,
                          65,
                          0.5,
                          1e8,
                          "host",
                          "bad, \"very\" bad",
                          "",
                          "",
                          {"x,y", "0.1"},
                          {std::nan(""), 0.1},
                          {std::nan("")}});
    std::ostringstream out;
    study::write_csv(table, out);
    CHECK(out.str() ==
          "case,point,seed,device.preset,device.depth_mm,state,exit_code,reason,scene_hash,result_hash,a.b,attempts,"
          "host,seconds,memory_bytes\n"
          "1,1,7,\"x,y\",0.1,failed,65,\"bad, \"\"very\"\" bad\",,,,2,host,0.5,1e8\n");
}

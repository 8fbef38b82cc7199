#include "dermavox/report/provenance.hpp"
#include "tests/report/sample_outcome.hpp"
#include "tests/support/catch.hpp"

#include <nlohmann/json.hpp>

using namespace dermavox;
using namespace dermavox::report;

TEST_CASE("Provenance says where a result comes from", "[report]")
{
    const auto p = nlohmann::json::parse(provenance_json(test::sample_provenance()));
    for (const char* key : {"version", "git_hash", "compiler", "instruction_set", "libraries", "host", "threads",
                            "seed", "catalogues", "wall_time", "memory_peak_bytes", "command", "command_line"}) {
        INFO(key);
        CHECK(p.contains(key));
    }
    CHECK(p["libraries"]["OpenVDB"].get<std::string>().starts_with("10."));
    CHECK(p["memory_peak_bytes"].get<double>() > 1e6);
    CHECK(p["wall_time"][0]["seconds"] == 0.25);
}

TEST_CASE("A command line survives a shell", "[report]")
{
    CHECK(shell_line({"dermavox", "run", "a b", "$(x)", "it's"}) == "dermavox run 'a b' '$(x)' 'it'\\''s'");
    CHECK(shell_line({"a\nb", ""}) == "'a?b' ''");
}

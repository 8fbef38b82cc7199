#include "dermavox/verify/pages.hpp"
#include "dermavox/verify/suite.hpp"
#include "tests/support/catch.hpp"

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

using namespace dermavox;

namespace {

const std::filesystem::path tests_folder = DERMAVOX_SOURCE_DIR "/tests";

std::string file_text(const std::filesystem::path& file)
{
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("every check of the full verification passes and the written page is what it gives", "[verify][full]")
{
    // to renew the page: dermavox verify --full --page tests, or DERMAVOX_WRITE_VERIFICATION=1 with this test
    const verify::Report report = verify::run(scene::Catalogue(DERMAVOX_SOURCE_DIR "/scenes"), true);
    std::set<std::string> topics;
    for (const verify::Check& check : report.checks) {
        topics.insert(check.topic);
        INFO(check.topic << ": " << check.name << ": got " << check.got << ", expected " << check.expected);
        CHECK(check.pass());
        CHECK_FALSE(check.source.empty());
    }
    CHECK(topics.size() >= 12);
    CHECK(report.checks.size() > 100);
    CHECK(report.series.size() >= 8);
    CHECK(report.measurements.size() > 25);

    if (std::getenv("DERMAVOX_WRITE_VERIFICATION")) verify::write_page(report, tests_folder);
    CHECK(file_text(tests_folder / "VERIFICATION.md") == verify::page_of(report));
    for (const verify::Series& s : report.series) {
        INFO(s.key);
        CHECK(file_text(tests_folder / "verification" / (s.key + ".svg")) == verify::plot_of(s));
    }
}

TEST_CASE("a watch sees every part and can stop", "[verify]")
{
    std::vector<std::string> seen;
    const auto stop = [&](std::string_view part, double done) {
        seen.emplace_back(part);
        CHECK(done >= 0);
        if (seen.size() == 2) throw std::runtime_error("stop");
    };
    CHECK_THROWS_AS(verify::run(scene::Catalogue(DERMAVOX_SOURCE_DIR "/scenes"), false, stop), std::runtime_error);
    CHECK(seen.size() == 2);
}

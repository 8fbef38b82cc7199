#include "dermavox/core/problem.hpp"
#include "dermavox/report/result_folder.hpp"
#include "dermavox/wound/wound.hpp"
#include "tests/report/sample_outcome.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <limits>
#include <sys/resource.h>

using namespace dermavox;
using namespace dermavox::report;
using test::sample_outcome;
using test::sample_provenance;
using test::Scratch;
namespace fs = std::filesystem;

namespace {

template <class Call>
int exit_code_of(Call call)
{
    try {
        call();
    } catch (const core::Failure& failure) {
        UNSCOPED_INFO(failure.what());
        return failure.exit_code();
    }
    return 0;
}

std::vector<std::string> names_in(const fs::path& folder)
{
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        names.push_back(entry.path().lexically_relative(folder).generic_string());
    std::sort(names.begin(), names.end());
    return names;
}

const std::vector<std::string> none;

/// Writing a file past this size fails while it lives, as on a full disk.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

}  // namespace

TEST_CASE("A result folder holds every file of the contract, and its manifest agrees", "[report]")
{
    const Scratch scratch;
    const fs::path out = scratch.path() / "new" / "out";
    write_result(sample_outcome(), sample_provenance(), out, false);
    for (const char* name :
         {"scene.toml", "resolved.toml", "provenance.json", "result.json", "channels.csv", "insertions.csv",
          "tissue.vdb", "channels.vtp", "volume.vti", "maps", "report.html", "manifest.json", "maps/depth-0000um.png",
          "maps/depth-0100um.png", "maps/depth-1000um.png"}) {
        INFO(name);
        CHECK(fs::exists(out / name));
    }
    CHECK(test::text_of(out / "scene.toml") == sample_outcome().scene.source_text);
    CHECK(damage_of(out) == none);
    CHECK(names_in(scratch.path() / "new").front() == "out");  // no temporary sibling is left

    std::ofstream(out / "channels.csv", std::ios::app) << "1\n";
    fs::remove(out / "result.json");
    std::ofstream(out / "added.txt") << "x";
    const auto damage = damage_of(out);
    REQUIRE(damage.size() == 3);
    CHECK(damage[0] == "channels.csv: another size");
    CHECK(damage[1] == "result.json: missing");
    CHECK(damage[2] == "added.txt: not in the manifest");
}

TEST_CASE("Two results of one outcome differ in no data file", "[report]")
{
    const Scratch scratch;
    write_result(sample_outcome(), sample_provenance(), scratch.path() / "a", false);
    write_result(sample_outcome(), sample_provenance(), scratch.path() / "b", false);
    for (const char* name : {"result.json", "channels.csv", "insertions.csv", "channels.vtp", "volume.vti",
                             "tissue.vdb", "report.html", "maps/depth-0000um.png"}) {
        INFO(name);
        CHECK(test::text_of(scratch.path() / "a" / name) == test::text_of(scratch.path() / "b" / name));
    }
}

TEST_CASE("An existing result is kept without force and replaced with it", "[report]")
{
    const Scratch scratch;
    const fs::path out = scratch.path() / "out";
    write_result(sample_outcome(), sample_provenance(), out, false);
    const std::string before = test::text_of(out / "result.json");
    CHECK(exit_code_of([&] { check_output(out, false); }) == 73);
    CHECK(exit_code_of([&] { write_result(sample_outcome(), sample_provenance(), out, false); }) == 73);
    CHECK(test::text_of(out / "result.json") == before);

    simulation::Outcome other = sample_outcome();
    other.measures->largest_gap = 1e-3;
    CHECK(exit_code_of([&] { write_result(other, sample_provenance(), out, true); }) == 0);
    CHECK(test::text_of(out / "result.json") != before);
    CHECK(damage_of(out) == none);
    CHECK(fs::directory_iterator(scratch.path())->path() == out);
}

TEST_CASE("Output paths that are not for us are refused with 73", "[report]")
{
    const Scratch scratch;
    const fs::path base = scratch.path();
    fs::create_directory(base / "mine");
    std::ofstream(base / "mine" / "thesis.txt") << "x";
    std::ofstream(base / "file") << "x";
    fs::create_directory(base / "target");
    fs::create_directory_symlink(base / "target", base / "link");
    fs::create_directory_symlink(base / "nowhere", base / "dangling");
    for (const bool force : {false, true}) {
        CHECK(exit_code_of([&] { check_output(base / "mine", force); }) == 73);
        CHECK(exit_code_of([&] { check_output(base / "file", force); }) == 73);
        CHECK(exit_code_of([&] { check_output(base / "file" / "out", force); }) == 73);
        CHECK(exit_code_of([&] { check_output(base / "link", force); }) == 73);
        CHECK(exit_code_of([&] { check_output(base / "link" / "out", force); }) == 73);
        CHECK(exit_code_of([&] { check_output(base / "dangling" / "out", force); }) == 73);
        CHECK(exit_code_of([&] { check_output(base / "mine" / ".." / ".." / "out", force); }) == 73);
        CHECK(exit_code_of([&] { check_output("", force); }) == 73);
        CHECK(exit_code_of([&] { check_output("/", force); }) == 73);
        CHECK(exit_code_of([&] { check_output("..", force); }) == 73);
        CHECK(exit_code_of([&] { check_output("/proc/out", force); }) == 73);
        CHECK(exit_code_of([&] { check_output(base / "new" / "out", force); }) == 0);
        CHECK(exit_code_of([&] { check_output("../out-beside", force); }) == 0);
    }
    CHECK(exit_code_of([&] { write_result(sample_outcome(), sample_provenance(), base / "link" / "out", true); }) ==
          73);
    CHECK(fs::is_empty(base / "target"));
    CHECK(test::text_of(base / "mine" / "thesis.txt") == "x");
}

TEST_CASE("A full disk ends in 74 for every writer and leaves the earlier result as it was", "[report]")
{
    const Scratch scratch;
    const fs::path out = scratch.path() / "out";
    write_result(sample_outcome(), sample_provenance(), out, false);
    const auto names = names_in(scratch.path());
    // each file of the result in turn is the first that does not fit
    std::vector<std::uintmax_t> sizes;
    for (const auto& entry : fs::recursive_directory_iterator(out))
        if (entry.is_regular_file()) sizes.push_back(entry.file_size());
    std::sort(sizes.begin(), sizes.end());
    for (const std::uintmax_t size : sizes) {
        int code = 0;
        {
            const FullDisk full(size - 1);
            code = exit_code_of([&] { write_result(sample_outcome(), sample_provenance(), out, true); });
        }
        INFO("largest file " << size - 1 << " bytes");
        CHECK(code == 74);
        CHECK(names_in(scratch.path()) == names);
        CHECK(damage_of(out) == none);
    }
}

TEST_CASE("A figure that is not finite leaves nothing behind", "[report]")
{
    const Scratch scratch;
    simulation::Outcome outcome = sample_outcome();
    outcome.force->power = std::numeric_limits<double>::quiet_NaN();
    CHECK(exit_code_of([&] { write_result(outcome, sample_provenance(), scratch.path() / "out", false); }) == 70);
    CHECK(fs::is_empty(scratch.path()));
}

TEST_CASE("A run of the motion alone still gives a complete folder", "[report]")
{
    const Scratch scratch;
    simulation::Outcome outcome;
    outcome.scene = sample_outcome().scene;
    write_result(outcome, sample_provenance(), scratch.path() / "out", false);
    CHECK(fs::exists(scratch.path() / "out" / "report.html"));
    CHECK_FALSE(fs::exists(scratch.path() / "out" / "tissue.vdb"));
    CHECK(damage_of(scratch.path() / "out") == none);
}

TEST_CASE("A wound without voxel grids gives tables and page but no volumes", "[report]")
{
    const Scratch scratch;
    simulation::Outcome outcome = sample_outcome();
    auto wound = std::make_shared<wound::Wound>(*outcome.wound);
    wound->residual = nullptr;
    wound->hits = nullptr;
    outcome.wound = wound;
    write_result(outcome, sample_provenance(), scratch.path() / "out", false);
    CHECK(fs::exists(scratch.path() / "out" / "channels.csv"));
    CHECK_FALSE(fs::exists(scratch.path() / "out" / "volume.vti"));
}

TEST_CASE("A damaged manifest is bad input, a missing one no input", "[report]")
{
    const Scratch scratch;
    CHECK(exit_code_of([&] { damage_of(scratch.path()); }) == 66);
    std::ofstream(scratch.path() / "manifest.json") << std::string(200000, '[');
    CHECK_THROWS_AS(damage_of(scratch.path()), core::InputError);
}

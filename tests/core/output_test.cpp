#include "dermavox/core/output.hpp"
#include "dermavox/core/problem.hpp"
#include "tests/support/catch.hpp"

#include <fstream>
#include <iterator>
#include <ostream>
#include <stdexcept>
#include <stdlib.h>

using namespace dermavox;
using core::Partial;
namespace fs = std::filesystem;

namespace {

class Folder
{
public:
    Folder()
    {
        std::string name = fs::temp_directory_path() / "dermavox-output-XXXXXX";
        if (!::mkdtemp(name.data())) throw std::runtime_error("no folder for the test");
        m_path = name;
    }
    ~Folder() { fs::remove_all(m_path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    fs::path operator/(const char* name) const { return m_path / name; }
    std::size_t entries() const
    {
        return std::size_t(std::distance(fs::directory_iterator(m_path), fs::directory_iterator{}));
    }

private:
    fs::path m_path;
};

template <class Call>
int exit_code_of(Call call)
{
    try {
        call();
    } catch (const core::Failure& failure) {
        return failure.exit_code();
    }
    return 0;
}

std::string text_of(const fs::path& file)
{
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a file is whole under its name or not there, and an earlier one stays unless it may go", "[core]")
{
    const Folder folder;
    const fs::path file = folder / "a";
    core::write_whole(file, false, "one");
    CHECK(text_of(file) == "one");
    CHECK(exit_code_of([&] { core::write_whole(file, false, "two"); }) == 73);
    CHECK(text_of(file) == "one");
    CHECK_THROWS_AS(core::write_whole(file, true, [](std::ostream&) { throw std::runtime_error("half-way"); }),
                    std::runtime_error);
    CHECK(text_of(file) == "one");
    core::write_whole(file, true, "two");
    CHECK(text_of(file) == "two");
    CHECK(folder.entries() == 1);
}

TEST_CASE("nothing is written through links or over what is no plain file", "[core]")
{
    const Folder folder;
    fs::create_directory(folder / "real");
    fs::create_symlink(folder / "real", folder / "link");
    fs::create_symlink(folder / "nowhere", folder / "dangling");
    for (const bool replace : {false, true})
        for (const char* name : {"link", "link/a", "dangling", "real", "missing/a", "real/../../a"}) {
            INFO(name);
            CHECK(exit_code_of([&] { core::write_whole(folder / name, replace, "x"); }) == 73);
        }
    CHECK(fs::is_empty(folder / "real"));
    CHECK_FALSE(fs::exists(folder / "nowhere"));
}

TEST_CASE("of two that end on one new name one wins", "[core]")
{
    const Folder folder;
    for (const auto kind : {Partial::Kind::file, Partial::Kind::folder}) {
        const fs::path target = folder / (kind == Partial::Kind::file ? "file" : "folder");
        Partial first(target, kind), second(target, kind);
        first.put_in_place(false);
        CHECK(exit_code_of([&] { second.put_in_place(false); }) == 73);
        CHECK(fs::exists(target));
    }
    CHECK(folder.entries() == 2);
}

TEST_CASE("a folder that must stay is back in its place", "[core]")
{
    const Folder folder;
    const fs::path target = folder / "out";
    fs::create_directory(target);
    core::write_file(target / "mine", "x");
    {
        Partial partial(target, Partial::Kind::folder);
        const auto refuse = [](const fs::path&) { throw core::Failure(73, "not ours"); };
        CHECK(exit_code_of([&] { partial.put_in_place(true, refuse); }) == 73);
        CHECK(text_of(target / "mine") == "x");
        partial.put_in_place(true, [](const fs::path& earlier) { CHECK(fs::exists(earlier / "mine")); });
    }
    CHECK(fs::is_empty(target));
    CHECK(folder.entries() == 1);
}

TEST_CASE("what a killed process left goes with the next one, what is at work stays", "[core]")
{
    const Folder folder;
    const std::string stem = ".out.partial-" + core::host_name() + "-";
    fs::create_directories(folder / (stem + "1-1").c_str() / fs::path("inside"));
    fs::create_directory(folder / ".out.partial-elsewhere-1-1");
    const Partial live(folder / "out", Partial::Kind::folder);
    const Partial other(folder / "out", Partial::Kind::folder);
    CHECK(fs::exists(live.path()));
    CHECK_FALSE(fs::exists(folder / (stem + "1-1").c_str()));
    CHECK(fs::exists(folder / ".out.partial-elsewhere-1-1"));
}

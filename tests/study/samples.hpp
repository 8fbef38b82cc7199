/// Studies of a small patch of cheek, each in a folder of its own, for the tests of this module.
#pragma once

#include "dermavox/core/problem.hpp"
#include "dermavox/study/run_study.hpp"
#include "tests/support/catch.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace dermavox::testing {

namespace fs = std::filesystem;

inline const scene::Catalogue& shipped()
{
    static const scene::Catalogue catalogue(DERMAVOX_SOURCE_DIR "/scenes");
    return catalogue;
}

/// A folder that goes with the test.
class TestFolder
{
public:
    TestFolder()
    {
        std::string name = fs::temp_directory_path() / "dermavox-study-XXXXXX";
        if (!::mkdtemp(name.data())) throw std::runtime_error("no folder for the test");
        m_path = name;
        write("scene.toml",
              "schema = 1\n[skin]\nsite = \"cheek\"\n[device]\npreset = \"pen-12-ring\"\ndepth = \"1 mm\"\n"
              "[motion]\narea = [\"3 mm\", \"3 mm\"]\npasses = 1\n[grid]\nvoxel = \"40 um\"\ndepth = \"1.4 "
              "mm\"\n[run]\nstages = [\"motion\", \"wound\", \"metrics\"]\n");
    }
    ~TestFolder() { fs::remove_all(m_path); }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;

    void write(const std::string& name, const std::string& text) const { std::ofstream(m_path / name) << text; }
    fs::path operator/(const std::string& name) const { return m_path / name; }

    scene::Study study(const std::string& text) const
    {
        return scene::read_study_text("schema = 1\nscene = \"scene.toml\"\n" + text, (m_path / "study.toml").string(),
                                      shipped());
    }

private:
    fs::path m_path;
};

inline const std::string two_parameters = R"(
[[parameter]]
key = "motion.speed"
from = "40 mm/s"
to = "80 mm/s"
steps = 3
[[parameter]]
key = "motion.passes"
values = [1, 2]
)";

/// The CSV without what may differ between two runs of one study.
inline std::string lasting_csv(study::Table table)
{
    for (auto& row : table.rows) row.attempts = 0, row.seconds = 0, row.memory_bytes = 0, row.host.clear();
    std::ostringstream out;
    study::write_csv(table, out);
    return out.str();
}

inline study::Summary run(const scene::Study& study, const fs::path& folder, study::RunOptions options = {})
{
    return study::run_study(study, shipped(), folder, options);
}

inline int exit_code_of(const std::function<void()>& work)
{
    try {
        work();
    } catch (const core::Failure& failure) {
        return failure.exit_code();
    } catch (const core::InputError&) {
        return core::exit_code::bad_input;
    }
    return 0;
}

}  // namespace dermavox::testing

// Every dialect of every table that scenes, studies and calibrations take gives the same values.
#include "dermavox/scene/measured.hpp"
#include "dermavox/scene/study_file.hpp"
#include "tests/scene/shared.hpp"
#include "tests/support/dialects.hpp"

#include <unistd.h>

#include <cstdlib>
#include <fstream>

using namespace dermavox;
namespace fs = std::filesystem;

namespace {

class Folder
{
public:
    Folder() : m_path(fs::temp_directory_path() / ("dermavox-matrix-" + std::to_string(getpid())))
    {
        fs::create_directories(m_path);
    }
    ~Folder() { fs::remove_all(m_path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    fs::path operator/(const char* name) const { return m_path / name; }
    void write(const char* name, const std::string& text) const
    {
        std::ofstream(m_path / name, std::ios::binary) << text;
    }
    scene::Scene read(const std::string& scene) const
    {
        return scene::read_scene_text(scene, (m_path / "a.toml").string(), {}, scene::shipped());
    }

private:
    fs::path m_path;
};

struct Kind {
    std::string name;
    PlainTable table;
    std::function<std::vector<double>(const Folder&)> values;  ///< of t.csv in the folder
};

std::vector<double> seats(const Folder& folder)
{
    const auto read = folder.read(scene::minimal + "[device.cartridge]\nlayout = \"table\"\ntable = \"t.csv\"\n" +
                                  "[[device.needle_type]]\nname = \"fine\"\ndiameter = \"0.2 mm\"\n");
    std::vector<double> values;
    for (const auto& s : read.device.cartridge.seats)
        values.insert(values.end(), {s.x, s.y, s.length_offset, double(s.type)});
    return values;
}

std::vector<double> profile(const Folder& folder)
{
    const auto read = folder.read(scene::minimal + "[device.needle]\npoint = \"table\"\nprofile_table = \"t.csv\"\n");
    std::vector<double> values;
    for (const auto& row : read.device.needle.profile) values.insert(values.end(), {row.distance, row.radius});
    return values;
}

std::vector<double> path(const Folder& folder)
{
    const auto read = folder.read(scene::minimal + "[motion]\npattern = \"path\"\npath = \"t.csv\"\n");
    std::vector<double> values;
    for (const auto& p : read.motion.path) values.insert(values.end(), {p.x, p.y, p.time, p.heading});
    return values;
}

std::vector<double> openings(const Folder& folder)
{
    const auto read = folder.read(scene::minimal + "[wound]\nchannels = \"t.csv\"\n");
    std::vector<double> values;
    for (const auto& o : read.wound->openings)
        values.insert(values.end(), {o.x, o.y, o.length, o.width, o.angle, o.depth});
    return values;
}

std::vector<double> points(const Folder& folder)
{
    folder.write("base.toml", scene::minimal);
    const std::string text = "schema = 1\nscene = \"base.toml\"\n[design]\nkind = \"list\"\ntable = \"t.csv\"\n";
    const auto study = scene::read_study_text(text, (folder / "study.toml").string(), scene::shipped());
    std::vector<double> values;
    for (const auto& parameter : study.parameters) CHECK((parameter.unit == "mm" || parameter.unit == ""));
    for (const auto& point : study.design.points) values.insert(values.end(), point.begin(), point.end());
    return values;
}

std::vector<double> curve(const Folder& folder)
{
    const auto measured = scene::read_measured(folder / "t.csv");
    std::vector<double> values;
    for (const auto& r : std::get<scene::RawCurve>(measured.data).readings)
        values.insert(values.end(), {r.set, r.force, r.time});
    return values;
}

std::vector<double> readings(const Folder& folder)
{
    const auto measured = scene::read_measured(folder / "t.csv");
    std::vector<double> values;
    for (const auto& r : std::get<std::vector<recovery::Reading>>(measured.data))
        values.insert(values.end(), {r.hours, r.tewl});
    return values;
}

const std::vector<Kind>& kinds()
{
    static const std::vector<Kind> all{
        {"needles",
         {{{"x", "mm"}, {"y", "um"}, {"length_offset", "um"}, {"needle_type", ""}},
          {{"-0.6", "-400", "0", "needle"}, {"0.6", "400.5", "-100", "fine"}}},
         seats},
        {"profile", {{{"distance", "um"}, {"radius", "um"}}, {{"0", "4"}, {"300", "50.5"}, {"900", "90"}}}, profile},
        {"path",
         {{{"time", "s"}, {"x", "mm"}, {"y", "mm"}, {"heading", "deg"}},
          {{"0", "0.5", "5", "90"}, {"0.5", "10", "5", "90"}, {"1.5", "0", "5", "-30"}}},
         path},
        {"openings",
         {{{"x", "mm"}, {"y", "mm"}, {"long", "um"}, {"short", "um"}, {"angle", "deg"}, {"depth", "um"}},
          {{"1", "2", "100.5", "60", "90", "300"}, {"3", "4", "80", "80", "0", "150"}}},
         openings},
        {"points",
         {{{"device.depth", "mm"}, {"motion.passes", ""}}, {{"0.5", "1"}, {"1.25", "2"}, {"1.5", "3"}}},
         points},
        {"curve",
         {{{"time", "s"}, {"set", "um"}, {"force", "mN"}}, {{"0", "-79.5", "0"}, {"0.5", "10", "-4.25"}}},
         curve},
        {"readings", {{{"time", "h"}, {"tewl", "g/m2/h"}}, {{"-1", "8.5"}, {"0.5", "40"}}}, readings},
    };
    return all;
}

}  // namespace

TEST_CASE("every dialect of every table gives the same values", "[scene][table]")
{
    const Folder folder;
    REQUIRE(dialects::all().size() >= 14);
    for (const Kind& kind : kinds()) {
        std::vector<double> plain;
        for (const auto& [name, write] : dialects::all()) {
            INFO(kind.name << " in " << name << ":\n" << write(kind.table));
            folder.write("t.csv", write(kind.table));
            std::vector<double> values;
            try {
                values = kind.values(folder);
            } catch (const core::InputError& error) {
                FAIL(error.what());
            }
            if (plain.empty()) plain = values;
            REQUIRE_FALSE(values.empty());
            CHECK(values == plain);
        }
    }
}

TEST_CASE("25,000 openings and a path of a quarter of a million points read and resolve to the same bits",
          "[scene][table]")
{
    const Folder folder;
    std::string openings = "x_mm,y_mm,long_um,depth_um\n", path = "t_s,x_mm,y_mm\n";
    for (int i = 0; i < 25'000; ++i)
        openings +=
            std::to_string(i % 158 * 0.06 + 0.01) + ',' + std::to_string(i / 158 * 0.06 + 0.01) + ",50,0.3e3\n";
    for (int i = 0; i < 250'000; ++i)
        path += std::to_string(i * 1e-3) + ",5," + std::to_string(std::abs(i % 2000 - 1000) * 0.0099) + '\n';
    folder.write("o.csv", openings);
    folder.write("p.csv", path);
    const auto read = folder.read(scene::minimal +
                                  "[wound]\nchannels = \"o.csv\"\n[motion]\npattern = \"path\"\npath = \"p.csv\"\n");
    CHECK(read.wound->openings.size() == 25'000);
    REQUIRE(read.motion.path.size() == 250'000);
    const std::string text = scene::resolved_text(read);
    CHECK(text.size() < 100'000);
    REQUIRE(read.long_tables.size() == 2);
    for (const auto& table : read.long_tables) {
        std::ofstream out(folder / table->file.c_str(), std::ios::binary);
        scene::write_long_table(*table, out);
    }
    const auto again = folder.read(text);
    CHECK(scene::resolved_text(again) == text);  // the names of the files are hashes of what they hold
    REQUIRE(again.motion.path.size() == 250'000);
    bool same = true;
    for (std::size_t i = 0; i < again.motion.path.size(); ++i)
        same = same && again.motion.path[i].time == read.motion.path[i].time &&
               again.motion.path[i].y == read.motion.path[i].y;
    CHECK(same);
}

TEST_CASE("a scene chooses the columns and the decimal mark of its table", "[scene][table]")
{
    const Folder folder;
    folder.write("t.csv", "X;Y;Pos. X (mm)\n1.234;2.345;3\n");
    const std::string named = scene::minimal + "[device.cartridge]\nlayout = \"table\"\ntable = \"t.csv\"\n";
    CHECK_THROWS_AS(folder.read(named), core::InputError);
    const auto seats = folder.read(named + "columns = { x = \"X [um]\", y = \"Y [um]\" }\ndecimal_mark = \",\"\n")
                           .device.cartridge.seats;
    REQUIRE(seats.size() == 1);
    CHECK(seats[0].x == 1234e-6);
    CHECK(seats[0].y == 2345e-6);
    CHECK(scene::problem_of(scene::minimal + "[motion]\ncolumns = { x = \"X\" }\n").hint ==
          "does not apply: needs motion.path");
}

/// Needles from a CSV file beside the scene: read, refused, and resolved into the scene.
#include "engine/scene/tables/scene_table.hpp"
#include "tests/scene/shared.hpp"

#include <unistd.h>

#include <fstream>
#include <random>

using namespace dermavox;
namespace fs = std::filesystem;

namespace {

const std::string pen = scene::minimal + "[device.cartridge]\nlayout = \"table\"\n";
const std::string with_table = pen + "table = \"n.csv\"\n";

/// A folder of its own, with a scene's place in it; gone at the end.
class Folder
{
public:
    Folder() : m_path(fs::temp_directory_path() / ("dermavox-table-" + std::to_string(getpid())))
    {
        fs::create_directories(m_path / "below");
    }
    ~Folder() { fs::remove_all(m_path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    const fs::path& path() const { return m_path; }
    void write(const std::string& name, const std::string& text) const
    {
        std::ofstream(m_path / name, std::ios::binary) << text;
    }
    scene::Scene read(const std::string& text, const std::vector<std::string>& sets = {}) const
    {
        return scene::read_scene_text(text, (m_path / "a.toml").string(), sets, scene::shipped());
    }
    std::vector<core::Problem> problems(const std::string& text, const std::vector<std::string>& sets = {}) const
    {
        try {
            read(text, sets);
        } catch (const core::InputError& error) {
            return error.problems();
        }
        FAIL("this scene was read:\n" << text);
        return {};
    }
    core::Problem problem(const std::string& text, const std::vector<std::string>& sets = {}) const
    {
        const auto all = problems(text, sets);
        INFO(core::InputError(all).what());
        REQUIRE(all.size() == 1);
        return all.front();
    }
    /// The only problem of a table.
    core::Problem of_table(const std::string& csv) const
    {
        write("n.csv", csv);
        return problem(with_table);
    }

private:
    fs::path m_path;
};

}  // namespace

TEST_CASE("a needle table gives the seats of the cartridge in any order and unit of its columns", "[scene][table]")
{
    const Folder folder;
    folder.write(
        "n.csv",
        "# two needles\r\n\r\n y_um , length_offset_mm,x_mm\r\n-500,0.05, +1.25\r\n  # more\r\n2e2,0,-1\r\n");
    const auto read = folder.read(with_table);
    const auto& seats = read.device.cartridge.seats;
    REQUIRE(seats.size() == 2);
    CHECK(read.device.cartridge.layout == "table");
    CHECK(seats[0].x == 1.25e-3);
    CHECK(seats[0].y == -0.5e-3);
    CHECK(seats[0].length_offset == 0.05e-3);
    CHECK(seats[1].x == -1e-3);
    CHECK(seats[1].y == 0.2e-3);

    folder.write("below/m.csv", "x_mm,y_mm\n0.1,0.2");
    const auto below = folder.read(pen, {"device.cartridge.table=below/m.csv"}).device.cartridge.seats;
    REQUIRE(below.size() == 1);
    CHECK(below[0].y == 0.2e-3);
    CHECK(below[0].length_offset == 0);
}

TEST_CASE("the shipped table is two rows of which the second is shorter", "[scene][table]")
{
    const auto read = scene::read_scene(scene::scenes_folder / "table-8-staggered.toml", {}, scene::shipped());
    const auto& seats = read.device.cartridge.seats;
    REQUIRE(seats.size() == 8);
    for (std::size_t k = 0; k < 8; ++k) {
        CHECK(seats[k].y == (k < 4 ? -0.5e-3 : 0.5e-3));
        CHECK(seats[k].length_offset == (k < 4 ? 0 : -0.1e-3));
    }
    CHECK(device::tracks(read.device.cartridge) == 8);
}

TEST_CASE("a resolved table reads back without its file to the same bits", "[scene][table]")
{
    std::mt19937 random(5);
    std::string csv = "x_um,y_mm,length_offset_um\n";
    for (int k = 0; k < 9; ++k)
        csv += std::to_string(-2000 + 500 * k + int(random() % 100)) + '.' + std::to_string(random()) + ",0.3333333" +
               std::to_string(k) + ',' + std::to_string(k) + ".7\n";
    std::string text;
    std::vector<device::Seat> seats;
    {
        const Folder folder;
        folder.write("n.csv", csv);
        const auto original = folder.read(with_table);
        text = scene::resolved_text(original);
        seats = original.device.cartridge.seats;
    }
    INFO(text);
    CHECK(text.find("n.csv") == text.npos);
    const auto again = scene::read(text);
    CHECK(scene::resolved_text(again) == text);
    REQUIRE(again.device.cartridge.seats.size() == 9);
    for (std::size_t k = 0; k < 9; ++k) {
        CHECK(again.device.cartridge.seats[k].x == seats[k].x);
        CHECK(again.device.cartridge.seats[k].y == seats[k].y);
        CHECK(again.device.cartridge.seats[k].length_offset == seats[k].length_offset);
    }
}

TEST_CASE("a table is read from beside the scene and from nowhere else", "[scene][table][bad]")
{
    const Folder folder;
    folder.write("below/n.csv", "x_mm,y_mm\n0,0\n");
    fs::create_symlink(folder.path() / "below/n.csv", folder.path() / "link.csv");
    fs::create_directory_symlink(folder.path() / "below", folder.path() / "linked");
    const auto hint = [&](const std::string& path) {
        const auto problem = folder.problem(pen + "table = \"" + path + "\"\n");
        CHECK(problem.file == (folder.path() / "a.toml").string());
        CHECK(problem.line == 6);
        CHECK(problem.column == 9);
        CHECK(problem.key == "device.cartridge.table");
        return problem.hint;
    };
    CHECK(hint("none.csv") == (folder.path() / "none.csv").string() + ": no such file");
    CHECK(hint("below").find(": a folder; a scene takes one file") != std::string::npos);
    CHECK(hint((folder.path() / "below/n.csv").string()).starts_with("an absolute path"));
    CHECK(hint("below/../below/n.csv").starts_with("a path that climbs"));
    CHECK(hint("link.csv").ends_with("link.csv is a symbolic link; put the file itself there"));
    CHECK(hint("linked/n.csv").find("linked is a symbolic link") != std::string::npos);
    CHECK(hint("").starts_with("write the name of a file"));
    folder.write("n\u00e4del.csv", "x_mm,y_mm\n0,0\n");
    CHECK(folder.read(pen + "table = \"n\u00e4del.csv\"\n").device.cartridge.seats.size() == 1);
    CHECK(hint("below/n.csv\\u0000").starts_with("write the name of a file"));
    CHECK(hint(std::string(5000, 'a')).ends_with("no such file"));
    CHECK(folder.read(pen + "table = \"./below/n.csv\"\n").device.cartridge.seats.size() == 1);
}

TEST_CASE("every mistake of a table is told with its line and column", "[scene][table][bad]")
{
    const Folder folder;
    folder.write("n.csv",
                 "# seats\nx_mm,y_cm, z ,dz_um\n1\n1, two ,3,4\nnan,0,0, 1e999\n0,\xC2\xB5,0,1\n1 kg,1,1,0x1\n");
    const auto problems = folder.problems(with_table);
    struct Place {
        int line, column;
        std::string found;
    };
    const std::vector<Place> expected = {{3, 1, "1 cells"},    {4, 4, "\"two\""},    {5, 1, "\"nan\""},
                                         {5, 10, "\"1e999\""}, {6, 3, "\"\u00b5\""}, {7, 1, "\"1 kg\""},
                                         {7, 10, "\"0x1\""}};
    INFO(core::InputError(problems).what());
    REQUIRE(problems.size() == expected.size());
    for (std::size_t k = 0; k < expected.size(); ++k) {
        CHECK(problems[k].file == (folder.path() / "n.csv").string());
        CHECK(problems[k].line == expected[k].line);
        CHECK(problems[k].column == expected[k].column);
        CHECK(problems[k].found == expected[k].found);
    }
}

TEST_CASE("a table without needles or header and a table too large are refused", "[scene][table][bad]")
{
    const Folder folder;
    CHECK(folder.of_table("").found == "no header");
    CHECK(folder.of_table("\n\n").found == "no header");
    CHECK(folder.of_table("# nothing\n\n").found == "no column x");  // machines comment their header out
    CHECK(folder.of_table("x_mm,y_mm\n# none\n").found == "no needles");
    CHECK(folder.of_table("x_mm,y_mm\n0,0\rx\n").found == "1 cells");
    CHECK(folder.of_table("x_mm,y_mm\n0," + std::string(100, '9') + "z\n").found.size() == 45);
}

TEST_CASE("needles of a table that cannot stand are told at the key that names it", "[scene][table][bad]")
{
    const Folder folder;
    const auto overlapping = folder.of_table("x_mm,y_mm\n0,0\n0.1,0\n");
    CHECK(overlapping.found.find("overlap") != std::string::npos);
    CHECK(overlapping.line == 6);
    std::string many = "x_um,y_um\n";
    for (int k = 0; k < 100'000; ++k) many += "0,0\n";
    CHECK(folder.of_table(many).expected.ends_with("needles"));
}

TEST_CASE("seats and table are one thing said in one way", "[scene][table][bad]")
{
    const Folder folder;
    folder.write("n.csv", "x_mm,y_mm\n0,0\n1,0\n");
    const std::string seats = "seats = [\"0 mm\", \"0 mm\", \"0 mm\"]\n";
    CHECK(folder.problem(with_table + seats).expected ==
          "either device.cartridge.table or device.cartridge.seats, not both");
    CHECK(folder.read(pen + seats, {"device.cartridge.table=n.csv"}).device.cartridge.seats.size() == 2);
    CHECK(folder.read(with_table, {"device.cartridge.seats=[\"0 mm\",\"0 mm\",\"0 mm\"]"})
              .device.cartridge.seats.size() == 1);
    CHECK(folder.problem(with_table, {"device.cartridge.layout=ring"}).hint ==
          "does not apply: needs device.cartridge.layout = table");
    CHECK(folder.problem(pen + "table = 3\n").expected == "a text");
    CHECK(folder.problem(pen).found == "no rows");
}

TEST_CASE("no mutation of a needle table does more than end in an InputError", "[scene][table][bad][fuzz]")
{
    const std::vector<std::string> pieces = {",",   "\n",   "#",     "x_mm",      "y_um",     "length_offset_mm",
                                             "nan", "-inf", "1e400", "-",         "\r",       "\t",
                                             "\"",  "_",    ";",     "0.3,0.4\n", "\xC2\xB5", " mm"};
    const std::string good = "# seats\nx_mm,y_mm,length_offset_um\n-1,0,0\n0,0,50\n1.0,0.5,-50\n";
    std::mt19937 random(20240611);
    const auto draw = [&random](std::size_t n) { return std::size_t(random() % n); };
    const Folder folder;
    int sound = 0;
    for (int n = 0; n < 20'000; ++n) {
        std::string csv = good;
        for (std::size_t edits = 1 + draw(3); edits > 0; --edits) {
            const std::size_t at = draw(csv.size() + 1);
            if (const auto way = draw(4); way == 0)
                csv.erase(at, draw(8));
            else if (way == 1)
                csv.insert(at, pieces[draw(pieces.size())]);
            else if (way == 2 && at < csv.size())
                csv[at] = char(random() % 256);
            else if (way == 3)
                csv.insert(at, csv.substr(draw(csv.size() + 1), draw(30)));
        }
        INFO(csv);
        std::vector<core::Problem> problems;
        std::string assumed;
        const auto items = scene::read_scene_table(csv, "n.csv", scene::needle_table(), {}, {}, assumed, problems);
        for (const auto& problem : problems) REQUIRE_FALSE(problem.found.empty());
        REQUIRE((!problems.empty() || !items.empty()));
        sound += problems.empty();
        if (n % 20 != 0) continue;  // the whole scene too
        folder.write("n.csv", csv);
        try {
            const auto read = folder.read(with_table);
            REQUIRE(3 * read.device.cartridge.seats.size() == items.back().value.column.size());
            REQUIRE(problems.empty());
        } catch (const core::InputError& error) {
            REQUIRE_FALSE(error.problems().empty());
        }
    }
    CHECK(sound > 500);  // some mutations are harmless: the test reaches the later stages
}

TEST_CASE("types of needle come from tables of their own and stand in the seats that name them",
          "[scene][table][types]")
{
    const Folder folder;
    folder.write("n.csv", "x_mm,y_mm,needle_type\n-1,0,needle\n0,0, fine\n1,0,measured\n");
    folder.write("p.csv", "# seen in a microscope\ndistance_um,radius_um\n0,4\n300,50\n900,90\n");
    const std::string types = R"([device.needle]
diameter = "0.3 mm"
tip_radius = "5 um"
[[device.needle_type]]
name = "fine"
diameter = "0.2 mm"
[[device.needle_type]]
name = "measured"
point = "table"
profile_table = "p.csv"
material = "silicon"
young_modulus = "150 GPa"
)";
    const auto read = folder.read(with_table + types);
    const device::Device& pen = read.device;
    REQUIRE(pen.other_needles.size() == 2);
    CHECK(pen.other_needles[0].diameter == 0.2_mm);
    CHECK(pen.other_needles[0].tip_radius == pen.needle.tip_radius);  // as in [device.needle]
    CHECK(pen.other_needles[0].taper == pen.needle.taper);
    CHECK(pen.other_needles[1].point == device::Point::table);
    REQUIRE(pen.other_needles[1].profile.size() == 3);
    CHECK(pen.other_needles[1].profile[1].distance == 300e-6);
    CHECK(pen.other_needles[1].profile[1].radius == 50e-6);
    CHECK_THAT(pen.other_needles[1].taper.si, WithinRel(0.9e-3, 1e-12));
    CHECK_THAT(pen.other_needles[1].diameter.si, WithinRel(0.18e-3, 1e-12));
    CHECK_THAT(pen.other_needles[1].young_modulus.si, WithinRel(150e9, 1e-12));
    for (std::uint16_t k = 0; k < 3; ++k) CHECK(pen.cartridge.seats[k].type == k);

    const std::string text = scene::resolved_text(read);
    INFO(text);
    CHECK(text.find("n.csv") == text.npos);
    CHECK(text.find("p.csv") == text.npos);
    const auto again = scene::read(text);
    CHECK(scene::resolved_text(again) == text);
    CHECK(again.device.other_needles[1].profile[2].radius == pen.other_needles[1].profile[2].radius);
    CHECK(again.device.cartridge.seats[2].type == 2);
}

TEST_CASE("types of needle go round the seats of any layout", "[scene][types]")
{
    const auto read = scene::read(scene::minimal + R"([device.cartridge]
layout = "grid"
needles = 9
rows = 3
pitch = "1 mm"
needle_types = ["needle", "fine", "fine"]
[[device.needle_type]]
name = "fine"
diameter = "0.1 mm"
)");
    const auto& seats = read.device.cartridge.seats;
    REQUIRE(seats.size() == 9);
    for (std::size_t k = 0; k < 9; ++k) CHECK(seats[k].type == (k % 3 == 0 ? 0 : 1));
    CHECK(read.device.other_needles.at(0).young_modulus == read.device.needle.young_modulus);
    CHECK_THAT(
        scene::read(scene::minimal + "[device.needle]\nmaterial = \"titanium\"\n").device.needle.young_modulus.si,
        WithinRel(110e9, 1e-12));
}

TEST_CASE("types of needle that do not fit are told where they stand", "[scene][types][bad]")
{
    const std::string fine = "[[device.needle_type]]\nname = \"fine\"\n";
    const auto asked = [](const std::string& types) {
        return scene::minimal + "[device.cartridge]\nneedle_types = " + types + '\n';
    };
    const auto unknown = scene::problem_of(asked("[\"needle\", \"fin\"]") + fine);
    CHECK(unknown.key == "device.cartridge.needle_types");
    CHECK(unknown.hint == "did you mean \"fine\"?");
    CHECK(unknown.line == 5);
    CHECK(scene::problem_of(asked("[\"fine\"]") + fine + fine).key == "device.needle_type[2].name");
    CHECK(scene::problem_of(asked("[\"needle\"]") + "[[device.needle_type]]\ndiameter = \"0.1 mm\"\n").key ==
          "device.needle_type[1].name");
    const auto spelt = scene::problem_of(scene::minimal + fine + "diametre = \"0.1 mm\"\n");
    CHECK(spelt.key == "device.needle_type[1].diametre");
    CHECK(spelt.hint == "did you mean 'diameter'?");
    const auto blunt = scene::problem_of(scene::minimal + fine + "tip_radius = \"0.2 mm\"\n");
    CHECK(blunt.key == "device.needle_type[1].tip_radius");
    CHECK(blunt.line == 6);
}

TEST_CASE("a profile that is none is refused", "[scene][types][bad]")
{
    const auto needle = [](const std::string& lines) { return scene::minimal + "[device.needle]\n" + lines; };
    CHECK(scene::problem_of(needle("point = \"table\"\n")).key == "device.needle.point");
    CHECK(scene::problem_of(needle("point = \"table\"\nprofile = [\"0 um\", \"3 um\", \"1 mm\"]\n")).key ==
          "device.needle.profile");
    CHECK(
        scene::problem_of(needle("point = \"table\"\nprofile = [\"0 um\", \"90 um\", \"1 mm\", \"80 um\"]\n")).key ==
        "device.needle.profile");  // narrows
    CHECK(scene::problem_of(needle("profile = [\"0 um\", \"3 um\", \"1 mm\", \"80 um\"]\n")).key ==
          "device.needle.profile");  // of a cone
    const auto both = scene::problem_of(
        needle("point = \"table\"\ndiameter = \"0.2 mm\"\nprofile = [\"0 um\", \"3 um\", \"1 mm\", \"80 um\"]\n"));
    CHECK(both.key == "device.needle.diameter");
    const auto read = scene::read(needle("point = \"table\"\nprofile = [\"0 um\", \"3 um\", \"1 mm\", \"80 um\"]\n"));
    CHECK_THAT(read.device.needle.diameter.si, WithinRel(160e-6, 1e-12));
}

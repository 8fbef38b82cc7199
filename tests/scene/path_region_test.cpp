// Paths, outlines, keep-outs and masks of a scene.
#include "engine/scene/read/region_text.hpp"
#include "tests/scene/shared.hpp"

#include <unistd.h>

#include <cmath>
#include <fstream>
#include <png.h>

using namespace dermavox;
using scene::minimal;
using scene::problem_of;
namespace fs = std::filesystem;

namespace {

class Folder
{
public:
    Folder() : m_path(fs::temp_directory_path() / ("dermavox-path-" + std::to_string(getpid())))
    {
        fs::create_directories(m_path);
    }
    ~Folder() { fs::remove_all(m_path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    fs::path operator/(const char* name) const { return m_path / name; }
    void write(const char* name, const std::string& text) const { std::ofstream(m_path / name) << text; }
    scene::Scene read(const std::vector<std::string>& sets) const
    {
        return scene::read_scene_text(minimal, (m_path / "a.toml").string(), sets, scene::shipped());
    }
    std::vector<core::Problem> problems(const std::vector<std::string>& sets) const
    {
        try {
            read(sets);
        } catch (const core::InputError& error) {
            return error.problems();
        }
        FAIL("this scene was read");
        return {};
    }

private:
    fs::path m_path;
};

}  // namespace

TEST_CASE("a path is read from a table and read back without it", "[scene][path]")
{
    const Folder folder;
    folder.write("p.csv", "# there and back\nt_s,x_mm,y_mm,heading_deg\n0,0,5,90\n0.5,10,5,90\n1.5,0,5,0\n");
    const auto read = folder.read({"motion.pattern=path", "motion.path=p.csv"});
    REQUIRE(read.motion.path.size() == 3);
    CHECK(read.motion.path[1].x == 10e-3);
    CHECK(read.motion.path[2].time == 1.5);
    CHECK_THAT(read.motion.path[0].heading, WithinRel(std::acos(0.0), 1e-12));
    CHECK(std::isnan(read.motion.path[0].speed));
    const auto again = scene::read(scene::resolved_text(read));
    REQUIRE(again.motion.path.size() == 3);
    CHECK(again.motion.path[2].x == read.motion.path[2].x);
    CHECK(scene::resolved_text(again) == scene::resolved_text(read));

    folder.write("q.csv", "x_um,y_m,speed_mm_s\n0,0.001,60\n5000,0.001,20\n");
    const auto paced = folder.read({"motion.pattern=path", "motion.path=q.csv"}).motion.path;
    CHECK_THAT(paced[1].x, WithinRel(5e-3, 1e-12));
    CHECK_THAT(paced[1].speed, WithinRel(20e-3, 1e-12));
}

TEST_CASE("every mistake of a path is told", "[scene][path][bad]")
{
    const Folder folder;
    const std::vector<std::string> path{"motion.pattern=path", "motion.path=p.csv"};
    folder.write("p.csv", "x_mm\n0\n");
    CHECK(folder.problems(path).front().found == "no column y");
    folder.write("p.csv", "x_mm,y_mm,headin_deg\n0,0,1\n");
    CHECK(folder.problems(path).front().hint == "did you mean 'heading'?");
    folder.write("p.csv", "x_mm,y_mm,t_s\n0,0,1\n1,0,-1\n");
    CHECK(folder.problems(path).front().line == 3);
    folder.write("p.csv", "t_s,x_mm,y_mm\n");
    CHECK(folder.problems(path).front().found == "no points");
    folder.write("p.csv", "x_mm,y_mm\n0,0\n1,0\n");
    CHECK(folder.problems(path).front().expected == "a time, or a speed above 0");
    folder.write("p.csv", "t_s,x_mm,y_mm\n1,0,0\n1,5,0\n");
    CHECK(folder.problems(path).front().expected.starts_with("a time after the point before it"));
    CHECK(problem_of(minimal, {"motion.pattern=path"}).found == "no points");  // an empty path
    CHECK(problem_of(minimal, {"motion.path=p.csv"}).hint == "does not apply: needs motion.pattern = path");
    CHECK(problem_of(minimal, {"motion.pattern=path", "motion.points.x=[\"0 mm\", \"1 mm\"]",
                               "motion.points.y=[\"0 mm\"]", "motion.points.speed=[\"1 m/s\", \"1 m/s\"]"})
              .key == "motion.points.y");
}

TEST_CASE("outlines and keep-outs are polygons and circles", "[scene][region]")
{
    const auto region = scene::read(minimal, {"motion.region.outline=0 mm, 0 mm; 10 mm, 0 mm; 5 mm, 9 mm",
                                              "motion.region.keep_outs=[\"circle 5 mm, 3 mm, 1 mm\"]"})
                            .motion.region;
    CHECK(region.outline.size() == 3);
    CHECK(motion::contains(region, {2e-3, 1e-3}, {10e-3, 10e-3}));
    CHECK_FALSE(motion::contains(region, {5e-3, 3.5e-3}, {10e-3, 10e-3}));
    CHECK_FALSE(motion::contains(region, {1e-3, 8e-3}, {10e-3, 10e-3}));
    for (const char* wrong :
         {"0 mm, 0 mm; 1 mm, 1 mm", "circle 1 mm, 1 mm", "circle 1 mm, 1 mm, 0 mm", "1, 2; 3, 4; 5, 6", "a polygon"})
        CHECK(problem_of(minimal, {std::string("motion.region.outline=\"") + wrong + "\""}).key ==
              "motion.region.outline");
    CHECK(problem_of(minimal, {"motion.region.keep_outs=[\"circle 1 mm, 1 kg, 1 mm\"]"}).hint.find("kg") !=
          std::string::npos);
}

TEST_CASE("a mask is read from a picture and from text", "[scene][region]")
{
    const Folder folder;
    const std::vector<std::uint8_t> pixels{255, 0, 0, 255, 255, 255};  // 3 x 2, top row first
    png_image image{};
    image.version = PNG_IMAGE_VERSION, image.width = 3, image.height = 2, image.format = PNG_FORMAT_GRAY;
    REQUIRE(png_image_write_to_file(&image, (folder / "m.png").c_str(), 0, pixels.data(), 0, nullptr));
    const auto read = folder.read({"motion.region.mask=m.png"});
    const motion::Mask& mask = read.motion.region.mask;
    CHECK(mask.columns == 3);
    CHECK(mask.treated == std::vector<std::uint8_t>{1, 1, 1, 1, 0, 0});  // row 0 lies at y = 0
    CHECK(scene::read(scene::resolved_text(read)).motion.region.mask.treated == mask.treated);
    CHECK(scene::read(minimal, {"motion.region.mask_rows=[\"#..\", \"###\"]"}).motion.region.mask.treated ==
          mask.treated);
    folder.write("n.png", "no picture");
    CHECK(folder.problems({"motion.region.mask=n.png"}).front().hint.starts_with("not a PNG picture"));
    CHECK(problem_of(minimal, {"motion.region.mask_rows=[\"##\", \"#\"]"}).key == "motion.region.mask_rows");
    CHECK(problem_of(minimal, {"motion.region.mask_rows=[\"#x\"]"}).key == "motion.region.mask_rows");
}

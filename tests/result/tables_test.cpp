#include "dermavox/result/tables.hpp"
#include "tests/support/catch.hpp"

#include <sstream>

using namespace dermavox;
using namespace dermavox::result;

namespace {

std::vector<std::string> lines_of(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

}  // namespace

TEST_CASE("insertions.csv has its columns and units", "[result]")
{
    mechanics::Insertion at;
    at.pass = 1;
    at.cycle = 22;
    at.needle = 3;
    at.x = 1.25e-3;
    at.y = 0;
    at.inserted = 812.5e-6;
    at.tip = 1e-3;
    at.residual = 0.7e-3;
    at.peak_force = 0.0312;
    at.slit = 67.17e-6, at.slit_dermis = 12.5e-6;
    at.punctured_layers = 4;
    at.lateral_force = 2.5e-3;
    at.opening = {130e-6, 60e-6, 0.5235987755982988};
    std::ostringstream out;
    write_insertions_csv({at}, out);
    const auto lines = lines_of(out.str());
    REQUIRE(lines.size() == 2);
    CHECK(lines[0] == "pass,cycle,needle,x_mm,y_mm,inserted_um,tip_um,residual_um,peak_mN,slit_um,punctured_layers,"
                      "lateral_mN,opening_long_um,opening_short_um,opening_angle_deg,slit_dermis_um");
    CHECK(lines[1] == "1,22,3,1.25,0,812.5,1000,700,31.2,67.17,4,2.5,130,60,30,12.5");
}

TEST_CASE("insertions.csv is thinned to a million rows", "[result]")
{
    CHECK(row_stride(0) == 1);
    CHECK(row_stride(1000000) == 1);
    CHECK(row_stride(1000001) == 2);
    CHECK(row_stride(5500000) == 6);
    std::ostringstream out;
    write_insertions_csv(std::vector<mechanics::Insertion>(1000003), out);
    const std::string text = out.str();
    CHECK(std::count(text.begin(), text.end(), '\n') == 1 + 500002);
}

TEST_CASE("channels.csv has a volume column for each layer under a plain name", "[result]")
{
    wound::Channel at{5,    1e-3,  2e-3, 80e-6, 40e-6, 0.5235987755982988, 2.5e-9, 0.4e-3, 0.6e-3, 2, {1e-14, 2e-13},
                      true, false, 3,    1};
    std::ostringstream out;
    write_channels_csv({at}, {"=cmd, \"x\"", "dermis"}, out);
    const auto lines = lines_of(out.str());
    REQUIRE(lines.size() == 2);
    CHECK(lines[0] == "id,x_mm,y_mm,long_um,short_um,angle_deg,area_um2,depth_um,merged_insertions,"
                      "volume_um3__cmd___x_,volume_um3_dermis,reaches_dermis,reaches_capillaries,follicles,glands");
    CHECK(lines[1] == "5,1,2,80,40,30,2500,400,2,10000,200000,1,0,3,1");
}

TEST_CASE("channels of stretched skin are given as they lie once it is let go, too", "[result][stretch]")
{
    wound::Channel at{5, 1.1e-3, 2e-3, 88e-6, 40e-6, 0, 2.5e-9, 0.4e-3, 0.6e-3, 2, {1e-14, 2e-13}, true, false, 3, 1};
    std::ostringstream out;
    write_channels_csv({at}, {"a", "b"}, out, {1.1, 1.0});
    const auto lines = lines_of(out.str());
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].ends_with(
        ",glands,released_x_mm,released_y_mm,released_long_um,released_short_um,released_angle_deg"));
    CHECK(lines[1] == "5,1.1,2,88,40,0,2500,400,2,10000,200000,1,0,3,1,1,2,80,40,0");
}

// Files for other programs, read back by those programs' own libraries through Debian's Python.
#include "dermavox/report/plan_map.hpp"
#include "dermavox/report/volumes.hpp"
#include "dermavox/skin/voxel_trees.hpp"
#include "dermavox/wound/wound.hpp"
#include "tests/report/sample_outcome.hpp"
#include "tests/support/catch.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace dermavox;
using namespace dermavox::report;
using test::sample_outcome;
using test::Scratch;

namespace {

/// What a script prints, run by Debian's Python in the folder; nothing, with a message, when a module is missing.
std::string python(const Scratch& scratch, const std::string& module, const std::string& script)
{
    const auto in = [&](const char* name) { return (scratch.path() / name).string(); };
    std::ofstream(in("read.py")) << script;
    const std::string run = "/usr/bin/python3 ";
    if (std::system((run + "-c 'import " + module + "' 2>/dev/null").c_str()) != 0) {
        WARN("skipped: /usr/bin/python3 has no module " << module);
        return {};
    }
    const std::string command = "cd " + scratch.path().string() + " && " + run + "read.py > read.txt 2> read.err";
    const int code = std::system(command.c_str());
    INFO(test::text_of(in("read.err")));
    REQUIRE(code == 0);
    return test::text_of(in("read.txt"));
}

std::size_t open_voxels(const wound::Wound& wound) { return wound.residual->activeVoxelCount(); }

}  // namespace

TEST_CASE("tissue.vdb is read by OpenVDB for Python with its grids and units", "[report]")
{
    const Scratch scratch;
    const auto outcome = sample_outcome();
    {
        std::ofstream out(scratch.path() / "tissue.vdb", std::ios::binary);
        write_tissue_vdb(*outcome.skin, *outcome.wound, out);
    }
    const std::string text = python(scratch, "pyopenvdb", R"(
import pyopenvdb as vdb
grids, about = vdb.readAll('tissue.vdb')
byname = {g.name: g for g in grids}
print(sorted(byname))
l = byname['labels'].getConstAccessor()
print([l.getValue((50, 50, k)) for k in (-1, 0, 1, 3, 4, 30)])
print(byname['labels']['label_1'], byname['labels']['unit'])
print(byname['hits'].getConstAccessor().getValue((20, 20, 0)), byname['hits'].evalMinMax()[1])
print(byname['channels'].activeVoxelCount(), byname['density'].activeVoxelCount())
print([round(v, 6) for v in byname['labels'].transform.indexToWorld((0, 0, 0))])
print(byname['density'].gridClass)
)");
    if (text.empty()) return;
    std::ostringstream expected;
    expected << "['channels', 'density', 'hits', 'labels']\n"
             << "[0.0, 1.0, 2.0, 2.0, 3.0, 3.0]\n"  // 20 um, 60 um, 1 mm in voxels of 20 um
             << "stratum corneum mm\n"
             << "2.0 2.0\n"
             << open_voxels(*outcome.wound) << ' ' << open_voxels(*outcome.wound) << '\n'
             << "[0.01, 0.01, 0.01]\nfog volume\n";
    CHECK(text == expected.str());
}

TEST_CASE("volume.vti is read by VTK with its arrays and spacing", "[report]")
{
    const Scratch scratch;
    const auto outcome = sample_outcome();
    {
        std::ofstream out(scratch.path() / "volume.vti", std::ios::binary);
        write_volume_vti(*outcome.skin, *outcome.wound, out);
    }
    const std::string text = python(scratch, "vtkmodules.vtkIOXML", R"(
from vtkmodules.vtkIOXML import vtkXMLImageDataReader
r = vtkXMLImageDataReader(); r.SetFileName('volume.vti'); r.Update()
d = r.GetOutput(); c = d.GetCellData()
print(d.GetDimensions(), [round(s, 6) for s in d.GetSpacing()])
label, hits, share = (c.GetArray(n) for n in ('label', 'hits', 'open_percent'))
at = lambda i, j, k: (k * 100 + j) * 100 + i
print([label.GetTuple1(at(50, 50, k)) for k in (0, 1, 3, 4, 49)])
print(hits.GetTuple1(at(20, 20, 0)), hits.GetRange()[1])
print(sum(1 for i in range(share.GetNumberOfTuples()) if share.GetTuple1(i) == 100))
)");
    if (text.empty()) return;
    std::ostringstream expected;
    expected << "(101, 101, 51) [0.02, 0.02, 0.02]\n[1.0, 2.0, 2.0, 3.0, 3.0]\n2.0 2.0\n"
             << open_voxels(*outcome.wound) << '\n';
    CHECK(text == expected.str());
}

TEST_CASE("channels.vtp is read by VTK as one line a channel", "[report]")
{
    const Scratch scratch;
    const auto outcome = sample_outcome();
    {
        std::ofstream out(scratch.path() / "channels.vtp", std::ios::binary);
        write_channels_vtp(outcome.wound->channels, out);
    }
    const std::string text = python(scratch, "vtkmodules.vtkIOXML", R"(
from vtkmodules.vtkIOXML import vtkXMLPolyDataReader
r = vtkXMLPolyDataReader(); r.SetFileName('channels.vtp'); r.Update()
d = r.GetOutput(); c = d.GetCellData()
print(d.GetNumberOfPoints(), d.GetNumberOfLines())
print([round(v, 5) for v in d.GetPoint(0)], [round(v, 5) for v in d.GetPoint(1)])
print(round(c.GetArray('depth_um').GetTuple1(0), 3), c.GetArray('id').GetTuple1(8))
print(round(d.GetPointData().GetArray('radius_mm').GetTuple1(0), 5), d.GetPointData().GetArray('radius_mm').GetTuple1(1))
)");
    if (text.empty()) return;
    CHECK(text == "18 9\n[0.4, 0.4, 0.0] [0.4, 0.4, 0.4]\n400.0 8.0\n0.025 0.0\n");
}

TEST_CASE("A volume beyond the cell limit is written in blocks", "[report]")
{
    CHECK(volume_block({10e-6, 100, 100, 50}) == 1);
    CHECK(volume_block({10e-6, 1000, 1000, 200}) == 2);
    CHECK(volume_block({2e-6, 5000, 5000, 1000}) == 16);
}

TEST_CASE("Plan maps show cuts and openings of one depth", "[report]")
{
    const auto outcome = sample_outcome();
    const PlanMap surface = plan_map(*outcome.wound, 0.0_mm);
    REQUIRE(surface.width == 100);
    CHECK(surface.at(20, 20) == Cut::open_2);  // the first opening, hit twice
    CHECK(surface.at(50, 20) == Cut::open_1);
    CHECK(surface.at(51, 20) == Cut::closed);
    CHECK(surface.at(35, 20) == Cut::whole);
    const PlanMap below = plan_map(*outcome.wound, 0.5_mm), beyond = plan_map(*outcome.wound, 5.0_mm);
    CHECK(std::all_of(below.cuts.begin(), below.cuts.end(), [](Cut cut) { return cut == Cut::whole; }));
    CHECK(std::all_of(beyond.cuts.begin(), beyond.cuts.end(), [](Cut cut) { return cut == Cut::whole; }));
}

TEST_CASE("Maps of large patches are coarsened and keep every opening", "[report]")
{
    auto wound = *sample_outcome().wound;
    wound.lattice.nx = 4001;  // more patch, the same cuts
    const PlanMap map = plan_map(wound, 0.0_mm);
    CHECK(map.block == 4);
    CHECK(map.width == 1001);
    CHECK(map.at(5, 5) == Cut::open_2);
}

TEST_CASE("A map picture is a PNG", "[report]")
{
    const PlanMap map = plan_map(*sample_outcome().wound, 0.0_mm);
    for (const std::string& png : {plan_map_png(map), bare_map_png(map)}) {
        CHECK(png.substr(0, 8) == "\x89PNG\r\n\x1a\n");
        CHECK(png.find("IEND") != std::string::npos);
        CHECK(png.size() < 40000);
    }
}

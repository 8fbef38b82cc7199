#include "dermavox/study/study_report.hpp"

#include "tests/study/samples.hpp"

using namespace dermavox;
using namespace dermavox::testing;

namespace {

std::string text_of(const fs::path& file)
{
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("the report links the best designs to reports of their own", "[study]")
{
    const TestFolder folder;
    const auto s =
        folder.study(two_parameters + "[[objective]]\nkey = \"coverage.largest_gap_um\"\n[[objective]]\nkey = "
                                      "\"coverage.at_depth[0].open_fraction\"\n[run]\nkeep = 2\n");
    run(s, folder / "out");
    study::write_report(s, shipped(), folder / "out", {});
    const std::string html = text_of(folder / "out/report.html");
    const auto page = study::page_of(s, study::Space(s), study::Store::look(folder / "out").table());
    const auto best = std::ranges::count_if(page.designs, &report::StudyDesign::best);
    REQUIRE(best >= 2);
    CHECK(std::distance(fs::directory_iterator(folder / "out/cases"), {}) == 2);
    for (const auto& file : fs::directory_iterator(folder / "out/cases")) {
        CHECK(has(html, "href=\"cases/" + file.path().filename().string() + '"'));
        CHECK(has(text_of(file.path()), "Needling report"));
    }
    CHECK(has(html, "default-src 'none'"));
    CHECK(has(html, "id=\"front\""));
    CHECK(has(html, "id=\"designs\""));
    CHECK(has(html, "id=\"effects\""));
}

TEST_CASE("a stop between the reports of designs leaves a page without the rest", "[study]")
{
    const TestFolder folder;
    const auto s =
        folder.study(two_parameters + "[[objective]]\nkey = \"coverage.largest_gap_um\"\n[[objective]]\nkey = "
                                      "\"coverage.at_depth[0].open_fraction\"\n[run]\nkeep = 3\n");
    run(s, folder / "out");
    const auto written = [&] {
        return fs::exists(folder / "out/cases")
                   ? std::distance(fs::directory_iterator(folder / "out/cases"), fs::directory_iterator{})
                   : 0;
    };
    CHECK_FALSE(study::write_report(s, shipped(), folder / "out", {}, [&] { return written() > 0; }));
    CHECK(written() == 1);  // the second was simulated in part, and nothing of it stayed
    const std::string html = text_of(folder / "out/report.html");
    CHECK(has(html, "id=\"designs\""));
    const auto link = [&](std::size_t at) { return html.substr(at, html.find('>', at) - at); };
    REQUIRE(has(html, "cases/"));
    CHECK(link(html.find("cases/")).substr(0, 12) == link(html.rfind("cases/")).substr(0, 12));
    CHECK(study::write_report(s, shipped(), folder / "out", {}, [] { return false; }));
    CHECK(written() >= 2);
}

TEST_CASE("text of a study is escaped in its report", "[study]")
{
    const TestFolder folder;
    const auto s = folder.study("title = \"<script>alert(1)</script>\"\n" + two_parameters);
    run(s, folder / "out");
    study::write_report(s, shipped(), folder / "out", {});
    CHECK_FALSE(has(text_of(folder / "out/report.html"), "<script>alert"));
}

TEST_CASE("a tolerance study shows what each parameter does alone, largest first", "[study]")
{
    const TestFolder folder;
    const auto s = folder.study("figures = [\"depth.set_um\", \"strokes.per_cm2\"]\n"
                                "[[parameter]]\nkey = \"device.depth\"\ncentre = \"1 mm\"\nhalf_width = \"0.1 mm\"\n"
                                "[[parameter]]\nkey = \"motion.speed\"\ncentre = \"60 mm/s\"\nsd = \"6 mm/s\"\n"
                                "[design]\nkind = \"tolerance\"\ncases = 12\n");
    run(s, folder / "out");
    const auto page = study::page_of(s, study::Space(s), study::Store::look(folder / "out").table());
    REQUIRE(page.bars.size() == 1);
    const auto& depth = page.bars[0].groups.at(0).second;
    CHECK(depth[0].name == "depth 0.9\u2009\u2013\u20091.1\u202Fmm");
    CHECK_THAT(depth[0].low, WithinRel(900.0, 1e-9));
    CHECK_THAT(depth[0].high, WithinRel(1100.0, 1e-9));
    CHECK(depth[1].high - depth[1].low == 0);
    CHECK(page.bars[0].groups.at(1).second[0].name.starts_with("speed "));
    CHECK(page.tables.at(0).rows.size() == 2);
}

TEST_CASE("two variants are compared seed by seed", "[study]")
{
    const TestFolder folder;
    const auto s = folder.study("figures = [\"strokes.per_cm2\", \"depth.set_um\"]\n"
                                "[[variant]]\nname = \"slow\"\nset.motion.speed = \"40 mm/s\"\n"
                                "[[variant]]\nname = \"fast\"\nset.motion.speed = \"80 mm/s\"\n"
                                "[design]\nkind = \"compare\"\nrepeats = 4\n");
    run(s, folder / "out");
    const auto page = study::page_of(s, study::Space(s), study::Store::look(folder / "out").table());
    const auto& rows = page.tables.at(0).rows;
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].back() == "fast has less");
    CHECK(rows[0][6] == "4");
    CHECK(rows[1].back() == "no difference seen");
}

TEST_CASE("screening tells a parameter that acts from one that does not", "[study]")
{
    const TestFolder folder;
    const auto s =
        folder.study("figures = [\"depth.set_um\"]\n" +
                     std::string("[[parameter]]\nkey = \"device.depth\"\nfrom = \"0.5 mm\"\nto = \"1.1 mm\"\n") +
                     "[[parameter]]\nkey = \"motion.speed\"\nfrom = \"40 mm/s\"\nto = \"80 mm/s\"\n"
                     "[design]\nkind = \"morris\"\ncases = 12\n");
    run(s, folder / "out");
    const auto page = study::page_of(s, study::Space(s), study::Store::look(folder / "out").table());
    const auto& bars = page.bars.at(0).groups.at(0).second;
    CHECK(bars[0].name == "device.depth_mm");
    CHECK_THAT(bars[0].value, WithinRel(600.0, 1e-6));
    CHECK(bars[1].value == 0);
}

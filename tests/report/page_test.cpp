#include "dermavox/core/utf8.hpp"
#include "dermavox/report/page.hpp"
#include "engine/report/chart/base64.hpp"
#include "engine/report/chart/nice_number.hpp"
#include "engine/report/text.hpp"
#include "engine/report/volumes/open_tracts.hpp"
#include "tests/report/sample_outcome.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <regex>

using namespace dermavox;
using namespace dermavox::report;
using test::sample_outcome;
using test::sample_provenance;

namespace {

std::string page_of(const simulation::Outcome& outcome) { return report_html(outcome, sample_provenance(), {}); }

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("Text of the scene cannot become markup", "[report]")
{
    simulation::Outcome outcome = sample_outcome();
    const std::string hostile = "</title><script>alert(1)</script><img src=x onerror=alert(2)>\" onload='x'";
    outcome.scene.title = outcome.scene.skin.site = outcome.scene.skin.species = outcome.scene.device.name = hostile;
    outcome.scene.skin.layers[0].name = outcome.scene.skin.layers[0].thickness.source = hostile;
    outcome.scene.skin.backing.name = outcome.scene.motion.pattern = outcome.scene.device.cartridge.layout = hostile;
    outcome.scene.entries = {{hostile, hostile, hostile, skin::Basis::read, 0, hostile}};
    outcome.measures->layers[2].name = outcome.scene.limits[0].key = hostile;
    outcome.notes.warnings = {{hostile, hostile}};
    outcome.notes.assumed = {{hostile, hostile, hostile}};
    Provenance provenance = sample_provenance();
    provenance.host = provenance.version = provenance.git_hash = hostile;
    provenance.command = {"dermavox", hostile};
    const std::string page = report_html(outcome, provenance, {});
    CHECK_FALSE(holds(page, "<script>alert"));
    CHECK_FALSE(holds(page, "<img"));
    CHECK_FALSE(holds(page, "onload='"));
    CHECK(holds(page, "&lt;script&gt;alert(1)&lt;/script&gt;"));
}

TEST_CASE("The page names no other file and forbids the network", "[report]")
{
    const std::string page = page_of(sample_outcome());
    CHECK(holds(page, "Content-Security-Policy"));
    CHECK(holds(page, "default-src 'none'"));
    CHECK_FALSE(std::regex_search(page, std::regex("(src|href)=\"(?!data:|#)")));
    CHECK_FALSE(holds(page, "@import"));
    CHECK(page.size() < 3000000);
}

TEST_CASE("The contents name every section that is shown", "[report]")
{
    const std::string page = page_of(sample_outcome());
    const std::string contents = page.substr(page.find("<nav class=\"contents\""), page.find("</nav>"));
    const std::regex section("<section id=\"([a-z]+)\" aria-labelledby");
    std::size_t sections = 0;
    for (std::sregex_iterator at(page.begin(), page.end(), section), end; at != end; ++at, ++sections)
        CHECK(holds(contents, "<a href=\"#" + (*at)[1].str() + "\">"));
    CHECK(sections > 10);
}

TEST_CASE("Every key number stands in the page as text", "[report]")
{
    const std::string page = page_of(sample_outcome());
    const std::string gap = "\u202F";
    for (const std::string& part :
         {std::string("1 of 2 limits is missed"),
          "Open at the surface 0.440" + gap + "%, at least 2.00" + gap + "% asked", std::string("<b>225</b>"),
          std::string("<b>90.0</b>"), "dial 0.6" + gap + "mm", std::string("<b>18</b>"),
          std::string("dermavox run &#39;it&#39;\\&#39;&#39;s a scene.toml&#39; -o out"),
          std::string("not_modelled")}) {
        INFO(part);
        CHECK(holds(page, part));
    }
}

TEST_CASE("The page answers what a regulator asks of the device", "[report]")
{
    simulation::Outcome outcome = sample_outcome();
    outcome.scene.device.depth_tolerance = 0.05_mm;
    outcome.scene.device.drive.frequency = Frequency{110};
    const std::string page = page_of(outcome);
    const std::string part = page.substr(page.find("id=\"identification\""));
    const std::string gap = "\u202F";
    CHECK(holds(part, "Needle length</th><td>2.5" + gap + "mm"));
    CHECK(holds(part, "0.650" + gap + "mm past the cap, longest needle and dial tolerance included"));
    CHECK(holds(part, "330 strokes a second (3 needles \u00D7 110" + gap + "Hz)"));
    CHECK(holds(part, "stated \u00B150" + gap + "\u00B5m"));
    CHECK(holds(part, "the gel begins 1.08" + gap + "mm down"));
    CHECK(holds(part, "tip \u2212"));
}

TEST_CASE("A sweep of the dial gives the largest setting that spares what lies below", "[report]")
{
    simulation::Outcome outcome = sample_outcome();
    CHECK_FALSE(holds(page_of(outcome), "id=\"dial\""));
    for (const double set : {0.5e-3, 1.0e-3, 1.5e-3}) {
        simulation::DialPoint at;
        at.set = set;
        at.punctured_fraction = 1;
        at.tip = {0.9 * set, 1e-5, 0.9 * set, 0.9 * set, 0.9 * set};
        at.inserted = at.residual = {0.8 * set, 1e-5, 0.8 * set, 0.8 * set, 0.8 * set};
        outcome.dial.push_back(at);
    }
    const std::string page = page_of(outcome);  // the gel begins at 1.08 mm; 0.8 of 1.5 mm passes it
    CHECK(holds(page, "1\u202Fmm on the dial: the largest setting"));
    CHECK(holds(page, "Up to 1\u202Fmm of dial"));
    outcome.dial[0].inserted.p95 = 2e-3;  // unsafe below makes what follows unsafe
    CHECK(holds(page_of(outcome), "none: the least setting"));
}

TEST_CASE("The passes that a share takes follow from those that were made", "[report][analytic]")
{
    // 0.44 % after two passes: one opens 1 - sqrt(1 - 0.0044), and 10 % takes ln(0.9)/ln(sqrt(0.9956)) = 47.8
    simulation::Outcome outcome = sample_outcome();
    outcome.scene.limits = {{"coverage_min", 0.02}};
    const std::string page = page_of(outcome);
    CHECK(holds(page, "10.0\u202F%</th><td class=\"n\">48</td>"));
    CHECK(holds(page, "2.00\u202F%, asked"));
    simulation::Outcome none = sample_outcome();
    none.passes.clear();
    CHECK_FALSE(holds(page_of(none), "id=\"passes\""));
}

TEST_CASE("A check of the run that fails is said first", "[report]")
{
    const std::string good = page_of(sample_outcome());
    simulation::Outcome outcome = sample_outcome();
    outcome.measures->multiplicity[0].fraction = 0.5;
    const std::string bad = page_of(outcome);
    CHECK(holds(bad, "checks fail: read the figures they touch with care"));
    const auto failures = [](const std::string& page) {
        const std::regex no("<b class=\"fail\">no</b>");
        return std::distance(std::sregex_iterator(page.begin(), page.end(), no), std::sregex_iterator());
    };
    CHECK(failures(bad) == failures(good) + 2);
}

TEST_CASE("The tolerance part tells needles from strokes", "[report]")
{
    simulation::Outcome outcome = sample_outcome();
    for (auto& in : outcome.insertions) in.tip = 0.5e-3 + 0.01e-3 * in.needle;  // needles differ, strokes do not
    CHECK(holds(page_of(outcome), "lies between the needles, not between the strokes"));
    for (std::size_t i = 0; i < outcome.insertions.size(); ++i)
        outcome.insertions[i].tip = 0.5e-3 + 0.01e-3 * double(i / 3);
    CHECK(holds(page_of(outcome), "lies between the strokes of a needle"));
}

TEST_CASE("Without limits the page says that nothing passed or failed", "[report]")
{
    simulation::Outcome outcome = sample_outcome();
    outcome.scene.limits.clear();
    CHECK(holds(page_of(outcome), "No limits were set"));
}

TEST_CASE("An outcome without figures still gives a page", "[report]")
{
    simulation::Outcome nothing;
    const std::string page = page_of(nothing);
    CHECK(holds(page, "not_modelled"));
    CHECK_FALSE(holds(page, "nan"));
}

TEST_CASE("The 3-D view draws a sample of the cuts chosen by the seed", "[report]")
{
    const auto outcome = sample_outcome();
    const OpenTracts all = open_tracts(*outcome.wound, 100, 7), few = open_tracts(*outcome.wound, 4, 7);
    REQUIRE(all.drawn.size() == 9);
    CHECK(all.drawn[0].hits == 2);
    CHECK(all.drawn[1].hits == 1);
    CHECK(all.drawn[0].sections.back().depth == outcome.insertions[0].residual);
    CHECK(all.drawn[0].sections[0].radius > all.drawn[0].sections[4].radius);
    CHECK(few.all == 9);
    REQUIRE(few.drawn.size() == 4);
    const OpenTracts again = open_tracts(*outcome.wound, 4, 7), other = open_tracts(*outcome.wound, 4, 8);
    const auto same = [&](const OpenTracts& tracts) {
        return std::equal(few.drawn.begin(), few.drawn.end(), tracts.drawn.begin(),
                          [](const OpenTract& a, const OpenTract& b) { return a.x == b.x && a.y == b.y; });
    };
    CHECK(same(again));
    CHECK_FALSE(same(other));
}

TEST_CASE("Figures are shown with significant digits and without exponents", "[report]")
{
    CHECK(digits(0.0021234, 2) == "0.0021");
    CHECK(digits(0.9996, 3) == "1.00");
    CHECK(digits(-12.345, 3) == "\u221212.3");
    CHECK(digits(12345.6, 3) == "12\u202F300");
    CHECK(digits(999.7, 3) == "1000");
    CHECK(digits(0, 3) == "0");
    CHECK(length_text(67.17e-6) == "67.2\u202F\u00B5m");
    CHECK(length_text(-1.5e-18) == "0\u202Fmm");
    CHECK(millimetres(4.57e-4) == "0.457");
    CHECK(millimetres(1.5e-18, 2) == "0");
    CHECK(length_text(1e-3) == "1.00\u202Fmm");
}

TEST_CASE("Bytes that are no UTF-8 are replaced", "[report]")
{
    CHECK(core::readable_utf8("a\xFFz") == "a\uFFFDz");
    CHECK(core::readable_utf8("\xC0\xAF") == "\uFFFD\uFFFD");
    CHECK(core::readable_utf8("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");
    CHECK(core::readable_utf8("\u00B5\u202F\U0001F600") == "\u00B5\u202F\U0001F600");
    CHECK(escaped(std::string_view("a\0\x01z", 4)) == "az");
}

TEST_CASE("Base64 agrees with RFC 4648", "[report]")
{
    CHECK(base64("") == "");
    CHECK(base64("f") == "Zg==");
    CHECK(base64("fo") == "Zm8=");
    CHECK(base64("foo") == "Zm9v");
    CHECK(base64("foobar") == "Zm9vYmFy");
}

TEST_CASE("Axis ticks are round and cover the range", "[report]")
{
    CHECK(nice_below(4.9) == 2);
    CHECK(nice_below(5) == 5);
    CHECK(nice_below(0.1) == 0.1);
    for (const double high : {0.3, 1.0, 7.7, 123.0, 9e4}) {
        const auto ticks = ticks_between(0, high, 5);
        CHECK(ticks.front() == 0);
        CHECK(ticks.back() <= high * (1 + 1e-9));
        CHECK(ticks.size() >= 3);
        CHECK(ticks.size() <= 12);
    }
}

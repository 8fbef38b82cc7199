// The one table reader: dialects, columns, units, and what is refused.
#include "dermavox/core/table.hpp"
#include "dermavox/core/text_file.hpp"
#include "tests/support/catch.hpp"

#include <cmath>
#include <functional>

using namespace dermavox;
using core::Dimension;
using core::TableColumn;

namespace {

core::TableKind needles()
{
    return {.noun = "needle",
            .columns = {{.name = "x", .required = true},
                        {.name = "y", .required = true},
                        {.name = "length_offset", .other_names = {{"dz", ""}}},
                        {.name = "needle_type", .cells = TableColumn::Cells::texts}},
            .example = "x_mm,y_mm,length_offset_mm"};
}

core::TableKind curve()
{
    return {
        .noun = "reading",
        .columns = {{.name = "time", .dimension = Dimension::time, .other_names = {{"hours", "h"}}, .by_unit = true},
                    {.name = "set", .required = true, .by_unit = true},
                    {.name = "force", .dimension = Dimension::force, .required = true, .by_unit = true}},
        .example = "set_um,force_mN"};
}

core::Table read(const std::string& text, const core::TableChoices& choices = {})
{
    const std::vector kinds{needles()};
    return core::read_table(text, "n.csv", kinds, choices);
}

core::Problem problem_of(const std::function<void()>& reading)
{
    try {
        reading();
    } catch (const core::InputError& error) {
        INFO(error.what());
        REQUIRE(error.problems().size() == 1);
        return error.problems().front();
    }
    FAIL("this table was read");
    return {};
}
core::Problem problem_of(const std::string& text)
{
    return problem_of([&] { read(text); });
}

std::string in_utf16(const std::string& ascii, bool little, bool mark)
{
    std::string out = !mark ? "" : little ? "\xff\xfe" : "\xfe\xff";
    for (const char c : ascii) out += little ? std::string{c, '\0'} : std::string{'\0', c};
    return out;
}

}  // namespace

TEST_CASE("one table in many dialects gives the same numbers", "[core][table]")
{
    using namespace std::string_literals;
    const std::string plain = "x_mm,y_mm,length_offset_mm\n-0.6,-0.4,0\n0.6,0.4,-0.1\n";
    const std::string dialects[] = {
        plain,
        "\xef\xbb\xbf" + plain,
        "x_mm,y_mm,length_offset_mm\r\n-0.6,-0.4,0\r\n0.6,0.4,-0.1\r\n",
        "x_mm,y_mm,length_offset_mm\r-0.6,-0.4,0\r0.6,0.4,-0.1\r",
        "\"x_mm\",\"y_mm\",\"length_offset_mm\"\n\"-0.6\",\"-0.4\",\"0\"\n\"0.6\",\"0.4\",\"-0.1\"\n",
        "x_mm;y_mm;length_offset_mm\n-0,6;-0,4;0\n0,6;0,4;-0,1\n",
        "x_mm\ty_mm\tlength_offset_mm\n-0,6\t-0,4\t0\n0,6\t0,4\t-0,1",
        "\"x_mm\",\"y_mm\",\"dz_mm\"\n\"-0,6\",\"-0,4\",0\n\"0,6\",\"0,4\",\"-0,1\"\n",
        "x [mm],y (mm),dz [\xc2\xb5m]\n-0.6,-0.4,0\n+0.6,+0.4,-100\n",
        "X / mm;Y in mm;Length Offset, \xce\xbcm\n\xe2\x88\x92"
        "0,6;\xe2\x88\x92"
        "0,4;0\n0,6;0,4;\xe2\x88\x92"
        "100\n",
        "x,y,length_offset\n(um),(mm),(mm)\n-600,-0.4,0\n600,0.4,-0.1\n",
        "No,x_mm,y_mm,note,length_offset_mm\n1,-0.6,-0.4,first,0\n2,0.6,0.4,second,-0.1\n",
        "Made by;a program\nDate;01.02.2020\n\nx_mm;y_mm;dz_mm;\n-0,6;-0,4;0;\n0,6;0,4;-0,1;\n;;;\n",
        "# title: two\nx_mm,y_mm,dz_mm\n# a remark, with commas\n-0.6,-0.4,0\n\n0.6,0.4,-0.1\n",
        "# x_mm,y_mm,dz_mm\n-6e-1,-4.0E-1,0\n.6,0.4,-0.1\n",
        "sep=;\nx_um;y_um;dz_nm\n-600;-400;0\n600;400;-100000\n",
        "x_um;y_um;dz_nm\n-600,0;-400;0\n600;400;-100.000\n",
        "x_um,y_um,dz_nm\n-600,-400,0\n600.0,400,\"-100,000\"\n",
        "x_um,y_um,dz_nm\n-600,-400,0\n600.0,400,-100 000\n",
        "x,y,dz\n-0.6 mm,-400 um,0 mm\n0.6 mm,400 um,-0.1 mm\n",
        "\"x_mm\",\"y_mm\",\"dz_mm\"\n\"1\",-0.6,-0.4,0\n\"2\",0.6,0.4,-0.1\n",
        "x_mm;y_mm;dz_mm\n1;-0,6;-0,4;0\n2;0,6;0,4;-0,1\n",
        in_utf16(plain, true, true),
        in_utf16(plain, false, true),
        in_utf16(plain, true, false),
        in_utf16(plain, false, false),
        "x [mm];y [mm];dz [\xb5m]\n-0,6;-0,4;0\n0,6;0,4;-100\n",  // Windows-1252
    };
    for (const std::string& text : dialects) {
        INFO(text);
        const core::Table table = read(text);
        INFO(table.assumed());
        REQUIRE(table.rows() == 2);
        CHECK(table.numbers("x") == std::vector{-0.6e-3, 0.6e-3});
        CHECK(table.numbers("y") == std::vector{-0.4e-3, 0.4e-3});
        REQUIRE(table.numbers("length_offset").size() == 2);
        CHECK(table.numbers("length_offset")[0] == 0);
        CHECK_THAT(table.numbers("length_offset")[1], WithinRel(-0.1e-3, 1e-15));
    }
}

TEST_CASE("a table says in one line what it assumed", "[core][table]")
{
    CHECK(read("No;x [mm];y [mm];dz [\xb5m]\n#\n1;-0,6;-0,4;0\n").assumed() ==
          "n.csv: Windows-1252, semicolons, decimal commas; x = \"x [mm]\" in mm, y = \"y [mm]\" in mm, "
          "length_offset = \"dz [\u00b5m]\" in um; 1 needle; not read: \"No\"; 1 comment line");
}

TEST_CASE("what is ambiguous in a table is refused with the choice to write", "[core][table][bad]")
{
    const auto twice = problem_of("x_mm,y_mm,X [um]\n1,2,3\n");
    CHECK(twice.column == 11);
    CHECK(twice.hint == "write columns = { x = \"x_mm\" } beside the key that names the file");
    CHECK(problem_of("x,y_mm\n1,2\n").hint ==
          "write columns = { x = \"x [mm]\" } beside the key that names the file");
    CHECK(problem_of("x_mm;y_mm\n1.234;2.345\n").hint.starts_with("write decimal_mark"));
    CHECK(problem_of("x_mm;y_mm\n1,234;2,345\n").hint.starts_with("write decimal_mark"));
    CHECK(problem_of("x_mm;y_mm\n0,5;0.5\n").found == "decimal points and decimal commas in one table");
    CHECK(problem_of("x_mm,y_mm\n0,5,0,3\n").hint.starts_with("decimal commas need quotes"));
    CHECK(problem_of("x_mm,y_mm\n1,5,2\n").line == 2);  // one decimal comma is no row number
    CHECK(problem_of("a,b\n1,2\n").hint.find("the file has \"a\", \"b\"") == 0);
    CHECK(problem_of("x_kg,y_mm\n1,2\n").hint.starts_with("kg is the unit of a mass"));
    CHECK(problem_of("x_mm,y_mm\n(um),(mm)\n1,2\n").expected == "one unit");
    CHECK(problem_of("x_mm,y_mm,length_ofset_mm\n1,2,3\n").hint == "did you mean 'length_offset'?");
    CHECK(problem_of("").found == "no header");
    CHECK(problem_of("x_mm,y_mm\n# none\n").found == "no needles");
    CHECK(problem_of(std::string("x_mm,y_mm\n1,2\0\n", 15)).found == "byte 14 that is no text");
}

TEST_CASE("a choice of columns and marks settles what a table leaves open", "[core][table]")
{
    const std::string text = "X;Pos Y;x_mm;y_mm\n1.234;2;8;9\n";
    CHECK_THROWS_AS(read(text), core::InputError);
    core::TableChoices choices{.columns = {{"x", "X [um]"}, {"y", "Pos Y (um)"}}, .decimal_mark = ','};
    const core::Table table = read(text, choices);
    CHECK(table.numbers("x") == std::vector{1234e-6});
    CHECK(table.numbers("y") == std::vector{2e-6});
    choices.decimal_mark = '.';
    CHECK(read(text, choices).numbers("x") == std::vector{1.234e-6});
    choices.columns = {{"x", "Z"}};
    CHECK(problem_of([&] { read(text, choices); }).found == "no column \"Z\"");
    choices.columns = {{"z", "X"}, {"x", "X [um]"}};
    CHECK(problem_of([&] { read(text, choices); }).expected == "one of x, y, length_offset, needle_type");
}

TEST_CASE("columns of machines are found by a word of their name or by their unit", "[core][table]")
{
    const std::vector kinds{curve()};
    const auto read_curve = [&](const std::string& text) { return core::read_table(text, "c.csv", kinds); };
    const core::Table by_word = read_curve("Run time (s),Axial force (N),Set point (mm)\n0,1,2\n");
    CHECK(by_word.numbers("force") == std::vector{1.0});
    CHECK(by_word.numbers("set") == std::vector{2e-3});
    const core::Table by_unit = read_curve("Zeit;Traversenweg;Kraft\n(s);(mm);(gf)\n0,5;0,01;2\n");
    CHECK(by_unit.numbers("time") == std::vector{0.5});
    CHECK(by_unit.numbers("set") == std::vector{0.01e-3});
    CHECK_THAT(by_unit.numbers("force")[0], WithinRel(2 * 9.80665e-3, 1e-15));
    CHECK(problem_of([&] { read_curve("Weg [mm];Traverse [mm];Kraft [N]\n0,5;0,01;2\n"); }).hint ==
          "write columns = { set = \"Weg [mm]\" } beside the key that names the file");
}

TEST_CASE("every mistake of a table has its line and column", "[core][table][bad]")
{
    const auto problems = [](const std::string& text) {
        try {
            read(text);
        } catch (const core::InputError& error) {
            return error.problems();
        }
        FAIL("this table was read");
        return std::vector<core::Problem>();
    };
    const auto all = problems("# \xc2\xb5\r\nx_mm,y_mm,note\r1,two,\n\nnan,0,0, 1e999\n\"\xc3\xa9\",1e999,\n5\n");
    struct Place {
        int line, column;
        std::string found;
    };
    const std::vector<Place> expected = {
        {3, 3, "\"two\""}, {5, 1, "4 cells"}, {6, 1, "\"\u00e9\""}, {6, 5, "\"1e999\""}, {7, 1, "1 cells"}};
    REQUIRE(all.size() == expected.size());
    for (std::size_t k = 0; k < all.size(); ++k) {
        INFO(core::describe(all[k]));
        CHECK(all[k].line == expected[k].line);
        CHECK(all[k].column == expected[k].column);
        CHECK(all[k].found == expected[k].found);
    }
}

TEST_CASE("a cell may run over lines, hold separators, and quotes that are doubled", "[core][table]")
{
    const core::Table table = read("\"x\n[mm]\",y_mm,needle_type\n1,2,\"a \"\"b\"\", c\"\n3,4,\"d\n5,6,e\n");
    CHECK(table.rows() == 3);  // the last quote has no end
    CHECK(table.texts("needle_type") == std::vector<std::string>{"a \"b\", c", "\"d", "e"});
    CHECK(table.problem(2, "y", "", "").line == 5);
}

TEST_CASE("text is told apart by what it is", "[core][text]")
{
    std::size_t bad = 0;
    CHECK(core::decoded("a\xe4", bad)->text == "a\u00e4");
    CHECK(core::decoded("a\xc3\xa4", bad)->encoding == "UTF-8");
    CHECK(core::decoded(in_utf16("abc", true, true), bad)->text == "abc");
    CHECK_FALSE(core::decoded("abc\x81", bad));  // not in Windows-1252
    CHECK(bad == 3);
    CHECK_FALSE(core::decoded(std::string("\xff\xfe\x00\xd8", 4), bad));  // half a surrogate pair
    for (const char* text : {"\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x80", "\xe2\x82"})
        CHECK_FALSE(core::is_utf8(text));
    CHECK(core::printable("a\x1b[2J\u00e9\x9b", 60) == "a?[2J\u00e9?");
    CHECK(core::place_in("a\r\nb\rc\n\u00e9x", 9).line == 4);
    CHECK(core::place_in("a\r\nb\rc\n\u00e9x", 9).column == 2);
}

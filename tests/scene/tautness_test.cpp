/// Tension and stretch: one idea, two keys.
#include "tests/scene/shared.hpp"

#include <fmt/format.h>

using namespace dermavox;

namespace {

skin::Stack skin_with(const std::vector<std::string>& sets) { return scene::read(scene::minimal, sets).skin; }

}  // namespace

TEST_CASE("skin that nobody pulls has the tension of its site", "[scene][taut]")
{
    const skin::Stack rest = skin_with({});
    CHECK(rest.tension.si == 15);
    CHECK(rest.stretch_x == 1);
    CHECK(rest.stretch_y == 1);
    CHECK(rest.tension_ratio == 1);
    CHECK(skin_with({"skin.rest_tension=25 N/m"}).tension.si == 25);
    CHECK(skin_with({"skin.tension=15 N/m"}).stretch_x == 1);
}

TEST_CASE("tension gives the stretch and the stretch the tension", "[scene][taut]")
{
    const skin::Stack pulled = skin_with({"skin.tension=40 N/m"});
    CHECK(pulled.stretch_x > 1.01);
    CHECK(pulled.stretch_x == pulled.stretch_y);
    const std::string by = fmt::format("skin.stretch=[{0:.6f}, {0:.6f}]", pulled.stretch_x);
    CHECK_THAT(skin_with({by}).tension.si, WithinRel(40, 1e-3));
    CHECK(skin_with({"skin.tension=5 N/m"}).stretch_x < 1);
    CHECK(skin_with({"skin.tension=60 N/m"}).stretch_x > pulled.stretch_x);
}

TEST_CASE("skin pulled one way is tauter that way", "[scene][taut]")
{
    const skin::Stack along = skin_with({"skin.stretch=[1.06, 1.0]"}), across = skin_with({"skin.stretch=[1, 1.06]"});
    CHECK(along.tension_ratio < 1);
    CHECK(along.tension_lines.si == 0);
    CHECK_THAT(across.tension_lines.si, WithinRel(1.5707963, 1e-6));
    CHECK(along.tension == across.tension);
    CHECK(skin_with({"skin.stretch=[1.06, 1]", "skin.tension_ratio=0.5"}).tension_ratio == 0.5);
}

TEST_CASE("the later word on tautness counts", "[scene][taut]")
{
    const std::string text = scene::minimal + "stretch = [1.05, 1.05]\n";
    const skin::Stack set = scene::read(text, {"skin.tension=30 N/m"}).skin;
    CHECK(set.tension.si == 30);
    CHECK(set.stretch_x < 1.05);
}

TEST_CASE("a tension that its stretch does not take is refused with both values", "[scene][taut]")
{
    const core::Problem problem = scene::problem_of(scene::minimal + "tension = \"40 N/m\"\nstretch = [1.08, 1.0]\n");
    CHECK(problem.key == "skin.tension");
    CHECK(problem.line == 4);
    CHECK(problem.found == "\"40 N/m\"");
    CHECK_THAT(problem.expected, Catch::Matchers::Contains("63.") && Catch::Matchers::Contains("[1.08, 1]") &&
                                     Catch::Matchers::Contains("15 N/m"));
    CHECK_THAT(problem.hint, Catch::Matchers::Contains("state one of the two") && Catch::Matchers::Contains("1.03"));
    CHECK_NOTHROW(scene::read(scene::minimal + "tension = \"42 N/m\"\nstretch = [1.06, 1.0]\n"));
}

TEST_CASE("a tension beside a stretch of 1 is that at rest where nobody states one", "[scene][taut]")
{
    const std::string own = "schema = 1\n[skin]\ntension = \"20 N/m\"\nstretch = [1, 1]\n"
                            "layers = [{ name = \"dermis\", role = \"dermis\", thickness = \"1 mm\" }]\n";
    const skin::Stack skin = scene::read(own).skin;
    CHECK(skin.tension.si == 20);
    CHECK(skin.rest_tension.si == 20);
    CHECK(skin.stretch_x == 1);
    CHECK(scene::problem_of(own + "rest_tension = \"5 N/m\"\n").key == "skin.tension");
}

TEST_CASE("stretch and tension beyond what hands hold are refused where they stand", "[scene][taut]")
{
    const core::Problem stretch = scene::problem_of(scene::minimal + "stretch = [1.3, 1.2]\n");
    CHECK(stretch.key == "skin.stretch");
    CHECK(stretch.line == 4);
    const core::Problem tension = scene::problem_of(scene::minimal + "tension = \"2 kN/m\"\n");
    CHECK(tension.key == "skin.tension");
    CHECK(tension.line == 4);
}

TEST_CASE("media without a dermis take tension and stretch as they are", "[scene][taut]")
{
    const skin::Stack gel =
        scene::read("schema = 1\n[skin]\nsite = \"gelatine\"\ntension = \"3 N/m\"\nstretch = [1.1, 1.0]\n").skin;
    CHECK(gel.tension.si == 3);
    CHECK(gel.stretch_x == 1.1);
}

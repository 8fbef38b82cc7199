#include "dermavox/scene/upgrade.hpp"

#include "dermavox/core/problem.hpp"
#include "tests/support/catch.hpp"

using namespace dermavox;

TEST_CASE("A scene of the newest schema comes back as it is", "[scene]")
{
    const std::string text = "# mine\nschema = 1 # first\n[skin]\nsite = \"cheek\"\n";
    const auto same = scene::upgraded(text, "a.toml");
    CHECK_FALSE(same.changed);
    CHECK(same.text == text);
}

TEST_CASE("A scene that names no schema gets one and keeps the rest", "[scene]")
{
    const std::string text = "# mine\n[skin]\nsite = \"cheek\"   # left\n";
    const auto fresh = scene::upgraded(text, "a.toml");
    CHECK(fresh.changed);
    CHECK(fresh.text == "schema = 1\n" + text);
    CHECK_FALSE(scene::upgraded(fresh.text, "a.toml").changed);
}

TEST_CASE("A scene of an unknown schema is refused with its place", "[scene]")
{
    const auto message = [](const std::string& text) {
        try {
            scene::upgraded(text, "a.toml");
        } catch (const core::InputError& error) {
            return std::string(error.what());
        }
        return std::string("accepted");
    };
    CHECK(message("title = \"x\"\nschema = 7\n").find("a.toml:2:10: schema: 7") == 0);
    CHECK(message("schema = 7\n").find("newer dermavox") != std::string::npos);
    CHECK(message("schema = \"1\"\n").find("write e.g. 1") != std::string::npos);
    CHECK(message("schema = = 1\n").find("a.toml:1") == 0);
}

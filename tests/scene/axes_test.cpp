#include "dermavox/scene/axes.hpp"

#include "tests/support/catch.hpp"

#include <cmath>
#include <numbers>

using namespace dermavox::scene;

TEST_CASE("every text of axes reads back to itself, and no other text is one", "[scene][volume]")
{
    int read = 0;
    const std::string letters = "xyz-";
    std::string text(6, ' ');
    for (int code = 0; code < 4 * 4 * 4 * 4 * 4 * 4; ++code)
        for (std::size_t length = 3; length <= 6; ++length) {
            for (std::size_t k = 0, rest = std::size_t(code); k < 6; ++k, rest /= 4) text[k] = letters[rest % 4];
            if (code >> (2 * length) != 0) continue;  // each text once
            const auto axes = parse_axes(text.substr(0, length));
            if (!axes) continue;
            CHECK(text_of(*axes) == text.substr(0, length));
            ++read;
        }
    CHECK(read == 6 * 8);  // permutations, each axis forwards or backwards
    CHECK(!parse_axes(""));
    CHECK(!parse_axes("zyx "));
}

TEST_CASE("directions of any length are axes where they lie along x, y and z", "[scene][volume]")
{
    const auto axes = axes_of({{{0, 0, -0.3}, {12.5, 0, 0}, {0, 1e-4, 0}}});
    REQUIRE(axes);
    CHECK(text_of(*axes) == "-zxy");
    CHECK(!axes_of({{{1, 0, 0}, {1, 0, 0}, {0, 0, 1}}}));
    CHECK(!axes_of({{{0, 0, 0}, {0, 1, 0}, {0, 0, 1}}}));
    CHECK(!axes_of({{{NAN, 0, 0}, {0, 1, 0}, {0, 0, 1}}}));
}

TEST_CASE("axes that lean by more than 0.2 degrees are none", "[scene][volume]")
{
    for (const double degrees : {0.0, 0.1, 0.19, 0.21, 1.0, 44.0, 46.0}) {
        const double c = std::cos(degrees * std::numbers::pi / 180), s = std::sin(degrees * std::numbers::pi / 180);
        INFO(degrees);
        CHECK(axes_of({{{c, s, 0}, {-s, c, 0}, {0, 0, 1}}}).has_value() == (degrees < 0.2));
    }
}

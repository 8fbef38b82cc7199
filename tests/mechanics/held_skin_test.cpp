#include "dermavox/mechanics/held_skin.hpp"

#include "dermavox/core/problem.hpp"
#include "dermavox/mechanics/cutting_law.hpp"
#include "tests/mechanics/samples.hpp"
#include "tests/support/catch.hpp"

using namespace dermavox;
using namespace dermavox::mechanics;

namespace {

skin::Stack resting(double tension)
{
    skin::Stack skin = samples::cheek();
    skin.rest_tension = Tension{tension};
    return skin;
}

}  // namespace

TEST_CASE("skin let alone bears what it bears at rest", "[mechanics][held]")
{
    for (const double rest : {0.0, 5.0, 15.0, 40.0}) {
        const HeldSkin held(resting(rest), Parameters::defaults());
        CHECK(held.pull({1, 1}).x.si == Approx(rest).epsilon(1e-9).margin(1e-9));
        CHECK(held.pull({1, 1}).y.si == Approx(rest).epsilon(1e-9).margin(1e-9));
        CHECK(held.even_stretch({rest}) == 1);
    }
}

TEST_CASE("tension gives the stretch that gives the tension", "[mechanics][held]")
{
    for (const double rest : {0.0, 15.0})
        for (const double tension : {0.0, 10.0, 20.0, 40.0, 80.0, 400.0}) {
            const HeldSkin held(resting(rest), Parameters::defaults());
            const double even = held.even_stretch({tension});
            CHECK((even > 1) == (tension > rest));
            CHECK(held.pull({even, even}).mean().si == Approx(tension).epsilon(1e-6).margin(1e-9));
        }
}

TEST_CASE("slack skin without fibres is drawn out as a neo-Hookean sheet", "[mechanics][held]")
{
    Parameters gel = Parameters::defaults();
    gel.dermis_fibre.value = {0};
    const skin::Stack skin = resting(0);
    const double mu = gel.dermis_matrix.value.si, h = dermis_thickness(skin).si, x = 1.3, y = 1.1;
    const Pull pull = HeldSkin(skin, gel).pull({x, y});
    CHECK(pull.x.si == Approx(h * mu * (x * x - 1 / (x * x * y * y))).epsilon(1e-3));  // rupture takes 1e-3
    CHECK(pull.y.si == Approx(h * mu * (y * y - 1 / (x * x * y * y))).epsilon(1e-3));
}

TEST_CASE("skin that is pulled one way is tauter that way, and buckles where it is pushed", "[mechanics][held]")
{
    const HeldSkin held(resting(15), Parameters::defaults());
    const Pull along = held.pull({1.05, 1}), across = held.pull({1, 1.05});
    CHECK(along.x > along.y);
    CHECK(along.y.si > 15);
    CHECK(along.x == across.y);
    CHECK(held.pull({0.8, 0.8}).mean().si == 0);
}

TEST_CASE("neither stretch nor tension may be more than hands hold and fibres bear", "[mechanics][held]")
{
    const HeldSkin held(resting(15), Parameters::defaults());
    CHECK_THROWS_AS(held.pull({1.2, 1.1}), core::InputError);
    CHECK_THROWS_AS(held.pull({1.9, 1.9}), core::InputError);
    CHECK_THROWS_AS(held.even_stretch({1100}), core::InputError);
    skin::Stack gel = resting(15);
    for (skin::Layer& layer : gel.layers) layer.role = skin::Role::other;
    CHECK_FALSE(HeldSkin(gel, Parameters::defaults()).has_law());
}

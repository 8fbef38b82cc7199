// A pen's cap against large-strain finite elements of a rigid ring from 4 to 5 mm, edges rounded 0.15 mm, on a cheek
// of compressible Ogden layers (alpha 8 in the skin, 4 below) on 0.2 m of muscle: 0.03 mm per newton are added to the
// computed levels for the rigid bed under it.
#include "dermavox/mechanics/cap_ring.hpp"
#include "tests/mechanics/samples.hpp"
#include "tests/support/catch.hpp"

using namespace dermavox;
using namespace dermavox::mechanics;

namespace {

device::Device pen(double aperture = 7.9e-3, double recess = 5e-3)
{
    device::Device made = samples::pen(1, 2.5e-3);
    made.cartridge.aperture = Length{aperture}, made.cartridge.recess = Length{recess};
    return made;
}

}  // namespace

TEST_CASE("a cap sinks and skin rises inside it as in large-strain finite elements", "[mechanics][reference]")
{
    ElasticStack cheek;
    const auto add = [&](double h, double young, double nu) {
        cheek.layers.push_back({h, young / 2 / (1 + nu), nu});
    };
    add(16.8e-6, 67e6, 0.45), add(55e-6, 100e3, 0.48), add(0.105e-3, 40e3, 0.48), add(0.945e-3, 60e3, 0.48);
    add(6e-3, 3e3, 0.49);
    cheek.below = {0, 80e3 / 2 / 1.48, 0.48};
    const SurfaceResponse surface(with_tension(cheek, 40, 1.1218e-3));
    const CapRing cap(cap_law(surface, 4e-3, 5e-3, 1.1, 8), pen());
    constexpr double bed = 0.03e-3;  // [m/N]
    const double rows[][3] = {       // force, level, bulge at 2.5 mm
                              {0.4815, 0.924e-3, 0.0301e-3},
                              {1.073, 1.778e-3, 0.0455e-3},
                              {2.505, 3.222e-3, 0.0583e-3},
                              {4.170, 4.441e-3, 0.0688e-3}};
    for (const auto& [force, level, bulge] : rows) {
        INFO(force << " N");
        CHECK_THAT(cap.level(force), WithinRel(level + bed * force, 0.08));
        CHECK_THAT(cap.bulge(level)[0], WithinRel(bulge, 0.20));
    }
}

TEST_CASE("force and level of a cap are each other's inverse and linear at first", "[mechanics]")
{
    const SurfaceResponse surface(elastic_stack(samples::cheek()));
    const CapRing cap(cap_law(surface, 4e-3, 5e-3, 1.1, 8), pen());
    for (const double force : {1e-3, 0.5, 4.0}) CHECK_THAT(cap.force(cap.level(force)), WithinRel(force, 1e-6));
    CHECK_THAT(cap.level(1e-6), WithinRel(1e-6 * surface.ring_self(4e-3, 5e-3), 0.02));
}

TEST_CASE("skin rises inside a cap, less and less, and stands on the face", "[mechanics][property]")
{
    const SurfaceResponse surface(elastic_stack(samples::cheek()));
    const CapLaw law = cap_law(surface, 4e-3, 5e-3, 1.1, 8);
    const CapRing free(law, pen()), faced(law, pen(5e-3, 0.02e-3));
    double last = 0, gain = 1;
    for (const double level : {0.5e-3, 1e-3, 2e-3, 4e-3}) {
        const double bulge = free.bulge_at_centre(level);
        CHECK(bulge > last);
        CHECK((bulge - last) / level < gain);
        gain = (bulge - last) / level, last = bulge;
        CHECK(faced.bulge_at_centre(level) <= bulge);
    }
    CHECK(faced.bulge_at_centre(4e-3) < free.bulge_at_centre(4e-3));
}

TEST_CASE("skin inside a cap may stay below its plane", "[mechanics]")
{
    const ContactCurve plane({0, 1, 2}, {0, 1e-3, 1.6e-3}), low({0, 1, 2}, {0, -0.1e-3, -0.15e-3});
    const ContactCurve edge({0, 1, 2}, {0, 0.02e-3, 0.03e-3});
    const CapRing cap(CapLaw(plane, {0, 3.9e-3, 4e-3}, {low, low, edge}), pen());
    CHECK_THAT(cap.bulge_at_centre(1e-3), WithinRel(-0.1e-3, 1e-6));
    CHECK_THAT(cap.bulge(1.6e-3)[0], WithinRel(-0.15e-3, 1e-6));
}

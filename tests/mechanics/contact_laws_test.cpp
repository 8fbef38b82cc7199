// Closed forms for caps, bases and drums against large-strain finite elements.
#include "dermavox/mechanics/contact_laws.hpp"
#include "tests/mechanics/contact_reference.hpp"
#include "tests/support/catch.hpp"

#include <cmath>

using namespace dermavox;
using namespace dermavox::mechanics;

namespace {

constexpr double growth = 1.0;

}  // namespace

TEST_CASE("a curve of contact meets its points, rises with them and turns round", "[mechanics][property]")
{
    std::vector<double> x{0}, y{0};
    for (double at = 0.01; at < 5; at *= 1.4) x.push_back(at), y.push_back(std::pow(at, 0.6) + (at > 1 ? 0.2 : 0));
    const ContactCurve curve(x, y);
    for (std::size_t i = 0; i < x.size(); ++i) CHECK_THAT(curve.at(x[i]).value, WithinAbs(y[i], 1e-14));
    double before = -1;
    for (double at = 0; at < 7; at += 0.003) {
        const auto [value, slope] = curve.at(at);
        CHECK(value > before);
        CHECK_THAT(curve.inverse(value), WithinAbs(at, 1e-12));
        CHECK_THAT((curve.at(at + 1e-7).value - value) / 1e-7, WithinAbs(slope, 1e-4 * (1 + slope)));
        before = value;
    }
    CHECK_THROWS(ContactCurve({0, 1, 1}, {0, 1, 2}));
    CHECK_THROWS(ContactCurve({1, 2}, {0, 1}));
}

TEST_CASE("the closed form of a cap follows finite elements", "[mechanics][reference]")
{
    for (const reference::Curve& curve : reference::curves("cap_rigid")) {
        if (curve.face > 0) continue;
        const SurfaceResponse skin(curve.elastic());
        const CapLaw law = cap_law(skin, curve.size, curve.outer, growth, 6);
        for (std::size_t row = 0; row < curve.columns.at("force_n").size(); row += 2) {
            const double force = curve.value("force_n", row), ring = curve.value("sink_ring_m", row);
            INFO(curve.name << " at " << force << " N");
            CHECK_THAT(law.plane(force).value, WithinRel(ring, 0.18));
            const double bulge = ring - curve.value("sink_r0_m", row);
            CHECK_THAT(law.bulge(force, 0).value, WithinAbs(bulge, curve.tension > 0 ? 0.25e-3 : 1.5e-3));
        }
    }
}

TEST_CASE("the closed form of a base follows finite elements", "[mechanics][reference]")
{
    for (const reference::Curve& curve : reference::curves("base_rigid")) {
        const SurfaceResponse skin(curve.elastic());
        const ContactCurve law = base_law(skin, curve.size, growth, 15);
        for (std::size_t row = 0; row < curve.columns.at("force_n").size(); row += 2) {
            const double force = curve.value("force_n", row);
            INFO(curve.name << " at " << force << " N");
            CHECK_THAT(law.at(force).value, WithinRel(curve.value("sink_base_m", row), 0.25));
        }
    }
}

TEST_CASE("the closed form of a sphere follows finite elements", "[mechanics][reference]")
{
    for (const reference::Curve& curve : reference::curves("sphere")) {
        const SurfaceResponse skin(curve.elastic());
        const ContactCurve law = sphere_law(skin, curve.size, growth, 6);
        for (std::size_t row = 2; row < curve.columns.at("force_n").size(); row += 2) {
            const double force = curve.value("force_n", row);
            INFO(curve.name << " at " << force << " N");
            CHECK_THAT(law.at(force).value, WithinRel(curve.value("sink_tool_m", row), 0.35));
        }
    }
}

#include "dermavox/transport/permeation.hpp"
#include "tests/support/catch.hpp"
#include "tests/transport/arrays.hpp"

#include <cmath>

using namespace dermavox;
using namespace dermavox::transport;

namespace {

const Solute niacinamide{.molar_mass = 122.12, .log_kow = -0.37, .channel = {9e-10}, .tissue = {3.04e-10}};
double cm_per_hour(Speed p) { return p.si * 100 * 3600; }

}  // namespace

TEST_CASE("niacinamide through arrays of discs has the reference permeabilities", "[transport][permeation][analytic]")
{
    const double radius[] = {5e-6, 10e-6, 35e-6}, expected[] = {0.96e-3, 2.69e-3, 1.363e-2};
    for (int i = 0; i < 3; ++i) {
        const Array array = square_array(10, 1e-3, radius[i], 100e-6);
        core::Notes notes;
        const Permeability p = permeability(niacinamide, array.patch(), 1, {}, notes);
        CHECK_THAT(cm_per_hour(p.channels), WithinRel(expected[i], 2e-3));
        CHECK(p.total.si == p.intact.si + p.channels.si);
        CHECK(notes.assumed.size() == 2);
    }
}

TEST_CASE("intact skin follows Potts and Guy down to a floor", "[transport][permeation]")
{
    CHECK_THAT(cm_per_hour(potts_guy(2, 200)), WithinRel(std::pow(10, -2.7 + 1.42 - 1.22), 1e-12));
    CHECK_THAT(tissue_diffusivity(122.12).si, WithinRel(3.04e-10, 1e-3));
    const Array none{{}, 1e-2};
    core::Notes notes;
    CHECK(permeability(niacinamide, none.patch(), 1, {}, notes).intact.si >
          permeability({.molar_mass = 122.12, .log_kow = {}}, none.patch(), 1, {}, notes).intact.si);
    CHECK_THAT(cm_per_hour(permeability({.molar_mass = 900, .log_kow = -4}, none.patch(), 1, {}, notes).total),
               WithinRel(1e-5, 1e-9));
}

TEST_CASE("large molecules stay in the channels", "[transport][permeation]")
{
    const Array array = square_array(10, 1e-3, 35e-6, 100e-6);
    core::Notes notes;
    const Permeability p = permeability({.molar_mass = 1e6, .log_kow = {}}, array.patch(), 1, {}, notes);
    CHECK(p.stays);
    CHECK(p.channels.si == 0);
    CHECK(p.gain == 1);
    CHECK(notes.warnings.at(0).code == "large_solute");
}

TEST_CASE("resolved permeation agrees with the network", "[transport][permeation][tile]")
{
    const Array array = square_array(1, 1e-3, 35e-6, 15e-6);
    const SampleTile tile = resolved_permeability(niacinamide, array.patch(), {});
    CHECK(std::abs(tile.relative_difference) < 0.05);
    CHECK_THAT(tile.resolved * 100 * 3600, WithinRel(1.363e-2, 0.05));
}

TEST_CASE("bad solutes are refused", "[transport][permeation][bad input]")
{
    core::Notes notes;
    const Array none{{}, 1e-2};
    CHECK_THROWS_AS(permeability({.molar_mass = 0, .log_kow = 1}, none.patch(), 1, {}, notes), core::InputError);
    CHECK_THROWS_AS(permeability({.molar_mass = 10, .log_kow = std::nan("")}, none.patch(), 1, {}, notes),
                    core::InputError);
}

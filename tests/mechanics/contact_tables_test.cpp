// Tables of contact: kept and read again, and right against curves of an independent solver.
#include "dermavox/core/problem.hpp"
#include "dermavox/mechanics/contact_tables.hpp"
#include "tests/mechanics/contact_reference.hpp"
#include "tests/mechanics/samples.hpp"
#include "tests/support/catch.hpp"

#include <fstream>
#include <unistd.h>

using namespace dermavox;
using namespace dermavox::mechanics;

namespace {

namespace fs = std::filesystem;

struct Folder {
    fs::path path = fs::temp_directory_path() / ("contact_tables_" + std::to_string(::getpid()));
    Folder() { fs::remove_all(path); }
    ~Folder() { fs::remove_all(path); }
};

large_strain::Body body_of(const reference::Curve& curve)
{
    large_strain::Body body;
    const ElasticStack stack = curve.elastic();
    for (std::size_t i = 0; i < stack.layers.size(); ++i)
        body.layers.push_back({stack.layers[i].thickness, stack.layers[i].shear_modulus,
                               stack.layers[i].poisson_ratio, curve.layers[i].alpha, stack.layers[i].prestress});
    return body;
}

reference::Curve curve_named(const std::string& group, const std::string& name)
{
    for (reference::Curve& curve : reference::curves(group))
        if (curve.name == name) return curve;
    throw std::runtime_error("no curve " + name);
}

// A needle on bony skin: the cheapest case.
ContactCase small_case() { return needle_case(solid_skin(samples::bony(), Parameters::defaults()), 30e-6, 20e-6); }

}  // namespace

TEST_CASE("a cap's table gives plane and bulge between its rows", "[mechanics][reference]")
{
    const reference::Curve curve = curve_named("cap_rigid", "cap_rigid_forehead_4-5mm_fatNH_N40");
    const ContactTable table = solved(cap_case(body_of(curve), curve.size, curve.outer, 2));
    REQUIRE(table.complete);
    const CapLaw law = table.cap();
    CHECK(law.last_force() >= 2);
    for (std::size_t row = 0; row < curve.columns.at("force_n").size(); ++row) {
        const double force = curve.value("force_n", row), ring = curve.value("sink_ring_m", row);
        if (force > 2) break;
        INFO(force << " N");
        CHECK_THAT(law.plane(force).value, WithinRel(ring, 0.02));
        CHECK_THAT(law.force(ring), WithinRel(force, 0.02));
        for (const auto& [column, r] :
             {std::pair{"sink_r0_m", 0.0}, {"sink_r1mm_m", 1e-3}, {"sink_r2p5mm_m", 2.5e-3}}) {
            const double bulge = ring - curve.value(column, row);
            CHECK_THAT(law.bulge(force, r).value, WithinAbs(bulge, std::max(0.04 * bulge, 4e-6)));
        }
    }
}

TEST_CASE("forces of a table scale with all moduli and the tension", "[mechanics][property]")
{
    const ContactCase one = small_case();
    ContactCase stiff = one;
    for (large_strain::Layer& layer : stiff.body.layers) layer.shear_modulus *= 3, layer.prestress *= 3;
    const ContactTable a = solved(one), b = solved(stiff);
    for (std::size_t row = 1; row < a.force.size(); ++row)
        CHECK_THAT(b.force[row], WithinRel(3 * a.force[row], 1e-6));
}

TEST_CASE("a kept table has the bits of a solved one; damaged or foreign files are solved again", "[mechanics]")
{
    const Folder folder;
    int solved_now = 0;
    const ContactTables tables(folder.path, {}, [&](const std::string&) { ++solved_now; });
    const ContactTable first = tables.get(small_case());
    CHECK(solved_now == 1);
    CHECK(tables.get(small_case()) == first);
    CHECK(solved_now == 1);
    CHECK(std::distance(fs::directory_iterator(folder.path), {}) == 1);
    const fs::path file = fs::directory_iterator(folder.path)->path();
    const auto whole = fs::file_size(file);
    fs::resize_file(file, whole / 2);
    CHECK(tables.get(small_case()) == first);
    CHECK(solved_now == 2);
    {
        std::fstream damaged(file);
        damaged.seekp(std::streamoff(whole) - 60), damaged << '7';
    }
    CHECK(tables.get(small_case()) == first);
    CHECK(solved_now == 3);
    CHECK(fs::file_size(file) == whole);
    ContactCase other = small_case();
    other.last_displacement *= 2;
    CHECK(other.canonical() != small_case().canonical());
    CHECK(ContactTables({}, folder.path).get(small_case()) == first);  // shipped: read only
}

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
    const auto get = [&] {
        return ContactTables(folder.path, {}, [&](const std::string&) { ++solved_now; }).get(small_case());
    };
    const ContactTable first = get();
    CHECK(solved_now == 1);
    CHECK(get() == first);
    CHECK(solved_now == 1);
    CHECK(std::distance(fs::directory_iterator(folder.path), {}) == 1);
    const fs::path file = folder.path / ContactTables::file_of(small_case());
    const auto whole = fs::file_size(file);
    fs::resize_file(file, whole / 2);
    CHECK(get() == first);
    CHECK(solved_now == 2);
    {
        std::fstream damaged(file);
        damaged.seekp(std::streamoff(whole) - 60), damaged << '7';
    }
    CHECK(get() == first);
    CHECK(solved_now == 3);
    CHECK(fs::file_size(file) == whole);
    ContactCase other = small_case();
    other.last_displacement *= 2;
    CHECK(other.canonical() != small_case().canonical());
    CHECK(ContactTables({}, folder.path).get(small_case()) == first);  // shipped: read only
}

TEST_CASE("a table that was asked for is not solved again, with or without folders", "[mechanics]")
{
    int solved_now = 0;
    const ContactTables tables({}, {}, [&](const std::string&) { ++solved_now; });
    const ContactTable first = tables.get(small_case());
    CHECK(tables.get(small_case()) == first);
    CHECK(solved_now == 1);
}

TEST_CASE("a skin computed another way, off in the tenth digit, has the same table", "[mechanics]")
{
    skin::Stack other = samples::bony();
    other.layers.back().thickness.value = other.layers.back().thickness.value * (1 + 1e-10);
    other.tension = other.tension * (1 - 1e-10);
    const auto file = [](const skin::Stack& skin) {
        return ContactTables::file_of(device_case(skin, samples::pen(), Parameters::defaults()));
    };
    CHECK(file(other) == file(samples::bony()));
    other.tension = other.tension * (1 + 1e-4);
    CHECK(file(other) != file(samples::bony()));
}

TEST_CASE("a base that takes up an energy is pressed with the force at which its table holds it", "[mechanics]")
{
    ContactTable table{{0}, {0}, {0}, {{0}}};
    for (int i = 1; i <= 80; ++i) {
        const double w = 0.05e-3 * i;
        table.force.push_back(2e5 * w * w), table.displacement.push_back(w);
    }
    for (const double w : {0.3e-3, 2.5e-3, 3.9e-3})
        CHECK_THAT(table.force_taking(2e5 * w * w * w / 3), WithinRel(2e5 * w * w, 0.01));
}

TEST_CASE("a dimple grows by about its depth in whole skin, and by less where the barrier is soft",
          "[mechanics][reference]")
{
    const auto growth = [](const std::string& name) {
        const reference::Curve curve = curve_named("own_patch", name);
        ContactTable table{{0}, {0}, {0}, {{0}}};
        for (std::size_t row = 0; row < curve.columns.at("force_n").size(); ++row) {
            table.force.push_back(curve.value("force_n", row));
            table.displacement.push_back(curve.value("sink_mean_m", row));
        }
        return dimple_growth(SurfaceResponse(curve.elastic()), table, curve.size, 0.2e-3);
    };
    const double dry = growth("own_patch_cheek_r30_a8_N0"), wet = growth("own_patch_cheek_wet_r30_a8_N0"),
                 bare = growth("own_patch_cheek_nosc_r30_a8_N0"), gel = growth("own_patch_gel_r30_a8_N0");
    INFO(dry << " dry, " << wet << " wet, " << bare << " without barrier, " << gel << " gel");
    CHECK((dry > 0.8 && dry < 1.4));
    CHECK((wet > 0.1 && wet < 0.6));
    CHECK((bare < 0.5 && gel < 0.5));
}

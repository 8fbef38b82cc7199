#include "tests/scene/shared.hpp"

#include <cmath>
#include <cstdlib>

using namespace dermavox;
using scene::minimal;
using scene::problem_of;
using scene::scenes_folder;
using scene::shipped;

TEST_CASE("the demonstration scene reads as the design has it", "[scene]")
{
    const auto demo = scene::read_scene(scenes_folder / "cheek-pen-12-ring.toml", {}, shipped());
    CHECK(demo.title == "12-needle ring on cheek");
    REQUIRE(demo.skin.layers.size() == 5);
    CHECK(demo.skin.layers[0].name == "stratum_corneum");
    CHECK(demo.skin.layers[0].role == skin::Role::barrier);
    CHECK(demo.skin.layers[0].thickness.value.si == 16.8e-6);
    CHECK(demo.skin.layers[0].thickness.spread == 0.25);
    CHECK(demo.skin.layers[0].thickness.basis == skin::Basis::read);
    CHECK_THAT(skin::depth_of(demo.skin, 4).si, WithinRel(16.8e-6 + 55e-6 + 1.05e-3, 1e-12));
    CHECK(demo.skin.tension.si == 40);
    CHECK_THAT(demo.skin.stretch_x, WithinAbs(1.028, 1e-3));  // what 40 N/m takes
    CHECK(demo.skin.stretch_y == demo.skin.stretch_x);
    CHECK(demo.device.name == "pen-12-ring");
    CHECK(demo.device.depth.si == 1e-3);
    REQUIRE(demo.device.cartridge.seats.size() == 12);
    CHECK_THAT(demo.device.cartridge.seats[0].x, WithinRel(2.5e-3, 1e-12));
    CHECK(demo.device.cartridge.aperture.si == 6e-3);
    CHECK(demo.device.drive.frequency.si == 110);
    CHECK(demo.device.drive.stroke.si == 3e-3);
    CHECK(demo.device.needle.tip_radius.si == 3e-6);
    CHECK(demo.motion.hand.speed_noise == 0.1);
    CHECK(demo.motion.speed.si == 0.06);
    CHECK(demo.grid.voxel.si == 10e-6);
    CHECK(demo.environment.air.si == 295.15);
    REQUIRE(demo.limits.size() == 2);
    CHECK(demo.limits[0].key == "coverage_min");
    CHECK(demo.limits[1].value == 0.25e-3);
    CHECK(demo.seed == 1);
}

TEST_CASE("every shipped scene but the wrong one reads", "[scene]")
{
    for (const auto& file : std::filesystem::directory_iterator(scenes_folder)) {
        const std::string name = file.path().filename().string();
        if (file.path().extension() != ".toml" || name == "materials.toml" || name.starts_with("wrong")) continue;
        INFO(name);
        CHECK_NOTHROW(scene::read_scene(file.path(), {}, shipped()));
    }
}

TEST_CASE("every site and every device of the catalogue reads", "[scene][catalogue]")
{
    for (const auto& site : shipped().sites()) {
        INFO(site);
        CHECK_NOTHROW(scene::read("schema = 1", {"skin.site=" + site}));
    }
    for (const auto& device : shipped().devices()) {
        INFO(device);
        CHECK_NOTHROW(scene::read(minimal, {"device.preset=" + device}));
    }
}

TEST_CASE("a later source overrides an earlier one and the origin is kept", "[scene]")
{
    const std::string text = minimal + "[device]\npreset = \"pen-12-ring\"\n[device.needle]\ndiameter = \"0.3 mm\"\n";
    const auto origin = [](const scene::Scene& scene, const std::string& key) {
        for (const auto& entry : scene.entries)
            if (entry.key == key) return entry.origin + '/' + skin::name_of(entry.basis);
        return std::string("none");
    };
    const auto read = scene::read(text, {"device.needle.length=2 mm", "skin.hypodermis.thickness = \"3 mm\""});
    CHECK(read.device.needle.diameter.si == 0.3e-3);
    CHECK(read.device.needle.length.si == 2e-3);
    CHECK(read.skin.layers[4].thickness.value.si == 3e-3);
    CHECK(origin(read, "device.needle.diameter") == "scene/given");
    CHECK(origin(read, "device.needle.length") == "--set/given");
    CHECK(origin(read, "device.needle.taper") == "preset pen-12-ring/assumed");
    CHECK(origin(read, "skin.stratum_corneum.thickness") == "site cheek/read");
    CHECK(origin(read, "skin.hypodermis.thickness") == "--set/given");
    CHECK(origin(read, "skin.hypodermis.density").starts_with("material hypodermis/"));
    CHECK(origin(read, "motion.passes") == "default/given");
    CHECK(origin(read, "motion.speed") == "default/assumed");
}

TEST_CASE("assumed values are noted with their reason and the user's are not", "[scene]")
{
    const auto read = scene::read(minimal, {"motion.speed=30 mm/s", "device.preset=pen-12-ring"});
    int strokes = 0;
    for (const auto& assumption : read.notes.assumed) {
        CHECK(assumption.key != "motion.speed");
        CHECK(assumption.key != "motion.passes");
        CHECK_FALSE(assumption.why.empty());
        if (assumption.key != "device.drive.stroke") continue;
        ++strokes;
        CHECK(assumption.value == "3 mm");
        CHECK(assumption.why == "assumed: no published figure was found");
    }
    CHECK(strokes == 1);
}

TEST_CASE("a ring by its pitch overrides the preset's radius", "[scene]")
{
    const auto ring = scene::read(minimal, {"device.preset=pen-12-ring", "device.cartridge.pitch=1 mm"});
    const auto& seats = ring.device.cartridge.seats;
    CHECK_THAT(std::hypot(seats[1].x - seats[0].x, seats[1].y - seats[0].y), WithinRel(1e-3, 1e-12));
    for (const auto& entry : ring.entries) CHECK(entry.key != "device.cartridge.radius");
}

TEST_CASE("water and age change the stack that is read", "[scene]")
{
    const auto plain = scene::read(minimal).skin;
    const auto wet = scene::read(minimal, {"skin.hydration=wet"}).skin;
    CHECK(wet.layers[0].young_modulus.value < plain.layers[0].young_modulus.value);
    CHECK(wet.layers[3].young_modulus.value == plain.layers[3].young_modulus.value);
    const auto old = scene::read(minimal, {"skin.age=75"}).skin;
    CHECK(old.layers[3].thickness.value < plain.layers[3].thickness.value);
    CHECK(old.layers[0].thickness.value == plain.layers[0].thickness.value);
    const auto furrowed = scene::read(minimal, {"skin.relief.depth=50 um", "skin.papillae.height=30 um"}).skin;
    CHECK(furrowed.relief.depth.value.si == 50e-6);
    CHECK_THAT(furrowed.papillae.density.value.si, WithinRel(84e6, 1e-12));
}

TEST_CASE("the model's constants are its own unless the scene states them", "[scene]")
{
    auto shipped_constants = mechanics::Parameters::defaults();
    auto read = scene::read(minimal, {"mechanics.load_depth=0.7"}).mechanics;
    const auto expected = mechanics::named(shipped_constants), got = mechanics::named(read);
    REQUIRE(got.size() == expected.size());
    for (std::size_t i = 0; i < got.size(); ++i)
        CHECK(*got[i].value == (got[i].key == "load_depth" ? 0.7 : *expected[i].value));
}

TEST_CASE("drives and points are built as the scene names them", "[scene]")
{
    const auto crank = scene::read(minimal, {"device.drive.kind=crank", "device.drive.rod_ratio=3.5"}).device.drive;
    CHECK(std::get<device::Crank>(crank.linkage).rod_ratio == 3.5);
    const auto cam =
        scene::read(minimal, {"device.drive.kind=cam", "device.drive.retraction=[0, 0.5, 1, 0.5]"}).device.drive;
    CHECK(std::get<device::Cam>(cam.linkage).retraction.size() == 4);
    CHECK(scene::read(minimal, {"device.needle.point=bevel"}).device.needle.point == device::Point::bevel);
    CHECK(scene::read(minimal, {"motion.pattern=star", "motion.hand.wander=0.3 mm"}).motion.hand.wander.si == 0.3e-3);
}

TEST_CASE("rollers are read as drums of stations", "[scene]")
{
    const auto drum = scene::read(minimal, {"device.preset=dermaroller-mf8", "device.roller.slip=0.05",
                                            "device.roller.stagger=0.5"})
                          .device;
    CHECK(drum.kind == device::Kind::roller);
    CHECK(device::needle_count(drum) == 192);
    CHECK(drum.roller.around == 24);
    CHECK(drum.roller.slip == 0.05);
    CHECK(drum.cartridge.seats.size() == 8);
    CHECK(drum.cartridge.seats[1].y == 0.5 * device::station_arc(drum.roller).si);
    CHECK(drum.depth.si == 1.5e-3);  // the needle's length
    CHECK(scene::read(minimal, {"device.preset=dermaroller-mf8", "device.depth=1 mm"}).device.depth.si == 1e-3);
    CHECK(device::needle_count(scene::read(minimal, {"device.preset=roller-540"}).device) == 540);
}

TEST_CASE("stamps are read as pressed or thrown", "[scene]")
{
    const auto pressed = scene::read(minimal, {"device.kind=stamp", "device.cartridge.layout=grid",
                                               "device.cartridge.rows=3", "device.cartridge.pitch=1 mm",
                                               "device.drive.force=12 N", "device.stamp.radius_of_curvature=40 mm"});
    CHECK(pressed.motion.pattern == "grid");  // a stamp's default
    CHECK(std::get<device::Press>(pressed.device.stamp.push).force.si == 12);
    CHECK(pressed.device.stamp.radius_of_curvature.si == 0.04);
    const auto thrown =
        scene::read(minimal, {"device.kind=stamp", "device.drive.kind=impact", "device.drive.speed=3 m/s"}).device;
    CHECK(std::get<device::Impact>(thrown.stamp.push).speed.si == 3);
    CHECK(std::get<device::Impact>(thrown.stamp.push).mass.si == 20e-3);
}

TEST_CASE("springs, motors, tolerances and wear are read", "[scene]")
{
    const auto read =
        scene::read(minimal, {"device.drive.kind=spring", "device.drive.force=5 N", "device.drive.rate=800 N/m",
                              "device.drive.motor_torque=3 mNm", "device.drive.motor_free_speed=9000 rpm",
                              "device.tolerance.law=uniform", "device.tolerance.length=20 um",
                              "device.tolerance.piece=7", "device.wear.volume=1 um3", "device.wear.strokes=10000"});
    const device::Drive& drive = read.device.drive;
    CHECK(drive.spring->preload.si == 5);
    CHECK(drive.spring->rate.si == 800);
    CHECK(drive.motor->free_speed.si == 150);
    CHECK(read.tolerances.length.width == 20e-6);
    CHECK(read.tolerances.length.law == device::Law::uniform);
    CHECK(read.piece == 7);
    CHECK(read.device.needle.tip_radius.si > 3e-6);  // worn
    CHECK(scene::read(minimal, {"device.wear.volume=1 um3"}).device.needle.tip_radius.si == 3e-6);
}

TEST_CASE("a scene names the catalogue files it was made from", "[scene][catalogue]")
{
    const auto files = scene::read(minimal, {"device.preset=pen-12-ring"}).catalogue;
    REQUIRE(files.size() == 3);
    CHECK(files[1].file == "sites/cheek.toml");
    CHECK(files[2].file == "devices/pen-12-ring.toml");
    CHECK(files[2].hash.size() == 32);
}

TEST_CASE("own layers replace the site's", "[scene]")
{
    const std::string text = R"(schema = 1
[[skin.layer]]
name = "dermis"
role = "dermis"
thickness = "1.2 mm"
young_modulus = "60 kPa"
poisson_ratio = 0.48
[[skin.layer]]
name = "fat"
thickness = "5 mm"
material = "hypodermis"
[skin.backing]
kind = "half-space"
young_modulus = "80 kPa"
poisson_ratio = 0.48
)";
    const auto own = scene::read(text, {"skin.dermis.thickness=1.3 mm", "skin.layer[2].recoil=0.25"});
    REQUIRE(own.skin.layers.size() == 2);
    CHECK(own.skin.site == "own");
    CHECK(own.skin.layers[0].name == "dermis");
    CHECK(own.skin.layers[0].thickness.value.si == 1.3e-3);
    CHECK(own.skin.layers[0].young_modulus.basis == skin::Basis::given);
    CHECK(own.skin.layers[1].recoil.value == 0.25);
    CHECK(own.skin.layers[1].young_modulus.value.si == 3e3);
    CHECK(own.skin.backing.young_modulus.value.si == 80e3);
    CHECK(scene::read(text, {"skin.layers=[{ name = \"gel\", thickness = \"9 mm\" }]"}).skin.layers.size() == 1);

    const auto over_site = scene::read(text, {"skin.site=cheek"});
    CHECK(over_site.skin.layers.size() == 2);
    CHECK(over_site.skin.tewl.value.si > 0);
}

TEST_CASE("reading resolved text gives the same scene", "[scene]")
{
    std::vector<scene::Scene> originals;
    for (const char* name : {"cheek-pen-12-ring", "abdomen-grid-36", "forehead-bone", "forearm-roller-192",
                             "forearm-stamp-impact", "thigh-array-patch", "abdomen-spring-pen", "cheek-own-path"})
        originals.push_back(scene::read_scene(scenes_folder / (std::string(name) + ".toml"), {}, shipped()));
    originals.push_back(scene::read(
        "schema = 1\ntitle = \"a \\\"b\\\" \\\\ \\u00b5m\"\n[[skin.layer]]\nname = \"gel\"\nthickness = \"3 mm\"\n"));
    originals.push_back(scene::read(
        minimal, {"device.cartridge.layout=table", "device.cartridge.seats=[\"1 mm\",\"0 mm\",\"0.05 mm\"]",
                  "wound.lattice={ per_cm2 = 100, radius = \"20 um\", depth = \"0.3 mm\" }"}));
    for (const auto& original : originals) {
        const std::string text = scene::resolved_text(original);
        INFO(text);
        const auto again = scene::read(text);
        CHECK(scene::resolved_text(again) == text);
        CHECK(again.title == original.title);
        REQUIRE(again.notes.assumed.size() == original.notes.assumed.size());
        for (std::size_t i = 0; i < again.notes.assumed.size(); ++i) {
            CHECK(again.notes.assumed[i].key == original.notes.assumed[i].key);
            CHECK(again.notes.assumed[i].why == original.notes.assumed[i].why);
        }
        REQUIRE(again.skin.layers.size() == original.skin.layers.size());
        for (std::size_t i = 0; i < again.skin.layers.size(); ++i) {
            CHECK(again.skin.layers[i].name == original.skin.layers[i].name);
            CHECK(again.skin.layers[i].thickness.value == original.skin.layers[i].thickness.value);
            CHECK(again.skin.layers[i].thickness.spread == original.skin.layers[i].thickness.spread);
        }
        CHECK(again.skin.backing.rigid == original.skin.backing.rigid);
        CHECK(again.device.cartridge.seats.size() == original.device.cartridge.seats.size());
        CHECK(again.device.drive.frequency == original.device.drive.frequency);
        CHECK(again.wound.has_value() == original.wound.has_value());
    }
}

TEST_CASE("a missing file and a missing catalogue end with 66", "[scene]")
{
    const auto code = [](auto&& act) {
        try {
            act();
        } catch (const core::Failure& failure) {
            return failure.exit_code();
        }
        return 0;
    };
    CHECK(code([] { scene::read_scene("no/such.toml", {}, shipped()); }) == 66);
    CHECK(code([] { scene::read_scene(scenes_folder, {}, shipped()); }) == 66);
    CHECK(code([] { scene::Catalogue("no/such"); }) == 66);
    CHECK(code([] { scene::find_catalogue({"no/such"}); }) == (std::getenv("DERMAVOX_DATA") ? 0 : 66));
    CHECK(code([] { scene::site_sheet(shipped(), "../cheek"); }) == 66);
}

TEST_CASE("strings and comments of a scene may be UTF-8, with or without its mark", "[scene][utf8]")
{
    const std::string text = "\xEF\xBB\xBF# Pr\u00fcfung \u2714\n" + minimal +
                             "[device.needle]\ndiameter = \"250 \u00b5m\"\ntip_radius = '3 \u03bcm'\n[grid]\n"
                             "voxel = \"10 \u00b5m\"  # gro\u00df\n";
    const auto read = scene::read("title = 'Pr\u00fcfung \\ \"eins\" \U0001F9EA'\n" + text.substr(3));
    CHECK(read.title == "Pr\u00fcfung \\ \"eins\" \U0001F9EA");
    CHECK(scene::read(text).device.needle.diameter.si == 250e-6);
    CHECK(scene::read(text).device.needle.tip_radius.si == 3e-6);
    const auto again = scene::read(scene::resolved_text(read));
    CHECK(again.title == read.title);
    CHECK(scene::read(minimal, {"device.needle.diameter=200 \u00b5m", "title=\u00e9"}).title == "\u00e9");
    CHECK(problem_of(minimal, {"title=\xff"}).expected == "UTF-8 text");
}

TEST_CASE("places in a line of UTF-8 are columns of characters", "[scene][utf8]")
{
    const auto problem = problem_of(minimal + "[device.needle]\nneedle = { a = '\u00b5\u00b5\"', b = 1 }\n");
    CHECK(problem.line == 5);
    CHECK(problem.column == 1);
    const auto problems = scene::problems_of(
        minimal + "[device]\nneedle = { diameter = \"1 \u00b5m\", tip_radius = '\u00b5\"', length = \"3 kg\" }\n");
    REQUIRE(problems.size() == 2);
    CHECK(problems[0].column == 44);
    CHECK(problems[0].found == "\"\u00b5\"\"");
    CHECK(problems[1].column == 59);
}

TEST_CASE("a gauge is the diameter of ISO 9626, and stands in its place", "[scene][gauge]")
{
    const auto needle = [](const std::string& lines) { return minimal + "[device.needle]\n" + lines; };
    CHECK(scene::read(needle("gauge = 32\n")).device.needle.diameter.si == 0.23e-3);
    CHECK(scene::read(needle("gauge = 30\n")).device.needle.diameter.si == 0.3e-3);
    CHECK(scene::read(needle("gauge = 34\n")).device.needle.diameter.si == 0.18e-3);
    const auto both = problem_of(needle("gauge = 32\ndiameter = \"0.25 mm\"\n"));
    CHECK(both.expected == "either diameter or gauge, not both");
    CHECK(both.hint == "32 gauge is 0.23 mm");
    CHECK(both.line == 6);
    CHECK(scene::read(needle("diameter = \"0.25 mm\"\n"), {"device.needle.gauge=33"}).device.needle.diameter.si ==
          0.2e-3);
    CHECK(scene::read(needle("gauge = 32\n"), {"device.needle.diameter=0.25 mm"}).device.needle.diameter.si ==
          0.25e-3);
    CHECK(problem_of(needle("gauge = 35\n")).key == "device.needle.gauge");
    CHECK(problem_of(needle("gauge = 32.5\n")).key == "device.needle.gauge");
    const auto types = scene::read(needle("gauge = 30\n") + "[[device.needle_type]]\nname = \"fine\"\ngauge = 33\n");
    CHECK(types.device.other_needles.at(0).diameter.si == 0.2e-3);
    CHECK(scene::resolved_text(types).find("gauge =") == std::string::npos);
}

TEST_CASE("shares may be written in percent", "[scene][units]")
{
    CHECK(scene::read(minimal, {"motion.overlap=25 %"}).motion.overlap == 0.25);
    CHECK(problem_of(minimal, {"motion.passes=\"200 %\""}).key == "motion.passes");
    CHECK(problem_of(minimal, {"motion.overlap=\"0.25\""}).key == "motion.overlap");
}

#include "tests/scene/shared.hpp"

using namespace dermavox;
using scene::minimal;
using scene::problem_of;
using scene::problems_of;

TEST_CASE("an unknown key is told with its place and the nearest name", "[scene][bad]")
{
    const auto problem = problem_of("schema = 1\n[skin]\nsite = \"cheek\"\n[grid]\nvoxle = \"10 um\"\n");
    CHECK(core::describe(problem) == "a.toml:5:1: grid.voxle: unknown key; expected one that is in the schema\n"
                                     "    hint: did you mean 'voxel'?");
    CHECK(problem_of(minimal + "[devise]\ndepth = \"1 mm\"\n[devise.needle]\nlength = 3\n").hint.find("device") !=
          std::string::npos);
    CHECK(problem_of(minimal + "voxel = \"10 um\"\n").hint == "did you mean 'grid.voxel'?");
    CHECK(problem_of(minimal, {"motion.sped=60 mm/s"}).hint == "did you mean 'speed'?");
    CHECK(problem_of(minimal, {"motion.sped=60 mm/s"}).line == 0);
}

TEST_CASE("constants of the former sideways model are refused with what to write", "[scene][bad]")
{
    for (const char* key : {"mechanics.lateral_cut=0.05", "mechanics.lateral_reach=10"}) {
        const auto problem = problem_of(minimal, {key});
        CHECK(problem.found == "unknown key");
        CHECK(problem.hint.find("write mechanics.barrier_modulus") != std::string::npos);
    }
}

TEST_CASE("a quantity must be of its dimension and finite and in range", "[scene][bad]")
{
    const auto hint_for = [](const std::string& value) {
        return problem_of(minimal, {"device.needle.diameter=" + value}).hint;
    };
    CHECK(hint_for("0.25").starts_with("a quantity needs its unit"));
    CHECK(hint_for("\"0.25\"").starts_with("no unit"));
    CHECK(hint_for("0.5 kg").starts_with("kg is the unit of a mass"));
    CHECK(hint_for("nan mm").starts_with("not a finite number"));
    CHECK(hint_for("1e400 mm").starts_with("not a finite number"));
    CHECK(hint_for("-3 um") == "write e.g. \"0.25 mm\"");
    CHECK(hint_for("true").starts_with("a quantity needs its unit"));
    CHECK(problem_of(minimal, {"environment.humidity=nan"}).expected == "a number from 0 to 1");
    CHECK(problem_of(minimal, {"run.seed=-1"}).found == "-1");
    CHECK(problem_of(minimal, {"device=5"}).expected == "a table");
    CHECK(problem_of(minimal, {"motion.area=[\"1 mm\"]"}).expected.starts_with("2 values"));
}

TEST_CASE("nothing of zero size is simulated", "[scene][bad]")
{
    CHECK(problem_of(minimal, {"device.cartridge.needles=0"}).key == "device.cartridge.needles");
    CHECK(problem_of(minimal, {"motion.area=[\"10 mm\", \"0 mm\"]"}).key == "motion.area");
    CHECK(problem_of(minimal, {"skin.viable_epidermis.thickness=0 um"}).key == "skin.viable_epidermis.thickness");
    CHECK(problem_of(minimal, {"motion.speed=0 mm/s"}).key == "motion.speed");
    CHECK(problem_of(minimal, {"grid.voxel=0 um"}).key == "grid.voxel");
}

TEST_CASE("rules between keys are held", "[scene][bad]")
{
    const std::string pen = minimal + "[device]\npreset = \"pen-12-ring\"\n";
    CHECK(problem_of(pen, {"device.depth=2.6 mm", "grid.depth=4 mm", "device.needle.length=4 mm"})
              .expected.find("the end of the dial") != std::string::npos);
    CHECK(problem_of(pen, {"device.depth=1.5 mm", "device.needle.length=1.4 mm", "device.needle.taper=1 mm"}).key ==
          "device.depth");
    CHECK(problem_of(pen, {"device.depth=1.5 mm", "device.drive.stroke=1.5 mm"}).key == "device.depth");
    CHECK(problem_of(pen, {"grid.depth=0.9 mm", "report.depths=[\"0 mm\"]"}).key == "grid.depth");
    CHECK(problem_of(pen, {"report.depths=[\"0 mm\", \"2 mm\"]"}).key == "report.depths");
    CHECK(problem_of(pen, {"device.cartridge.aperture=4 mm"}).key.starts_with("device.cartridge"));
    CHECK(problem_of(pen, {"device.cartridge.pitch=1 mm", "device.cartridge.radius=2 mm"}).expected ==
          "either radius or pitch of a ring, not both");
    CHECK(problem_of(pen, {"limits.slit_min=1 mm", "limits.slit_max=0.5 mm"}).key == "limits.slit_min");
    CHECK(problems_of(minimal, {"wound.lattice.per_cm2=100"}).size() == 2);
}

TEST_CASE("a key of earlier versions is answered with what to write", "[scene][bad]")
{
    CHECK(problem_of(minimal, {"mechanics.puncture_line=3000 N/m"}).hint.find("mechanics.puncture_pressure") !=
          std::string::npos);
    CHECK(problem_of(minimal, {"mechanics.speed_exponent=0.4"}).hint.starts_with("leave it out"));
    const auto toughness = problem_of(minimal, {"skin.reticular_dermis.toughness=400 J/m2"});
    CHECK((toughness.expected + toughness.hint).find("cutting_factor") != std::string::npos);
    const auto friction = problem_of(minimal, {"skin.reticular_dermis.friction=0.1"});
    CHECK((friction.expected + friction.hint).find("device.needle.friction") != std::string::npos);
}

TEST_CASE("what other modules refuse is told at the key", "[scene][bad]")
{
    CHECK(problem_of(minimal, {"mechanics.shaft_pressure=2"}).key == "mechanics.shaft_pressure");
    CHECK(problem_of(minimal, {"motion.turn=arc", "motion.pattern=one-way"}).key.starts_with("motion."));
    CHECK(problem_of(minimal, {"device.drive.kind=cam", "device.drive.retraction=[0, 0.5]"})
              .key.starts_with("device.drive"));
    CHECK(problem_of(minimal, {"skin.relief.depth=50 um", "skin.relief.width=1 mm"}).key.starts_with("skin.relief"));
    CHECK(problem_of(minimal, {"skin.relief.width=0.1 mm"}).hint == "does not apply: needs skin.relief.depth");
}

TEST_CASE("keys of another kind of device are refused and never ignored", "[scene][bad]")
{
    const auto hint = [](const std::vector<std::string>& sets) { return problem_of(minimal, sets).hint; };
    CHECK(hint({"device.roller.slip=0.1"}) == "does not apply: needs device.kind = roller");
    CHECK(hint({"device.kind=roller", "device.drive.frequency=90 Hz"})
              .starts_with("does not apply: needs device.drive"));
    CHECK(hint({"device.kind=roller", "device.cap.force=2 N"}) == "does not apply: needs device.kind = pen");
    CHECK(hint({"device.stamp.hold=2 s"}) == "does not apply: needs device.kind = stamp");
    CHECK(hint({"device.drive.rate=500 N/m"}) == "does not apply: needs device.drive.kind = spring");
    CHECK(hint({"device.cartridge.inner_radius=1 mm"}).starts_with("does not apply"));
}

TEST_CASE("a fault in a condition hides no fault of the keys behind it", "[scene][bad]")
{
    const auto all = problems_of(minimal, {"solute.molar_mass=-3", "solute.log_kow=40", "solute.name=\"a\""});
    REQUIRE(all.size() == 2);
    CHECK(all[0].key == "solute.molar_mass");
    CHECK(all[1].key == "solute.log_kow");
    CHECK(all[1].expected == "a number from -12 to 12");
    CHECK(problem_of(minimal, {"solute.log_kow=4"}).hint == "does not apply: needs solute.molar_mass");
}

TEST_CASE("devices that cannot work are told at the key to change", "[scene][bad]")
{
    using Sets = std::vector<std::string>;
    const auto key = [](const Sets& sets) { return problem_of(minimal, sets).key; };
    CHECK(key({"device.depth=3 mm", "device.needle.length=3 mm", "device.dial.most=4 mm", "grid.depth=4 mm"}) ==
          "device.depth");  // never leaves the skin
    CHECK(key({"device.drive.frequency=-110 Hz"}) == "device.drive.frequency");
    CHECK(key({"device.cartridge.radius=0.3 mm"}) == "device.cartridge");           // needles overlap
    CHECK(key({"device.cartridge.aperture=4 mm"}) == "device.cartridge.aperture");  // needles stand outside
    CHECK(key({"device.cartridge.aperture=9 mm"}) == "device.cartridge.aperture");  // wider than the cap's ring
    CHECK(key({"device.cartridge.recess=-0.1 mm"}) == "device.cartridge.recess");
    CHECK(key({"device.cap.width=0.05 mm"}) == "device.cap.width");  // all edge
    CHECK(key({"device.drive.kind=spring", "device.drive.force=0.5 N", "device.drive.rate=0 N/m"}) ==
          "device.drive.frequency");  // floats
    CHECK(key({"device.drive.kind=force"}) == "device.drive.kind");
    CHECK(key({"device.kind=stamp", "device.drive.kind=crank"}) == "device.drive.kind");
    CHECK(key({"device.drive.motor_torque=3 mNm"}) == "device.drive.motor_torque");
    CHECK(key({"device.kind=roller", "device.roller.needles=190"}) == "device.roller.needles");
    CHECK(key({"device.kind=roller", "device.roller.radius=0.9 mm"}) == "device.cartridge");  // overlap on the drum
    CHECK(key({"device.kind=roller", "motion.pattern=random"}) == "motion.pattern");
    CHECK(key({"device.kind=roller", "motion.hand.tilt=2 deg"}) == "motion.hand.tilt");
    CHECK(key({"device.kind=stamp", "motion.pattern=raster"}) == "motion.pattern");
    CHECK(key({"device.needle.point=bevel", "device.wear.volume=0.01 um3"}) == "device.wear.volume");
    const auto float_problem =
        problem_of(minimal, {"device.drive.kind=spring", "device.drive.frequency=200 Hz", "motion.speed=20 mm/s"});
    CHECK(float_problem.expected.find("the return spring holds the needles on their cam") != std::string::npos);
}

TEST_CASE("a scene without skin or schema says so", "[scene][bad]")
{
    const auto problems = problems_of("title = \"x\"\n");
    REQUIRE(problems.size() == 2);
    CHECK(problems_of("schema = 2\n[skin]\nsite = \"cheek\"\n").front().key == "schema");
    CHECK(problem_of("schema = 1\n[[skin.layer]]\nname = \"gel\"\n").line == 2);
    CHECK(
        problems_of("schema = 1\n[[skin.layer]]\nthickness = \"1 mm\"\n", {"skin.layer[3].thickness=1 mm"}).size() ==
        1);
    CHECK(problem_of(minimal, {"skin.layer[99999999].thickness=1 mm"}).expected ==
          "layers numbered from 1, at most 64");
}

TEST_CASE("text that is no plain TOML is refused", "[scene][bad]")
{
    const auto found = [](const std::string& text) { return problem_of(text).found; };
    CHECK(found("[`a]\n").starts_with("a table header"));
    CHECK(found("[\"a\"]\n").starts_with("a table header"));
    CHECK(found("\xFF\xFEs\0c\0") == "UTF-16");
    CHECK(found(std::string("a = 1\0\n", 7)) == "the byte 0x00");
    CHECK(found("a = \"\xB5\"\n") == "the byte 0xb5");
    CHECK(found("\u00b5 = 1\n") == "\"\u00b5\"");
    CHECK(found("a = \"\xC2\"\n") == "the byte 0xc2");
    CHECK(found("a = \"\\\u00b5\"\n") == "a backslash before no escape");
    CHECK(found(std::string(std::size_t(2) << 20, ' ')) == "a file of 2097152 bytes");
    CHECK(found("a = " + std::string(200000, '[')) == "brackets nested too deeply");
    CHECK(found("a = \"\"\"\nx\"\"\"\n") == "a multi-line string");
    CHECK(found("a = \"x\n") == "a string without its end");
    CHECK(problem_of("a = = 1\n").line == 1);
    CHECK(problem_of("a = 1\na = 2\n").line == 2);
}

"""calibrate: constants come back from a curve made with them, the file is used by a scene, and errors are told."""
import csv
import io
import math
import tomllib

from program import SMALL, Case, run, unittest

BENCH = """schema = 1
title = "one needle into a gel under a film"
[skin]
tension = "0 N/m"
[[skin.layer]]
name = "film"
role = "barrier"
thickness = "20 um"
young_modulus = "5 MPa"
poisson_ratio = 0.45
[[skin.layer]]
name = "gel"
thickness = "6 mm"
young_modulus = "60 kPa"
poisson_ratio = 0.48
toughness = "400 J/m2"
friction = 0.1
[skin.backing]
kind = "rigid"
[device]
kind = "pen"
depth = "1 mm"
[device.cartridge]
layout = "table"
seats = ["0 mm", "0 mm", "0 mm"]
aperture = "4 mm"
[device.needle]
diameter = "0.25 mm"
length = "4 mm"
taper = "1.5 mm"
tip_radius = "10 um"
[device.drive]
kind = "sinusoid"
frequency = "1 Hz"
stroke = "3 mm"
[motion]
pattern = "raster"
area = ["2 mm", "2 mm"]
speed = "1 mm/s"
"""
TOUGH = 'skin.gel.toughness="900 J/m2"'


class Calibrate(Case):
    def curve(self, *options, name="curve.csv"):
        process = run("indent", self.scene(BENCH), *options)
        self.assert_exit(process, 0)
        path = self.folder / name
        path.write_text(process.stdout)
        return path

    def last_force(self, path):
        rows = [r for r in csv.DictReader(io.StringIO(path.read_text())) if r["way"] == "in"]
        return float(rows[-1]["total_mN"])

    def test_toughness_comes_back_and_a_scene_uses_it(self):
        curve, fitted = self.curve("--set", TOUGH), self.folder / "fitted.toml"
        process = run("calibrate", self.scene(BENCH), curve, "--fit", "skin.layer[2].toughness", "-o", fitted,
                      timeout=600)
        self.assert_exit(process, 0)
        values = tomllib.loads(fitted.read_text())["skin"]["gel"]["toughness"]
        self.assertEqual(values["basis"], "fitted")
        self.assertAlmostEqual(float(values["value"].split()[0]) / 900, 1, delta=0.01)
        self.assertLess(values["spread"], 0.1)
        intervals = list(csv.DictReader(io.StringIO(process.stdout)))
        self.assertEqual(len(intervals), 24)
        for row in intervals:
            self.assertTrue(math.isclose(float(row["measured_mN"]), float(row["fitted_mN"]), abs_tol=2.0), row)
        used = run("indent", self.scene(BENCH.replace("title", 'materials = "fitted.toml"\ntitle', 1)))
        (self.folder / "used.csv").write_text(used.stdout)
        self.assertAlmostEqual(self.last_force(self.folder / "used.csv") / self.last_force(curve), 1, delta=0.01)
        again = run("calibrate", self.scene(BENCH), curve, "-o", fitted)
        self.assert_exit(again, 73)

    def test_set_goes_before_the_materials_file(self):
        (self.folder / "mine.toml").write_text('[skin.gel]\ntoughness = "900 J/m2"\n')
        named = BENCH.replace("title", 'materials = "mine.toml"\ntitle', 1)
        process = run("check", self.scene(named))
        self.assert_exit(process, 0)
        resolved = self.folder / "out" / "resolved.toml"
        self.assert_exit(run("run", self.scene(named), "-o", self.folder / "out"), 0)
        self.assertIn('"900 J/m2"', resolved.read_text())
        self.assertNotIn("materials =", resolved.read_text())

    def test_wrong_materials_file(self):
        named = BENCH.replace("title", 'materials = "mine.toml"\ntitle', 1)
        (self.folder / "mine.toml").write_text('[device]\ndepth = "3 mm"\n[skin.gel]\ntoughnes = "900 J/m2"\n')
        process = run("check", self.scene(named))
        self.assert_exit(process, 65)
        self.assertIn("mine.toml:2:1: device.depth", process.stderr)
        self.assertIn("did you mean", process.stderr)
        (self.folder / "mine.toml").unlink()
        self.assert_exit(run("check", self.scene(named)), 65)
        self.assert_exit(run("check", self.scene(named.replace("mine.toml", "/etc/passwd"))), 65)

    def test_wrong_input(self):
        scene, curve = self.scene(BENCH), self.curve()
        output = ("-o", self.folder / "x.toml")
        process = run("calibrate", scene, curve, "--fit", "skin.gel.colour", *output)
        self.assert_exit(process, 65)
        self.assertIn("skin.gel.colour", process.stderr)
        for text, message in (("a,b\n1,2\n", "set_um or set_mm"), ("set_um,force_mN\n1,2\n", "10 or more"),
                              ("set_um,force_mN\n" + "1,x\n", "a number"),
                              ("set_um,force_mN\n" + "".join(f"{-i},1\n" for i in range(12)), "never fall")):
            (self.folder / "bad.csv").write_text(text)
            process = run("calibrate", scene, self.folder / "bad.csv", *output)
            self.assert_exit(process, 65)
            self.assertIn(message, process.stderr)
        self.assert_exit(run("calibrate", scene, self.folder / "none.csv", *output), 66)
        self.assertFalse((self.folder / "x.toml").exists())

    def test_readings_of_water_loss_come_back(self):
        scene = self.scene(SMALL)
        self.assert_exit(run("run", scene, "-o", self.folder / "out", "--set", "transport.chi=0.11", "--set",
                             'skin.tewl="11 g/m2/h"', "--set", 'recovery.half_life="1.5 h"', "--quiet"), 0)
        result = self.result(self.folder / "out")
        rows = [(-1.0, result["tewl"]["intact"])]
        rows += [(at["hours"], at["value"]) for at in result["closure"]["tewl_at"]]
        readings, fitted = self.folder / "readings.csv", self.folder / "fitted.toml"
        readings.write_text("hours,tewl_g_m2_h\n" + "".join(f"{hours},{tewl}\n" for hours, tewl in rows))
        process = run("calibrate", scene, readings, "-o", fitted)
        self.assert_exit(process, 0)
        values = tomllib.loads(fitted.read_text())
        self.assertAlmostEqual(values["transport"]["chi"]["value"] / 0.11, 1, delta=0.02)
        self.assertAlmostEqual(float(values["skin"]["tewl"]["value"].split()[0]) / 11, 1, delta=0.01)
        self.assertAlmostEqual(float(values["recovery"]["half_life"]["value"].split()[0]) / 1.5, 1, delta=0.02)
        named = self.scene(SMALL.replace("title", 'materials = "fitted.toml"\ntitle', 1), "named.toml")
        self.assert_exit(run("run", named, "-o", self.folder / "again", "--quiet"), 0)
        again = self.result(self.folder / "again")["tewl"]["calibrated"]
        self.assertAlmostEqual(again / result["tewl"]["calibrated"], 1, delta=0.02)

    def test_covered_skin_closes_slower(self):
        t50 = {}
        for cover in ("open", "covered"):
            out = self.folder / cover
            self.assert_exit(run("run", self.scene(SMALL), "-o", out, "--quiet", "--set", f"recovery.cover={cover}"), 0)
            t50[cover] = self.result(out)["closure"]["t50_h"]
        self.assertGreater(t50["covered"], 5 * t50["open"])

    def test_list(self):
        process = run("calibrate", self.scene(BENCH), "--list")
        self.assert_exit(process, 0)
        self.assertIn("skin.layer[2].toughness = 400 J/m2", process.stdout)
        self.assertIn("mechanics.puncture_pressure", process.stdout)


if __name__ == "__main__":
    unittest.main()

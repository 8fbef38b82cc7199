"""calibrate: constants come back from a curve made with them, the file is used by a scene, and errors are told."""
import csv
import io
import math
import tomllib
from xml.etree import ElementTree

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
young_modulus = "600 kPa"
poisson_ratio = 0.48
toughness = "40 J/m2"
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
TOUGH = 'skin.gel.toughness="90 J/m2"'


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

    def test_skin_under_a_solved_cap_is_fitted_over_all_of_its_needles_travel(self):
        """run, indent and calibrate take the rise of skin inside a cap from the same table."""
        process = run("indent", self.scene(SMALL))
        curve = self.folder / "own.csv"
        curve.write_text(process.stdout)
        process = run("calibrate", self.scene(SMALL), curve, "-o", self.folder / "own.toml", timeout=600)
        self.assert_exit(process, 0)
        # where all needles break at once some 20 mN fall, at a depth that is known to a step of the curve, 6 of 46 um
        for row in csv.DictReader(io.StringIO(process.stdout)):
            self.assertTrue(math.isclose(float(row["measured_mN"]), float(row["fitted_mN"]), abs_tol=2.5), row)

    def test_toughness_comes_back_and_a_scene_uses_it(self):
        curve, fitted = self.curve("--set", TOUGH), self.folder / "fitted.toml"
        process = run("calibrate", self.scene(BENCH), curve, "--fit", "skin.layer[2].toughness", "-o", fitted,
                      timeout=600)
        self.assert_exit(process, 0)
        values = tomllib.loads(fitted.read_text())["skin"]["gel"]["toughness"]
        self.assertEqual(values["basis"], "fitted")
        self.assertAlmostEqual(float(values["value"].split()[0]) / 90, 1, delta=0.01)
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
        for text, message in (("a,b\n1,2\n", "set, force"), ("set_um,force_mN\n1,2\n", "10 or more"),
                              ("set_um,force_mN\n" + "1,x\n", "bad.csv:2:3: force"),
                              ("set_um,force_mN\n" + "".join(f"{i},0\n" for i in range(12)), "without force"),
                              ("set,force\n" + "".join(f"{i},{i}\n" for i in range(12)), "--columns 'set=set [mm]'"),
                              ("set_mm,force_mN\n" + "".join(f"0.{i:03},{i}\n" for i in range(0, 900, 60)) + "9,900\n",
                               'device.depth="')):
            (self.folder / "bad.csv").write_text(text)
            process = run("calibrate", scene, self.folder / "bad.csv", *output)
            self.assert_exit(process, 65)
            self.assertIn(message, process.stderr)
        self.assert_exit(run("calibrate", scene, self.folder / "none.csv", *output), 66)
        self.assertFalse((self.folder / "x.toml").exists())

    # ---- curves from machines

    def readings(self, *options):
        """(position [mm], force [N]) of the model's own curve on the way in, and out."""
        rows = list(csv.DictReader(io.StringIO(self.curve(*options).read_text())))
        both = [[(float(r["set_um"]) * 1e-3, float(r["total_mN"]) * 1e-3) for r in rows if r["way"] == way]
                for way in ("in", "out")]
        return both[0], both[1]

    def toughness(self, data, *options):
        """Of a fit to a file of these bytes, with the messages."""
        curve, fitted = self.folder / "machine.csv", self.folder / "machine.toml"
        curve.write_bytes(data)
        process = run("calibrate", self.scene(BENCH), curve, "--fit", "skin.layer[2].toughness", "-o", fitted, "--force",
                      *options, timeout=600)
        self.assert_exit(process, 0)
        value = tomllib.loads(fitted.read_text())["skin"]["gel"]["toughness"]["value"]
        return float(value.split()[0]), process.stderr

    def test_curves_as_machines_write_them_give_the_same_constant(self):
        into, out = self.readings("--set", TOUGH)
        start = into[0][0]
        shifted = "set_um,force_mN\n" + "".join(f"{1e3 * x + 500:.6g},{1e3 * f:.6g}\n" for x, f in into)
        both = "set_um,force_mN\n" + "".join(f"{1e3 * x:.6g},{1e3 * f:.6g}\n" for x, f in into + out)
        unit_row = "set_um,force_mN\n(um),(mN)\n" + "".join(f"{1e3 * x:.6g},{1e3 * f:.6g}\n" for x, f in into)
        commas = "set_um;force_mN\n" + "".join(f"{1e3 * x:.6g};{1e3 * f:.6g}\n".replace(".", ",") for x, f in into)
        machine = 'Pr\u00fcfprogramm : Probe;"Probe 1"\r\nDatum;01.02.2020\r\nDurchmesser;0,25;mm\r\n\r\n'
        machine += "Zeit;Traversenweg;Kraft\r\n(s);(mm);(N)\r\n"
        machine += "".join(f"{0.05 * i:.5f};{x - start:.5f};{f:.7f}\r\n".replace(".", ",")
                           for i, (x, f) in enumerate(into))
        approach = [(start - 0.3 + 0.01 * i, 0.0) for i in range(30)] + into
        english = "Extension [mm]\tLoad [gf]\n" + "".join(
            f"{-x:.6f}\t{(f + 0.02) / 9.80665e-3:.6f}\n" for x, f in approach)
        for name, data, told in (("its zero elsewhere", shifted.encode(), "contact found"),
                                 ("in and out", both.encode(), "withdrawal of"),
                                 ("a row of units", unit_row.encode(), "in um"),
                                 ("decimal commas", commas.encode(), "semicolons, decimal commas"),
                                 ("a machine's export", machine.encode("cp1252"), "Windows-1252"),
                                 ("approach, tare, gram-force, upwards", english.encode("utf-16"), "turned round")):
            with self.subTest(name):
                value, messages = self.toughness(data)
                self.assertAlmostEqual(value / 90, 1, delta=0.03)
                self.assertIn(told, messages)

    def test_a_fit_that_does_not_fit_fails_with_a_plot(self):
        into, _ = self.readings()
        curve, fitted = self.folder / "other.csv", self.folder / "other.toml"
        curve.write_text("set_mm,force_N\n" + "".join(f"{x},{0.5 * f + 2 * (x - into[0][0]) ** 0.5}\n" for x, f in into))
        process = run("calibrate", self.scene(BENCH), curve, "--fit", "skin.layer[2].toughness", "-o", fitted,
                      timeout=600)
        self.assert_exit(process, 3)
        self.assertIn("the fit failed", process.stderr)
        self.assertFalse(fitted.exists())
        plot = ElementTree.parse(self.folder / "other.svg").getroot()
        classes = [e.get("class") for e in plot.iter()]
        self.assertGreaterEqual(classes.count("residual"), 24)
        self.assertIn("measured", classes)
        self.assertIn("fitted", classes)

    def test_a_curve_past_the_travel_of_the_needles_is_refused(self):
        curve = self.curve("--set", "device.depth=1.5 mm")
        process = run("calibrate", self.scene(BENCH), curve, "-o", self.folder / "x.toml")
        self.assert_exit(process, 65)
        self.assertIn("device.depth", process.stderr)
        self.assertIn('device.depth="1.6 mm"', process.stderr)
        deeper = run("calibrate", self.scene(BENCH), curve, "--set", "device.depth=1.6 mm", "-o", self.folder / "x.toml")
        self.assert_exit(deeper, 0)

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
        self.assertIn("skin.layer[2].toughness = 40 J/m2", process.stdout)
        self.assertIn("mechanics.puncture_pressure", process.stdout)


if __name__ == "__main__":
    unittest.main()

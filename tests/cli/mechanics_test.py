"""kernel and indent: the penetration model from the command line against closed forms and its own balance."""
import csv
import io
import math
import signal
import json
import subprocess
import xml.etree.ElementTree

from program import PROGRAM, SMALL, Case, run, unittest

HALF_SPACE = SMALL.replace('site = "cheek"\n', "tension = \"0 N/m\"\n") + """
[[skin.layer]]
name = "gel"
thickness = "2 mm"
young_modulus = "100 kPa"
poisson_ratio = 0.48
[skin.backing]
kind = "half-space"
young_modulus = "100 kPa"
poisson_ratio = 0.48
"""


def rows(process):
    return list(csv.DictReader(io.StringIO(process.stdout)))


class Kernel(Case):
    def test_half_space_under_a_disc(self):
        process = run("kernel", self.scene(HALF_SPACE), "--disc", "25 um", "--radii", "0 mm,2 mm")
        self.assert_exit(process, 0)
        compliance = (1 - 0.48**2) / 100e3  # (1 - nu^2)/E
        centre, far = (float(r["sink_m_per_n"]) for r in rows(process))
        self.assertAlmostEqual(centre / (2 * compliance / (math.pi * 25e-6)), 1, places=6)  # Love: 2 (1 - nu^2) p a/E
        self.assertAlmostEqual(far / (compliance / (math.pi * 2e-3)), 1, places=4)          # Boussinesq

    def test_wrong_options(self):
        for options in (("--disc", "25"), ("--disc", "0 um"), ("--radii", "1 kg"), ("--radii", "0 mm,,1 mm")):
            self.assert_exit(run("kernel", self.scene(), *options), 65)


class Indent(Case):
    def test_output_that_takes_no_more(self):
        with open("/dev/full", "w", encoding="ascii") as full:
            process = subprocess.run([PROGRAM, "indent", self.scene()], stdout=full, stderr=subprocess.PIPE, text=True)
        self.assertEqual(process.returncode, 74, process.stderr)
        self.assertIn("No space left", process.stderr)

    def test_a_signal_ends_it(self):
        with subprocess.Popen([PROGRAM, "indent", self.scene()], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL) as process:
            process.stdout.peek(1)  # it has begun to print more than a pipe holds
            process.send_signal(signal.SIGTERM)
            self.assertEqual(process.wait(timeout=60), 128 + signal.SIGTERM)

    def test_needles_close_together_in_soft_skin_come_out_again(self):
        scene = SMALL.replace("pen-12-ring\"", "pen-9-grid\"\ndepth = \"2.5 mm\"") + "[grid]\ndepth = \"4 mm\"\n"
        process = run("indent", self.scene(scene))
        self.assert_exit(process, 0)
        curve = rows(process)
        self.assertAlmostEqual(max(float(row["set_um"]) for row in curve if row["way"] == "in"), 2500)
        for k in range(9):
            self.assertEqual(float(curve[-1][f"needle_{k}_inserted_um"]), 0)

    def test_curve_of_the_array(self):
        process = run("indent", self.scene())
        self.assert_exit(process, 0)
        curve = rows(process)
        inward = [r for r in curve if r["way"] == "in"]
        self.assertGreater(len(inward), 100)
        last = {key: float(value) for key, value in inward[-1].items() if key != "way"}
        self.assertAlmostEqual(last["total_mN"], sum(last[f"needle_{k}_mN"] for k in range(12)), delta=1e-3 * last["total_mN"])
        parts = sum(last[f"{part}_uJ"] for part in ("stored", "broken", "cut", "spread", "friction", "viscous"))
        self.assertAlmostEqual(parts, last["work_in_uJ"], delta=0.02 * last["work_in_uJ"])
        self.assertIn("needles 0 to 11 break stratum_corneum", process.stderr)

    def test_a_motor_that_slows_meets_softer_skin(self):
        def peak(*options):
            process = run("indent", self.scene(), *options)
            self.assert_exit(process, 0)
            return max(float(r["total_mN"]) for r in rows(process))
        slow = ("--set", "device.drive.motor_torque=0.03 mNm", "--set", "device.drive.motor_free_speed=110 Hz")
        self.assertLess(peak(*slow), 0.99 * peak())

    def test_picture_of_the_stroke(self):
        picture = self.folder / "stroke.svg"
        process = run("indent", self.scene(), "--plot", picture)
        self.assert_exit(process, 0)
        self.assertEqual(len(rows(process)), len(process.stdout.splitlines()) - 1)
        drawn = xml.etree.ElementTree.parse(picture).getroot()
        svg = "{http://www.w3.org/2000/svg}"
        self.assertEqual(drawn.tag, svg + "svg")
        marks = [g for g in drawn.iter(svg + "g") if g.get("class") == "puncture"]
        self.assertEqual(len(marks), 12 * process.stderr.count("needles 0 to 11 break "))
        self.assertIn("stratum corneum", "".join(drawn.itertext()))
        self.assert_exit(run("indent", self.scene(), "--plot", picture), 73)  # not over another without leave
        self.assert_exit(run("indent", self.scene(), "--plot", picture, "--force"), 0)


class Contact(Case):
    def test_skin_under_a_cap_sinks_with_force_and_the_table_is_kept(self):
        cache, picture = self.folder / "cache", self.folder / "contact.svg"
        options = ("contact", self.scene(), "--cache", cache, "--set", "skin.tension=40 N/m")
        process = run(*options, "--plot", picture)
        self.assert_exit(process, 0)
        self.assertIn("solving", process.stderr)
        table = [{key: float(value) for key, value in row.items()} for row in rows(process)]
        self.assertGreater(table[-1]["force_n"], 6)
        for before, row in zip(table, table[1:]):
            self.assertGreater(row["force_n"], before["force_n"])
            self.assertGreater(row["displacement_m"], before["displacement_m"])
        self.assertIn("displacement", "".join(xml.etree.ElementTree.parse(picture).getroot().itertext()))
        again = run(*options, "--json")
        self.assert_exit(again, 0)
        self.assertEqual(again.stderr, "")  # from the cache
        self.assertEqual(len(json.loads(again.stdout)["force"]), len(table))
        self.assertEqual(len(list(cache.iterdir())), 1)


class VerifyOutput(Case):
    def test_a_changed_file_is_named(self):
        self.assert_exit(run("run", self.scene(), "-o", self.folder / "out"), 0)
        self.assert_exit(run("verify-output", self.folder / "out"), 0)
        with open(self.folder / "out" / "channels.csv", "a") as file:
            file.write("x")
        process = run("verify-output", self.folder / "out")
        self.assert_exit(process, 1)
        self.assertIn("channels.csv", process.stdout)
        self.assert_exit(run("verify-output", self.folder / "none"), 66)


if __name__ == "__main__":
    unittest.main()

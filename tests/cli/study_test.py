"""dermavox study from outside: wrong studies, one process at a time, a clean stop, status, export, schema."""
import csv
import io
import json
import signal
import subprocess
import time

from program import Case, PROGRAM, run, unittest

SCENE = """schema = 1
[skin]
site = "cheek"
[device]
preset = "pen-12-ring"
depth = "1 mm"
[motion]
area = ["4 mm", "4 mm"]
passes = 2
[grid]
voxel = "40 um"
depth = "1.4 mm"
[run]
stages = ["motion", "wound", "metrics"]
"""
STUDY = """schema = 1
title = "speed"
scene = "scene.toml"
[[parameter]]
key = "motion.speed"
from = "40 mm/s"
to = "120 mm/s"
[design]
kind = "lhs"
cases = CASES
"""
PASSING = ("attempts", "host", "seconds", "memory_bytes")


class Study(Case):
    def setUp(self):
        super().setUp()
        self.scene(SCENE)
        self.study = self.scene(STUDY.replace("CASES", "12"), "study.toml")

    def start(self, *arguments):
        return subprocess.Popen([PROGRAM, "study", str(self.study), "-o", str(self.folder / "out"), *arguments],
                                stderr=subprocess.PIPE, text=True)

    def wait_for_cases(self, count):
        for _ in range(600):
            status = run("study", "status", self.folder / "out")
            if status.returncode == 0 and int(status.stdout.split("done ")[1].split()[0]) >= count:
                return
            time.sleep(0.05)
        self.fail("no case ended")

    def rows(self, folder):
        process = run("study", "export", folder)
        self.assert_exit(process, 0)
        rows = list(csv.DictReader(io.StringIO(process.stdout)))
        return [{key: value for key, value in row.items() if key not in PASSING} for row in rows]


class Wrong(Study):
    def test_every_problem_at_once_and_nothing_made(self):
        self.study.write_text(STUDY.replace("CASES", "0").replace("motion.speed", "motion.sped"))
        process = run("study", self.study, "-o", self.folder / "out")
        self.assert_exit(process, 65)
        self.assertIn("study.toml:5:7: parameter[1].key", process.stderr)
        self.assertIn("did you mean \"motion.speed\"", process.stderr)
        self.assertIn("study.toml:10:9: design.cases: 0", process.stderr)
        self.assertFalse((self.folder / "out").exists())

    def test_a_scene_is_no_study(self):
        process = run("study", self.folder / "scene.toml", "-o", self.folder / "out")
        self.assert_exit(process, 65)
        self.assertIn("scene.toml:2:2: skin: a table of a scene; expected a study", process.stderr)
        self.assertIn("1 problem,", process.stderr)

    def test_a_limit_with_a_unit_is_one_problem(self):
        self.study.write_text(STUDY.replace("CASES", "3") + '[[limit]]\nkey = "coverage.largest_gap_um"\nmax = "1 mm"\n')
        process = run("study", self.study, "-o", self.folder / "out")
        self.assert_exit(process, 65)
        self.assertIn("limit[1].max", process.stderr)
        self.assertIn("1 problem,", process.stderr)

    def test_figures_that_no_result_has(self):
        self.study.write_text(STUDY.replace("CASES", "3").replace("[[parameter]]", """figures = ["force.stroke_peak_n"]
[[objective]]
key = "coverage.at_dept[0].open_fraction"
[[parameter]]""", 1))
        process = run("study", self.study, "-o", self.folder / "out")
        self.assert_exit(process, 65)
        self.assertIn('study.toml:4:12: key: "force.stroke_peak_n"', process.stderr)
        self.assertIn('did you mean "force.stroke_peak_N"?', process.stderr)
        self.assertIn('did you mean "coverage.at_depth[0].open_fraction"?', process.stderr)
        self.assertFalse((self.folder / "out").exists())

    def test_figures_of_a_stage_that_is_left_out(self):
        self.study.write_text(STUDY.replace("CASES", "2").replace("[[parameter]]", """figures = ["force.stroke_peak_N"]
[[parameter]]""", 1))
        process = run("study", self.study, "-o", self.folder / "out")
        self.assert_exit(process, 0)
        self.assertIn("no case has force.stroke_peak_N", process.stderr)

    def test_ranges_past_what_a_scene_can_be(self):
        """Both ends of the range are lengths, but the dial ends before: all cases wrong is a wrong study."""
        depths = STUDY.replace("CASES", "4").replace("motion.speed", "device.depth")
        self.study.write_text(depths.replace("40 mm/s", "3 mm").replace("120 mm/s", "4 mm"))
        process = run("study", self.study, "-o", self.folder / "out")
        self.assert_exit(process, 65)
        self.assertIn("the end of the dial", process.stderr)
        self.assertFalse((self.folder / "out").exists())
        self.study.write_text(depths.replace("40 mm/s", "1 mm").replace("120 mm/s", "1.6 mm"))
        process = run("study", self.study, "-o", self.folder / "out")
        self.assert_exit(process, 0)
        self.assertIn("of 4 cases looked at will fail, the first for grid.depth", process.stderr)

    def test_codes(self):
        self.assert_exit(run("study"), 2)
        self.assert_exit(run("study", self.folder / "none.toml"), 66)
        self.assert_exit(run("study", "status", self.folder), 66)
        self.assert_exit(run("study", self.study, "-o", self.folder), 73)

    def test_more_cases_than_the_disk_holds(self):
        seeds = STUDY.replace("CASES", "10000000") + "repeats = 100000\n"
        self.study.write_text(seeds.replace("kind = \"lhs\"", "kind = \"optimise\"") +
                              "[[objective]]\nkey = \"coverage.largest_gap_um\"\n")
        process = run("study", self.study, "-o", self.folder / "out")
        self.assert_exit(process, 69)
        self.assertIn("of disk", process.stderr)
        self.assertFalse((self.folder / "out").exists())


class Runs(Study):
    def test_whole(self):
        self.assert_exit(run("study", self.study, "-o", self.folder / "out"), 0)
        rows = self.rows(self.folder / "out")
        self.assertEqual([row["case"] for row in rows], [str(i + 1) for i in range(12)])
        self.assertTrue(all(40 <= float(row["motion.speed_mm_s"]) <= 120 for row in rows))
        self.assertTrue(all(float(row["coverage.at_depth[0].open_fraction"]) > 0 for row in rows))
        self.assert_exit(run("study", self.study, "-o", self.folder / "out"), 73)

    def test_stopped_and_resumed(self):
        self.study.write_text(STUDY.replace("CASES", "300"))
        process = self.start("--jobs", "1")
        self.wait_for_cases(2)
        second = run("study", self.study, "-o", self.folder / "out", "--resume")
        self.assert_exit(second, 73)
        self.assertIn("another process works on this study", second.stderr)
        process.send_signal(signal.SIGTERM)
        errors = process.communicate(timeout=60)[1]
        self.assertEqual(process.returncode, 75, errors)
        self.assertIn("--resume goes on", errors)
        self.assert_exit(run("study", self.study, "-o", self.folder / "out", "--resume"), 0)
        self.assertEqual({row["state"] for row in self.rows(self.folder / "out")}, {"done"})

    def test_schema(self):
        schema = json.loads(run("schema", "study").stdout)
        self.assertIn("parameter", schema["properties"])
        self.assertIn("sobol", schema["properties"]["design"]["properties"]["kind"]["enum"])


if __name__ == "__main__":
    unittest.main()

"""The result folder as a promise: complete or absent, never overwritten unasked, the same bytes for any thread count."""
import json
import os
import signal
import subprocess
import time

from program import PROGRAM, SCENES, SMALL, Case, catches, cost_of, run, unittest

FILES = ["channels.csv", "channels.vtp", "insertions.csv", "manifest.json", "maps", "provenance.json", "report.html",
         "resolved.toml", "result.json", "scene.toml", "tissue.vdb", "volume.vti"]


class Folder(Case):
    def test_every_file_of_the_contract(self):
        self.assert_exit(run("run", self.scene(), "-o", self.folder / "out"), 0)
        self.assertEqual(sorted(p.name for p in (self.folder / "out").iterdir()), FILES)
        self.assertEqual((self.folder / "out" / "scene.toml").read_text(), SMALL)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["out", "scene.toml"])

    def test_existing_output_needs_force(self):
        out = self.folder / "out"
        self.assert_exit(run("run", self.scene(), "-o", out), 0)
        before = (out / "result.json").read_bytes()
        again = run("run", self.scene(), "-o", out, "--seed", 5)
        self.assert_exit(again, 73)
        self.assertIn("--force", again.stderr)
        self.assertEqual((out / "result.json").read_bytes(), before)
        self.assert_exit(run("run", self.scene(), "-o", out, "--seed", 5, "--force"), 0)
        self.assertNotEqual((out / "result.json").read_bytes(), before)

    def test_force_replaces_results_only(self):
        mine = self.folder / "mine"
        mine.mkdir()
        (mine / "thesis.txt").write_text("work")
        self.assert_exit(run("run", self.scene(), "-o", mine, "--force"), 73)
        self.assertEqual((mine / "thesis.txt").read_text(), "work")

    def test_output_through_a_link_is_refused(self):
        (self.folder / "real").mkdir()
        (self.folder / "link").symlink_to(self.folder / "real")
        self.assert_exit(run("run", self.scene(), "-o", self.folder / "link" / "out"), 73)
        self.assertEqual(list((self.folder / "real").iterdir()), [])

    def test_default_output_is_named_after_the_scene(self):
        self.assert_exit(run("run", self.scene(name="mine.toml"), cwd=self.folder), 0)
        self.assertTrue((self.folder / "out" / "mine" / "report.html").exists())

    def test_resolved_scene_gives_the_same_result(self):
        self.assert_exit(run("run", self.scene(), "-o", self.folder / "a", "--set", "device.depth=0.8 mm"), 0)
        self.assert_exit(run("run", self.folder / "a" / "resolved.toml", "-o", self.folder / "b"), 0)
        a, b = self.result(self.folder / "a"), self.result(self.folder / "b")
        for notes in ("assumed", "warnings"):  # what the first run assumed, the second was given
            a.pop(notes), b.pop(notes)
        self.assertEqual(a, b)


class SameBytes(Case):
    def test_for_any_thread_count(self):
        scene = self.scene(SMALL.replace("2 mm", "5 mm"))
        names = ["result.json", "channels.csv", "insertions.csv", "channels.vtp", "volume.vti", "tissue.vdb"]
        first = None
        for threads in (1, 2, 3, 8):
            out = self.folder / f"t{threads}"
            self.assert_exit(run("run", scene, "-o", out, "--threads", threads), 0)
            data = {name: (out / name).read_bytes() for name in names}
            first = first or data
            for name in names:
                self.assertEqual(data[name], first[name], f"{name} with {threads} threads")


class Peak(Case):
    @unittest.skipIf(os.environ.get("DERMAVOX_SANITIZED"), "sanitizers have memory of their own")
    def test_the_peak_in_provenance_is_that_of_the_process(self):
        scene = self.scene(SMALL.replace("2 mm", "5 mm"))
        code, errors, _, peak = cost_of("run", scene, "-o", self.folder / "out")
        self.assertEqual(code, 0, errors)
        provenance = json.loads((self.folder / "out" / "provenance.json").read_text())
        self.assertAlmostEqual(provenance["memory_peak_bytes"] / peak, 1, delta=0.05)
        page = (self.folder / "out" / "report.html").read_text()
        self.assertIn(f"{provenance['memory_peak_bytes'] / 1e6:.0f}\u202fMB", page)


class Streams(Case):
    def test_json_goes_to_standard_output_and_messages_do_not(self):
        process = run("run", self.scene(), "-o", self.folder / "out", "--json")
        self.assert_exit(process, 0)
        self.assertEqual(process.stdout.encode(), (self.folder / "out" / "result.json").read_bytes())
        self.assertIn("report.html", process.stderr)

    def test_quiet(self):
        process = run("run", self.scene(), "-o", self.folder / "out", "--quiet")
        self.assert_exit(process, 0)
        self.assertEqual(process.stdout + process.stderr, "")

    def test_no_progress_line_in_a_pipe(self):
        self.assertNotIn("\r", run("run", self.scene(), "-o", self.folder / "out").stderr)

    def test_progress_with_time_left_on_a_terminal(self):
        leader, follower = os.openpty()
        child = subprocess.Popen([PROGRAM, "run", SCENES / "cheek-pen-12-ring.toml", "-o", self.folder / "out"],
                                 stdout=subprocess.DEVNULL, stderr=follower)
        os.close(follower)
        seen = b""
        try:
            while block := os.read(leader, 4096):
                seen += block
        except OSError:  # the terminal closes with the program
            pass
        self.assertEqual(child.wait(), 0)
        self.assertIn(b"% ", seen)
        self.assertIn(b" left", seen)

    def test_limit_not_met_is_exit_1_with_a_result(self):
        process = run("run", self.scene(SMALL + "[limits]\ncoverage_min = 0.9\n"), "-o", self.folder / "out")
        self.assert_exit(process, 1)
        verdict = self.result(self.folder / "out")["verdicts"][0]
        self.assertEqual((verdict["key"], verdict["limit"], verdict["pass"]), ("coverage_min", 0.9, False))
        self.assertIn("coverage_min", process.stderr)


class Stopped(Case):
    def test_a_signal_leaves_nothing_behind(self):
        for number, code in ((signal.SIGTERM, 143), (signal.SIGINT, 130)):
            scene = self.scene(SMALL.replace("2 mm", "40 mm"))
            child = subprocess.Popen([PROGRAM, "run", scene, "-o", self.folder / "out", "--threads", "1"],
                                     stderr=subprocess.PIPE, text=True)
            while not catches(child.pid, number):
                time.sleep(0.01)
            time.sleep(0.2)
            child.send_signal(number)
            _, errors = child.communicate(timeout=60)
            self.assertEqual(child.returncode, code, errors)
            self.assertIn("nothing was written", errors)
            self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["scene.toml"])


class Help(Case):
    def test_help_with_examples_and_version_with_libraries(self):
        self.assertIn("Examples:", run("run", "--help").stdout)
        top = run("--help")
        self.assert_exit(top, 0)
        self.assertIn("65 bad scene", top.stdout)
        self.assertIn("OpenVDB", run("--version").stdout)

    def test_wrong_usage_is_2(self):
        self.assert_exit(run(), 2)
        self.assert_exit(run("fly"), 2)
        self.assert_exit(run("run", self.scene(), "--threads", "many"), 2)

    def test_catalogues_show_provenance(self):
        self.assertIn("cheek", run("sites").stdout)
        sheet = run("sites", "show", "cheek")
        self.assert_exit(sheet, 0)
        self.assertIn("Egawa", sheet.stdout)
        self.assertIn("[assumed]", run("devices", "show", "skinpen-precision").stdout)
        wrong = run("sites", "show", "cheeks")
        self.assert_exit(wrong, 66)
        self.assertIn("cheek", wrong.stderr)

    def test_explain(self):
        self.assertIn("length", run("explain", "device.needle.diameter").stdout)


if __name__ == "__main__":
    unittest.main()

"""A study in shares: by hand, by GNU parallel as scenes/studies/README.md has it, and one point at a time for Dakota."""
import shutil
import subprocess

from program import PROGRAM, SOURCE, run, unittest
from study_test import STUDY, Study


class Shares(Study):
    def local(self):
        self.assert_exit(run("study", self.study, "-o", self.folder / "local"), 0)
        return self.rows(self.folder / "local")

    def test_by_hand(self):
        out = self.folder / "out"
        self.assert_exit(run("study", self.study, "-o", out, "--prepare"), 0)
        for task in range(3):
            self.assert_exit(run("study", "task", self.study, out, "--task", task, "--of", 4), 0)
        self.assert_exit(run("study", "merge", self.study, out), 75)  # one share is missing
        self.assertIn("pending 3", run("study", "status", out).stdout)
        self.assert_exit(run("study", "task", self.study, out, "--task", 3, "--of", 4), 0)
        self.assertIn("not merged yet 3", run("study", "status", out).stdout)
        self.assert_exit(run("study", "merge", self.study, out), 0)
        self.assertEqual(self.rows(out), self.local())
        self.assert_exit(run("study", "task", self.study, out, "--task", 4, "--of", 4), 2)

    def test_scripts_of_an_array(self):
        out = self.folder / "out"
        self.assert_exit(run("study", self.study, "-o", out, "--slurm", "--no-submit", "--tasks", 5), 0)
        script = (out / "slurm" / "array.sh").read_text()
        self.assertIn("--array=0-4", script)
        for task in range(5):
            process = subprocess.run(["bash", out / "slurm" / "array.sh"], capture_output=True, text=True,
                                     env={"SLURM_ARRAY_TASK_ID": str(task), "PATH": "/usr/bin:/bin"})
            self.assertEqual(process.returncode, 0, process.stderr)
        self.assertEqual(subprocess.run(["bash", out / "slurm" / "merge.sh"], capture_output=True).returncode, 0)
        self.assertEqual(self.rows(out), self.local())

    @unittest.skipUnless(shutil.which("parallel"), "GNU parallel is not installed (Debian: parallel)")
    def test_gnu_parallel(self):
        text = (SOURCE / "scenes" / "studies" / "README.md").read_text()
        recipe = text.split("```sh\n")[1].split("```")[0]
        self.assertIn("parallel", recipe)
        shell = recipe.replace("STUDY", f"'{self.study}'").replace("DIR", f"'{self.folder}/out'")
        process = subprocess.run(["bash", "-eu", "-c", f'dermavox() {{ "{PROGRAM}" "$@"; }}\nexport -f dermavox\n{shell}'],
                                 capture_output=True, text=True)
        self.assertEqual(process.returncode, 0, process.stderr)
        self.assertEqual(self.rows(self.folder / "out"), self.local())


class Dakota(Study):
    PARAMETERS = "1 variables\n{} motion_speed_mm_s\n1 functions\n1 ASV_1:gap\n"

    def setUp(self):
        super().setUp()
        self.study.write_text(STUDY.replace("CASES", "2").replace(
            "[[parameter]]", 'figures = ["coverage.largest_gap_um"]\n[[parameter]]', 1))

    def evaluate(self, value):
        (self.folder / "params.in").write_text(self.PARAMETERS.format(value))
        return run("study", "dakota", self.study, self.folder / "params.in", self.folder / "results.out")

    def test_value(self):
        self.assert_exit(run("study", self.study, "-o", self.folder / "out"), 0)
        for row in self.rows(self.folder / "out"):
            self.assert_exit(self.evaluate(row["motion.speed_mm_s"]), 0)
            value, label = (self.folder / "results.out").read_text().split()
            self.assertEqual((float(value), label), (float(row["coverage.largest_gap_um"]), "gap"))

    def test_fail_word(self):
        self.assert_exit(self.evaluate("-5"), 0)  # no such speed: the case fails, the evaluation says so
        self.assertEqual((self.folder / "results.out").read_text(), "FAIL\n")

    def test_wrong_files(self):
        self.assert_exit(self.evaluate("fast"), 65)
        (self.folder / "params.in").write_text("x = 3\n")
        self.assert_exit(run("study", "dakota", self.study, self.folder / "params.in", self.folder / "r"), 65)


del Study

if __name__ == "__main__":
    unittest.main()

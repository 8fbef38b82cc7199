"""A job array of 8 tasks on a real Slurm of one node gives the table of the local run. Exit code 77: no Slurm here."""
import os
import pathlib
import subprocess
import sys
import time

from program import PROGRAM, SOURCE, run, unittest
from study_test import STUDY, Study

NODE = SOURCE / "tools" / "slurm" / "single-node"


class Array(Study):
    def setUp(self):
        super().setUp()
        self.folder.chmod(0o755)  # munged has a user of its own
        started = subprocess.run([NODE, "start", self.folder / "node"], capture_output=True, text=True)
        if started.returncode == 77:
            print(started.stderr.strip(), file=sys.stderr)
            os._exit(77)
        self.assertEqual(started.returncode, 0, started.stderr)
        self.addCleanup(subprocess.run, [NODE, "stop", self.folder / "node"])
        self.env = {"SLURM_CONF": str(self.folder / "node" / "slurm.conf")}

    def slurm(self, *arguments):
        return subprocess.run([*map(str, arguments)], capture_output=True, text=True, env={**os.environ, **self.env})

    def wait_for_queue(self):
        for _ in range(1200):
            if not self.slurm("squeue", "-h").stdout.strip():
                return
            time.sleep(0.1)
        self.fail(self.slurm("squeue").stdout)

    def test_as_the_local_run(self):
        self.study.write_text(STUDY.replace("CASES", "40"))
        self.assert_exit(run("study", self.study, "-o", self.folder / "local"), 0)
        out = self.folder / "out"
        submitted = run("study", self.study, "-o", out, "--slurm", "--tasks", 8, env=self.env)
        self.assert_exit(submitted, 0)
        self.assertEqual(len(submitted.stdout.split()), 2, "the numbers of array and merge")
        self.wait_for_queue()
        logs = "".join(log.read_text() for log in (out / "slurm").glob("*.log"))
        self.assertEqual(self.rows(out), self.rows(self.folder / "local"), logs)
        self.assertTrue((out / "report.html").exists())

    def test_a_lost_queue(self):
        """The array is cancelled on its way; status tells what is finished, and resume runs the rest."""
        self.study.write_text(STUDY.replace("CASES", "240"))
        out = self.folder / "out"
        submitted = run("study", self.study, "-o", out, "--slurm", "--tasks", 8, env=self.env)
        self.assert_exit(submitted, 0)
        for _ in range(300):
            if "finished in tasks" in run("study", "status", out).stdout:
                break
            time.sleep(0.1)
        self.slurm("scancel", *submitted.stdout.split())
        self.wait_for_queue()
        self.assertIn("finished in tasks, not merged yet", run("study", "status", out).stdout)
        again = run("study", self.study, "-o", out, "--slurm", "--tasks", 4, "--resume", env=self.env)
        self.assert_exit(again, 0)
        self.assertLess(int(again.stderr.split(" cases in")[0]), 240, "finished cases are not sent again")
        self.wait_for_queue()
        self.assert_exit(run("study", self.study, "-o", self.folder / "local"), 0)
        self.assertEqual(self.rows(out), self.rows(self.folder / "local"))


del Study

if __name__ == "__main__":
    unittest.main()

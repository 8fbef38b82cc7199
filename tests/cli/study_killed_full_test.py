"""Studies of 100 cases killed 20 times at random moments and resumed end as the one that was left alone."""
import random
import signal
import sqlite3
import subprocess
import time

from program import run, unittest
from study_test import STUDY, Study


class Killed(Study):
    def survived(self, seconds, *arguments):
        """Whether the study ended by itself before it was killed."""
        process = self.start(*arguments)
        try:
            process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            return False
        self.assertEqual(process.returncode, 0)
        return True

    def attempts(self):
        """Checks the ended study against the one left alone and clears its place."""
        folder = self.folder / "out"
        store = sqlite3.connect(folder / "study.sqlite")
        self.assertEqual(store.execute("PRAGMA integrity_check").fetchone(), ("ok",))
        attempts = store.execute("SELECT sum(attempts) FROM cases").fetchone()[0]
        self.assertEqual(self.rows(folder), self.rows(self.folder / "whole"))
        folder.rename(self.folder / f"ended at {time.monotonic_ns()}")
        return attempts

    def test_twenty_kills(self):
        self.study.write_text(STUDY.replace("CASES", "100"))
        self.assert_exit(run("study", self.study, "-o", self.folder / "whole", timeout=600), 0)
        chance, kills, repeated = random.Random(5), 0, 0
        while kills < 20:
            longest = 0.05 * 1.2 ** kills  # s: from within the start to most of the study, however fast the machine is
            resume = ["--resume"] if (self.folder / "out").exists() else []
            if self.survived(chance.uniform(0, longest), *resume):
                repeated += self.attempts() - 100  # and the next one is killed
            else:
                kills += 1
        self.assert_exit(run("study", self.study, "-o", self.folder / "out", "--resume", timeout=600), 0)
        self.assertGreater(repeated + self.attempts() - 100, 0)


del Study

if __name__ == "__main__":
    unittest.main()

"""A study of 100 cases killed 20 times at random moments and resumed ends as the one that was left alone."""
import random
import signal
import sqlite3
import subprocess
import time

from program import PROGRAM, run, unittest
from study_test import STUDY, Study


class Killed(Study):
    def test_twenty_kills(self):
        self.study.write_text(STUDY.replace("CASES", "100"))
        start = time.monotonic()
        self.assert_exit(run("study", self.study, "-o", self.folder / "whole", timeout=600), 0)
        whole = time.monotonic() - start
        chance, kills = random.Random(5), 0
        while kills < 20:
            process = self.start(*(["--resume"] if kills else []))
            try:
                process.communicate(timeout=chance.uniform(0.02, whole / 30))
                self.fail("done before twenty kills")
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.communicate()
                kills += 1
        self.assert_exit(run("study", self.study, "-o", self.folder / "out", "--resume", timeout=600), 0)
        store = sqlite3.connect(self.folder / "out" / "study.sqlite")
        self.assertEqual(store.execute("PRAGMA integrity_check").fetchone(), ("ok",))
        self.assertGreater(store.execute("SELECT sum(attempts) FROM cases").fetchone()[0], 100)
        self.assertEqual(self.rows(self.folder / "out"), self.rows(self.folder / "whole"))


del Study

if __name__ == "__main__":
    unittest.main()

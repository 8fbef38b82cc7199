"""Every command that README.md shows runs, in its order, and ends as the text says."""
import os
import re
import shlex
import subprocess

from program import PROGRAM, SOURCE, Case, unittest

ELSEWHERE = {  # what runs them, and these are then not run here
    "tools/setup-and-demo": ".ci/run", "tools/test": ".ci/run runs it, and it runs this",
    "tools/pictures": "needs a browser", "tools/bench-compare": "tests/tools/bench_statistics_test.py",
    "tools/golden": "tests/tools/golden_test.py", "tools/faults": "one test a topic",
}
FULL = ("scenes/studies/cartridge.toml", "--full")  # minutes: readme_studies_full_test.py runs them
CODES = {"--fail-on": 1}  # of a command that names this; the page says that a broken rule ends with 1


def indented(readme):
    """Those that stand in lines of their own, without the comments behind them."""
    return [re.split(r"\s{2,}#", line.strip())[0] for line in readme.splitlines()
            if re.match(r" {4}(build/dermavox|tools/)", line)]


def quoted(readme):
    """Those between backquotes inside the text."""
    text = re.sub(r"```.*?```", "", readme, flags=re.DOTALL)
    return [found for found in re.findall(r"`([^`\n]+)`", text) if re.match(r"(build/dermavox |tools/\S+)", found)]


def is_full(command):
    return any(part in command for part in FULL)


class Readme(Case):
    def setUp(self):
        super().setUp()
        self.readme = (SOURCE / "README.md").read_text()
        (self.folder / "scenes").symlink_to(SOURCE / "scenes")
        (self.folder / "build").mkdir()
        (self.folder / "build" / "dermavox").symlink_to(PROGRAM)

    def save_scene(self):
        """As the page says: "save this as mine.toml"."""
        text = re.search(r"```toml\n(.*?)```", self.readme, re.DOTALL).group(1)
        (self.folder / "mine.toml").write_text(text)

    def ended(self, command):
        environment = {**os.environ, "DERMAVOX_DATA": str(SOURCE / "scenes")}
        done = subprocess.run(["bash", "-c", command], cwd=self.folder, capture_output=True, text=True, check=False,
                              timeout=1800, stdin=subprocess.DEVNULL, env=environment)
        return done.returncode, done.stdout[-2000:] + done.stderr[-2000:]

    def check(self, command):
        program = shlex.split(command)[0]
        with self.subTest(command):
            if program in ELSEWHERE:
                self.assertTrue(os.access(SOURCE / program, os.X_OK))
                return
            self.assertEqual(program, "build/dermavox", "a command that no test runs")
            code, output = self.ended(command)
            self.assertEqual(code, next((code for part, code in CODES.items() if part in command), 0), output)

    def test_quick_ones(self):
        self.assertGreater(len(indented(self.readme)), 10)
        for command in quoted(self.readme):
            self.check(command)
        self.save_scene()
        for command in indented(self.readme):
            if not is_full(command):
                self.check(command)


if __name__ == "__main__":
    unittest.main()

"""Runs the built program for the tests of this folder. $DERMAVOX names it, $DERMAVOX_SOURCE the source tree."""
import atexit
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = os.path.abspath(os.environ.get("DERMAVOX", "build/dermavox"))
SOURCE = pathlib.Path(os.environ.get("DERMAVOX_SOURCE", ".")).resolve()
SCENES = SOURCE / "scenes"

SMALL = """schema = 1
title = "small"
[skin]
site = "cheek"
[device]
preset = "pen-12-ring"
[motion]
area = ["2 mm", "2 mm"]
"""


def processor_seconds():
    return sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


@atexit.register
def record_cost():
    """As tests/support/cost.cpp does: processor time in 1e7 steps of a loop, here of Python's."""
    file = os.environ.get("DERMAVOX_TEST_COSTS")
    if not file:
        return
    used, steps, x = processor_seconds(), 20_000, 1
    for _ in range(steps):
        x = (x * 5 + 1) & 0xFFFFFFFF
    step = (processor_seconds() - used) / steps
    with open(file, "a") as out:
        out.write(f"{os.getppid()},cli,{used / step / 1e7:.6f}\n")


def run(*arguments, cwd=None, env=None, timeout=120):
    """Completed process with text output; never a terminal."""
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, cwd=cwd, timeout=timeout,
                          stdin=subprocess.DEVNULL, env={**os.environ, **(env or {})})


class Case(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.addCleanup(self._folder.cleanup)
        self.folder = pathlib.Path(self._folder.name)

    def scene(self, text=SMALL, name="scene.toml"):
        path = self.folder / name
        if isinstance(text, bytes):
            path.write_bytes(text)
        else:
            path.write_text(text)
        return path

    def result(self, folder):
        return json.loads((pathlib.Path(folder) / "result.json").read_text())

    def assert_peak(self, peak, limit):
        """Memory of a process, where sanitizers do not multiply it."""
        if not os.environ.get("DERMAVOX_SANITIZED"):
            self.assertLess(peak, limit)

    def assert_exit(self, process, code):
        self.assertEqual(process.returncode, code, process.stdout + process.stderr)


class OneRun(Case):
    """Tests of one run of a small shipped scene: its folder is `out`, its result `figures`."""

    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.out = pathlib.Path(cls.place.name) / "out"
        process = run("run", SCENES / "small-test-area.toml", "-o", cls.out)
        assert process.returncode == 0, process.stderr

    @classmethod
    def tearDownClass(cls):
        cls.place.cleanup()

    def setUp(self):
        super().setUp()
        self.figures = self.result(self.out)


# A process counts the memory that its parent had when it was started, so a small one stands between.
LAUNCHER = """import os, resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL).returncode
os.write(1, f"{code} {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}".encode())"""


def catches(pid, number):
    """True once the process has set a handler for a signal."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    mask = int(status.split("SigCgt:")[1].split()[0], 16)
    return bool(mask >> (number - 1) & 1)


def cost_of(*arguments):
    """(exit code, stderr, seconds, peak bytes) of one run in a child of its own; of the largest of its processes."""
    start = time.monotonic()
    launcher = subprocess.run([sys.executable, "-S", "-c", LAUNCHER, PROGRAM, *map(str, arguments)], capture_output=True,
                              text=True)
    code, peak = map(int, launcher.stdout.split())
    return code, launcher.stderr, time.monotonic() - start, peak * 1024


__all__ = ["Case", "PROGRAM", "SCENES", "SMALL", "SOURCE", "catches", "cost_of", "resource", "run", "unittest"]

"""Every shipped scene answers what its golden figures say; the comparison itself sees what moves."""
import importlib.machinery
import importlib.util
import os
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(os.environ.get("DERMAVOX_SOURCE", pathlib.Path(__file__).resolve().parents[2]))


def tool():
    loader = importlib.machinery.SourceFileLoader("golden", str(ROOT / "tools" / "golden"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("golden", loader))
    loader.exec_module(module)
    return module


class Golden(unittest.TestCase):
    def test_the_table_of_scenes_shows_the_golden_figures(self):
        golden = tool()
        text = golden.TABLE.read_text()
        self.assertEqual(golden.page(text), text, "tools/golden --page renews it")
        self.assertIn("| `cheek-pen-12-ring` | 1.00 |", text)

    def test_no_figure_moved(self):
        done = subprocess.run([sys.executable, ROOT / "tools" / "golden"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_figures_that_move_or_go_are_named(self):
        golden = {"a": (1.0, 1e-6), "b[0].c": (2.0, 1e-6), "gone": (3.0, 1e-6), "zero": (0.0, 1e-6), "same": (5.0, 1e-6)}
        now = {"a": 1.0 + 2e-6, "b[0].c": 2.0 + 1e-6, "zero": 1e-5, "same": 5.0, "fresh": 1.0}
        self.assertEqual([key for key, *_ in tool().moved(golden, now)], ["a", "gone", "zero"])
        self.assertEqual([key for key, *_ in tool().moved({"a": (1.0, 1.0)}, {"a": float("nan")})], ["a"])

    def test_every_number_of_a_result_is_a_figure_but_how_a_solver_got_there(self):
        result = {"schema": 1, "a": {"b": [{"c": 1, "d": None}, {"c": 2.5, "e": True}]}, "tewl": {"solver": {"residual": 1}}}
        self.assertEqual(dict(tool().flat(result)), {"a.b[0].c": 1.0, "a.b[1].c": 2.5})


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    unittest.main()

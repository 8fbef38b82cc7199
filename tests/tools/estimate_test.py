"""Memory and disk that `check` estimates against what a run takes, on every shipped scene but the whole face.

Processor time is not judged here: it is of the machine; `tools/estimate` prints it.
"""
import importlib.machinery
import importlib.util
import os
import pathlib
import unittest

SOURCE = pathlib.Path(os.environ.get("DERMAVOX_SOURCE", ".")).resolve()
LOADER = importlib.machinery.SourceFileLoader("estimate", str(SOURCE / "tools" / "estimate"))
LEAST, MOST = 0.8, 1.5
# share of what is taken that is still accepted where the count is known to be wrong: needles over bone go past the dial that it takes them to
# reach, and gliding needles cut more voxels than their shafts hold
TOLD = {("forehead-bone", "memory_bytes"): 0.5, ("forehead-bone", "disk_bytes"): 0.35,
        ("cheek-pen-12-ring", "disk_bytes"): 0.5}


class Estimates(unittest.TestCase):
    def test_of_every_scene(self):
        tool = importlib.util.module_from_spec(importlib.util.spec_from_loader("estimate", LOADER))
        LOADER.exec_module(tool)
        paths = tool.scenes()
        estimated = tool.estimated(paths)
        for path in paths:
            taken = tool.taken(path)
            for kind in ("memory_bytes", "disk_bytes"):
                with self.subTest(scene=path.stem, kind=kind):
                    ratio = estimated[path.stem][kind] / taken[kind]
                    self.assertGreater(ratio, TOLD.get((path.stem, kind), LEAST))
                    self.assertLess(ratio, MOST)


if __name__ == "__main__":
    unittest.main()

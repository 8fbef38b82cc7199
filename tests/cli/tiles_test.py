"""A patch whose voxels do not fit into the memory that is allowed is carved in tiles, with the same figures."""
import re

from program import Case, cost_of, run, unittest

# the skin is cut over and over, at fine voxels: its grids in one piece are far larger than all else
SCENE = """schema = 1
[skin]
site = "cheek"
[device]
preset = "pen-12-ring"
depth = "1.5 mm"
[motion]
area = ["16 mm", "16 mm"]
speed = "20 mm/s"
passes = 2
[grid]
voxel = "10 um"
[report]
voxels = false
[run]
stages = ["motion", "wound", "metrics"]
"""


class Tiles(Case):
    def estimate(self, *arguments):
        said = run("check", self.scene(SCENE), *arguments)
        self.assert_exit(said, 0)
        size, unit = re.search(r"about ([\d.]+) (MB|GB) of memory", said.stdout).groups()
        return float(size) * {"MB": 1e6, "GB": 1e9}[unit], said.stdout

    def test_too_large_for_one_piece(self):
        whole, said = self.estimate()
        self.assertNotIn("tiles", said)
        allowed = "650MB"
        tiled, said = self.estimate("--max-memory", allowed)
        self.assertIn("carved in", said)
        self.assertLess(tiled, whole)

        scene = self.scene(SCENE)
        code, errors, _, peak = cost_of("run", scene, "-o", self.folder / "tiled", "--max-memory", allowed)
        self.assertEqual(code, 0, errors)
        self.assertIn("carved in", errors)
        self.assert_peak(peak, tiled)  # what check says is an upper bound
        code, errors, _, in_one = cost_of("run", scene, "-o", self.folder / "whole")
        self.assertEqual(code, 0, errors)
        self.assert_peak(peak, in_one)
        for name in ("result.json", "channels.csv", "volume.vti", "maps/depth-0000um.png"):
            self.assertEqual((self.folder / "tiled" / name).read_bytes(), (self.folder / "whole" / name).read_bytes(), name)
        self.assert_exit(run("verify-output", self.folder / "tiled"), 0)

    def test_nothing_fits(self):
        said = run("check", self.scene(SCENE), "--max-memory", "150MB")
        self.assert_exit(said, 69)
        self.assertIn("grid.voxel", said.stderr)


if __name__ == "__main__":
    unittest.main()

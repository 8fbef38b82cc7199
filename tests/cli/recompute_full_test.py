"""Figures of result.json worked out again from the tables and grids of the same run, by other code: numpy, OpenVDB."""
import csv
import math
import sys

import numpy as np

from program import OneRun, unittest

try:
    import pyopenvdb
except ImportError:
    pyopenvdb = None


def table(file):
    """Columns by name, as numbers."""
    with open(file) as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return {key: np.array([float(row[key]) for row in rows]) for key in rows[0]}


def array_of(grid, shape):
    out = np.zeros(shape, float if type(grid).__name__ == "FloatGrid" else bool)
    grid.copyToArray(out)
    return out


class Recomputed(OneRun):
    def setUp(self):
        super().setUp()
        self.mm = self.figures["patch"]["width_mm"], self.figures["patch"]["height_mm"]

    def close(self, got, expected, relative):
        self.assertLessEqual(abs(got - expected), relative * abs(expected), f"{got} instead of {expected}")

    def test_depths_and_forces_from_the_insertions(self):
        rows = table(self.out / "insertions.csv")
        through = rows["punctured_layers"] > 0
        for key, sample in (("inserted_um", rows["inserted_um"][through]), ("tip_um", rows["tip_um"][through]),
                            ("residual_um", rows["residual_um"][through])):
            spread = self.figures["depth"][key]
            self.close(spread["mean"], sample.mean(), 1e-6)
            for name, percent in (("p5", 5), ("p50", 50), ("p95", 95)):
                self.close(spread[name], np.percentile(sample, percent), 1e-5)
            if sample.std() > 0.1:  # rows have six digits
                self.close(spread["sd"], sample.std(ddof=1), 1e-4)
        self.close(self.figures["force"]["needle_peak_mN"]["mean"], rows["peak_mN"].mean(), 1e-6)
        self.close(self.figures["depth"]["punctured_fraction"], through.mean(), 1e-12)
        per_cm2 = through.sum() / (self.mm[0] * self.mm[1] / 100)
        self.close(self.figures["density"]["punctures_per_cm2"], per_cm2, 1e-9)

    def test_nearest_neighbours_by_every_pair(self):
        rows = table(self.out / "insertions.csv")
        x, y = rows["x_mm"], rows["y_mm"]
        d = np.hypot(x[:, None] - x, y[:, None] - y)
        np.fill_diagonal(d, np.inf)
        nearest = d.min(axis=1)
        width, height = self.mm
        edge = np.minimum(np.minimum(x, width - x), np.minimum(y, height - y))
        seen = nearest <= edge  # Hanisch: only those whose neighbour is nearer than the edge, each with its weight
        weight = 1 / ((width - 2 * nearest[seen]) * (height - 2 * nearest[seen]))
        mean = (nearest[seen] * weight).sum() / weight.sum()
        expected = 2 * mean * math.sqrt(len(x) / (width * height))
        self.close(self.figures["evenness"]["clark_evans"], expected, 1e-3)

    @unittest.skipIf(pyopenvdb is None, "python3-openvdb is not installed")
    def test_areas_and_volumes_from_the_grids(self):
        voxel = self.figures["discretisation"]["voxel_um"] * 1e-3
        shape = [round(self.mm[0] / voxel), round(self.mm[1] / voxel), 200]
        hits = array_of(pyopenvdb.read(str(self.out / "tissue.vdb"), "hits"), shape)
        channels = array_of(pyopenvdb.read(str(self.out / "tissue.vdb"), "channels"), shape)
        exact = sum(layer["wounded_mm3"] for layer in self.figures["layers"])
        off = self.figures["discretisation"]["cut_volume_in_voxels"]
        self.close(np.count_nonzero(hits) * voxel ** 3, exact * (1 + off), 1e-9)
        self.assertLess(abs(off), 0.05)
        share = channels[:, :, 0].mean()
        self.close(share, self.figures["coverage"]["at_depth"][0]["open_fraction"], 0.08)  # the plane lies half a voxel down

    def test_points_thrown_into_single_channels(self):
        """Coverage by Monte Carlo: an ellipse of each channel's axes and area, points thrown at random."""
        rows = table(self.out / "channels.csv")
        rng = np.random.default_rng(7)
        points = rng.random((60000, 2)) * self.mm
        hit = np.zeros(len(points), bool)
        for x, y, a, b, turn, area in zip(rows["x_mm"], rows["y_mm"], rows["long_um"], rows["short_um"],
                                          rows["angle_deg"], rows["area_um2"]):
            c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
            dx, dy = points[:, 0] - x, points[:, 1] - y
            scale = math.sqrt(area / (math.pi / 4 * a * b))  # the moments' ellipse, with the channel's own area
            u, v = (c * dx + s * dy) / (a * scale * 5e-4), (c * dy - s * dx) / (b * scale * 5e-4)
            hit |= u * u + v * v < 1
        share = self.figures["coverage"]["at_depth"][0]["open_fraction"]
        error = math.sqrt(share * (1 - share) / len(points))
        self.assertLess(abs(hit.mean() - share), 4 * error + 0.03 * share)


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    unittest.main()

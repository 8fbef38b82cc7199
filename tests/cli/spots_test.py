"""Openings found in pictures: simulated, drawn, found, compared; films counted layer by layer; what is refused."""
import csv
import json
import pathlib
import struct
import sys
import tempfile
import zlib

import numpy
import tifffile

from program import Case, run, unittest


def png(path, grey):
    rows = b"".join(b"\0" + row.tobytes() for row in numpy.asarray(grey, "u1"))
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    header = struct.pack(">IIBBBBB", grey.shape[1], grey.shape[0], 8, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return path


def picture(openings, size, pixel, contrast=0.3, noise=0.02, blur=1.5, light=False):
    """Ellipses (x, y from below, full axes [um], angle [deg]) under uneven light, 0 to 1."""
    columns, rows = (round(side / pixel) for side in size)
    fine, inside = 3, numpy.zeros((rows, columns))
    for x, y, length, width, angle in openings:
        x, y, reach = x / pixel, rows - y / pixel, length / pixel / 2 + 2
        x0, x1 = max(int(x - reach), 0), min(int(x + reach) + 1, columns)
        y0, y1 = max(int(y - reach), 0), min(int(y + reach) + 1, rows)
        if x0 >= x1 or y0 >= y1:
            continue
        v, u = numpy.mgrid[0:(y1 - y0) * fine, 0:(x1 - x0) * fine] / fine + 0.5 / fine
        u, v, a = u + x0 - x, -(v + y0 - y), numpy.radians(angle)
        along, across = u * numpy.cos(a) + v * numpy.sin(a), v * numpy.cos(a) - u * numpy.sin(a)
        disc = (along / length) ** 2 + (across / width) ** 2 <= (0.5 / pixel) ** 2
        share = disc.reshape(y1 - y0, fine, x1 - x0, fine).mean((1, 3))
        inside[y0:y1, x0:x1] = numpy.maximum(inside[y0:y1, x0:x1], share)
    taps = numpy.exp(-numpy.arange(-6, 7) ** 2 / (2 * blur ** 2))
    taps /= taps.sum()
    for axis in (0, 1):
        inside = numpy.apply_along_axis(numpy.convolve, axis, inside, taps, "same")
    across, up = numpy.meshgrid(numpy.linspace(-1, 1, columns), numpy.linspace(-1, 1, rows))
    lamp = 0.6 * (1 - 0.3 * (across ** 2 + up ** 2) / 2) * (1 + 0.1 * across)
    shown = lamp * (1 + contrast * inside if light else 1 - contrast * inside)
    return numpy.clip(shown + 0.6 * noise * numpy.random.default_rng(1).standard_normal(shown.shape), 0, 1)


def lattice(count, pitch, long, short, angle=0):
    return [(pitch * (k % 4 + 0.7), pitch * (k // 4 + 0.8), long, short, angle) for k in range(count)]


class Found(Case):
    def table(self, path):
        lines = path.read_text().splitlines()
        return lines[0], list(csv.DictReader(lines[1:]))

    def test_what_was_simulated_is_found_in_its_picture(self):
        scene = self.scene('schema = 1\n[skin]\nsite = "cheek"\n[device]\npreset = "pen-12-ring"\ndepth = "1 mm"\n'
                           '[motion]\narea = ["3 mm", "3 mm"]\n')
        self.assert_exit(run("run", scene, "-o", self.folder / "out"), 0)
        with (self.folder / "out" / "channels.csv").open() as file:
            rows = list(csv.DictReader(file))
        openings = [(1e3 * float(r["x_mm"]), 1e3 * float(r["y_mm"]), float(r["long_um"]), float(r["short_um"]),
                     float(r["angle_deg"])) for r in rows]
        grey = picture(openings, (3000, 3000), 3)
        tifffile.imwrite(self.folder / "dye.tif", (grey * 65535).astype("u2"))
        spots = self.folder / "spots.csv"
        process = run("spots", self.folder / "dye.tif", "--scale", "3 um", "--depth", "150 um", "-o", spots, "--overlay",
                      self.folder / "seen.png")
        self.assert_exit(process, 0)
        self.assertTrue((self.folder / "seen.png").read_bytes().startswith(b"\x89PNG"))

        process = run("compare", self.folder / "out", spots, "--json", "--all")
        self.assert_exit(process, 0)
        figures = {f["key"]: f for f in json.loads(process.stdout)["others"][0]["figures"]}
        for key, most in (("density.channels_per_cm2", 0.04), ("coverage.at_depth[0].open_fraction", 0.06)):
            figure = figures[key]
            self.assertLess(abs(figure["value"] / figure["reference"] - 1), most, key)

        again = self.scene(scene.read_text() + '[wound]\nchannels = "spots.csv"\n', "again.toml")
        self.assert_exit(run("check", again), 0)

    def test_scale_place_axes_and_size(self):
        grey = (picture(lattice(12, 200, 90, 60, 30), (900, 700), 5, noise=0.01) * 255).astype("u1")
        file = png(self.folder / "dye.png", grey)
        process = run("spots", file, "--points", "10,20,110,20", "--apart", "0.5 mm", "--json")
        self.assert_exit(process, 0)
        found = json.loads(process.stdout)
        self.assertEqual(found["count"], 12)
        self.assertAlmostEqual(found["pixel_um"], 5)
        self.assertEqual([round(side, 6) for side in found["size_mm"]], [0.9, 0.7])
        lowest = min(found["spots"], key=lambda s: s["x_mm"] + s["y_mm"])
        self.assertAlmostEqual(lowest["x_mm"], 0.14, delta=0.002)
        self.assertAlmostEqual(lowest["y_mm"], 0.16, delta=0.002)
        for spot in found["spots"]:
            self.assertAlmostEqual(spot["area_um2"], numpy.pi / 4 * 90 * 60, delta=0.08 * 4241)
            self.assertAlmostEqual(spot["angle_deg"], 30, delta=8)
        self.assertEqual(json.loads(run("spots", file, "--scale", "5 um", "--smallest", "120 um", "--json").stdout)["count"], 0)

    def test_holes_of_films_against_a_simulated_run(self):
        layers = []
        for k, count in enumerate((12, 9, 3)):
            grey = picture(lattice(count, 200, 90, 90), (900, 700), 5, light=True, noise=0.01)
            layers.append(png(self.folder / f"layer{k}.png", (grey * 255).astype("u1")))
        run_folder = self.folder / "out"
        run_folder.mkdir()
        depths = [50, 130, 250, 260, 270, 400]
        (run_folder / "insertions.csv").write_text("inserted_um\n" + "".join(f"{d}\n" for d in depths))
        table = self.folder / "holes.csv"
        process = run("spots", *layers, "--scale", "5 um", "--light", "--layer", "127 um", "--needles", "12", "--beside",
                      run_folder, "-o", table, "--plot", self.folder / "holes.svg")
        self.assert_exit(process, 0)
        first, rows = self.table(table)
        self.assertEqual(first, "# needles: 12")
        self.assertEqual([int(r["holes"]) for r in rows], [12, 9, 3])
        self.assertEqual([float(r["depth_um"]) for r in rows], [127, 254, 381])
        self.assertEqual([float(r["share"]) for r in rows], [1, 0.75, 0.25])
        self.assertEqual([float(r["simulated_share"]) for r in rows], [round(n / 6, 4) for n in (5, 3, 1)])
        # Wilson, 3 of 12: Newcombe 1998, Statist. Med. 17:857, formula 10
        p, n, z = 0.25, 12, 1.959964
        half = z * (z * z + 4 * n * p * (1 - p)) ** 0.5
        self.assertAlmostEqual(float(rows[2]["share_low"]), (2 * n * p + z * z - half) / (2 * (n + z * z)), delta=1e-4)
        self.assertAlmostEqual(float(rows[2]["share_high"]), (2 * n * p + z * z + half) / (2 * (n + z * z)), delta=1e-4)
        self.assertIn("<svg", (self.folder / "holes.svg").read_text())

    def test_what_is_left_open_or_wrong_is_refused(self):
        file = png(self.folder / "dye.png", (picture([], (400, 400), 5) * 255).astype("u1"))
        for arguments, code, said in (
                ((file,), 2, '--scale "5 um"'),
                ((file, "--scale", "5 um", "--points", "1,1,5,5", "--apart", "1 mm"), 2, "how wide a pixel is"),
                ((file, "--scale", "5 kg"), 2, "kg is the unit of a mass"),
                ((file, "--points", "5,5,5,5", "--apart", "1 mm"), 2, "two different places"),
                ((file, file, "--scale", "5 um"), 2, "--layer"),
                ((file, "--scale", "5 um", "--needles", "5"), 2, "go with --layer"),
                ((file, "--scale", "5 um", "--channel", "teal"), 2, "grey, red, green or blue"),
                ((file, "--scale", "5 um", "--region", "0,0,500,20"), 65, "80 x 80 pixels"),
                ((self.folder / "none.png", "--scale", "5 um"), 66, "none.png"),
                ((self.scene(), "--scale", "5 um"), 65, "PNG, JPEG or TIFF"),
                ((file, "--scale", "5 um", "-o", file), 73, "dye.png")):
            process = run("spots", *arguments)
            self.assert_exit(process, code)
            self.assertIn(said, process.stderr)
        self.assertIn("nothing stands out", run("spots", file, "--scale", "5 um").stdout)


def has_opencv():
    with tempfile.TemporaryDirectory() as folder:
        file = png(pathlib.Path(folder) / "plain.png", numpy.full((20, 20), 90, "u1"))
        return "this build cannot look for spots" not in run("spots", file, "--scale", "1 um").stderr


if __name__ == "__main__":
    if not has_opencv():
        sys.exit(77)
    unittest.main()

"""skin.volume: a segmented scan, written here by NumPy and the formats' own libraries, as the tissue of a run."""
import json
import tomllib

import numpy

from program import Case, cost_of, run, unittest

WIDTH = (12.5, 10.0, 5.0)  # um along x, y, depth
SIZE = (96, 80, 150)
LAYERS = (("stratum_corneum", 10), ("viable_epidermis", 20), ("papillary_dermis", 31), ("reticular_dermis", 32))
MEANS = (17.0, 61.0, 120.0)  # um of the first three; the fourth runs out of the scan

SCENE = """schema = 1
[skin]
site = "cheek"
[skin.volume]
file = "scan.npy"
voxel = ["12.5 um", "10 um", "5 um"]
outside = 3
[skin.stratum_corneum]
labels = 10
[skin.viable_epidermis]
labels = [20, 21]
[skin.papillary_dermis]
labels = 31
[skin.reticular_dermis]
labels = 32
[device]
preset = "pen-12-ring"
[motion]
area = ["1.2 mm", "0.8 mm"]
"""


def tops():
    """Depths [um] of the four faces: a tilted, wavy surface and interfaces with waves of their own, each a whole
    number of waves long, so that means are known."""
    x = (numpy.arange(SIZE[0]) + 0.5) / SIZE[0]
    y = (numpy.arange(SIZE[1]) + 0.5) / SIZE[1]
    x, y = numpy.meshgrid(2 * numpy.pi * x, 2 * numpy.pi * y, indexing="ij")
    faces = [60 + 40 * (x - numpy.pi) / numpy.pi + 8 * numpy.sin(3 * x) * numpy.sin(2 * y)]
    for mean, wave in zip(MEANS, (numpy.sin(5 * x + y), 12 * numpy.sin(2 * x) * numpy.sin(4 * y), 9 * numpy.cos(x - y))):
        faces.append(faces[-1] + mean + wave)
    return faces


def scan():
    z = (numpy.arange(SIZE[2]) + 0.5) * WIDTH[2]
    labels = numpy.full(SIZE, 3, numpy.uint8)
    for (_, label), top in zip(LAYERS, tops()):
        labels[z[None, None, :] >= top[:, :, None]] = label
    labels[10:20, 30:40, :][labels[10:20, 30:40, :] == 20] = 21  # a second label of one tissue
    return labels


def save_npy(path, labels):
    numpy.save(path, labels)


def save_tiff(path, labels):
    import tifffile
    tifffile.imwrite(path, numpy.ascontiguousarray(labels.transpose(2, 1, 0)), photometric="minisblack")


def save_vti(path, labels):
    from vtkmodules.util.numpy_support import numpy_to_vtk
    from vtkmodules.vtkCommonDataModel import vtkImageData
    from vtkmodules.vtkIOXML import vtkXMLImageDataWriter
    image = vtkImageData()
    image.SetDimensions(*(n + 1 for n in labels.shape))
    array = numpy_to_vtk(labels.ravel(order="F"), deep=True)
    array.SetName("tissue")
    image.GetCellData().AddArray(array)
    writer = vtkXMLImageDataWriter()
    writer.SetFileName(str(path))
    writer.SetInputData(image)
    writer.SetDataModeToAppended()
    writer.EncodeAppendedDataOff()
    writer.SetCompressorTypeToNone()
    writer.Write()


def save_nifti(path, labels):
    """Of VTK, with the unit, which it does not write: mm in xyzt_units."""
    import gzip
    from vtkmodules.vtkIOImage import vtkNIFTIImageWriter
    save_points(vtkNIFTIImageWriter(), path, labels)
    data = bytearray(gzip.decompress(path.read_bytes()))
    data[123] = 2
    path.write_bytes(gzip.compress(data))


def save_meta(path, labels):
    from vtkmodules.vtkIOImage import vtkMetaImageWriter
    save_points(vtkMetaImageWriter(), path, labels)


def save_points(writer, path, labels):
    """With the widths in mm."""
    from vtkmodules.util.numpy_support import numpy_to_vtk
    from vtkmodules.vtkCommonDataModel import vtkImageData
    image = vtkImageData()
    image.SetDimensions(*labels.shape)
    image.SetSpacing(*(width / 1000 for width in WIDTH))
    image.GetPointData().SetScalars(numpy_to_vtk(labels.ravel(order="F"), deep=True))
    writer.SetFileName(str(path))
    writer.SetInputData(image)
    writer.Write()


def save_nrrd(path, labels):
    head = f"NRRD0004\ntype: uchar\ndimension: 3\nsizes: {' '.join(map(str, labels.shape))}\nencoding: raw\n\n"
    path.write_bytes(head.encode() + labels.tobytes(order="F"))


def save_npz(path, labels):
    numpy.savez_compressed(path, labels=labels)


def save_vdb(path, labels):
    import pyopenvdb
    grid = pyopenvdb.FloatGrid(0)
    grid.copyFromArray(labels.astype("float32"))
    grid.name = "labels"
    pyopenvdb.write(str(path), [grid])


class Scans(Case):
    def write(self, text=SCENE, labels=None, name="scan.npy", save=save_npy):
        save(self.folder / name, scan() if labels is None else labels)
        return self.scene(text.replace("scan.npy", name))

    def run_scene(self, scene, *options, out="out"):
        process = run("run", scene, "-o", self.folder / out, "--quiet", "--json", *options)
        self.assert_exit(process, 0)
        resolved = tomllib.loads((self.folder / out / "resolved.toml").read_text())
        return json.loads(process.stdout), resolved

    def refused(self, scene, *parts, code=65, options=()):
        process = run("check", scene, *options)
        self.assert_exit(process, code)
        for part in parts:
            self.assertIn(part, process.stderr)
        return process.stderr

    @staticmethod
    def thickness(resolved, layer):
        value = resolved["skin"][layer]["thickness"]["value"]
        number, unit = value.split()
        return float(number) * {"m": 1e6, "mm": 1e3, "um": 1, "nm": 1e-3}[unit]


class Layers(Scans):
    def test_every_format_gives_the_thickness_that_was_written(self):
        figures = set()
        for name, save in (("scan.npy", save_npy), ("scan.tif", save_tiff), ("scan.vti", save_vti),
                           ("scan.vdb", save_vdb), ("scan.nii.gz", save_nifti), ("scan.mha", save_meta),
                           ("scan.nrrd", save_nrrd), ("scan.npz", save_npz)):
            scene = self.write(name=name, save=save)
            result, resolved = self.run_scene(scene, "--set", "run.stages=['motion', 'wound']", out=name + ".out")
            for (layer, _), mean in zip(LAYERS, MEANS):
                self.assertLess(abs(self.thickness(resolved, layer) - mean), WIDTH[2] / 2, (name, layer))
                self.assertEqual(resolved["skin"][layer]["thickness"]["basis"], "derived")
            figures.add(json.dumps({k: v for k, v in resolved["skin"].items() if k != "volume"}).replace(name, ""))
            self.assertEqual(resolved["skin"]["volume"]["file"], "scan" + name[4:])
            self.assertIn("scan_tilted", [w["code"] for w in result["warnings"]])
        self.assertEqual(len(figures), 1, "all formats hold the same tissue")

    def test_axes_and_widths_come_from_file_or_scene(self):
        """Whatever way the array lies, the layers are the same."""
        options = ("--set", "run.stages=['motion', 'wound']")
        layers = []
        plain = SCENE.replace('voxel = ["12.5 um", "10 um", "5 um"]\n', "")
        turned = SCENE.replace("[skin.stratum", 'axes = "-zyx"\n[skin.stratum', 1)
        ranges = SCENE.replace("labels = [20, 21]", 'labels = "20-29"').replace("outside = 3", 'outside = ["0-9"]')
        for number, (text, labels, name, save) in enumerate((
                (SCENE, scan(), "scan.npy", save_npy), (plain, scan(), "scan.nii.gz", save_nifti),
                (turned, numpy.ascontiguousarray(scan().transpose(2, 1, 0)[::-1]), "scan.npy", save_npy),
                (ranges, scan(), "scan.npy", save_npy))):
            scene = self.write(text, labels, name, save)
            _, resolved = self.run_scene(scene, *options, out=f"out{number}")
            layers.append([self.thickness(resolved, layer) for layer, _ in LAYERS])
            again, _ = self.run_scene(self.folder / f"out{number}" / "resolved.toml", *options, out=f"again{number}")
            self.assertIn("The scan as it was read: ", (self.folder / f"out{number}" / "report.html").read_text())
        self.assertEqual(resolved["skin"]["viable_epidermis"]["labels"], ["20-29"])
        for other in layers[1:]:
            self.assertEqual(other, layers[0])

    def test_check_says_what_was_understood(self):
        process = run("check", self.write())
        self.assert_exit(process, 0)
        for part in ("NumPy, uint8; 96 x 80 x 150 cells of 12.5 x 10 x 5 um along x, y and depth; axes xyz",
                     "stratum_corneum 17", "tilt"):
            self.assertIn(part, process.stdout)
        said = json.loads(run("check", self.folder / "scene.toml", "--json").stdout)["volume"]
        self.assertEqual(said["size"], [96, 80, 150])
        self.assertEqual(said["layers"][0]["name"], "stratum_corneum")
        plain = json.loads(run("check", self.scene(name="plain.toml"), "--json").stdout)
        self.assertIsNone(plain["volume"])

    def test_the_whole_chain_runs_on_it_and_its_folder_runs_again(self):
        scene = self.write()
        result, resolved = self.run_scene(scene, "--threads", "1")
        for part in ("density", "coverage", "depth", "layers", "tewl"):
            self.assertTrue(result[part], part)
        self.assertGreater(result["density"]["channels_per_cm2"], 100)
        self.assertGreater(result["tewl"]["calibrated"], result["tewl"]["intact"])
        again, _ = self.run_scene(self.folder / "out" / "resolved.toml", "--threads", "3", out="again")
        self.assertEqual(result, again)
        self.assert_exit(run("report", self.folder / "out", "--quiet"), 0)
        self.assert_exit(run("verify-output", self.folder / "out"), 0)
        self.assertIn("Interfaces from a scan of 96 x 80 columns", (self.folder / "out" / "report.html").read_text())
        (self.folder / "out" / "scan.npy").write_bytes((self.folder / "scan.npy").read_bytes() + b" ")
        self.refused(self.folder / "out" / "resolved.toml", "skin.volume.hash", "not the one")

    def test_tissue_of_a_run_is_the_tissue_that_it_came_from(self):
        """Export and import: the labels of tissue.vdb, read back, are the same labels."""
        import pyopenvdb
        scene = self.write(SCENE.replace("outside = 3", 'outside = 3\nlevel = "top"'))
        options = ("--set", "grid.voxel=5 um", "--set", "motion.area=['0.4 mm', '0.3 mm']",
                   "--set", "run.stages=['motion', 'wound']", "--set", "motion.passes=1")
        self.run_scene(scene, *options, out="first")
        (self.folder / "tissue.vdb").write_bytes((self.folder / "first" / "tissue.vdb").read_bytes())
        second = SCENE.replace("scan.npy", "tissue.vdb").replace('["12.5 um", "10 um", "5 um"]', '"5 um"')
        second = second.replace("outside = 3", 'outside = 0\nlevel = "top"\narray = "labels"')
        for n, (_, label) in enumerate(LAYERS, 1):
            second = second.replace(f"labels = {label}\n", f"labels = {n}\n")
        second = second.replace("[20, 21]", "2").replace("[device]", "[skin.hypodermis]\nlabels = 5\n[device]")
        self.run_scene(self.scene(second, "second.toml"), *options, out="second")
        grids = [pyopenvdb.read(str(self.folder / out / "tissue.vdb"), "labels") for out in ("first", "second")]
        values = [numpy.zeros((80, 60, 400), "float32") for _ in grids]
        for grid, array in zip(grids, values):
            grid.copyToArray(array)
        self.assertGreater(len(numpy.unique(values[0])), 4)
        numpy.testing.assert_array_equal(*values)

    def test_a_layer_too_thin_for_the_scan_lies_on_the_next(self):
        labels = scan()
        labels[labels == 10] = 20
        text = SCENE.replace("[skin.stratum_corneum]\nlabels = 10\n", "")
        _, resolved = self.run_scene(self.write(text, labels), "--set", "run.stages=['motion', 'wound']")
        self.assertEqual(self.thickness(resolved, "stratum_corneum"), 16.8)  # the site's
        self.assertLess(abs(self.thickness(resolved, "viable_epidermis") - (78 - 16.8)), WIDTH[2] / 2)

    def test_thickness_that_the_scene_states_goes_first(self):
        text = SCENE.replace("labels = 31", 'labels = 31\nthickness = "150 um"')
        _, resolved = self.run_scene(self.write(text), "--set", "run.stages=['motion', 'wound']")
        self.assertEqual(resolved["skin"]["papillary_dermis"]["thickness"], "0.15 mm")

    def test_people_differ_below_the_scan(self):
        result, _ = self.run_scene(self.write(), "--subjects", "4")
        self.assertEqual(result["intervals"]["people"]["subjects"], 4)


class BadScans(Scans):
    def test_every_problem_at_once(self):
        text = SCENE.replace('["12.5 um", "10 um", "5 um"]', '"5 kg"').replace("labels = 31", "labels = 20")
        text = text.replace("labels = 10", "labels = 1.5")
        told = self.refused(self.write(text), "skin.volume.voxel", "kg is the unit of a mass",
                            "a label that skin.viable_epidermis.labels does not have", "1.5", "whole numbers",
                            "scene.toml:6:9", "3 problems")
        self.assertNotIn("thickness", told)

    def test_labels(self):
        labels = scan()
        labels[5, 6, 7] = 99
        self.refused(self.write(labels=labels), "label 99 in 1 cells", "[5, 6, 7]", "skin.volume.outside", "1 problem")
        rare = scan()
        rare[:4, :, 140:] = 77
        self.refused(self.write(SCENE.replace("[device]", "[skin.hypodermis]\nlabels = 77\n[device]"), rare),
                     "skin.hypodermis.labels", "4.17 % of the columns", "at least half")
        swapped = SCENE.replace("labels = 10", "labels = [20, 21]", 1)
        swapped = swapped.replace("[skin.viable_epidermis]\nlabels = [20, 21]", "[skin.viable_epidermis]\nlabels = 10")
        self.refused(self.write(swapped), "10 above those of skin.stratum_corneum.labels", "from the top down")
        bare = SCENE.split("[skin.stratum")[0] + "[device]\npreset = \"pen-12-ring\"\n"
        self.refused(self.write(bare), "layers with labels", "labels = 1 under [skin.stratum_corneum]")

    def test_thickness_beyond_the_scan(self):
        self.refused(self.write(SCENE.replace("labels = 32", 'labels = 32\nthickness = "0.2 mm"')),
                     "skin.reticular_dermis.thickness", "at least what the scan shows of it")
        own = SCENE.replace("[device]", "", 1).split("[skin.stratum")[0].replace('site = "cheek"\n', "")
        own += '[[skin.layer]]\nname = "gel"\nlabels = [10, 20, 21, 31, 32]\n[device]\npreset = "pen-12-ring"\n'
        self.refused(self.write(own), "skin.layer[1].thickness", "missing", "as the scan ends within the layer")
        self.assert_exit(run("check", self.write(own.replace("32]", '32]\nthickness = "5 mm"'))), 0)

    def test_widths_that_contradict_the_file(self):
        text = SCENE.replace('["12.5 um", "10 um", "5 um"]', '"12.5 um"')
        self.refused(self.write(text, name="scan.nii.gz", save=save_nifti), "scene.toml:6:9: skin.volume.voxel",
                     "0.0125 x 0.01 x 0.005 mm along x, y and z", '"12.5 um"')
        self.refused(self.write(text.replace('voxel = "12.5 um"\n', "")), "skin.volume.voxel", "scan.npy: not stated")
        scaled = SCENE.replace('["12.5 um", "10 um", "5 um"]', '["10 um", "8 um", "4 um"]')
        process = run("check", self.write(scaled, name="scan.nii.gz", save=save_nifti))
        self.assert_exit(process, 0)
        self.assertIn("skin.volume.voxel is 0.8 times what scan.nii.gz states", process.stderr)
        self.refused(self.write(SCENE.replace("[skin.stratum", 'axes = "zy"\n[skin.stratum', 1)), "skin.volume.axes", "zyx")

    def test_a_scan_is_one_file(self):
        def save(path, labels):
            path.write_text("NDims = 3\nDimSize = 96 80 150\nElementType = MET_UCHAR\nElementDataFile = scan.raw\n")
            (path.parent / "scan.raw").write_bytes(labels.tobytes(order="F"))
        self.refused(self.write(name="scan.mhd", save=save), "skin.volume.file", "one file")

    def test_files(self):
        scene = self.write()
        (self.folder / "scan.npy").write_bytes((self.folder / "scan.npy").read_bytes()[:5000])
        self.refused(scene, "scene.toml:5:8: skin.volume.file", "cut off")
        (self.folder / "scan.npy").unlink()
        self.refused(scene, "scene.toml:5:8: skin.volume.file", "no such file")
        for name, why in (("../scan.npy", "climbs"), ("/etc/passwd", "absolute")):
            self.refused(self.scene(SCENE.replace("scan.npy", name)), "skin.volume.file", why)
        self.refused(self.scene(SCENE.replace('file = "scan.npy"\n', "")), "skin.volume.voxel", "needs skin.volume.file")

    def test_damaged_vdb_is_refused_or_read_but_never_crashes(self):
        import random
        scene = self.write(name="scan.vdb", save=save_vdb)
        whole = (self.folder / "scan.vdb").read_bytes()
        for cut in (0, 7, 100, len(whole) // 2):
            (self.folder / "scan.vdb").write_bytes(whole[:cut])
            self.refused(scene, "skin.volume.file")
        flips = random.Random(3)
        for _ in range(60):
            damaged = bytearray(whole)
            for _ in range(3):
                damaged[flips.randrange(len(damaged))] ^= 1 << flips.randrange(8)
            (self.folder / "scan.vdb").write_bytes(damaged)
            process = run("check", scene)
            self.assertIn(process.returncode, (0, 65, 69), process.stderr)

    def test_bomb_is_refused_fast_and_small(self):
        import pyopenvdb
        grid = pyopenvdb.FloatGrid(0)
        grid.fill((0, 0, 0), (65535, 65535, 65535), 1.0)
        grid.name = "labels"
        scene = self.write(name="scan.vdb", save=lambda path, _: pyopenvdb.write(str(path), [grid]))
        self.assertLess((self.folder / "scan.vdb").stat().st_size, 200_000)
        code, _, seconds, peak = cost_of("check", scene)
        self.assertEqual(code, 69)
        self.assertLess(seconds, 1)
        self.assert_peak(peak, 200e6)
        self.refused(scene, "65536 x 65536 x 65536", code=69)
        self.refused(self.write(), "more than the", code=69, options=("--max-memory", "500kB"))


if __name__ == "__main__":
    unittest.main()

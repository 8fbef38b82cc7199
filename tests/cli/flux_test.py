"""flux: labelled volumes of every format against closed forms, and everything that can be wrong with them."""
import json

import numpy

from program import Case, run, unittest

TISSUE, AIR = 1.5e-5, 2.57e-5
MATERIALS = """schema = 1
voxel = ["10 um", "10 um", "5 um"]
[[material]]
label = 1
name = "tissue"
kappa = "1.5e-5 m2/s"
[[material]]
label = 7
name = "air"
kappa = "2.57e-5 m2/s"
[bottom]
value = 1.0
[top]
value = 0.0
"""


def layers():
    """Three cells of air on nine of tissue, on a cross-section of 4 x 5."""
    volume = numpy.full((4, 5, 12), 1, numpy.uint8)
    volume[:, :, :3] = 7
    return volume


def slab_flux():
    return 1 / (3 * 5e-6 / AIR + 9 * 5e-6 / TISSUE)


class Volumes(Case):
    def path(self, name):
        return self.folder / name

    def npy(self, volume, name="volume.npy"):
        numpy.save(self.path(name), volume)
        return self.path(name)

    def materials(self, text=MATERIALS):
        file = self.path("materials.toml")
        file.write_text(text)
        return file

    def flux(self, volume, *options, materials=MATERIALS):
        process = run("flux", volume, "--materials", self.materials(materials), *options)
        self.assert_exit(process, 0)
        return json.loads(process.stdout)

    def refused(self, volume, *parts, code=65, materials=MATERIALS, options=()):
        process = run("flux", volume, "--materials", self.materials(materials), *options)
        self.assert_exit(process, code)
        self.assertEqual(process.stdout, "")
        for part in parts:
            self.assertIn(part, process.stderr)


class Formats(Volumes):
    def assert_slab(self, result):
        self.assertAlmostEqual(result["flux_density"] / slab_flux(), 1, places=11)
        self.assertEqual(result["cells"], 240)
        self.assertTrue(result["converged"])

    def test_numpy_of_every_type_and_order(self):
        for kind in ("u1", "i1", "<i2", ">i2", "<u4", ">i4", "<i8", "<u8", "<f4", ">f8"):
            self.assert_slab(self.flux(self.npy(layers().astype(kind))))
        self.assert_slab(self.flux(self.npy(numpy.asfortranarray(layers()))))

    def test_result_has_every_key(self):
        result = self.flux(self.npy(layers()))
        self.assertEqual(set(result), {"flux_density", "effective_kappa", "iterations", "residual", "imbalance",
                                       "converged", "cells", "volume", "seconds", "memory_peak_bytes"})
        self.assertAlmostEqual(result["effective_kappa"] / (slab_flux() * 60e-6), 1, places=9)

    def test_tiff_pages_are_depths(self):
        import tifffile
        pages = numpy.ascontiguousarray(layers().transpose(2, 1, 0))  # page z, row y, column x
        for options in ({}, {"compression": "zlib"}, {"tile": (16, 16)}):
            tifffile.imwrite(self.path("volume.tif"), pages, photometric="minisblack", **options)
            self.assert_slab(self.flux(self.path("volume.tif")))
        tifffile.imwrite(self.path("wide.tif"), pages.astype("int32"), photometric="minisblack", byteorder=">")
        self.assert_slab(self.flux(self.path("wide.tif")))

    def test_vti_in_every_encoding(self):
        from vtkmodules.util.numpy_support import numpy_to_vtk
        from vtkmodules.vtkCommonDataModel import vtkImageData
        from vtkmodules.vtkIOXML import vtkXMLImageDataWriter
        image = vtkImageData()
        image.SetDimensions(5, 6, 13)
        image.SetSpacing(0.01, 0.01, 0.005)
        for name, values in (("labels", layers()), ("other", layers() * 0)):
            array = numpy_to_vtk(values.astype("int32").ravel(order="F"), deep=True)
            array.SetName(name)
            image.GetCellData().AddArray(array)
        for mode in ("Ascii", "Binary", "Appended"):
            for compressed in (True, False):
                for raw in (True, False):
                    writer = vtkXMLImageDataWriter()
                    writer.SetFileName(str(self.path("volume.vti")))
                    writer.SetInputData(image)
                    getattr(writer, f"SetDataModeTo{mode}")()
                    writer.SetEncodeAppendedData(not raw)
                    if not compressed:
                        writer.SetCompressorTypeToNone()
                    writer.Write()
                    self.assert_slab(self.flux(self.path("volume.vti")))
        self.refused(self.path("volume.vti"), "label 0", options=("--grid", "other"))
        self.refused(self.path("volume.vti"), "no array layers", "labels, other", options=("--grid", "layers"))

    def test_openvdb(self):
        import pyopenvdb
        grid = pyopenvdb.FloatGrid(0)
        grid.copyFromArray(layers().astype("float32"), ijk=(-3, 8, 2))
        grid.name = "tissue"
        pyopenvdb.write(str(self.path("volume.vdb")), [grid])
        self.assert_slab(self.flux(self.path("volume.vdb")))

    def test_potential_is_kept(self):
        import pyopenvdb
        field = self.path("field.vdb")
        for volume in (layers(), numpy.asfortranarray(layers())):
            self.flux(self.npy(volume), "-o", field, "--force")
            grid = pyopenvdb.read(str(field), "potential")
            values = numpy.zeros((4, 5, 12), "float32")
            grid.copyToArray(values)
            air = slab_flux() * (numpy.arange(3) + 0.5) * 5e-6 / AIR
            tissue = 1 - slab_flux() * (numpy.arange(9)[::-1] + 0.5) * 5e-6 / TISSUE
            numpy.testing.assert_allclose(values[2, 3], numpy.concatenate([air, tissue]), rtol=1e-6)
            self.assertEqual(grid.transform.voxelSize(), (0.01, 0.01, 0.005))
        process = run("flux", self.npy(layers()), "--materials", self.materials(), "-o", field)
        self.assert_exit(process, 73)


class Physics(Volumes):
    def test_parallel_layers_and_directions(self):
        text = 'direction = "x"\n' + MATERIALS
        volume = numpy.ones((6, 4, 8), numpy.int16)
        volume[:, :, 4:] = 7
        result = self.flux(self.npy(volume), materials=text)
        self.assertAlmostEqual(result["effective_kappa"] / ((TISSUE + AIR) / 2), 1, places=7)
        across = self.flux(self.npy(volume), materials=text.replace('"x"', '"y"'))
        self.assertAlmostEqual(across["effective_kappa"] / ((TISSUE + AIR) / 2), 1, places=7)

    def test_film_above(self):
        film = MATERIALS.replace("[top]\nvalue = 0.0", '[top]\nvalue = 0.0\nfilm = "8 mm"\nkappa_film = "2.57e-5 m2/s"')
        result = self.flux(self.npy(layers()), materials=film)
        self.assertAlmostEqual(result["flux_density"] * (1 / slab_flux() + 8e-3 / AIR), 1, places=7)

    def test_checkerboard(self):
        """Keller and Dykhne: a checkerboard conducts as the geometric mean; the ends lie on lines of symmetry."""
        kappas = (1.0, 4.0)
        text = MATERIALS.replace('"1.5e-5 m2/s"', '"1 m2/s"').replace('"2.57e-5 m2/s"', '"4 m2/s"')
        text = text.replace('["10 um", "10 um", "5 um"]', '"5 um"').replace("schema = 1", "schema = 1\nperiodic = true")
        errors = []
        for cells in (32, 64):
            i = numpy.arange(2 * cells) // cells
            z = (numpy.arange(2 * cells) + cells // 2) // cells
            volume = numpy.where((i[:, None, None] + z[None, None, :]) % 2, 7, 1) * numpy.ones((1, 1, 1), int)
            exact = (kappas[0] * kappas[1]) ** 0.5
            errors.append(abs(self.flux(self.npy(volume.astype("u1")), materials=text)["effective_kappa"] / exact - 1))
        self.assertLess(errors[1], 0.02)
        self.assertLess(errors[1], errors[0])


class BadVolumes(Volumes):
    def test_labels(self):
        volume = layers()
        volume[1, 2, 3] = 9
        self.refused(self.npy(volume), "volume.npy", "label 9", "1 cells", "[1, 2, 3]")
        self.refused(self.npy(layers() + 0.5), "7.5", "whole numbers")
        self.refused(self.npy(layers() * numpy.nan), "whole numbers")
        self.refused(self.npy(layers()[0]), "2 axes", "[x, y, z]")
        self.refused(self.npy(numpy.ones((0, 4, 4), "u1")), "0 x 4 x 4")
        self.refused(self.npy(layers().astype(complex)), "<c16")

    def test_damaged_files(self):
        whole = self.npy(layers()).read_bytes()
        for cut in (0, 5, 30, 90, len(whole) - 1):
            self.path("cut.npy").write_bytes(whole[:cut])
            self.refused(self.path("cut.npy"), "cut.npy")
        for name in ("noise.vti", "noise.tif", "noise.vdb", "noise.npy"):
            self.path(name).write_bytes(b"\x93NUMPYxx" * 50)
            self.refused(self.path(name), name)
        self.path("scan.jpg").write_bytes(b"x")
        self.refused(self.path("scan.jpg"), ".jpg", ".npy, .npz, .vti, .tif")
        self.refused(self.path("none.npy"), "no such file", code=66)

    def test_huge_volume_is_refused_before_memory(self):
        header = b"{'descr': '|u1', 'fortran_order': False, 'shape': (100000, 100000, 100000), }\n"
        self.path("huge.npy").write_bytes(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header)
        self.refused(self.path("huge.npy"), "100000 x 100000 x 100000", code=69, options=("--max-memory", "1GB"))
        self.refused(self.path("huge.npy"), "100000 x 100000 x 100000", code=69)  # more than is free
        self.path("huge.npy").write_bytes(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") +
                                          header.replace(b"100000, 100000, 100000", b"   100,    100,    100"))
        self.refused(self.path("huge.npy"), "the file is cut off")

    def test_bomb_is_refused_without_a_limit(self):
        """A kilobyte of tiles that would expand to 4.4 TB."""
        import pyopenvdb
        grid = pyopenvdb.FloatGrid(0)
        grid.fill((0, 0, 0), (8191, 8191, 8191), 1.0)
        pyopenvdb.write(str(self.path("bomb.vdb")), [grid])
        self.assertLess(self.path("bomb.vdb").stat().st_size, 2000)
        self.refused(self.path("bomb.vdb"), "8192 x 8192 x 8192", code=69)
        self.refused(self.npy(numpy.ones((64, 64, 64), "u1")), code=69, options=("--max-memory", "1MB"))

    def test_materials(self):
        text = MATERIALS.replace('"1.5e-5 m2/s"', '"-1 m2/s"').replace("name", "nam").replace("schema = 1", "schema = 2")
        self.refused(self.npy(layers()), "materials.toml:1:10", "schema", "above 0 m2/s", "did you mean 'material.name'",
                     materials=text)
        self.refused(self.npy(layers()), "top.value", "material: missing", materials="schema = 1\n")
        self.refused(self.npy(layers()), "voxel: missing", "not stated",
                     materials=MATERIALS.replace('voxel = ["10 um", "10 um", "5 um"]', ''))
        self.refused(self.npy(layers()), "a label that no other material has", materials=MATERIALS.replace("= 7", "= 1"))
        self.refused(self.npy(layers()), "kappa_film", materials=MATERIALS + 'film = "8 mm"\n')
        self.refused(self.npy(layers()), "nan", materials=MATERIALS.replace("1.5e-5", "nan"))
        process = run("flux", self.npy(layers()), "--materials", self.path("none.toml"))
        self.assert_exit(process, 66)

    def test_no_path(self):
        closed = MATERIALS.replace('kappa = "2.57e-5 m2/s"', "impermeable = true")
        self.refused(self.npy(layers()), "impermeable", materials=closed)


if __name__ == "__main__":
    unittest.main()

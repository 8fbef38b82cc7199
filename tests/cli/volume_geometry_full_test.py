"""Volumes as other programs write them, with what they state of their cells: read alike, or refused by name.

Written by NumPy, VTK (NIfTI, MetaImage, ImageData), teem (NRRD), tifffile and OpenVDB; NIfTI headers with what VTK does
not write are patched or packed here."""
import gzip
import json
import struct
import subprocess
import zlib

import numpy
import tifffile

from program import Case, run, unittest

SIZE = (12, 10, 20)  # cells along x, y and depth, of 12.5 x 12.5 x 5 um
DEPTHS = (2, 1, 4, 5, 8)  # of air, barrier and three layers
KAPPA = (2.5e-5, 1.2e-9, 1.5e-5, 1.4e-5, 1.3e-5)
WIDTHS = (0.0125, 0.0125, 0.005)  # mm
BY_HAND = '["12.5 um", "12.5 um", "5 um"]'

# layers in series: length over the sum of length / kappa
EFFECTIVE = sum(DEPTHS) / sum(n / k for n, k in zip(DEPTHS, KAPPA))


def labels():
    """Layers from the top, with a mark in one corner of the second that no turn or mirror image leaves where it is."""
    out = numpy.repeat(numpy.arange(5, dtype="u1"), DEPTHS)[None, None, :] * numpy.ones((*SIZE[:2], 1), "u1")
    out[1:4, 2:3, 5] = 7
    return out


def materials(voxel=BY_HAND):
    text = "schema = 1\n" + (f"voxel = {voxel}\n" if voxel else "")
    for label, kappa in enumerate(KAPPA):
        both = "[2, 7]" if label == 2 else label
        text += f'[[material]]\nlabel = {both}\nkappa = "{kappa} m2/s"\n'
    return text + "[bottom]\nvalue = 1.0\n[top]\nvalue = 0.0\n"


def vtk_image(array, direction=None):
    from vtkmodules.util.numpy_support import numpy_to_vtk
    from vtkmodules.vtkCommonDataModel import vtkImageData
    image = vtkImageData()
    image.SetDimensions(*array.shape)
    image.SetSpacing(*WIDTHS)
    if direction is not None:
        image.SetDirectionMatrix(*numpy.asarray(direction, float).ravel())
    points = numpy_to_vtk(array.ravel(order="F"), deep=True)
    points.SetName("labels")
    image.GetPointData().SetScalars(points)
    return image


def save_by(writer_name, path, array, direction=None, **calls):
    import vtkmodules.vtkIOImage
    import vtkmodules.vtkIOXML
    home = vtkmodules.vtkIOXML if "XML" in writer_name else vtkmodules.vtkIOImage
    writer = getattr(home, writer_name)()
    writer.SetFileName(str(path))
    writer.SetInputData(vtk_image(array, direction))
    for call, argument in calls.items():
        getattr(writer, call)(*argument)
    writer.Write()


def nifti_1(array, *, affine=None, units=2, slope=1.0, dim4=1, kind=None, order="<", offset=352, quatern=None, widths=WIDTHS,
            magic=b"n+1\0"):
    """A header after nifti1.h and the numbers."""
    codes = {"u1": 2, "i2": 4, "i4": 8, "f4": 16, "f8": 64, "i1": 256, "u2": 512, "u4": 768, "i8": 1024, "u8": 1280}
    size = array.shape
    h = bytearray(352)
    struct.pack_into(order + "i", h, 0, 348)
    struct.pack_into(order + "8h", h, 40, 4 if dim4 > 1 else 3, *size, dim4, 1, 1, 1)
    struct.pack_into(order + "hh", h, 70, codes[array.dtype.str[1:]] if kind is None else kind, 8 * array.itemsize)
    struct.pack_into(order + "8f", h, 76, 1, *widths, 1, 1, 1, 1)
    struct.pack_into(order + "fff", h, 108, offset, slope, 0)
    h[123] = units
    if quatern is not None:
        struct.pack_into(order + "hh", h, 252, 1, 0)
        struct.pack_into(order + "6f", h, 256, *quatern, 0, 0, 0)
    if affine is not None:
        struct.pack_into(order + "h", h, 254, 1)
        struct.pack_into(order + "12f", h, 280, *numpy.asarray(affine, float)[:3].ravel())
    h[344:348] = magic
    return bytes(h) + array.astype(array.dtype.newbyteorder(order)).tobytes(order="F") * dim4


def nifti_2(array):
    h = bytearray(544)
    struct.pack_into("<i8shh", h, 0, 540, b"n+2\0\r\n\x1a\n", 2, 8)
    struct.pack_into("<8q", h, 16, 3, *array.shape, 1, 1, 1, 1)
    struct.pack_into("<8d", h, 104, 1, *WIDTHS, 1, 1, 1, 1)
    struct.pack_into("<qdd", h, 168, 544, 0, 0)
    struct.pack_into("<i", h, 500, 2)
    return bytes(h) + array.tobytes(order="F")


def affine(columns):
    out = numpy.eye(4)
    out[:3, :3] = numpy.array(columns, float).T * 1
    return out


def grey_png(path, page):
    """A label in each pixel, 8 or 16 bits."""
    page = numpy.asarray(page)
    rows = b"".join(b"\0" + row.astype(page.dtype.newbyteorder(">")).tobytes() for row in page)
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    header = struct.pack(">IIBBBBB", page.shape[1], page.shape[0], 8 * page.itemsize, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Volumes(Case):
    def inspect(self, path, *options, code=0):
        process = run("inspect", path, "--json", *options)
        self.assert_exit(process, code)
        return json.loads(process.stdout) if code == 0 else process.stderr

    def flux(self, path, *options, voxel=BY_HAND, code=0):
        (self.folder / "materials.toml").write_text(materials(voxel))
        process = run("flux", path, "--materials", self.folder / "materials.toml", *options)
        self.assert_exit(process, code)
        return json.loads(process.stdout) if code == 0 else process.stderr

    def put(self, name, data):
        (self.folder / name).write_bytes(data)
        return self.folder / name

    def refused(self, name, data, *parts, options=()):
        said = self.inspect(self.put(name, data), *options, code=65)
        for part in parts:
            self.assertIn(part, said)

    def assert_right(self, path, *options, voxel=None, axes="xyz"):
        """The flux is that of the layers, so depth is depth, and cells have their widths."""
        said = self.flux(path, *options, voxel=voxel)
        self.assertLess(abs(said["effective_kappa"] / EFFECTIVE - 1), 1e-3, path)
        self.assertEqual(said["volume"]["size"], list(SIZE), path)
        self.assertEqual(said["volume"]["axes"], axes)
        numpy.testing.assert_allclose(said["volume"]["voxel_um"], (12.5, 12.5, 5), rtol=1e-6)
        counts = {of["label"]: of["cells"] for of in said["volume"]["labels"]}
        self.assertEqual(counts, {int(k): int(n) for k, n in zip(*numpy.unique(labels(), return_counts=True))})
        return said["volume"]


class Formats(Volumes):
    def test_nifti_of_vtk_plain_and_packed(self):
        for name in ("a.nii", "a.nii.gz"):
            save_by("vtkNIFTIImageWriter", self.folder / name, labels())
            said = self.assert_right(self.folder / name, voxel=BY_HAND)
            self.assertIn("NIfTI-1", said["format"])
            self.assertIsNone(said["spacing_unit"])  # VTK names none
            numpy.testing.assert_allclose(said["spacing"], WIDTHS, rtol=1e-6)

    def test_meta_image_of_vtk(self):
        save_by("vtkMetaImageWriter", self.folder / "a.mha", labels(), SetCompression=(False,))
        self.assert_right(self.folder / "a.mha", voxel=BY_HAND)
        save_by("vtkMetaImageWriter", self.folder / "b.mha", labels(), SetCompression=(True,))
        self.assertIn("zlib", self.assert_right(self.folder / "b.mha", voxel=BY_HAND)["format"])
        save_by("vtkMetaImageWriter", self.folder / "c.mhd", labels(), SetRAWFileName=(str(self.folder / "c.raw"),),
                SetCompression=(False,))
        self.assert_right(self.folder / "c.mhd", voxel=BY_HAND)
        said = self.flux(self.folder / "a.mha", voxel=None, code=65)
        self.assertIn("0.0125 x 0.0125 x 0.005 (no unit)", said)

    def test_nrrd_of_teem_in_each_encoding(self):
        raw = self.put("a.raw", labels().tobytes(order="F"))
        for encoding in ("raw", "gzip", "ascii"):
            path = self.folder / f"{encoding}.nrrd"
            subprocess.run(["teem-unu", "make", "-i", raw, "-t", "uchar", "-s", *map(str, SIZE), "-e", "raw", "-sp",
                            *map(str, WIDTHS), "-o", self.folder / "whole.nrrd"], check=True)
            subprocess.run(["teem-unu", "save", "-f", "nrrd", "-e", encoding, "-i", self.folder / "whole.nrrd", "-o", path],
                           check=True, stderr=subprocess.DEVNULL)
            said = self.assert_right(path, voxel=BY_HAND)
            numpy.testing.assert_allclose(said["spacing"], WIDTHS)
        subprocess.run(["teem-unu", "save", "-f", "nrrd", "-e", "raw", "-i", self.folder / "whole.nrrd", "-o",
                        self.folder / "two.nhdr"], check=True)
        self.assert_right(self.folder / "two.nhdr", voxel=BY_HAND)

    def test_numpy_archives(self):
        for save in (numpy.savez, numpy.savez_compressed):
            save(self.folder / "a.npz", other=numpy.zeros(3), labels=labels())
            self.assert_right(self.folder / "a.npz", voxel=BY_HAND)
        self.assertIn("other, labels", self.inspect(self.folder / "a.npz", "--grid", "third", code=65))

    def test_every_type_of_number(self):
        for kind in ("u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8", ">u2", ">f4", ">f2"):
            numpy.save(self.folder / "a.npy", labels().astype(kind))
            self.assert_right(self.folder / "a.npy", voxel=BY_HAND)
            if kind not in ("f2", ">f2"):
                array = labels().astype(kind.lstrip(">"))
                self.assert_right(self.put("a.nii", nifti_1(array, order=">" if ">" in kind else "<")))
        numpy.save(self.folder / "half.npy", labels().astype("f2") + numpy.float16(0.5))
        self.assertIn("whole numbers", self.inspect(self.folder / "half.npy", code=65))

    def test_nifti_2_and_meta_directions(self):
        self.assertIn("NIfTI-2", self.assert_right(self.put("a.nii", nifti_2(labels())))["format"])
        head = ("ObjectType = Image\nNDims = 3\nDimSize = 12 20 10\nElementType = MET_UCHAR\nDistanceUnits = mm\n"
                "ElementSpacing = 0.0125 0.005 0.0125\nTransformMatrix = 1 0 0 0 0 1 0 -1 0\nElementDataFile = LOCAL\n")
        self.put("b.mha", head.encode() + labels().transpose(0, 2, 1)[:, :, ::-1].tobytes(order="F"))
        self.assert_right(self.folder / "b.mha", axes="xz-y")

    def test_image_data_in_every_packing(self):
        for compressor in ("ZLib", "LZ4", "LZMA"):
            save_by("vtkXMLImageDataWriter", self.folder / "a.vti", labels(),
                    **{f"SetCompressorTypeTo{compressor}": ()})
            self.assert_right(self.folder / "a.vti", voxel=BY_HAND)

    def test_stacks_of_imagej_and_ome(self):
        pages = numpy.ascontiguousarray(labels().transpose(2, 1, 0))
        tifffile.imwrite(self.folder / "a.tif", pages, imagej=True, resolution=(1 / 12.5, 1 / 12.5),
                         metadata={"axes": "ZYX", "spacing": 5.0, "unit": "um"})
        self.assert_right(self.folder / "a.tif")
        tifffile.imwrite(self.folder / "b.ome.tif", pages, photometric="minisblack",
                         metadata={"axes": "ZYX", "PhysicalSizeX": 12.5, "PhysicalSizeY": 12.5, "PhysicalSizeZ": 5.0})
        self.assert_right(self.folder / "b.ome.tif")
        tifffile.imwrite(self.folder / "c.tif", pages, bigtiff=True, photometric="minisblack", compression="zlib")
        self.assert_right(self.folder / "c.tif", voxel=BY_HAND)

    def test_one_directory_with_the_planes_behind_it(self):
        pages = numpy.ascontiguousarray(labels().transpose(2, 1, 0))
        text = f"ImageJ=1.53t\nimages={len(pages)}\nslices={len(pages)}\n"
        tifffile.imwrite(self.folder / "a.tif", pages[0], description=text, metadata=None)
        whole = (self.folder / "a.tif").read_bytes()
        with tifffile.TiffFile(self.folder / "a.tif") as tif:
            at, = tif.pages[0].dataoffsets
        self.put("a.tif", whole[:at] + pages.tobytes() + whole[at + pages[0].size:])
        self.assert_right(self.folder / "a.tif", voxel=BY_HAND)

    def slices(self, name, pages, write, first=0, step=1):
        folder = self.folder / name
        folder.mkdir()
        for k, page in enumerate(pages):
            write(folder / f"z{first + k * step}.{name.split('-')[0]}", page)
        return folder

    def test_folders_of_slices(self):
        pages = numpy.ascontiguousarray(labels().transpose(2, 1, 0))
        tiff = lambda path, page: tifffile.imwrite(path, page, photometric="minisblack", compression="zlib")
        self.assert_right(self.slices("tif", pages, tiff), voxel=BY_HAND)  # z9 comes before z10
        said = self.assert_right(self.slices("png", pages, grey_png, first=100, step=10), voxel=BY_HAND)
        self.assertEqual(said["format"], "20 slices, PNG, uint8")
        self.assert_right(self.slices("png-wide", pages.astype("u2"), grey_png), voxel=BY_HAND)

    def test_folders_that_are_no_stack(self):
        pages = numpy.ascontiguousarray(labels().transpose(2, 1, 0))
        folder = self.slices("png", pages, grey_png)
        (folder / "z7.png").unlink()
        self.assertIn("number 8 after 6", self.inspect(folder, code=65))
        grey_png(folder / "z7.png", pages[0][:5])
        self.assertIn("12 x 5 pixels", self.inspect(folder, code=65))
        grey_png(folder / "overview.png", pages[0])
        self.assertIn("a slice without a number", self.inspect(folder, code=65))
        (self.folder / "empty").mkdir()
        self.assertIn("no slices", self.inspect(self.folder / "empty", code=65))

    def test_bits_are_labels(self):
        tifffile.imwrite(self.folder / "a.tif", labels().transpose(2, 1, 0) > 1, photometric="minisblack")
        said = self.inspect(self.folder / "a.tif", "--axes", "xyz")
        self.assertEqual([of["cells"] for of in said["labels"]], [3 * 120, 17 * 120])


class Axes(Volumes):
    def test_array_of_pages_needs_its_axes(self):
        numpy.save(self.folder / "a.npy", labels().transpose(2, 1, 0))
        said = self.inspect(self.folder / "a.npy")
        self.assertEqual((said["axes"], said["size"]), ("xyz", [20, 10, 12]))
        self.assert_right(self.folder / "a.npy", "--axes", "zyx", voxel=BY_HAND, axes="zyx")

    def test_each_permutation_and_mirror_image_gives_the_same_slices(self):
        """The picture holds the mark, so it is the same only where every axis is."""
        pictures = set()
        letters = "xyz"
        for order in ((0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)):
            for mirrors in range(8):
                turned = labels().transpose(order)
                flips = tuple(slice(None, None, -1 if mirrors >> i & 1 else 1) for i in range(3))
                numpy.save(self.folder / "a.npy", numpy.asarray(turned[flips], order="CF"[mirrors % 2]))
                axes = "".join(("-" if mirrors >> i & 1 else "") + letters[order[i]] for i in range(3))
                said = self.inspect(self.folder / "a.npy", "--axes=" + axes, "--voxel", "12.5um,12.5um,5um", "-o",
                                    self.folder / "a.png", "--force")
                self.assertEqual(said["axes"], axes)
                pictures.add((self.folder / "a.png").read_bytes())
        self.assertEqual(len(pictures), 1)

    def test_directions_of_a_file_are_applied(self):
        turned = labels().transpose(2, 0, 1)[::-1]  # axes -z, x, y
        columns = ((0, 0, -0.005), (0.0125, 0, 0), (0, 0.0125, 0))
        widths = (0.005, 0.0125, 0.0125)
        self.assert_right(self.put("a.nii.gz", gzip.compress(nifti_1(turned, affine=affine(columns), widths=widths))),
                          axes="-zxy")
        nrrd = ("NRRD0004\ntype: uchar\ndimension: 3\nspace: left-posterior-superior\nsizes: 20 12 10\n"
                "space directions: (0,0,-0.005) (0.0125,0,0) (0,0.0125,0)\nspace units: \"mm\" \"mm\" \"mm\"\n"
                "encoding: gzip\n\n")
        self.assert_right(self.put("a.nrrd", nrrd.encode() + gzip.compress(turned.tobytes(order="F"))), axes="-zxy")
        save_by("vtkXMLImageDataWriter", self.folder / "a.vti", labels().transpose(0, 2, 1),
                direction=((1, 0, 0), (0, 0, 1), (0, 1, 0)))
        said = self.inspect(self.folder / "a.vti")
        self.assertEqual((said["axes"], said["size"]), ("xzy", list(SIZE)))
        self.assertEqual(said["spacing"], [WIDTHS[0], WIDTHS[2], WIDTHS[1]])

    def test_quaternion_of_a_half_turn(self):
        """About x: y and z run backwards."""
        turned = labels()[:, ::-1, ::-1]
        self.assert_right(self.put("a.nii", nifti_1(turned, quatern=(1, 0, 0))), axes="x-y-z")

    def test_transform_of_a_grid(self):
        import pyopenvdb
        grid = pyopenvdb.FloatGrid(9)
        grid.copyFromArray(numpy.ascontiguousarray(labels().transpose(0, 2, 1), "f4"))  # it takes no strides
        grid.name = "labels"
        grid.transform = pyopenvdb.createLinearTransform([[12.5, 0, 0, 0], [0, 0, 5, 0], [0, 12.5, 0, 0], [0, 0, 0, 1]])
        pyopenvdb.write(str(self.folder / "a.vdb"), [grid])
        self.assert_right(self.folder / "a.vdb", voxel=BY_HAND, axes="xzy")
        angle = numpy.radians(30)
        c, s = 12.5 * numpy.cos(angle), 12.5 * numpy.sin(angle)
        grid.transform = pyopenvdb.createLinearTransform([[c, s, 0, 0], [-s, c, 0, 0], [0, 0, 12.5, 0], [0, 0, 0, 1]])
        pyopenvdb.write(str(self.folder / "a.vdb"), [grid])
        said = self.inspect(self.folder / "a.vdb", code=65)
        self.assertIn("the transform's directions that turn the three axes by 30, 30 and 0 degrees", said)
        self.assertEqual(self.inspect(self.folder / "a.vdb", "--axes", "xzy")["axes_chosen"], True)

    def test_axes_that_are_none(self):
        numpy.save(self.folder / "a.npy", labels())
        for axes in ("xy", "xyy", "abc", "xyzz", ""):
            self.assert_exit(run("inspect", self.folder / "a.npy", "--axes=" + axes), 2)


class Refusals(Volumes):
    def test_frames_channels_and_scales_are_named(self):
        self.refused("a.nii", nifti_1(labels(), dim4=5), "5 time frames (dim[4])")
        self.refused("a.nii", nifti_1(labels(), slope=2.0), "scl_slope")
        self.refused("a.nii", nifti_1(labels(), kind=128), "RGB colours")
        self.refused("a.nii", nifti_1(labels(), magic=b"ni1\0"), "pair of files")
        columns = ((0.02, 0, 0), (0, 0.0125, 0), (0, 0, 0.005))
        self.refused("a.nii", nifti_1(labels(), affine=affine(columns)), "0.02 wide along axis 1 by the sform", "0.0125")
        oblique = ((0.0125 * 0.8, 0.0125 * 0.6, 0), (-0.0125 * 0.6, 0.0125 * 0.8, 0), (0, 0, 0.005))
        self.refused("a.nii", nifti_1(labels(), affine=affine(oblique)), "the sform's directions", "36.9", "--axes xyz")
        head = "NRRD0004\ntype: uchar\ndimension: 4\nsizes: 3 12 10 20\nkinds: RGB-color domain domain domain\nencoding: raw\n\n"
        self.refused("a.nrrd", head.encode() + bytes(3 * 2400), "sizes 3 12 10 20", "RGB-color")
        self.refused("a.nrrd", head.replace("raw", "bzip2").encode(), 'encoding "bzip2"')
        head = ("NDims = 3\nDimSize = 12 10 20\nElementType = MET_UCHAR\nElementNumberOfChannels = 3\n"
                "ElementDataFile = LOCAL\n")
        self.refused("a.mha", head.encode() + bytes(7200), "3 channels")
        numpy.save(self.folder / "a.npy", numpy.zeros((2, 12, 10, 20), "u1"))
        self.assertIn("2 x 12 x 10 x 20", self.inspect(self.folder / "a.npy", code=65))

    def test_stacks_of_channels_or_frames(self):
        stack = numpy.zeros((2, 6, 8, 10), "u1")
        tifffile.imwrite(self.folder / "a.tif", stack, imagej=True, metadata={"axes": "TZYX"})
        self.assertIn("2 frames", self.inspect(self.folder / "a.tif", code=65))
        tifffile.imwrite(self.folder / "a.tif", stack.swapaxes(0, 1), imagej=True, metadata={"axes": "ZCYX"})
        self.assertIn("channels", self.inspect(self.folder / "a.tif", code=65))
        tifffile.imwrite(self.folder / "a.ome.tif", stack, photometric="minisblack", metadata={"axes": "TZYX"})
        self.assertIn("2 time frames", self.inspect(self.folder / "a.ome.tif", code=65))
        tifffile.imwrite(self.folder / "a.tif", stack, photometric="minisblack")
        self.assertIn("shape [2,6,8,10]", self.inspect(self.folder / "a.tif", code=65))

    def test_proportions_that_contradict_name_both(self):
        path = self.put("a.nii", nifti_1(labels()))
        said = self.flux(path, voxel='"12.5 um"', code=65)
        for part in ("12.5 x 12.5 x 12.5 um", "0.0125 x 0.0125 x 0.005 mm", "materials.toml"):
            self.assertIn(part, said)
        self.assertIn("0.005 mm", self.inspect(path, "--voxel", "12.5 um", code=65))

    def test_a_header_names_no_file_elsewhere(self):
        self.put("beyond.raw", labels().tobytes(order="F"))
        inner = self.folder / "inner"
        inner.mkdir()
        (inner / "link.raw").symlink_to(self.folder / "beyond.raw")
        head = "NDims = 3\nDimSize = 12 10 20\nElementType = MET_UCHAR\nElementDataFile = {}\n"
        nrrd = "NRRD0004\ntype: uchar\ndimension: 3\nsizes: 12 10 20\nencoding: raw\ndata file: {}\n"
        for name in ("../beyond.raw", str(self.folder / "beyond.raw"), "link.raw", "LIST", "slice%03d.raw 1 20 1", "..", ""):
            for file, text in (("a.mhd", head), ("a.nhdr", nrrd)):
                (inner / file).write_text(text.format(name))
                self.assert_exit(run("inspect", inner / file), 65)


class Summary(Volumes):
    def test_layers_and_tilt_are_those_that_were_written(self):
        numpy.save(self.folder / "a.npy", labels())
        said = self.inspect(self.folder / "a.npy", "--voxel", "12.5um,12.5um,5um")
        layers = {of["name"]: of for of in said["layers"]}
        self.assertEqual([of["name"] for of in said["layers"]], ["1", "2", "7", "3", "4"])
        for name, cells in (("1", 1), ("3", 5), ("4", 8)):
            self.assertAlmostEqual(layers[name]["thickness_um"], 5 * cells, places=9)
            self.assertAlmostEqual(layers[name]["spread_um"], 0, places=6)
        self.assertAlmostEqual(layers["7"]["missing"], 1 - 3 / 120, places=12)
        self.assertAlmostEqual(layers["7"]["thickness_um"], 5 * 3 / 120, places=9)
        self.assertAlmostEqual(layers["7"]["spread_um"], 5 * (3 / 120 * 117 / 120) ** 0.5, places=6)
        self.assertEqual(said["tilt_degrees"], 0)
        slope = numpy.zeros((40, 8, 60), "u1")
        for i in range(40):
            slope[i, :, i:] = 1
        numpy.save(self.folder / "a.npy", slope)
        said = self.inspect(self.folder / "a.npy", "--voxel", "10um,10um,5um")
        self.assertAlmostEqual(said["tilt_degrees"], numpy.degrees(numpy.arctan(0.5)), places=3)

    def test_text_says_the_same_and_the_picture_has_its_colours(self):
        path = self.put("a.nii", nifti_1(labels()))
        process = run("inspect", path, "-o", self.folder / "a.png")
        self.assert_exit(process, 0)
        for line in ("size       12 x 10 x 20 cells along x, y and depth", "stated     0.0125 x 0.0125 x 0.005 mm",
                     "used       12.5 x 12.5 x 5 um", "label      7: 3 cells"):
            self.assertIn(line, process.stdout)
        pixels = png_rows(self.folder / "a.png")
        # widths: the largest side, 150 um of x, fills 420 pixels, so depth takes 100 um or 280
        column = pixels[40:320, 24 + 420 + 24 + 5]
        runs = 1 + numpy.count_nonzero((column[1:] != column[:-1]).any(axis=1))
        self.assertEqual(runs, 5)
        self.assert_exit(run("inspect", path, "-o", self.folder / "a.png"), 73)

    def test_many_labels(self):
        array = numpy.arange(2400, dtype="u4").reshape(SIZE)
        numpy.save(self.folder / "a.npy", array)
        self.assertEqual(len(self.inspect(self.folder / "a.npy")["labels"]), 2400)
        text = "schema = 1\nvoxel = \"5 um\"\n[[material]]\nlabel = \"0-1199\"\nkappa = \"1e-5 m2/s\"\n"
        text += "[[material]]\nlabel = [1200, \"1201-2399\"]\nkappa = \"2e-5 m2/s\"\n[bottom]\nvalue = 1\n[top]\nvalue = 0\n"
        (self.folder / "ranges.toml").write_text(text)
        process = run("flux", self.folder / "a.npy", "--materials", self.folder / "ranges.toml")
        self.assert_exit(process, 0)
        # two slabs side by side along x: their mean
        self.assertAlmostEqual(json.loads(process.stdout)["effective_kappa"] / 1.5e-5, 1, places=6)
        (self.folder / "ranges.toml").write_text(text.replace("0-1199", "0-1200"))
        self.assert_exit(run("flux", self.folder / "a.npy", "--materials", self.folder / "ranges.toml"), 65)


def png_rows(path):
    """[row, column, RGB] of a PNG with a palette, by zlib alone (filter 0 or as libpng writes it)."""
    data = path.read_bytes()
    at, packed, palette = 8, b"", b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, depth = struct.unpack(">IIB", body[:9])
        palette = body if kind == b"PLTE" else palette
        packed += body if kind == b"IDAT" else b""
        at += 12 + length
    assert depth == 8
    rows, raw = [], zlib.decompress(packed)
    previous = numpy.zeros(width, "u1")
    for y in range(height):
        kind, row = raw[y * (width + 1)], numpy.frombuffer(raw, "u1", width, y * (width + 1) + 1).copy()
        if kind == 1:
            row = numpy.cumsum(row, dtype="u8").astype("u1")
        elif kind == 2:
            row += previous
        assert kind in (0, 1, 2), kind
        rows.append(row)
        previous = row
    return numpy.frombuffer(palette, "u1").reshape(-1, 3)[numpy.array(rows)]


if __name__ == "__main__":
    unittest.main()

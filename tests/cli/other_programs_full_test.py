"""The files for other programs, read by those programs' own libraries: OpenVDB's Python module and VTK."""
import csv

from program import OneRun, unittest

try:
    import pyopenvdb
except ImportError:
    pyopenvdb = None
try:
    from vtkmodules.util.numpy_support import vtk_to_numpy
    from vtkmodules.vtkIOXML import vtkXMLImageDataReader, vtkXMLPolyDataReader
except ImportError:
    vtk_to_numpy = None


def read(reader, file):
    reader.SetFileName(str(file))
    reader.Update()
    return reader.GetOutput()


def names(data):
    return {data.GetArrayName(i) for i in range(data.GetNumberOfArrays())}


class OtherPrograms(OneRun):
    @unittest.skipIf(pyopenvdb is None, "python3-openvdb is not installed")
    def test_openvdb_reads_named_grids_with_units(self):
        grids, file = pyopenvdb.readAll(str(self.out / "tissue.vdb"))
        self.assertIn("millimetres", file["frame"])
        grids = {grid.name: grid for grid in grids}
        self.assertEqual(set(grids), {"labels", "channels", "hits", "density"})
        for grid in grids.values():
            self.assertEqual(grid.metadata["unit"], "mm")
            self.assertTrue(grid.metadata["meaning"])
            self.assertAlmostEqual(grid.transform.voxelSize()[0], self.figures["discretisation"]["voxel_um"] * 1e-3)
        labels = grids["labels"]
        layers = [layer["name"] for layer in self.figures["layers"]]
        self.assertEqual([labels.metadata[f"label_{i + 1}"] for i in range(len(layers))], layers)
        nz = labels.evalActiveVoxelBoundingBox()[1][2]
        column = [labels.getConstAccessor().getValue((5, 5, k)) for k in range(nz + 1)]
        self.assertEqual(column, sorted(column))
        self.assertEqual(column[0], 1)
        # the fog is the open part: nothing where nothing is open, and inside the hits
        self.assertEqual(grids["density"].metadata["class"], "fog volume")
        self.assertEqual(grids["density"].activeVoxelCount(), grids["channels"].activeVoxelCount())
        self.assertLess(grids["channels"].activeVoxelCount(), grids["hits"].activeVoxelCount())
        _, most = grids["hits"].evalMinMax()
        self.assertLessEqual(most, 255)

    @unittest.skipIf(vtk_to_numpy is None, "python3-vtk9 is not installed")
    def test_vtk_reads_the_volume(self):
        image = read(vtkXMLImageDataReader(), self.out / "volume.vti")
        cells, sides = image.GetDimensions(), image.GetSpacing()
        self.assertAlmostEqual((cells[0] - 1) * sides[0], self.figures["patch"]["width_mm"])
        self.assertAlmostEqual((cells[1] - 1) * sides[1], self.figures["patch"]["height_mm"])
        data = image.GetCellData()
        self.assertEqual(names(data), {"label", "hits", "open_percent"})
        label = vtk_to_numpy(data.GetArray("label"))
        self.assertGreaterEqual(label.min(), 0)
        self.assertLessEqual(label.max(), len(self.figures["layers"]) + 1)
        plane = (cells[0] - 1) * (cells[1] - 1)
        top = vtk_to_numpy(data.GetArray("open_percent"))[:plane]  # the first cells down: partly below the surface
        self.assertAlmostEqual(top.mean() / 100, self.figures["coverage"]["at_depth"][0]["open_fraction"], delta=0.03)

    @unittest.skipIf(vtk_to_numpy is None, "python3-vtk9 is not installed")
    def test_vtk_reads_the_channels(self):
        lines = read(vtkXMLPolyDataReader(), self.out / "channels.vtp")
        with open(self.out / "channels.csv") as file:
            rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
        self.assertGreater(len(rows), 10)
        self.assertEqual(names(lines.GetCellData()), {"id", "merged_insertions", "depth_um", "long_um", "short_um",
                                                      "angle_deg", "area_um2"})
        depth = vtk_to_numpy(lines.GetCellData().GetArray("depth_um"))
        number = vtk_to_numpy(lines.GetCellData().GetArray("id"))
        for i in range(0, len(number), 7):
            self.assertAlmostEqual(depth[i], float(rows[int(number[i])]["depth_um"]), delta=0.01)
        x0, x1, y0, y1, z0, z1 = lines.GetBounds()
        self.assertGreaterEqual(z0, -0.01)
        self.assertAlmostEqual(z1 * 1e3, max(float(row["depth_um"]) for row in rows), delta=1)
        self.assertLess(x1 - x0, self.figures["patch"]["width_mm"] + 1)
        self.assertLess(y1 - y0, self.figures["patch"]["height_mm"] + 1)


if __name__ == "__main__":
    unittest.main()

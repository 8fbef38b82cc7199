"""Drawings out and in: what `cad` writes, read by VTK and ezdxf, and needles from STL and DXF files that NumPy and
ezdxf wrote."""
import math
import struct

import ezdxf
import numpy

from program import SMALL, Case, run, unittest

LENGTH, TAPER, RADIUS = 2.5, 1.5, 0.125  # mm of the needles below
SHAPE = SMALL + '[device.needle]\npoint = "table"\nshape = "{}"\nshape_unit = "{}"\nlength = "2.5 mm"\n'


def rings(outline, corners=48, aspect=1.0):
    """Triangles of a body of revolution about z, from (height, radius) at the apex, on a point, to a flat end."""
    angle = 2 * numpy.pi * numpy.arange(corners) / corners
    circles = [numpy.stack([r * aspect * numpy.cos(angle), r / aspect * numpy.sin(angle), 0 * angle + z], 1)
               for z, r in outline if r > 0]
    bottom, top = numpy.array([0, 0, outline[0][0]]), numpy.array([0, 0, outline[-1][0]])
    out = []
    for k in range(corners):
        n = (k + 1) % corners
        out.append((bottom, circles[0][n], circles[0][k]))
        out.append((top, circles[-1][k], circles[-1][n]))
        for a, b in zip(circles, circles[1:]):
            out += [(a[k], a[n], b[n]), (a[k], b[n], b[k])]
    return numpy.array(out, float)


def cone():
    return rings(((0, 0), (TAPER, RADIUS), (LENGTH, RADIUS)))


def save_stl(path, triangles):
    with open(path, "wb") as out:
        out.write(bytes(80) + struct.pack("<I", len(triangles)))
        for t in numpy.asarray(triangles, "<f4"):
            out.write(bytes(12) + t.tobytes() + bytes(2))


def text_stl(path, triangles):
    lines = ["solid needle"]
    for t in triangles:
        lines += ["facet normal 0 0 0", " outer loop", *("  vertex {:.9g} {:.9g} {:.9g}".format(*p) for p in t),
                  " endloop", "endfacet"]
    path.write_text("\n".join(lines + ["endsolid needle", ""]))


def polydata(path):
    from vtkmodules.vtkFiltersCore import vtkCleanPolyData
    from vtkmodules.vtkIOGeometry import vtkSTLReader
    reader = vtkSTLReader()
    reader.SetFileName(str(path))
    clean = vtkCleanPolyData()
    clean.SetInputConnection(reader.GetOutputPort())
    clean.SetTolerance(0)
    clean.Update()
    return clean.GetOutput()


def volume_of(data):
    from vtkmodules.vtkFiltersCore import vtkMassProperties
    mass = vtkMassProperties()
    mass.SetInputData(data)
    mass.Update()
    return mass.GetVolume()


def open_edges(data):
    from vtkmodules.vtkFiltersCore import vtkFeatureEdges
    edges = vtkFeatureEdges()
    edges.SetInputData(data)
    edges.FeatureEdgesOff()
    edges.BoundaryEdgesOn()
    edges.NonManifoldEdgesOn()
    edges.Update()
    return edges.GetOutput().GetNumberOfCells()


def bodies(data):
    from vtkmodules.vtkFiltersCore import vtkConnectivityFilter
    regions = vtkConnectivityFilter()
    regions.SetInputData(data)
    regions.SetExtractionModeToAllRegions()
    regions.Update()
    return regions.GetNumberOfExtractedRegions()


def corners_of(path):
    polyline, = ezdxf.readfile(path).modelspace().query("POLYLINE")
    return numpy.array([v.dxf.location for v in polyline.vertices])[:, :2]


class Drawings(Case):
    def cad(self, scene, out="out", code=0, options=()):
        process = run("cad", scene, "-o", self.folder / out, *options)
        self.assert_exit(process, code)
        return self.folder / out

    def check(self, file, unit="mm", code=0, **more):
        scene = self.scene(SHAPE.format(file, unit) + "".join(f'{k} = "{v}"\n' for k, v in more.items()))
        process = run("check", scene)
        self.assert_exit(process, code)
        return process.stderr

    def radii(self, file, unit="mm"):
        """Of the needle that a drawing became, against distance from the apex, as cad draws it again."""
        scene = self.scene(SHAPE.format(file, unit))
        corners = corners_of(self.cad(scene, out="again", options=("--force",)) / "needle.dxf")
        half = corners[:, 0] > 0
        order = numpy.argsort(corners[half, 1], kind="stable")
        return corners[half][order, 1], corners[half][order, 0]

    def assert_cone(self, file, unit="mm", tolerance=2e-3):
        heights, radii = self.radii(file, unit)
        at = numpy.linspace(0.05, LENGTH * 0.99, 100)
        numpy.testing.assert_allclose(numpy.interp(at, heights, radii), numpy.minimum(at / TAPER, 1) * RADIUS,
                                      rtol=0, atol=tolerance * RADIUS * 2)


class Out(Drawings):
    def test_bodies_are_closed_with_the_volume_and_size_of_the_needles(self):
        needle = '[device.needle]\ndiameter = "0.25 mm"\nlength = "2.5 mm"\ntaper = "1.5 mm"\ntip_radius = "5 um"\n'
        folder = self.cad(self.scene(SMALL + needle))
        polygon = 96 / (2 * math.pi) * math.sin(2 * math.pi / 96)
        data = polydata(folder / "needle.stl")
        self.assertEqual((open_edges(data), bodies(data)), (0, 1))
        numpy.testing.assert_allclose(data.GetBounds(), (-0.125, 0.125, -0.125, 0.125, 0, 2.5), atol=1e-6)
        # frustum from the tip's circle, within what the sphere adds
        r, R = 0.005, 0.125
        frustum = math.pi * 1.5 / 3 * (r * r + r * R + R * R) + math.pi * R * R * 1.0
        self.assertAlmostEqual(volume_of(data) / (polygon * frustum), 1, places=2)
        device = polydata(folder / "cartridge.stl")
        self.assertEqual((open_edges(device), bodies(device)), (0, 12))
        self.assertAlmostEqual(device.GetBounds()[5], 0, places=9)
        self.assertLess(device.GetBounds()[4], -0.5)

    def test_bevels_have_half_the_volume_over_their_cut(self):
        needle = '[device.needle]\npoint = "bevel"\ndiameter = "0.3 mm"\nlength = "2 mm"\ntaper = "0.8 mm"\n'
        data = polydata(self.cad(self.scene(SMALL + needle)) / "needle.stl")
        self.assertEqual((open_edges(data), bodies(data)), (0, 1))
        area = 96 / 2 * 0.15**2 * math.sin(2 * math.pi / 96)
        self.assertAlmostEqual(volume_of(data), area * (2 - 0.8 / 2), places=6)
        corners = corners_of(self.folder / "out" / "needle.dxf")
        numpy.testing.assert_allclose(sorted(map(tuple, corners)), [(-0.15, 0.8), (-0.15, 2), (0.15, 0), (0.15, 2)])

    def test_plan_has_a_circle_for_each_needle(self):
        folder = self.cad(self.scene())
        drawing = ezdxf.readfile(folder / "cartridge.dxf")
        self.assertEqual(drawing.header["$INSUNITS"], 4)
        needles = drawing.modelspace().query('CIRCLE[layer=="NEEDLES"]')
        self.assertEqual(len(needles), 12)
        radii = {round(math.hypot(c.dxf.center.x, c.dxf.center.y), 6) for c in needles}
        self.assertEqual(len(radii), 1, "a ring")
        self.assertEqual(len(drawing.modelspace().query('CIRCLE[layer=="CAP"]')), 2)
        self.assert_exit(run("verify-output", folder), 0)
        self.assert_exit(run("cad", self.folder / "scene.toml", "-o", folder), 73)

    def test_what_is_written_reads_back(self):
        needle = (f'[device.needle]\ndiameter = "{2 * RADIUS} mm"\nlength = "{LENGTH} mm"\ntaper = "{TAPER} mm"\n'
                  'tip_radius = "1 um"\n')
        folder = self.cad(self.scene(SMALL + needle))
        for name in ("needle.stl", "needle.dxf"):
            (self.folder / name).write_bytes((folder / name).read_bytes())
            self.assert_cone(name, tolerance=8e-3)  # the apex sphere widens the first micrometres


class In(Drawings):
    def test_stl_in_any_place_unit_and_form(self):
        a = numpy.radians(37)
        turn = numpy.array([[1, 0, 0], [0, math.cos(a), -math.sin(a)], [0, math.sin(a), math.cos(a)]])
        flip = numpy.diag([1.0, -1, -1])
        for save in (save_stl, text_stl):
            for matrix, unit in ((numpy.eye(3), "mm"), (turn / 25.4, "in"), (flip * 1000, "um")):
                save(self.folder / "a.stl", cone() @ matrix.T + (1, 2, 3))
                self.assert_cone("a.stl", unit)
        said = self.check("a.stl", "um")
        self.assertIn("2.5 mm long along -z, apex first", said)
        self.assertIn("sections round", said)

    def test_what_is_not_round_is_told_with_its_ratio(self):
        save_stl(self.folder / "a.stl", rings(((0, 0), (TAPER, RADIUS), (LENGTH, RADIUS)), aspect=1.2))
        self.assertIn("1.44 times as wide as thick", self.check("a.stl"))
        self.assert_cone("a.stl")  # of the same area

    def test_stl_that_is_no_needle(self):
        whole = cone()
        outer, inner = rings(((0, 0.1), (2.5, 0.125))), rings(((0, 0.08), (2.5, 0.08)))
        walls = [t for t in outer if len({round(z, 9) for z in t[:, 2]}) > 1]
        walls += [t[::-1] for t in inner if len({round(z, 9) for z in t[:, 2]}) > 1]
        angle = 2 * numpy.pi * numpy.arange(49) / 48
        for z, big, up in ((0, 0.1, False), (2.5, 0.125, True)):
            for k in range(48):
                p = [numpy.array([r * math.cos(t), r * math.sin(t), z]) for r in (0.08, big) for t in angle[k:k + 2]]
                quad = [(p[0], p[2], p[3]), (p[0], p[3], p[1])]
                walls += [numpy.array(t if up else t[::-1]) for t in quad]
        cases = ((whole[:-1], "without exactly one partner"), (whole[:, ::-1], "inside out"),
                 (numpy.concatenate([whole, whole + 1]), "2 bodies"),
                 (numpy.array(walls), "hollow"),
                 (rings(((0, 0), (1, 0.125), (1.2, 0.09), (2.5, 0.125))), "thinner"),
                 (rings(((0, 0.1), (2.5, 0.1))), "two ends as wide"),
                 (rings(((0, 0), (0.1, 0.125), (0.15, 0.125))), "about as wide as long"))
        for triangles, why in cases:
            with self.subTest(why):
                save_stl(self.folder / "a.stl", numpy.round(triangles, 6))
                self.assertIn(why, self.check("a.stl", code=65))
        save_stl(self.folder / "a.stl", whole)
        (self.folder / "a.stl").write_bytes((self.folder / "a.stl").read_bytes()[:-30])
        self.assertIn("device.needle.shape", self.check("a.stl", code=65))

    def test_unit_is_asked_for(self):
        save_stl(self.folder / "a.stl", cone())
        scene = self.scene(SHAPE.format("a.stl", "mm").replace('shape_unit = "mm"\n', ""))
        process = run("check", scene)
        self.assert_exit(process, 65)
        self.assertIn("shape_unit", process.stderr)

    def outline(self, *draw, unit=4):
        drawing = ezdxf.new("R2010", units=unit)
        for name, *arguments in draw:
            getattr(drawing.modelspace(), name)(*arguments[:-1], **arguments[-1]) if arguments and isinstance(
                arguments[-1], dict) else getattr(drawing.modelspace(), name)(*arguments)
        drawing.saveas(self.folder / "a.dxf")

    def test_dxf_of_lines_polylines_and_half_sections(self):
        whole = [(0, 0), (RADIUS, TAPER), (RADIUS, LENGTH), (-RADIUS, LENGTH), (-RADIUS, TAPER)]
        half = [(0, 0), (RADIUS, TAPER), (RADIUS, LENGTH), (0, LENGTH)]
        for points in (whole, half, [(7 - y, 3 + x) for x, y in whole]):
            self.outline(("add_lwpolyline", points, {"close": True}), ("add_text", "needle"))
            self.assert_cone("a.dxf")
            self.outline(*(("add_line", a, b) for a, b in zip(points, points[1:] + points[:1])))
            self.assert_cone("a.dxf")
        self.assertIn("$INSUNITS 4", self.check("a.dxf", "in", code=65))

    def test_arcs_become_round(self):
        """A shaft of radius 0.2 with a hemisphere: of half a circle by bulge, and by an ARC entity."""
        self.outline(("add_lwpolyline", [(-0.2, 2, 0), (-0.2, 0.2, 1), (0.2, 0.2, 0), (0.2, 2, 0)],
                      {"close": True, "format": "xyb"}))
        heights, radii = self.radii("a.dxf")
        for z in (0.02, 0.05, 0.1, 0.2):
            self.assertAlmostEqual(numpy.interp(z, heights, radii), math.sqrt(0.04 - (0.2 - z) ** 2), delta=1e-3)
        self.outline(("add_arc", (0, 0.2), 0.2, 180, 360), ("add_line", (0.2, 0.2), (0.2, 2)),
                     ("add_line", (0.2, 2), (-0.2, 2)), ("add_line", (-0.2, 2), (-0.2, 0.2)))
        again = self.radii("a.dxf")
        numpy.testing.assert_allclose(numpy.interp(heights, *again), radii, atol=1e-3)

    def test_dxf_that_is_no_needle(self):
        for draw, why in (((("add_line", (0, 0), (0, 1)),), "open at"),
                          ((("add_circle", (0, 0), 1),), "an entity of type CIRCLE"),
                          ((("add_spline", [(0, 0), (1, 1), (2, 0)]),), "an entity of type SPLINE"),
                          ((("add_lwpolyline", [(0, 0), (1, 9), (-0.2, 9)], {"close": True}),), "not symmetric"),
                          ((("add_lwpolyline", [(0, 0), (1, 9), (-1, 9)], {"close": True}),
                            ("add_line", (0, 0), (0, 9))), "open at (0, 9)"),
                          ((("add_lwpolyline", [(0, 0), (1, 9), (-1, 9)], {"close": True}),
                            ("add_lwpolyline", [(5, 0), (6, 9), (4, 9)], {"close": True})),
                           "1 lines beside the closed outline"), ((), "no lines")):
            with self.subTest(why):
                self.outline(*draw)
                self.assertIn(why, self.check("a.dxf", code=65))


if __name__ == "__main__":
    unittest.main()

"""Every key of the result contract is there, with its type, in a run of the demo scene; parts not built are null and say so."""
from program import SCENES, Case, run, unittest

SPREAD = ["mean", "sd", "p5", "p50", "p95"]
KEYS = """schema strokes.per_cm2 density.channels_per_cm2 density.punctures_per_cm2 density.at_depth[].depth_um
density.at_depth[].channels_per_cm2 coverage.at_depth[].depth_um coverage.at_depth[].open_fraction
coverage.at_depth[].sum_fraction coverage.at_depth[].overlap_index coverage.zone.radius_um coverage.zone.fraction
coverage.largest_gap_um multiplicity[].hits multiplicity[].fraction evenness.clark_evans evenness.quadrat_vmr
evenness.stripe_index evenness.swath_peak_to_mean depth.set_um depth.punctured_fraction layers[].name
layers[].wounded_mm3 layers[].wounded_fraction layers[].reached_fraction layers[].opening.long_um
layers[].opening.short_um layers[].opening.angle_deg force.needle_bending_MPa bleeding.per_cm2 slit.rigid_um
slit.compliant_um slit.dermis_um slit.dermis_load slit.v_max_mm_s slit.v_groove_mm_s force.stroke_peak_N force.work_mJ force.power_W force.cap_lift_um
tewl.intact tewl.lower tewl.calibrated tewl.upper tewl.unit tewl.sample_tile tewl.solver closure intervals discretisation.voxel_um
discretisation.open_area_in_voxels discretisation.cut_volume_in_voxels discretisation.tile_water_loss verdicts
validity.severe_marks validity.mild_marks validity.marks validity.figures assumed[].key assumed[].value assumed[].why warnings""".split()
KEYS += [f"depth.{part}.{name}" for part in ("inserted_um", "tip_um", "residual_um") for name in SPREAD]
KEYS += [f"force.needle_peak_mN.{name}" for name in SPREAD]
KEYS += [f"force.lateral_peak_mN.{name}" for name in SPREAD]


def values(node, path):
    """Everything at a dotted path; [] walks a list. KeyError when a key is missing."""
    if not path:
        return [node]
    head, *rest = path
    if head.endswith("[]"):
        return [value for item in node[head[:-2]] for value in values(item, rest)]
    return values(node[head], rest)


class Contract(Case):
    def test_the_demo_has_every_key(self):
        self.assert_exit(run("run", SCENES / "cheek-pen-12-ring.toml", "-o", self.folder / "out"), 0)
        result = self.result(self.folder / "out")
        for key in KEYS:
            with self.subTest(key):
                self.assertTrue(values(result, key.split(".")), f"{key} is empty")
        modelled = [key for key in KEYS if values(result, key.split("."))[0] is not None]
        self.assertGreater(len(modelled), 50)
        nulls = [key for key in KEYS if values(result, key.split("."))[0] is None]
        missing = " ".join(w["text"] for w in result["warnings"] if w["code"] == "not_modelled")
        for key in nulls:
            self.assertIn(key.split(".")[0], missing, f"{key} is null without a not_modelled warning")

    def test_figures_agree_with_the_tables(self):
        """Density and coverage recomputed from channels.csv by independent code."""
        self.assert_exit(run("run", SCENES / "small-test-area.toml", "-o", self.folder / "out"), 0)
        result = self.result(self.folder / "out")
        import csv
        with open(self.folder / "out" / "channels.csv") as file:
            rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
        area = [float(v.split()[0]) for v in self.area()]
        cm2 = area[0] * area[1] / 100
        self.assertAlmostEqual(len(rows) / cm2, result["density"]["channels_per_cm2"], delta=1e-6 * len(rows) / cm2)
        opened = sum(float(r["area_um2"]) for r in rows) * 1e-8 / cm2
        at_surface = result["coverage"]["at_depth"][0]
        self.assertEqual(at_surface["depth_um"], 0)
        self.assertAlmostEqual(opened, at_surface["open_fraction"], delta=0.05 * opened)  # openings cut by the edge

    def test_stretch_raises_the_density_of_released_skin(self):
        scene = self.scene()
        self.assert_exit(run("run", scene, "-o", self.folder / "out", "--set", "skin.stretch=[1.06, 1.05]"), 0)
        density = self.result(self.folder / "out")["density"]
        self.assertAlmostEqual(density["released_channels_per_cm2"], 1.113 * density["channels_per_cm2"], places=6)

    def test_uneven_tension_draws_openings_out_along_the_lines(self):
        openings = {}
        for ratio in ("1.0", "0.3"):
            out = self.folder / ratio
            self.assert_exit(run("run", self.scene(), "-o", out, "--set", 'skin.tension="40 N/m"', "--set",
                                 'skin.tension_lines="30 deg"', "--set", f"skin.tension_ratio={ratio}"), 0)
            openings[ratio] = self.result(out)["layers"][0]["opening"]
        even, uneven = openings["1.0"], openings["0.3"]
        self.assertEqual(even["long_um"], even["short_um"])
        self.assertGreater(uneven["long_um"], 1.05 * uneven["short_um"])
        self.assertAlmostEqual(uneven["long_um"] * uneven["short_um"], even["long_um"] ** 2, places=6)
        self.assertAlmostEqual(uneven["angle_deg"], 30, places=9)

    def area(self):
        import tomllib
        return tomllib.loads((self.folder / "out" / "resolved.toml").read_text())["motion"]["area"]


if __name__ == "__main__":
    unittest.main()

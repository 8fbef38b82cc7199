"""Wrong scenes: every problem at once with its place, exit 65, fast, small, and nothing written."""
from program import SMALL, Case, cost_of, run, unittest

MEGABYTE = 1 << 20


class BadScenes(Case):
    def refused(self, text, *parts):
        scene = self.scene(text)
        process = run("run", scene, "-o", self.folder / "out")
        self.assert_exit(process, 65)
        for part in parts:
            self.assertIn(part, process.stderr)
        self.assertFalse((self.folder / "out").exists())
        self.assertNotIn("nan", process.stdout.lower())

    def test_unknown_key_with_nearest_name(self):
        self.refused(SMALL + '[device.needle]\ndiametre = "0.25 mm"\n', "scene.toml:10:1", "unknown key", "diameter")

    def test_dimension_without_unit(self):
        self.refused(SMALL + "[device.needle]\ndiameter = 0.25\n", "device.needle.diameter", "a length", '"0.25 mm"')

    def test_wrong_dimension(self):
        self.refused(SMALL + '[device.needle]\ndiameter = "0.5 kg"\n', "device.needle.diameter", "0.5 kg", "a length")

    def test_not_a_usable_number(self):
        for value in ("nan mm", "1e400 mm", "-3 um", "inf mm"):
            self.refused(SMALL + f'[device.needle]\ndiameter = "{value}"\n', "device.needle.diameter")

    def test_all_problems_at_once(self):
        text = SMALL.replace('"cheek"', '"chek"') + '[device.needle]\ndiametre = "1 mm"\nlength = "3 kg"\n[grid]\nvoxel = 3\n'
        self.refused(text, "chek", "diametre", "device.needle.length", "grid.voxel", "4 problems, nothing was simulated")

    def test_zeros(self):
        for line in ('[device.cartridge]\nneedles = 0', '[grid]\nvoxel = "0 um"'):
            self.refused(SMALL + line + "\n")
        self.refused(SMALL.replace('["2 mm", "2 mm"]', '["0 mm", "2 mm"]'), "motion.area")
        layer = '[[skin.layer]]\nname = "dermis"\nthickness = "0 mm"\nyoung_modulus = "60 kPa"\npoisson_ratio = 0.48\n'
        self.refused(SMALL.replace('site = "cheek"\n', "") + layer, "thickness")

    def test_hostile_files_are_refused_fast_and_small(self):
        hostile = {
            "table header": b"schema = 1\n[`a]\n",
            "UTF-16": SMALL.encode("utf-16"),
            "NUL": SMALL.encode() + b"\0",
            "two megabytes": SMALL.encode() + b"# " + b"x" * (2 * MEGABYTE),
            "brackets": b"schema = 1\na = " + b"[" * 200_000,
            "Windows-1252": SMALL.replace("small", "sm\u00e5ll").encode("cp1252"),
            "not ASCII outside strings": SMALL.replace("schema", "sch\u00e9ma").encode(),
            "empty": b"",
            "binary": bytes(range(256)) * 16,
        }
        for name, data in hostile.items():
            with self.subTest(name):
                code, errors, seconds, peak = cost_of("check", self.scene(data))
                self.assertEqual(code, 65, errors)
                self.assertIn("scene.toml", errors)
                self.assert_peak(peak, 50e6)

    def test_missing_scene_is_66(self):
        self.assert_exit(run("run", self.folder / "none.toml"), 66)
        self.assert_exit(run("run", self.folder), 66)

    def test_unknown_set_key(self):
        process = run("run", self.scene(), "--set", "device.dept=1 mm", "-o", self.folder / "out")
        self.assert_exit(process, 65)
        self.assertIn("did you mean 'depth'", process.stderr)

    def test_set_without_equals_sign(self):
        self.assertIn(run("run", self.scene(), "--set", "device.depth").returncode, (2, 65))

    def test_check_tells_the_problems_of_each_scene(self):
        good, bad = self.scene(), self.scene(SMALL + "[grid]\nvoxle = 1\n", "bad.toml")
        process = run("check", good, bad)
        self.assert_exit(process, 65)
        self.assertIn("good", process.stdout)
        self.assertIn("bad.toml", process.stderr)


class Resources(Case):
    def test_a_nanometre_voxel_is_refused_before_allocating(self):
        code, errors, _, peak = cost_of("run", self.scene(SMALL.replace("2 mm", "20 mm")), "--set", "grid.voxel=1 nm",
                                        "-o", self.folder / "out")
        self.assertEqual(code, 69, errors)
        self.assertIn("grid.voxel", errors)
        self.assert_peak(peak, 100e6)
        self.assertFalse((self.folder / "out").exists())

    def test_limits_of_the_command_line(self):
        for limit in (("--max-memory", "1MB"), ("--max-voxels", "1000")):
            self.assert_exit(run("run", self.scene(), *limit, "-o", self.folder / "out"), 69)
        self.assert_exit(run("run", self.scene(), "--max-time", "0.0001s", "-o", self.folder / "out"), 69)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["scene.toml"])


if __name__ == "__main__":
    unittest.main()

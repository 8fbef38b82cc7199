"""Two results side by side: verdicts, rules and exit codes, output streams."""
import json

from program import Case, run, unittest


class Compare(Case):
    @classmethod
    def setUpClass(cls):
        import pathlib
        import tempfile
        from program import SMALL
        cls.home = tempfile.TemporaryDirectory()
        cls.out = pathlib.Path(cls.home.name)
        scene = cls.out / "scene.toml"
        scene.write_text(SMALL)
        for name, sets in (("a", []), ("again", []), ("deep", ["--set", "device.depth=\"1.4 mm\""])):
            process = run("run", scene, "-o", cls.out / name, *sets)
            assert process.returncode == 0, process.stderr

    @classmethod
    def tearDownClass(cls):
        cls.home.cleanup()

    def test_the_same_run_twice_is_the_same(self):
        process = run("compare", self.out / "a", self.out / "again", "--fail-on", "coverage > 0%", "--fail-on", "any moved")
        self.assert_exit(process, 0)
        self.assertIn("0 moved, 0 within noise, 0 differ", process.stdout)

    def test_a_rule_that_is_broken_gives_one(self):
        process = run("compare", self.out / "a", self.out / "deep", "--fail-on", "coverage > 5%")
        self.assert_exit(process, 1)
        self.assertIn("FAIL  coverage > 5%", process.stderr)
        self.assert_exit(run("compare", self.out / "a", self.out / "deep", "--fail-on", "coverage < -5%"), 0)

    def test_wrong_use_is_told_apart(self):
        self.assert_exit(run("compare", self.out / "a"), 2)
        self.assert_exit(run("compare", self.out / "a", self.out / "deep", "--fail-on", "coverage"), 2)
        self.assert_exit(run("compare", self.out / "a", self.out / "nowhere"), 66)
        self.assert_exit(run("compare", self.out / "a", self.out / "scene.toml"), 65)

    def test_json_alone_stands_on_standard_output(self):
        process = run("compare", self.out / "a", self.out / "deep", "--json", "-o", self.folder / "page")
        self.assert_exit(process, 0)
        figures = {f["key"]: f for f in json.loads(process.stdout)["others"][0]["figures"]}
        self.assertEqual(figures["depth.set_um"]["difference"], 400)
        self.assertEqual(figures["depth.tip_um.p50"]["verdict"], "moved")
        a, b = (self.result(self.out / name)["coverage"]["at_depth"][0]["open_fraction"] for name in ("a", "deep"))
        self.assertAlmostEqual(figures["coverage.at_depth[0].open_fraction"]["difference"], b - a, places=12)
        self.assertEqual(json.loads((self.folder / "page" / "compare.json").read_text()), json.loads(process.stdout))
        self.assert_exit(run("verify-output", self.folder / "page"), 0)
        self.assert_exit(run("compare", self.out / "a", self.out / "deep", "-o", self.folder / "page"), 73)

    def test_a_run_against_what_was_measured(self):
        table = self.scene("key,value,sd,n\ncoverage,0.9,0.01,5\n", "measured.csv")
        process = run("compare", table, self.out / "a", "--json")
        self.assert_exit(process, 0)
        figures = json.loads(process.stdout)["others"][0]["figures"]
        self.assertEqual([f["verdict"] for f in figures], ["moved"])
        self.assertEqual(figures[0]["noise"], "measured")


if __name__ == "__main__":
    unittest.main()

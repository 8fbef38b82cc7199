"""Runs far outside what the model was checked for: marked on the terminal, in the result and on the page, no limit met."""
from program import SCENES, Case, run, unittest

ARRAY = SCENES / "thigh-array-patch.toml"


class Outside(Case):
    def test_a_limit_is_not_decided(self):
        scene = self.scene(ARRAY.read_text().replace('["6 mm", "6 mm"]', '["2 mm", "2 mm"]')
                           + "[limits]\nreached_min = \"0.1 mm\"\n")
        process = run("run", scene, "-o", self.folder / "out")
        self.assert_exit(process, 1)
        self.assertIn("severe, device_dent", process.stderr)
        self.assertIn("limit not decided: reached_min", process.stderr)
        result = self.result(self.folder / "out")
        verdict = result["verdicts"][0]
        self.assertGreater(verdict["value"], verdict["limit"])
        self.assertEqual((verdict["pass"], verdict["decided"]), (False, False))
        self.assertEqual(result["validity"]["figures"]["depth.inserted_um"]["severity"], "severe")
        page = (self.folder / "out" / "report.html").read_text()
        self.assertIn("not decided", page)
        self.assertIn('id="validity"', page)

    def test_find_takes_no_answer_there_unless_asked(self):
        question = ["find", ARRAY, "--vary", "device.drive.force=12N..18N", "--target", "force.stroke_peak_N<=100",
                    "--seeds", "2", "--set", 'motion.area=["1 mm", "1 mm"]', "--set", "grid.voxel=50 um",
                    "--set", "device.cartridge.needles=16", "--set", "device.cartridge.rows=4"]
        refused = run(*question)
        self.assert_exit(refused, 1)
        self.assertIn("--outside-validity", refused.stdout)
        self.assert_exit(run(*question, "--outside-validity"), 0)


if __name__ == "__main__":
    unittest.main()

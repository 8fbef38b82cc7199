"""--subjects and --dial-sweep: what differs between people and between settings of the dial."""
import json

from program import SMALL, Case, run, unittest


class Sweeps(Case):
    def outcome(self, *options, name="out"):
        process = run("run", self.scene(), "-o", self.folder / name, "--quiet", *options)
        self.assert_exit(process, 0)
        return self.result(self.folder / name)

    def test_dial(self):
        result = self.outcome("--dial-sweep")
        dial = result["depth"]["dial"]
        self.assertEqual([round(at["set_um"]) for at in dial], list(range(250, 2501, 250)))
        deeper = [at["inserted_um"]["mean"] for at in dial]
        self.assertEqual(deeper, sorted(deeper))
        for at in dial:
            self.assertAlmostEqual(at["bias_um"], at["inserted_um"]["mean"] - at["set_um"], places=6)
            self.assertLessEqual(at["residual_um"]["mean"], at["inserted_um"]["mean"])
        own = next(at for at in dial if round(at["set_um"]) == round(result["depth"]["set_um"]))
        self.assertAlmostEqual(own["inserted_um"]["mean"] / result["depth"]["inserted_um"]["mean"], 1, places=9)
        self.assertIn("What does each setting of the dial reach?", (self.folder / "out" / "report.html").read_text())

    def test_people(self):
        result = self.outcome("--subjects", "5")
        people = result["intervals"]["people"]
        self.assertEqual(people["subjects"], 5)
        for key in ("depth.inserted_um.mean", "density.channels_per_cm2", "tewl.calibrated", "force.stroke_peak_N"):
            figure = people["figures"][key]
            self.assertLess(figure["p10"], figure["p90"], key)
            self.assertTrue(figure["p10"] <= figure["p50"] <= figure["p90"], key)
        self.assertFalse([w for w in result["warnings"] if w["text"].startswith("intervals:")])
        self.assertIn("How much do people differ?", (self.folder / "out" / "report.html").read_text())
        alone = self.outcome(name="alone")
        self.assertNotIn("people", alone["intervals"])
        self.assertEqual(alone["depth"], result["depth"])

    def test_people_are_the_same_for_any_number_of_threads(self):
        one = self.outcome("--subjects", "3", "--dial-sweep", "--threads", "1", name="one")
        two = self.outcome("--subjects", "3", "--dial-sweep", "--threads", "3", name="two")
        self.assertEqual(json.dumps(one), json.dumps(two))

    def test_wrong_numbers(self):
        self.assert_exit(run("run", self.scene(), "--subjects", "0"), 2)
        self.assert_exit(run("run", self.scene(), "--subjects", "many"), 2)


if __name__ == "__main__":
    unittest.main()

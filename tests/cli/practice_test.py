"""Rules of practice: met, broken, not applicable; the user's own; a course of sessions; what the program says of them."""
import json

from program import SMALL, Case, run, unittest

OWN = """schema = 1
[[rule]]
id = "our-depth"
topic = "depth"
statement = "We stay above half a millimetre."
source = "our own protocol"
evidence = "claim"
value = "depth.inserted_um.p95"
at_most = "{most}"
"""
PLAN = """[plan]
sessions = 2
interval = "{days} d"
"""


class Rules(Case):
    def outcome(self, text, *options, code=0):
        process = run("run", self.scene(text), "-o", self.folder / "out", "--force", *options)
        self.assert_exit(process, code)
        return process, self.result(self.folder / "out")

    def state(self, result, rule):
        return next(r for r in result["practice"]["rules"] if r["id"] == rule)

    def test_schedule(self):
        """A warning at 20 days, none at 30; sources that disagree stand side by side."""
        process, result = self.outcome(SMALL + PLAN.format(days=20))
        self.assertIn("interval-three-weeks: 20 d, where its source says at least 21 d (claim: ", process.stderr)
        self.assertEqual(self.state(result, "interval-three-weeks")["state"], "broken")
        self.assertEqual(len(result["course"]["sessions"]), 2)
        process, result = self.outcome(SMALL + PLAN.format(days=30))
        self.assertNotIn("interval-three-weeks", process.stderr)
        self.assertEqual(self.state(result, "interval-three-weeks")["state"], "met")
        self.assertGreater(len([r for r in result["practice"]["rules"] if r["topic"] == "interval"]), 3)
        _, result = self.outcome(SMALL)
        rule = self.state(result, "interval-three-weeks")
        self.assertEqual((rule["state"], rule["reason"]), ("not applicable", "plan.sessions: not stated or not computed"))
        page = (self.folder / "out" / "report.html").read_text()
        self.assertIn("What does practice say of it?", page)
        self.assertIn('class="claim"', page)
        self.assertIn("what is computed, measured and claimed", page)  # the timeline
        self.assertIn(">no-sun-week</text>", page)

    def test_own_rule_as_limit(self):
        text = SMALL + '[practice]\nrules = "own.toml"\nrequired = ["our-depth"]\n'
        self.scene(OWN.format(most="5 mm"), "own.toml")
        process, result = self.outcome(text, "--rules")
        self.assertEqual(self.state(result, "our-depth")["state"], "met")
        self.assertRegex(process.stdout, r"met +our-depth: .* mm, at most 5 mm required by the scene")
        self.assert_exit(run("report", self.folder / "out"), 0)  # runs again from the folder alone
        self.scene(OWN.format(most="1 um"), "own.toml")
        process, result = self.outcome(text, code=1)
        self.assertIn("limit not met: our-depth", process.stderr)
        self.assertTrue(self.state(result, "our-depth")["limit"])

    def test_mistakes(self):
        own = self.scene(OWN.format(most="500").replace("inserted_um", "inserted_u"), "own.toml")
        checked = run("rules", "check", own)
        self.assert_exit(checked, 65)
        self.assertIn("own.toml:8:10: rule[1].value: 'depth.inserted_u.p95'", checked.stderr)
        self.assertIn("did you mean 'depth.inserted_um.p95'?", checked.stderr)
        own = self.scene(OWN.format(most="500"), "own.toml")
        scene = self.scene(SMALL + '[practice]\nrules = ["own.toml"]\n')
        for command in (("rules", "check", own), ("check", scene), ("run", scene, "-o", self.folder / "none")):
            process = run(*command)
            self.assert_exit(process, 65)
            self.assertIn("own.toml:9:12: rule[1].at_most: a number; expected a length", process.stderr)
            self.assertIn('write e.g. "0.25 mm"', process.stderr)
        self.assert_exit(run("check", self.scene(SMALL + '[practice]\nrequired = ["interval-three-week"]\n')), 65)
        self.assert_exit(run("rules", "check", self.scene(OWN.format(most="5 mm"), "own.toml")), 0)

    def test_listed_and_explained(self):
        listed = run("rules")
        self.assert_exit(listed, 0)
        self.assertIn("interval-three-weeks", listed.stdout)
        shown = run("rules", "show", "interval-three-weeks")
        for part in ("claim", "practitioners", "plan.interval", "21 d"):
            self.assertIn(part, shown.stdout)
        wrong = run("rules", "show", "interval-tree-weeks")
        self.assert_exit(wrong, 66)
        self.assertIn("did you mean 'interval-three-weeks'?", wrong.stderr)
        for word in ("sessions", "rules", "lubricant"):
            explained = run("explain", word)
            self.assert_exit(explained, 0)
            self.assertIn(word, explained.stdout)

    def test_practice_changes_no_figure(self):
        _, plain = self.outcome(SMALL)
        _, planned = self.outcome(SMALL + PLAN.format(days=30))
        for part in ("practice", "course"):
            plain.pop(part, None), planned.pop(part, None)
        self.assertEqual(json.dumps(plain), json.dumps(planned))


if __name__ == "__main__":
    unittest.main()

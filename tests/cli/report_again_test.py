"""The page of a result folder written again: the same figures, or the folder as it was."""
import json

from program import Case, run, unittest


class Again(Case):
    def setUp(self):
        super().setUp()
        self.out = self.folder / "out"
        self.assert_exit(run("run", self.scene(), "-o", self.out, "--dial-sweep", "--set", "motion.passes=2"), 0)

    def files(self):
        return {p.relative_to(self.out): p.read_bytes() for p in self.out.rglob("*") if p.is_file()}

    def test_every_file_but_the_page_comes_out_as_it_was(self):
        """A VDB carries a name of its own each time it is written, and the manifest its hash."""
        before = self.files()
        (self.out / "report.html").write_text("an older page")
        self.assert_exit(run("report", self.out), 0)
        after = self.files()
        self.assertLessEqual({str(k) for k in before if before[k] != after.get(k)},
                             {"report.html", "tissue.vdb", "manifest.json"})
        self.assertEqual(before.keys(), after.keys())
        page = after[next(k for k in after if str(k) == "report.html")].decode()
        self.assertIn("What does each setting of the dial reach?", page)
        self.assert_exit(run("verify-output", self.out), 0)

    def test_other_figures_leave_the_folder_alone(self):
        """Figures of another seed, with their hash in the manifest: as if another version had computed them."""
        other = self.folder / "other"
        self.assert_exit(run("run", self.scene(), "-o", other, "--dial-sweep", "--seed", "2"), 0)
        (self.out / "result.json").write_bytes((other / "result.json").read_bytes())
        mine, theirs = (json.loads((f / "manifest.json").read_text()) for f in (self.out, other))
        entry = next(e for e in theirs["files"] if e["name"] == "result.json")
        mine["files"] = [entry if e["name"] == "result.json" else e for e in mine["files"]]
        (self.out / "manifest.json").write_text(json.dumps(mine))
        before = self.files()
        process = run("report", self.out)
        self.assert_exit(process, 1)
        self.assertIn("other figures", process.stderr)
        self.assertEqual(self.files(), before)

    def test_a_damaged_folder_is_refused(self):
        (self.out / "resolved.toml").write_text("schema = 1\n")
        self.assert_exit(run("report", self.out), 65)
        self.assert_exit(run("report", self.folder / "nowhere"), 66)


if __name__ == "__main__":
    unittest.main()

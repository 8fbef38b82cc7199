"""new, upgrade, schema, explain, completion and manual: what the program tells about its own languages."""
import json
import shutil
import subprocess

from program import PROGRAM, SMALL, Case, run, unittest


class New(Case):
    def test_every_kind_is_a_scene_that_check_accepts(self):
        for kind in ("pen", "roller", "stamp"):
            with self.subTest(kind):
                file = self.folder / f"{kind}.toml"
                self.assert_exit(run("new", kind, "-o", file), 0)
                self.assertEqual(file.read_text(), run("new", kind).stdout)
                self.assert_exit(run("check", file), 0)

    def test_a_file_that_is_there_stays(self):
        file = self.scene()
        process = run("new", "pen", "-o", file)
        self.assert_exit(process, 73)
        self.assertIn("exists", process.stderr)
        self.assertEqual(file.read_text(), SMALL)

    def test_other_kinds_are_wrong_usage(self):
        self.assert_exit(run("new", "brush"), 2)


class Upgrade(Case):
    def test_a_scene_without_schema_gets_one(self):
        old = self.scene(SMALL.replace("schema = 1\n", ""), "old.toml")
        self.assert_exit(run("check", old), 65)
        self.assert_exit(run("upgrade", old, "-o", self.folder / "new.toml"), 0)
        self.assert_exit(run("check", self.folder / "new.toml"), 0)

    def test_the_newest_schema_is_left_alone(self):
        process = run("upgrade", self.scene())
        self.assert_exit(process, 0)
        self.assertEqual(process.stdout, SMALL)
        self.assertIn("newest", process.stderr)

    def test_a_missing_file(self):
        self.assert_exit(run("upgrade", self.folder / "none.toml"), 66)


class Sizes(Case):
    def test_memory_takes_fractions_and_units(self):
        for size in ("1.5GB", "1.5 gb", "1536 MB", "1610612736"):
            with self.subTest(size):
                self.assert_exit(run("check", self.scene(), "--max-memory", size), 0)

    def test_wrong_sizes_are_wrong_usage(self):
        for size, said in (("-1GB", "more than 0"), ("0", "more than 0"), ("2 stones", "unit not recognized")):
            with self.subTest(size):
                process = run("check", self.scene(), "--max-memory", size)
                self.assert_exit(process, 2)
                self.assertIn(said, process.stderr)


class Schema(Case):
    def test_each_is_json(self):
        for what in ("scene", "study", "result"):
            with self.subTest(what):
                process = run("schema", what)
                self.assert_exit(process, 0)
                self.assertIn("properties", json.loads(process.stdout))


class Shell(Case):
    def complete(self, *words):
        """What bash offers for the last word."""
        script = ("source <(\"$0\" completion); COMP_WORDS=(dermavox \"$@\"); COMP_CWORD=$#; _dermavox; "
                  "printf '%s\\n' \"${COMPREPLY[@]}\"")
        done = subprocess.run(["bash", "-c", script, PROGRAM, *words], capture_output=True, text=True, cwd=self.folder,
                              timeout=20)
        return done.stdout.split()

    def test_commands_options_and_files(self):
        self.scene()
        self.assertEqual(self.complete("ver"), ["verify", "verify-output"])
        self.assertIn("--dial-sweep", self.complete("run", "--d"))
        self.assertIn("scene.toml", self.complete("run", "sc"))
        self.assertIn("--force", self.complete("run", "scene.toml", "--f"))
        self.assertIn("status", self.complete("study", "st"))
        self.assertEqual(self.complete("nonsense", "more", "--x"), [])

    @unittest.skipUnless(shutil.which("man"), "man is not installed")
    def test_manual_is_a_page_without_warnings(self):
        page = run("manual").stdout
        done = subprocess.run(["man", "--warnings", "-l", "-"], input=page, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.stderr, "")
        self.assertIn("--dial-sweep", done.stdout)

    def test_manual_names_every_command_and_exit_code(self):
        page = run("manual").stdout
        for command in ("run", "check", "compare", "study status", "flux", "new", "verify\\-output"):
            self.assertIn(f".SS {command}\n", page)
        self.assertIn(".SH EXIT STATUS", page)


if __name__ == "__main__":
    unittest.main()

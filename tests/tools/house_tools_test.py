"""The tools that judge every change: each finds what it is for, and lets pass what is right."""
import importlib.machinery
import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(os.environ.get("DERMAVOX_SOURCE", pathlib.Path(__file__).resolve().parents[2]))


def tool(name):
    loader = importlib.machinery.SourceFileLoader(name, str(ROOT / "tools/ci" / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


class Tree(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name).resolve()

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path


class Names(Tree):
    def clashes(self, one, two, header=""):
        self.write("engine/skin/one.cpp", f"namespace {{\n{one}\n}}  // namespace\n")
        self.write("engine/skin/room/two.cpp", f"namespace {{\n{two}\n}}  // namespace\n")
        self.write("engine/skin/three.hpp", header)
        return [line.split(":")[0] for line in tool("check_names").clashes(self.root, self.root / "engine/skin")]

    def test_clashes_of_every_kind_are_found(self):
        self.assertEqual(self.clashes("double f(int x)", "double f(double x)"), ["f"])
        self.assertEqual(self.clashes("struct Row {", "using Row = int;"), ["Row"])
        self.assertEqual(self.clashes("constexpr double a = 1, b = 2;", "constexpr int c = 1,\n              b = 3;"), ["b"])
        self.assertEqual(self.clashes("constexpr int names[] = {", "std::string names(int i) { return {}; }"), ["names"])
        self.assertEqual(self.clashes("using Json = int;", "", "class Json\n{\n};\n"), ["Json"])

    def test_what_may_be_repeated_is_not(self):
        self.assertEqual(self.clashes("using Row = int;", "using Row = int;  // again"), [])
        self.assertEqual(self.clashes("V operator+(V a, V b)", "W operator+(W a, W b)"), [])
        self.assertEqual(self.clashes("    double inner = 1;", "double inner(int x)"), [])


class Budget(Tree):
    def test_a_module_past_its_share_or_without_one_is_named(self):
        costs = self.write("costs.csv", "7,core,1.5\n8,core,90\n7,core,1\n7,wound,3\n7,new,0.1\n")
        budget = tool("budget")
        found = list(budget.complaints(budget.costs_of(costs, 7), {"core": 2, "wound": 4}))
        self.assertEqual([line.split(":")[0] for line in found], ["core", "new"])
        self.assertIn("2.5", found[0])


class Slowest(unittest.TestCase):
    def test_ten_are_listed_before_the_closing_lines(self):
        lines = [f" {i}/12 Test #{i}: core: test {i} ....   Passed    {i}.00 sec" for i in range(1, 13)]
        closing = ["100% tests passed, 0 tests failed out of 12", "", "Total Test time (real) = 9 sec"]
        done = subprocess.run([sys.executable, ROOT / "tools/ci/slowest"], input="\n".join(lines + closing) + "\n",
                              capture_output=True, text=True, check=True).stdout.splitlines()
        self.assertEqual(done[-3:], closing)
        self.assertEqual([line.split()[-1] for line in done[13:23]], [str(i) for i in range(12, 2, -1)])


class Tidy(Tree):
    def key(self, root):
        tidy = tool("tidy")
        tidy.ROOT, tidy.tools_hash = root, lambda: "same tools"
        return tidy.key_of({"file": f"{root}/engine/a.cpp", "command": f"c++ -I{root}/include -c {root}/engine/a.cpp"},
                           root / "build", "tidy")

    def fill(self, root, deep):
        self.write(f"{root}/engine/a.cpp", '#include "b.hpp"\n')
        self.write(f"{root}/include/b.hpp", '#include "c.hpp"\n')
        self.write(f"{root}/include/c.hpp", deep)
        return self.root / root

    def test_a_result_holds_for_any_clone_until_a_header_of_a_header_changes(self):
        first = self.key(self.fill("first", "int x;\n"))
        self.assertEqual(self.key(self.fill("second", "int x;\n")), first)
        self.assertNotEqual(self.key(self.fill("third", "int y;\n")), first)

    def judged(self, *options):
        """Two sources that a module's unit joins: the second lacks the first one's include and has a bug."""
        self.write("cache/.keep", "")
        self.write("engine/a.cpp", "#include <string>\nstd::string a() { return {}; }\n")
        self.write("engine/b.cpp", "std::string b(std::string s) { std::string t = std::move(s); return s + t; }\n")
        unit = self.write("build/unit.cxx", f'#include <utility>\n#include "{self.root}/engine/a.cpp"\n'
                                            f'#include "{self.root}/engine/b.cpp"\n')
        files = [unit] if not options else [self.root / "engine/a.cpp", self.root / "engine/b.cpp"]
        self.write("build/compile_commands.json", json.dumps([
            {"directory": f"{self.root}/build", "command": f"c++ -std=c++20 -o x.o -c {f}", "file": str(f)} for f in files]))
        done = subprocess.run([sys.executable, ROOT / "tools/ci/tidy", *options, self.root / "build"],
                              env={**os.environ, "DERMAVOX_CACHE": f"{self.root}/cache"}, capture_output=True, text=True)
        return done.returncode, done.stdout

    @unittest.skipUnless(shutil.which("clang-tidy-14"), "clang-tidy-14 is not installed")
    def test_a_fault_in_a_source_of_a_whole_module_is_found(self):
        self.write(".clang-tidy", (ROOT / ".clang-tidy").read_text())
        code, told = self.judged()
        self.assertEqual(code, 1)
        self.assertIn("engine/b.cpp:1:", told)
        self.assertIn("bugprone-use-after-move", told)

    def test_a_missing_include_that_a_module_hides_is_found(self):
        code, told = self.judged("--alone")
        self.assertEqual(code, 1)
        self.assertIn("engine/b.cpp:1:", told)
        self.assertNotIn("engine/a.cpp", told)


if __name__ == "__main__":
    unittest.main()

"""tests/FAULTS.md lists the faults that tools/faults does."""
import os
import pathlib
import subprocess
import sys
import unittest

SOURCE = pathlib.Path(os.environ.get("DERMAVOX_SOURCE", ".")).resolve()


class Page(unittest.TestCase):
    def test_is_what_the_tool_writes(self):
        page = subprocess.run([sys.executable, SOURCE / "tools" / "faults", "--page"], capture_output=True, text=True,
                              check=True).stdout
        self.assertEqual((SOURCE / "tests" / "FAULTS.md").read_text(), page, "tools/faults --page > tests/FAULTS.md")


if __name__ == "__main__":
    unittest.main()

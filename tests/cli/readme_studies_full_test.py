"""The commands of README.md that take minutes."""
from program import unittest
from readme_full_test import Readme, indented, is_full


class Slow(Readme):
    def test_quick_ones(self):
        self.skipTest("readme_full_test.py runs them")

    def test_slow_ones(self):
        for command in filter(is_full, indented(self.readme)):
            self.check(command)


del Readme

if __name__ == "__main__":
    unittest.main()

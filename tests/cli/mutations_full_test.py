"""Every shipped scene, study, catalogue, table and volume, damaged at random, through the built program: it ends by
itself, with an exit code that says why. $DERMAVOX_MUTATIONS: how many of each file, else 12."""
import os

from mutator import RIGHT, commands, tried
from program import Case, unittest

COUNT = int(os.environ.get("DERMAVOX_MUTATIONS", 12))


class Mutations(Case):
    def test_every_shipped_file(self):
        inputs = 0
        for kind, files in commands().items():
            for damaged, command in files:
                for number, process in tried(self.folder, damaged, command, COUNT):
                    inputs += 1
                    with self.subTest(kind, file=damaged, number=number):
                        self.assertIn(process.returncode, RIGHT, process.stderr)
        print(f"{inputs} inputs")


if __name__ == "__main__":
    unittest.main()

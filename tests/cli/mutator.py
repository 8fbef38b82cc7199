"""Damages files as people, editors and disks do: deterministic, from a seed. And tries every shipped file so."""
import concurrent.futures
import os
import pathlib
import random
import shutil

from program import SCENES, run

RIGHT = (0, 1, 2, 3, 65, 66, 69)  # of a program that ends by itself and says why

PIECES = [b"[", b"]", b"{", b"}", b'"', b"'", b"=", b".", b",", b";", b"\n", b"\r\n", b"#", b'"""', b"1e400", b"1e300", b"nan",
          b"-", b"inf", b"0", b"-1", b"\\u0000", b"\0", b"\xef\xbb\xbf", b"\xc2\xb5", b"mm", b"kg", b"true", b"[]", b"{}",
          b"value", b"999999999999999999999", b"../", b"/dev/zero", b"skin.layer[1]", b"\t", b"  ", b"a.a.a"]


def mutated(data, draw):
    """The bytes with one to four changes."""
    data = bytearray(data)
    for _ in range(draw.randint(1, 4)):
        at, length = draw.randint(0, len(data)), draw.randint(1, 20)
        kind = draw.randrange(7)
        if kind == 0:
            del data[at:at + length]
        elif kind == 1:
            data[at:at] = draw.choice(PIECES)
        elif kind == 2:
            start = draw.randint(0, len(data))
            data[at:at] = data[start:start + 5 * length]
        elif kind == 3 and at < len(data):
            data[at] = draw.randrange(256)
        elif kind == 4:
            del data[at:]
        elif kind == 5:
            lines = data.split(b"\n")
            draw.shuffle(lines)
            data = bytearray(b"\n".join(lines))
        else:  # a number becomes another
            digits = [i for i, c in enumerate(data) if chr(c).isdigit()]
            if digits:
                where = draw.choice(digits)
                data[where:where + 1] = draw.choice(PIECES)
    return bytes(data)


def mutations(data, count, seed):
    draw = random.Random(seed)
    for _ in range(count):
        yield mutated(data, draw)


def commands():
    """kind -> (shipped file that is damaged, command that reads it) with names relative to the scenes' folder."""
    scenes = [s.name for s in sorted(SCENES.glob("*.toml")) if s.name not in ("materials.toml", "whole-face.toml")]
    studies = [f"studies/{s.name}" for s in sorted((SCENES / "studies").glob("*.toml"))]
    tables = {"needles-8-staggered.csv": "table-8-staggered.toml", "needles-mixed.csv": "mixed-needles.toml",
              "path-spiral.csv": "cheek-own-path.toml", "profile-measured.csv": "mixed-needles.toml"}
    catalogues = ("materials.toml", "sites/cheek.toml", "devices/pen-12-ring.toml")
    return {"scenes": [(s, ["check", s]) for s in scenes],
            # the folder is missing, so that nothing is simulated
            "studies": [(s, ["study", "task", s, "none", "--task", "0", "--of", "1"]) for s in studies],
            "catalogues": [(c, ["check", "cheek-pen-12-ring.toml"]) for c in catalogues],
            "tables": [(table, ["check", scene]) for table, scene in tables.items()],
            "volumes": [("scan-cheek.tif", ["check", "cheek-from-scan.toml"])]}


def tried(place, damaged, command, count):
    """(number, process) of each damaged version of a file, in a folder that has all others as they are."""
    def one(numbered):
        number, data = numbered
        folder = pathlib.Path(place) / f"{pathlib.Path(damaged).stem}-{number}"
        shutil.copytree(SCENES, folder, ignore=shutil.ignore_patterns("pictures", "calibration"))
        (folder / damaged).write_bytes(data)
        process = run(*command, cwd=folder, timeout=120, env={"DERMAVOX_DATA": str(folder)})
        shutil.rmtree(folder)
        return number, process

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(one, enumerate(mutations((SCENES / damaged).read_bytes(), count, seed=damaged)))

"""Input that nobody should trust: volumes, scenes and tables made to break their readers."""
import os

import hostile
import mutator
from program import SMALL, cost_of, run

from faults.fault import count_fuzzed, exit_of, fault

LIMIT, SLACK = 100_000_000, 60_000_000


def seen(code, peak, limit=LIMIT + SLACK):
    return f"exit {code}" + (", within memory" if peak < limit else f", {peak / 1e6:.0f} MB")


def volume_fault(name, data, codes):
    @fault(f"volume {name}", expected=tuple(f"exit {code}, within memory" for code in codes))
    def act(place):
        (place / name).write_bytes(data)
        (place / "materials.toml").write_text(hostile.MATERIALS)
        code, _, _, peak = cost_of("flux", place / name, "--materials", place / "materials.toml", "--max-memory", "100MB")
        return seen(code, peak)


for _name, _data, _codes in hostile.volumes():
    volume_fault(_name, _data, _codes)


def shape_fault(name, data, code):
    @fault(f"needle {name}", expected=f"exit {code}, within memory")
    def act(place):
        (place / name).write_bytes(data)
        (place / "scene.toml").write_text(hostile.SHAPE.format(name))
        code, _, _, peak = cost_of("check", place / "scene.toml")
        return seen(code, peak)


for _name, _data, _code in hostile.shapes():
    shape_fault(_name, _data, _code)


def text_fault(name, data):
    @fault(f"scene with {name.replace('_', ' ')} without end", expected="exit 65, within memory")
    def act(place):
        (place / "scene.toml").write_bytes(data)
        code, _, _, peak = cost_of("check", place / "scene.toml")
        return seen(code, peak)


for _name, _data in hostile.texts():
    text_fault(_name, _data)


@fault("/dev/zero as scene", expected="exit 66")
def device(place):
    return exit_of(run("check", "/dev/zero", timeout=20))


@fault("a pipe that nobody writes to as scene", expected="exit 66")
def pipe(place):
    os.mkfifo(place / "pipe.toml")
    return exit_of(run("check", place / "pipe.toml", timeout=20))


@fault("a folder as scene", expected="exit 66")
def folder(place):
    return exit_of(run("check", place))


@fault("a scene of 2 GiB of zeros", expected="exit 65, within memory")
def large(place):
    with open(place / "large.toml", "wb") as out:
        out.truncate(2 << 30)
    code, _, _, peak = cost_of("check", place / "large.toml")
    return seen(code, peak)


@fault("a length of 1e300 mm", expected="exit 65 at its place")
def absurd(place):
    (place / "scene.toml").write_text(SMALL + '[device.needle]\ntaper = "1e300 mm"\n')
    process = run("check", place / "scene.toml")
    return exit_of(process) + (" at its place" if "scene.toml:10:9: device.needle.taper" in process.stderr else "")


def damaged_fault(kind, files, each=3):
    @fault(f"shipped {kind}, damaged at random", expected="each ends with a right exit code")
    def act(place):
        inputs, wrong = 0, []
        for name, command in files:
            for number, process in mutator.tried(place, name, command, each):
                inputs += 1
                if process.returncode not in mutator.RIGHT:
                    wrong.append(f"{name} {number}: {exit_of(process)}")
        count_fuzzed(kind, inputs)
        return "; ".join(wrong) or "each ends with a right exit code"


for _kind, _files in mutator.commands().items():
    damaged_fault(_kind, _files, each=20 if _kind == "volumes" else 3)

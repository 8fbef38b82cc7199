"""Absurd work: what a short scene asks for is counted and refused by `check` before any of it is made."""
import resource

from program import SMALL, cost_of, run

from faults.fault import exit_of, fault
from faults.machine import with_limit
from faults.things import STUDY, scene_in

SECONDS = 60      # of processor time: far more than a refusal takes, far less than the work
REFUSED = "exit 69, named"
EITHER = ("exit 65, named", REFUSED)


def checked(place, text, word):
    """`check` in little memory and time: its exit code, and whether the message has the word."""
    scene = scene_in(place, text)
    limits = ["--max-memory", "4GB"]
    process = with_limit(resource.RLIMIT_CPU, SECONDS, "check", scene, *limits)
    named = "named" if word in process.stderr else process.stderr.strip()[-160:] or process.stdout[:160]
    return f"{exit_of(process)}, {named}"


def register(name, word, lines):
    @fault(name, expected=EITHER)
    def _(place):
        text = SMALL
        for line in lines:
            table, entry = line.split(" ", 1)
            key = entry.split(" = ")[0]
            body = [old for old in text.splitlines() if not old.startswith(f"{key} =")]
            text = "\n".join(body) + "\n"
            header = f"[{table}]\n"
            text = text.replace(header, header + entry + "\n") if header in text else text + header + entry + "\n"
        return checked(place, text, word)


register("1e9 passes", "motion.passes", ["motion passes = 1000000000"])
register("1e9 strokes on 2 x 2 mm (a drive of 1 GHz)", "device.drive.frequency", ['device.drive frequency = "1e9 Hz"'])
register("a patch of 1 km x 1 km", "motion.area", ['motion area = ["1000 m", "1000 m"]'])
register("lines a nanometre apart", "motion.overlap", ["motion overlap = 0.9999999"])
register("a glide of 1 nm/s", "motion.speed", ['motion speed = "1e-6 mm/s"'])
register("a million needles", "device.cartridge.needles", ["device.cartridge needles = 1000000"])
register("a voxel of 1 nm", "GB of memory", ['grid voxel = "1 nm"'])
register("a hand whose noise changes every nanosecond", "motion.hand.correlation", ["motion.hand speed_noise = 0.1", 'motion.hand correlation = "1e-9 s"', 'motion area = ["50 mm", "50 mm"]'])
register("1e6 known openings per cm2 on a square metre", "TB of memory", ['wound.lattice per_cm2 = 1000000', 'wound.lattice radius = "1 um"', 'wound.lattice depth = "0.3 mm"',
          'wound.lattice arrangement = "random"', 'motion area = ["1 m", "1 m"]', 'grid voxel = "1 mm"'])
register("1e9 cycles at each place of a grid", "motion.cycles_per_place", ['motion pattern = "grid"', "motion cycles_per_place = 1000000000"])


@fault("a path of 1 km", expected=REFUSED)
def long_path(place):
    (place / "path.csv").write_text("x_mm,y_mm,speed_mm_s\n" + "".join(f"{1000 * (i % 2)},{i},0.01\n" for i in range(1000)))
    text = SMALL.replace('area = ["2 mm", "2 mm"]', 'area = ["1 m", "1 m"]\npattern = "path"\npath = "path.csv"\n')
    text += '[grid]\nvoxel = "1 mm"\n'
    return checked(place, text, "memory")


@fault("a path of 1 km at 1 mm/s, in 2 points", expected=EITHER)
def two_points(place):
    (place / "path.csv").write_text("x_mm,y_mm,speed_mm_s\n0,0,0.001\n1000000,0,0.001\n")
    text = SMALL.replace('area = ["2 mm", "2 mm"]', 'area = ["2 mm", "2 mm"]\npattern = "path"\n'
                                                    'path = "path.csv"\n')
    return checked(place, text, "of memory")


@fault("10,000 scenes in one check", expected="exit 0")
def many_scenes(place):
    scene = scene_in(place)
    return exit_of(run("check", *[scene] * 10000, timeout=600))


@fault("a study of 1e12 cases", expected=EITHER)
def many_cases(place):
    scene_in(place)
    (place / "study.toml").write_text(STUDY.replace("cases = 12", "cases = 1000000000000"))
    process = with_limit(resource.RLIMIT_CPU, SECONDS, "study", place / "study.toml", "-o", place / "out")
    return f"{exit_of(process)}, named"


@fault("a million persons for a run that may take a second", expected="exit 69, nothing left")
def many_persons(place):
    scene = scene_in(place)
    process = run("run", scene, "-o", place / "out", "--subjects", 1000000, "--max-time", "1s")
    left = [p.name for p in place.iterdir() if p != scene]
    return f"{exit_of(process)}, {'nothing left' if not left else left}"


@fault("refusals take little memory", expected="each below 200 MB")
def little_memory(place):
    peaks = []
    for line in ("[grid]\nvoxel = \"1 nm\"\n", "passes = 1000000000\n"):
        peaks.append(cost_of("check", scene_in(place, SMALL + line))[3])
    return "each below 200 MB" if max(peaks) < 200e6 else str(peaks)

"""The same bytes, all of them: every file of a result but the three that say when and where it was made."""
import json

from program import SCENES, SMALL, run

from faults.fault import exit_of, fault
from faults.things import scene_in, snapshot

OF_THE_RUN = {"provenance.json", "report.html", "manifest.json"}  # times, host, threads, and hashes of these
THREADS = (1, 2, 3, 8)


def differing(place, *command):
    """Names of files that are not the same for every number of threads and from run to run."""
    first, different, count = None, set(), 0
    for i, threads in enumerate((*THREADS, THREADS[-1])):
        out = place / f"out-{i}"
        process = run("run", *command, "-o", out, "--threads", threads, "--quiet", timeout=900)
        if process.returncode not in (0, 1):
            return f"{exit_of(process)}: {process.stderr}"
        files = {str(name): data for name, data in snapshot(out).items() if str(name) not in OF_THE_RUN}
        first = first or files
        different |= {name for name in files.keys() | first.keys() if files.get(name) != first.get(name)}
        count = len(files)
    return f"{count} files the same" if not different else ", ".join(sorted(different))


@fault("1, 2, 3 and 8 threads, and twice: a small patch", expected="12 files the same")
def small(place):
    return differing(place, scene_in(place))


@fault("the same: a patch carved in tiles", expected="tiles, the same")
def tiles(place):
    scene = scene_in(place, SMALL.replace('["2 mm", "2 mm"]', '["6 mm", "6 mm"]\nspeed = "20 mm/s"'))
    whole = json.loads(run("check", "--json", scene).stdout)["memory_bytes"]
    found = differing(place, scene, "--max-memory", f"{0.98 * whole:.0f}")
    kinds = "tiles, the same" if found.endswith("files the same") and (place / "out-0" / "tiles").exists() else found
    return kinds


@fault("the same: skin from a scan", expected="13 files the same")
def scan(place):
    return differing(place, SCENES / "cheek-from-scan.toml")


@fault("the same: a drum, with dial sweep and persons", expected="11 files the same")
def roller(place):
    return differing(place, SCENES / "forearm-roller-192.toml", "--set", 'motion.area=["3 mm", "3 mm"]',
                     "--subjects", 3, "--dial-sweep")

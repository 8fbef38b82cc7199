"""Memory that runs out: address space limited at ten levels, one allocation that fails, all from one on that fail."""
import resource

from program import run

from faults.fault import count_fuzzed, exit_of, fault
from faults.machine import harmed_run, with_limit
from faults.things import result_in, scene_in, single_files, study_in

MEGABYTE = 1 << 20
LEVELS = [64, 96, 128, 160, 192, 256, 320, 400, 512, 768]  # MB: from nothing starts to nearly everything ends
GOOD = {"exit 0", "exit 1", "exit 69", "exit 70"}
LOADER = {"exit 127", "signal 9"}  # the system's own loader, before a line of ours runs
PLACES = [1, 2, 3, 5, 8, 13, 50, 150, 500, 1500, 4000, 10000, 30000, 100000]
EXPECTED = "exit 0, 69 or 70 of each, nothing left"


def commands(place):
    scene, out = result_in(place)
    files = single_files(place)
    return {"run": ("run", scene, "-o", place / "more"), "check": ("check", scene), "indent": ("indent", scene),
            "flux": files["flux"][:-1], "compare": ("compare", out, out),
            "study": ("study", "export", study_in(place)[1]), "verify-output": ("verify-output", out)}


def words(place, others):
    left = [p.name for p in place.rglob("*") if ".partial-" in p.name]
    return EXPECTED if not others and not left else "; ".join(others) + f" left {left}"


def limited(place, name):
    command, others = commands(place)[name], []
    for level in LEVELS:
        process = with_limit(resource.RLIMIT_AS, level * MEGABYTE, *command)
        if exit_of(process) not in GOOD | LOADER:
            others.append(f"{level} MB: {exit_of(process)} {process.stderr.strip()[-200:]}")
        elif name == "run" and process.returncode == 0:
            run("run", command[1], "-o", place / "more", "--force")
            break
    return words(place, others)


def failing(place, name, how):
    command, others = commands(place)[name], []
    for n in PLACES:
        process = harmed_run(f"alloc {n} {how}", *command)
        if exit_of(process) not in GOOD:
            others.append(f"allocation {n}: {exit_of(process)} {process.stderr.strip()[-200:]}")
        if name == "run" and process.returncode == 0:
            break
    count_fuzzed("failing allocations", len(PLACES))
    return words(place, others)


def register(name):
    @fault(f"{name} in {len(LEVELS)} sizes of address space", expected=EXPECTED)
    def _(place):
        return limited(place, name)

    @fault(f"{name} where one allocation fails, {len(PLACES)} times", expected=EXPECTED)
    def _(place):
        return failing(place, name, "once")

    @fault(f"{name} where all allocations fail from one on, {len(PLACES)} times", expected=EXPECTED)
    def _(place):
        return failing(place, name, "on")


for _name in ("run", "check", "indent", "flux", "compare", "study", "verify-output"):
    register(_name)


@fault("a limit on threads: none can be started", expected=("exit 69", "exit 0"))
def no_threads(place):
    return exit_of(with_limit(resource.RLIMIT_NPROC, 1, "run", scene_in(place), "-o", place / "out"))


@fault("a limit on open files (ulimit -n 4)", expected=("exit 0", "exit 66, named", "exit 69", "exit 73", "exit 74"))
def no_files(place):
    process = with_limit(resource.RLIMIT_NOFILE, 4, "run", scene_in(place), "-o", place / "out")
    return exit_of(process)

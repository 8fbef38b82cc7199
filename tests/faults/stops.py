"""Signals and --max-time: every command ends within 2 s, at any moment, and leaves nothing half-written."""
import signal
import time

from program import SCENES, SMALL, run

from faults.fault import exit_of, fault
from faults.machine import finish, harmed, is_stopped, signalled, start, wait_for
from faults.things import MATERIALS, names, result_in, scene_in, study_in

PROMISED = 2.0  # s
ENDLESS = SMALL.replace('["2 mm", "2 mm"]', '["60 mm", "60 mm"]') + "passes = 40\n"  # no machine is done with it in time
MOMENTS = (0, 0.03, 0.1, 0.3, 1, 3)  # s after the program can take a signal


def endless(place):
    """A command line that takes for ever, of each command that can, by name."""
    scene = scene_in(place, ENDLESS)
    volume = place / "volume.npy"
    edge = 400
    header = f"{{'descr': '|u1', 'fortran_order': False, 'shape': ({edge}, {edge}, {edge}), }}".encode()
    with open(volume, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + (128 - 10).to_bytes(2, "little") + header.ljust(117) + b"\n")
        file.truncate(128 + edge ** 3)
    study = place / "study.toml"
    study.write_text('schema = 1\nscene = "scene.toml"\n[[parameter]]\nkey = "motion.speed"\nfrom = "40 mm/s"\n'
                     'to = "120 mm/s"\n[design]\nkind = "lhs"\ncases = 20\n')
    many = place / "many.toml"
    many.write_text(SMALL)
    curve = place / "curve.csv"
    curve.write_text("set_um,force_mN\n" + "".join(f"{i},{0.1 * i + 0.01 * (i % 7)}\n" for i in range(1, 1000)))
    return {
        "run": ("run", scene, "-o", place / "out", "--max-memory", "100GB"),
        "run --subjects": ("run", many, "-o", place / "out", "--subjects", 1000000),
        "study": ("study", study, "-o", place / "study"),
        "flux": ("flux", volume, "--materials", MATERIALS, "-o", place / "field.vdb"),
        "verify": ("verify", "--full"),
        "calibrate": ("calibrate", many, curve, "-o", place / "fitted.toml", "--set", "device.cartridge.needles=36",
                      "--set", 'device.cartridge.radius="2.5 mm"'),
    }


def partials(place):
    return [p.name for p in place.rglob("*") if ".partial-" in p.name]


def tried(place, name, number, code):
    """Every moment in turn: the fault's words."""
    command = endless(place)[name]
    before, others = set(names(place)), []
    for moment in MOMENTS:
        try:
            process, seconds = signalled(number, moment, *command)
        except RuntimeError as ended:  # such a machine may come
            others.append(str(ended))
            continue
        left = [n for n in names(place) if n not in before and not (name == "study" and n == "study")]
        begun = name != "study" or (place / "study").exists()  # before that there is nothing to resume
        right = {code} if begun else {code, f"exit {128 + number}"}
        if exit_of(process) not in right or seconds >= PROMISED or left or partials(place):
            others.append(f"after {moment} s: {exit_of(process)} in {seconds:.1f} s, left {left}: {process.stderr[-200:]}")
        if name == "study" and (place / "study").exists():
            command = (*command[:4], "--resume")
    return f"{code} within 2 s, nothing half-written" if not others else "; ".join(others)


def register(name, number, code):
    @fault(f"{signal.Signals(number).name} to `{name}` at {len(MOMENTS)} moments",
           expected=f"{code} within 2 s, nothing half-written")
    def _(place):
        return tried(place, name, number, code)


for _name in ("run", "run --subjects", "flux", "verify", "calibrate"):
    register(_name, signal.SIGTERM, "exit 143")
    register(_name, signal.SIGINT, "exit 130")
register("study", signal.SIGTERM, "exit 75")
register("study", signal.SIGINT, "exit 75")


def at_call(place, order, *command):
    """(exit code, seconds) of a program that is sent a signal when it makes a call, and halts there for good."""
    process = start(*command, env=harmed(order.replace("TERM", "STOP")))
    wait_for(lambda: is_stopped(process), process, "that moment")
    process.send_signal(signal.SIGTERM)
    process.send_signal(signal.SIGCONT)
    sent = time.monotonic()
    done = finish(process)
    left = partials(place)
    return f"{exit_of(done)} {'within 2 s' if time.monotonic() - sent < PROMISED else 'late'}, " \
           f"{'nothing half-written' if not left and not (place / 'out').exists() else left}"


ENDED = "exit 143 within 2 s, nothing half-written"


@fault("SIGTERM while tissue.vdb is written", expected=ENDED)
def volumes(place):
    return at_call(place, "open=tissue.vdb 1 TERM", "run", scene_in(place), "-o", place / "out", "--threads", 1)


@fault("SIGTERM while report.html is written", expected=ENDED)
def page(place):
    return at_call(place, "open=report.html 1 TERM", "run", scene_in(place), "-o", place / "out", "--threads", 1)


@fault("SIGTERM while the manifest is written", expected=ENDED)
def manifest(place):
    return at_call(place, "open=manifest.json 1 TERM", "run", scene_in(place), "-o", place / "out", "--threads", 1)


@fault("SIGTERM while report replaces a folder", expected="exit 143 within 2 s, result as it was")
def again(place):
    _, out = result_in(place)
    process = start("report", out, env=harmed("open=manifest.json 1 STOP"))
    wait_for(lambda: is_stopped(process), process, "the manifest")
    process.send_signal(signal.SIGTERM)
    process.send_signal(signal.SIGCONT)
    sent = time.monotonic()
    done = finish(process)
    whole = run("verify-output", out).returncode == 0 and not partials(place)
    return f"{exit_of(done)} {'within 2 s' if time.monotonic() - sent < PROMISED else 'late'}, " \
           f"result {'as it was' if whole else 'damaged'}"


@fault("SIGTERM while a study writes its page", expected=("exit 75 within 2 s, --resume ends with 0", "exit 0 within 2 s, --resume ends with 0"))
def study_page(place):
    study, folder = study_in(place)
    process = start("study", study, "-o", folder, "--resume", env=harmed("open=report.html 1 STOP"))
    wait_for(lambda: is_stopped(process), process, "the page")
    process.send_signal(signal.SIGTERM)
    process.send_signal(signal.SIGCONT)
    sent = time.monotonic()
    done = finish(process)
    late = time.monotonic() - sent >= PROMISED
    resumed = run("study", study, "-o", folder, "--resume")
    return f"{exit_of(done)} {'late' if late else 'within 2 s'}, --resume ends with {resumed.returncode}"


@fault("a signal that comes twice", expected="exit 130, nothing half-written")
def twice(place):
    scene = scene_in(place, ENDLESS)
    process = start("run", scene, "-o", place / "out", env=harmed("statvfs 1 STOP"))
    wait_for(lambda: is_stopped(process), process, "its check of the disk")
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGCONT)
    return f"{exit_of(finish(process))}, {'nothing half-written' if not partials(place) else partials(place)}"


def limited(place, *command):
    sent = time.monotonic()
    process = run(*command)
    late = time.monotonic() - sent >= 0.3 + PROMISED
    named = "--max-time named" if "--max-time" in process.stderr else process.stderr[-200:]
    return f"{exit_of(process)} {'late' if late else 'in time'}, {named}, {partials(place) or 'nothing half-written'}"


@fault("run --max-time 0.3s of a scene without end", expected="exit 69 in time, --max-time named, nothing half-written")
def max_time_run(place):
    return limited(place, *endless(place)["run"], "--max-time", "0.3s")


@fault("check --max-time 0.3s of 2,000 scenes", expected="exit 69 in time, --max-time named, nothing half-written")
def max_time_check(place):
    command = ["check", *[SCENES / "forearm-stamp-impact.toml"] * 2000]
    return limited(place, *command, "--max-time", "0.3s")


@fault("--max-time of nothing, less than nothing, no number", expected="exit 2, exit 2, exit 2")
def max_time_wrong(place):
    scene = scene_in(place)
    return ", ".join(exit_of(run("run", scene, "-o", place / "out", "--max-time", value)) for value in ("0s", "-1s", "x"))


@fault("two openings of 0.1 x 0.05 mm at (1, 1) and (3, 3) mm turned by 90 and 45 degrees", expected="exit 0")
def two_openings(place):
    scene = scene_in(place, '''schema = 1
[skin]
site = "cheek"
[motion]
area = ["4 mm", "4 mm"]
[wound.openings]
x = ["1 mm", "3 mm"]
y = ["1 mm", "3 mm"]
long = ["0.1 mm", "0.1 mm"]
short = ["0.05 mm", "0.05 mm"]
angle = ["90 deg", "45 deg"]
depth = ["0.5 mm", "0.5 mm"]
''')
    return exit_of(run("run", scene, "-o", place / "out", "--max-time", "300s", timeout=400))

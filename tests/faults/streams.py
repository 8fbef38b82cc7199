"""Standard output, input and error: full, closed, not read. Every command of `dermavox --help` is tried."""
import fcntl
import os
import re
import signal
import struct
import subprocess
import termios
import time

from program import PROGRAM, SMALL, run

from faults.fault import exit_of, fault
from faults.machine import finish, start, wait_for
from faults.things import result_in, scene_in, single_files, snapshot, study_in


SILENT = {"cad"}  # they print nothing to standard output


def printing(place):
    """A command line of each command that prints to standard output, by its name."""
    scene, out = result_in(place)
    files = single_files(place)
    _, store = study_in(place)
    return {
        "run": ("run", scene, "-o", place / "more", "--json", "--quiet"), "check": ("check", scene),
        "compare": ("compare", out, out), "report": ("report", out), "sites": ("sites",), "devices": ("devices",), "rules": ("rules",),
        "kernel": ("kernel", scene), "contact": ("contact", scene), "indent": ("indent", scene),
        "find": ("find", scene, "--vary", "motion.passes=1..2", "--target", "punctures>=1", "--seeds", "2"),
        "flux": files["flux"][:-1], "inspect": ("inspect", files["flux"][1]),
        "spots": ("spots", out / "maps" / "depth-0000um.png", "--scale", "10 um"),
        "calibrate": (*files["calibrate"], place / "fitted.toml"), "verify": ("verify",),
        "verify-output": ("verify-output", out), "study": ("study", "status", store), "explain": ("explain",),
        "schema": ("schema",), "new": ("new", "pen"), "upgrade": ("upgrade", scene), "completion": ("completion",),
        "manual": ("manual",), "study export": ("study", "export", store), "study schema": ("schema", "study"),
        "sites show": ("sites", "show", "cheek"), "help": ("--help",), "version": ("--version",),
    }


def waiting_in(pipe):
    """Bytes written and not read."""
    return struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, b"\0" * 4))[0]


def commands_of_help():
    text = run("--help").stdout.split("Subcommands:")[1]
    return set(re.findall(r"^  (\S+) ", text, re.MULTILINE))


@fault("a command that the faults below forget", expected="none")
def forgotten(place):
    return ", ".join(sorted(commands_of_help() - set(printing(place)) - SILENT)) or "none"


@fault("every command: standard output is full (/dev/full)", expected="exit 74 of each")
def full(place):
    others = {}
    for name, command in printing(place).items():
        with open("/dev/full", "w", encoding="ascii") as device:
            code = exit_of(finish(start(*command, stdout=device)))
        if code != "exit 74":
            others[name] = code
    return "exit 74 of each" if not others else str(others)


@fault("every command: standard output is closed", expected="exit 74 of each")
def closed(place):
    others = {}
    for name, command in printing(place).items():
        code = exit_of(subprocess.run(["sh", "-c", '"$@" >&-', "sh", PROGRAM, *map(str, command)], check=False,
                                      capture_output=True, timeout=300))
        if code != "exit 74":
            others[name] = code
    return "exit 74 of each" if not others else str(others)


@fault("all three standard streams closed: no file of a result takes their place", expected="exit 0, same files")
def all_closed(place):
    scene, out = result_in(place)
    other = place / "other"
    code = subprocess.run(["sh", "-c", '"$@" <&- >&- 2>&-', "sh", PROGRAM, "run", str(scene), "-o", str(other)],
                          check=False, timeout=300)
    same = [p for p, data in snapshot(out).items()
            if str(p) not in ("provenance.json", "report.html", "manifest.json") and snapshot(other).get(p) != data]
    return f"{exit_of(code)}, {'same files' if not same else same}"


@fault("standard error is full: a run, a bad scene, wrong usage", expected="exit 0, exit 65, exit 2")
def errors_full(place):
    scene = scene_in(place)
    bad = place / "bad.toml"
    bad.write_text(SMALL + "nonsense = 1\n")
    codes = []
    for command in (("run", scene, "-o", place / "out"), ("check", bad), ("fly",)):
        with open("/dev/full", "w", encoding="ascii") as device:
            codes.append(exit_of(finish(start(*command, stderr=device))))
    return ", ".join(codes)


@fault("output that nobody reads: SIGTERM while the program waits in a write", expected="exit 143 within 2 s")
def not_read(place):
    del place
    reader, writer = os.pipe()
    size = fcntl.fcntl(writer, 1031, 4096)  # F_SETPIPE_SZ: less than a schema
    process = start("schema", stdout=writer)
    os.close(writer)
    wait_for(lambda: waiting_in(reader) >= size, process, "its output filled the pipe")
    sent = time.monotonic()
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=60)
    os.close(reader)
    return f"{exit_of(process)} {'within 2 s' if time.monotonic() - sent < 2 else 'late'}"


@fault("a reader that goes away (| head -1)", expected="signal 13 or 0 of the program, 1 line read")
def head(place):
    del place
    line = subprocess.run(["bash", "-c", '"$1" explain | head -1 | wc -l; echo ${PIPESTATUS[0]}', "sh", PROGRAM],
                          capture_output=True, text=True, check=False).stdout.split()
    ended = "signal 13 or 0" if line[1] in ("141", "0") else line[1]
    return f"{ended} of the program, {line[0]} line read"


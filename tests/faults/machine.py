"""What a machine can do to a program: full and read-only disks, calls that fail at a moment, signals, little memory."""
import functools
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import tempfile
import threading
import time

from program import PROGRAM, SOURCE, catches

from faults.fault import Skipped

_lock = threading.Lock()


@functools.cache
def _harm(kind):
    compiler = shutil.which("c++") or shutil.which("g++") or shutil.which("clang++")
    if not compiler:
        raise Skipped("needs a compiler")
    if os.environ.get("DERMAVOX_SANITIZED"):
        raise Skipped("sanitizers must be loaded first")
    folder = tempfile.mkdtemp(prefix="dermavox-harm-")
    library = pathlib.Path(folder) / "harm.so"
    subprocess.run([compiler, "-std=c++20", "-O1", "-shared", "-fPIC", "-Wno-mismatched-new-delete", f"-DHARM_{kind}",
                    SOURCE / "tests" / "faults" / "harm.cpp", "-o", library, "-ldl"], check=True)
    return library


def harmed(order):
    """Environment of a program to which tests/faults/harm.cpp does what the order says."""
    with _lock:
        return {**os.environ, "LD_PRELOAD": str(_harm("ALLOC" if order.startswith("alloc") else "CALLS")), "HARM": order}


def start(*arguments, **how):
    """The program, running; never a terminal. Output is kept unless `how` says otherwise."""
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **how}
    return subprocess.Popen([PROGRAM, *map(str, arguments)], **options)


def finish(process, timeout=300):
    """Waits for what start() gave; a process as subprocess.run returns it."""
    output, errors = process.communicate(timeout=timeout)
    return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


def harmed_run(order, *arguments, **how):
    return finish(start(*arguments, env=harmed(order), **how))


def on_disk(place, options, script):
    """What a shell script prints, in words, where ./disk is a tmpfs with these mount options; $DERMAVOX is the program."""
    (place / "disk").mkdir()
    unshare = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
    if subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode != 0:
        raise Skipped("needs name spaces")
    mounted = f"mount -t tmpfs -o {options} none disk || exit 1\n{script}"
    done = subprocess.run([*unshare, "sh", "-c", mounted], cwd=place, capture_output=True, text=True, check=False,
                          timeout=300, stdin=subprocess.DEVNULL, env={**os.environ, "DERMAVOX": PROGRAM})
    return " ".join(done.stdout.split())


def with_limit(kind, value, *arguments, **how):
    """One run with a resource limit of its own."""
    return finish(start(*arguments, preexec_fn=lambda: resource.setrlimit(kind, (value, value)), **how))


def is_stopped(process):
    """The process has halted itself (SIGSTOP)."""
    return pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "T"


def wait_for(condition, process, what):
    """Until the condition holds; a process that ends before is a fault that was not tried."""
    while not condition():
        if process.poll() is not None:
            raise RuntimeError(f"ended before {what}: exit {process.returncode}, {process.communicate()[1]}")
        time.sleep(0.005)


def signalled(number, delay, *arguments, **how):
    """Sent a signal so long after it can take one: (process, seconds from signal to end)."""
    process = start(*arguments, **how)
    wait_for(lambda: catches(process.pid, number), process, "the signal")
    try:
        process.wait(timeout=delay)
    except subprocess.TimeoutExpired:
        pass
    if process.poll() is not None:
        raise RuntimeError(f"ended before the signal: exit {process.returncode}, {process.communicate()[1]}")
    sent = time.monotonic()
    process.send_signal(number)
    return finish(process), time.monotonic() - sent


__all__ = ["catches", "finish", "harmed", "harmed_run", "is_stopped", "on_disk", "signal", "signalled",
           "start", "wait_for", "with_limit"]

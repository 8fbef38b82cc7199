"""What a benchmark ran on."""
import os
import pathlib
import platform


def first_line(file, key):
    try:
        for line in pathlib.Path(file).read_text().splitlines():
            if line.startswith(key):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return "unknown"


def load():
    return os.getloadavg()[0]


def stamp(revision):
    memory = first_line("/proc/meminfo", "MemTotal").split()
    return {"processor": first_line("/proc/cpuinfo", "model name"), "cores": os.cpu_count(),
            "memory_GB": round(int(memory[0]) / 1e6, 1) if memory[0].isdigit() else None,
            "kernel": platform.release(), "system": platform.system(), "load": load(), "revision": revision}

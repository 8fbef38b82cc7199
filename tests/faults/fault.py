"""What a fault is: something done to the built program, what must come of it, and what did.

A topic is a module of this folder; each of its faults is a function of an empty folder that returns what it saw, in
words that are compared with those of the decorator:

    @fault("existing output without --force", expected="exit 73, result as it was")
    def existing(place):
        ...
        return f"exit {process.returncode}, ..."

`tools/faults` runs them and prints the table. What every topic needs to run the program is in tests/cli/program.py.
"""
import dataclasses
import pathlib
import tempfile
import threading
import traceback

FAULTS = []
_fuzzed, _lock = {}, threading.Lock()


class Skipped(Exception):
    """This machine cannot do that to a program; the reason goes into the table."""


@dataclasses.dataclass(frozen=True)
class Fault:
    topic: str
    name: str
    expected: tuple  # any of these
    act: object

    def got(self):
        """(what was seen, "pass", "FAIL" or "skip")"""
        with tempfile.TemporaryDirectory(prefix="dermavox-fault-") as folder:
            try:
                seen = self.act(pathlib.Path(folder))
            except Skipped as reason:
                return str(reason), "skip"
            except Exception:  # a fault that cannot be judged has not passed
                return traceback.format_exc(limit=-1).strip().splitlines()[-1], "FAIL"
        return seen, "pass" if seen in self.expected else "FAIL"


def fault(name, *, expected):
    """Registers a fault under the name of its module. `expected`: a text, or a tuple of texts that are all right."""
    def register(act):
        expectations = (expected,) if isinstance(expected, str) else tuple(expected)
        FAULTS.append(Fault(act.__module__.rsplit(".", 1)[-1], name, expectations, act))
        return act
    return register


def count_fuzzed(kind, inputs):
    """So many inputs of a kind were made at random and tried; the table ends with their numbers."""
    with _lock:
        _fuzzed[kind] = _fuzzed.get(kind, 0) + inputs


def fuzzed():
    return dict(_fuzzed)


def exit_of(process):
    """"exit 65", or "signal 11" where the program did not end by itself."""
    code = process.returncode
    return f"exit {code}" if code >= 0 else f"signal {-code}"

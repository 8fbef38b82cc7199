"""A file of comparisons, one JSON line each, and where the level of a case changed.

The level of a case is its time over that of the base of each comparison; lines are kept in order. Where all lines share
one base the ratio is free of the machine's moods; keep to one base per file.
"""
import json
import math

import statistics as st


def append(file, verdicts, stamp):
    line = {"stamp": stamp, "cases": {v.case: {"time": v.time, "seconds": v.new_seconds, "bytes": v.new_bytes,
                                               "memory": v.memory, "answers": [a[0] for a in v.answers]}
                                      for v in verdicts}}
    file.parent.mkdir(parents=True, exist_ok=True)
    with open(file, "a") as out:
        out.write(json.dumps(line) + "\n")


def read(file):
    with open(file) as lines:
        return [json.loads(line) for line in lines if line.strip()]


def changes(file):
    """One line per change point: case, entry, revision, how much."""
    entries, out = read(file), []
    for case in sorted({case for entry in entries for case in entry["cases"]}):
        seen = [(entry["stamp"].get("revision", "?"), entry["cases"][case]) for entry in entries if case in entry["cases"]]
        for figure, name in (("time", "time"), ("memory", "memory")):
            values = [at[figure] for _, at in seen]
            points = st.change_points(values)
            for k, at in enumerate(points):
                start, end = points[k - 1] if k else 0, points[k + 1] if k + 1 < len(points) else len(values)
                step = sum(values[at:end]) / (end - at) - sum(values[start:at]) / (at - start)
                out.append(f"{case}: {name} {100 * math.expm1(step):+.1f} % from entry {at + 1} ({seen[at][0]}) on")
    return "\n".join(out) or f"{len(entries)} entries, no change of level"

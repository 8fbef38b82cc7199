"""From samples of two builds to a verdict per case on time, memory and answers."""
import math
from dataclasses import dataclass, field

import numpy as np

import statistics as st

FAMILY = 0.03        # chance of any false alarm in one comparison, all cases and both figures together
LEAST_TIME = 0.005   # slower by less is no regression, whatever its significance
LEAST_MEMORY = 0.02
ANSWER = 1e-9        # relative difference from which an answer has moved


@dataclass
class Verdict:
    case: str
    pairs: int
    time: float              # log ratio new/base
    time_low: float
    time_high: float
    time_p: float
    smallest: float          # log ratio that a comparison like this finds
    memory: float            # log ratio
    memory_p: float
    slower: bool = False
    faster: bool = False
    larger: bool = False
    answers: list = field(default_factory=list)  # (name, base, new) that moved, or that do not repeat
    base_seconds: float = 0.0
    new_seconds: float = 0.0
    base_bytes: float = 0.0
    new_bytes: float = 0.0

    @property
    def alarm(self):
        return self.slower or self.larger or bool(self.answers)


def level(cases):
    """Significance of one test, so that all of them together keep FAMILY."""
    return FAMILY / (2 * cases)


def moved_answers(base, new):
    """Names with both values where the runs of one build disagree, or the builds do."""
    moved = []
    for name in sorted(set(base[0]["answers"]) | set(new[0]["answers"])):
        values = [[run["answers"].get(name) for run in runs] for runs in (base, new)]
        if any(len(set(map(repr, side))) > 1 for side in values):
            both = sorted(values[0] + values[1], key=repr)
            moved.append((name + " (does not repeat)", both[0], both[-1]))
            continue
        a, b = values[0][0], values[1][0]
        if a is None or b is None:  # no such answer, or not a number
            if a is not b:
                moved.append((name, a, b))
        elif not abs(a - b) <= ANSWER * max(abs(a), abs(b)):
            moved.append((name, a, b))
    return moved


def judge(case, base, new, cases):
    """base, new: samples of one case, paired by index."""
    alpha = level(cases)
    seconds = [np.array([run["seconds"] for run in runs]) for runs in (base, new)]
    bytes_ = [np.array([float(run["peak_bytes"]) for run in runs]) for runs in (base, new)]
    d, m = np.log(seconds[1] / seconds[0]), np.log(bytes_[1] / bytes_[0])
    low, high = st.interval(d, alpha)
    v = Verdict(case=case, pairs=len(d), time=st.effect(d), time_low=low, time_high=high, time_p=st.signed_rank_p(d),
                smallest=max(st.smallest_effect(d, alpha), math.log1p(LEAST_TIME)), memory=st.effect(m),
                memory_p=st.signed_rank_p(m), answers=moved_answers(base, new),
                base_seconds=float(np.median(seconds[0])), new_seconds=float(np.median(seconds[1])),
                base_bytes=float(np.median(bytes_[0])), new_bytes=float(np.median(bytes_[1])))
    v.slower = v.time_p <= alpha and v.time > math.log1p(LEAST_TIME)
    v.faster = st.signed_rank_p(-d) <= alpha and v.time < -math.log1p(LEAST_TIME)
    v.larger = v.memory_p <= alpha and v.memory > math.log1p(LEAST_MEMORY)
    return v

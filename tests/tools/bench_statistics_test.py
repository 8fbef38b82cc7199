"""The statistics of tools/bench-compare on simulated noise: heavy tails, spikes, drift; false alarms and finds counted."""
import math
import os
import pathlib
import sys
import unittest

import numpy as np

ROOT = pathlib.Path(os.environ.get("DERMAVOX_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(ROOT / "tools" / "benchmarks"))
import statistics as st  # noqa: E402  (ours, in front of the library's)
import verdicts as vd  # noqa: E402

CASES = 8


class Machine:
    """Seconds of a run: a level that drifts, jumps to a slower clock now and then, Student noise of 2.5 degrees, spikes."""

    def __init__(self, seed, noise):
        self.rng, self.noise, self.level = np.random.default_rng(seed), noise, 0.0

    def seconds(self, slow=0.0):
        self.level = 0.98 * self.level + 0.5 * self.noise * self.rng.standard_normal()
        spike = 0.4 * self.rng.random() if self.rng.random() < 0.05 else 0.0
        clock = 0.1 if self.rng.random() < 0.02 else 0.0
        return math.exp(self.level + clock + spike + self.noise * self.rng.standard_t(2.5)) * (1 + slow)

    def pair(self, slow):
        base_first = self.rng.random() < 0.5
        runs = [self.seconds(0.0 if first == base_first else slow) for first in (True, False)]
        return runs if base_first else runs[::-1]


def sample(seconds, answer=1.5, peak=1e8):
    return {"seconds": seconds, "peak_bytes": peak, "answers": {"figure": answer}}


def comparison(seed, slow=0.0):
    """As tools/bench-compare does it: pilot, pairs, verdicts of CASES cases; the first one slowed down."""
    alpha, found = vd.level(CASES), []
    for case in range(CASES):
        machine = Machine(1000 * seed + case, 0.01 * (1 + case % 3))
        pilot = np.log([b / a for a, b in (machine.pair(0.0) for _ in range(6))])

        def draw(count):
            return [tuple(map(sample, machine.pair(slow if case == 0 else 0.0))) for _ in range(count)]

        pairs = st.collect(draw, pilot, alpha, math.log1p(0.03), 60)
        found.append(vd.judge(f"case {case}", [a for a, _ in pairs], [b for _, b in pairs], CASES))
    return found


class Calibration(unittest.TestCase):
    def test_alarms_are_rare_when_nothing_changed(self):
        alarms = sum(any(v.alarm for v in comparison(seed)) for seed in range(400))
        self.assertLessEqual(alarms, 24, f"{alarms} of 400: 3 in 100 are meant, four standard errors allowed")

    def test_twice_the_smallest_effect_is_found(self):
        found = 0
        for seed in range(40):
            effect = comparison(seed)[0].smallest  # what an A/A comparison prints
            found += comparison(5000 + seed, math.expm1(2 * effect))[0].slower
        self.assertGreaterEqual(found, 36)

    def test_smaller_effects_are_found_less_often(self):
        effect = np.median([comparison(seed)[0].smallest for seed in range(20)])
        rates = [np.mean([comparison(7000 + seed, math.expm1(share * effect))[0].slower for seed in range(40)])
                 for share in (0.2, 1.5)]
        self.assertLess(rates[0], 0.5)
        self.assertGreater(rates[1], rates[0])


class Parts(unittest.TestCase):
    def test_signed_ranks_are_exact(self):
        self.assertEqual(st.signed_rank_p([1.0, 2.0, 3.0]), 1 / 8)
        self.assertEqual(st.signed_rank_p([-1.0, 2.0, 3.0]), 2 / 8)
        self.assertEqual(st.signed_rank_p([-1.0, -2.0, -3.0]), 1.0)
        self.assertEqual(st.signed_rank_p([0.0, 0.0]), 1.0)
        self.assertEqual(st.signed_rank_p([1.0, 1.0, -1.0]), 4 / 8)  # ties: any one or none of three signs below

    def test_an_interval_holds_the_effect_as_often_as_it_says(self):
        rng, inside = np.random.default_rng(3), 0
        for _ in range(500):
            low, high = st.interval(0.02 + 0.05 * rng.standard_t(3, size=15), 0.05)
            inside += low <= 0.02 <= high
        self.assertGreater(inside, 0.86 * 500)
        self.assertEqual(st.interval([0.1, 0.2], 0.01), (-math.inf, math.inf))

    def test_memory_and_answers_have_verdicts_of_their_own(self):
        base = [sample(1.0) for _ in range(15)]
        larger = vd.judge("case", base, [sample(1.0, peak=1.1e8) for _ in range(15)], CASES)
        self.assertTrue(larger.larger and larger.alarm and not larger.slower)
        moved = vd.judge("case", base, [sample(1.0, answer=1.5 + 1e-6) for _ in range(15)], CASES)
        self.assertEqual([name for name, *_ in moved.answers], ["figure"])
        self.assertTrue(moved.alarm)
        shaky = vd.judge("case", base, [sample(1.0, answer=1.5 + 1e-12 * k) for k in range(15)], CASES)
        self.assertIn("does not repeat", shaky.answers[0][0])
        self.assertFalse(vd.judge("case", base, base, CASES).alarm)
        lost = [{**sample(1.0), "answers": {}} for _ in range(15)]
        self.assertTrue(vd.judge("case", base, lost, CASES).alarm)

    def test_change_points_of_a_history(self):
        rng = np.random.default_rng(1)
        level = np.concatenate([np.zeros(30), np.full(25, 0.05), np.full(25, -0.03)])
        points = st.change_points(level + 0.01 * rng.standard_t(3, size=80))
        self.assertEqual(len(points), 2)
        self.assertTrue(abs(points[0] - 30) <= 2 and abs(points[1] - 55) <= 2, points)
        false = sum(bool(st.change_points(np.random.default_rng(k).standard_t(3, size=40), shuffles=199))
                    for k in range(60))
        self.assertLessEqual(false, 5)


if __name__ == "__main__":
    unittest.main()

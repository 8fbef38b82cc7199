"""Paired comparison without assumptions about the noise.

Each pair runs both builds one after the other, which of them first by the toss of a coin. If the builds are the same,
the sign of every log ratio is that coin, whatever drifts, spikes or heavy tails do to its size: so a signed-rank test
is exact. Effects are Hodges-Lehmann estimates (median of Walsh averages), intervals the same test turned round.
"""
import math

import numpy as np

POWER = 0.9  # of finding the smallest effect that is printed


def signed_rank_p(differences):
    """Chance of a rank sum as large if every sign were a coin: one-sided p for positive differences, exact."""
    d = np.asarray(differences, float)
    d = d[d != 0]
    if not len(d):
        return 1.0
    order = np.argsort(np.abs(d), kind="stable")
    doubled = np.empty(len(d), int)  # twice the mid-ranks: whole numbers with ties as well
    size, at = np.abs(d)[order], 0
    while at < len(d):
        end = at
        while end + 1 < len(d) and size[end + 1] == size[at]:
            end += 1
        doubled[order[at:end + 1]] = at + end + 2
        at = end + 1
    sums = np.zeros(int(doubled.sum()) + 1)
    sums[0] = 1
    for rank in doubled:
        shifted = np.zeros_like(sums)
        shifted[rank:] = sums[:len(sums) - rank]
        sums = (sums + shifted) / 2
    return float(min(1.0, sums[int(doubled[d > 0].sum()):].sum()))


def walsh_averages(differences):
    d = np.asarray(differences, float)
    i, j = np.triu_indices(len(d))
    return np.sort((d[i] + d[j]) / 2)


def effect(differences):
    return float(np.median(walsh_averages(differences)))


def interval(differences, alpha):
    """Two-sided interval of level 1 - 2 alpha; infinite where so few pairs cannot give one."""
    walsh, n = walsh_averages(differences), len(differences)
    chances = np.zeros(n * (n + 1) // 2 + 1)
    chances[0] = 1
    for rank in range(1, n + 1):
        shifted = np.zeros_like(chances)
        shifted[rank:] = chances[:len(chances) - rank]
        chances = (chances + shifted) / 2
    below = np.cumsum(chances)
    cut = int(np.searchsorted(below, alpha, side="right"))
    if cut == 0:
        return -math.inf, math.inf
    return float(walsh[cut - 1]), float(walsh[-cut])


def normal_quantile(p):
    low, high = -10.0, 10.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if (1 + math.erf(middle / math.sqrt(2))) / 2 < p else (low, middle)
    return (low + high) / 2


def smallest_effect(differences, alpha):
    """Slowdown that POWER of comparisons like this one find: the width of the interval, widened for power."""
    low, high = interval(differences, alpha)
    if not math.isfinite(high - low):
        return math.inf
    half = (high - low) / 2
    return half * (1 + normal_quantile(POWER) / normal_quantile(1 - alpha))


def fewest_pairs(alpha):
    """So few pairs that even all signs alike are no surprise at level alpha."""
    return math.ceil(-math.log2(alpha)) + 2


def pairs_needed(noise, alpha, wanted, most):
    """From log ratios of equal builds to the number of pairs that shows an effect `wanted`. Reads their sizes only, not
    their signs: a test of the signs stays exact when the number of pairs comes from the same ratios."""
    size = np.abs(np.asarray(noise, float))
    spread = max(1.4826 * float(np.median(size)), float(np.sqrt(np.mean(size ** 2))) / 2)  # tails count, half
    z = normal_quantile(1 - alpha) + normal_quantile(POWER)
    n = math.ceil((z * spread / wanted) ** 2 * math.pi / 3)
    return min(max(n, fewest_pairs(alpha)), most)


def collect(draw, pilot, alpha, wanted, most):
    """Pairs from draw(count), as many as the pilot's noise asks for, then as many as their own noise asks for. Pairs
    are (base, new) with "seconds"."""
    pairs = []
    need = pairs_needed(pilot, alpha, wanted, most)
    while len(pairs) < need:
        pairs += draw(need - len(pairs))
        need = max(need, pairs_needed([math.log(b["seconds"] / a["seconds"]) for a, b in pairs], alpha, wanted, most))
    return pairs


def change_points(values, alpha=0.01, shuffles=999, seed=1):
    """Indices at which the level of a series changes: binary segmentation, each cut a permutation test."""
    rng = np.random.default_rng(seed)

    def strength(x):
        n = len(x)
        k = np.arange(1, n)
        sums = np.cumsum(x)[:-1]
        gap = np.abs(sums / k - (x.sum() - sums) / (n - k)) * np.sqrt(k * (n - k) / n)
        return int(np.argmax(gap)) + 1, float(gap.max())

    def split(x, first):
        if len(x) < 6:
            return []
        ranks = np.argsort(np.argsort(x)).astype(float)  # one wild value is no level
        at, best = strength(ranks)
        chance = (1 + sum(strength(rng.permutation(ranks))[1] >= best for _ in range(shuffles))) / (shuffles + 1)
        if chance > alpha:
            return []
        return split(x[:at], first) + [first + at] + split(x[at:], first + at)

    return split(np.asarray(values, float), 0)

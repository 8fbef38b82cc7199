"""Runs cases of built programs, in pairs, in random order."""
import json
import os
import random
import subprocess


class Program:
    """dermavox-cases of one build; `slow` adds a share to every run (trials)."""

    def __init__(self, path, slow=0.0):
        self.path, self.slow = str(path), slow

    def cases(self):
        return subprocess.run([self.path, "--list"], check=True, capture_output=True, text=True).stdout.split()

    def sample(self, case, seconds):
        command = [self.path, case, "--seconds", str(seconds)] + (["--slow", str(self.slow)] if self.slow else [])
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr}")
        return json.loads(done.stdout)


def pairs(base, new, case, count, seconds, coin=None):
    """`count` samples of both, each pair in an order that a coin decides."""
    coin = coin or random.SystemRandom()
    found = ([], [])
    for _ in range(count):
        order = [0, 1] if coin.random() < 0.5 else [1, 0]
        for side in order:
            found[side].append((base, new)[side].sample(case, seconds))
    return found


def load():
    return os.getloadavg()[0]

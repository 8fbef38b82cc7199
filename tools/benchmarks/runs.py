"""Runs cases of built programs, in pairs, in random order."""
import json
import random
import subprocess


class Program:
    """dermavox-cases of one build; `slow` adds a share to every run, of one case where one is named (trials)."""

    def __init__(self, path, slow=0.0, slow_case=None, clock="wall", threads=0):
        self.path, self.slow, self.slow_case = str(path), slow, slow_case
        self.clock, self.threads = clock, threads

    def cases(self):
        return subprocess.run([self.path, "--list"], check=True, capture_output=True, text=True).stdout.split()

    def sample(self, case, seconds):
        command = [self.path, case, "--seconds", str(seconds)]
        if self.slow and self.slow_case in (None, case):
            command += ["--slow", str(self.slow)]
        if self.threads:
            command += ["--threads", str(self.threads)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr}")
        run = json.loads(done.stdout)
        if self.clock == "processor":  # other people's load hides less of it
            run["seconds"] = run["processor_seconds"]
        return run


def pairs(base, new, case, count, seconds, coin=None):
    """`count` pairs of samples, each in an order that a coin decides."""
    coin = coin or random.SystemRandom()
    found = []
    for _ in range(count):
        pair = [None, None]
        for side in ([0, 1] if coin.random() < 0.5 else [1, 0]):
            pair[side] = (base, new)[side].sample(case, seconds)
        found.append(tuple(pair))
    return found

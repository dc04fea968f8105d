#!/usr/bin/env python3
"""What a second process brings the simulator, and what more games cost it in memory.

    bench_sim.py [DIR]   the directory of the release programs, by default build/release/bin

Prints `sim_jobs one_s=.. two_s=.. ratio=.. two_apart=..`, the median of rounds that take turns (two_apart: the same
for two runs that have nothing to do with each other, which is what the machine can give), and `sim_memory
games_1000_kib=.. games_100000_kib=..`, the most that any process of the run held.
"""

import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
ROUNDS = 7


def start(spiral, *words):
    command = [spiral, "sim", "--scenarios", TREE / "config/scenarios", *words]
    return subprocess.Popen([*map(str, command)], stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)


def ended(child):
    if child.wait():
        sys.exit(f"{' '.join(child.args)}: status {child.returncode}")


def seconds(spiral, *words):
    begun = time.monotonic()
    ended(start(spiral, *words))
    return time.monotonic() - begun


def most_memory(spiral, *words):
    """KiB, looked at while it runs: what the system keeps of ended children counts the parent's pages too."""
    child, most = start(spiral, *words), 0
    while child.poll() is None:
        try:
            text = Path(f"/proc/{child.pid}/status").read_text(encoding="ascii")
        except OSError:
            break
        name, high = re.search(r"Name:\s+(\S+)", text), re.search(r"VmHWM:\s+(\d+)", text)
        if name and name[1] == "spiral" and high:
            most = max(most, int(high[1]))
    ended(child)
    return most


GRAND = ("--scenario", "grand-12", "--games", 6000)


def two_apart(spiral):
    """Two runs of one process each at the same time: what the machine has to give."""
    begun = time.monotonic()
    for child in [start(spiral, *GRAND), start(spiral, *GRAND)]:
        ended(child)
    return time.monotonic() - begun


def main():
    spiral = Path(sys.argv[1] if len(sys.argv) > 1 else TREE / "build/release/bin") / "spiral"
    one, two, apart = [], [], []
    for _ in range(ROUNDS):
        one.append(seconds(spiral, *GRAND))
        two.append(seconds(spiral, *GRAND, "--jobs", 2))
        apart.append(two_apart(spiral))
    ratio = statistics.median(a / b for a, b in zip(one, two))
    limit = statistics.median(2 * a / b for a, b in zip(one, apart))
    print(f"sim_jobs one_s={statistics.median(one):.2f} two_s={statistics.median(two):.2f} ratio={ratio:.2f} "
          f"two_apart={limit:.2f}")
    few = most_memory(spiral, "--scenario", "duel-1", "--games", 1000)
    many = most_memory(spiral, "--scenario", "duel-1", "--games", 100000)
    print(f"sim_memory games_1000_kib={few} games_100000_kib={many}")


if __name__ == "__main__":
    main()

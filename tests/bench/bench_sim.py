#!/usr/bin/env python3
"""What a second process brings the simulator, and what more games cost it in memory.

    bench_sim.py [DIR]   the directory of the release programs, by default build/release/bin

Prints `sim_jobs one_s=.. two_s=.. ratio=..`, the median of rounds that take turns, and `sim_memory
games_1000_kib=.. games_100000_kib=..`, the most that any process of the run held.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
ROUNDS = 7


def simulate(spiral, *words):
    """Returns (seconds, KiB of the largest process)."""
    command = [spiral, "sim", "--scenarios", TREE / "config/scenarios", *words]
    begun = time.monotonic()
    child = subprocess.Popen([*map(str, command)], stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{' '.join(map(str, command))}: status {status}")
    return time.monotonic() - begun, usage.ru_maxrss


def main():
    spiral = Path(sys.argv[1] if len(sys.argv) > 1 else TREE / "build/release/bin") / "spiral"
    one, two = [], []
    for _ in range(ROUNDS):
        one.append(simulate(spiral, "--scenario", "grand-12", "--games", 6000, "--jobs", 1)[0])
        two.append(simulate(spiral, "--scenario", "grand-12", "--games", 6000, "--jobs", 2)[0])
    ratio = statistics.median(a / b for a, b in zip(one, two))
    print(f"sim_jobs one_s={statistics.median(one):.2f} two_s={statistics.median(two):.2f} ratio={ratio:.2f}")
    few = simulate(spiral, "--scenario", "duel-1", "--games", 1000)[1]
    many = simulate(spiral, "--scenario", "duel-1", "--games", 100000)[1]
    print(f"sim_memory games_1000_kib={few} games_100000_kib={many}")


if __name__ == "__main__":
    main()

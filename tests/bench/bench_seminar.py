#!/usr/bin/env python3
"""What a large seminar costs: 240 persons in 40 worlds of one exercise, with three facilitators who look on.

    bench_seminar.py [DIR]   the directory of the release programs, by default build/release/bin

Prints `seminar_join at_once=.. taken=.. ms=..` (24 that come in the same moment), `seminar_resolve p50_ms=.. p95_ms=..` (from a world's
last ready to the result at each of its six, with the monitors open), `seminar_monitor p50_ms=.. p95_ms=.. max_ms=..` (from a save's
acknowledgement to the first state that tells each facilitator of it; at most 1000), and `seminar_memory empty_kib=.. full_kib=.. person_kib=..`
of the server. The client is one process of Python on the same machine: its own reading stands in every figure.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
BIN = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else TREE / "build/release/bin"
os.environ["SPIRAL_BIN"] = str(BIN)
sys.path.insert(0, str(TREE / "tests/system"))

from spiral import Server, run  # noqa: E402
from wire import Facilitator, Peer, decode  # noqa: E402

PERSONS, WORLDS, SEATS, AT_ONCE, MONITORS = 240, 40, 6, 24, 3
SECONDS = 75  # for the whole
DEADLINE = time.monotonic() + SECONDS


def memory_kib(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))[1])


def share(values, percent):
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]


class Bench:
    def __init__(self, directory):
        self.server = Server(Path(directory) / "data", Path(directory) / "log").start()
        made = run("exercise", "new", "--admin", self.server.admin, "--scenario", "seminar", "--seats", PERSONS, "--turn-seconds", 900, "--json")
        assert made.returncode == 0, made.stderr
        told = json.loads(made.stdout)
        self.code, self.key = told["code"], told["facilitator_key"]
        self.empty = memory_kib(self.server.process.pid)
        self.peers, self.failed = [], []

    def in_time(self):
        if time.monotonic() > DEADLINE:
            sys.exit(f"bench_seminar: it took longer than {SECONDS} s")

    def join(self, number, start=None):
        try:
            peer = Peer(self.server.port)
            if start:
                start.wait()
            peer.join(self.code, f"Person {number}")
            self.peers.append(peer)
        except (AssertionError, OSError) as error:
            self.failed.append(str(error))

    def join_all(self):
        """The first at once, from as many threads; the others one after the other."""
        start = threading.Barrier(AT_ONCE + 1)
        threads = [threading.Thread(target=self.join, args=(number, start)) for number in range(AT_ONCE)]
        for thread in threads:
            thread.start()
        start.wait()
        begun = time.monotonic()
        for thread in threads:
            thread.join()
        print(f"seminar_join at_once={AT_ONCE} taken={len(self.peers)} ms={1000 * (time.monotonic() - begun):.0f}", flush=True)
        for number in range(AT_ONCE, PERSONS):
            self.join(number)
            self.in_time()
        assert not self.failed, self.failed[:3]

    def begin(self):
        self.lead = Facilitator(self.server.port, self.code, self.key)
        assert self.lead.do("ACT_START")["persons"] == PERSONS
        self.worlds = {}
        for peer in self.peers:
            peer.until("clock", lambda clock: clock["state"] == "CLOCK_OPEN")
            self.worlds.setdefault(peer.joined["world"], []).append(peer)
        assert len(self.worlds) == WORLDS and all(len(peers) == SEATS for peers in self.worlds.values())

    def resolve(self):
        """A turn in each world: milliseconds from the last ready to each result."""
        took = []
        for peers in self.worlds.values():
            self.in_time()
            turn = peers[0].turn
            for peer in peers:
                assert peer.save(0)[0] == "accepted"
            for peer in peers[:-1]:
                assert peer.ready()[0] == "accepted"
            begun = time.monotonic()
            peers[-1].send("set_ready", **peers[-1].command(turn=turn, ready=True))
            for peer in peers:
                peer.until("situation", lambda situation: situation["turn"] >= turn)
                took.append(1000 * (time.monotonic() - begun))
        return took

    def memory(self):
        full = memory_kib(self.server.process.pid)
        print(f"seminar_memory empty_kib={self.empty} full_kib={full} person_kib={(full - self.empty) / PERSONS:.1f}", flush=True)

    def close(self):
        for peer in self.peers:
            peer.close()
        self.server.end()


class Monitor(threading.Thread):
    """A facilitator who looks on: notes when it was told of each revision."""

    def __init__(self, bench):
        super().__init__(daemon=True)
        self.peer = Facilitator(bench.server.port, bench.code, bench.key)
        self.told, self.bytes, self.states, self.stop = [], 0, 0, False

    def run(self):
        while not self.stop:
            try:
                payload = self.peer.payload(time.monotonic() + 0.5)
            except TimeoutError:
                continue
            at = time.monotonic()
            state = decode("ToClient", payload)["exercise_state"]
            if state:
                self.bytes, self.states = len(payload), self.states + 1
                self.told.append((at, {(world["world"], number): (world["clock"]["turn"], seat["revision"])
                                       for world in state["worlds"] for number, seat in enumerate(world["seats"])}))

    def lag(self, key, turn, revision, at):
        """Seconds from `at` to the first state that has the revision; None: none had it."""
        return next((when - at for when, seats in self.told if when >= at and seats[key] >= (turn, revision)), None)


def lags(bench, monitors):
    """Saves, one every tenth of a second, each in another world: how late the monitors tell of them."""
    saved = []
    for peers in bench.worlds.values():
        peer = peers[0]
        kind, body = peer.save(0)
        assert kind == "accepted", body
        saved.append(((peer.joined["world"], peer.joined["seat"]), peer.turn, body["revision"], time.monotonic()))
        time.sleep(0.1)  # the pace that is measured
        bench.in_time()
    time.sleep(1.5)
    found = [monitor.lag(*one) for monitor in monitors for one in saved]
    assert None not in found, f"{found.count(None)} of {len(found)} saves were never told"
    return [1000 * lag for lag in found]


def main():
    with tempfile.TemporaryDirectory(prefix="spiral-bench-") as directory:
        bench = Bench(directory)
        try:
            bench.join_all()
            bench.begin()
            monitors = [Monitor(bench) for _ in range(MONITORS)]
            for monitor in monitors:
                monitor.start()
            took = bench.resolve()
            print(f"seminar_resolve p50_ms={statistics.median(took):.1f} p95_ms={share(took, 95):.1f}", flush=True)
            late = lags(bench, monitors)
            print(f"seminar_monitor p50_ms={statistics.median(late):.0f} p95_ms={share(late, 95):.0f} max_ms={max(late):.0f} "
                  f"state_bytes={monitors[0].bytes} states={monitors[0].states}", flush=True)
            bench.memory()
            for monitor in monitors:
                monitor.stop = True
                monitor.join()
        finally:
            bench.close()


if __name__ == "__main__":
    main()

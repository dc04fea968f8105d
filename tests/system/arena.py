"""`spiral arena`: a round robin, in one process or several, and with programs that play over the network."""

import csv
import re
import shlex
import signal
import subprocess
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor

from spiral import BIN, SCENARIOS, SystemTest, run, wait_until

JOIN = (f'{shlex.quote(str(BIN / "spiral"))} join "$SPIRAL_PLACE" "$SPIRAL_CODE" --name "$SPIRAL_NAME" '
        '--fingerprint "$SPIRAL_FINGERPRINT"')
OUTCOME = ("motive", "score", "goal", "alive", "wars", "rejected")


class Arena(SystemTest):
    def setUp(self):
        super().setUp()
        self.temporary = self.directory / "temporary"
        self.temporary.mkdir()
        self.scenarios = self.directory / "scenarios"
        self.scenarios.mkdir()
        duel = (SCENARIOS / "duel.yaml").read_text(encoding="utf-8")
        short = duel.replace("scenario: duel", "scenario: short").replace("max_turns: 16", "max_turns: 2")
        short = short.replace("end_from: 10", "grace_turns: 0")
        (self.scenarios / "short.yaml").write_text(short, encoding="utf-8")

    def arena(self, *words, name="rows", scenarios=SCENARIOS):
        """(what it said, its rows)"""
        rows = self.directory / name
        done = run("arena", *words, "--out", rows, "--scenarios", scenarios, "--logs",
                   self.directory / f"logs-{name}")
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(rows, newline="", encoding="utf-8") as file:
            return done.stdout, list(csv.DictReader(file))

    def short(self, *words, **options):
        return self.arena("--scenario", "short", "--load-seconds", 1, "--turn-seconds", 1, *words,
                          scenarios=self.scenarios, **options)

    def test_a_round_robin(self):
        words = ("all", "--scenario", "duel,ring-6", "--games", 3, "--seed", 5)
        said, rows = self.arena(*words)
        self.assertEqual(len(rows), 3 * (11 * 11 * 2 + 11 * 6))
        for seats in (2, 6):
            self.assertIn(f": {seats} seats, 3 deals x ", said)
        self.assertRegex(said.splitlines()[-1], r"^at or near the top everywhere \(all seats\): \w+")
        self.every_seat_is_everybodys(rows)
        self.luck_cancels(rows)
        again, _ = self.arena(*words, "--jobs", 3, name="again")
        self.assertEqual(said, again)
        self.assertEqual((self.directory / "rows").read_bytes(), (self.directory / "again").read_bytes())

    def every_seat_is_everybodys(self, rows):
        """In every deal all have sat in every seat, equally often, and its motive is the same for all."""
        sat, motives = {}, {}
        for row in rows:
            seat = (row["scenario"], row["deal"], row["seat"])
            sat.setdefault(seat, []).append(row["contestant"])
            motives.setdefault(seat, set()).add(row["motive"])
        for seat, names in sat.items():
            self.assertEqual({names.count(name) for name in names}, {len(names) // 11}, seat)
            self.assertEqual(len(set(names)), 11)
            self.assertEqual(len(motives[seat]), 1)

    def luck_cancels(self, rows):
        """The achievements of a seat in a deal add up to nothing but rounding."""
        sums, counts = {}, {}
        for row in rows:
            seat = (row["scenario"], row["deal"], row["seat"])
            sums[seat] = sums.get(seat, 0) + int(row["achievement_milli"])
            counts[seat] = counts.get(seat, 0) + 1
        for seat, total in sums.items():
            self.assertLessEqual(abs(total), counts[seat] / 2, seat)

    def outcomes(self, rows, names):
        """What came of each seat, by who sat where; names are put in place of others."""
        games, found = {}, {}
        for row in rows:
            games.setdefault((row["deal"], row["line_up"]), []).append(row)
        for (deal, _), game in games.items():
            sitting = tuple(names.get(row["contestant"], row["contestant"]) for row in game)
            outcome = tuple(tuple(row[name] for name in OUTCOME) for row in game)
            self.assertEqual(found.setdefault((deal, sitting), outcome), outcome)
        return found

    def test_over_the_network_it_is_the_same_game(self):
        said, rows = self.arena(f"me={JOIN} --auto hawk", "greedy", "--games", 2)
        _, here = self.arena("hawk", "greedy", "--games", 2, name="here")
        self.assertEqual(self.outcomes(rows, {"me": "hawk"}), self.outcomes(here, {}))
        self.assertEqual({row["timeouts"] for row in rows}, {"0"})
        self.assertRegex(said, r"(?m)^  me +8 +0 +0 +\d+ +\d+\.\d +\d+$")
        self.assertNotRegex(said, r"(?m)^  late ")

    def test_the_servers_journal_can_be_kept(self):
        kept = self.directory / "kept"
        self.short(f"me={JOIN} --auto", "appeaser", "--games", 2, "--data", kept)
        self.assertIn("verified: worlds=6 ", self.verify(kept / "server-1"))
        self.assertIn("== short deal 1 line-up 2 seat 1\n", (self.directory / "logs-rows/me.log").read_text())

    def test_who_gives_no_orders_costs_nobody_else(self):
        """A program that is not there, one that never joins, one that joins and says nothing: all get the same
        default orders, in time. And one that dies in play misses the rest."""
        dying = (f"said=$(mktemp); {JOIN} --auto hawk --think-ms 300 >$said & while kill -0 $! && "
                 "! grep -q 'Your motive' $said; do sleep 0.02; done; kill -9 $!; rm $said")
        commands = ("exit 3", "sleep 1000", f"sleep 1000 | {JOIN}", dying)
        patience = (1, 1, 30, 30)
        with ThreadPoolExecutor() as pool:  # nearly all of the time is waiting
            said, ran = zip(*pool.map(self.play_idle, commands, patience, range(len(commands))))
        limit = r"after 1\d\d\d ms, the limit is 1000 ms"
        reasons = ("exited with status 3 before joining", rf"did not join {limit} \(--connect-seconds 1\)",
                   rf"no orders for turn 1 {limit} \(--load-seconds 1\)")
        for text, reason in zip(said, reasons):
            self.assertRegex(text, f"! idle: no orders in 16 of 16 turns: {reason}; ")
            self.ranks_only_the_hawk(text)
        self.assertNotRegex(said[0], r"(?m)^  late ")
        self.assertRegex(said[1], r"(?m)^  late .*\n  idle +4, at most 1\d\d\d ms +- +-$")
        self.assertRegex(said[2], r"(?m)^  late .*\n  idle +- +4, at most 1\d\d\d ms +4, at most 1\d\d\d ms$")
        log = (self.directory / "logs-rows-2/idle.log").read_text()
        self.assertRegex(log, rf"(?m)^== seat \d: no orders for turn 2 {limit} \(--turn-seconds 1\)$")
        self.assertRegex(said[3], r"(?m)^! idle: no orders in \d+ of 16 turns: exited with status \d+ in play; ")
        self.ranks_only_the_hawk(said[3])
        for rows in ran:
            self.assertEqual({row["timeouts"] for row in rows if row["contestant"] == "hawk"}, {"0"})
        idle = [[int(row["timeouts"]) for row in rows if row["contestant"] == "idle"] for rows in ran]
        self.assertEqual(idle[:3], [[2] * 8] * 3)
        found = [self.outcomes(rows, {}) for rows in ran[:3]]
        self.assertEqual(found[0], found[1])
        self.assertEqual(found[0], found[2])
        self.assertLessEqual(max(idle[3]), 2)
        self.assertGreater(sum(idle[3]), 0)

    def play_idle(self, command, connect, number):
        return self.short(f"idle={command}", "hawk", "--games", 2, "--connect-seconds", connect,
                          name=f"rows-{number}")

    def test_loading_has_a_limit_of_its_own(self):
        """What is slow once, before its first orders, is late for no turn."""
        slow = f"{JOIN} --auto hawk --think-ms 1600"
        said, rows = self.short(f"slow={slow}", "hawk", "--games", 2, "--load-seconds", 30, name="slow")
        self.assertEqual({row["timeouts"] for row in rows if row["contestant"] == "hawk"}, {"0"})
        self.assertEqual({row["timeouts"] for row in rows if row["contestant"] == "slow"}, {"1"})
        self.assertRegex(said, r"(?m)^  late .*\n  slow +- +- +8, at most 1\d\d\d ms$")
        self.assertRegex(said, r"(?m)^  slow +8 +8 +0 +1[6-9]\d\d +- +-$")

    def ranks_only_the_hawk(self, text):
        """One that gave no orders is neither leader nor near, however well the default orders did."""
        self.assertRegex(text, r"(?m)^\* hawk ")
        self.assertRegex(text, r"(?m)^! idle  ")
        self.assertNotRegex(text, r"(?m)^\* idle")

    def test_the_default_orders_win_nothing(self):
        said, _ = self.short("bad=exit 3", "none=/no/such/program", "hawk", "--games", 2)
        self.assertRegex(said, r"(?m)^\* hawk ")
        self.assertIn("! bad: no orders in ", said)
        self.assertRegex(said, "! none: no orders in (\\d+) of \\1 turns: could not be started: .* status 127 before")

    def test_what_is_there_is_kept(self):
        """A directory with something in it is not written into; an empty one is as good as none."""
        kept = self.directory / "kept"
        kept.mkdir()
        (kept / "mine").write_text("mine")
        for option in ("--data", "--logs"):
            done = run("arena", "me=exit 3", "hawk", "--games", 2, "--scenarios", SCENARIOS, option, kept)
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertIn(f"{option} {kept}: holds something already; empty it or name another", done.stderr)
        self.assertEqual([path.name for path in kept.iterdir()], ["mine"])
        (self.directory / "logs-rows").mkdir()
        self.short("me=exit 3", "hawk", "--games", 2)
        self.assertTrue((self.directory / "logs-rows/me.log").exists())

    def test_a_greedy_joiner_is_named(self):
        twice = f"({JOIN} --auto &) ; SPIRAL_NAME=another; {JOIN} --auto"
        done = run("arena", f"twice={twice}", "hawk", "--scenarios", SCENARIOS, "--games", 2, "--scenario",
                   "ring-6")
        self.assertEqual(done.returncode, 1)
        self.assertIn("under another name than $SPIRAL_NAME", done.stderr)

    def test_interrupted_it_leaves_nothing(self):
        rows = self.directory / "rows"
        command = [BIN / "spiral", "arena", f"me={JOIN} --auto hawk --think-ms 200", "hawk", "--scenarios",
                   SCENARIOS, "--out", rows, "--logs", self.directory / "logs"]
        environment = {"PATH": "/usr/bin:/bin", "TMPDIR": str(self.temporary)}
        with tempfile.TemporaryFile() as said:
            arena = subprocess.Popen([*map(str, command)], stdin=subprocess.DEVNULL, stdout=said, stderr=said,
                                     env=environment)
            self.addCleanup(arena.kill)
            log = self.directory / "logs/me.log"
            wait_until(lambda: log.exists() and "Turn 2" in log.read_text(errors="replace"), "a second turn")
            self.assertTrue(list(self.temporary.iterdir()))
            arena.send_signal(signal.SIGINT)
            self.assertEqual(arena.wait(30), 1)
            said.seek(0)
            self.assertRegex(said.read().decode(), "spiral arena: interrupted")
        self.assertEqual(list(self.temporary.iterdir()), [])
        self.assertEqual(list(self.directory.glob("rows*")), [])

    def test_bad_input(self):
        (self.directory / "there").write_text("mine")
        for words, status, what in (
                (("hawk",), 2, "two contestants"),
                (("hawk", "dove"), 2, 'no doctrine "dove"'),
                (("all", "--games", "0"), 2, "--games"),
                (("all", "--scenario", "atlantis"), 2, "no scenario 'atlantis'"),
                (("all", "--games", 2, "--out", self.directory / "there"), 1, "is there already"),
                (("all", "--games", 2, "--out", self.directory / "not/there"), 1, "No such file"),
                (("all", "--games", 200, "--out", "/dev/full"), 1, "is there already")):
            done = run("arena", *words, "--scenarios", SCENARIOS)
            self.assertEqual(done.returncode, status, words)
            self.assertRegex(done.stderr, f"spiral arena: .*{re.escape(what)}")
        self.assertEqual((self.directory / "there").read_text(), "mine")
        told = run("arena", "--help")
        self.assertEqual(told.returncode, 0)
        self.assertRegex(told.stdout, r"\ndoctrines: (\w+\s+)*tit_for_tat\s+(\w+\s+)*random_legal\n$")
        self.assertLessEqual(max(map(len, told.stdout.splitlines())), 80)


if __name__ == "__main__":
    unittest.main(verbosity=2)

"""The clock on the wall jumps: turns last as long as they should, downtime costs nobody anything, records verify, people come back."""

import sys
import time
import unittest
from pathlib import Path

from release import preload
from spiral import SystemTest, run

LIBRARY = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)
DAY = "+1d", "-1d"
WILD = "@1960-06-01 12:00:00", "@1970-01-01 00:00:05", "@2037-12-31 23:59:59", "@2100-02-28 12:00:00"
GIVEN_BACK = 2.0  # seconds at most, by a kill
SLACK = 1.0


class ClockJumps(SystemTest):
    def setUp(self):
        super().setUp()
        self.wall = self.directory / "wall"
        self.jump("+0")
        # without the last one the library mistakes the monotonic waits of threads for waits on the wall's clock
        settings = {"FAKETIME_TIMESTAMP_FILE": self.wall, "FAKETIME_NO_CACHE": 1, "NO_FAKE_STAT": 1,
                    "FAKETIME_DONT_FAKE_MONOTONIC": 1, "DONT_FAKE_MONOTONIC": 1, "TZ": "UTC",
                    "FAKETIME_FORCE_MONOTONIC_FIX": 0}
        self.host = self.server(env=preload(LIBRARY, **settings))

    def jump(self, to):
        """From now on the programs in front of which the library stands see that time."""
        new = self.directory / "wall.new"
        new.write_text(to + "\n")
        new.rename(self.wall)

    def begin(self, seconds):
        self.host.start()
        self.exercise = self.host.exercise("duel", wait_seats=2, turn_seconds=seconds, misses=60)
        self.ann, self.ben = self.host.peers(self.exercise, 2)

    def remaining(self):
        """Seconds that are left of the turn, told to somebody who comes back, and what came with it."""
        peer = self.host.peer()
        peer.resume(self.ann.joined)
        notices = [body for kind, body in peer.news if kind == "notice"]
        peer.hear(0.1)
        notices += [body for kind, body in peer.news if kind == "notice"]
        return peer.latest["clock"]["remaining"]["ms"] / 1000, notices

    def year(self):
        """What the server takes for the year: the start of its last line."""
        return self.host.log_text().rstrip().rsplit("\n", 1)[-1][:4]

    def finish_well(self):
        self.host.hang_up()
        self.assertEqual(self.host.end()[0], 0)
        self.verify(self.host.data)

    def test_the_clock_is_wrong_for_the_server(self):
        """What the others rest on: the library works."""
        for at in WILD:
            self.jump(at)
            self.host.start()
            self.assertEqual(self.year(), at[1:5])
            self.host.kill()

    def test_jumps_in_a_turn(self):
        """The deadline is monotonic: neither a day forward nor a day back moves it."""
        self.begin(3)
        opened = time.monotonic()
        for at in (*DAY, *WILD):
            self.jump(at)
            left = self.remaining()[0]
            lived = time.monotonic() - opened
            self.assertLess(abs(left - (3 - lived)), SLACK, at)
        self.ben.until("situation", lambda situation: situation["turn"] == 1)
        lasted = time.monotonic() - opened
        self.assertGreater(lasted, 3 - 0.2)
        self.assertLess(lasted, 3 + SLACK)
        self.finish_well()

    def test_jumps_while_it_is_down(self):
        """Killed, or stopped, at one time and started at another: what was left is left."""
        self.begin(3600)
        before = self.remaining()[0]
        for at in (*DAY, "+0", *WILD, "+0"):
            for end in (self.host.kill, self.stop):
                with self.subTest(at=at, end=end.__name__):
                    begun = time.monotonic()
                    end()
                    self.jump(at)
                    self.host.start()
                    after, notices = self.remaining()
                    lived = time.monotonic() - begun
                    self.assertGreater(after, before - lived - SLACK)
                    self.assertLess(after, before + GIVEN_BACK)
                    for notice in notices:
                        self.assertEqual(notice["kind"], "NOTICE_RESTARTED")
                        self.assertIn(notice["ms"], range(1, 1 << 32))
                    self.assertEqual(len(notices), 1)
                    before = after
        for turn in (1, 2):
            peers = [self.host.peer() for _ in range(2)]
            for peer, joined in zip(peers, (self.ann.joined, self.ben.joined)):
                peer.resume(joined)
                self.assertEqual(peer.save(0)[0], "accepted")
            for peer in peers:
                self.assertEqual(peer.ready()[0], "accepted")
            peers[0].until("situation", lambda situation: situation["turn"] == turn)
            self.host.restart()
        self.finish_well()

    def stop(self):
        self.host.hang_up()
        self.host.end()

    def test_a_server_that_was_made_at_a_wild_time(self):
        """Its certificate and its tokens are good for people whose clock is right, and after it is put right."""
        for number, at in enumerate(WILD):
            with self.subTest(at=at):
                self.jump(at)
                self.host.data = self.directory / f"wild-{number}"
                self.host.admin = self.host.data / "admin.sock"
                self.host.start()
                exercise = self.host.exercise("duel", wait_seats=2)
                players = [self.player(exercise, f"{name}{number}", "--auto", "--think-ms", 20) for name in ("Ann", "Ben")]
                players[0].await_text("Turn 2 ")
                self.host.kill()
                self.jump("+0")
                self.host.start()
                self.finish(players)
                self.finish_well()

    def test_a_game_through_jumps(self):
        """Bots that do not attack play on while the clock jumps; the record that they take home verifies."""
        self.host.start()
        exercise = self.host.exercise("duel", wait_seats=2, turn_seconds=30)
        record = self.directory / "record"
        players = [self.player(exercise, "Ann", "--auto", "pacifist", "--think-ms", 30, "--record", record),
                   self.player(exercise, "Ben", "--auto", "pacifist", "--think-ms", 30)]
        for turn, at in enumerate((*DAY, *WILD), 1):
            players[0].await_text(f"Turn {turn} ")
            self.jump(at)
        self.finish(players)
        self.verify(record)
        self.finish_well()
        done = run("exercise", "list", "--admin", self.host.start().admin)
        self.assertIn(exercise.code, done.stdout)


if __name__ == "__main__":
    if not LIBRARY:
        print("skipped: needs the Debian package faketime")
        sys.exit(77)
    unittest.main(verbosity=2)

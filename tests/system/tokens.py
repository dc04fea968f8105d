"""What a player holds ends when the world has been over for long, and never because a clock was wrong while people play.

The wall clock of a server is set by libfaketime, its other clock runs on as it is.
"""

import sys
import unittest
from pathlib import Path

import release
from spiral import SystemTest

LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)


class Tokens(SystemTest):
    def at(self, server, days, *options):
        """Starts the server so many days from now."""
        server.options = options
        server.settings = {"env": release.preload(LIBRARY, FAKETIME=f"+{days}d", FAKETIME_DONT_FAKE_MONOTONIC=1)}
        return server.start()

    def auto(self, exercise, name, *options):
        return self.player(exercise, name, "--auto", *options)

    def test_an_ended_world(self):
        host = self.server().start()
        exercise = host.exercise("duel", wait_seats=2)
        self.finish([self.auto(exercise, name) for name in ("Ann", "Ben")])
        host.end()
        self.at(host, 29)
        self.finish([self.auto(exercise, "Ann")])  # the result is there to be looked at
        seat_code = self.players[0].output.split("seat code is ")[1].split()[0].rstrip(".")
        host.end()
        self.at(host, 31)  # a visit made it no longer
        ann = self.auto(exercise, "Ann")
        self.assertEqual(ann.wait(), 1)
        self.assertIn("has expired", ann.output)
        self.assertIn("Ask whoever runs the game", ann.output)
        self.assertEqual(self.auto(exercise, "Ann", "--lang", "es").wait(), 1)
        self.assertIn("ha caducado", self.players[-1].output)
        code, item = self.refusal(host, "move", code=exercise.code, seat_code=seat_code)
        self.assertEqual((code, item), ("REFUSAL_UNKNOWN_PERSON", "token_expired"))
        host.end()
        self.at(host, 31, "--token-days", "60")  # an operator takes them back
        self.finish([self.auto(exercise, "Ann")])
        self.verify(host.data)

    def refusal(self, host, kind, **values):
        kind, body = host.peer().ask(kind, **values)
        self.assertEqual(kind, "refusal")
        return body["code"], body["item"]

    def test_a_world_that_goes_on(self):
        """The clock of the machine was a year behind, or a year ahead, or the server was off for as long."""
        host = self.server().start()
        exercise = host.exercise("duel", wait_seats=2)
        players = [self.auto(exercise, name, "--think-ms", 100) for name in ("Ann", "Ben")]
        for days in (365, 0, 800):
            for player in players:
                player.await_text("Turn 1 ")
            host.kill()
            self.at(host, days, "--token-days", "1")
        self.finish(players)
        self.assertNotIn("has expired", players[0].output + players[1].output)


if __name__ == "__main__":
    if not LIBRARY:
        print("skipped: no libfaketime; install faketime")
        sys.exit(77)
    unittest.main(verbosity=2)

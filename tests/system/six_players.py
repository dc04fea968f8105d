"""Six players on a server play a world to its end and come to the same result."""

import unittest

from spiral import SystemTest

NAMES = ("Ann", "Ben", "Cleo", "Dan", "Eva", "Finn")


class SixPlayers(SystemTest):
    def play(self, **options):
        server = self.server().start()
        exercise = server.exercise("seminar", **options)
        players = [self.player(exercise, name, "--auto", "--record", self.directory / f"record-{name}")
                   for name in NAMES]
        result = self.finish(players)
        self.assertIn(f"world={exercise.world}", result)
        turns, state = exercise.row()
        self.assertEqual(state, "ended")
        self.assertIn(f" turns={turns} ", result)
        records = {(self.directory / f"record-{name}").read_bytes() for name in NAMES}
        self.assertEqual(len(records), 1)
        self.verify(self.directory / "record-Ann")
        self.assertIn(f"world {exercise.world} ", self.verify(server.data))
        self.assertEqual(server.end()[0], 0)
        said = self.verify(server.data)
        self.assertIn(f"verified: worlds=1 turns={turns}\n", said)
        # six persons held the seats: the orders of every one of them count in the first turn
        firsts = [line for line in self.saved_orders(server.data) if line.split()[1] == "1"]
        self.assertEqual(len(firsts), 6, firsts)

    def test_awaited_by_number(self):
        self.play(wait_seats=6)

    def test_in_the_lobby(self):
        self.play(turn_seconds=60)


if __name__ == "__main__":
    unittest.main(verbosity=2)

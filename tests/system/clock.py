"""The time of a turn under kills: downtime costs nobody anything, a kill gives back little, turns end."""

import time
import unittest

from spiral import SystemTest, wait_until

GIVEN_BACK = 2.0  # seconds at most, by a kill
SLACK = 1.0  # for a slow machine


class Clock(SystemTest):
    def remaining(self, peer):
        peer.resume(self.ann)
        return peer.latest["clock"]["remaining"]["ms"] / 1000

    def begin(self, seconds):
        self.host = self.server().start()
        self.exercise = self.host.exercise("duel", wait_seats=2, turn_seconds=seconds)
        self.ann = self.host.peers(self.exercise, 2)[0].joined

    def test_a_kill_gives_back_little_and_costs_nothing(self):
        self.begin(60)
        for lived in (0.2, 1.5, 4.0):
            with self.subTest(lived=lived):
                time.sleep(lived)
                before = self.remaining(self.host.peer())
                asked = time.monotonic()
                self.host.kill()
                lost = time.monotonic() - asked
                time.sleep(1)  # downtime
                self.host.start()
                begun = time.monotonic()
                after = self.remaining(self.host.peer())
                after += time.monotonic() - begun
                self.assertLess(after, before + GIVEN_BACK + SLACK)
                self.assertGreater(after, before - lost - SLACK)

    def test_a_stop_gives_back_nothing(self):
        self.begin(60)
        time.sleep(2.5)
        before = self.remaining(self.host.peer())
        self.host.hang_up()
        self.host.end()
        time.sleep(1)
        self.host.start()
        after = self.remaining(self.host.peer())
        self.assertLess(after, before + GIVEN_BACK + SLACK)
        self.assertGreater(after, before - SLACK - 1)

    def test_turns_end_under_endless_kills(self):
        self.begin(5)
        lived, turns = 0.0, []
        while len(turns) < 2 and lived < 40:
            begun = time.monotonic()
            time.sleep(0.7)
            turn = self.exercise.row()[0]
            lived += time.monotonic() - begun
            if turn > len(turns):
                turns.append(lived)
            self.host.restart()
        self.assertEqual(len(turns), 2, "two turns ended within 40 s of life")
        self.assertGreater(turns[0], 5 - SLACK)
        self.assertGreater(turns[1] - turns[0], 5 - SLACK - 0.7)
        self.verify(self.host.data)

    def test_a_deadline_that_passed_before_the_kill(self):
        """A server that dies between deadline and closing closes the turn when it is back."""
        self.begin(2)
        time.sleep(1.9)
        for _ in range(3):
            self.host.restart()
        wait_until(lambda: self.exercise.row()[0] >= 1, "the end of the turn", 10)


if __name__ == "__main__":
    unittest.main(verbosity=2)

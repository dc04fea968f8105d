"""A seat whose person is away goes to a bot and comes back; a world without anybody waits for its clock."""

import os
import time
import unittest

from spiral import SystemTest, wait_until
from wire import play_turn

TURN_SECONDS = 2
GRACE = 0.3  # seconds between the deadline and the closing


class Absent(SystemTest):
    def begin(self, *options, **exercise):
        self.host = self.server(*options).start()
        self.exercise = self.host.exercise("duel", wait_seats=2, **exercise)
        self.ann, self.ben = self.host.peers(self.exercise, 2)

    def play_alone(self, turns):
        """Ann plays so many turns."""
        for _ in range(turns):
            turn = self.ann.turn
            self.assertEqual(self.ann.save(0)[0], "accepted")
            self.assertEqual(self.ann.ready()[0], "accepted")
            self.ann.until("situation", lambda situation, past=turn: situation["turn"] >= past)

    @staticmethod
    def why(peer):
        """Does a bot play the seat, and why?"""
        situation = peer.latest["situation"]
        return situation["bot_holds_seat"], situation["bot_reason"]

    def bots(self):
        return self.ann.latest["clock"]["seats_bot"]

    def test_a_bot_takes_over_and_gives_back(self):
        self.begin("--misses", "2", turn_seconds=TURN_SECONDS)
        play_turn([self.ann, self.ben])
        self.ben.close()
        begun = time.monotonic()
        self.play_alone(1)
        self.ann.hear(0.1)
        self.assertGreater(time.monotonic() - begun, TURN_SECONDS - 0.5, "the turn waited for the absent")
        self.assertEqual(self.bots(), 0)
        self.play_alone(1)
        self.ann.hear(0.1)
        self.assertEqual(self.bots(), 1)
        begun = time.monotonic()
        self.play_alone(1)
        self.assertLess(time.monotonic() - begun, TURN_SECONDS / 2, "nobody waits for a bot")
        again = self.host.peer()
        again.resume(self.ben.joined)
        self.assertEqual(self.why(again), (True, "BOT_REASON_MISSED"))
        self.assertFalse(again.latest["turn_report"]["your_orders_used"])
        self.assertEqual(again.save(0)[1]["code"], "REFUSAL_BOT_HOLDS_SEAT")
        self.play_alone(1)
        self.assertEqual(again.until("notice")["kind"], "NOTICE_SEAT_IS_YOURS")
        self.assertFalse(again.until("situation")["bot_holds_seat"])
        self.assertEqual(again.save(0)[0], "accepted")
        self.ann.until("clock", lambda clock: clock["seats_bot"] == 0)
        self.verify(self.host.data)

    def test_who_is_here_but_silent_is_told(self):
        self.begin(misses=1, turn_seconds=TURN_SECONDS)
        self.play_alone(1)
        notice = self.ben.until("notice")
        self.assertEqual((notice["kind"], notice["bot_reason"]), ("NOTICE_BOT_HOLDS_SEAT", "BOT_REASON_MISSED"))
        self.ben.until("situation")
        self.assertEqual(self.why(self.ben), (True, "BOT_REASON_MISSED"))
        self.assertEqual(self.why(self.ann), (False, "BOT_REASON_UNSPECIFIED"))
        # to act is to be back, from the next turn on
        self.assertEqual(self.ben.save(0)[1]["code"], "REFUSAL_BOT_HOLDS_SEAT")
        self.play_alone(1)
        self.assertEqual(self.ben.until("notice")["kind"], "NOTICE_SEAT_IS_YOURS")
        self.ben.until("situation")
        self.assertEqual(self.ben.save(0)[0], "accepted")

    def test_who_leaves_is_replaced_at_once(self):
        self.begin(turn_seconds=60)
        command = {"command_id": os.urandom(16)}
        self.assertEqual(self.ann.save(0)[0], "accepted")
        self.assertEqual(self.ann.ready()[0], "accepted")
        self.assertEqual(self.ben.ask("leave", **command)[0], "accepted")
        self.ann.until("situation", lambda situation: situation["turn"] == 1, timeout=10)
        self.ann.until("clock", lambda clock: clock["seats_bot"] == 1)
        self.play_alone(2)
        self.host.restart()  # and it is remembered
        ann, ben = self.host.peer(), self.host.peer()
        ann.resume(self.ann.joined)
        self.assertEqual(ann.latest["clock"]["seats_bot"], 1)
        ben.resume(self.ben.joined)
        self.assertEqual(self.why(ben), (True, "BOT_REASON_LEFT"))
        self.ann = ann
        self.play_alone(1)
        ben.until("notice", lambda notice: notice["kind"] == "NOTICE_SEAT_IS_YOURS")

    def test_the_same_leave_counts_once(self):
        self.begin(turn_seconds=60)
        command = {"command_id": os.urandom(16)}
        first = self.ben.ask("leave", **command)
        self.assertEqual(first[0], "accepted")
        self.ben.close()
        self.play_alone(1)
        again = self.host.peer()
        again.resume(self.ben.joined)
        self.play_alone(1)
        again.until("situation", lambda situation: not situation["bot_holds_seat"])
        # the answer might have been lost, so the command comes once more
        self.assertEqual(again.ask("leave", **command), first)
        self.assertEqual(again.save(0)[0], "accepted")

    def test_who_comes_back_beside_a_dead_link(self):
        """A network that is lost without a word leaves the old link standing for a while."""
        self.begin(misses=1, turn_seconds=TURN_SECONDS)
        self.play_alone(1)
        self.assertEqual(self.ben.until("notice")["kind"], "NOTICE_BOT_HOLDS_SEAT")
        again = self.host.peer()
        again.resume(self.ben.joined)
        self.assertTrue(again.latest["situation"]["bot_holds_seat"])
        self.play_alone(1)
        again.until("situation", lambda situation: not situation["bot_holds_seat"])
        self.assertEqual(again.save(0)[0], "accepted")

    def test_a_world_left_alone_waits_for_its_clock(self):
        self.begin(misses=1, turn_seconds=TURN_SECONDS)
        self.ann.close()
        self.ben.close()
        first = self.exercise.row()[0]
        wait_until(lambda: self.exercise.row()[0] > first, "the first turn by the clock", 10)
        begun, turn = time.monotonic(), self.exercise.row()[0]
        wait_until(lambda: self.exercise.row()[0] == turn + 2, "two turns by the clock", 20)
        took = time.monotonic() - begun
        self.assertGreater(took, TURN_SECONDS - 0.3)  # the first may have been open for a while when it was seen
        self.assertLess(took, 2 * (TURN_SECONDS + GRACE) + 3)

    def test_without_a_clock_it_waits_for_persons(self):
        self.begin(misses=1)
        self.play_and_leave()
        time.sleep(1)
        self.assertEqual(self.exercise.row(), (1, "running"))
        self.host.restart()
        time.sleep(0.5)
        self.assertEqual(self.exercise.row(), (1, "running"))
        again = self.host.peer()
        again.resume(self.ben.joined)
        self.assertEqual(again.latest["situation"]["turn"], 1)

    def play_and_leave(self):
        self.assertEqual(self.ben.save(0)[0], "accepted")
        self.assertEqual(self.ben.ready()[0], "accepted")
        self.play_alone(1)
        self.ann.close()
        self.ben.close()


if __name__ == "__main__":
    unittest.main(verbosity=2)

"""A player who lost the program, the answer or the device comes back to the same seat."""

import os
import stat
import subprocess
import unittest

from spiral import SystemTest, wait_until
from wire import Closed


class ProgramKilled(SystemTest):
    def test_the_same_home_is_the_same_seat(self):
        server = self.server("--allow-seed").start()  # the first to come is Left
        exercise = server.exercise("duel", wait_seats=1, seed=1)
        player = self.player(exercise, "Ann", "--plain", stdin=subprocess.PIPE)
        player.await_text("one of 2 states")
        for line in ("civil 6", "fortify 4", "save"):
            player.type(line)
        player.await_text("seat code is ")
        first = self.saved_when_there(server)
        player.kill()
        begun = len(player.output)
        player.start()
        player.type("orders")
        player.await_text("Your orders for turn 1:\nBudget: civil 6, fortify 4,")
        player.type("fortify 5")
        player.type("save")
        second = self.saved_when_there(server, first)
        self.assertEqual(second[:3], first[:3])
        self.assertEqual((first[3], second[3]), ("1", "2"))
        self.assertNotEqual(second[4], first[4])
        again = player.output[begun:]
        self.assertIn("Budget: civil 5, fortify 5,", again)
        self.assertIn("You lead Left, state A, one of 2 states.", again)
        self.assertNotIn("NOT SAVED", again.split("Your orders for turn 1:")[0])
        self.assertEqual(exercise.row(), (0, "running"))

    def saved_when_there(self, server, besides=None):
        """The words of an acknowledged order set, besides the one given."""
        known = {" ".join(besides)} if besides else set()
        return wait_until(lambda: self.saved_orders(server.data) - known, "saved orders").pop().split()

    def test_files_with_tokens_are_private(self):
        server = self.server().start()
        exercise = server.exercise("duel", wait_seats=2)
        before = os.umask(0)
        try:
            player = self.player(exercise, "Ann", "--auto")
        finally:
            os.umask(before)
        player.await_text("seat code is ")
        files = [path for path in player.home.rglob("*") if path.is_file()]
        tokens = [path for path in files if path.parent.name == "tokens" and path.suffix != ".new"]  # being replaced
        self.assertEqual(len(tokens), 1)
        self.assertIn(b"token=", tokens[0].read_bytes())
        self.assertEqual(stat.S_IMODE(tokens[0].stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(tokens[0].parent.stat().st_mode), 0o700)


class SeatKept(SystemTest):
    def setUp(self):
        super().setUp()
        self.host = self.server().start()
        self.exercise = self.host.exercise("duel", wait_seats=2)

    def test_a_lost_answer_to_the_join(self):
        secret = os.urandom(16)
        lost = self.host.peer()
        lost.send("join", code=self.exercise.code, name="Ann", secret=secret)
        lost.close()
        again = self.host.peer()
        joined = again.join(self.exercise.code, "Ann", secret)
        self.assertEqual(again.latest["clock"]["persons"], 1)
        third = self.host.peer()
        self.assertEqual(third.join(self.exercise.code, "Ann", secret)["seat"], joined["seat"])
        self.assertEqual(third.joined["person"], joined["person"])
        other = self.host.peer()
        self.assertNotEqual(other.join(self.exercise.code, "Ann")["seat"], joined["seat"])

    def test_the_newest_token_counts(self):
        secret = os.urandom(16)
        first = self.host.peer().join(self.exercise.code, "Ann", secret)
        second = self.host.peer().join(self.exercise.code, "Ann", secret)
        self.assertNotEqual(first["token"], second["token"])
        late = self.host.peer()
        code = late.refusal("resume", person=first["person"], token=first["token"])
        self.assertEqual(code, "REFUSAL_UNKNOWN_PERSON")
        late.resume(second)

    def test_saved_orders_and_view_come_back(self):
        ann, ben = self.host.peers(self.exercise, 2)
        ann.save(0, greedy=[{"state": ben.joined["seat"], "permille": 730}])
        ann.ask("state_beliefs", **ann.command(turn=1, perceived_balance={"percent": 120}))
        before = ann.latest["situation"]
        ann.close()
        again = self.host.peer()
        again.resume(ann.joined)
        after = again.latest["situation"]
        self.assertEqual(after["saved"]["revision"], 1)
        self.assertEqual(after["saved"]["orders"]["budget"]["civil"], before["income"])
        self.assertEqual(after["saved"]["orders"]["greedy"], [{"state": ben.joined["seat"], "permille": 730}])
        self.assertEqual(after["stated"]["perceived_balance"], {"percent": 120})
        for field in ("turn", "income", "own", "states", "balance"):
            self.assertEqual(after[field], before[field], field)
        self.assertEqual(again.latest["briefing"]["commitment"], ann.latest["briefing"]["commitment"])
        self.assertEqual(again.save(1)[0], "accepted")

    def test_the_same_command_counts_once(self):
        ann, _ = self.host.peers(self.exercise, 2)
        command = ann.command(turn=1, revision=0, orders=ann.orders())
        first, second = ann.ask("save_orders", **command), ann.ask("save_orders", **command)
        self.assertEqual(first, second)
        self.assertEqual(first[1]["revision"], 1)
        self.host.restart()
        again = self.host.peer()
        again.resume(ann.joined)
        self.assertEqual(again.ask("save_orders", **command), first)
        self.assertEqual(len(self.saved_orders(self.host.data)), 1)


class DeviceMoved(SystemTest):
    def test_the_seat_code_moves_the_person(self):
        server = self.server().start()
        exercise = server.exercise("duel", wait_seats=2)
        old, _ = server.peers(exercise, 2)
        old.save(0)
        new = server.peer()
        joined = new.enter("move", code=exercise.code, seat_code=old.joined["seat_code"])
        self.assertEqual(joined["seat"], old.joined["seat"])
        self.assertEqual(joined["person"], old.joined["person"])
        self.assertEqual(new.latest["situation"]["saved"]["revision"], 1)
        self.assertEqual(old.until("notice")["kind"], "NOTICE_SUPERSEDED")
        with self.assertRaises(Closed):
            while True:
                old.next()
        self.assertEqual(new.save(1)[0], "accepted")
        # as somebody types it, and the old token is worth nothing any more
        typed = old.joined["seat_code"].replace("-", " ").lower()
        third = server.peer()
        self.assertEqual(third.enter("move", code=exercise.code.lower(), seat_code=typed)["seat"],
                         old.joined["seat"])
        late = server.peer()
        code = late.refusal("resume", person=old.joined["person"], token=old.joined["token"])
        self.assertEqual(code, "REFUSAL_UNKNOWN_PERSON")

    def test_a_program_that_is_superseded_stops(self):
        server = self.server().start()
        exercise = server.exercise("duel", wait_seats=2)
        first = self.player(exercise, "Ann", "--auto")
        first.await_text("seat code is ")
        code = first.output.split("seat code is ")[1].split(".")[0]
        second = self.player(exercise, "Tablet", "--auto", "--seat-code", code)
        self.assertEqual(first.wait(), 1, first.output)
        self.assertIn("playing from another device", first.output)
        other = self.player(exercise, "Ben", "--auto")
        self.finish([second, other])


if __name__ == "__main__":
    unittest.main(verbosity=2)

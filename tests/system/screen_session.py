"""People who leave, programs that are ended, servers that fall and clocks that run, while a screen is shown."""

import os
import re
import signal
import termios
import unittest

from screen_terminal import ALTERNATE, PASTE, ScreenTest
from spiral import run, wait_until


class Ends(ScreenTest):
    def begin(self):
        return self.play().press("escape").await_gone("Esc closes").settle()

    def assert_given_back(self, terminal):
        """The terminal is what it was: ordinary screen, cursor, keys, and how lines are typed."""
        self.assertEqual(terminal.mode(ALTERNATE), (1, False))
        self.assertEqual(terminal.mode(PASTE), (1, False))
        self.assertFalse(terminal.mode(1)[1], "keys of the keypad")
        self.assertIsNotNone(terminal.cursor)
        self.assertEqual(termios.tcgetattr(terminal.master), terminal.lines_before)
        self.assertIn("This game is kept in", terminal.text)
        self.assertEqual(self.children(terminal), [])

    def children(self, terminal):
        """Servers that still run on a game's data."""
        return [pid for pid in os.listdir("/proc") if pid.isdigit() and self.is_server(pid)]

    def is_server(self, pid):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                return str(self.directory).encode() in file.read()
        except OSError:
            return False

    def test_leaving_takes_two_keys(self):
        terminal = self.begin()
        terminal.press("q").await_text("Leave?").press("2").await_text("[2 Orders]").settle()
        terminal.press("q").await_text("Leave?", "q again").settle()
        self.assertEqual(terminal.press("q").wait(), 3)
        self.assert_given_back(terminal)

    def test_an_interrupt_asks_and_the_second_leaves(self):
        terminal = self.begin()
        for keys in ([], [":", "say B hel"], ["?"]):
            terminal.press(*keys).settle().press("interrupt").await_text("Leave?").settle()
            self.assertIn(" r ready", terminal.rows[-1], "typing or an overlay stayed")
            terminal.press("2").await_text("[2 Orders]").settle().press("1").await_text("[1 Situation]").settle()
        terminal.press("interrupt").settle().press("interrupt")
        self.assertEqual(terminal.wait(), 3)
        self.assert_given_back(terminal)

    def test_ended_from_outside(self):
        terminal = self.begin()
        self.assertEqual(terminal.press(":", "half a line").settle().signal(signal.SIGTERM).wait(), 3)
        self.assert_given_back(terminal)

    def test_the_window_is_closed(self):
        for number in (None, signal.SIGHUP):
            terminal = self.begin()
            if number:
                terminal.signal(number)
            else:
                terminal.hang_up()
            terminal.wait()
            wait_until(lambda terminal=terminal: not self.children(terminal), "the end of the server")

    def test_keys_that_end_other_programs_mean_nothing(self):
        terminal = self.begin()
        for key in ("\x1c", "\x1a", "\x04", "\x11", "\x13"):
            terminal.press(key).settle()
        terminal.press("2").await_text("[2 Orders]")


class Server(ScreenTest):
    def setUp(self):
        super().setUp()
        self.host = self.server("--allow-seed").start()

    def seat(self, **options):
        exercise = self.host.exercise("duel", wait_seats=1, seed=1, **options)
        terminal = self.join(exercise, "Ann").await_text("Esc closes").press("escape").await_gone("Esc closes")
        return exercise, terminal.settle()

    def test_the_server_falls_and_comes_back(self):
        _, terminal = self.seat()
        terminal.press("2", "down", "right").await_text("Budget:").settle().press("s").await_text("SAVED at")
        self.host.kill()
        terminal.await_text("Connection lost").settle()
        for key, shown in (("3", "[3 Intel]"), ("4", "[4 Diplomacy]"), ("2", "[2 Orders]"), ("?", "Esc closes")):
            terminal.press(key).await_text(shown).settle()
        terminal.press("escape").await_gone("Esc closes").settle()
        terminal.press("right").await_text("fortify       2").settle()
        self.host.start()
        terminal.await_text("missed nothing", "SAVED at", "revision 2")  # what was changed meanwhile, too
        self.assertEqual(terminal.strays, [])

    def test_changes_are_saved_by_themselves(self):
        _, terminal = self.seat()
        terminal.press("2", "down", "right").await_text("Budget:", "SAVED at", "revision 1").settle()
        terminal.press("right").await_text("fortify       2", "revision 2")
        before = self.saved_orders(self.host.data)
        self.assertEqual(len(before), 2)
        terminal.press("u").await_text("fortify       1", "revision 3").settle()  # to take it back is a change, too
        self.assertIn("SAVED at", terminal.text)
        self.assertEqual(len(self.saved_orders(self.host.data) - before), 1)

    def test_what_others_save_for_the_seat_is_in_hand(self):
        exercise, terminal = self.seat()
        name = re.search(r"You: (\S+) ", terminal.text)[1]
        terminal.press("2", "down", "right").await_text("fortify       1", "revision 1").settle()
        done = run("exercise", "orders", exercise.code, "--admin", self.host.admin, "--world", "A", "--state", name,
                   "--orders", "civil 6 strike 4")
        self.assertEqual(done.returncode, 0, done.stderr)
        terminal.await_text("saved from elsewhere", "strike        4", "fortify       0").settle()
        terminal.press("right").await_text("fortify       1", "strike        4", "revision 3").settle()
        self.assertEqual(len(self.saved_orders(self.host.data)), 3)

    def test_the_program_falls_and_comes_back(self):
        exercise, terminal = self.seat()
        letter = re.search(r"You: \S+ \[([AB])\]", terminal.text)[1]
        terminal.press("2", "down", "right", "right").await_text("fortify       2").press("s").await_text("SAVED at")
        terminal.signal(signal.SIGKILL).wait()
        again = self.join(exercise, "Ann").await_text("SAVED earlier").settle()
        again.press("escape").settle().press("2").await_text("[2 Orders]", "fortify       2", "SAVED earlier")
        self.assertIn(f"[{letter}]", again.rows[0])
        self.assertNotIn("NOT SAVED", again.text)
        self.assertEqual(exercise.row(), (0, "running"))

    def resolve(self, exercise):
        done = run("exercise", "resolve", exercise.code, "--admin", self.host.admin)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_the_clock_runs_and_warns(self):
        exercise, terminal = self.seat(turn_seconds=12)
        left = []
        while len(left) < 3:
            found = re.search(r"0:(\d\d) left", terminal.rows[0])
            if found and int(found[1]) not in left:
                left.append(int(found[1]))
            terminal.pump(0.05)
            self.assertIsNone(terminal.process.poll())
        self.assertEqual(left, sorted(left, reverse=True))
        terminal.await_text("The turn closes in 10 seconds")
        self.assertTrue(all(cell.fg == "brown" for cell in terminal.cells("left")))
        terminal.press("2", "?").await_text("Esc closes").settle()
        self.resolve(exercise)
        terminal.await_text("Turn 2 of", "[1 Situation]").await_gone("Esc closes").settle()
        self.assertNotIn("10 seconds", terminal.text, "what was said in the turn before stays")
        self.assertIn("budget split as last turn", terminal.text)

    def test_a_turn_that_begins_runs_nothing_that_is_typed(self):
        """What is typed or pasted goes on as text, though the letters would be keys."""
        exercise, terminal = self.seat()
        terminal.press(":", "say B your").settle()
        self.resolve(exercise)
        terminal.press("srsr").await_text("Turn 2 of").press("srsr").await_line(":say B yoursrsrsrsr")
        terminal.press("kill", "escape").settle().send(b"\x1b[200~").settle()
        self.resolve(exercise)
        terminal.press("srsr").await_text("Turn 3 of").press("srsr").settle()
        self.assertNotIn("Saving", terminal.text)
        self.assertNotIn("SAVED at", terminal.text)
        terminal.send(b"\x1b[201~").press("2").await_text("[2 Orders]")
        self.assertEqual(self.saved_orders(self.host.data), set())


if __name__ == "__main__":
    unittest.main(verbosity=2)

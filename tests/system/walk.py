"""A whole game in line mode, from the tutorial's first turn to the last card: as a script, by a bot, and by hand."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
import unittest

from spiral import BIN, GAME_SECONDS, RESULT, SCENARIOS, SystemTest, run

ROWS, COLUMNS = 24, 80
MOTIVE = re.compile(r"security seeker|: greedy|busca seguridad|: codicioso")


class Hand:
    """A person at a terminal of 24 rows, who reads what is said and types a line."""

    def __init__(self, words):
        self.process, self.said = None, ""
        self.terminal, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.process = subprocess.Popen([*map(str, words)], stdin=inner, stdout=inner, stderr=inner)
        os.close(inner)

    def await_prompt(self, words=""):
        """What is said up to the words and the prompt behind them, or to the end."""
        deadline, said = time.monotonic() + GAME_SECONDS, b""
        while not (words.encode() in said and said.endswith(b"> ")):
            if not select.select([self.terminal], [], [], max(0, deadline - time.monotonic()))[0]:
                raise AssertionError(f"{words!r} was not said: {said.decode()[-2000:]}")
            try:
                said += os.read(self.terminal, 65536)
            except OSError:  # the other end is closed
                break
        self.said += said.decode()
        return said.decode().replace("\r\n", "\n")

    def type(self, line, words=""):
        os.write(self.terminal, (line + "\n").encode())
        return self.await_prompt(words).partition("\n")[2]  # without the echo

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.terminal)


class Walk(SystemTest):
    def command(self, *options):
        return [self.installed() / "spiral", "play", "--plain", "--scenario", "tutorial", "--seed", "3", "--home",
                self.directory / "home", *options]

    def script(self, lines, *options):
        done = subprocess.run([*map(str, self.command(*options))], capture_output=True, text=True,
                              timeout=GAME_SECONDS, input="\n".join(lines) + "\n", check=False)
        self.assertEqual(done.returncode, 0, done.stdout[-2000:] + done.stderr)
        self.assertEqual(done.stderr, "")
        self.assertNotIn("\x1b", done.stdout)
        self.assertNotRegex(done.stdout, r"[\x00-\x09\x0b-\x1f\x7f]")
        self.assertRegex(done.stdout.rstrip().rsplit("\n", 1)[-1], RESULT)
        return done.stdout

    def expect_in_order(self, text, *parts):
        for part in parts:
            before, found, text = text.partition(part)
            self.assertTrue(found, f"{part!r} is not in its place in: {before[-3000:]}")
        return text

    # ---- scripts

    def test_a_transcript_in_english(self):
        said = self.script(["fortify 2", "belief all 30", "seesme all 60", "ready", "wait", "ready", "wait", "belief keep",
                            "ready", "wait end", "all", "card D4", ""])
        rest = self.expect_in_order(
            said, "Hint: first who you are", "Turn 2 of 3.", "Hint: looks", "Turn 3 of 3.", "Hint: words cost nothing",
            "Now the motives are open", "The record agrees", *[f"\nD{card} - " for card in range(9)],
            "Aldan - for your eyes alone", "\nD4 - Side by side", "\nD5 - Seen against true")
        self.assertEqual(rest.count("result: "), 1)
        self.assertIn("you thought that it took you for greedy with 60\u00a0%", said)
        for row in range(1, 13):  # the table of the three authors
            self.assertRegex(said, rf"(?m)^ ?{row}  .+\n    Butterfield: ")
        self.assertNotIn("Enter: ", said)

    def test_a_transcript_in_spanish(self):
        said = self.script(["creer todos 30", "listo", "esperar", "listo", "esperar", "listo", "esperar final", "todas"],
                           "--lang", "es")
        self.expect_in_order(
            said, "Consejo: primero quién es usted", "Turno 2 de 3.", "Turno 3 de 3.", "El registro concuerda",
            *[f"\nD{card} - " for card in range(9)], "Aldan - solo para sus ojos", "\nresult: ")

    def test_a_bot_shows_it_all_when_asked(self):
        done = subprocess.run([*map(str, self.command("--auto", "--debrief"))], capture_output=True, text=True,
                              timeout=GAME_SECONDS, stdin=subprocess.DEVNULL, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.expect_in_order(done.stdout, "Now the motives are open", *[f"\nD{card} - " for card in range(9)],
                             "for your eyes alone", "\nresult: ")
        self.assertNotIn("\x1b", done.stdout)

    def test_the_page_of_a_record(self):
        record = self.directory / "record"
        said = self.script(["belief all 30", "ready", "wait", "ready", "wait", "ready", "wait end", "mine"],
                           "--record", record)
        page = run("debrief", record, "--seat", "Aldan")
        self.assertEqual((page.returncode, page.stderr), (0, ""))
        told = said[said.index("Aldan - for your eyes alone"):]
        same = page.stdout[page.stdout.index("Aldan - for your eyes alone"):].partition("How you were seen")[0]
        self.assertTrue(told.startswith(same))
        self.assertIn("is in no record", page.stdout)
        wrong = run("debrief", record, "--seat", "Atlantis")
        self.assertEqual((wrong.returncode, wrong.stdout), (2, ""))
        self.assertIn("there are Aldan, Borea, Corvo, Dorne and Estia", wrong.stderr)

    # ---- by hand

    def sit_down(self, *options):
        hand = Hand(self.command(*options))
        self.addCleanup(hand.close)
        return hand

    def play(self, hand, word, turns, end):
        """Each turn as it stands; gives what is said from the last one on."""
        hand.await_prompt(turns[0])
        for words in turns[1:]:
            hand.type(word, words)
        return hand.type(word, end)

    def test_a_person_is_led_through_it(self):
        hand = self.sit_down()
        said = self.play(hand, "ready", ["Turn 1 of 3.", "Turn 2 of 3.", "Turn 3 of 3."], "Enter: D0")
        self.expect_in_order(said, "The world has ended after turn 3.", "The record agrees", "Enter: D0")
        before = said[said.index("The world has ended"):]
        cards, longest = [], 0
        while "D3 - " not in said:
            self.assertNotRegex(before, MOTIVE)
            said = hand.type("")
            before += said.partition("D3 - ")[0]
            longest = max(longest, said.count("\n"))
            cards += re.findall(r"(?m)^(D\d) - ", said)
        self.assertEqual(cards, ["D0", "D1", "D2", "D3"])
        for state in ("Borea", "Corvo", "Dorne", "Estia"):
            self.assertIn("Enter: the next state.", said)
            self.assertNotIn(f"\n{state}: ", said)
            said = hand.type("")
            self.assertIn(f"\n{state}: ", said)
        self.assertIn("Now the motives are open:", hand.type(""))
        while "That was the last card." not in said:
            said = hand.type("")
            longest = max(longest, said.count("\n"))
            cards += re.findall(r"(?m)^(D\d) - ", said)
        self.assertEqual(cards, [f"D{card}" for card in range(9)])
        self.assertLess(longest, ROWS)
        self.assertIn("for your eyes alone", hand.type("mine"))
        self.assertIn("-- more: Enter, q to stop --", hand.type("all"))
        self.assertIn("That was the last card.", hand.type("q"))
        last = hand.type("quit")
        self.assertEqual(hand.process.wait(GAME_SECONDS), 0)
        self.assertTrue(last.startswith("result: world="), last)
        self.assertNotIn("\x1b", hand.said)

    def test_leaving_early_is_fine(self):
        hand = self.sit_down("--lang", "es")
        said = self.play(hand, "listo", ["Turno 1 de 3.", "Turno 2 de 3.", "Turno 3 de 3."], "Intro: D0 Sentimientos")
        self.expect_in_order(said, "El mundo ha terminado", "Intro: D0 Sentimientos")
        hand.type("")
        last = hand.type("salir")
        self.assertEqual(hand.process.wait(GAME_SECONDS), 0)
        self.assertTrue(last.startswith("result: world="), last)


class Tutorial(SystemTest):
    """Interesting with the bots that play it: neither always war nor always peace, no seat without hope."""

    def test_two_hundred_games(self):
        rows = self.directory / "rows.csv"
        done = run("sim", "--scenario", "tutorial", "--scenarios", SCENARIOS, "--games", 200, "--seed", 1, "--turns",
                   "--out", rows)
        self.assertEqual(done.returncode, 0, done.stderr)
        head, *lines = [line.split(",") for line in rows.read_text().splitlines()]
        games = [dict(zip(head, line)) for line in lines]
        wars = {row["game"] for row in games if row["attack"]}
        self.assertTrue(20 <= len(wars) <= 100, len(wars))
        last = [row for row in games if row["turn"] == "3"]
        for name in ("Aldan", "Borea", "Corvo", "Dorne", "Estia"):
            mine = [row for row in last if row["name"] == name]
            self.assertEqual(len(mine), 200)
            self.assertGreaterEqual(sum(int(row["final_score"]) > 0 for row in mine), 150, name)
            self.assertEqual({row["motive"] for row in mine} == {"security_seeker"}, name == "Aldan")


if __name__ == "__main__":
    unittest.main(verbosity=2)

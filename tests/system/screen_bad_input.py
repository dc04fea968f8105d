"""Terminals of every size and kind, and what people, pastes and scenario files put into them."""

import os
import re
import shutil
import subprocess
import unittest

from screen_terminal import COLOUR, COLUMNS, ROWS, ScreenTest, wcwidth
from spiral import BIN, SCENARIOS, run

# Keys that would save, be ready, leave, and write; controls of terminals; the signals of a terminal line.
HOSTILE = "s\rr\rq:leave yes\rqq\x1b[2J\x1b]0;owned\x07\x9b31m\x00\x7f\n\x03\x03\x1c\x1a\x04r:ready\rqq"
TINY = """scenario: {name}
title: {{en: "Tiny"}}
lesson: {{en: "Names of all kinds."}}
players: 2
minutes: 5
proximity: {{all: 100}}
actors:
{actors}"""


class Sizes(ScreenTest):
    def test_smaller_larger_and_back(self):
        terminal = self.play().press("escape").settle().press("2").await_text("[2 Orders]").settle()
        before = terminal.text
        terminal.resize(20, 60).await_text("60 columns and 20 rows")
        self.assertNotIn("Orders for turn 1", terminal.text)
        terminal.resize(ROWS, COLUMNS - 1).await_text("79 columns")
        terminal.resize(ROWS - 1, COLUMNS).await_text("23 rows")
        terminal.resize(ROWS, COLUMNS).await_text("Orders for turn 1")
        self.assertEqual(terminal.text, before)
        terminal.resize(50, 132).await_text("Orders for turn 1")
        self.assertEqual(len(terminal.rows[0]), 131, "the title does not reach the edge")
        self.assertIn(" r ready", terminal.rows[-1])
        terminal.resize(ROWS, COLUMNS).await_text("Orders for turn 1").settle()
        self.assertEqual(terminal.text, before)

    def test_the_smallest_and_the_largest(self):
        terminal = self.play().press("escape").settle()
        for rows, columns in ((1, 1), (2, 5), (1, 200), (100, 2), (250, 500), (3, 3)):
            terminal.resize(rows, columns).press("2", "down", "right").settle()
            self.assertIsNone(terminal.process.poll(), f"{columns}x{rows}")
        terminal.resize(ROWS, COLUMNS).await_text("Orders for turn 1")

    def test_a_terminal_that_is_too_small_at_first(self):
        terminal = self.play(rows=10, columns=40, shows="40 columns")
        terminal.resize(ROWS, COLUMNS).await_text("You lead Aldan", " r ready")

    def test_while_typing(self):
        terminal = self.play().press("escape").settle().press(":", "say B we are ten").settle()
        terminal.resize(10, 40).press(" and more").settle()
        terminal.resize(30, 100).await_text(":say B we are ten and more").settle()
        terminal.await_cursor(29, 26)
        terminal.press("enter").await_text("we are ten and more", "from you to Borea")

    def test_under_an_overlay(self):
        terminal = self.play().press("escape").settle().press("?").await_text("Esc closes").settle()
        before = terminal.text
        terminal.press("page down").settle().resize(12, 30)
        terminal.resize(60, 160).await_text("Esc closes", "save at once").settle()
        terminal.resize(ROWS, COLUMNS).press("page up", "page up").settle()
        self.assertEqual(terminal.text, before)
        terminal.press("escape").await_gone("Esc closes")


class Colour(ScreenTest):
    def captured(self, **settings):
        terminal = self.play(**settings).press("escape").settle().press("2").await_text("[2 Orders]").settle()
        return terminal

    def test_nothing_rests_on_colour(self):
        coloured, plain = self.captured(), self.captured(NO_COLOR="1")
        self.assertEqual(coloured.text, plain.text)
        self.assertTrue(COLOUR.search(coloured.raw.decode()))
        self.assertIsNone(COLOUR.search(plain.raw.decode()))
        for terminal, colour in ((coloured, "brown"), (plain, "default")):
            cells = terminal.cells("NOT SAVED")
            self.assertEqual({(cell.fg, cell.bold) for cell in cells}, {(colour, True)})
            self.assertTrue(all(cell.reverse for cell in terminal.cells("[2 Orders]")))
            self.assertTrue(all(cell.reverse for cell in terminal.cells("civil  ")))
        for terminal, colour in ((coloured, "cyan"), (plain, "default")):
            terminal.press("s").await_text("SAVED at").settle()
            self.assertEqual({cell.fg for cell in terminal.cells("SAVED at")}, {colour})
        self.assertIsNone(COLOUR.search(plain.raw.decode()))

    def test_an_empty_no_color_is_none(self):
        self.assertTrue(COLOUR.search(self.captured(NO_COLOR="").raw.decode()))

    def test_a_terminal_without_colours(self):
        self.assertIsNone(COLOUR.search(self.captured(term="vt100").raw.decode()))


class LineMode(ScreenTest):
    """Where no screen can be drawn, or nobody wants one, there is no escape byte at all."""

    def test_terminals_that_cannot_and_people_who_will_not(self):
        for words, settings in (((), {"term": "dumb"}), ((), {"term": None}), ((), {"term": ""}),
                                ((), {"term": "no-such-terminal"}), (("--plain",), {})):
            with self.subTest(words=words, **settings):
                terminal = self.play(*words, shows="Choose: 1", **settings)
                terminal.press("orders\r").await_text("Your orders for turn 1").press("quit\r").await_text("quit again").press("quit\r")
                self.assertEqual(terminal.wait(), 3)
                self.assertNotIn(b"\x1b", terminal.raw)

    def test_a_pipe_is_no_terminal(self):
        for quiet in ("stdin", "stdout"):
            with self.subTest(quiet):
                command = ["sh", "-c", '"$@" ' + {"stdin": "</dev/null", "stdout": "| cat"}[quiet], "sh",
                           BIN / "spiral"]
                terminal = self.terminal(*command[1:], "play", "--scenario", "duel", "--scenarios", SCENARIOS,
                                         "--home", self.directory / quiet, program=command[0])
                terminal.await_text("Choose: 1")
                if quiet == "stdout":
                    terminal.press("quit\r").settle().press("quit\r")
                terminal.wait()
                self.assertNotIn(b"\x1b", terminal.raw)


class Locales(ScreenTest):
    def test_accents_do_not_need_a_locale(self):
        for settings in ({"LC_ALL": "C"}, {"LC_ALL": None, "LANG": "POSIX"}, {"LC_ALL": "xx_XX.UTF-8"}):
            with self.subTest(**settings):
                terminal = self.play("--lang", "es", **settings).press("escape").settle().press("2")
                terminal.await_text("[2 Órdenes]", "1 Situación", "DILEMA DE SEGURIDAD")
                terminal.press(":", "say B ñandú").settle().await_text(":say B ñandú")
                terminal.await_cursor(ROWS - 1, 12)

    def test_the_language_of_the_locale(self):
        self.play(LC_ALL="es_MX.UTF-8", shows="DILEMA DE SEGURIDAD")
        self.play("--lang", "en", LC_ALL="es_MX.UTF-8", shows="SECURITY DILEMMA")

    def test_another_character_set_gets_ascii(self):
        if not shutil.which("localedef"):
            self.skipTest("no localedef to make a locale with")
        made = subprocess.run(["localedef", "-i", "es_ES", "-f", "ISO-8859-1", self.directory / "es_ES"],
                              capture_output=True, check=False)
        known = subprocess.run(["locale", "charmap"], capture_output=True, text=True, check=False,
                               env={"PATH": os.environ["PATH"], "LC_ALL": "es_ES", "LOCPATH": str(self.directory)})
        if known.stdout.strip() != "ISO-8859-1": # a small Debian has the tool without what it makes locales of
            self.skipTest(f"no such locale can be made: {made.stderr.decode()} {known.stderr}")
        terminal = self.play("--lang", "es", LC_ALL="es_ES", LOCPATH=str(self.directory))
        terminal.press("escape").settle().press("2").await_text("2 Ordenes]", "1 Situacion").settle()
        inside = terminal.raw[terminal.raw.index(b"\x1b[?1049h"):]
        self.assertTrue(inside.isascii())


class Paste(ScreenTest):
    def untouched(self, terminal, moment):
        """The game is where it was, and nothing was ordered."""
        self.assertIsNone(terminal.process.poll(), moment)
        self.assertEqual(terminal.strays, [], moment)
        terminal.press("escape").settle().press("1").await_text("[1 Situation]", "Turn 1 of", "NOT SAVED")
        self.assertNotIn("SAVED at", terminal.text)
        self.assertNotIn("Leave?", terminal.text)

    def test_keys_are_not_pasted(self):
        terminal = self.play().press("escape").settle()
        terminal.paste("srq:ready\rleave yes\r").await_text("What was pasted was not taken as keys").settle()
        self.untouched(terminal, "on a screen")
        terminal.press("5").settle().paste("1234567890").settle()
        self.assertNotIn("10%", terminal.text)
        self.untouched(terminal, "on the beliefs")
        terminal.press("?").settle().paste("srq").settle()
        self.untouched(terminal, "over the help")

    def test_controls_are_not_pasted(self):
        terminal = self.play().press("escape").settle()
        terminal.paste(HOSTILE).settle()
        self.untouched(terminal, "on a screen")

    def test_a_command_line_takes_text_and_runs_nothing(self):
        terminal = self.play().press("escape").settle()
        terminal.press(":").settle().paste("say B one\rready\rsave\ntwo").settle()
        self.assertIn(":say B one ready save two", terminal.rows[-1])
        terminal.press("kill").settle()
        self.untouched(terminal, "on the line")
        terminal.press(":").settle().paste(HOSTILE).settle()
        terminal.press("escape").settle()
        self.untouched(terminal, "hostile on the line")

    def test_a_long_paste(self):
        terminal = self.play().press("escape").settle()
        terminal.paste("sr q" * 20000).settle()
        self.untouched(terminal, "on a screen")
        terminal.press(":").settle().paste("wörd " * 2000).settle()
        self.assertIn("wörd", terminal.rows[-1])
        terminal.press("kill").settle()
        self.untouched(terminal, "on the line")


class Typing(ScreenTest):
    def begin(self):
        return self.play().press("escape").settle().press(":").settle()

    def test_more_than_fits(self):
        terminal = self.begin().press("x" * 5000).await_text("too long").settle(0.3)
        self.assertEqual(terminal.text.count("too long"), 1)
        terminal.await_line(":" + "x" * 77)
        terminal.await_cursor(ROWS - 1, 78)
        terminal.press("home").settle()
        terminal.await_cursor(ROWS - 1, 1)
        terminal.press("kill", "situation").settle()
        terminal.await_line(":situation")
        terminal.press("enter").await_text("Borea (B)")

    def test_characters_of_all_widths(self):
        terminal = self.begin()
        text = "say B 日本 a\u0301 ñ 😀!"
        widths = [2 if wcwidth(char) == 2 else 1 for char in text if wcwidth(char)]
        terminal.press(text).settle()
        terminal.await_line(":" + text)
        at = 1 + sum(widths)
        terminal.await_cursor(ROWS - 1, at)
        for width in reversed(widths):
            terminal.press("left").settle(0.03)
            at -= width
            terminal.await_cursor(ROWS - 1, at)
        terminal.press("end").settle()
        while text:
            text = text[:-2] if text.endswith("\u0301") else text[:-1]
            terminal.press("backspace").settle(0.03)
            terminal.await_line((":" + text).rstrip())
        terminal.press("say B 日本 a\u0301ñ😀!", "enter").await_text("from you to Borea: 日本 a\u0301ñ😀!")
        terminal.press("4").await_text("--- messages ---", "日本 a\u0301ñ😀!")

    def test_wide_characters_at_the_edge(self):
        terminal = self.begin().press("say B " + "漢" * 100).settle()
        self.assertLessEqual(terminal.cursor[1], COLUMNS - 1)
        self.assertGreaterEqual(terminal.cursor[1], COLUMNS - 3)
        self.assertEqual(terminal.rows[-1].strip(":"), "漢" * (len(terminal.rows[-1]) - 1))
        terminal.press("home").settle()
        self.assertTrue(terminal.rows[-1].startswith(":say B 漢漢"))

    def test_bytes_that_are_no_characters(self):
        terminal = self.begin()
        terminal.send(b"say B \xff\xfe\xc3").settle()
        terminal.press("kill").settle().press("one two").settle()
        terminal.await_line(":one two")
        terminal.press("kill").settle()
        for byte in "ñ漢😀".encode():  # as a slow line brings them
            terminal.send(bytes([byte])).settle(0.04)
        terminal.settle()
        terminal.await_line(":ñ漢😀")
        self.assertEqual(terminal.strays, [])


class Names(ScreenTest):
    def world(self, *names):
        actors = "".join(f'  - name: "{name}"\n' for name in names)
        (self.directory / "tiny.yaml").write_text(TINY.format(name="tiny", actors=actors))

    def test_columns_stay_where_they_are(self):
        names = ("Ñandú", "日本国の名", "a\u0301e\u0301o\u0301", "Left[2J", "ANameThatIsFarTooLong", "😀😀😀😀😀😀😀")
        self.world(*names)
        terminal = self.play("--name", "Ñ日a\u0301", scenario="tiny", scenarios=self.directory)
        for rows, columns in ((24, 80), (40, 120)):
            terminal.resize(rows, columns).press("escape").settle().press("1").await_text("[1 Situation]").settle()
            ranges = [terminal.column_of(number, re.search(r"\d+ \(", row)[0])
                      for number, row in enumerate(terminal.rows) if re.search(r"^.[B-F] .*\d+ \(", row)]
            self.assertEqual(len(ranges), 5, terminal.text)
            self.assertEqual(len(set(ranges)), 1, terminal.text)
            terminal.press("2").await_text("[2 Orders]").settle()
            records = [terminal.column_of(number, "0/0/0/0") for number, row in enumerate(terminal.rows)
                       if "0/0/0/0" in row]
            self.assertEqual(len(records), 5, terminal.text)
            self.assertEqual(len(set(records)), 1, terminal.text)
            terminal.press("5").await_text("[Beliefs]").settle()
            dashes = {terminal.column_of(number, "--") for number, row in enumerate(terminal.rows)
                      if re.search(r"^ .[C-F] .*--", row)}
            self.assertEqual(len(dashes), 1, terminal.text)
        terminal.press("3").settle()
        self.assertEqual(terminal.strays, [])

    def test_names_that_steer_a_terminal_are_refused(self):
        for name in (r"\e[2JLeft", r"Le\u202eft", r"Le\u0085ft", r"Left\nSAVED", r"\u2066Left"):
            with self.subTest(name):
                self.world(name, "Right")
                done = run("play", "--scenario", "tiny", "--scenarios", self.directory,
                           "--home", self.directory / "home")
                self.assertEqual(done.returncode, 2)
                self.assertNotRegex(done.stdout + done.stderr, "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2066]")


if __name__ == "__main__":
    unittest.main(verbosity=2)

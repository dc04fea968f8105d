"""Every screen of a fixed world, in both languages, as somebody looked at it: compared with tests/system/screens.

`python3 tests/system/screen.py --update` writes the captures anew; look at them before they are kept.
"""

import re
import sys
import unittest

import screen_class
from languages import pieces
from screen_captures import CAPTURES, LANGUAGES, CaptureTest

# What is pressed in order, and what is captured then. The keys are the same in every language.
FIRST_TURN = [
    ("role", []),
    ("situation", ["escape"]),
    ("situation-next-rival", ["down", "down"]),
    ("orders", ["2"]),
    ("orders-strike", ["down", "right", "right", "down", "right"]),
    ("orders-attack", ["down", "down", "right"]),
    ("orders-more", ["left", "o"]),
    ("intel", ["3", "C"]),
    ("diplomacy", ["4"]),
    ("beliefs", ["5", "3", "7", "up", "right", "4"]),
    ("log-first", ["escape", "6"]),
    ("you", ["7"]),
    ("you-game", ["right"]),
    ("you-role", ["right"]),
    ("help", ["2", "?"]),
    ("answer", ["escape", ":", "rules", "enter"]),
    ("typing", ["escape", ":", "say B ¿Paz, ñandú?"]),
    ("sent", ["enter"]),
    ("refused", [":", "attack Zembla", "enter"]),
    ("messages", ["m"]),
    ("diplomacy-sent", ["escape", "4"]),
    ("nothing", ["escape", "Z"]),
    ("leave", ["q"]),
    ("saved", ["2", "s"]),
    ("leave-saved", ["q"]),
]
SECOND_TURN = [
    ("turn-2", ["r"]),
    ("turn-2-intel", ["3"]),
    ("turn-2-beliefs", ["5", "k"]),
    ("turn-2-log", ["escape", "6"]),
    ("turn-2-log-state", ["B"]),
    ("turn-2-orders", ["2"]),
]
DEBRIEF = [("debrief-D0", [])] + [(f"debrief-D{card}", ["right"]) for card in range(1, 9)] + [
    ("debrief-own", ["right"]),
    ("debrief-back", ["left"] * 6),
    ("debrief-reveal", ["enter"]),
    ("debrief-help", ["?"]),
    ("debrief-leave", ["escape", "q"]),
]
LARGE = [("large-situation", ["escape"]), ("large-orders", ["2"]), ("large-intel", ["3"]), ("large-beliefs", ["5"]),
         ("large-help", ["?"])]
TURNS = 12  # of the seminar at most


class Captures(CaptureTest):
    def to_the_end(self, terminal):
        """Ready, turn by turn."""
        for turn in range(3, TURNS + 2):
            terminal.press("r")
            begun = re.compile(rf"^ .*(Turn|Turno) {turn}\b") if turn <= TURNS else None
            terminal.until(lambda begun=begun: "[8 " in terminal.text or begun and begun.search(terminal.text),
                           f"turn {turn} or the end")
            if "[8 " in terminal.text:
                return
        raise AssertionError(f"the world does not end:\n{terminal.text}")

    def whole_game(self, code):
        terminal = self.play("--lang", code)
        self.show(terminal, code, FIRST_TURN + SECOND_TURN)
        self.to_the_end(terminal)
        terminal.await_text("D8")
        self.show(terminal, code, DEBRIEF)
        self.assertEqual(terminal.press("q").wait(), 0)
        self.assertRegex(terminal.text, r"result: world=[0-9a-f]{32} turns=\d+ ")
        self.assertEqual(terminal.strays, [])

    def test_a_whole_game_in_english(self):
        self.whole_game("en")

    def test_a_whole_game_in_spanish(self):
        self.whole_game("es")

    def test_a_large_terminal(self):
        for code in LANGUAGES:
            terminal = self.play("--lang", code, rows=40, columns=120)
            self.show(terminal, code, LARGE)


class Kept(unittest.TestCase):
    """What must hold for the captures whoever wrote them."""

    def test_both_languages_show_the_same_screens(self):
        names = {code: {path.stem for path in (CAPTURES / code).glob("*.txt")} for code in LANGUAGES}
        wanted = {name for name, _ in FIRST_TURN + SECOND_TURN + DEBRIEF + LARGE}
        wanted |= {f"class-{name}" for name in screen_class.NAMES}
        for code in LANGUAGES:
            self.assertEqual(names[code], wanted)

    def test_each_is_in_one_language(self):
        for code, other in (LANGUAGES, LANGUAGES[::-1]):
            text = "".join(path.read_text() for path in sorted((CAPTURES / code).glob("*.txt")))
            own, foreign = pieces(code, other), pieces(other, code)
            self.assertGreater(sum(piece in text for piece in own), 60)
            self.assertEqual([piece for piece in foreign if piece in text], [])


if __name__ == "__main__":
    unittest.main(argv=[word for word in sys.argv if word != "--update"], verbosity=2)

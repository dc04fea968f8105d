"""What a seat of a seminar adds to the screens, in both languages, compared with captures: the question at the door, news,
a question and its answer, a pause, bots that are told, the form for feelings, the cards that all look at.

`python3 tests/system/screen_class.py --update` writes the captures anew; look at them before they are kept.
"""

import json
import sys
import unittest

from screen_captures import LANGUAGES, CaptureTest
from spiral import run, wait_until

SAID = {
    "en": {"ask": "Can a pact be secret?", "answer": "Yes: offer B defensive secret.", "feel": "tense, very sad",
           "door": "Press y", "final": "A 70", "here": "1 of 12", "handed": "Your words are handed in",
           "reason": "fire drill", "opened": "[D7]"},
    "es": {"ask": "¿Puede ser secreto un pacto?", "answer": "Sí: ofrecer B defensivo secreto.", "feel": "tenso, muy triste",
           "door": "Pulse y", "final": "A 70", "here": "1 de 12", "handed": "Sus palabras están entregadas",
           "reason": "simulacro", "opened": "[D7]"},
}
NAMES = ("consent", "role", "situation", "asked", "answered", "questions", "news", "pause", "feelings", "feelings-given",
         "step-D0", "step-D1", "step-D3", "opened-D7")


class Seat(CaptureTest):
    """One person at a screen, in world A of two; everything else is bots."""

    def act(self, word, *options):
        done = run("exercise", *word.split(), self.exercise.code, *options, "--admin", self.host.admin, "--json")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return json.loads(done.stdout)

    def sit(self, world, seat):
        """The seat is drawn by lot; the captures need always the same, and that the person was moved there."""
        def holder(state):
            return state["worlds"][world]["seats"][seat]["persons"]

        state = wait_until(lambda: (state := self.act("show"))["persons"] and state, "the person")
        for to in (seat + 1, seat) if holder(state) else (seat,):
            self.act("move", "--person", "Ann", "--world", "AB"[world], "--state", "ABCDEF"[to])
        wait_until(lambda: holder(self.act("show")), "the seat")

    def look(self, name, *keys):
        self.show(self.terminal_of_ann, self.code, [(f"class-{name}", keys)])

    def in_language(self, code):
        self.code, said = code, SAID[code]
        self.host = self.server("--allow-seed").start()
        self.exercise = self.host.exercise("seminar", seats=12, turn_seconds=0, seed=7, bots="full", set="B:balance=80", consent=None)
        ann = self.terminal_of_ann = self.join(self.exercise, "Ann", "--lang", code).await_text(said["door"])
        self.look("consent")
        ann.press("y").await_text(said["here"])
        self.sit(0, 2)
        self.act("start")
        ann.await_text("Corvo [C]").settle()
        self.look("role")
        self.look("situation", "escape")
        self.look("asked", "A", said["ask"], "enter")
        wait_until(lambda: self.act("show")["questions"], "the question")
        self.act("answer", "--question", "1", "--text", said["answer"])
        ann.await_text(said["answer"].split()[-1])
        self.look("answered")
        self.look("questions", "A", "enter")
        ann.press("escape").settle()
        self.act("inject", "--source", "Radio", "--text", "The harbour is closed.", "--text-es", "El puerto está cerrado.")
        self.look("news")
        self.act("pause", "--reason", said["reason"])
        self.look("pause")
        self.act("resume")
        self.act("resolve")
        self.act("close", "--reason", said["reason"])
        ann.await_text("[8 ").settle()
        self.look("feelings")
        ann.press("f", said["feel"], "enter").await_text(said["handed"])
        self.look("feelings-given", "v", said["final"], "enter")
        for card, part in ((0, 0), (1, 0), (3, 1)):
            self.act("debrief", "--card", f"D{card}", "--part", str(part))
            ann.await_text(f"D{card} - ").settle()
            self.look(f"step-D{card}")
        for card, part in ((3, 5), (7, 0)):
            self.act("debrief", "--card", f"D{card}", "--part", str(part))
        ann.await_text(said["opened"]).settle()
        self.look("opened-D7", *["page down"] * 9)
        self.assertEqual(ann.press("q").settle().press("q").wait(), 0)
        self.assertEqual(ann.strays, [])

    def test_a_seat_in_english(self):
        self.in_language("en")

    def test_a_seat_in_spanish(self):
        self.in_language("es")


if __name__ == "__main__":
    assert LANGUAGES == tuple(SAID)
    unittest.main(argv=[word for word in sys.argv if word != "--update"], verbosity=2)

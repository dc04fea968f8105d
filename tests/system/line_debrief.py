"""A debrief in step in line mode: whoever runs it turns the cards with `spiral exercise`, two persons follow in two
languages, one in each world, and spectators beside them."""

import json
import os
import re
import subprocess
import unittest

from languages import sentences
from spiral import RESULT, SystemTest, run, wait_until
from watch import TerminalWatcher, Watcher

CODES = ("en", "es")
SEATS = 2  # of a world
SAYS = {
    "en": {"feel": "feel tense, very sad", "final": "final all 70", "wait": "wait end", "kept": "Your words are handed in",
           "look": "All look at card {}", "open": "Everything is opened now", "worlds": "All worlds side by side",
           "words": ("tense", "very sad"), "asks": "QUESTION: ", "leave": "quit", "waits": "Your facilitator opens the debrief"},
    "es": {"feel": "sentir tenso, muy triste", "final": "final todos 40", "wait": "esperar final",
           "kept": "Sus palabras están entregadas", "look": "Ahora todos miran la tarjeta {}", "open": "Ahora todo está abierto",
           "worlds": "Todos los mundos, uno junto a otro", "words": ("tenso", "muy triste"), "asks": "PREGUNTA: ", "leave": "salir",
           "waits": "Quien dirige el ejercicio abre el análisis"},
}
MOTIVE = re.compile(r"security seeker|: greedy|busca seguridad, |: codicioso")


class Debrief(SystemTest):
    def begin(self):
        """Two worlds of two seats, a person in each, one turn over, and then the bell."""
        self.host = self.server().start()
        self.exercise = self.host.exercise("duel", seats=2 * SEATS, worlds=2, turn_seconds=900, set="B:balance=80")
        self.people = {code: self.player(self.exercise, f"Ana {code}", "--plain", "--lang", code, stdin=subprocess.PIPE)
                       for code in CODES}
        wait_until(lambda: self.act("show")["persons"] == 2, "both to be in")
        self.act("start")
        self.worlds = {person["name"][-2:]: number for number, world in enumerate(self.act("show")["worlds"])
                       for seat in world["seats"] for person in seat["persons"]}
        self.assertEqual(sorted(self.worlds.values()), [0, 1])
        self.act("resolve")
        self.act("close", "--reason", "the bell")
        for code, person in self.people.items():
            person.await_text(SAYS[code]["waits"])

    def act(self, word, *options):
        done = run("exercise", word, self.exercise.code, *options, "--admin", self.host.admin, "--json")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return json.loads(done.stdout)

    def steps(self):
        """All cards, and all parts of the reveal: (card, part, parts)."""
        return [(card, part, SEATS if card == 3 else 1) for card in range(9) for part in range(SEATS if card == 3 else 1)]

    def turn_to(self, card, part):
        self.act("debrief", "--card", f"D{card}", "--part", part)

    def titles(self, code):
        said = sentences(code)
        return [said[f"card.d{card}.title"] for card in range(9)]

    def test_two_persons_follow_from_the_first_card_to_the_last(self):
        self.begin()
        for code, person in self.people.items():
            for line in ("feel", "final"):
                person.type(SAYS[code][line])
            person.await_text(SAYS[code]["kept"])
            person.type(SAYS[code]["wait"])
        titles = {code: self.titles(code) for code in CODES}
        self.assertFalse(set(titles["en"]) & set(titles["es"]))
        for card, part, parts in self.steps():
            self.turn_to(card, part)
            for code, person in self.people.items():
                person.await_text(SAYS[code]["look"].format(f"D{card}"))
                if part + 1 == parts:
                    wait_until(lambda: SAYS[code]["asks"] in self.told_of(person, code, card), f"the question of D{card} in {code}")
                told = self.told_of(person, code, card)
                self.assertIn(f"\nD{card} - {titles[code][card]}\n", told)
                if card < 3:
                    self.assertNotRegex(person.output.partition(SAYS[code]["waits"])[2], MOTIVE)
        for code, person in self.people.items():
            self.assertIn(SAYS[code]["open"], person.output.partition("\nD3 - ")[2].partition(SAYS[code]["asks"])[2])  # behind the reveal
            first = self.told_of(person, code, 0)
            for other in CODES:  # one's own words and those of the other world, without a name
                for word in SAYS[other]["words"]:
                    self.assertIn(word, first)
            last = self.told_of(person, code, 7)
            self.assertIn(SAYS[code]["worlds"], last)
            self.assertEqual(len(re.findall(r"(?m)^- (?:World|Mundo) [AB] \(", last)), 2, last)
            self.assertRegex(last, r"\((?:balance|equilibrio) 80\)")
            person.type(SAYS[code]["leave"])
            self.assertEqual(person.wait(), 0, person.output[-2000:])
            self.assertNotRegex(person.output, r"[\x00-\x09\x0b-\x1f\x7f]")
            self.assertNotRegex(person.output, r"\[\w+\.\w+\]|\{\w+")
            self.assertRegex(person.last_line, RESULT)

    def told_of(self, person, code, card):
        """What stands from a card on."""
        look = SAYS[code]["look"].format(f"D{card}")
        return person.output.partition(look)[2].partition(SAYS[code]["look"].format(f"D{card + 1}"))[0]

    def test_who_looks_on_sees_the_cards_of_the_world_that_was_asked_for(self):
        self.begin()
        file = Watcher(self.directory, self.exercise, "file", "--world", "b")
        keyboard = TerminalWatcher(self.directory, self.exercise, "keyboard", True)
        self.players += [file, keyboard]
        wait_until(lambda: SAYS["en"]["waits"] in file.output, "the end")
        keyboard.until(SAYS["en"]["waits"])
        self.assertIn("This is world B of 2", file.output)
        self.assertIn("This is world A of 2", keyboard.output)
        for card, part, parts in self.steps():
            self.turn_to(card, part)
            keyboard.until(f"\nD{card} - {self.titles('en')[card]}\n")
            if part + 1 < parts or card == 2:
                self.assertNotIn("motives are open", keyboard.output + file.output)
            if card < 3:
                wait_until(lambda: f"\nD{card} - " in file.output, f"D{card}")
        self.assertEqual(file.process.wait(10), 0)  # everything was open with the last of D3
        self.assertRegex(file.output.rstrip().rsplit("\n", 1)[-1], RESULT)
        self.assertEqual(re.findall(r"(?m)^(D\d) - ", file.output), ["D0", "D1", "D2", "D3"])
        self.assertLess(file.output.index("QUESTION: ", file.output.index("\nD3 - ")), file.output.index("motives are open"))
        self.assertEqual(re.findall(r"(?m)^(D\d) - ", keyboard.output), [f"D{card}" for card in range(9)])
        self.assertNotIn("motives are open", keyboard.output)
        self.assertNotIn("\x1b", keyboard.output + file.output)
        keyboard.press_enter()
        keyboard.until("Now the motives are open:")
        self.assertEqual(keyboard.process.wait(10), 0)

    def test_a_world_that_there_is_none_of(self):
        self.host = self.server().start()
        place = f"127.0.0.1:{self.host.port}"
        home = ("--home", self.directory / "home")
        several = self.host.exercise("duel", seats=4, worlds=2).code
        alone = self.host.exercise("duel").code
        for code, world, status, said in ((several, "C", 1, "this exercise has 2, A to B"), (alone, "B", 1, "has one, called A"),
                                          (several, "A" * 8, 2, "is no name of a world")):
            done = run("watch", place, code, "--world", world, *home, "--lang", "en")
            self.assertEqual(done.returncode, status, done.stdout + done.stderr)
            self.assertIn(said, done.stdout + done.stderr)
        done = run("watch", place, several, "--world", "C", *home, "--lang", "es")
        self.assertIn("este ejercicio tiene 2, de A a B", done.stdout)
        self.assertNotIn("no world", done.stdout)


if __name__ == "__main__":
    os.environ.pop("SPIRAL_ADMIN", None)
    unittest.main(verbosity=2)

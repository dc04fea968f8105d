"""What whoever ran an exercise told its worlds and did to their course, in the debrief of each; and whom a world is held against."""

import json
import re
import unittest

from seminar_class import Class
from spiral import run
from wire import play_turn

LIE = "Your rival arms in secret"
LIE_ES = "Su rival se arma en secreto"
TRUTH = "The harvest was good"


class Told(Class):
    def steer(self, **options):
        """Two duels side by side. World A is lied to, its state 0 alone, goes back once, and a turn of it is closed by hand."""
        self.begin(seats=4, scenario="duel", worlds=2, **options)
        self.lead.do("ACT_INJECT", inject={"text_en": TRUTH, "source": "Almanac"})
        self.lead.do("ACT_INJECT", inject={"text_en": LIE, "text_es": LIE_ES, "misleading": True, "source": "Radio <b>",
                                           "world": {"state": 0}, "seats": 1})
        for world in (0, 1):
            play_turn(self.of_world(world))
        self.lead.do("ACT_ROLL_BACK", world=0, turn=1)
        peers = self.of_world(0)
        for peer in peers:
            peer.until("situation", lambda situation: situation["turn"] == 0)
        income = peers[1].latest["situation"]["income"]
        self.lead.do("ACT_ORDERS", world=0, seat=1, orders={"budget": {"civil": income}})
        self.lead.do("ACT_RESOLVE", world=0)
        for peer in peers:
            peer.until("situation", lambda situation: situation["turn"] == 1)

    def debrief(self, *words, status=0):
        done = run("debrief", self.host.data, *words)
        self.assertEqual(done.returncode, status, done.stderr)
        return " ".join((done.stdout if status == 0 else done.stderr).replace("\u00a0", " ").split())

    def expect(self, text, *parts):
        for part in parts:
            _, found, text = text.partition(part)
            self.assertTrue(found, f"{part!r} is not in its place in: {text[:3000]}")

    def live(self, peer, world, **wish):
        """Every block of every card, as text, by card."""
        cards = self.cards(peer, world, **wish)
        return {card: json.dumps(parts, ensure_ascii=False).replace("\u00a0", " ") for card, parts in cards.items()}

    def test_what_was_told_is_told_once_more(self):
        self.steer()
        self.lead.do("ACT_CLOSE")
        inside, beside = self.of_world(0)[1], self.of_world(1)[0]
        for peer in (inside, beside):
            peer.until("world_ended")
        spectator = self.host.peer()
        spectator.ask("watch", code=self.exercise.code)
        worlds = [self.of_world(world)[0].joined["world"] for world in (0, 1)]
        self.lead.do("ACT_DEBRIEF", card=0)
        for peer in (inside, spectator):
            self.assertNotIn(LIE, str(self.cards(peer, worlds[0])))
        self.lead.do("ACT_DEBRIEF", card=1)
        lie = f"Turn 1, to {{}}, as from Radio <b>: “{LIE}” (untrue, on purpose)"
        for peer in (inside, spectator):
            told = self.live(peer, worlds[0])
            self.assertEqual(sorted(told), ["D0", "D1"])
            self.expect(told["D1"], "Told by whoever ran the exercise", f"Turn 1, to all, as from Almanac: “{TRUTH}”",
                        lie.format(self.name_of(0)), "Turn 2: back to the start of turn 1", "Closed by hand: turn 1.",
                        f"on behalf of {self.name_of(1)}: turn 1.")
        self.expect(self.live(inside, worlds[0], language="es")["D1"], "Contado por quien dirigió el ejercicio",
                    f"“{TRUTH}”".replace("“", "«").replace("”", "»"), f"como de Radio <b>: «{LIE_ES}» (falsa, a propósito)")
        other = self.live(beside, worlds[1])["D1"]
        self.assertIn(TRUTH, other)
        self.assertNotIn("rival arms", other)
        self.assertNotIn("untrue", other)
        self.on_paper(told["D1"], lie)
        self.come_back()
        self.assertEqual(self.live(self.of_world(0)[1], worlds[0]), told)

    def name_of(self, seat):
        return self.state()["worlds"][0]["seats"][seat]["state"]

    def on_paper(self, live, lie):
        """The journal tells the same as the running server, as text, as a page and for programs."""
        code = self.exercise.code
        text = self.debrief("--world", f"{code}-A", "--card", "D1", "--width", "240")
        for sentence in re.findall(r'"text": "((?:Turn|Closed|Orders)[^"]+)"', live[live.index("Told by"):]):
            self.assertIn(sentence.replace("\u00a0", " "), text)
        self.assertIn(f"Debrief of world {code}-A, ", text)
        page = self.debrief("--world", f"{code}-A", "--html")
        self.expect(page, f"Debrief of world {code}-A, ", lie.format(self.name_of(0)).replace("<b>", "&lt;b&gt;"))
        program = json.loads(run("debrief", self.host.data, "--world", f"{code}-A", "--json").stdout)
        self.assertEqual(program["name"], f"{code}-A")
        news = [row for row in program["exercise"]["told"] if row["kind"] == "news"]
        self.assertEqual([(row["text"]["en"], row["seats"], row["misleading"]) for row in news],
                         [(TRUTH, [0, 1], False), (LIE, [0], True)])
        self.assertEqual((program["exercise"]["closed_by_hand"], program["exercise"]["on_behalf"]),
                         ([1], [{"seat": 1, "turns": [1]}]))
        for form in ((), ("--html",), ("--json",)):
            other = self.debrief("--world", f"{code}-B", *form)
            self.assertIn(TRUTH, other)
            self.assertNotIn("rival arms", other)

    def test_a_lie_waits_until_no_world_can_be_told_it(self):
        """Where the debrief is free, one world may read its cards while the other one plays."""
        self.steer(free_debrief=None)
        self.lead.do("ACT_CLOSE", world=0)
        peer = self.of_world(0)[0]
        peer.until("world_ended")
        world = peer.joined["world"]
        early = self.live(peer, world)["D1"]
        self.expect(early, LIE, "Another world of the exercise is still being played.")
        text = self.debrief("--world", "A", "--card", "D1")
        for told in (early, text):
            self.assertNotIn("untrue, on", told)
        self.lead.do("ACT_CLOSE", world=1)
        for told in (self.live(peer, world)["D1"], self.debrief("--world", "A", "--card", "D1")):
            self.assertIn("(untrue, on purpose)", told)
            self.assertNotIn("Another world of the exercise", told)

    def test_worlds_are_held_against_those_of_their_exercise(self):
        self.steer()
        self.lead.do("ACT_CLOSE")
        self.of_world(0)[0].until("world_ended")
        here = self.exercise
        alone = self.host.exercise("duel", turn_seconds=900, lead="Ines")
        other = self.facilitator_of(alone)
        people = [self.host.peer() for _ in range(2)]
        for number, peer in enumerate(people):
            peer.join(alone.code, f"Other {number}")
        for peer in people:
            self.until_open(peer)
        play_turn(people)
        other.do("ACT_CLOSE")
        for letter, beside in ("A", "B"), ("B", "A"):
            program = json.loads(run("debrief", self.host.data, "--world", f"{here.code}-{letter}", "--json").stdout)
            self.assertEqual([world["name"] for world in program["other_worlds"]], [beside])
            page = self.debrief("--world", f"{here.code}-{letter}", "--html")
            self.assertNotIn(alone.world[:8], page)
            self.expect(page, "Other worlds beside this one", f"<tr><th>{letter}</th>", f"<tr><th>{beside}</th>")
        program = json.loads(run("debrief", self.host.data, "--world", alone.code, "--json").stdout)
        self.assertEqual((program["name"], program["other_worlds"]), (alone.code, []))
        self.list_in_both_languages(here, alone)

    def facilitator_of(self, exercise):
        """Of another exercise than the one of the class."""
        self.exercise, here = exercise, self.exercise
        peer = self.facilitator(exercise.key)
        self.exercise = here
        return peer

    def list_in_both_languages(self, here, alone):
        said = self.debrief(status=2)
        self.expect(said, "3 worlds; choose one with --world", f"{here.code}-A duel, turn 1, ended")
        said = self.debrief("--lang", "es", status=2)
        self.expect(said, "3 mundos; elija uno con --world", f"{here.code}-A duel, turno 1, terminado",
                    f"{alone.code} duel, turno 1, terminado")
        self.expect(self.debrief("--lang", "es", "--world", here.code, status=2), f"2 mundos encajan con {here.code};")
        self.expect(self.debrief("--lang", "es", "--world", "ffffffff", status=2), "ningún mundo se llama ffffffff")
        self.expect(self.debrief("--lang", "es", "--world", alone.code, "--seat", "Nobody", status=2),
                    "no tiene ningún Estado «Nobody»; hay")


if __name__ == "__main__":
    unittest.main(verbosity=2)

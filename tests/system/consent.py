"""A yes to the use of one's data, and how it is taken back: at any time, once, for good, over kills, and without a word to who plays."""

import json
import os
import unittest

from seminar_class import Class
from spiral import run
from wire import decode

YES, PLAY_ONLY = "CONSENT_YES", "CONSENT_PLAY_ONLY"


class Consent(Class):
    def ask(self, *names, **options):
        """An exercise that asks, to which all of them say yes; and who assists in it."""
        self.found(seats=12, consent=None, **options)
        for name in names:
            self.arrive(name, consent=1)
        self.helper_key = self.lead.do("ACT_FACILITATOR_ADD", name="Hugo", rights="RIGHTS_ASSIST")["new_key"]
        self.helper = self.facilitator(self.helper_key)

    def killed(self):
        self.come_back()
        self.helper = self.facilitator(self.helper_key)

    def begin_play(self):
        self.lead.do("ACT_START")
        for peer in self.people.values():
            self.until_open(peer)

    def said(self):
        """{name: what it says now of its data}"""
        return {name: self.person(name, state)["consent"] for state in (self.state(),) for name in self.people}

    def withdraw(self, name, **values):
        return self.helper.do("ACT_CONSENT", person=self.person(name)["person"], **values)

    def test_at_any_time_and_over_kills(self):
        names = ["Ana", "Ben", "Cyd", "Dan"]
        self.ask(*names)
        left = dict.fromkeys(names, YES)
        self.assertEqual(self.said(), left)
        for name, then in (("Ana", self.begin_play), ("Ben", lambda: self.lead.do("ACT_CLOSE")),
                           ("Cyd", lambda: self.lead.do("ACT_DEBRIEF", card=8)), ("Dan", lambda: None)):
            left[name] = PLAY_ONLY
            told = self.withdraw(name)
            self.assertEqual(self.person(name, told)["consent"], PLAY_ONLY)
            world, seat = self.where(name, told)
            deed = told["deeds"][0]
            self.assertEqual((deed["act"], deed["by"], deed["world"]["state"], deed["seat"]["state"]), ("ACT_CONSENT", "Hugo", world, seat))
            self.killed()
            self.assertEqual(self.said(), left)
            self.assertTrue(self.withdraw(name)["already"])
            then()
        self.killed()
        self.assertEqual(self.said(), left)
        self.assertEqual([deed["act"] for deed in self.lead.state["deeds"]].count("ACT_CONSENT"), len(names))

    def test_a_command_is_done_once(self):
        """The answer was lost with the server, and the client asks again; the id means that one act, whoever is named."""
        self.ask("Ana", "Ben")
        command = os.urandom(16)

        def send(name):
            return self.helper.ask("exercise_act", act="ACT_CONSENT", command_id=command, person=self.person(name)["person"])
        kind, told = send("Ana")
        self.assertEqual((kind, told["already"]), ("exercise_state", False))
        self.killed()
        for name in ("Ana", "Ben"):
            kind, told = send(name)
            self.assertEqual((kind, told["already"]), ("exercise_state", True))
        self.assertEqual(self.said(), {"Ana": PLAY_ONLY, "Ben": YES})

    def test_it_is_for_good(self):
        """No undo, and no second yes: neither by the join that is repeated nor on another device."""
        self.ask("Ana", "Ben")
        self.begin_play()
        pause = self.lead.do("ACT_PAUSE")["undo"]
        told = self.withdraw("Ana")
        self.assertEqual(self.state()["undo"], pause)
        self.assertEqual(self.refused("ACT_UNDO", number=told["deeds"][0]["number"]), ("REFUSAL_NOT_NOW", "undo"))
        self.lead.do("ACT_UNDO")
        before = self.people["Ana"]
        again = self.host.peer()
        again.enter("join", code=self.exercise.code, name="Ana", secret=before.secret, consent=1)
        self.assertEqual(again.joined["person"], before.joined["person"])
        self.assertEqual(self.said(), {"Ana": PLAY_ONLY, "Ben": YES})

    def test_players_hear_nothing_of_it(self):
        """Not even the one whose yes it was: the clock stands still, and nobody is sent anything."""
        self.ask("Ana", "Ben")
        self.begin_play()
        self.lead.do("ACT_PAUSE")
        eye = self.host.peer()
        eye.ask("watch", code=self.exercise.code)
        everybody = [*self.people.values(), eye]
        for peer in everybody:
            peer.ask("ping")
        heard = {peer: len(peer.frames) for peer in everybody}
        self.withdraw("Ana")
        for peer in everybody:
            peer.ask("ping")
            new = [{kind for kind, body in decode("ToClient", frame).items() if isinstance(body, dict)} for frame in peer.frames[heard[peer]:]]
            self.assertEqual(new, [{"pong"}])

    def test_from_the_terminal(self):
        self.ask("Ana", "Ben")
        admin = ("--admin", self.host.admin)
        done = run("exercise", "consent", self.exercise.code, "--person", "Ana", "--json", *admin)
        self.assertEqual(done.returncode, 0, done.stderr)
        told = json.loads(done.stdout)
        persons = {person["name"]: person["consent"] for world in told["worlds"] for seat in world["seats"] for person in seat["persons"]}
        self.assertEqual(persons, {"Ana": "play-only", "Ben": "yes"})
        self.assertEqual((told["deeds"][0]["act"], told["already"]), ("consent", False))
        again = run("exercise", "consent", self.exercise.code, "--person", "Ana", "--json", *admin)
        self.assertTrue(json.loads(again.stdout)["already"])
        self.lead.do("ACT_REMOVE_PERSON", name="Ben")  # who is out is in no list
        done = run("exercise", "consent", self.exercise.code, "--person", "Ben", "--lang", "es", *admin)
        self.assertEqual(done.returncode, 0, done.stderr)
        done = run("exercise", "show", self.exercise.code, "--lang", "es", *admin)
        self.assertEqual(done.stdout.count("retirada del permiso de usar datos"), 2)
        self.assertIn("that person is not in", self.call("consent", self.exercise.code, "--person", "Zoe", "--lang", "en"))
        self.call("consent", self.exercise.code, status=2)

    def test_where_nobody_was_asked(self):
        self.found(seats=6)
        self.arrive("Ana")
        self.assertEqual(self.refused("ACT_CONSENT", name="Ana"), ("REFUSAL_NOT_NOW", "consent"))
        for language, words in (("en", "no yes to take back"), ("es", "ningún sí que retirar")):
            self.assertIn(words, self.call("consent", self.exercise.code, "--person", "Ana", "--lang", language))


if __name__ == "__main__":
    unittest.main()

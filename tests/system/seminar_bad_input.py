"""What goes wrong in a seminar is refused in words: what it was, why, what to do instead, in both languages. Nothing is stuck by it."""

import csv
import os
import re
import unittest

from seminar_class import SEATS, Class, until_state
from spiral import run
from wire import TREE, play_turn, target

LANGUAGES = ("en", "es")
PO_KEY = re.compile(r'^msgctxt "([^"]+)"$', re.M)


def catalogue(language):
    return {key for path in (TREE / "config/locale" / language).glob("*.po") for key in PO_KEY.findall(path.read_text())}


class Bad(Class):
    words = {language: catalogue(language) for language in LANGUAGES}

    def in_words(self, kind, body, code, item=None):
        """A refusal that names its item, with a sentence and a remedy that both languages have."""
        self.assertEqual(kind, "refusal", body)
        self.assertEqual(body["code"], code, body)
        self.assertTrue(body["item"])
        if item:
            self.assertIn(item, body["item"])  # what cannot be in a message is named by its place in it
        for language in LANGUAGES:
            for key in (body["sentence"], body["remedy"]):
                self.assertIn(key, self.words[language])

    def refuse(self, act, code, item=None, by=None, **values):
        self.in_words(*(by or self.lead).act(act, **values), code, item)

    def said(self, *words, status=1):
        """The same command in both languages: what it says in English, which is not what it says in Spanish."""
        texts = [self.call(*words, "--lang", language, status=status).strip() for language in LANGUAGES]
        self.in_both(*texts)
        return texts

    def in_both(self, *texts):
        """Words, and other ones in the other language."""
        for text in texts:
            self.assertGreater(len(text.split()), 4, text)
            self.assertNotRegex(text, r"\[[a-z_]+\.[a-z_.]+\]")  # a key without words
        self.assertNotEqual(*texts)

    def new(self, *words, status=1, scenario="seminar"):
        """`exercise new` that must not be, in both languages: its first line in English."""
        lines = []
        for language in LANGUAGES:
            done = run("exercise", "new", "--admin", self.host.admin, "--scenario", scenario, *words, "--lang", language)
            self.assertEqual((done.returncode, done.stdout), (status, ""), done.stderr)
            lines.append(done.stderr.splitlines()[0])
        self.in_both(*lines)
        return lines[0]


class Doors(Bad):
    def facilitate(self, key, code=None):
        return self.host.peer().ask("facilitate", code=code or self.exercise.code, key=key)

    def test_keys(self):
        """Wrong ones, those of students, one for two persons, one that was taken back."""
        self.begin(seats=6, people=1)
        student = self.people["Person 00"]
        for key in ("", "wrong", "A" * 31, student.joined["seat_code"], student.secret.hex(), "Person 00", "Ines"):
            with self.subTest(key=key):
                kind, body = self.facilitate(key)
                self.assertEqual((kind, body["code"] in ("REFUSAL_UNKNOWN_PERSON", "REFUSAL_MALFORMED")), ("refusal", True))
                self.in_words(kind, body, body["code"])
        self.in_words(*self.facilitate(self.exercise.key, code="AAAAAA"), "REFUSAL_UNKNOWN_CODE", "code")
        second = self.facilitator(self.exercise.key.lower().replace("-", ""))  # as somebody types it
        self.lead.do("ACT_PAUSE")
        second.do("ACT_RESUME")
        self.assertEqual(second.state["facilitators"][0]["here"], 2)

    def test_a_student_does_no_acts(self):
        self.begin(seats=6, people=1)
        student = self.people["Person 00"]
        for act in ("ACT_PAUSE", "ACT_CLOSE", "ACT_START", "ACT_DEBRIEF", "ACT_FACILITATOR_ADD", "ACT_RESOLVE"):
            self.in_words(*student.ask("exercise_act", act=act, name="Me", rights="RIGHTS_LEAD"), "REFUSAL_NOT_NOW")
        self.in_words(*student.ask("facilitate", code=self.exercise.code, key=self.exercise.key), "REFUSAL_NOT_NOW")
        eye = self.host.peer()
        eye.ask("watch", code=self.exercise.code)
        self.in_words(*eye.ask("exercise_act", act="ACT_CLOSE"), "REFUSAL_NOT_NOW")
        self.in_words(*self.host.peer().ask("exercise_act", act="ACT_CLOSE"), "REFUSAL_NOT_NOW")
        self.in_words(*self.lead.ask("state_feelings", command_id=os.urandom(16), words=["x"]), "REFUSAL_NOT_NOW")
        self.assertEqual(self.state()["worlds"][0]["clock"]["state"], "CLOCK_OPEN")

    def test_26_for_24(self):
        self.begin(seats=24, people=24)
        for name in ("Late", "Later"):
            self.in_words(*self.host.peer().ask("join", code=self.exercise.code, name=name, secret=os.urandom(16)), "REFUSAL_FULL")
        self.assertEqual(self.state()["persons"], 24)
        kind, info = self.host.peer().ask("ask_exercise", code=self.exercise.code)
        self.assertEqual((kind, info["full"], info["persons"], info["places"]), ("exercise_info", True, 24, 24))
        eye = self.host.peer()  # who finds no place can look on
        self.assertEqual(eye.ask("watch", code=self.exercise.code)[0], "watching")

    def test_the_code_of_a_finished_exercise(self):
        self.begin(seats=6, people=1)
        self.lead.do("ACT_CLOSE")
        self.in_words(*self.host.peer().ask("join", code=self.exercise.code, name="Late", secret=os.urandom(16)), "REFUSAL_OVER")
        self.assertTrue(self.host.peer().ask("ask_exercise", code=self.exercise.code)[1]["ended"])
        for act in ("ACT_PAUSE", "ACT_RESUME", "ACT_EXTEND", "ACT_RESOLVE"):
            self.refuse(act, "REFUSAL_OVER", ms=1000)
        self.refuse("ACT_ROLL_BACK", "REFUSAL_OVER", world=0, turn=1)
        self.refuse("ACT_INJECT", "REFUSAL_OVER", inject={"text_en": "Too late"})
        self.assertTrue(self.lead.do("ACT_CLOSE")["already"])
        self.said("pause", self.exercise.code)
        self.facilitator(self.exercise.key).do("ACT_DEBRIEF", card=0)

    def test_consent_is_asked_first(self):
        self.found(seats=6, consent=None)
        self.in_words(*self.host.peer().ask("join", code=self.exercise.code, name="Ana", secret=os.urandom(16)),
                      "REFUSAL_CONSENT_NEEDED")
        self.arrive("Ana", consent=2)
        self.assertEqual(self.person("Ana")["consent"], "CONSENT_PLAY_ONLY")


class Lists(Bad):
    def test_a_list_of_guests_with_mistakes(self):
        """The line, what is wrong in it, what to do; and no exercise is made of it."""
        self.host = self.server().start()
        names = self.directory / "names.txt"
        for content, line, reason in ((b"# class\n\nAna\nBen\nana\n", 5, "stands in line 3 already"), (b"Ana\n" + b"x" * 64 + b"\n", 2, "longer than"),
                                      (b"Ana\n\xff\xfe\n", 2, "UTF-8"), (b"# nobody\n\n", 1, "no name"), (b"", 1, "no name"),
                                      (b"\n".join(b"Guest %d" % number for number in range(257)), 257, "more than 256")):
            with self.subTest(line=line, reason=reason):
                names.write_bytes(content)
                said = self.new("--seats", 12, "--guests", names)
                self.assertIn(f"{names}:{line}:1: ", said)
                self.assertIn(reason, said)
                self.assertIn(";", said)  # a remedy follows
        self.assertIn(str(self.directory / "nowhere"), self.new("--seats", 12, "--guests", self.directory / "nowhere"))
        names.write_text("Ana\nBen\nCem\n")
        self.new("--seats", 2, "--guests", names, scenario="duel")
        self.assertNotIn("seminar", run("exercise", "list", "--admin", self.host.admin).stdout)

    def test_a_link_on_two_devices_is_one_person(self):
        names, out = self.directory / "names.txt", self.directory / "links.csv"
        names.write_text("Ana\nBen\n")
        self.found(seats=6, guests=names, guests_out=out)
        secret = {row["name"]: row["link"].split("#guest=")[1] for row in csv.DictReader(out.read_text().splitlines())}
        stranger = self.host.peer()
        for wrong in ("", "x", secret["Ana"][::-1]):
            self.in_words(*stranger.ask("join", code=self.exercise.code, name="Ana", secret=os.urandom(16), guest=wrong),
                          "REFUSAL_GUESTS_ONLY")
        phone = self.arrive("Anyone", guest=secret["Ana"])
        self.assertEqual(phone.joined["name"], "Ana")  # the list's, not theirs
        laptop = self.host.peer()
        laptop.enter("join", code=self.exercise.code, name="Other", secret=os.urandom(16), guest=secret["Ana"])
        self.assertEqual(laptop.joined["person"], phone.joined["person"])
        self.has_ended(phone, "NOTICE_SUPERSEDED")
        self.assertEqual(self.state()["persons"], 1)
        self.assertEqual(self.host.peer().refusal("resume", person=phone.joined["person"], token=phone.joined["token"]),
                         "REFUSAL_UNKNOWN_PERSON")

    def test_conditions(self):
        self.host = self.server().start()
        for wrong, status, words in (("B:frob=1", 2, "frob"), ("B:balance=100000", 2, "balance"), ("F:balance=80", 1, "world F"),
                                     ("balance", 2, "balance"), ("B:balance=x", 2, "balance"),
                                     ("balance_low=130,balance_high=70", 1, "balance_low")):
            with self.subTest(wrong=wrong):
                self.assertIn(words, self.new("--seats", 12, "--set", wrong, status=status))
        for wrong, status, words in ((["--seats", "100000"], 2, "--seats"), (["--worlds", "65"], 2, "--worlds"), (["--plan", "x"], 2, "--plan"),
                                     (["--horizon", "x"], 2, "--horizon"), (["--teams", "5"], 2, "--teams"),
                                     (["--seats", "24", "--worlds", "1"], 1, "24 persons are more than 1 world takes"),
                                     (["--seats", "512"], 1, "more than 64 worlds"), (["--wait-seats", "7"], 1, "7 are more than there are places")):
            with self.subTest(wrong=wrong):
                self.assertIn(words, self.new(*wrong, status=status))
        self.assertIn("no scenario “atlantis”", self.new("--seats", 12, scenario="atlantis"))
        self.assertIn("no server answers", self.new("--seats", 12, "--admin", self.directory / "none.sock"))

    def test_injects_that_contradict(self):
        """In a file: the place; from the monitor: the item."""
        self.found(seats=12)
        news = self.directory / "injects.yaml"
        again = "- turn: 2\n  en: Rumours of war\n"
        for content, place in (("- turn: 2\n  turn: 3\n  en: Twice\n", ":2:"), ("- turn: 0\n  en: Never\n", ":1:"),
                               ("- tension: 9\n  en: Never\n", ":1:"), ("- en: When?\n", ":1:"), ("- turn: 2\n", ":1:"),
                               ("- turn: 2\n  frob: 3\n  en: What\n", ":2:"), ("{\n", ":2:")):
            with self.subTest(content=content):
                news.write_text(content)
                self.assertIn(f"{news}{place}", self.new("--seats", 12, "--injects", news))
        late = "- turn: 3\n  en: In time\n" + again.replace("turn: 2", "turn: 40")
        for content, place in ((again * 2, ":3:"), (again.replace("turn: 2", "turn: 99"), ":1:"), (again + "  world: F\n", ":1: "),
                               (late, ":3: "), (again + "  to: [G]\n", ":1: ")):
            with self.subTest(content=content):
                news.write_text(content)
                self.assertIn(f"{news}{place}", self.new("--seats", 12, "--injects", news))
        self.assertIn("injects.txt", self.new("--seats", 12, "--injects", self.directory / "injects.txt"))
        self.assertIn("“libraries”", self.new("--seats", 12, "--injects", "libraries"))
        plan = {"text_en": "Rumours of war", "trigger": "TRIGGER_TURN", "turn": 3}
        self.lead.do("ACT_INJECT", inject=plan)
        self.refuse("ACT_INJECT", "REFUSAL_MALFORMED", "inject", inject=plan)
        for item, wrong in (("turn", {"turn": 99}), (None, {"text_en": ""}), (None, {"seats": 1 << 9}), (None, {"world": target(7)}),
                            (None, {"trigger": "TRIGGER_TENSION", "tension": 9}), (None, {"trigger": "TRIGGER_TENSION"})):
            self.refuse("ACT_INJECT", "REFUSAL_MALFORMED", item, inject={**plan, **wrong})
        self.refuse("ACT_INJECT_SEND", "REFUSAL_MALFORMED", "number", number=77)
        code = self.exercise.code
        for words in (("inject-send", code, "--inject", 77), ("inject-postpone", code, "--inject", 1, "--turns", 50),
                      ("inject", code, "--text", "Too late", "--turn", 50), ("inject", code, "--text", "Rumours of war", "--turn", 3),
                      ("answer", code, "--question", 9, "--text", "Yes"), ("debrief", code, "--card", "D0"), ("start", code),
                      ("facilitator rights", code, "--facilitator", 1, "--rights", "run"), ("pause", code), ("undo", "AAAAAA"),
                      ("facilitator add", code, "--name", "Ines", "--rights", "run"), ("debrief", code, "--card", "D1", "--part", 40)):
            with self.subTest(words=words):
                self.said(*" ".join(map(str, words[:1])).split(), *words[1:])
        self.refuse("ACT_INJECT_POSTPONE", "REFUSAL_MALFORMED", "turn", number=1, turn=59)


class Acts(Bad):
    def test_acts_that_cannot_be(self):
        self.begin(seats=12, people=2)
        (world, seat), name = min(self.sitting().items())
        place, refused = {"world": world, "seat": seat}, "REFUSAL_MALFORMED"
        for turn in (0, 2, 9, 60):
            self.refuse("ACT_ROLL_BACK", refused, "turn", world=world, turn=turn)
        self.refuse("ACT_ROLL_BACK", refused, "world", turn=1)
        code, place = self.exercise.code, ("--world", "ABCD"[world], "--state", "ABCDEF"[seat])
        for words in (("rollback", code, "--world", "A", "--turn", 9), ("extend", code, "--seconds", 7 * 24 * 3600), ("resolve", code, "--turn", 5),
                      ("orders", code, *place, "--orders", "civil 9999"), ("debrief", code, "--card", "D0"),
                      ("move", code, "--person", next(one for one in self.people if one != name), *place)):
            with self.subTest(words=words):
                self.said(*words)
        place = {"world": world, "seat": seat}
        self.refuse("ACT_PAUSE", refused, "world", world=9)
        self.refuse("ACT_BOT_IN", refused, "seat", world=world)
        self.refuse("ACT_BOT_IN", refused, "seat", world=world, seat=11)
        self.refuse("ACT_MULTIPLY", refused, "percent", **place, percent=99)
        self.refuse("ACT_MULTIPLY", refused, "percent", **place, percent=401)
        self.refuse("ACT_EXTEND", refused, "ms", ms=7 * 24 * 3600 * 1000)
        self.refuse("ACT_RESOLVE", "REFUSAL_STALE_TURN", "turn", turn=5)
        self.refuse("ACT_ORDERS", refused, "orders", **place)
        self.refuse("ACT_ORDERS", "REFUSAL_ILLEGAL_ORDERS", **place, orders={"budget": {"civil": 9999}})
        self.refuse("ACT_MOVE_PERSON", "REFUSAL_UNKNOWN_PERSON", "name", name="Nobody", **place)
        self.refuse("ACT_MOVE_PERSON", "REFUSAL_UNKNOWN_PERSON", "person", person=b"x" * 16, **place)
        self.refuse("ACT_REMOVE_PERSON", refused, "person")
        self.refuse("ACT_MOVE_PERSON", "REFUSAL_FULL", "seat", name=next(one for one in self.people if one != name), **place)
        self.refuse("ACT_ANSWER", refused, number=3, reason="Yes")
        self.refuse("ACT_FACILITATOR_ADD", refused, "name", rights="RIGHTS_RUN")
        self.refuse("ACT_FACILITATOR_ADD", refused, "name", name="Ines", rights="RIGHTS_RUN")
        self.refuse("ACT_FACILITATOR_ADD", refused, "rights", name="Zoe")
        self.refuse("ACT_FACILITATOR_RIGHTS", refused, "number", number=9, rights="RIGHTS_RUN")
        self.refuse("ACT_DEBRIEF", refused, "card", card=9)
        self.refuse("ACT_DEBRIEF", refused, "part", card=3, part=12)
        self.refuse("ACT_DEBRIEF", "REFUSAL_NOT_ENDED", card=0)
        self.refuse("ACT_UNSPECIFIED", refused)
        self.assertEqual([row["clock"]["turn"] for row in self.state()["worlds"]], [1, 1])

    def test_a_roll_back_goes_no_further_than_the_start(self):
        self.begin(seats=6, people=2)
        peers = list(self.people.values())
        play_turn(peers)
        self.assertEqual(self.lead.do("ACT_ROLL_BACK", world=0, turn=1)["worlds"][0]["clock"]["turn"], 1)
        self.refuse("ACT_ROLL_BACK", "REFUSAL_MALFORMED", "turn", world=0, turn=0)
        for peer in peers:
            peer.until("situation", lambda situation: situation["turn"] == 0)
        for words in (("rollback", self.exercise.code, "--world", "A", "--turn", 4), ("pause", "AAAAAA"),
                      ("remove", self.exercise.code, "--person", "Nobody"), ("pause", self.exercise.code, "--world", "C")):
            self.said(*words)
        play_turn(peers)
        self.verify(self.host.data)

    def test_feelings_and_questions(self):
        self.begin(seats=6, people=1)
        peer = self.people["Person 00"]
        for words in ([], ["a"] * 4, ["x" * 41], [""]):
            kind, body = peer.ask("state_feelings", command_id=os.urandom(16), words=words)
            self.in_words(kind, body, "REFUSAL_MALFORMED")
        self.in_words(*peer.ask("state_feelings", command_id=os.urandom(16), words=["calm"],
                                greedy=[{"state": 1, "permille": 500}]), "REFUSAL_NOT_ENDED", "greedy")
        for text in ("", "x" * 501):
            self.in_words(*peer.ask("ask_control", command_id=os.urandom(16), text=text), "REFUSAL_MALFORMED")
        for number in range(64):
            kind, body = peer.ask("ask_control", command_id=os.urandom(16), text=f"Question {number}?")
            if kind == "refusal":
                break
        self.in_words(kind, body, "REFUSAL_FULL", "questions")  # nobody fills the facilitators' list
        self.lead.do("ACT_CLOSE")
        self.lead.do("ACT_DEBRIEF", card=1)
        self.in_words(*peer.ask("state_feelings", command_id=os.urandom(16), words=["late"]), "REFUSAL_NOT_NOW", "feelings")


class Stuck(Bad):
    """Whatever happens, every world can be ended, and by whoever runs it."""

    def ends(self, world_count):
        for world in range(world_count):
            self.assertEqual(self.lead.do("ACT_CLOSE", world=world)["worlds"][world]["end"], 4)
        self.assertRegex(self.verify(self.host.data), rf"verified: worlds={world_count} ")

    def test_everybody_leaves(self):
        """Bots play the world to its end, unless it waits; then it can be ended."""
        self.begin(seats=12, people=12)
        play_turn(self.of_world(0))
        self.lead.do("ACT_PAUSE", world=1)
        for peer in self.people.values():
            self.assertEqual(peer.ask("leave", command_id=os.urandom(16))[0], "accepted")
            self.host.opened.remove(peer)
            peer.close()
        state = until_state(self, lambda state: state["worlds"][0]["end"] and not any(
            person["here"] for world in state["worlds"] for seat in world["seats"] for person in seat["persons"]), "all to be away")
        self.assertEqual(state["worlds"][1]["end"], 0)
        self.assertTrue(all(seat["bot"] for seat in state["worlds"][1]["seats"]))
        self.assertTrue(self.lead.do("ACT_CLOSE", world=0)["already"])
        self.assertEqual(self.lead.do("ACT_CLOSE", world=1)["worlds"][1]["end"], 4)
        self.lead.do("ACT_DEBRIEF", card=8)
        self.assertRegex(self.verify(self.host.data), "verified: worlds=2 ")

    def test_nobody_ever_came(self):
        self.found(seats=12)
        self.refuse("ACT_START", "REFUSAL_NOT_NOW", "persons")
        self.assertIn("Nobody is here to play", self.said("start", self.exercise.code)[0])
        for act in ("ACT_PAUSE", "ACT_RESUME", "ACT_RESOLVE"):
            self.refuse(act, "REFUSAL_NOT_NOW", "lobby")
        self.ends(2)

    def test_nobody_came_to_one_of_the_worlds(self):
        """It does not begin, keeps nobody waiting, and can be ended like the others."""
        self.begin(seats=12, people=1)
        (world, _), = self.sitting()
        self.refuse("ACT_PAUSE", "REFUSAL_NOT_NOW", "lobby", world=1 - world)
        self.lead.do("ACT_RESOLVE", world=world)
        self.ends(2)
        self.lead.do("ACT_DEBRIEF", card=8, world=world)
        step = self.people["Person 00"].until("debrief_step", lambda step: step["card"])
        self.assertEqual(step["card"], {"state": 8})

    def test_all_were_taken_out(self):
        """And all states are played by bots that were put in."""
        self.begin(seats=6, people=2)
        self.lead.do("ACT_PAUSE")
        for seat in range(SEATS):
            self.lead.do("ACT_BOT_IN", world=0, seat=seat)
        for peer in self.people.values():
            self.lead.do("ACT_REMOVE_PERSON", person=peer.joined["person"])
            self.has_ended(peer, "NOTICE_REMOVED")
        self.ends(1)

    def test_the_last_of_a_world_is_taken_away(self):
        """Bots do not play it to its end meanwhile: it waits for whoever is put there."""
        self.begin(seats=12, people=2)
        (world, seat), name = min(self.sitting().items())
        empty = next(x for x in range(SEATS) if (1 - world, x) not in self.sitting())
        other = next(one for one in self.people if one != name)
        for act, values, here, there in (("ACT_MOVE_PERSON", {"name": name, "world": 1 - world, "seat": empty}, "PAUSED", "OPEN"),
                                         ("ACT_REMOVE_PERSON", {"name": name}, "PAUSED", "OPEN"),
                                         ("ACT_REMOVE_PERSON", {"name": other}, "PAUSED", "PAUSED")):
            self.lead.do(act, **values)
            clocks = [row["clock"] for row in self.state()["worlds"]]
            self.assertEqual([(clocks[x]["state"], clocks[x]["turn"]) for x in (world, 1 - world)],
                             [(f"CLOCK_{here}", 1), (f"CLOCK_{there}", 1)], (act, values))
        self.assertEqual([row["deserted"] for row in self.state()["worlds"]], [True, True])
        for language, words in (("en", "Nobody plays in this world"), ("es", "Nadie juega en este mundo")):
            shown = run("exercise", "show", self.exercise.code, "--world", "A", "--admin", self.host.admin, "--lang", language)
            self.assertIn(words, " ".join(shown.stdout.split()))
        self.until_open(self.arrive("Late"))
        world, _ = self.where("Late")
        self.assertEqual([row["deserted"] for row in self.state()["worlds"]], [x != world for x in range(2)])
        self.ends(2)

    def test_a_kill_in_the_middle_of_it(self):
        self.begin(seats=12, people=12)
        self.lead.do("ACT_PAUSE", world=0)
        self.lead.do("ACT_CLOSE", world=1)
        self.come_back()
        self.assertEqual([world["end"] for world in self.state()["worlds"]], [0, 4])
        self.assertTrue(self.lead.do("ACT_CLOSE", world=1)["already"])
        self.lead.do("ACT_CLOSE")
        self.assertRegex(self.verify(self.host.data), "verified: worlds=2 ")


if __name__ == "__main__":
    unittest.main(verbosity=2)

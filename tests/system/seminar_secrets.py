"""A whole seminar in which everything private is an unmistakable word: who is told of it, and where it comes to lie.

Everything that each audience is sent is kept as it came and searched: students, spectators (so the projector) and visitors at the door.
"""

import csv
import http.client
import os
import unittest

from seminar_class import Class, until_state
from spiral import run
from wire import decode, play_turn, tls_context

GUESTS = [f"Guestname{letter}x" for letter in "ABCDEFGHIJKL"]
FACILITATORS = ("Xanthippe Quux", "Zebulon Fnord", "Wilhelmina Plugh")
ASKED, ANSWERED, ASKED_OPENLY = "May zygotes sign pacts?", "Only quagmires may.", "Is thunderclap a turn?"
SECRET_PRESS = "midnight kumquat accord"
PRIVATE = {"ask": ASKED, "answer": ANSWERED, "press": SECRET_PRESS} | {f"facilitator {name}": name for name in FACILITATORS}

PLAYED = {"welcome", "joined", "refusal", "accepted", "briefing", "situation", "turn_report", "clock", "press", "record_part",
          "world_ended", "notice", "pong", "considered", "debrief_part", "control_answer", "bulletin", "debrief_step"}
SHOWN = {"welcome", "refusal", "watching", "public_clock", "public_turn", "world_ended", "debrief_step", "debrief_part", "record_part", "pong"}
AT_THE_DOOR = {"welcome", "refusal", "exercise_info", "pong"}
FOR_FACILITATORS = ("misleading", "percent", "owner", "rights", "deeds", "undo", "gone_seconds")


def fields(message):
    """All names of fields in a decoded message, however deep."""
    if isinstance(message, dict):
        return {name for name, value in message.items() if value is not None} | {
            name for value in message.values() for name in fields(value)}
    return {name for one in message for name in fields(one)} if isinstance(message, list) else set()


class Secrets(Class):
    def plant(self):
        """A class of guests in two worlds, three who run it, and an eye on the projector."""
        names, out = self.directory / "names.txt", self.directory / "links.csv"
        names.write_text("\n".join(GUESTS))
        self.found("--log", "debug", seats=12, guests=names, guests_out=out, lead=FACILITATORS[0], spectator_delay=0)
        links = {row["name"]: row["link"] for row in csv.DictReader(out.read_text().splitlines())}
        self.hidden = {}
        self.hide_typed(f"key of {FACILITATORS[0]}", self.exercise.key)
        for name in GUESTS:
            secret = links[name].split("#guest=")[1]
            self.hidden[f"guest secret of {name}"] = secret.encode()
            self.hide_person(name, self.arrive("?", guest=secret))
        self.people = {peer.joined["name"]: peer for peer in self.joined}
        self.eye, self.visitor = self.host.peer(), self.host.peer()
        self.eye.ask("watch", code=self.exercise.code)
        self.visitor.ask("ask_exercise", code=self.exercise.code)

    def hide_typed(self, what, code):
        """A secret that people type, in each of its spellings."""
        for spelling in (code, code.replace("-", ""), code.lower(), code.replace("-", "").lower()):
            self.hidden[f"{what} as {spelling}"] = spelling.encode()

    def hide_person(self, name, peer):
        self.joined = [*getattr(self, "joined", []), peer]
        self.hide_typed(f"seat code of {name}", peer.joined["seat_code"])
        for what, content in (("token", peer.joined["token"]), ("secret", peer.secret)):
            self.hidden |= {f"{what} of {name}": content, f"{what} of {name} in hex": content.hex().encode()}

    def run_it(self):
        """All that is private happens, and a turn is played, rolled back and played again."""
        self.lead.do("ACT_START")
        for peer in self.people.values():
            self.until_open(peer)
        helpers = []
        for name, rights in zip(FACILITATORS[1:], ("RIGHTS_RUN", "RIGHTS_ASSIST")):
            key = self.lead.do("ACT_FACILITATOR_ADD", name=name, rights=rights)["new_key"]
            self.hide_typed(f"key of {name}", key)
            helpers.append(self.facilitator(key))
        helpers[0].do("ACT_OWN", world=0)
        self.asker, self.others = self.of_world(0)[0], self.of_world(0)[1:] + self.of_world(1)
        for text, answer, everyone in ((ASKED, ANSWERED, False), (ASKED_OPENLY, "Yes, thunderclap.", True)):
            self.asker.ask("ask_control", command_id=os.urandom(16), text=text)
            state = until_state(self, lambda state: any(row["text"] == text for row in state["questions"]), "the question")
            number = next(row["number"] for row in state["questions"] if row["text"] == text)
            helpers[1].do("ACT_ANSWER", number=number, reason=answer, everyone=everyone)
        self.lead.do("ACT_MULTIPLY", world=0, seat=2, percent=300)
        self.comes_back(self.others[-1])
        self.lead.do("ACT_INJECT", inject={"text_en": "A lie", "misleading": True, "source": "Radio"})
        self.lead.do("ACT_INJECT", inject={"text_en": "A truth", "source": "Radio"})
        self.asker.press(SECRET_PRESS, [self.others[0].joined["seat"]])
        self.looked(helpers[1], world=0, seat=self.asker.joined["seat"])
        for world in range(2):
            play_turn(self.of_world(world))
        self.lead.do("ACT_ROLL_BACK", world=0, turn=1)
        for peer in self.of_world(0):
            peer.until("situation", lambda situation: situation["turn"] == 0)
        play_turn(self.of_world(0))

    def comes_back(self, before):
        """Over a new link, on which everything is told again that the person may know, and no more."""
        peer = self.host.peer()
        peer.resume(before.joined)
        peer.joined, peer.secret = {**before.joined, **{field: peer.joined[field] for field in ("world", "seat")}}, before.secret
        peer.frames[:0] = before.frames
        self.people[before.joined["name"]] = self.others[self.others.index(before)] = peer

    def end_it(self):
        """To the last card, everything asked for that may be."""
        self.lead.do("ACT_CLOSE")
        for number, peer in enumerate(self.people.values()):
            peer.until("world_ended")
            peer.ask("state_feelings", command_id=os.urandom(16), words=[f"feeling{number}"])
        before = [*self.eye.frames]
        self.lead.do("ACT_DEBRIEF", card=2)
        world = self.asker.joined["world"]
        for peer in (self.asker, self.eye):
            self.assertEqual(list(self.cards(peer, world)), ["D0", "D1", "D2"])
        self.assertFalse(any((decode("ToClient", frame)["world_ended"] or {}).get("results") for frame in before))
        self.lead.do("ACT_DEBRIEF", card=8)
        for peer in (*self.people.values(), self.eye):
            peer.until("debrief_step", lambda step: (step["card"] or {}).get("state") == 8)
        for peer in (self.asker, self.others[0], self.eye):
            self.cards(peer, world if peer is not self.others[0] else peer.joined["world"])
        self.cards(self.asker, world, own=True)
        self.visitor.ask("ask_exercise", code=self.exercise.code)
        kind, part = self.asker.ask("ask_record", world=world, offset=0)
        self.assertEqual(kind, "record_part", part)
        self.record = part["text"]

    def heard_kinds(self, frames):
        return {kind for frame in frames for kind, value in decode("ToClient", frame).items()
                if kind not in ("request", "padding") and value is not None}

    def heard(self, peer):
        """What somebody was sent: its bytes, and the kinds and fields of its messages."""
        messages = [decode("ToClient", frame) for frame in peer.frames]
        return b"\n".join(peer.frames), self.heard_kinds(peer.frames), {name for message in messages for name in fields(message)}

    def assert_silent(self, content, who, words, but=()):
        for what, word in words.items():
            if what not in but:
                self.assertNotIn(word.encode() if isinstance(word, str) else word, content, f"{what} is told to {who}")

    def test_who_is_told_what(self):
        self.plant()
        self.run_it()
        self.end_it()
        names = {name: name for name in GUESTS}
        audiences = [(peer, name, PLAYED) for name, peer in self.people.items()]
        for peer, who, kinds in (*audiences, (self.eye, "the projector", SHOWN), (self.visitor, "a visitor", AT_THE_DOOR)):
            peer.hear(0)
            content, heard, said = self.heard(peer)
            self.assertLessEqual(heard, kinds, who)
            self.assertFalse(said & set(FOR_FACILITATORS), who)
            own = {what for what in self.hidden if f" of {who}" in what} | {who}
            own |= {"ask", "answer", "press"} if peer is self.asker else {"press"} if peer is self.others[0] else set()
            self.assert_silent(content, who, self.hidden | names | PRIVATE, own)
        for peer, told in ((self.asker, ANSWERED), (self.others[-1], "Yes, thunderclap."), (self.others[0], SECRET_PRESS), (self.eye, "feeling3")):
            self.assertIn(told.encode(), self.heard(peer)[0])  # the words do come where they should: the search finds them
        self.bulletins_are_alike()
        self.motives()
        self.assert_silent(self.record, "readers of the record", self.hidden | names | PRIVATE, {"press"})
        told = b"\n".join(self.lead.frames)
        keys = {what: key for what, key in self.hidden.items() if what.startswith("key of ") and FACILITATORS[0] not in what}
        self.assert_silent(told, "who leads", self.hidden, keys)
        self.assertEqual(sum(told.count(key) for key in keys.values()), 2)  # of each that was added once, and never again

    def test_bots_that_nobody_may_know_of(self):
        """Until the debrief: what any clock says of bots, and of how many persons there are not."""
        self.found(seats=12, bots="at-debrief", spectator_delay=0)
        for number in range(11):
            self.arrive(f"Person {number:02}")
        self.lead.do("ACT_START")
        eye, visitor = self.host.peer(), self.host.peer()
        eye.ask("watch", code=self.exercise.code)
        for peer in self.people.values():
            self.until_open(peer)
        (world, seat), name = min(self.sitting().items())
        self.lead.do("ACT_BOT_IN", world=world, seat=seat)
        self.people[name].until("notice", lambda notice: notice["kind"] == "NOTICE_BOT_HOLDS_SEAT")
        for number in range(2):
            play_turn([peer for peer in self.of_world(number) if peer is not self.people[name]])
        self.assertEqual(sum(seat["bot"] for world in self.state()["worlds"] for seat in world["seats"]), 2)
        for peer in self.people.values():
            clocks = [clock for clock in self.told(peer, "clock") if clock["state"] != "CLOCK_LOBBY"]
            self.assertGreater(len(clocks), 1)
            for clock in clocks:
                self.assertEqual([clock[field] for field in ("bots", "seats_bot", "seats_ready", "persons", "places")], [[], 0, 0, 0, 0])
            self.assertEqual(len([notice for notice in self.told(peer, "notice") if "BOT" in notice["kind"]]), peer is self.people[name])
        for clock in self.told(eye, "public_clock"):
            self.assertEqual((clock["persons"], clock["places"]), (0, 0))
        info = visitor.ask("ask_exercise", code=self.exercise.code)[1]
        self.assertEqual((info["persons"], info["places"]), (0, 0))
        self.lead.do("ACT_CLOSE")
        self.lead.do("ACT_DEBRIEF", card=8)
        peer = self.host.peer()
        peer.resume(self.people[name].joined)
        self.assertEqual((peer.latest["clock"]["persons"], peer.latest["clock"]["places"]), (11, 12))  # now all may know

    def test_through_the_eyes_of_a_seat(self):
        """What a facilitator is shown is what the seat is told, byte by byte; and nobody else is told anything of it."""
        self.plant()
        self.lead.do("ACT_START")
        for peer in self.people.values():
            self.until_open(peer)
        watchers = {"Xanthippe Quux": self.lead}
        for name, rights in (("Zebulon Fnord", "RIGHTS_RUN"), ("Wilhelmina Plugh", "RIGHTS_ASSIST"), ("Observer", "RIGHTS_OBSERVE")):
            watchers[name] = self.facilitator(self.lead.do("ACT_FACILITATOR_ADD", name=name, rights=rights)["new_key"])
        *looking, observer = watchers.values()
        self.asker, other = self.of_world(0)[:2]
        self.refused("ACT_LOOK", world=0)
        other.press(SECRET_PRESS, [self.asker.joined["seat"]])
        self.lead.do("ACT_INJECT", inject={"text_en": "A lie", "misleading": True, "source": "Radio"})
        play_turn(self.of_world(0))
        self.asker.save(0)
        self.lead.do("ACT_PAUSE")  # no clock moves
        everybody = [*self.people.values(), self.eye, self.visitor]
        for peer in everybody:
            peer.ask("ping")
        heard = {peer: len(peer.frames) for peer in everybody}
        place = {"world": 0, "seat": self.asker.joined["seat"]}
        shown = [self.looked(by, **place) for by in looking]
        self.assertEqual(self.refused("ACT_LOOK", by=observer, **place), ("REFUSAL_NO_RIGHT", "rights"))
        self.assertTrue(self.lead.do("ACT_LOOK", **place)["already"])
        told = observer.until("exercise_state", lambda state: state["deeds"][0]["by"] == "Wilhelmina Plugh")
        self.assertEqual([(deed["by"], deed["act"], deed["world"], deed["seat"]) for deed in told["deeds"][:3]],
                         [(name, "ACT_LOOK", {"state": 0}, {"state": place["seat"]}) for name in (*watchers,)[2::-1]])
        for peer in everybody:
            peer.ask("ping")
            self.assertEqual([self.kind_of(frame) for frame in peer.frames[heard[peer]:]], ["pong"])
        back = self.host.peer()
        back.resume(self.asker.joined)
        due = back.frames[[self.kind_of(frame) for frame in back.frames].index("briefing"):]
        self.assertEqual([self.kind_of(frame) for frame in due],
                         ["briefing", "press", "bulletin", "turn_report", "situation", "clock"])
        self.assertEqual(shown, [due] * 3)

    def kind_of(self, frame):
        (kind,) = self.heard_kinds([frame])
        return kind

    def looked(self, by, **place):
        """What a facilitator is shown of a seat: the frames as they came behind the answer."""
        by.ask("ping")
        before = len(by.frames)
        by.do("ACT_LOOK", **place)
        by.ask("ping")
        kinds = [self.kind_of(frame) for frame in by.frames[before:]]
        first, last = kinds.index("briefing"), kinds.index("clock")
        self.assertLessEqual(set(kinds[:first] + kinds[last + 1:]), {"exercise_state", "pong"})
        return by.frames[before:][first:last + 1]

    def bulletins_are_alike(self):
        """A lie has no field that the truth has not."""
        told = [decode("ToClient", frame)["bulletin"] for frame in self.others[0].frames]
        lie, truth = [next(one for one in told if one and one["text_en"] == text) for text in ("A lie", "A truth")]
        apart = {name for name in lie if lie[name] != truth[name]}
        self.assertEqual(apart, {"text_en", "number"})

    def motives(self):
        """Of others none, in whatever came before the reveal; of nobody to those without a seat."""
        for peer in self.people.values():
            for frame in peer.frames:
                briefing = decode("ToClient", frame)["briefing"]
                for seat, state in enumerate(briefing["scenario"]["states"] if briefing else []):
                    self.assertTrue(state["motive"] == -1 or seat == briefing["seat"])
        self.assertNotIn("motive", {name for frame in self.eye.frames if not (message := decode("ToClient", frame))["world_ended"]
                                    for name in fields(message)})

    def page(self, path):
        """A page as a browser gets it, with its headers."""
        link = http.client.HTTPSConnection("127.0.0.1", self.host.port, context=tls_context(("http/1.1",)), timeout=30)
        try:
            link.request("GET", path)
            answer = link.getresponse()
            return f"{answer.status} {answer.getheaders()}".encode() + answer.read()
        finally:
            link.close()

    def test_where_it_lies(self):
        """In no page, log or file of the server, in nothing that is printed or exported."""
        self.plant()
        self.run_it()
        self.end_it()
        code = self.exercise.code
        for path in ("/", f"/join/{code}", f"/facilitate/{code}", f"/project/{code}", f"/facilitate/{code}?key={self.exercise.key}"):
            self.assert_silent(self.page(path), path, self.hidden | PRIVATE)
        said = [run(*words, "--admin", self.host.admin) for words in (
            ("exercise", "show", code), ("exercise", "show", code, "--json"), ("exercise", "list", "--json"),
            ("exercise", "show", code, "--world", "A"), ("exercise", "pause", code), ("exercise", "facilitator", "add", code, "--name", "Ines"))]
        said += [run("debrief", self.host.data, "--world", self.asker.joined["world"].hex(), *words) for words in ([], ["--json"], ["--html"])]
        said += [run("replay", self.host.data, "--verify"), run("exercise", "show", code, "--json", "--admin", self.host.admin)]
        for done in said:
            self.assert_silent((done.stdout + done.stderr).encode(), str(done.args[1:4]), self.hidden)
        for done in said[6:10]:
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assert_silent(done.stdout.encode(), str(done.args[1:4]), PRIVATE, {"press"})
        self.host.process.send_signal(15)
        printed = self.host.process.stdout.read()
        self.host.let_go(30)
        files = {path: path.read_bytes() for path in self.host.data.rglob("*") if path.is_file()}
        self.assertTrue(any(b"Xanthippe" in content for content in files.values()))  # the search looks where things lie
        for path, content in files.items():
            self.assert_silent(content, path, self.hidden)
        log = self.host.log_text()
        self.assertIn("facilitator", log)
        for content in (log, printed):
            self.assert_silent(content.encode(), "the log", self.hidden | PRIVATE | {name: name for name in GUESTS})


if __name__ == "__main__":
    unittest.main(verbosity=2)

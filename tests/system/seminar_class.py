"""A class in its exercise: who runs it, the persons in its parallel worlds, and what tests of it share."""

import json
import os
import time

from spiral import SystemTest, run, wait_until
from wire import PATIENCE, Closed, Facilitator, decode

LETTERS = "ABCD"
SEATS = 6  # of a world of this scenario


class Class(SystemTest):
    """Persons are told apart by their names; where they sit is asked of the monitor, for it is drawn by lot."""

    def found(self, *server_options, scenario="seminar", **options):
        """A server with one exercise and the facilitator who leads."""
        self.host = self.server(*server_options).start()
        options = {"turn_seconds": 900, "lead": "Ines", **options}
        self.exercise = self.host.exercise(scenario, **options)
        self.people = {}
        self.lead = self.facilitator(self.exercise.key)

    def begin(self, seats=24, people=None, **options):
        """A class whose worlds play: facilitator and persons are in."""
        self.found(seats=seats, **options)
        for number in range(seats if people is None else people):
            self.arrive(f"Person {number:02}")
        self.lead.do("ACT_START")
        for peer in self.people.values():
            self.until_open(peer)

    def facilitator(self, key):
        peer = Facilitator(self.host.port, self.exercise.code, key)
        self.host.opened.append(peer)
        return peer

    def arrive(self, name, **join):
        """A person who joins; `secret` is kept, so that a repeated join can be tried."""
        peer = self.host.peer()
        peer.secret = join.pop("secret", os.urandom(16))
        peer.enter("join", code=self.exercise.code, name=name, secret=peer.secret, **join)
        self.people[name] = peer
        return peer

    def until_open(self, peer):
        if peer.latest["clock"]["state"] != "CLOCK_OPEN":
            peer.until("clock", lambda clock: clock["state"] == "CLOCK_OPEN")

    def come_back(self):
        """All links anew, after a fall of the server."""
        self.host.hang_up()
        self.host.restart()
        self.lead = self.facilitator(self.exercise.key)
        for name, before in list(self.people.items()):
            peer = self.host.peer()
            peer.resume(before.joined)
            peer.joined = {**before.joined, **{field: peer.joined[field] for field in ("world", "seat")}}
            self.people[name] = peer

    # ---- how it stands

    def show(self):
        """The state as the server has it now, asked of its socket."""
        done = run("exercise", "show", self.exercise.code, "--admin", self.host.admin, "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def state(self):
        """The same over the session: an act that changes nothing is answered by how everything stands."""
        return self.lead.do("ACT_FACILITATOR_RIGHTS", number=1, rights="RIGHTS_LEAD")

    def where(self, name, state=None):
        """(world, seat) of a person by name."""
        for world, row in enumerate((state or self.state())["worlds"]):
            for seat, holder in enumerate(row["seats"]):
                if any(person["name"] == name for person in holder["persons"]):
                    return world, seat
        raise AssertionError(f"{name} sits nowhere")

    def person(self, name, state=None):
        state = state or self.state()
        world, seat = self.where(name, state)
        return next(one for one in state["worlds"][world]["seats"][seat]["persons"] if one["name"] == name)

    def sitting(self):
        """{(world, seat): name} of all."""
        return {(world, seat): person["name"]
                for world, row in enumerate(self.state()["worlds"])
                for seat, holder in enumerate(row["seats"]) for person in holder["persons"]}

    def of_world(self, world):
        """The peers of one world, by seat."""
        return [self.people[name] for (at, _), name in sorted(self.sitting().items()) if at == world]

    def told(self, peer, kind):
        """All messages of that kind that somebody was ever sent."""
        peer.ask("ping")  # what was sent before it is there with its answer
        return [message[kind] for frame in peer.frames if (message := decode("ToClient", frame))[kind] is not None]

    # ---- acts

    def refused(self, act, by=None, **values):
        """An act that must be refused: (code, item). Whatever is refused says both."""
        kind, body = (by or self.lead).act(act, **values)
        self.assertEqual(kind, "refusal", f"{act} was done")
        self.assertTrue(body["item"], body)
        return body["code"], body["item"]

    def call(self, *words, status=1):
        """`spiral exercise ...` that must not go well: what it says."""
        done = run("exercise", *words, "--admin", self.host.admin)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stderr

    def has_ended(self, peer, notice):
        """The link ends, and it was said why."""
        peer.until("notice", lambda told: told["kind"] == notice)
        with self.assertRaises(Closed):
            while True:
                peer.next(PATIENCE)

    # ---- the debrief

    def piece(self, peer, world, own=False, language="en", offset=0):
        """A piece of a world's debrief, asked for again while it is being made: (kind, body)."""
        deadline = time.monotonic() + PATIENCE * 2
        while True:
            kind, body = peer.ask("ask_debrief", world=world, language=language, own=own, offset=offset)
            if kind != "refusal" or body["code"] != "REFUSAL_BUSY":
                return kind, body
            self.assertLess(time.monotonic(), deadline, "the debrief is being made for too long")
            time.sleep(body["busy"]["retry_after_ms"] / 1000)

    def cards(self, peer, world, **wish):
        """What is opened of a world's debrief: {card: its parts}."""
        text, total = b"", None
        while total is None or len(text) < total:
            kind, part = self.piece(peer, world, offset=len(text), **wish)
            self.assertEqual(kind, "debrief_part", part)
            text, total = text + part["text"], part["total"]
        return {card["name"]: card["parts"] for card in json.loads(text)["cards"]}


def until_state(test, fits, what):
    """Waits until the exercise stands so."""
    return wait_until(lambda: (state := test.state()) and fits(state) and state, what)

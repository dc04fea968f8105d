"""Players, hosts and strangers of the crash loop: each remembers what it was promised and looks for it after every kill."""

import os
import select
import socket
import ssl
import struct
import threading
import time
import traceback

from wire import PATIENCE, Closed, Peer, decode, encode, frame, tls_context

GIVEN_BACK_MS = 2000  # by a kill, at most
EXTENSION_MS = 1000  # by a host
LATE_MS = 400  # at most, between the sending of a clock and its hearing
TURN_SECONDS = 3600  # no turn ends by its time


class Cycle:
    """One life of the server, and the moment at which it is to be killed."""

    def __init__(self, server, moment, delay):
        self.port, self.admin, self.process = server.port, server.admin, server.process
        self.spawned, self.lived, self.number = server.spawned, server.lived, server.lives
        self.moment_wanted, self.delay = moment, delay
        self.killed, self.lock, self.moment = threading.Event(), threading.Lock(), None

    def at(self, moment):
        """A player has come to this moment; the first one to reach the wanted one kills."""
        if moment == self.moment_wanted and not self.killed.is_set():
            if self.delay:
                time.sleep(self.delay)
            self.kill(moment)

    def kill(self, moment):
        with self.lock:
            if not self.killed.is_set():
                self.moment = moment
                self.killed.set()
                self.process.kill()

    def up_ms(self):
        """For how long servers have run until now, in all their lives."""
        return (self.lived + time.monotonic() - self.spawned) * 1000


class Ledger:
    """What was acknowledged, by everybody; and how much was looked at."""

    def __init__(self):
        self.lock = threading.Lock()
        self.orders, self.counts = {}, {}

    def count(self, what, number=1):
        with self.lock:
            self.counts[what] = self.counts.get(what, 0) + number

    def order(self, world, turn, seat, revision, digest):
        key = (world.hex(), turn, seat, revision)
        with self.lock:
            before = self.orders.setdefault(key, digest)
        assert before == digest, f"{key} was acknowledged as {before} and as {digest}"
        self.count("orders acknowledged")


class Actor:
    """Whoever acts during a life of the server. A failure of its own is kept; the loss of the link after the kill is none."""

    def __init__(self, ledger, dice):
        self.ledger, self.dice, self.failure = ledger, dice, None

    def live(self, cycle):
        try:
            self.act(cycle)
        except (Closed, OSError) as error:
            if not cycle.killed.wait(1):
                self.failure = f"the link was lost without a kill: {error!r}\n{traceback.format_exc()}"
        except BaseException:  # pylint: disable=broad-except
            self.failure = traceback.format_exc()
        if self.failure:
            cycle.kill("failure")

    def pause(self, seconds=0.004):
        time.sleep(self.dice.uniform(0, seconds))


class Link(Peer):
    """A connection whose every message is heard by a player."""

    def __init__(self, port, hear):
        self.hear_message = hear
        super().__init__(port)

    def next(self, timeout=PATIENCE):
        message = super().next(timeout)
        self.hear_message(message[1], message[2])
        return message

    def await_bytes(self):
        """Returns when something has come, of which nothing is taken yet."""
        if not self.buffer and not self.stream.pending():
            select.select([self.stream], [], [], PATIENCE)


class Admin:
    """A connection to the admin socket."""

    def __init__(self, path):
        self.stream = socket.socket(socket.AF_UNIX)
        self.stream.settimeout(PATIENCE)
        self.stream.connect(str(path))
        self.requests, self.buffer = 0, b""

    def close(self):
        self.stream.close()

    def ask(self, kind, sent=lambda: None, **values):
        """The answer; None: that world is over."""
        self.requests += 1
        self.stream.sendall(frame(encode("ToAdmin", {"request": self.requests, kind: values})))
        sent()
        while len(self.buffer) < 4 or len(self.buffer) < 4 + struct.unpack(">I", self.buffer[:4])[0]:
            part = self.stream.recv(65536)
            if not part:
                raise Closed
            self.buffer += part
        size = struct.unpack(">I", self.buffer[:4])[0]
        payload, self.buffer = self.buffer[4:4 + size], self.buffer[4 + size:]
        message = decode("FromAdmin", payload)
        kind = next(name for name, value in message.items() if name not in ("request", "cause") and value is not None)
        if kind == "refusal" and message[kind]["code"] == "REFUSAL_OVER":
            return None
        assert kind != "refusal", message
        return message[kind]


class World:
    """An exercise of two; a new one when it has ended."""

    def __init__(self, ledger):
        self.ledger, self.lock, self.code, self.number = ledger, threading.Lock(), None, 0
        self.extended = 0  # ms asked for so far

    def renew(self, cycle, ended):
        """The number of the world to play in now: the next one, when `ended` is over."""
        with self.lock:
            if self.number == ended:
                admin = Admin(cycle.admin)
                try:
                    made = admin.ask("exercise_new", scenario="duel", wait_seats=2, turn_seconds=TURN_SECONDS,
                                     misses_allowed=60)
                finally:
                    admin.close()
                self.code, self.number = made["code"], self.number + 1
                self.ledger.count("exercises made")
            return self.number


class Player(Actor):
    """One seat of a world, on a new link after every kill."""

    def __init__(self, name, world, ledger, dice):
        super().__init__(ledger, dice)
        self.name, self.world, self.number, self.cycle = name, world, 0, None
        self.forget()

    def forget(self):
        """A new world."""
        self.joined, self.secret, self.over = None, os.urandom(16), False
        self.promises, self.reports, self.heard = {}, {}, {}
        self.pending = self.last = self.clock = None
        self.finished = 0  # turns

    # ---- what is told

    def hear(self, kind, body):
        if kind == "situation":
            assert body["turn"] >= self.finished, f"turn {self.finished} was over, now {body['turn']} is"
            self.finished, self.over = body["turn"], self.over or body["end"] != 0
        elif kind == "turn_report":
            before = self.reports.setdefault(body["turn"], body["events"])
            assert before == body["events"], f"turn {body['turn']} was resolved twice"
        elif kind == "press":
            before = self.heard.setdefault(body["number"], body["text"])
            assert before == body["text"], f"message {body['number']} is another one now"
        elif kind == "clock":
            self.clock = body | {"up_ms": self.cycle.up_ms(), "life": self.cycle.number, "extended": self.world.extended}
        elif kind == "world_ended":
            self.over = True

    def await_until(self, link, cycle, fits):
        while not fits() and not self.over:
            link.await_bytes()
            cycle.at("fan-out")
            link.next()

    # ---- coming back

    def come_back(self, cycle):
        clock, before = self.clock, set(self.heard)
        self.heard = {}
        link = Link(cycle.port, self.hear)
        link.news = []
        if self.joined:
            request = link.send("resume", person=self.joined["person"], token=self.joined["token"])
            cycle.at("resume")
            kind, body = link.answer(request)
            assert kind == "joined", f"{self.name} cannot come back: {body}"
            assert (body["world"], body["seat"]) == (self.joined["world"], self.joined["seat"]), "another seat"
            link.joined = self.joined
        else:
            request = link.send("join", code=self.world.code, name=self.name, secret=self.secret)
            cycle.at("join")
            kind, body = link.answer(request)
            assert kind == "joined", body
            link.joined = self.joined = body
        while "clock" not in link.latest:
            link.next()
        assert before <= set(self.heard), f"messages {before - set(self.heard)} are gone"
        self.ledger.count("messages looked for", len(before))
        self.check_clock(clock)
        return link

    def check_clock(self, before):
        """No time is taken for downtime, and little is given back."""
        now = self.clock
        if not before or before["turn"] != now["turn"] or not (before["remaining"] and now["remaining"]):
            return
        was, left, up = before["remaining"]["ms"], now["remaining"]["ms"], now["up_ms"] - before["up_ms"]
        given = GIVEN_BACK_MS * (now["life"] - before["life"])
        extended = now["extended"] - before["extended"] + EXTENSION_MS  # one may have been on its way
        assert left >= was - up - LATE_MS, f"{was} ms, then {left} ms after {up:.0f} ms of life"
        assert left <= was + given + extended, f"{was} ms, then {left} ms; {given} + {extended} at most"
        self.ledger.count("clocks compared")

    def check_promises(self, situation):
        """What was acknowledged for the open turn is there; what was not answered may be."""
        turn = situation["turn"] + 1
        promise = self.promises.get(turn, {})
        asked = self.pending[0] if self.pending and self.pending[1].get("turn") == turn else None
        saved = situation["saved"]["revision"] if situation["saved"] else 0
        wanted = promise.get("revision", 0)
        assert saved in (wanted, wanted + (asked == "save_orders")), f"revision {saved}, acknowledged {wanted}"
        if "stated" in promise and asked != "state_beliefs":
            stated = situation["stated"]
            assert stated and stated["perceived_balance"] == promise["stated"], (stated, promise)
        if promise.get("ready"):
            assert situation["ready"], "ready was acknowledged"
        elif asked != "set_ready":
            assert not situation["ready"], "ready was never said"
        self.ledger.count("promises looked for", len(promise))

    def repeat(self, link):
        """The same command again: the same answer, nothing done twice."""
        if self.last:
            kind, command, answer = self.last
            again = link.ask(kind, **command)
            assert again == ("accepted", answer), f"{kind} was answered by {answer}, then by {again}"
            self.ledger.count("answers given again")
        if self.pending:
            kind, command = self.pending
            answer, body = link.ask(kind, **command)
            assert answer == "accepted", (kind, command, body)
            self.ledger.count("unanswered commands sent again")
            self.settle(kind, command, body)

    # ---- acting

    def settle(self, kind, command, body):
        self.pending = None
        self.last = (kind, command, body)
        promise = self.promises.setdefault(command.get("turn", 0), {})
        if kind == "save_orders":
            digest = body["orders_sha256"].hex()
            self.ledger.order(command["world"], command["turn"], self.joined["seat"], body["revision"], digest)
            promise["revision"] = body["revision"]
        elif kind == "state_beliefs":
            promise["stated"] = command["perceived_balance"]
            self.ledger.count("beliefs acknowledged")
        elif kind == "set_ready":
            promise["ready"] = True
            self.ledger.count("ready acknowledged")
        else:
            self.ledger.count("messages acknowledged")

    def tell(self, link, cycle, kind, **values):
        command = link.command(**values)
        self.pending = (kind, command)
        request = link.send(kind, **command)
        last = kind == "set_ready" and link.latest["clock"]["seats_ready"] > 0
        cycle.at("last ready sent" if last else f"{kind} sent")
        link.await_bytes()
        cycle.at(f"{kind} answered")
        answer, body = link.answer(request)
        assert answer == "accepted", (kind, command, body)
        self.settle(kind, command, body)

    def save(self, link, cycle, turn):
        revision = self.promises.get(turn, {}).get("revision", 0)
        income = link.latest["situation"]["income"]
        civil = self.dice.randint(0, income)
        orders = {"budget": {"civil": civil, "fortify": income - civil}}
        self.tell(link, cycle, "save_orders", turn=turn, revision=revision, orders=orders)

    def order(self, link, cycle, turn):
        """All that a player does in a turn, with readiness last: then it may close at any moment."""
        for _ in range(self.dice.randint(0 if turn in self.promises else 1, 3)):
            self.save(link, cycle, turn)
            self.pause()
        if self.dice.random() < 0.4:
            self.tell(link, cycle, "send_press", everyone=True, text=f"{self.name} {turn} {os.urandom(4).hex()}")
        if self.dice.random() < 0.5:
            other = 1 - self.joined["seat"]
            self.tell(link, cycle, "state_beliefs", turn=turn, perceived_balance={"percent": self.dice.randint(20, 400)},
                      attack_next=[{"state": other, "permille": self.dice.randint(0, 1000)}])
        self.pause()
        self.tell(link, cycle, "set_ready", turn=turn, ready=True)

    def play_turn(self, link, cycle):
        turn = self.finished + 1
        if "ready" not in self.promises.get(turn, {}):
            self.order(link, cycle, turn)
        self.await_until(link, cycle, lambda: self.finished >= turn)

    def act(self, cycle):
        self.cycle = cycle
        while True:
            if self.over or not self.number:
                number = self.world.renew(cycle, self.number)
                self.forget()
                self.number = number
            link = self.come_back(cycle)
            try:
                self.play(link, cycle)
            finally:
                link.close()

    def play(self, link, cycle):
        """To the end of the world."""
        self.await_until(link, cycle, lambda: "situation" in link.latest)
        if not self.over:
            self.check_promises(link.latest["situation"])
            self.repeat(link)
        while not self.over:
            self.play_turn(link, cycle)
        self.ledger.count("seats played to the end")


class Host(Actor):
    """Pauses, extends and lets go on; what was ruled and acknowledged still holds after a kill."""

    def __init__(self, world, ledger, dice):
        super().__init__(ledger, dice)
        self.world, self.code, self.paused, self.asked = world, None, False, None

    def act(self, cycle):
        admin = Admin(cycle.admin)
        try:
            if self.code:
                self.look(admin, cycle)
            while True:
                self.rule(admin, cycle)
        finally:
            admin.close()

    def look(self, admin, cycle):
        state = admin.ask("exercise_show", code=self.code)["worlds"][0]
        paused = state["clock"]["state"] == "CLOCK_PAUSED"
        if not self.asked and state["clock"]["state"] != "CLOCK_ENDED":
            assert paused == self.paused, f"paused was {self.paused}, now {paused}"
            self.ledger.count("rulings looked for")
        self.asked, self.paused = None, paused

    def rule(self, admin, cycle):
        if self.code != self.world.code:
            self.code, self.paused = self.world.code, False
        state = admin.ask("exercise_show", code=self.code) if self.code else None
        if state and state["worlds"][0]["clock"]["state"] in ("CLOCK_OPEN", "CLOCK_PAUSED"):
            act = self.dice.choice(("ACT_RESUME",) if self.paused else ("ACT_PAUSE", "ACT_EXTEND", "ACT_EXTEND"))
            ms = EXTENSION_MS if act == "ACT_EXTEND" else 0
            self.world.extended += ms
            self.asked = act
            state = admin.ask("exercise_act", sent=lambda: cycle.at("ruling"), code=self.code, act=act, ms=ms)
            self.asked = None
            if state:  # the world may have ended since
                self.paused = state["worlds"][0]["clock"]["state"] == "CLOCK_PAUSED"
                self.ledger.count("rulings acknowledged")
        self.pause(0.02)


class Stranger(Actor):
    """Half handshakes, and joins in a hall where nobody plays: each acknowledged person is there after a kill."""

    def __init__(self, ledger, dice):
        super().__init__(ledger, dice)
        self.code, self.people, self.secret = None, [], None

    @staticmethod
    def half_handshake(cycle):
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        half = tls_context().wrap_bio(incoming, outgoing)
        with socket.create_connection(("127.0.0.1", cycle.port), timeout=PATIENCE) as raw:
            try:
                half.do_handshake()
            except ssl.SSLWantReadError:
                pass
            hello = outgoing.read()
            raw.sendall(hello[:len(hello) // 2])
            cycle.at("handshake")
            raw.sendall(hello[len(hello) // 2:])
            raw.recv(100)
            cycle.at("handshake")

    def come_back(self, cycle):
        for person in self.people[-3:]:
            with Peer(cycle.port) as peer:
                kind, body = peer.ask("resume", person=person["person"], token=person["token"])
                assert kind == "joined" and body["seat"] == person["seat"], body
                self.ledger.count("persons looked for")

    def join(self, cycle):
        self.secret = self.secret or os.urandom(16)
        with Peer(cycle.port) as peer:
            request = peer.send("join", code=self.code, name=f"Guest {len(self.people)}", secret=self.secret)
            cycle.at("join")
            kind, body = peer.answer(request)
            assert kind == "joined", body
            assert body["person"] not in [person["person"] for person in self.people], "a person twice"
            self.people.append(body)
            self.secret = None
            self.ledger.count("persons acknowledged")

    def act(self, cycle):
        admin = Admin(cycle.admin)
        try:
            if self.code:
                rows = admin.ask("exercise_list")["rows"]
                row = next(row for row in rows if row["code"] == self.code)
                known = len(self.people)
                assert row["persons"] in (known, known + (self.secret is not None)), (row, known)
                self.come_back(cycle)
            while True:
                if not self.code or len(self.people) == 24:
                    self.code = admin.ask("exercise_new", scenario="seminar", wait_seats=6, team_size=4)["code"]
                    self.people, self.secret = [], None
                self.half_handshake(cycle)
                self.join(cycle)
                self.pause(0.03)
        finally:
            admin.close()

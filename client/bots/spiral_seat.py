"""A seat in a world of Spiral for a bot: joins, gives orders each turn, comes back, sees to the end.

The bot is a module with prepare, doctrine, make_view, make_orders, order_message and belief_message, as
example.py has them. Exit status: 0 the world has ended, 1 failed, 2 wrong options.
"""

import argparse
import hashlib
import json
import os
import queue
import sys
import threading
import time
import traceback
from pathlib import Path

from spiral_local import NotStarted, private_game
from spiral_wire import (BUSY, CLOCK_OPEN, ILLEGAL_ORDERS, MALFORMED, NOTICE_SUPERSEDED, UNKNOWN_PERSON, Link,
                         Refused, encode)

ANSWER_SECONDS = 60  # that any answer may take
PING_SECONDS = 30    # of silence, after which the server is told that this end lives
FIELD_OF_PART = {"pact": "pacts", "answer": "answers", "belief": "greedy"}  # where the names differ


def say(text, out=sys.stderr):
    """A line in one piece: several may write to one log. Nothing of another's text reaches a terminal raw."""
    out.write("".join(letter if letter.isprintable() else "?" for letter in str(text)) + "\n")
    out.flush()


def ms_since(begun):
    return round(1000 * (time.monotonic() - begun))


class Failed(Exception):
    """There is no point in going on."""


# ---- the conversation


class Conversation:
    """A person's link to the server, and what was heard: `latest` holds the newest message of each kind."""

    def __init__(self, options):
        self.options, self.link, self.latest, self.clock_read = options, None, {}, 0
        name = hashlib.sha256(f"{options.place} {options.code.upper()} {options.name}".encode()).hexdigest()
        self.path = Path(options.home) / f"seat-{name[:16]}.json"  # by which another process finds the seat
        self.kept = {"secret": os.urandom(16).hex()}
        if self.path.exists():
            self.kept = json.loads(self.path.read_text())

    def keep(self, **values):
        self.kept.update(values)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.with_suffix(".new").write_text(json.dumps(self.kept))
        self.path.with_suffix(".new").replace(self.path)

    def enter(self):
        """Connects and joins, or comes back: again with growing pauses, for --connect-seconds."""
        begun, pause, limit = time.monotonic(), 0.1, self.options.connect_seconds
        while True:
            try:
                return self.enter_once(limit)
            except Refused as refusal:
                if refusal.code != BUSY:
                    raise Failed(refusal) from refusal
                error, pause = refusal, max(pause, refusal.retry_seconds)
            except OSError as problem:
                error = problem
            left = limit - (time.monotonic() - begun)
            if left <= 0:
                raise Failed(f"{self.options.place}: not joined after {ms_since(begun)} ms, the limit is "
                             f"{1000 * limit:.0f} ms (--connect-seconds); {error}") from error
            time.sleep(min(pause, left))
            pause = min(2 * pause, 2)

    def enter_once(self, seconds):
        self.link = Link(self.options.place, seconds)
        self.check_key(self.link.fingerprint)
        self.ask("hello", {"version": 1, "client": "example bot 1", "language": "en"}, seconds)
        try:
            if "token" in self.kept:
                keys = {name: bytes.fromhex(self.kept[name]) for name in ("person", "token")}
                return self.ask("resume", keys, seconds)
        except Refused as refusal:
            if refusal.code != UNKNOWN_PERSON:
                raise
        self.keep()  # the secret: should the answer be lost, it gives the same seat again
        joined = self.ask("join", {"code": self.options.code, "name": self.options.name,
                                   "secret": bytes.fromhex(self.kept["secret"])}, seconds)
        return self.keep(person=joined["person"].hex(), token=joined["token"].hex())

    def check_key(self, found):
        trusted = self.options.fingerprint or self.kept.get("fingerprint")
        if not trusted:
            say(f"first visit; the key of this server is noted and checked from now on: {found}")
        elif trusted.lower() != found:
            raise Failed(f"the server's key is {found} instead of {trusted}: another server, or somebody in "
                         "between; check the address, and ask whoever runs it for the fingerprint")
        self.kept["fingerprint"] = found

    def hear(self, seconds):
        """Takes in one message."""
        number, kind, body = self.link.receive(seconds)
        self.latest[kind] = body
        if kind == "clock":
            self.clock_read = time.monotonic()
        if kind == "briefing" and "commitment" not in self.kept:
            self.keep(commitment=body["commitment"].hex())
        if kind == "notice" and body["kind"] == NOTICE_SUPERSEDED:
            raise Failed("another program plays this seat now")
        if kind == "turn_report" and not body["your_orders_used"]:
            say(f"turn {body['turn']}: not these orders counted, but the defaults or those of another bot")
        return number, kind, body

    def ask(self, kind, values, seconds=ANSWER_SECONDS):
        request, deadline = self.link.send(kind, values), time.monotonic() + seconds
        while time.monotonic() < deadline:
            number, answer, body = self.hear(deadline - time.monotonic())
            if number == request and answer == "refusal":
                raise Refused(kind, body)
            if number == request:
                return body
        raise ConnectionError(f"{kind}: no answer in {seconds:.0f} s")

    def persist(self, kind, values):
        """Over a new link the same is sent again: commands have an id, so that they take effect once."""
        while True:
            try:
                return self.ask(kind, values)
            except OSError as error:
                say(f"the link was lost, trying again: {error}")
                self.enter()
            except Refused as refusal:
                if refusal.code != BUSY:
                    raise
                time.sleep(refusal.retry_seconds)

    def listen(self):
        try:
            if self.hear(PING_SECONDS)[1] is None:
                self.ask("ping", {})
        except OSError as error:
            say(f"the link was lost, trying again: {error}")
            self.enter()


# ---- the game


class Player:
    def __init__(self, bot, options):
        self.bot, self.options, self.talk = bot, options, Conversation(options)
        self.done = 0  # the last turn that needs nothing more
        self.prepared, self.thinking, self.joined = False, threading.Lock(), None

    def play(self):
        begun = time.monotonic()
        self.talk.enter()
        self.joined = time.monotonic()
        say(f"joined in {ms_since(begun)} ms")
        while not self.talk.latest.get("world_ended"):
            if self.is_my_turn():
                self.play_turn()
            else:
                self.talk.listen()
        self.tell_end(self.talk.latest["world_ended"])

    def is_my_turn(self):
        situation, clock = self.talk.latest.get("situation"), self.talk.latest.get("clock")
        if not situation or not clock or clock["state"] != CLOCK_OPEN or clock["turn"] <= self.done:
            return False
        is_alive = situation["states"][self.talk.latest["briefing"]["seat"]]["alive"]
        return clock["turn"] == situation["turn"] + 1 and is_alive and not situation["bot_holds_seat"]

    def play_turn(self):
        """Does what is missing in the open turn; another process may have done a part of it."""
        situation = self.talk.latest["situation"]
        report = self.talk.latest.get("turn_report")
        view = self.bot.make_view(self.talk.latest["briefing"], situation, report)
        if not situation["saved"]:
            orders, beliefs = self.think(view) or (plain_orders(view), {})
            self.save(view, orders)
            if beliefs:
                self.command("state_beliefs", view, **beliefs)
        if not situation["ready"]:  # in any case: the others need not wait
            self.command("set_ready", view, ready=True)
        self.done = view.turn

    def command(self, kind, view, **values):
        """(what answered, None), or (None, the refusal), which is told."""
        values = {"command_id": os.urandom(16), "world": self.talk.latest["briefing"]["world"],
                  "turn": view.turn, **values}
        try:
            return self.talk.persist(kind, values), None
        except Refused as refusal:
            say(f"turn {view.turn}: {refusal}")
            return None, refusal

    def save(self, view, orders):
        """With plain parts in place of those that the server refuses."""
        saved, refusal = self.command("save_orders", view, revision=0, orders=orders)
        if refusal and refusal.code in (MALFORMED, ILLEGAL_ORDERS):
            orders = mended(view, orders, refusal.parts)
            saved, _ = self.command("save_orders", view, revision=0, orders=orders)
        if saved:
            points = " ".join(f"{line} {number}" for line, number in orders["budget"].items() if number)
            names = {rival.state: rival.name for rival in view.rivals}
            target = names.get(orders.get("attack", {}).get("state"), "nobody")
            say(f"turn {view.turn} of at most {view.last_turn}, {view.name}: score {view.score}, {points}, "
                f"attacks {target}; saved as revision {saved['revision']}")

    def think(self, view):
        """(orders, beliefs) of the doctrine; None when it fails or is late: that costs the turn, no more."""
        begun, limit, option = time.monotonic(), self.options.turn_seconds, "--turn-seconds"
        if self.done == 0:
            begun, limit, option = self.joined, self.options.load_seconds, "--load-seconds"
        deadline, remaining = begun + limit, self.talk.latest["clock"]["remaining"]
        if remaining and self.talk.clock_read + remaining["ms"] / 1000 - 0.3 < deadline:
            deadline, option = self.talk.clock_read + remaining["ms"] / 1000 - 0.3, "the clock of the world"
        answers = queue.Queue()
        threading.Thread(target=self.run_doctrine, args=(view, answers), daemon=True).start()
        while True:
            left = deadline - time.monotonic()
            try:
                return answers.get(timeout=max(0, min(left, PING_SECONDS)))
            except queue.Empty:
                if left <= 0:
                    say(f"turn {view.turn}: no orders after {ms_since(begun)} ms, the limit is "
                        f"{round(1000 * (deadline - begun))} ms ({option}); plain orders are sent")
                    return None
                self.talk.persist("ping", {})

    def run_doctrine(self, view, answers):
        orders = self.bot.make_orders()
        try:
            with self.thinking:  # after the one before, should that be late
                if not self.prepared:
                    self.bot.prepare(view)
                self.prepared = True
                self.bot.doctrine(view, orders)
            thought = self.bot.order_message(view, orders), self.bot.belief_message(orders)
            encode("Orders", thought[0])
            encode("StateBeliefs", thought[1])
            answers.put(thought)
        except Exception:  # whatever it is, the game goes on
            traceback.print_exc()
            say(f"turn {view.turn}: the doctrine failed, see above; plain orders are sent")
            answers.put(None)

    def tell_end(self, ended):
        record = self.fetch_record(ended["world"])
        if self.options.record:
            Path(self.options.record).write_bytes(record)
        if commitment_of(record) == self.talk.kept["commitment"]:
            say("the record agrees with the commitment of the first turn: dice and motives were not changed")
        else:
            say("THE RECORD DOES NOT AGREE WITH THE COMMITMENT: do not trust this result")
        motives = self.bot.MOTIVES
        results = [f"{row['name']}={motives[row['motive']]}/{row['score']}" for row in ended["results"]]
        say(f"result: world={ended['world'].hex()} turns={ended['turns']} {' '.join(results)}", sys.stdout)

    def fetch_record(self, world):
        record, total = b"", 1
        while len(record) < total:
            part = self.talk.persist("ask_record", {"world": world, "offset": len(record)})
            record, total = record + part["text"], part["total"]
        return record


def plain_orders(view):
    return {"budget": {"civil": view.income}}


def mended(view, orders, parts):
    """Without the parts that are named; plain ones where none is."""
    bad = {FIELD_OF_PART.get(part, part) for part in parts or ["budget", *orders]}
    bad |= {"declare_to"} if "declare" in bad else set()
    kept = {name: value for name, value in orders.items() if name not in bad}
    return {**plain_orders(view), **kept}


def commitment_of(record):
    """What the server must have committed itself to before the first turn, if this is what was played."""
    head, _, rest = record.partition(b"scenario-begin\n")
    rows = {line.partition(b"=")[0]: line for line in head.splitlines(True)}
    opened = b"".join(rows.get(name, b"") for name in (b"world", b"salt", b"key", b"motives"))
    scenario = rest.partition(b"scenario-end\n")[0]
    return hashlib.sha256(b"spiral commitment 1\n" + opened + scenario).hexdigest()


# ---- the command


def parse(words):
    known = os.environ.get
    home = known("SPIRAL_HOME") or Path.home() / ".local/state/spiral/bots"
    parser = argparse.ArgumentParser(
        description="A bot for Spiral. In the arena SPIRAL_* variables tell where, and no words are needed.")
    parser.add_argument("place", nargs="?", metavar="HOST:PORT", default=known("SPIRAL_PLACE"))
    parser.add_argument("code", nargs="?", metavar="CODE", default=known("SPIRAL_CODE"))
    parser.add_argument("--name", default=known("SPIRAL_NAME", "Example"), help="what others see (Example)")
    parser.add_argument("--fingerprint", default=known("SPIRAL_FINGERPRINT"), metavar="HEX",
                        help="the only server key to be trusted")
    parser.add_argument("--home", default=home, metavar="DIR", help="where secrets of seats are kept")
    parser.add_argument("--record", metavar="FILE", help="write the record, for spiral replay --verify FILE")
    for name, seconds, what in (("connect", 30, "to join"), ("load", 60, "from joining to the first orders"),
                                ("turn", 30, "for each later turn")):
        parser.add_argument(f"--{name}-seconds", type=float, default=seconds, metavar="N",
                            help=f"{what} ({seconds})")
    parser.add_argument("--local", action="store_true", help="play on a private server against bots")
    parser.add_argument("--scenario", default="seminar", help="with --local: which world (seminar)")
    parser.add_argument("--seed", type=int, metavar="K", help="with --local: the dice")
    options = parser.parse_args(words)
    if not options.local and not (options.place and options.code):
        parser.error("HOST:PORT and CODE are needed, or --local")
    if not options.local and not options.place.rpartition(":")[2].isdigit():
        parser.error(f"{options.place}: not HOST:PORT")
    return options


def main(bot, words=None):
    options = parse(words)
    os.umask(0o077)  # the files hold secrets
    try:
        if not options.local:
            Player(bot, options).play()
            return 0
        with private_game(options.scenario, options.seed) as game:
            options.place, options.fingerprint, options.code, options.home = game
            Player(bot, options).play()
            return 0
    except (Failed, NotStarted, Refused, ValueError, OSError) as error:
        say(f"stopped: {error}")
    except KeyboardInterrupt:
        say("stopped; the seat stays yours: the same command goes on")
    return 1

"""A seat in a world of Spiral for a bot: gives orders each turn, and sees to the end.

The bot is a module with prepare and doctrine, as example.py has them. Exit status: 0 the world has ended,
1 failed, 2 wrong options.
"""

import argparse
import hashlib
import os
import queue
import re
import sys
import time
from pathlib import Path

from spiral_local import NotStarted, private_game
from spiral_orders import plain_orders
from spiral_talk import Conversation, Failed, is_fingerprint, ms_since, say
from spiral_think import Thinker
from spiral_view import MOTIVES, make_view
from spiral_wire import BOT_MISSED, CLOCK_OPEN, ILLEGAL_ORDERS, MALFORMED, Refused

IDLE_SECONDS = 1     # between looks at a link on which nothing happens
LOOK_SECONDS = 0.02  # and between those at the clock while the doctrine thinks
SPARE_SECONDS = 0.3  # before the world's clock, for plain orders
FIELD_OF_PART = {"pact": "pacts", "answer": "answers", "belief": "greedy"}  # where the names differ
LIMITS = (("connect", 30, "to join"), ("load", 60, "for the orders of the first turn, prepare included"),
          ("turn", 30, "for those of each later turn"))


class Player:
    def __init__(self, bot, options):
        self.options, self.talk, self.thinker = options, Conversation(options), Thinker(bot)
        self.done = self.turns = 0  # the last turn that needs nothing more; turns that were played
        self.asked = 0  # the last turn in which the seat was asked for
        self.branch = 0  # so often the world was taken back to an earlier turn
        self.plain = {"late": 0, "failed": 0, "refused": 0}  # turns with plain orders, and why

    def play(self):
        begun = time.monotonic()
        self.talk.enter()
        say(f"joined in {ms_since(begun)} ms")
        while not self.talk.latest.get("world_ended"):
            self.thinker.check()
            if self.is_my_turn():
                self.play_turn()
            else:
                self.talk.listen(IDLE_SECONDS)
        self.tell_end(self.talk.latest["world_ended"])

    def is_my_turn(self):
        situation, clock = self.talk.latest.get("situation"), self.talk.latest.get("clock")
        if clock and clock["branch"] != self.branch:
            say(f"the world was taken back to turn {clock['turn']}")
            self.branch, self.done = clock["branch"], clock["turn"] - 1
            self.asked = self.done
        if not situation or not clock or clock["state"] != CLOCK_OPEN or clock["turn"] <= self.done:
            return False
        is_alive = situation["states"][self.talk.latest["briefing"]["seat"]]["alive"]
        if clock["turn"] != situation["turn"] + 1 or not is_alive:
            return False
        if situation["bot_holds_seat"]:
            self.ask_for_seat(situation, clock["turn"])
        return not situation["bot_holds_seat"]

    def ask_for_seat(self, situation, turn):
        """After missed turns the seat comes back to whoever acts, from the next turn on; once a turn is enough."""
        if situation["bot_reason"] == BOT_MISSED and not situation["returning"] and self.asked < turn:
            self.asked = turn
            self.send("set_ready", turn, ready=False)

    def play_turn(self):
        """Does what is missing in the open turn; another process may have done a part of it."""
        situation = self.talk.latest["situation"]
        view = make_view(self.talk.latest["briefing"], situation, self.talk.latest.get("turn_report"))
        self.turns += 1
        if not situation["saved"]:
            orders, beliefs = self.think(view) or (plain_orders(view), {})
            if self.is_open(view):
                self.save(view, orders)
                if beliefs:
                    self.command("state_beliefs", view, **beliefs)
        if not situation["ready"] and self.is_open(view):  # in any case: the others need not wait
            self.command("set_ready", view, ready=True)
        self.done = view.turn

    def is_open(self, view):
        return self.talk.latest["clock"]["turn"] == view.turn and not self.talk.latest.get("world_ended")

    # ---- orders

    def think(self, view):
        """(orders, beliefs) of the doctrine; None when it fails or is late: that costs the turn, no more."""
        begun, call = time.monotonic(), self.thinker.begin(view)
        if not call:
            return self.give_up(view, "late", f"the call for turn {self.thinker.call.turn} has not returned")
        while True:
            deadline, limit = self.deadline(begun)
            left = deadline - time.monotonic()
            try:
                answer = call.answers.get(timeout=max(0, min(left, LOOK_SECONDS)))
                self.thinker.check()
                return answer if isinstance(answer, tuple) else \
                    self.give_up(view, "failed", f"the doctrine failed: {answer}")
            except queue.Empty:
                if left <= 0:
                    call.is_wanted = False
                    return self.give_up(view, "late", f"no orders after {ms_since(begun)} ms, the limit is "
                                                      f"{round(1000 * (deadline - begun))} ms ({limit})")
                self.talk.listen(0)  # the clock may be lengthened, or stopped, and the turn be closed
                if not self.is_open(view):
                    call.is_wanted = False
                    return self.give_up(view, "late", f"closed after {ms_since(begun)} ms without orders")

    def deadline(self, begun):
        """(when, by which limit): whichever comes first."""
        which = "turn" if self.done else "load"
        deadline = begun + getattr(self.options, f"{which}_seconds")
        limit, clock = self.options.limit_names[which], self.talk.latest["clock"]
        if clock["remaining"] and clock["state"] == CLOCK_OPEN:
            closing = self.talk.clock_read + clock["remaining"]["ms"] / 1000 - SPARE_SECONDS
            if closing < deadline:
                return closing, f"{SPARE_SECONDS} s before the world's clock; {limit}"
        return deadline, limit

    def give_up(self, view, why, sentence):
        self.plain[why] += 1
        say(f"turn {view.turn}: {sentence}" + ("; plain orders are sent" if self.is_open(view) else ""))

    def command(self, kind, view, **values):
        return self.send(kind, view.turn, **values)

    def send(self, kind, turn, **values):
        """(what answered, None), or (None, the refusal), which is told."""
        values = {"command_id": os.urandom(16), "world": self.talk.latest["briefing"]["world"],
                  "turn": turn, **values}
        try:
            return self.talk.persist(kind, values), None
        except Refused as refusal:
            say(f"turn {turn}: {refusal}")
            return None, refusal

    def save(self, view, orders):
        """With plain parts in place of those that the server refuses: it may name them one by one."""
        for attempt in range(len(orders) + 2):
            saved, refusal = self.command("save_orders", view, revision=0, orders=orders)
            if saved:
                break
            self.plain["refused"] += attempt == 0
            parts = refused_parts(refusal)
            if refusal.code not in (MALFORMED, ILLEGAL_ORDERS) or orders == plain_orders(view):
                return
            if "attack" in parts and not view.may_attack:
                say(f"turn {view.turn}: attack: not before turn {view.attack_from}")
            orders = mended(view, orders, parts)
        if saved:
            points = " ".join(f"{line} {number}" for line, number in orders["budget"].items() if number)
            names = {rival.state: rival.name for rival in view.rivals}
            target = names.get(orders.get("attack", {}).get("state"), "nobody")
            say(f"turn {view.turn} of at most {view.last_turn}, {view.name}: score {view.score}, {points}, "
                f"attacks {target}; saved as revision {saved['revision']}")

    # ---- the end

    def tell_end(self, ended):
        if ended["withheld"]:
            say("the result is told in the debrief; until then record and motives are secret")
        else:
            self.check_record(self.fetch_record(ended["world"]))
        reasons = ", ".join(f"{why} {times}" for why, times in self.plain.items())
        say(f"{sum(self.plain.values())} of {self.turns} turns plain ({reasons})")
        results = [f"{row['name']}={MOTIVES[row['motive']]}/{row['score']}" for row in ended["results"]]
        say(" ".join([f"result: world={ended['world'].hex()} turns={ended['turns']}", *results]), sys.stdout)

    def check_record(self, record):
        if self.options.record:
            Path(self.options.record).write_bytes(record)
        if commitment_of(record) == self.talk.kept["commitment"]:
            say("the record agrees with the commitment of the first turn: dice and motives were not changed")
        else:
            say("THE RECORD DOES NOT AGREE WITH THE COMMITMENT: do not trust this result")

    def fetch_record(self, world):
        record, total = b"", 1
        while len(record) < total:
            part = self.talk.persist("ask_record", {"world": world, "offset": len(record)})
            record, total = record + part["text"], part["total"]
        return record


def refused_parts(refusal):
    """Fields of the orders: as they are named, or as the item's path does, save_orders.orders.attack.state"""
    in_path = re.match(r"save_orders\.orders\.(\w+)", refusal.item)
    return [FIELD_OF_PART.get(part, part) for part in refusal.parts] or ([in_path[1]] if in_path else [])


def mended(view, orders, parts):
    """Without these parts; plain ones where that changes nothing."""
    bad = {*parts, *(("declare", "declare_to") if {"declare", "declare_to"} & {*parts} else ())}
    kept = {name: value for name, value in orders.items() if name not in bad}
    better = {**plain_orders(view), **kept}
    return better if better != orders else plain_orders(view)


def commitment_of(record):
    """What the server must have committed itself to before the first turn, if this is what was played."""
    head, _, rest = record.partition(b"scenario-begin\n")
    rows = {line.partition(b"=")[0]: line for line in head.splitlines(True)}
    opened = b"".join(rows.get(name, b"") for name in (b"world", b"salt", b"key", b"motives"))
    scenario = rest.partition(b"scenario-end\n")[0]
    return hashlib.sha256(b"spiral commitment 1\n" + opened + scenario).hexdigest()


# ---- the command


def seconds(text):
    value = float(text)
    if not 0 < value < 1e6:
        raise ValueError
    return value


def fingerprint(text):
    if not is_fingerprint(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no fingerprint: 64 hex digits are needed")
    return text.lower()


def make_parser():
    known = os.environ.get
    home = known("SPIRAL_HOME") or Path.home() / ".local/state/spiral/bots"
    parser = argparse.ArgumentParser(
        description="A bot for Spiral. In the arena SPIRAL_* variables tell where, and no words are needed.")
    parser.add_argument("place", nargs="?", metavar="HOST:PORT", default=known("SPIRAL_PLACE"))
    parser.add_argument("code", nargs="?", metavar="CODE", default=known("SPIRAL_CODE"))
    parser.add_argument("--name", default=known("SPIRAL_NAME", "Example"), help="what whoever runs the exercise sees (Example)")
    parser.add_argument("--fingerprint", default=known("SPIRAL_FINGERPRINT"), metavar="HEX", type=fingerprint,
                        help="the only server key to be trusted")
    parser.add_argument("--home", default=home, metavar="DIR",
                        help="where secrets of seats and keys of servers are kept: another one, another seat")
    parser.add_argument("--record", metavar="FILE", help="write the record, for spiral replay --verify FILE")
    for name, usual, what in LIMITS:
        parser.add_argument(f"--{name}-seconds", type=seconds, metavar="N",
                            help=f"{what} ({usual}; in the arena, what the arena allows)")
    parser.add_argument("--local", action="store_true", help="play on a private server against bots")
    parser.add_argument("--scenario", default="seminar", help="with --local: which world (seminar)")
    parser.add_argument("--seed", type=int, metavar="K", help="with --local: the dice")
    return parser


def fill_limits(parser, options):
    """What is not given is what the arena says, or the usual; `limit_names` tells which it was."""
    options.limit_names = {}
    for name, usual, _ in LIMITS:
        field, said = f"{name}_seconds", os.environ.get(f"SPIRAL_{name.upper()}_SECONDS")
        whose = "the arena's " if getattr(options, field) is None and said else ""
        if getattr(options, field) is None:
            try:
                setattr(options, field, seconds(said or usual))
            except ValueError:
                parser.error(f"SPIRAL_{name.upper()}_SECONDS: {said!r} is no number of seconds")
        options.limit_names[name] = f"{whose}--{name}-seconds {getattr(options, field):g}"


def parse(words):
    parser = make_parser()
    options = parser.parse_args(words)
    fill_limits(parser, options)
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

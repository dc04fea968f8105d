"""The link of a person to a server: whom to trust, joining, coming back, asking again."""

import fcntl
import hashlib
import json
import os
import sys
import time
from pathlib import Path

from spiral_wire import (BUSY, CONSENT_PLAY_ONLY, NOTICE_MOVED, NOTICE_REMOVED, NOTICE_SUPERSEDED, UNKNOWN_PERSON,
                         Link, Refused)

ANSWER_SECONDS = 60  # that any answer may take
PING_SECONDS = 30    # of silence, after which the server is told that this end lives
HEARD_MOST = 100     # messages that are taken in at once


def say(text, out=sys.stderr):
    """A line in one piece: several may write to one log. Nothing of another's text reaches a terminal raw."""
    out.write("".join(letter if letter.isprintable() else "?" for letter in str(text)) + "\n")
    out.flush()


def ms_since(begun):
    return round(1000 * (time.monotonic() - begun))


class Failed(Exception):
    """There is no point in going on."""


class KnownServers:
    """The file of a home that has the key of each server: a line `host:port fingerprint` each, as the
    terminal's client has them too."""

    def __init__(self, home):
        self.path = Path(home) / "known_servers"

    def find(self, server):
        lines = self.path.read_text().splitlines() if self.path.exists() else []
        for number, line in enumerate(lines, 1):
            name, _, key = line.partition(" ")
            if not is_fingerprint(key):
                raise Failed(f"{self.path}:{number}: not `host:port fingerprint`; mend or remove the line")
            if name == server:
                return key.lower()
        return None

    def add(self, server, key):
        """Gives the key that counts: another process may have been faster. The file is replaced whole."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with open(self.path.with_suffix(".lock"), "a", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            known = self.find(server)
            if known is None:
                lines = self.path.read_text() if self.path.exists() else ""
                replace(self.path, lines + "\n" * (lines[-1:] not in ("", "\n")) + f"{server} {key}\n")
            return known or key


def is_fingerprint(text):
    return len(text) == 64 and all(letter in "0123456789abcdefABCDEF" for letter in text)


def server_name(place):
    host, _, port = place.lower().rpartition(":")
    host = host.strip("[]")
    return f"[{host}]:{int(port)}" if ":" in host else f"{host}:{int(port)}"


def replace(path, text):
    new = path.with_suffix(".new")
    new.write_text(text)
    new.replace(path)


class Conversation:
    """`latest` holds the newest message of each kind; `kept` is the seat's file, its secrets."""

    def __init__(self, options):
        self.options, self.link, self.latest = options, None, {}
        self.clock_read = self.heard = 0  # when
        name = hashlib.sha256(f"{options.place} {options.code.upper()} {options.name}".encode()).hexdigest()
        self.path = Path(options.home) / f"seat-{name[:16]}.json"  # by which another process finds the seat
        self.kept = {"secret": os.urandom(16).hex()}
        if self.path.exists():
            self.kept = json.loads(self.path.read_text())

    def keep(self, **values):
        self.kept.update(values)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        replace(self.path, json.dumps(self.kept))

    # ---- coming in

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
                             f"{1000 * limit:.0f} ms ({self.options.limit_names['connect']}); "
                             f"{error}") from error
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
        return self.join(seconds)

    def join(self, seconds):
        self.keep()  # the secret: should the answer be lost, it gives the same seat again
        try:
            joined = self.ask("join", {"code": self.options.code, "name": self.options.name,
                                       "secret": bytes.fromhex(self.kept["secret"]),
                                       "consent": CONSENT_PLAY_ONLY}, seconds)  # no person's data
        except Refused as refusal:
            if refusal.code != BUSY and "token" not in self.kept:
                self.path.unlink()  # there is no seat
            raise
        return self.keep(person=joined["person"].hex(), token=joined["token"].hex())

    def check_key(self, found):
        """The key that was named counts, else the one of the first visit to this server."""
        server, servers = server_name(self.options.place), KnownServers(self.options.home)
        trusted, source = self.options.fingerprint, "--fingerprint names"
        if not trusted:
            trusted, source = servers.find(server), f"{servers.path} has"
        if not trusted:
            trusted = servers.add(server, found)
            say(f"first visit to {server}; its key is noted in {servers.path} and checked from now on: "
                f"{found}")
        if trusted.lower() != found:
            remedy = "" if self.options.fingerprint else "; if the new one is right, remove the line"
            raise Failed(f"{server} shows the key {found}, {source} {trusted}: another server, or somebody "
                         f"in between; ask whoever runs it for the fingerprint{remedy}")

    # ---- talking

    def hear(self, seconds):
        """Takes in one message."""
        number, kind, body = self.link.receive(seconds)
        if kind:
            self.latest[kind], self.heard = body, time.monotonic()
        if kind == "clock":
            self.clock_read = time.monotonic()
        if kind == "briefing" and "commitment" not in self.kept:
            self.keep(commitment=body["commitment"].hex())
        if kind == "notice" and body["kind"] == NOTICE_SUPERSEDED:
            raise Failed("another program plays this seat now")
        if kind == "notice" and body["kind"] == NOTICE_REMOVED:
            raise Failed("whoever runs the exercise took this seat away")
        if kind == "notice" and body["kind"] == NOTICE_MOVED:  # another world has a commitment of its own
            self.kept.pop("commitment", None)
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
                self.come_back(error)
            except Refused as refusal:
                if refusal.code != BUSY:
                    raise
                time.sleep(refusal.retry_seconds)

    def listen(self, seconds):
        """One message in that time, and what waits behind it; keeps the link alive, or makes a new one."""
        try:
            for _ in range(HEARD_MOST):
                if self.hear(seconds)[1] is None:
                    break
                seconds = 0
            if time.monotonic() - self.heard >= PING_SECONDS:
                self.ask("ping", {})
        except OSError as error:
            self.come_back(error)

    def come_back(self, error):
        say(f"the link was lost, trying again: {error}")
        self.enter()

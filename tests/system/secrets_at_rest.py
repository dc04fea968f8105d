"""Tokens, secrets and codes are kept only as hashes; no name, message or order stands in the log, in what
others are refused with, in what whoever runs the exercise is told, or in the last words of a server."""

import hashlib
import os
import re
import signal
import sqlite3
import unittest

from spiral import SystemTest, run
from wire import Closed, play_turn

NAMES = ("Xanthippe Quux", "Zebulon Fnord")
WORDS = "the quick zygote jumps over the border at midnight"
AMOUNTS = (987654, 7654321)  # in orders: more than there is, more than there may be


class SecretsAtRest(SystemTest):
    def setUp(self):
        super().setUp()
        self.host = self.server("--log", "debug").start()
        self.exercise = self.host.exercise("duel", wait_seats=2)
        self.hidden, self.peers, self.strangers = {}, [], []
        for name in NAMES:
            secret = os.urandom(16)
            peer = self.host.peer()
            joined = peer.join(self.exercise.code, name, secret)
            self.hide(f"token of {name}", joined["token"])
            self.hide(f"secret of {name}", secret)
            code = joined["seat_code"]
            self.hidden |= {f"seat code of {name}": code.encode(),
                            f"seat code of {name} without hyphen": code.replace("-", "").encode()}
            self.peers.append(peer)
        self.peers[0].until("situation")
        self.peers[1].hear(0.2)

    def hide(self, what, content):
        self.hidden |= {what: content, f"{what} in hex": content.hex().encode(),
                        f"{what} in capitals": content.hex().upper().encode()}

    def exchange(self):
        """All that a session may bring: messages, moves, refusals, garbage, a turn, a kill and returns."""
        one, two = self.peers
        self.assertEqual(one.press(WORDS, [two.joined["seat"]])[0], "accepted")
        moved = self.host.peer()
        self.hide("token of a move", moved.enter("move", code=self.exercise.code,
                                                 seat_code=two.joined["seat_code"])["token"])
        moved.joined["seat_code"] = two.joined["seat_code"]
        two = self.peers[1] = moved
        bad = self.host.peer()
        self.strangers.append(bad)
        bad.ask("resume", person=one.joined["person"], token=two.joined["token"])
        bad.ask("move", code=self.exercise.code, seat_code=one.joined["seat_code"] + "X")
        bad.ask("join", code=self.exercise.code, name=NAMES[0] + "\x07", secret=os.urandom(16))
        for _ in range(16):
            bad.send("join", code=self.exercise.code, name=NAMES[0] * 9, secret=b"")
        with self.assertRaises(Closed):
            bad.hear(10)
        one.ask("send_press", **one.command(everyone=True, text=WORDS + "\x1b"))
        for amount, refused in zip(AMOUNTS, ("ILLEGAL_ORDERS", "MALFORMED")):
            kind, body = one.save(0, budget={"civil": amount})
            self.assertEqual((kind, body["code"]), ("refusal", f"REFUSAL_{refused}"))
        play_turn([one, two])
        self.host.restart()
        for peer in self.peers:
            self.host.peer().resume(peer.joined)

    def content(self):
        """Every file of the data directory, and the log."""
        files = {path: path.read_bytes() for path in self.host.data.iterdir() if path.is_file()}
        names = {path.name for path in files}
        self.assertTrue({"journal.db", "journal.db-wal"} <= names, names)
        return files | {self.host.log: self.host.log.read_bytes()}

    def assert_silent(self, content, who, *allowed):
        """What somebody is told or a program says: bytes or text without anything that was planted."""
        content = content.encode() if isinstance(content, str) else content
        words = {word: word.encode() for word in (*NAMES, "Xanthippe", "Zebulon", WORDS, "zygote", "order 0 ",
                                                  *map(str, AMOUNTS))}
        for what, secret in (self.hidden | words).items():
            if what not in allowed:
                self.assertNotIn(secret, content, f"{what} is told to {who}")

    def assert_hidden(self):
        for path, content in self.content().items():
            for what, secret in self.hidden.items():
                self.assertNotIn(secret, content, f"{what} in {path}")
        log = self.host.log_text()
        self.assertIn("joined", log)
        for words in (*NAMES, "Xanthippe", "Zebulon", WORDS, "zygote"):
            self.assertNotIn(words, log)
        for orders in ("civil=", "fortify", "greedy", "key=", "salt=", *map(str, AMOUNTS)):
            self.assertNotIn(orders, log)

    def test_running_killed_and_stopped(self):
        self.exchange()
        self.assert_hidden()
        self.host.kill()
        self.assert_hidden()
        self.host.start()
        self.host.hang_up()
        self.host.end()
        self.assert_hidden()

    def test_nobody_else_is_told(self):
        """Strangers are refused, rivals play, an operator asks: neither answers nor refusals say more."""
        self.exchange()
        for stranger in (self.host.peer(greet=False), self.host.peer()):
            self.strangers.append(stranger)
            world = self.peers[0].joined["world"]
            for kind, values in (("ask_record", {"world": world}), ("ask_turn", {"world": world}),
                                 ("join", {"code": self.exercise.code, "name": "Eve", "secret": os.urandom(16)}),
                                 ("watch", {"code": "ZZZZZZ"}), ("leave", {"command_id": bytes(16)})):
                self.assertEqual(stranger.ask(kind, **values)[0], "refusal", kind)
        for stranger in self.strangers:
            self.assert_silent(b"".join(stranger.frames), "a stranger")
        for peer, rival in zip(self.peers, reversed(NAMES)):
            self.assertNotIn(rival.encode(), b"".join(peer.frames))
        for words in (["list"], ["show", self.exercise.code], ["show", self.exercise.code, "--json"],
                      ["pause", self.exercise.code], ["show", "ZZZZZZ"], ["extend", self.exercise.code,
                                                                          "--seconds", "5"]):
            done = run("exercise", *words, "--admin", self.host.admin)
            said = done.stdout + done.stderr
            self.assertTrue(said, words)
            self.assert_silent(said, f"whoever asks {words[0]}", *NAMES, "Xanthippe", "Zebulon")
        self.assert_hidden()

    def test_last_words(self):
        """A server that is aborted, and one that refuses a changed journal, by the place and not by content."""
        self.exchange()
        self.host.hang_up()
        self.host.end(signal.SIGABRT)
        self.assert_hidden()
        for kind in ("exercise", "person", "token", "press", "orders", "turn"):
            body = self.change(kind)
            status, said = self.host.fail()
            self.assertNotEqual((status, said), (0, ""), kind)
            self.assert_silent(said, f"whoever starts it with a changed {kind}")
            verified = run("replay", self.host.data, "--verify")
            self.assert_silent(verified.stdout + verified.stderr, f"whoever verifies a changed {kind}")
            self.change(kind, body)
        self.host.start()
        self.assert_hidden()

    def change(self, kind, body=None):
        """The last entry of that kind with another digit, or with `body`; gives what it was."""
        database = sqlite3.connect(self.host.data / "journal.db")
        try:
            number, was = database.execute(
                "SELECT id, body FROM journal WHERE kind = ? ORDER BY id DESC LIMIT 1", (kind,)).fetchone()
            text = was if isinstance(was, str) else was.decode()
            other = re.sub(r"\d(?=\D*\Z)", lambda digit: str(int(digit[0]) ^ 1), text, count=1)
            changed = body or (other if isinstance(was, str) else other.encode())
            self.assertNotEqual(changed, was)
            database.execute("UPDATE journal SET body = ? WHERE id = ?", (changed, number))
            database.commit()
            return was
        finally:
            database.close()

    def test_names_lie_only_among_the_erasable_texts(self):
        self.exchange()
        for kind, body in self.bodies():
            for words in (*NAMES, WORDS):
                self.assertNotIn(words, body, kind)
        # what is looked for would be found
        token = hashlib.sha256(self.peers[0].joined["token"]).hexdigest()
        self.assertTrue(any(token in body for _, body in self.bodies()))
        self.assertTrue(any(NAMES[0].encode() in content for content in self.content().values()))

    def bodies(self):
        database = sqlite3.connect(f"file:{self.host.data}/journal.db?mode=ro", uri=True)
        try:
            return database.execute("SELECT kind, body FROM journal").fetchall()
        finally:
            database.close()


if __name__ == "__main__":
    unittest.main(verbosity=2)

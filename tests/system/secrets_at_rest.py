"""Tokens, secrets and codes are kept only as hashes; no name, message or order stands in the log."""

import hashlib
import os
import sqlite3
import unittest

from spiral import SystemTest
from wire import Closed, play_turn

NAMES = ("Xanthippe Quux", "Zebulon Fnord")
WORDS = "the quick zygote jumps over the border at midnight"


class SecretsAtRest(SystemTest):
    def setUp(self):
        super().setUp()
        self.host = self.server("--log", "debug").start()
        self.exercise = self.host.exercise("duel", wait_seats=2)
        self.hidden, self.peers = {}, []
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
        bad.ask("resume", person=one.joined["person"], token=two.joined["token"])
        bad.ask("move", code=self.exercise.code, seat_code=one.joined["seat_code"] + "X")
        bad.ask("join", code=self.exercise.code, name=NAMES[0] + "\x07", secret=os.urandom(16))
        for _ in range(16):
            bad.send("join", code=self.exercise.code, name=NAMES[0] * 9, secret=b"")
        with self.assertRaises(Closed):
            bad.hear(10)
        one.ask("send_press", **one.command(everyone=True, text=WORDS + "\x1b"))
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

    def assert_hidden(self):
        for path, content in self.content().items():
            for what, secret in self.hidden.items():
                self.assertNotIn(secret, content, f"{what} in {path}")
        log = self.host.log_text()
        self.assertIn("joined", log)
        for words in (*NAMES, "Xanthippe", "Zebulon", WORDS, "zygote"):
            self.assertNotIn(words, log)
        for orders in ("civil=", "fortify", "greedy", "key=", "salt="):
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

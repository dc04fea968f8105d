"""The debrief over the wire, from a server whose threads are real: what a browser is given of an ended world."""

import json
import re
import time
import unittest

from spiral import PATIENCE, SystemTest, run
from wire import play_turn

CARDS = [f"D{number}" for number in range(9)]
KINDS = {"text", "section", "item", "table", "grid"}


class DebriefAsked(SystemTest):
    def setUp(self):
        super().setUp()
        self.host = self.server().start()
        self.exercise = self.host.exercise("duel", wait_seats=2, spectator_delay=0)
        self.peers = self.host.peers(self.exercise, 2)
        self.eye = self.host.peer()
        self.assertEqual(self.eye.ask("watch", code=self.exercise.code)[0], "watching")

    def play_out(self):
        while not self.peers[0].latest["situation"]["end"]:
            play_turn(self.peers)
        self.eye.until("world_ended")

    def ask(self, peer, language="en", own=False, offset=0):
        return peer.ask("ask_debrief", world=self.peers[0].joined["world"], language=language, own=own,
                        offset=offset)

    def fetch(self, peer, **wish):
        """Asks for all pieces, again after the time that the server names while it is being made."""
        text, total, deadline = b"", None, time.monotonic() + PATIENCE
        while total is None or len(text) < total:
            kind, part = self.ask(peer, offset=len(text), **wish)
            if kind == "refusal":
                self.assertEqual((part["code"], part["item"]), ("REFUSAL_BUSY", "debrief"))
                self.assertLess(time.monotonic(), deadline)
                time.sleep(part["busy"]["retry_after_ms"] / 1000)
                continue
            self.assertEqual((kind, part["offset"]), ("debrief_part", len(text)))
            text, total = text + part["text"], part["total"]
        return json.loads(text)

    def check_block(self, block):
        self.assertIn(block["kind"], KINDS)
        if block["kind"] == "table":
            for rows in (block["rows"], block.get("marks", block["rows"])):
                self.assertEqual(len(rows), len(block["rows"]))
                self.assertEqual({len(row) for row in rows}, {len(block["head"])})
        elif block["kind"] == "grid":
            for level in block["levels"]:
                for states in (level["states"], level["small"]):
                    self.assertEqual(len(states), len(block["turns"]))
        else:
            self.assertTrue(block["text"])

    def check_form(self, debrief, names):
        self.assertEqual([card["name"] for card in debrief["cards"]], names)
        self.assertEqual(len(debrief["states"]), 2)
        for card in debrief["cards"]:
            self.assertTrue(card["title"])
            self.assertEqual(len(card["parts"]), 2 if card["name"] == "D3" else 1)
            for part in card["parts"]:
                self.assertTrue(part)
                for block in part:
                    self.check_block(block)

    def test_what_is_told(self):
        for peer in (*self.peers, self.eye):
            self.assertEqual(self.ask(peer)[1]["code"], "REFUSAL_NOT_ENDED")
        self.play_out()
        for language in ("en", "es"):
            told = [self.fetch(peer, language=language) for peer in (*self.peers, self.eye)]
            self.assertEqual(told[0], told[1])
            self.assertEqual(told[0], told[2])
            self.check_form(told[0], CARDS)
            done = run("debrief", self.directory / "data", "--lang", language, "--width", 240)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(done.stdout.splitlines()[0], told[0]["headline"])
            printed = re.sub(r"\s+", " ", done.stdout)
            for card in told[0]["cards"]:
                self.assertIn(f"{card['name']} - {card['title']}", printed)
                self.assertIn(card["question"], printed)
        pages = [self.fetch(peer, own=True) for peer in self.peers]
        for peer, page in zip(self.peers, pages):
            self.check_form(page, ["own"])
            self.assertIn(page["states"][peer.joined["seat"]]["name"], page["cards"][0]["title"])
        self.assertNotEqual(pages[0], pages[1])
        self.assertEqual(self.ask(self.eye, own=True)[1]["code"], "REFUSAL_NOT_YOURS")

    def test_the_server_stops_while_it_is_made(self):
        self.play_out()
        for language in ("en", "es"):
            self.peers[0].send("ask_debrief", world=self.peers[0].joined["world"], language=language)
        self.host.end()
        self.assertNotRegex(self.host.log_text(), "Sanitizer|runtime error")
        self.host.start()
        peer = self.host.peer()
        peer.resume(self.peers[0].joined)
        self.check_form(self.fetch(peer), CARDS)


if __name__ == "__main__":
    unittest.main(verbosity=2)

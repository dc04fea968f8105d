"""Key, motives and record stay secret until the world has ended; then everybody can check the commitment."""

import hashlib
import unittest

from spiral import SystemTest
from wire import play_turn

MOTIVES = 5


class Secrecy(SystemTest):
    def test_nothing_before_the_end(self):
        server = self.server().start()
        exercise = server.exercise("seminar", wait_seats=6)
        peers = server.peers(exercise, 6)
        while not peers[0].latest["situation"]["end"]:
            for peer in peers:
                self.assertEqual(peer.refusal("ask_record", world=peer.joined["world"]), "REFUSAL_NOT_ENDED")
                self.assertNotIn("world_ended", peer.latest)
                self.check_view(peer)
            before = [len(peer.frames) for peer in peers]
            play_turn([peer for peer in peers if self.is_alive(peer)])
        for peer, count in zip(peers, before):
            self.check_frames(peer, count)
        self.check_commitment(peers)

    def is_alive(self, peer):
        return peer.latest["situation"]["states"][peer.joined["seat"]]["alive"]

    def check_view(self, peer):
        """A seat knows its own motive and no other; of others it gets no budget and no own figures."""
        states = peer.latest["briefing"]["scenario"]["states"]
        seat = peer.joined["seat"]
        self.assertEqual([state["motive"] for number, state in enumerate(states) if number != seat], [-1] * 5)
        self.assertIn(peer.latest["situation"]["own"]["motive"], range(MOTIVES))

    def check_frames(self, peer, count):
        """What came before the last turn was played: the raw bytes of every frame."""
        peer.until("world_ended")
        ended = peer.latest["world_ended"]
        received = b"".join(peer.frames[:count])
        self.assertGreater(len(received), 1000)
        for name in ("key", "salt"):
            self.assertEqual(len(ended[name]), 16)
            self.assertNotIn(ended[name], received, name)
            self.assertNotIn(ended[name][:8], received, name)
            self.assertNotIn(ended[name].hex().encode(), received, name)
        self.assertIn(ended["commitment"], received)

    def check_commitment(self, peers):
        """The record of each, piece by piece; what the commitment hides is computed here, by the book."""
        records = {self.fetch(peer) for peer in peers}
        self.assertEqual(len(records), 1)
        record = records.pop().decode()
        ended = peers[0].latest["world_ended"]
        key, salt, world = ended["key"].hex(), ended["salt"].hex(), ended["world"].hex()
        head, rest = record.split("scenario-begin\n")
        scenario = rest.split("scenario-end\n")[0]
        motives = " ".join(str(result["motive"]) for result in ended["results"])
        self.assertIn(f"motives={motives}\n", head)
        hidden = f"spiral commitment 1\nworld={world}\nsalt={salt}\nkey={key}\nmotives={motives}\n{scenario}"
        self.assertEqual(hashlib.sha256(hidden.encode()).digest(), ended["commitment"])
        for peer in peers:
            self.assertEqual(peer.latest["briefing"]["commitment"], ended["commitment"])
            own = ended["results"][peer.joined["seat"]]["motive"]
            self.assertEqual(peer.latest["situation"]["own"]["motive"], own)
        self.assertNotIn("Person", record, "no person stands in a public record")
        place = self.directory / "record"
        place.write_text(record)
        self.verify(place)

    def fetch(self, peer):
        text, total = b"", None
        while total is None or len(text) < total:
            kind, part = peer.ask("ask_record", world=peer.joined["world"], offset=len(text))
            self.assertEqual(kind, "record_part", part)
            self.assertEqual(part["offset"], len(text))
            self.assertTrue(part["text"])
            text, total = text + part["text"], part["total"]
        self.assertEqual(peer.refusal("ask_record", world=peer.joined["world"], offset=total),
                         "REFUSAL_MALFORMED")
        return text

    def test_orders_of_others_are_not_told(self):
        server = self.server().start()
        ann, ben = server.peers(server.exercise("duel", wait_seats=2), 2)
        income = ann.latest["situation"]["income"]
        # nothing of what Ann saves is told to Ben, until the turn is over
        seen = len(ben.frames)
        ann.save(0, budget={"civil": income - 3, "strike": 3}, declare="DECLARATION_PEACEFUL")
        ann.ask("state_beliefs", **ann.command(turn=1, perceived_balance={"percent": 77}))
        ben.hear(0.5)
        self.assertEqual(len(ben.frames), seen)
        play_turn([ann, ben], save=False)
        own = [peer.latest["situation"]["own"]["budget"] for peer in (ann, ben)]
        self.assertEqual(own[0]["strike"], 3)
        self.assertEqual(own[1]["strike"], 0)
        self.assertEqual(own[1]["civil"], income)


if __name__ == "__main__":
    unittest.main(verbosity=2)

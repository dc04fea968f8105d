"""All bytes that anybody gets before the end hold nothing that is not theirs: players, tabs, spectators, visitors of pages."""

import base64
import re
import unittest

from spiral import SystemTest, run
from web_wire import Closed, Http, PollPeer, WsPeer, get
from wire import Peer, play_turn

PRIVATE = "the harbour is mined, tell nobody"
ODD_SUM = 73  # percent; stated by one, and told to nobody


def forms(secret):
    """How a secret may look."""
    if isinstance(secret, str):
        return (secret.encode(), secret.encode("utf-16-le"), base64.b64encode(secret.encode())[:-4])
    return (secret, secret[:8], secret[8:16], secret.hex().encode(), secret.hex().upper().encode(),
            base64.b64encode(secret)[:16], base64.urlsafe_b64encode(secret)[:16])


def is_size_class(size):
    """128 bytes, and from each power of two to the next in four equal steps."""
    if size <= 128:
        return size == 128
    step = 1 << (size - 1).bit_length() - 3
    return size % step == 0


class Secrecy(SystemTest):
    def setUp(self):
        super().setUp()
        self.host = self.server().start()

    def open(self, way):
        self.host.opened.append(way(self.host.port))
        return self.host.opened[-1]

    def test_nothing_before_the_end(self):
        exercise = self.host.exercise("seminar", wait_seats=4, turn_seconds=0, spectator_delay=1)
        players = [self.open(way) for way in (WsPeer, WsPeer, PollPeer, Peer)]
        for number, peer in enumerate(players):
            peer.join(exercise.code, f"Person {number}")
        for peer in players:
            if peer.latest["clock"]["state"] == "CLOCK_LOBBY":
                peer.until("clock", lambda clock: clock["state"] == "CLOCK_OPEN")
        ann, ben, cleo, dan = players
        watcher = self.open(WsPeer)
        self.assertEqual(watcher.ask("watch", code=exercise.code)[0], "watching")
        heard = {"watcher": watcher, "dan": dan}
        dan_only = cleo.press(PRIVATE, [ben.joined["seat"]])
        self.assertEqual(dan_only[0], "accepted")
        ben.ask("state_beliefs", **ben.command(turn=1, perceived_balance={"percent": ODD_SUM}))
        second = self.open(PollPeer)  # Ann's other tab: the first one is ended, and hears nothing more
        second.resume(ann.joined)
        heard |= {"ann": ann, "ann again": second}
        with self.assertRaises(Closed):
            while True:
                ann.next()
        for _ in range(3):
            play_turn([second, ben, cleo, dan])
        shown = watcher.until("public_clock", lambda clock: clock["shown"] > 2)["shown"]
        for turn in range(shown):
            self.assertEqual(watcher.ask("ask_turn", world=ben.joined["world"], turn=turn)[0], "public_turn")
        for peer in (watcher, second, dan):
            for kind in ("ask_record", "ask_debrief"):
                extra = {"language": "en"} if kind == "ask_debrief" else {}
                self.assertEqual(peer.refusal(kind, world=ben.joined["world"], **extra), "REFUSAL_NOT_ENDED")
        bytes_of = {who: b"".join(peer.frames) for who, peer in heard.items()}
        bytes_of["pages"] = self.pages(exercise)
        for peer in (watcher, second, ben, cleo, dan):
            self.assertEqual([len(one) for one in peer.frames if not is_size_class(len(one))], [])
        self.end_it(exercise, dan)
        self.check(bytes_of, {"ann": ann, "ben": ben, "cleo": cleo, "dan": dan}, dan.latest["world_ended"])

    def pages(self, exercise):
        """All that somebody without a seat gets by asking for pages, in the middle of the game."""
        page = get(self.host.port, "/").text
        targets = ["/", f"/join/{exercise.code}", f"/watch/{exercise.code}", "/healthz", "/link", "/admin",
                   "/journal.db", "/server.key", "/../spiral-data/journal.db",
                   *sorted(set(re.findall(r'"(/assets/[^"]+)"', page))), "/metrics"]
        heard = b""
        for target in targets:
            with Http(self.host.port) as http:
                http.get(target)
                heard += http.heard
        metrics = heard[heard.index(b"# TYPE"):]
        for word in (exercise.code, exercise.world, "Person"):
            self.assertNotIn(word.encode(), metrics, "figures name nobody")
        return heard

    def end_it(self, exercise, peer):
        done = run("exercise", "close", exercise.code, "--admin", self.host.admin)
        self.assertEqual(done.returncode, 0, done.stderr)
        peer.until("world_ended")

    def check(self, bytes_of, peers, ended):
        secrets = {"key": ended["key"], "salt": ended["salt"]}
        for name, peer in peers.items():
            secrets |= {f"token of {name}": peer.joined["token"], f"seat code of {name}": peer.joined["seat_code"]}
        for who, content in bytes_of.items():
            self.assertGreater(len(content), 1000, who)
            for name, secret in secrets.items():
                if name.endswith(f" of {who.split()[0]}"):
                    continue
                for form in forms(secret):
                    self.assertNotIn(form, content, (who, name))
            for form in forms(PRIVATE):
                self.assertNotIn(form, content, who)
        for form in forms(PRIVATE)[:1]:
            self.assertIn(form, b"".join(peers["ben"].frames), "the search finds what is there")
        self.assertIn(ended["commitment"], bytes_of["dan"])


if __name__ == "__main__":
    unittest.main(verbosity=2)

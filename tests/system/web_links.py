"""Conversations of browsers: the same promises as over the other way in, exactly once over connections that die."""

import json
import random
import struct
import unittest

from spiral import SystemTest, run, wait_until
from web_wire import CLOSE, FORM, LINK, Closed, Http, PollPeer, WsPeer, ws_frame
from wire import Peer, decode, encode, frame, play_turn

WAYS = (Peer, WsPeer, PollPeer)


class Losing:
    """Loses requests and answers by turns of its dice."""

    def __init__(self, seed, share=0.4):
        self.dice, self.share, self.count = random.Random(seed), share, 0

    def __call__(self):
        if self.dice.random() > self.share:
            return None
        self.count += 1
        return self.dice.choice(("request", "answer"))


class Links(SystemTest):
    def setUp(self):
        super().setUp()
        self.host = self.server().start()
        self.port = self.host.port

    def open(self, way, **settings):
        peer = way(self.port, **settings)
        self.host.opened.append(peer)
        return peer

    def seats(self, *peers, scenario="duel"):
        exercise = self.host.exercise(scenario, wait_seats=len(peers))
        for number, peer in enumerate(peers):
            peer.join(exercise.code, f"Person {number}")
        for peer in peers:
            if peer.latest["clock"]["state"] == "CLOCK_LOBBY":
                peer.until("clock", lambda clock: clock["state"] == "CLOCK_OPEN")
        return exercise

    def test_all_ways_in_one_world(self):
        peers = [self.open(way) for way in (*WAYS, *WAYS)]
        exercise = self.seats(*peers, scenario="ring-6")
        for _ in range(3):
            play_turn(peers)
        self.assertEqual(exercise.row(), (3, "running"))
        peers[2].press("by poll")
        for peer in peers:
            self.assertEqual(peer.until("press")["text"], "by poll")
        whole = [peer.latest["situation"]["turn"] for peer in peers]
        self.assertEqual(set(whole), {3})

    def test_exactly_once_over_connections_that_die(self):
        """Every second request or so is lost, before or after the server had it: nothing is doubled, nothing missing."""
        for seed in (1, 2, 3):
            losing = Losing(seed)
            poll, other = self.open(PollPeer, lose=losing), self.open(WsPeer)
            self.seats(poll, other)
            texts = [f"message {number}" for number in range(12)]
            for text in texts:
                self.assertEqual(poll.press(text)[0], "accepted")
                self.assertEqual(other.press(f"answer to {text}")[0], "accepted")
            heard = [other.until("press")["text"] for _ in range(24)]
            self.assertEqual([text for text in heard if text in texts], texts)
            heard = [poll.until("press") for _ in range(24)]
            self.assertEqual([press["number"] for press in heard], sorted({press["number"] for press in heard}))
            play_turn([poll, other])
            self.assertGreater(losing.count, 3)
            answered = [number for number in (decode("ToClient", payload)["request"] for payload in poll.frames) if number]
            self.assertEqual(answered, list(range(1, poll.requests + 1)), "each request is answered once, in order")

    def test_a_gap_is_refused_and_mended(self):
        peer = self.open(PollPeer)
        ping = encode("ToServer", {"request": 50, "ping": {}})
        answer = self.poll(peer, frame(ping), Spiral_Sent=str(peer.sent + 1))
        self.assertEqual(answer.status, 409)
        self.assertEqual(int(answer["spiral-received"]), peer.sent)
        self.assertEqual(self.poll(peer, frame(ping)).status, 200)
        self.assertEqual(peer.answer(50)[0], "pong")

    def poll(self, peer, body, **headers):
        """One request of a conversation, by hand."""
        usual = {"Spiral_Link": peer.link, "Spiral_Sent": str(peer.sent), "Spiral_Received": str(peer.received),
                 "Spiral_Wait": "0", "Content_Type": FORM}
        with Http(self.port) as http:
            answer = http.ask("POST", LINK, body, Origin=f"https://{http.host}", **(usual | headers))
        if answer.status == 200:
            peer.take_in(answer)
        return answer

    def test_polls_that_make_no_sense(self):
        good = frame(encode("ToServer", {"request": 9, "ping": {}}))
        for status, body, headers in ((400, b"", {"Spiral_Received": "99"}), (400, b"", {"Spiral_Received": "-1"}),
                                      (400, b"", {"Spiral_Sent": "x"}), (400, b"", {"Spiral_Sent": "99999999999999999999"}),
                                      (400, good[:-1], {}), (400, b"\0\0\0", {}),
                                      (413, struct.pack(">I", 1 << 24), {}), (413, frame(bytes(17 * 1024)), {}),
                                      (410, b"", {"Spiral_Link": "0" * 32}), (410, b"", {"Spiral_Link": "x"})):
            with self.subTest(headers=headers, body=body[:8]):
                peer = self.open(PollPeer)
                answer = self.poll(peer, body, **headers)
                self.assertIn(answer.status, (status, 400))
                self.assertEqual(self.open(PollPeer).ask("ping")[0], "pong")

    def test_a_newer_poll_ends_the_waiting_of_the_older(self):
        peer = self.open(PollPeer)
        with Http(self.port) as older:
            older.request("POST", LINK, b"", Spiral_Link=peer.link, Spiral_Sent=str(peer.sent), Content_Type=FORM,
                          Spiral_Received=str(peer.received), Origin=f"https://{older.host}")
            with self.assertRaises(TimeoutError):
                older.answer("POST", timeout=0.3)
            self.assertEqual(peer.ask("ping")[0], "pong")
            answer = older.answer("POST")
            self.assertEqual((answer.status, answer.body), (200, b""))

    def test_links_of_others(self):
        """An id is a secret of 128 bits; one that is wrong in a digit is nobody's, and tells nothing."""
        peer = self.open(PollPeer)
        self.assertRegex(peer.link, r"^[0-9a-f]{32}$")
        wrong = peer.link[:-1] + ("0" if peer.link[-1] != "0" else "1")
        self.assertEqual(self.poll(peer, b"", Spiral_Link=wrong).status, 410)
        self.assertEqual(peer.ask("ping")[0], "pong")
        self.assertEqual(len({self.open(PollPeer).link for _ in range(20)}), 20)

    def test_tokens(self):
        """A token that is wrong in a byte, another's, or worth nothing any more opens nothing, on no way in."""
        ann, ben = self.open(WsPeer), self.open(PollPeer)
        self.seats(ann, ben)
        token = bytearray(ann.joined["token"])
        token[0] ^= 1
        for way in WAYS:
            for person, told in ((ann.joined["person"], bytes(token)), (ann.joined["person"], ben.joined["token"]),
                                 (ben.joined["person"], ann.joined["token"]), (bytes(16), bytes(16))):
                code = self.open(way).refusal("resume", person=person, token=told)
                self.assertEqual(code, "REFUSAL_UNKNOWN_PERSON")
        again = self.open(PollPeer)
        again.resume(ann.joined)
        self.assertEqual(again.joined["seat"], ann.joined["seat"])

    def test_a_newer_session_takes_over(self):
        """From any way to any: the older is told why and ended; what it says then reaches nobody."""
        for older_way in (WsPeer, PollPeer):
            for newer_way in WAYS:
                with self.subTest(older=older_way.__name__, newer=newer_way.__name__):
                    older, other = self.open(older_way), self.open(Peer)
                    self.seats(older, other)
                    newer = self.open(newer_way)
                    newer.resume(older.joined)
                    older.until("notice", lambda notice: notice["kind"] == "NOTICE_SUPERSEDED")
                    with self.assertRaises(Closed):
                        while True:
                            older.next()
                    if older_way is WsPeer:
                        self.assertEqual(older.closing, 1000)
                    else:
                        self.assertIsNotNone(older.over)
                        with self.assertRaises(Closed):
                            older.ask("ping")
                    self.assertEqual(newer.save(0)[0], "accepted")
                    play_turn([newer, other], save=False)

    def test_a_command_whose_answer_was_lost(self):
        """Sent again by another way with the same id, it is the same command."""
        first, other = self.open(WsPeer), self.open(Peer)
        self.seats(first, other)
        command = first.command(turn=first.turn, revision=0, orders=first.orders())
        kind, accepted = first.ask("save_orders", **command)
        self.assertEqual(kind, "accepted")
        first.stream.close()
        second = self.open(PollPeer)
        second.resume(first.joined)
        self.assertEqual(second.ask("save_orders", **command), (kind, accepted))
        code, body = second.ask("save_orders", **(command | second.command()))
        self.assertEqual((code, body["code"]), ("refusal", "REFUSAL_STALE_REVISION"))

    def test_the_server_stops_and_comes_back(self):
        """Those who wait are told; they come back to what they had saved."""
        ws, poll = self.open(WsPeer), self.open(PollPeer)
        self.seats(ws, poll)
        self.assertEqual(ws.save(0)[0], "accepted")
        with Http(self.port) as waiting:
            waiting.request("POST", LINK, b"", Spiral_Link=poll.link, Spiral_Sent=str(poll.sent), Content_Type=FORM,
                            Spiral_Received=str(poll.received), Origin=f"https://{waiting.host}")
            with self.assertRaises(TimeoutError):
                waiting.answer("POST", timeout=0.3)
            self.host.end()
            poll.take_in(waiting.answer("POST"))
        for peer in (ws, poll):
            peer.until("notice", lambda notice: notice["kind"] == "NOTICE_STOPPING")
        self.assertEqual(ws.closed_with(), 1001)
        self.assertIsNotNone(poll.over)
        self.host.start()
        peers = [self.open(way) for way in (PollPeer, WsPeer)]
        for peer, before in zip(peers, (ws, poll)):
            peer.resume(before.joined)
            peer.until("notice", lambda notice: notice["kind"] == "NOTICE_RESTARTED")
        self.assertEqual(peers[0].latest["situation"]["saved"]["revision"], 1)
        play_turn(peers, save=False)

    def test_nobody_is_here_who_has_gone(self):
        """A closed tab is seen at once; a conversation by poll without polls is away after a while, not before."""
        ws, poll = self.open(WsPeer), self.open(PollPeer)
        exercise = self.seats(ws, poll)
        ws.write(ws_frame(CLOSE, struct.pack(">H", 1001)))
        self.assertEqual(ws.closed_with(), 1001)
        wait_until(lambda: self.here(exercise) == 1, "a seat whose person has closed the tab")
        self.assertEqual(poll.ask("ping")[0], "pong")

    def here(self, exercise):
        """How many persons are connected."""
        done = run("exercise", "show", exercise.code, "--admin", self.host.admin, "--json")
        return sum(person["here"] for seat in json.loads(done.stdout)["seats"] for person in seat["persons"])


if __name__ == "__main__":
    unittest.main(verbosity=2)

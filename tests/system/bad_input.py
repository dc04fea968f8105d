"""Whatever comes over a link, it is refused by name or the link ends, and others are served on."""

import os
import struct
import unittest

from spiral import SystemTest
from wire import LENGTH, Closed, encode, frame, play_turn, tagged, varint

ENVELOPE_MAX = 16 * 1024  # bytes
MALFORMED_MAX = 16  # messages
GUESSES = 62  # wrong codes of an address at once: 60, and 2 for the person who took a seat there


class BadInput(SystemTest):
    def setUp(self):
        super().setUp()
        self.host = self.server().start()
        self.exercise = self.host.exercise("duel", wait_seats=2)

    def tearDown(self):
        """The server took no harm: it plays a turn with others and stops in order."""
        self.host.hang_up()
        play_turn(self.host.peers(self.host.exercise("duel", wait_seats=1), 1))
        self.host.hang_up()
        self.assertEqual(self.host.end()[0], 0)

    def assert_closed(self, peer):
        with self.assertRaises(Closed):
            while True:
                peer.next(10)

    def assert_goes_on(self, peer):
        self.assertEqual(peer.ask("ping")[0], "pong")

    def envelope(self, kind, **values):
        return encode("ToServer", {"request": 77, kind: values})


class Bytes(BadInput):
    def test_a_frame_that_is_too_long(self):
        for size in (ENVELOPE_MAX + 1, 1 << 20, 0xFFFFFFFF):
            with self.subTest(size=size):
                peer = self.host.peer()
                peer.write(struct.pack(">I", size) + b"\0" * 100)
                self.assert_closed(peer)

    def test_the_longest_frame_is_read(self):
        peer = self.host.peer()
        payload = encode("ToServer", {"request": 5, "ping": {}})
        header = varint(1000 << 3 | LENGTH) + varint(ENVELOPE_MAX - 100)
        payload += tagged(1000, b"\0" * (ENVELOPE_MAX - len(payload) - len(header)))
        self.assertEqual(len(payload), ENVELOPE_MAX)
        peer.write(frame(payload))
        self.assertEqual(peer.answer(5)[0], "pong")

    def test_a_frame_cut_short(self):
        for content in (b"\0", b"\0\0\0", frame(self.envelope("ping"))[:-1], struct.pack(">I", 5000) + b"x"):
            peer = self.host.peer()
            peer.write(content)
            peer.close()

    def test_an_empty_frame(self):
        peer = self.host.peer()
        peer.write(frame(b""))
        self.assertEqual(peer.answer(0)[1]["code"], "REFUSAL_MALFORMED")
        self.assert_closed(peer)

    def test_no_protobuf(self):
        for payload in (b"\xff" * 40, b"\x08", b"GET / HTTP/1.1\r\n\r\n", os.urandom(300) + b"\xff" * 11,
                        varint(2 << 3 | 3) * 5000):
            with self.subTest(payload=payload[:8]):
                peer = self.host.peer()
                peer.write(frame(payload))
                self.assert_closed(peer)

    def test_a_damaged_body_behind_a_good_request(self):
        peer = self.host.peer()
        peer.write(frame(b"\x08\x4d" + tagged(3, b"\xff\xff\xff")))
        self.assertEqual(peer.answer(77)[1]["code"], "REFUSAL_MALFORMED")
        self.assert_goes_on(peer)

    def test_an_unknown_message(self):
        peer = self.host.peer()
        peer.join(self.exercise.code, "Ann")
        peer.write(frame(b"\x08\x4d" + tagged(900, b"from a later version")))
        self.assertEqual(peer.answer(77)[1]["code"], "REFUSAL_UNSUPPORTED")
        self.assert_goes_on(peer)

    def test_unknown_fields_are_passed_over(self):
        peer = self.host.peer()
        body = encode("Join", {"code": self.exercise.code, "name": "Ann", "secret": os.urandom(16)})
        peer.write(frame(b"\x08\x4d" + tagged(3, body + tagged(300, b"later"))))
        self.assertEqual(peer.answer(77)[0], "joined")

    def test_two_messages_in_one(self):
        peer = self.host.peer()
        peer.write(frame(self.envelope("ping") + tagged(10, b"")))
        self.assertEqual(peer.answer(77)[1]["code"], "REFUSAL_MALFORMED")
        self.assert_goes_on(peer)

    def test_request_zero(self):
        peer = self.host.peer()
        peer.write(frame(encode("ToServer", {"request": 0, "ping": {}})))
        self.assertEqual(peer.answer(0)[1]["code"], "REFUSAL_MALFORMED")
        self.assert_closed(peer)

    def test_patience_has_an_end(self):
        peer = self.host.peer()
        for _ in range(MALFORMED_MAX):
            peer.send("join", code="", name="", secret=b"")
        self.assert_closed(peer)

    def test_a_flood_is_slowed_not_lost(self):
        peer = self.host.peer()
        payload = b"".join(frame(encode("ToServer", {"request": number, "ping": {}}))
                           for number in range(1000, 1300))
        peer.write(payload)
        self.assertEqual(peer.answer(1299)[0], "pong")


class Entry(BadInput):
    def refusal(self, kind, **values):
        peer = self.host.peer()
        code = peer.refusal(kind, **values)
        self.assert_goes_on(peer)
        return code

    def test_names(self):
        wrong = {"not UTF-8": b"\xff\xfe", "cut UTF-8": b"Ann\xc3", "overlong": b"\xc0\xaf",
                 "a surrogate": b"\xed\xa0\x80", "a NUL": b"An\0n", "control": b"An\nn", "escape": b"\x1b[2J",
                 "empty": b"", "too long": b"A" * 64, "much too long": b"A" * 10000}
        for what, name in wrong.items():
            with self.subTest(what):
                code = self.refusal("join", code=self.exercise.code, name=name, secret=os.urandom(16))
                self.assertEqual(code, "REFUSAL_MALFORMED")
        longest = "Ñ" * 31
        self.assertEqual(self.host.peer().join(self.exercise.code, longest)["name"], longest)

    def test_secrets(self):
        for size in (0, 15, 17, 1000):
            code = self.refusal("join", code=self.exercise.code, name="Ann", secret=bytes(size))
            self.assertEqual(code, "REFUSAL_MALFORMED")

    def test_unknown_code(self):
        code = self.refusal("join", code="NOSUCH", name="Ann", secret=os.urandom(16))
        self.assertEqual(code, "REFUSAL_UNKNOWN_CODE")
        code = self.refusal("join", code="N" * 16, name="Ann", secret=os.urandom(16))
        self.assertEqual(code, "REFUSAL_MALFORMED")

    def test_unknown_token(self):
        peer = self.host.peer()
        joined = peer.join(self.exercise.code, "Ann")
        for person, token in ((joined["person"], os.urandom(16)), (os.urandom(16), joined["token"]),
                              (joined["person"], bytes(16))):
            code = self.refusal("resume", person=person, token=token)
            self.assertEqual(code, "REFUSAL_UNKNOWN_PERSON")
        self.assert_goes_on(peer)

    def test_unknown_seat_code(self):
        code = self.refusal("move", code=self.exercise.code, seat_code="AAAAA-AAAAA")
        self.assertEqual(code, "REFUSAL_UNKNOWN_PERSON")

    def test_guessing_is_slowed(self):
        peer = self.host.peer()
        inside = self.host.peer()
        inside.join(self.exercise.code, "Ann")
        for _ in range(GUESSES):
            peer.refusal("join", code="NOSUCH", name="X", secret=os.urandom(16))
        for kind, rest in (("join", {"name": "X", "secret": os.urandom(16)}), ("move", {"seat_code": "A"})):
            _, refusal = peer.ask(kind, code=self.exercise.code, **rest)
            self.assertEqual(refusal["code"], "REFUSAL_BUSY")
            self.assertGreater(refusal["busy"]["retry_after_ms"], 1000)
        # who has a seat is not kept from it
        again = self.host.peer()
        again.resume(inside.joined)
        self.host.restart()  # the next test of the server's health joins from here

    def test_a_third_person_for_two_seats(self):
        self.host.peers(self.exercise, 2)
        code = self.refusal("join", code=self.exercise.code, name="C", secret=os.urandom(16))
        self.assertEqual(code, "REFUSAL_FULL")

    def test_old_version(self):
        peer = self.host.peer(greet=False)
        _, refusal = peer.ask("hello", version=0, client="old", language="en")
        self.assertEqual(refusal["code"], "REFUSAL_UPGRADE_NEEDED")
        self.assertEqual(refusal["upgrade_needed"], {"oldest": 1, "newest": 1})
        self.assert_closed(peer)

    def test_newer_version(self):
        peer = self.host.peer(greet=False)
        kind, welcome = peer.ask("hello", version=9, client="new", language="en", capabilities=["later"])
        self.assertEqual((kind, welcome["version"]), ("welcome", 1))

    def test_wrong_order(self):
        peer = self.host.peer(greet=False)
        for kind in ("join", "resume", "move", "save_orders", "set_ready", "send_press", "leave",
                     "ask_record"):
            values = {"join": {"code": "A", "name": "A", "secret": bytes(16)},
                      "resume": {"person": bytes(16), "token": bytes(16)},
                      "move": {"code": "A", "seat_code": "A"},
                      "leave": {"command_id": bytes(16)},
                      "ask_record": {"world": bytes(16)},
                      "send_press": {"command_id": bytes(16), "world": bytes(16), "everyone": True,
                                     "text": "x"},
                      "save_orders": {"command_id": bytes(16), "world": bytes(16), "turn": 1,
                                      "orders": {"budget": {}}},
                      "set_ready": {"command_id": bytes(16), "world": bytes(16), "turn": 1}}[kind]
            self.assertEqual(peer.refusal(kind, **values), "REFUSAL_NOT_NOW", kind)
        self.assertEqual(peer.ask("hello", version=1)[0], "welcome")
        self.assertEqual(peer.refusal("hello", version=1), "REFUSAL_NOT_NOW")
        self.assertEqual(peer.refusal("leave", command_id=bytes(16)), "REFUSAL_NOT_NOW")
        peer.join(self.exercise.code, "Ann")
        self.assertEqual(peer.refusal("join", code="A", name="A", secret=bytes(16)), "REFUSAL_NOT_NOW")
        # one of two is there: the world has not begun
        command = peer.command(turn=1, revision=0, orders={"budget": {"civil": 10}})
        self.assertEqual(peer.refusal("save_orders", **command), "REFUSAL_NOT_NOW")
        self.assertEqual(peer.refusal("send_press", **peer.command(everyone=True, text="x")),
                         "REFUSAL_NOT_NOW")


if __name__ == "__main__":
    unittest.main(verbosity=2)

"""Requests and frames that mean harm: refused by the book, never taken in two ways, and others are served meanwhile."""

import os
import struct
import time
import unittest

from spiral import SystemTest
from web_wire import (BINARY, CLOSE, CONTINUATION, FORM, LINK, PING, TEXT, Closed, Http, WsPeer, get, handshake,
                      ws_frame)
from wire import encode

HEAD_SECONDS, QUIET_SECONDS = 10, 15  # that a server waits
MESSAGE_MAX = 16 * 1024
SECOND = "GET /second HTTP/1.1\r\nHost: {host}\r\n\r\n"  # what must not be served as a request of its own

# A server and whoever stands in front of it could disagree where these end. Each is a request without its line.
SMUGGLED = {
    "two lengths": "Host: {host}\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
    "the same length twice": "Host: {host}\r\nContent-Length: 4\r\nContent-Length: 4\r\n\r\nabcd",
    "a list of lengths": "Host: {host}\r\nContent-Length: 4, 4\r\n\r\nabcd",
    "length and chunks": "Host: {host}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks": "Host: {host}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks, dressed up": "Host: {host}\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "a blank before the colon": "Host: {host}\r\nContent-Length : 4\r\n\r\nabcd",
    "a signed length": "Host: {host}\r\nContent-Length: +4\r\n\r\nabcd",
    "a length below nothing": "Host: {host}\r\nContent-Length: -1\r\n\r\n",
    "a length in hex": "Host: {host}\r\nContent-Length: 0x4\r\n\r\nabcd",
    "a length beyond counting": "Host: {host}\r\nContent-Length: 18446744073709551620\r\n\r\nabcd",
    "an empty length": "Host: {host}\r\nContent-Length: \r\n\r\n",
    "a folded line": "Host: {host}\r\nX-Long: a\r\n b\r\n\r\n",
    "a first line that is folded": " X-Odd: a\r\nHost: {host}\r\n\r\n",
    "bare line feeds": "Host: {host}\nX-Odd: a\n\n",
    "a bare carriage return": "Host: {host}\r\nX-Odd: a\rContent-Length: 4\r\n\r\n",
    "a zero byte in a value": "Host: {host}\r\nX-Odd: a\0b\r\n\r\n",
    "a zero byte in a name": "Host: {host}\r\nX-O\0dd: a\r\n\r\n",
    "a nameless header": "Host: {host}\r\n: a\r\n\r\n",
    "a header without a colon": "Host: {host}\r\nX-Odd\r\n\r\n",
    "two hosts": "Host: {host}\r\nHost: {host}\r\n\r\n",
    "no host": "X-Odd: a\r\n\r\n",
    "a host that is no name": "Host: a b/@c\r\n\r\n",
}
LINES = {
    "two blanks": "GET  / HTTP/1.1", "a tab": "GET\t/ HTTP/1.1", "no version": "GET /",
    "a version that is none": "GET / HTTP/x.1", "a small version": "GET / http/1.1",
    "no target": "GET HTTP/1.1", "a control character": "GET /\x01 HTTP/1.1", "eight bits": "GET /\xff HTTP/1.1",
    "a proxy's": "CONNECT example.org:443 HTTP/1.1", "somebody else's": "GET https://example.org/ HTTP/1.1",
}
# (frames, the code with which RFC 6455 has them ended)
BROKEN = {
    "unmasked": ([ws_frame(BINARY, b"x", masked=False)], 1002),
    "a reserved bit": ([ws_frame(BINARY, b"x", reserved=4)], 1002),
    "a reserved kind": ([ws_frame(3, b"x")], 1002),
    "a reserved kind of control": ([ws_frame(11)], 1002),
    "control in pieces": ([ws_frame(PING, b"x", final=False)], 1002),
    "long control": ([ws_frame(PING, b"x" * 126)], 1002),
    "nothing to go on with": ([ws_frame(CONTINUATION, b"x")], 1002),
    "a new message within one": ([ws_frame(BINARY, b"x", final=False), ws_frame(BINARY, b"y")], 1002),
    "a length in a longer form": ([ws_frame(BINARY, b"x", length_as=16)], 1002),
    "the longest form for little": ([ws_frame(BINARY, b"x" * 200, length_as=64)], 1002),
    "text": ([ws_frame(TEXT, b"hello")], 1003),
    "half a code": ([ws_frame(CLOSE, b"\x03")], 1002),
    "a code that nobody sends": ([ws_frame(CLOSE, struct.pack(">H", 1005))], 1002),
    "a reason that is no text": ([ws_frame(CLOSE, struct.pack(">H", 1000) + b"\xff\xfe")], 1007),
    "too long": ([ws_frame(BINARY, bytes(MESSAGE_MAX + 1))], 1009),
    "too long in pieces": ([ws_frame(BINARY, bytes(9000), final=False), ws_frame(CONTINUATION, bytes(9000))], 1009),
}


class Hostile(SystemTest):
    def setUp(self):
        super().setUp()
        self.host = self.server().start()
        self.port = self.host.port

    def after(self):
        self.assertEqual(get(self.port, "/healthz").status, 200)
        self.assertIsNone(self.host.process.poll())

    def answers(self, content):
        """All that is answered to these bytes, which begin with a bad request, until the connection is closed."""
        with Http(self.port) as http:
            http.write(content.replace("{host}", http.host).encode("latin-1"))
            try:
                while True:
                    http.read_some(time.monotonic() + HEAD_SECONDS * 3)
            except Closed:
                return http.heard

    def check_refused(self, what, content, *statuses):
        heard = self.answers(content + SECOND)
        count = heard.count(b"HTTP/1.1 ")
        self.assertEqual(count, 1, (what, heard[:400]))
        self.assertIn(int(heard.split(b" ", 2)[1]), statuses, what)
        self.assertIn(b"content-security-policy:", heard.lower(), what)

    def test_where_a_request_ends(self):
        for what, rest in SMUGGLED.items():
            with self.subTest(what):
                self.check_refused(what, f"GET / HTTP/1.1\r\n{rest}", 400, 501)
                self.check_refused(what, f"POST {LINK} HTTP/1.1\r\nContent-Type: {FORM}\r\n{rest}", 400, 501)
        self.after()

    def test_lines(self):
        for what, line in LINES.items():
            with self.subTest(what):
                self.check_refused(what, f"{line}\r\nHost: {{host}}\r\n\r\n", 400, 405, 421, 505)
        self.after()

    def test_without_end(self):
        """Headers and bodies that never stop: refused when they are too long, not when they are over."""
        for content, statuses in (("GET / HTTP/1.1\r\n" + "X-A: b\r\n" * 4000, (431,)),
                                  ("GET / HTTP/1.1\r\nX: " + "x" * 40000, (431,)),
                                  ("GET /" + "x" * 40000, (414, 431)),
                                  ("x" * 40000, (400, 414, 431)),
                                  (f"POST {LINK} HTTP/1.1\r\nHost: {{host}}\r\nOrigin: https://{{host}}\r\n"
                                   f"Content-Type: {FORM}\r\nContent-Length: 200000\r\n\r\n" + "x" * 1000, (413,))):
            with self.subTest(content[:30]):
                self.check_refused(content[:30], content, *statuses)
        self.after()

    def test_slowly(self):
        """A byte now and then, a body that never comes, a connection that asks for nothing: all bounded."""
        begun = time.monotonic()
        trickle, body, quiet = (Http(self.port) for _ in range(3))
        with trickle, body, quiet:
            body.request("POST", LINK, b"", Content_Length="100", Content_Type=FORM, Origin=f"https://{body.host}")
            self.assertEqual(quiet.get("/healthz").status, 200)
            self.trickle(trickle, f"GET / HTTP/1.1\r\nHost: {trickle.host}\r\n" + "X-Slow: x\r\n" * 20)
            for http in (trickle, body):
                try:
                    self.assertEqual(http.answer().status, 408)
                    self.assertTrue(http.is_closed())
                except OSError:
                    pass  # it was closed while something was still being said
            self.assertGreater(time.monotonic() - begun, HEAD_SECONDS - 1)
            self.assertTrue(quiet.is_closed(QUIET_SECONDS * 2))
        self.after()

    def trickle(self, http, content):
        """Says it byte by byte until the server answers."""
        for byte in content.encode():
            try:
                http.write(bytes([byte]))
                http.read_some(time.monotonic() + 0.2)
                return
            except TimeoutError:
                pass
            except (Closed, OSError):
                return
        self.fail("the server waits for ever")

    def test_foreign_origins(self):
        """A page of another site can open neither a WebSocket nor a poll in a visitor's name."""
        for origin in (None, "https://example.org", "null", "http://{host}", "https://{host}.example.org",
                       "https://{host}/", "https://127.0.0.1:1", "https://localhost:{port}", "file://", ""):
            with self.subTest(origin), Http(self.port) as http:
                named = origin.replace("{host}", http.host).replace("{port}", str(self.port)) if origin is not None else None
                answer = handshake(http, origin=named)
                self.assertEqual(answer.status, 403)
                with Http(self.port) as other:
                    answer = other.ask("POST", LINK, b"", Origin=named, Content_Type=FORM, Spiral_Wait="0")
                    self.assertEqual(answer.status, 403)
                    self.assertIsNone(answer["spiral-link"])
                    self.assertIsNone(answer["access-control-allow-origin"])
        with Http(self.port) as http:
            preflight = http.ask("OPTIONS", LINK, Origin="https://example.org", Access_Control_Request_Method="POST")
            self.assertEqual(preflight.status, 405)
            self.assertIsNone(preflight["access-control-allow-origin"])
        with Http(self.port) as http:  # the host of a server's own pages, in other letters
            self.assertEqual(handshake(http, Host="LOCALHOST:1", origin="https://localhost:1").status, 101)

    def test_a_form_cannot_poll(self):
        """What a page may send without asking first is no poll."""
        for kind in (None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a"):
            with Http(self.port) as http:
                answer = http.ask("POST", LINK, b"", Origin=f"https://{http.host}", Content_Type=kind)
                self.assertIn(answer.status, (400, 415), kind)

    def test_handshakes(self):
        for status, headers in ((426, {"Sec_WebSocket_Version": "8"}), (426, {"Sec_WebSocket_Version": None}),
                                (400, {"Sec_WebSocket_Key": "short"}), (400, {"Sec_WebSocket_Key": None}),
                                (400, {"Sec_WebSocket_Key": ["AAAAAAAAAAAAAAAAAAAAAA=="] * 2}),
                                (400, {"Sec_WebSocket_Protocol": "chat"}), (400, {"Sec_WebSocket_Protocol": None}),
                                (426, {"Connection": "keep-alive"}), (426, {"Upgrade": "h2c"})):
            with self.subTest(headers), Http(self.port) as http:
                answer = handshake(http, **headers)
                self.assertEqual(answer.status, status)
                if status == 426:
                    self.assertEqual(answer["sec-websocket-version"], "13")
        with Http(self.port) as http:  # as browsers write it
            offered = handshake(http, Connection="keep-alive, Upgrade", Upgrade="WebSocket",
                                Sec_WebSocket_Protocol="chat, spiral.v1", Sec_WebSocket_Extensions="permessage-deflate")
            self.assertEqual(offered.status, 101)

    def test_broken_frames(self):
        for what, (frames, code) in BROKEN.items():
            with self.subTest(what), WsPeer(self.port) as peer:
                for one in frames:
                    peer.write(one)
                self.assertEqual(peer.closed_with(), code)
        self.after()

    def test_nonsense_in_messages(self):
        """The sixteenth bad message ends a conversation, and what has no request at once, as over the other way in."""
        with WsPeer(self.port) as peer:
            for _ in range(15):
                peer.send_payload(encode("ToServer", {"request": 7, "ping": {}}) + b"\x0a")
                number, kind, body = peer.next()
                self.assertEqual((number, kind, body["code"]), (7, "refusal", "REFUSAL_MALFORMED"))
            peer.send_payload(encode("ToServer", {"request": 7, "ping": {}}) + b"\x0a")
            self.assertIsNotNone(peer.closed_with())
        with WsPeer(self.port) as peer:
            peer.send_payload(os.urandom(64) + b"\xff")
            self.assertIsNotNone(peer.closed_with())
        self.after()

    def test_frames_of_all_sizes_and_pieces(self):
        """A message in as many frames as it has bytes, pings between them, each frame byte by byte."""
        with WsPeer(self.port) as peer:
            whole = encode("ToServer", {"request": 99, "ping": {}, "padding": bytes(40)})
            for number, byte in enumerate(whole):
                kind, last = (BINARY if number == 0 else CONTINUATION), number == len(whole) - 1
                for one in ws_frame(kind, bytes([byte]), final=last) + ws_frame(PING, b"p%d" % number):
                    peer.write(bytes([one]))
            self.assertEqual(peer.answer(99)[0], "pong")
            while len(peer.pongs) < len(whole):
                try:
                    peer.payload(time.monotonic() + 0.5)
                except TimeoutError:
                    break
            self.assertLessEqual(len(peer.pongs), len(whole))
            self.assertEqual(peer.pongs[-1], b"p%d" % (len(whole) - 1), "the newest ping is answered at least")
            peer.write(ws_frame(CLOSE, struct.pack(">H", 1000)))
            self.assertEqual(peer.closed_with(), 1000)


if __name__ == "__main__":
    unittest.main(verbosity=2)

"""Only TLS 1.3 with the protocol's name gets in, and nobody holds a link without using it."""

import os
import re
import select
import socket
import subprocess
import time
import unittest
from contextlib import suppress

from spiral import SystemTest
from wire import is_closed_within, tls_context

PROMPT = 5  # seconds in which a link that is of no use is closed
HANDSHAKE = 10  # seconds that a handshake may take
LOGIN = 15  # seconds from the link to a seat


class Tls(SystemTest):
    def setUp(self):
        super().setUp()
        self.host = self.server().start()

    def tearDown(self):
        self.host.peer().close()  # others are served as if nothing had been
        self.assertEqual(self.host.end()[0], 0)

    def connect(self):
        stream = socket.create_connection(("127.0.0.1", self.host.port), timeout=PROMPT)
        self.addCleanup(stream.close)
        return stream

    def openssl(self, *options):
        command = ["openssl", "s_client", "-connect", f"127.0.0.1:{self.host.port}", "-brief", *options]
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30,
                              check=False)

    def test_tls_1_3_with_its_name(self):
        done = self.openssl("-tls1_3", "-alpn", "spiral/1")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("TLSv1.3", done.stderr)
        self.assertIn("ALPN protocol: spiral/1", self.openssl_long().stdout)

    def openssl_long(self):
        command = ["openssl", "s_client", "-connect", f"127.0.0.1:{self.host.port}", "-tls1_3", "-alpn",
                   "spiral/1"]
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30,
                              check=False)

    def session(self, *options, seconds=1):
        """A client's own account of a connection that stays for a while."""
        command = ["openssl", "s_client", "-connect", f"127.0.0.1:{self.host.port}", "-alpn", "spiral/1", *options]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True) as client:
            time.sleep(seconds)
            return client.communicate(timeout=PROMPT)[0]

    def test_one_ticket_and_nothing_early(self):
        said = self.session("-msg")
        self.assertEqual(len(re.findall(r"<<< TLS 1\.3, Handshake .*NewSessionTicket", said)), 1, said[-3000:])
        self.assertIn("Max Early Data: 0", said)
        self.assertIn("Early data was not sent", said)
        self.assertIn("Compression: NONE", said)

    def test_a_ticket_promises_nothing_early(self):
        ticket, early = self.directory / "ticket", self.directory / "early"
        early.write_bytes(b"too early" * 10)
        self.session("-sess_out", ticket)
        said = self.session("-sess_in", ticket, "-early_data", early)
        self.assertIn("Reused, TLSv1.3", said)
        self.assertIn("Early data was not sent", said)

    def test_groups_and_suites(self):
        for option, taken, refused in (("-groups", ("X25519", "P-256", "P-384"), ("P-521", "X448", "ffdhe3072")),
                                       ("-ciphersuites", ("TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256",
                                                          "TLS_AES_128_GCM_SHA256"), ("TLS_AES_128_CCM_SHA256",)),
                                       ("-sigalgs", ("ECDSA+SHA256",), ("RSA-PSS+SHA256", "ECDSA+SHA384"))):
            for name in taken + refused:
                with self.subTest(name):
                    done = self.openssl("-tls1_3", "-alpn", "spiral/1", option, name)
                    self.assertEqual(done.returncode == 0, name in taken, done.stderr)
        preferred = self.openssl("-alpn", "spiral/1").stderr
        self.assertIn("Ciphersuite: TLS_AES_256_GCM_SHA384", preferred)
        self.assertIn("Server Temp Key: X25519", preferred)

    def test_new_keys_without_end(self):
        """The keys may be renewed, also a hundred times, but not for ever."""
        command = ["openssl", "s_client", "-connect", f"127.0.0.1:{self.host.port}", "-alpn", "spiral/1"]
        for times, ended in ((100, False), (400, True)):
            with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL) as client:
                with suppress(BrokenPipeError):  # it ended
                    for _ in range(times):
                        os.write(client.stdin.fileno(), b"k\n")
                        time.sleep(0.002)
                time.sleep(0.3)
                self.assertEqual(client.poll() is not None, ended)
                client.kill()

    def test_tls_1_2(self):
        done = self.openssl("-tls1_2", "-alpn", "spiral/1")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("protocol version", done.stderr)

    def test_another_name(self):
        done = self.openssl("-tls1_3", "-alpn", "h2")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("no application protocol", done.stderr)

    def test_no_name(self):
        stream = tls_context(alpn=()).wrap_socket(self.connect())
        self.addCleanup(stream.close)
        self.assertTrue(is_closed_within(stream, PROMPT))

    def test_plain_text(self):
        for words in (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\0" * 64, b"\xff" * 4096, os.urandom(512),
                      b"\x16\x03\x01\xff\xff" + b"\xff" * 2000):
            with self.subTest(words=words[:8]):
                stream = self.connect()
                stream.sendall(words)
                stream.shutdown(socket.SHUT_WR)
                self.assertTrue(is_closed_within(stream, PROMPT))

    def test_plain_text_that_stays(self):
        stream = self.connect()
        stream.sendall(b"HELO spiral\r\n")
        self.assertTrue(is_closed_within(stream, PROMPT))

    def test_those_who_do_nothing(self):
        """At once, because each takes its time: a stalled handshake, a silent link, one without a seat."""
        begun = time.monotonic()
        silent, half, slow = self.connect(), self.connect(), self.host.peer()
        half.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03")
        ended = {}
        waiting = {silent: "silent", half: "half", slow.stream: "seatless"}
        while waiting and time.monotonic() - begun < 30:
            for stream in select.select(list(waiting), [], [], 0.5)[0]:
                if is_closed_within(stream, 1):
                    ended[waiting.pop(stream)] = time.monotonic() - begun
        self.assertEqual(sorted(ended), ["half", "seatless", "silent"])
        for name, limit in (("silent", HANDSHAKE), ("half", HANDSHAKE), ("seatless", LOGIN)):
            self.assertGreater(ended[name], limit - 2, name)
            self.assertLess(ended[name], limit + 5, name)


class Trust(SystemTest):
    """A player's program knows its server by the key."""

    def setUp(self):
        super().setUp()
        self.host = self.server().start()
        self.exercise = self.host.exercise("duel", wait_seats=2)

    def assert_stops(self, name, words, *options):
        player = self.player(self.exercise, name, "--auto", *options)
        self.assertEqual(player.wait(), 1, player.output)
        self.assertIn(words, player.output)
        self.assertNotIn("seat code", player.output)
        return player

    def test_a_changed_key(self):
        player = self.player(self.exercise, "Ann", "--auto")
        player.await_text("seat code is ")
        known = self.host.fingerprint
        self.assertIn(known, (player.home / "known_servers").read_text())
        player.kill()
        self.host.end()
        for name in ("key.pem", "certificate.pem"):
            (self.host.data / name).unlink()
        self.host.start()
        self.assertNotEqual(self.host.fingerprint, known)
        player.start()
        self.assertEqual(player.wait(), 1)
        self.assertIn("THE KEY OF THE SERVER HAS CHANGED", player.output)
        self.assertIn(self.host.fingerprint, player.output)
        self.assertIn(known, (player.home / "known_servers").read_text(), "a refused key is not noted")

    def test_a_demanded_key(self):
        self.assert_stops("Ann", self.host.fingerprint, "--fingerprint", "0" * 64)
        players = [self.player(self.exercise, name, "--auto", "--fingerprint", self.host.fingerprint,
                               "--no-first-trust") for name in ("Ben", "Cleo")]
        self.finish(players)

    def test_no_trust_on_first_use(self):
        self.assert_stops("Ann", "trust on first use is switched off", "--no-first-trust")


if __name__ == "__main__":
    unittest.main(verbosity=2)

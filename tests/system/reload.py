"""A renewed certificate is taken up without anybody being dropped, and a broken one is not; nobody is surprised by an end."""

import fcntl
import os
import pty
import re
import signal
import socket
import subprocess
import termios
import unittest
from contextlib import closing

from spiral import BIN, SCENARIOS, SystemTest, wait_until
from wire import PATIENCE, tls_context


class CertificateTest(SystemTest):
    """Files of an operator: fullchain.pem and privkey.pem, as they come from whoever signs them."""

    def setUp(self):
        super().setUp()
        self.chain, self.key = self.directory / "fullchain.pem", self.directory / "privkey.pem"

    def openssl(self, *words):
        subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True, timeout=PATIENCE)

    def make_key(self):
        self.openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", self.key)
        self.key.chmod(0o600)

    def sign(self, days=90, name="play.example"):
        self.openssl("req", "-x509", "-new", "-key", self.key, "-out", self.chain, "-days", days, "-subj", f"/CN={name}")

    def certified(self, **settings):
        return self.server("--cert", self.chain, "--key", self.key, **settings)

    def shown(self, server):
        """The certificate that somebody who comes now is shown."""
        with closing(socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)) as raw:
            with tls_context().wrap_socket(raw) as stream:
                return stream.getpeercert(True)

    def reload(self, server, outcome):
        before = server.log_text().count(f" {outcome} ")
        server.process.send_signal(signal.SIGHUP)
        wait_until(lambda: server.log_text().count(f" {outcome} ") > before, outcome)


class Reload(CertificateTest):
    def setUp(self):
        super().setUp()
        self.make_key()
        self.sign()
        self.host = self.certified().start()

    def test_a_renewal_with_the_same_key(self):
        exercise = self.host.exercise("duel", wait_seats=2)
        players = [self.player(exercise, name, "--auto", "--think-ms", 200) for name in ("Ann", "Ben")]
        peer = self.host.peer()
        for player in players:
            player.await_text("Turn 1 ")
        before = self.shown(self.host)
        for _ in range(3):
            self.sign()
            self.reload(self.host, "certificate_reloaded")
            self.assertNotEqual(self.shown(self.host), before)
            before = self.shown(self.host)
        self.assertEqual(peer.ask("ping")[0], "pong")
        players[0].kill()
        players[0].start()  # comes back to the key that it knows
        self.finish(players)
        self.assertNotIn("key_changed", self.host.log_text())
        self.assertNotIn("Connection lost", players[1].output, "who stayed noticed nothing")
        self.assertEqual(self.host.end()[0], 0)

    def test_another_key(self):
        """Who is in stays in; who knew the old key refuses the new one, loudly, until told that it is right."""
        exercise = self.host.exercise("duel", wait_seats=2)
        ann = self.player(exercise, "Ann", "--auto")
        ann.await_text("seat code is ")
        peer = self.host.peer()
        self.make_key()
        self.sign()
        self.reload(self.host, "key_changed")
        self.assertEqual(peer.ask("ping")[0], "pong")
        ann.kill()
        ann.start()
        self.assertEqual(ann.wait(), 1)
        self.assertIn("THE KEY OF THE SERVER HAS CHANGED", ann.output)
        self.player(exercise, "Ben", "--auto").await_text("seat code is ")  # a stranger sees no difference

    def test_what_is_broken_is_not_taken(self):
        before = self.shown(self.host)
        good, peer = {path: path.read_bytes() for path in (self.chain, self.key)}, self.host.peer()
        other = self.directory / "other.pem"
        self.openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", other)
        broken = {
            "no usable PEM certificate": lambda: self.chain.write_text("nonsense\n"),
            "cut": lambda: self.chain.write_bytes(good[self.chain][:200]),
            "No such file": self.chain.unlink,
            "does not belong": lambda: self.key.write_bytes(other.read_bytes()),
            "no usable PEM key": lambda: self.key.write_bytes(b""),
            "open to others": lambda: self.key.chmod(0o644),
        }
        for words, damage in broken.items():
            with self.subTest(words):
                damage()
                begun = len(self.host.log_text())
                self.reload(self.host, "certificate_refused")
                wait_until(lambda: "certificate_stays" in self.host.log_text()[begun:], "what is used now")
                said = next(line for line in self.host.log_text()[begun:].splitlines() if "certificate_refused" in line)
                self.assertIn("no usable PEM certificate" if words == "cut" else words, said)
                self.assertEqual(self.shown(self.host), before)
                for path, content in good.items():
                    path.write_bytes(content)
                self.key.chmod(0o600)
        self.reload(self.host, "certificate_reloaded")
        self.assertEqual(peer.ask("ping")[0], "pong")

    def test_an_old_ticket_is_worth_a_whole_handshake(self):
        """A ticket is good for the certificate under which it was given."""
        ticket = self.directory / "ticket"
        talk = lambda *words: subprocess.run(
            ["openssl", "s_client", "-connect", f"127.0.0.1:{self.host.port}", "-alpn", "spiral/1", *words],
            input="", capture_output=True, text=True, timeout=PATIENCE, check=False).stdout
        with subprocess.Popen(["openssl", "s_client", "-connect", f"127.0.0.1:{self.host.port}", "-alpn", "spiral/1",
                               "-sess_out", str(ticket)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as client:
            wait_until(lambda: ticket.exists() and ticket.stat().st_size, "a ticket")
            client.stdin.close()
            client.wait(PATIENCE)
        self.assertIn("\nReused, TLSv1.3", talk("-sess_in", str(ticket)))
        self.reload(self.host, "certificate_reloaded")
        self.assertIn("\nNew, TLSv1.3", talk("-sess_in", str(ticket)))


class Starting(CertificateTest):
    def test_a_key_that_others_may_read(self):
        self.make_key()
        self.sign()
        server = self.certified()
        self.key.chmod(0o644)
        status, said = server.fail()
        self.assertEqual(status, 1)
        self.assertIn(f"the key {self.key} is open to others (mode 0644)", said)
        self.key.chmod(0o640)  # a group may share it
        server.start()

    def test_what_ends_soon(self):
        self.make_key()
        for days, said in ((40, None), (20, r"warn certificate_ends_soon days=(19|20) ")):
            with self.subTest(days):
                self.sign(days)
                server = self.certified(name=f"data-{days}").start()
                self.assertEqual(said is not None, "certificate_ends" in server.log_text())
                self.assertRegex(server.log_text(), said or " certificate ")
                self.assertRegex(server.log_text(),
                                 rf"info certificate fingerprint={server.fingerprint} ends=\d{{4}}-\d\d-\d\d ")
        self.sign(3)
        self.reload(server, "certificate_reloaded")
        wait_until(lambda: re.search(r"certificate_ends_soon days=[23] ", server.log_text()), "a warning")

    def test_a_terminal_that_goes_away(self):
        """The same signal; nobody is left to stop the server by hand, so it stops in order."""
        mine, its = pty.openpty()
        command = [BIN / "spirald", "--data", self.directory / "data", "--listen", "127.0.0.1:0",
                   "--scenarios", SCENARIOS]
        with open(self.directory / "log", "wb") as log:
            server = subprocess.Popen([*map(str, command)], stdin=its, stdout=subprocess.PIPE, stderr=log, text=True,
                                      start_new_session=True,
                                      preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(its)
        self.addCleanup(server.stdout.close)
        self.addCleanup(server.wait)
        self.addCleanup(server.kill)
        self.assertTrue(server.stdout.readline().startswith("ready "))
        server.send_signal(signal.SIGHUP)
        said = (self.directory / "log").read_text
        wait_until(lambda: "certificate_reloaded" in said(), "a reload at a terminal")
        os.close(mine)
        wait_until(lambda: server.poll() is not None, "the end of a server without a terminal")
        self.assertEqual(server.returncode, 0, said())
        self.assertIn("the terminal is gone", said())


if __name__ == "__main__":
    unittest.main(verbosity=2)

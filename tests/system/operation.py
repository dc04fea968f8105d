"""What goes wrong around a server is said in one clear sentence; it starts and stops as a service should."""

import json
import os
import socket
import sqlite3
import stat
import unittest

from spiral import SCENARIOS, SystemTest, run
from wire import Closed, is_closed_within

STOP_SECONDS = 5
SOCKET_PATH_MAX = 107


class Refusals(SystemTest):
    def assert_fails(self, server, *words, status=(1,), port=None):
        """It ends at once and says why in one line."""
        code, said = server.fail(port)
        self.assertIn(code, status, said)
        lines = [line for line in said.splitlines() if line.startswith("spirald: ")]
        self.assertEqual(len(lines), 1, said)
        for word in words:
            self.assertIn(str(word), lines[0])

    def test_options(self):
        for option, *value in (("--frobnicate",), ("--misses", "0"), ("--misses", "many"), ("--log", "loud"),
                               ("--max-links", "-1"), ("--data",), ("extra",), ("--cert", "only.pem"),
                               ("--public", "https://game.example.org/")):
            with self.subTest(option=option):
                self.assert_fails(self.server(option, *value), option, status=(2,))
        for words in (["frobnicate"], ["join", "--frobnicate"], ["join", "127.0.0.1:1", "CODE"], ["replay"],
                      ["exercise", "new", "--frobnicate", "1"], ["play", "--auto", "nobody"]):
            with self.subTest(words=words):
                done = run(*words)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertTrue(done.stderr)
        self.assertEqual(run("help").returncode, 0)

    def test_addresses(self):
        for listen in ("127.0.0.1", "127.0.0.1:65536", "nowhere.invalid:0", ":0", "127.0.0.1:x"):
            with self.subTest(listen=listen):
                self.assert_fails(self.server("--listen", listen), listen.removesuffix(":0"), status=(1, 2))

    def test_a_taken_port(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            self.assert_fails(self.server(), f"port {port}", port=port)
        self.server(name="other").start()

    def test_a_locked_directory(self):
        first = self.server().start()
        second = self.server()
        self.assert_fails(second, first.data, f"process {first.process.pid}")
        first.peer().close()
        first.kill()
        second.start()  # a lock does not outlive its process

    def test_not_a_directory(self):
        (self.directory / "file").write_text("x")
        self.assert_fails(self.server(name="file"), "file", "not a directory")
        self.assert_fails(self.server(name="file/below"), "not a directory")
        self.assert_fails(self.server(name="missing/below"), self.directory / "missing", "does not exist")

    def test_a_newer_journal(self):
        server = self.server().start()
        server.end()
        database = sqlite3.connect(server.data / "journal.db")
        database.execute("PRAGMA user_version = 99")
        database.close()
        self.assert_fails(server, server.data / "journal.db", "newer version", "99")
        done = run("replay", server.data, "--verify")
        self.assertEqual(done.returncode, 1)
        self.assertIn("newer version", done.stderr)

    def test_no_database(self):
        server = self.server()
        server.data.mkdir()
        journal = server.data / "journal.db"
        journal.write_bytes(b"not a database at all\n" * 500)
        self.assert_fails(server, journal, "not a database")
        self.assertEqual(journal.read_bytes(), b"not a database at all\n" * 500)
        journal.unlink()
        database = sqlite3.connect(journal)
        database.execute("CREATE TABLE pictures (x)")
        database.commit()
        database.close()
        self.assert_fails(server, journal, "another program")
        self.assertEqual(run("replay", server.data, "--verify").returncode, 1)

    def test_a_long_path(self):
        room = SOCKET_PATH_MAX - len(f"{self.directory}//admin.sock")
        fits = self.server(name="d" * room).start()
        self.assertEqual(len(str(fits.admin)), SOCKET_PATH_MAX)
        fits.exercise()
        longer = self.server(name="d" * (room + 1))
        self.assert_fails(longer, longer.admin, SOCKET_PATH_MAX)
        sockets = [path for path in self.directory.rglob("admin.s*") if path.is_socket()]
        self.assertEqual(sockets, [fits.admin], "no path that was cut")
        self.assert_fails(self.server(name="d" * 250), "path")

    def test_a_socket_of_a_dead_server_and_a_file_in_its_place(self):
        server = self.server().start()
        server.kill()
        self.assertTrue(server.admin.is_socket())
        server.start().exercise()
        server.end()
        self.assertFalse(server.admin.exists())
        server.admin.write_text("precious")
        self.assert_fails(server, server.admin)
        self.assertEqual(server.admin.read_text(), "precious")

    def test_half_a_key_pair(self):
        for gone, stays in (("key.pem", "certificate.pem"), ("certificate.pem", "key.pem")):
            server = self.server(name=gone).start()
            server.end()
            (server.data / gone).unlink()
            self.assert_fails(server, server.data / gone, "missing")
            (server.data / gone).write_text("nonsense")
            self.assert_fails(server, server.data / gone)
            self.assertTrue((server.data / stays).exists())

    def test_a_directory_that_may_not_be_written(self):
        settings, program = {}, None
        place = self.directory / "closed"
        place.mkdir()
        if os.getuid() == 0:  # the superuser may write anywhere: be somebody else
            self.directory.chmod(0o755)
            program, settings = self.installed() / "spirald", {"user": 65534, "group": 65534}
        place.chmod(0o555)
        server = self.server(name="closed", **({"program": program} if program else {}), **settings)
        self.assert_fails(server, place, "permission")


class Scenarios(SystemTest):
    def test_unknown_and_broken_ones(self):
        place = self.directory / "scenarios"
        place.mkdir()
        good = (SCENARIOS / "duel.yaml").read_text()
        (place / "duel.yaml").write_text(good)
        number = good.splitlines().index("  balance: 140") + 1
        (place / "range.yaml").write_text(good.replace("scenario: duel", "scenario: range")
                                          .replace("balance: 140", "balance: 14000000"))
        (place / "field.yaml").write_text(good.replace("scenario: duel", "scenario: field")
                                          .replace("balance: 140", "ballance: 140"))
        (place / "yaml.yaml").write_text("scenario: yaml\ntitle: [\n")
        server = self.server(scenarios=place).start()
        where = {"range": f"range.yaml:{number}:12", "field": f"field.yaml:{number}:3", "yaml": "yaml.yaml:"}
        for name, position in where.items():
            with self.subTest(name):
                done = run("exercise", "new", "--admin", server.admin, "--scenario", name)
                self.assertEqual(done.returncode, 1)
                self.assertIn("scenario", done.stderr)
                self.assertEqual(done.stdout, "")
                self.assertIn(position, server.log_text())
        for name in ("atlantis", "../duel", "/etc/passwd", ".", "a" * 200, "du\nel", ""):
            with self.subTest(name):
                done = run("exercise", "new", "--admin", server.admin, "--scenario", name)
                self.assertIn(done.returncode, (1, 2))
                self.assertTrue(done.stderr)
        server.exercise("duel")

    def test_links_for_browsers(self):
        """Whoever makes or shows an exercise is told where browsers join it."""
        for name, options, place in (("usual", (), "localhost:{port}"),
                                     ("named", ("--public", "game.example.org"), "game.example.org")):
            with self.subTest(name):
                server = self.server(*options, name=name).start()
                made = run("exercise", "new", "--admin", server.admin, "--scenario", "duel")
                said = dict(line.split() for line in made.stdout.splitlines() if line.count(" ") == 1)
                link = f"https://{place.format(port=server.port)}/join/{said['code']}"
                self.assertEqual(said["join"], link)
                self.assertNotIn("\033", made.stdout, "a picture is for terminals")
                shown = run("exercise", "show", said["code"], "--admin", server.admin, "--json")
                self.assertEqual(json.loads(shown.stdout)["link"], link)
                page = run("exercise", "show", said["code"], "--admin", server.admin, "--lang", "es")
                self.assertIn(f" {link}\n", page.stdout)

    def test_exercises_that_cannot_be(self):
        server = self.server().start()
        for option, value in (("--wait-seats", 3), ("--team-size", 5), ("--turn-seconds", 604801),
                              ("--misses", 61), ("--seed", 1)):
            with self.subTest(option):
                done = run("exercise", "new", "--admin", server.admin, "--scenario", "duel", option, value)
                self.assertIn(done.returncode, (1, 2))
                self.assertIn(option.strip("-").replace("-", "_")[:4], done.stderr.replace("-", "_"))
        done = run("exercise", "list", "--admin", server.admin)
        self.assertEqual(len(done.stdout.splitlines()), 1, "nothing was made")
        done = run("exercise", "list", "--admin", self.directory / "nobody.sock")
        self.assertEqual(done.returncode, 1)
        self.assertIn("nobody.sock", done.stderr)


class Service(SystemTest):
    def test_it_stops_in_order_and_players_come_back(self):
        server = self.server().start()
        exercise = server.exercise("duel", wait_seats=2)
        players = [self.player(exercise, name, "--auto", "--think-ms", 150) for name in ("Ann", "Ben")]
        for _ in range(3):
            for player in players:
                player.await_text("Turn 1 ")
            status, seconds = server.end()
            self.assertEqual(status, 0)
            self.assertLess(seconds, STOP_SECONDS)
            self.assertFalse(server.admin.exists())
            server.start()
        self.finish(players)
        self.assertIn("stopping for a moment", players[0].output)
        self.verify(server.data)

    def test_it_stops_with_links_that_do_nothing(self):
        server = self.server().start()
        exercise = server.exercise("duel", wait_seats=1)
        peer = server.peers(exercise, 1)[0]
        idle = server.peer(greet=False)
        silent = socket.create_connection(("127.0.0.1", server.port))
        self.addCleanup(silent.close)
        status, seconds = server.end()
        self.assertEqual(status, 0)
        self.assertLess(seconds, STOP_SECONDS)
        self.assertEqual(peer.until("notice")["kind"], "NOTICE_STOPPING")
        for link in (peer, idle):
            with self.assertRaises(Closed):
                link.next()
        self.assertTrue(is_closed_within(silent, 1))

    def test_files_and_sockets_are_private(self):
        before = os.umask(0)
        try:
            server = self.server().start()
        finally:
            os.umask(before)
        server.exercise()
        self.assertEqual(stat.S_IMODE(server.data.stat().st_mode), 0o700)
        for name in ("journal.db", "key.pem", "admin.sock", "lock"):
            self.assertEqual(stat.S_IMODE((server.data / name).stat().st_mode), 0o600, name)

    def test_the_key_stays(self):
        server = self.server().start()
        fingerprint = server.fingerprint
        self.assertEqual(server.restart().fingerprint, fingerprint)


if __name__ == "__main__":
    unittest.main(verbosity=2)

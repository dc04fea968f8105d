"""The facilitator's monitor: on a terminal of 80 columns and 24 rows, in lines, over the admin socket and over a session."""

import contextlib
import json
import os
import re
import socket
import subprocess
import threading
import unittest

from screen_terminal import Terminal
from spiral import BIN, SystemTest, run, wait_until
from wire import PATIENCE

NONE_YET = "none yet"
TENSION = ["-", "1 restraint", "2 quiet", "3 arms", "4 crisis", "5 war", "6 ruin"]
PRIVATE = {"en": "PRIVATE - DO NOT PROJECT", "es": "PRIVADO - NO PROYECTAR"}


class Relay:
    """Stands between a program and a server, and keeps back what goes one way when it is told to."""

    def __init__(self, port):
        self.server, self.kept_back, self.streams = port, set(), []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                near, far = self.listener.accept()[0], socket.create_connection(("127.0.0.1", self.server))
            except OSError:
                return
            self.streams += [near, far]
            for way, ends in (("up", (near, far)), ("down", (far, near))):
                threading.Thread(target=self.carry, args=(way, *ends), daemon=True).start()

    def carry(self, way, here, there):
        with contextlib.suppress(OSError):
            while content := here.recv(65536):
                if way not in self.kept_back:
                    there.sendall(content)

    def cut(self):
        """Ends all connections; the next ones pass."""
        streams, self.streams = self.streams, []
        self.kept_back = set()
        for stream in streams:
            with contextlib.suppress(OSError):
                stream.shutdown(socket.SHUT_RDWR)
            stream.close()

    def close(self):
        self.listener.close()


class Monitor(SystemTest):
    def setUp(self):
        super().setUp()
        self.opened = []

    def tearDown(self):
        for terminal in self.opened:
            terminal.process.kill()
            terminal.process.wait()
        super().tearDown()

    def begin(self, people=0, **options):
        """Two worlds of six, started where somebody is in."""
        self.host = self.server().start()
        self.exercise = self.host.exercise("seminar", seats=12, turn_seconds=240, lead="Ines", **options)
        self.peers = [self.host.peer() for _ in range(people)]
        for number, peer in enumerate(self.peers):
            peer.join(self.exercise.code, f"Person {number}")
        if people:
            self.assertEqual(self.call("start").returncode, 0)

    def state(self):
        return json.loads(self.call("show", "--json").stdout)

    def held(self):
        """The peers by (world, seat)."""
        return {(world, seat): self.peers[int(person["name"].split()[1])]
                for world, row in enumerate(self.state()["worlds"])
                for seat, holder in enumerate(row["seats"]) for person in holder["persons"]}

    def dangerous_turn(self):
        """Of world B: a state puts all into its means to strike, which makes the world tense."""
        income = self.held()[1, 0].until("situation")["income"]
        for words in (("orders", "--world", "B", "--state", "A", "--orders", f"strike {income}"), ("resolve", "--world", "B")):
            self.assertEqual(self.call(*words).returncode, 0)
        tension = [world["tension"] for world in self.state()["worlds"]]
        self.assertGreater(tension[1], tension[0])
        return tension

    def call(self, word, *options):
        return run("exercise", word, self.exercise.code, "--admin", self.host.admin, *options)

    def screen(self, *options, **environment):
        terminal = Terminal(BIN / "spiral", "monitor", self.exercise.code, "--admin", self.host.admin, *options, **environment)
        self.opened.append(terminal)
        return terminal.await_text(self.exercise.code)

    def lines(self, *typed, place=None, options=()):
        """What is said when these lines are typed, and the exit status."""
        command = [BIN / "spiral", "monitor", *(place or (self.exercise.code, "--admin", self.host.admin)), "--plain", *options]
        done = subprocess.run([*map(str, command)], input="".join(f"{line}\n" for line in typed), text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE)
        return done.stdout, done.returncode

    def session(self, *typed, key=None, options=()):
        file = self.directory / "key"
        file.write_text((key or self.exercise.key) + "\n")
        return self.lines(*typed, place=(f"127.0.0.1:{self.host.port}", self.exercise.code),
                          options=("--key-file", file, "--home", self.directory / "home", *options))

    # ---- the screen

    def test_all_worlds_on_one_screen(self):
        """Both bands, all worlds, the chosen one's seats; letters and words and no colour where none is wanted."""
        self.begin(people=2)
        terminal = self.screen(NO_COLOR="1").await_text("? help q")  # of the lowest rows
        self.assertIn(PRIVATE["en"], terminal.rows[0])
        self.assertIn(PRIVATE["en"], terminal.rows[23])
        self.assertRegex(terminal.text, r"(?m)^A +1 +[34]:\d\d +\d/6 ")
        self.assertRegex(terminal.text, r"(?m)^B +1 +[34]:\d\d +\d/6 ")
        self.assertEqual(terminal.strays, [])
        self.assertNotRegex(terminal.raw.decode(), "\x1b\\[3[0-7]m")
        terminal.press("down").await_text("A Aldan", "F Fjord")
        terminal.press("right", "down", "down").await_text("A Corvo: p pause")
        self.assertLessEqual(max(map(len, terminal.rows)), 80)

    def test_acts_name_their_scope(self):
        """One key each; what closes a turn is asked once, and anything but yes is no."""
        self.begin(people=2)
        terminal = self.screen()
        terminal.press("down", "down").send("p")
        terminal.await_text("Done: pause.").await_text("paused")
        self.assertRegex(terminal.text, r"(?m)^B +1 +paused")
        self.assertRegex(terminal.text, r"(?m)^A +1 +[34]:")
        terminal.send("n")
        terminal.await_text("resolve now, B: do it? y/n").send("x")
        terminal.await_text("Not done.").send("n")
        terminal.await_text("do it? y/n").send("y")
        terminal.until(lambda: re.search(r"(?m)^B +2 ", terminal.text), "turn 2 in B")
        self.assertRegex(terminal.text, r"(?m)^A +1 ")
        terminal.send("i")
        terminal.await_text("News now, B:").send("Rumours of war\r")
        terminal.await_text("Done: inject.").send(":")
        terminal.await_text("Act, B:").send("nudge Z\r")
        terminal.await_text("Not done:").send("q")
        terminal.process.wait(PATIENCE)
        self.assertIn("Rumours of war", self.call("show").stdout)
        self.assertEqual([inject["world"] for inject in self.state()["injects"]], [1])

    def test_answers(self):
        """To who asked, or to all: one key each."""
        self.begin(people=2)
        terminal = self.screen()
        for key, everyone in (("a", False), ("A", True)):
            self.peers[0].send("ask_control", command_id=key.encode() * 16, text=f"What is {key}?")
            terminal.await_text(f"What is {key}?").send(key)
            terminal.await_text("Answer to").send("A letter.\r")
            terminal.await_gone(f"What is {key}?")
            told = self.peers[0].until("control_answer", lambda told: told["answer"])
            self.assertEqual((told["question"], told["everyone"]), (f"What is {key}?", everyone))
        told = self.peers[1].until("control_answer")
        self.assertEqual((told["question"], told["everyone"]), ("What is A?", True))

    def test_tension_is_that_of_the_world(self):
        """On the screen, where it was open before as well, and on the page."""
        self.begin(people=12)
        terminal = self.screen()
        told = self.dangerous_turn()
        rows = [rf"(?m)^{name} +{turn} .* {re.escape(TENSION[tension])} " for name, turn, tension in zip("AB", (1, 2), told)]
        terminal.until(lambda: all(re.search(row, terminal.text) for row in rows), f"{rows}")
        said = self.call("show").stdout
        for row in rows:
            self.assertRegex(said, row)
        self.assertEqual(self.call("rollback", "--world", "B", "--turn", 1).returncode, 0)
        terminal.until(lambda: re.search(rf"(?m)^B +1 .* {re.escape(TENSION[told[0]])} ", terminal.text), "the tension of the beginning")

    def test_a_bot_takes_a_seat_and_gives_it_back(self):
        self.begin(people=2)
        terminal = self.screen("--lang", "es")
        self.assertIn(PRIVATE["es"], terminal.rows[0])
        terminal.press("down", "right").send("b")
        terminal.await_text("Hecho: bot al mando.").await_text("bot, retenido")
        terminal.send("b")
        terminal.await_text("Hecho: bot fuera.")

    def test_help_and_a_small_terminal(self):
        self.begin()
        terminal = self.screen()
        terminal.send("?")
        terminal.await_text("pause, or go on", "leave; play goes on")
        self.assertLessEqual(max(map(len, terminal.rows)), 80)
        small = Terminal(BIN / "spiral", "monitor", self.exercise.code, "--admin", self.host.admin, rows=10, columns=60)
        self.opened.append(small)
        small.await_text("needs 80 columns and 24 rows", PRIVATE["en"])

    def test_the_server_falls_and_comes_back(self):
        self.begin(people=2)
        terminal = self.screen()
        self.host.kill()
        terminal.await_text("Nothing new comes")
        self.host.start()
        terminal.await_gone("Nothing new comes").await_text("A Aldan" if "A Aldan" in terminal.text else "ALL worlds")

    def test_a_session_comes_back(self):
        """Over the network: a fall of the server is said, and what is pressed afterwards is done."""
        self.begin(people=2)
        key = self.directory / "key"
        key.write_text(self.exercise.key)
        terminal = Terminal(BIN / "spiral", "monitor", f"127.0.0.1:{self.host.port}", self.exercise.code, "--key-file", key,
                            "--home", self.directory / "home", "--fingerprint", self.host.fingerprint)
        self.opened.append(terminal)
        terminal.await_text("you: Ines (lead)", "ALL worlds")
        self.host.kill()
        terminal.await_text("Nothing new comes").send("p")  # it waits for the server
        self.host.start()
        terminal.await_gone("Nothing new comes").await_text("paused", "by Ines")
        told = self.call("show", "--json").stdout
        self.assertEqual(told.count('"act":"pause"'), 1)
        stranger = Terminal(BIN / "spiral", "monitor", f"127.0.0.1:{self.host.port}", self.exercise.code, "--key-file", key,
                            "--home", self.directory / "elsewhere", "--fingerprint", "0" * 64)
        self.opened.append(stranger)
        stranger.await_text("0000000000")  # another key than the one that is trusted
        self.assertEqual(stranger.process.wait(PATIENCE), 1)

    def test_an_act_whose_answer_was_lost_is_done_once(self):
        """And one that never arrived is sent again."""
        self.begin(people=2)
        key = self.directory / "key"
        key.write_text(self.exercise.key)
        relay = Relay(self.host.port)
        self.addCleanup(relay.close)
        terminal = Terminal(BIN / "spiral", "monitor", f"127.0.0.1:{relay.port}", self.exercise.code, "--key-file", key,
                            "--home", self.directory / "home")
        self.opened.append(terminal)
        terminal.await_text("you: Ines (lead)", "ALL worlds")
        for count, way in enumerate(("down", "up"), 1):
            relay.kept_back = {way}
            terminal.send("e")
            if way == "down":
                wait_until(lambda: self.deeds("extend") == 1, "the act to be done")
            else:
                terminal.settle()
            relay.cut()
            wait_until(lambda: self.deeds("extend") == count, "the act to be done once")
            terminal.send("i")  # another act, which is answered behind it
            terminal.await_text("News now").send(f"After {count}\r")
            terminal.await_text("Done: inject.")
            self.assertEqual((self.deeds("extend"), self.deeds("inject")), (count, count))

    def deeds(self, act):
        return sum(deed["act"] == act for deed in self.state()["deeds"])

    def test_what_a_seat_sees(self):
        """As pages, read only, with a way back; of itself again when a turn opens; one deed a turn."""
        self.begin(people=12)
        peers = self.held()
        income = peers[1, 2].until("situation")["income"]
        self.assertEqual(self.call("orders", "--world", "B", "--state", "C", "--orders", f"civil {income}").returncode, 0)
        key = self.directory / "key"
        key.write_text(self.exercise.key)
        for language, banner, saved, back in (("en", "You see what B Corvo sees. Read only. Logged.", "SAVED earlier (revision 1).", "? help q"),
                                              ("es", "Usted ve lo que ve B Corvo. Solo lectura. Queda registrado.", "GUARDADO antes (revisión 1).", "deshacer ? q")):
            terminal = Terminal(BIN / "spiral", "monitor", f"127.0.0.1:{self.host.port}", self.exercise.code, "--key-file", key,
                                "--home", self.directory / "home", "--lang", language)
            self.opened.append(terminal)
            terminal.await_text("Ines").press("down", "down", "right", "down", "down").await_text("B Corvo: p")
            terminal.send("g").await_text(banner, saved)
            self.assertIn(PRIVATE[language], terminal.rows[0])
            self.assertIn(PRIVATE[language], terminal.rows[23])
            self.assertLessEqual(max(map(len, terminal.rows)), 80)
            terminal.send("pnz").press("end").settle()  # keys that act elsewhere do nothing here
            self.assertNotIn("y/n", terminal.text)
            terminal.press("left").await_text(back)
            self.assertNotIn(banner, terminal.text)
        self.assertEqual([(deed["world"], deed["seat"], deed["by"]) for deed in self.state()["deeds"] if deed["act"] == "look"], [(1, 2, "Ines")])
        terminal.send("g").await_text(banner)
        self.assertEqual(self.call("resolve", "--world", "B").returncode, 0)
        terminal.await_text("Mundo B. Turno 2")
        wait_until(lambda: self.deeds("look") == 2, "the look at the next turn to be noted")
        self.assertEqual(terminal.strays, [])

    # ---- lines

    def test_what_a_seat_sees_in_lines(self):
        """To whoever entered with a key; over the admin socket it is said how."""
        self.begin(people=2)
        said, status = self.session("look B Corvo", "look B Z", "quit")
        self.assertEqual(status, 0, said)
        for words in ("You see what B Corvo sees. Read only. Logged.\nWorld B. Turn 1 of", "Not done: state Z: there is none of that name"):
            self.assertIn(words, said)
        said, status = self.lines("look B Corvo", "quit")
        self.assertEqual(status, 0, said)
        self.assertIn(f"Not done: look with a key: spiral monitor HOST {self.exercise.code}", said)
        terminal = self.screen().press("down", "right").await_text("A Aldan: p")
        terminal.send("g").await_text("Not done: look with a key")
        self.assertEqual(self.deeds("look"), 1)

    def test_lines_say_what_others_change(self):
        """Questions, absences, tension, a roll-back: while nobody types."""
        self.begin(people=12)
        file = self.directory / "said"
        command = [BIN / "spiral", "monitor", self.exercise.code, "--admin", self.host.admin, "--plain"]
        with open(file, "wb") as said, subprocess.Popen([*map(str, command)], stdin=subprocess.PIPE, stdout=said) as lines:
            def told(*words):
                wait_until(lambda: all(word in file.read_text() for word in words), f"{words} in lines")

            try:
                told("show, help, quit")
                peers = self.held()
                peers[0, 2].send("ask_control", command_id=b"q" * 16, text="Can a pact be secret?")
                told("Question ", "Can a pact be secret?")
                peers[0, 3].close()
                told("A Dorne: ", " is away.")
                before, now = self.dangerous_turn()
                told(f"B: tension {NONE_YET if not before else TENSION[before]} -> {TENSION[now]}.")
                self.assertEqual(self.call("rollback", "--world", "B", "--turn", 1).returncode, 0)
                told("B: rolled back to turn 1.", f"B: tension {TENSION[now]} -> {NONE_YET if not before else TENSION[before]}.")
                lines.stdin.write(b"quit\n")
                lines.stdin.flush()
                self.assertEqual(lines.wait(PATIENCE), 0)
            finally:
                lines.kill()

    def test_lines_say_what_changes(self):
        self.begin(people=2)
        said, status = self.lines('pause B --reason "fire drill"', "pause B", "resolve A", "no", "resolve A", "yes",
                                  "extend --seconds 60", "frobnicate", "orders A C", "show C", "rollback A --turn 1", "no", "close B",
                                  "no", "quit")
        self.assertEqual(status, 0, said)
        self.assertTrue(said.startswith(PRIVATE["en"]), said)
        for words in ("B: Turn 1 is paused", "Reason: fire drill", "Nothing to do, it is so already: pause.",
                      "resolve now, A: do it? y/n", "Not done.", "A: Turn 2 is open", "Done: more time.",
                      "frobnicate: there is no such act", "--orders WORDS", "there are A to B", "Back to the start of turn 1, A:",
                      "Close for good, B:"):
            self.assertIn(words, said)
        self.assertEqual([(world["turn"], world["end"]) for world in self.state()["worlds"]], [(2, "running"), (1, "running")])
        self.assertNotIn("\x1b", said)

    def test_a_session(self):
        """With a name, so that deeds carry it; the key is in no line and no log."""
        self.begin(people=2)
        said, status = self.session("pause", "own A --facilitator Ines", "resume", "show A", "quit", options=("--lang", "es"))
        self.assertEqual(status, 0, said)
        for words in (PRIVATE["es"], "por Ines", "Hecho: pausa.", "Mundo A"):
            self.assertIn(words, said)
        self.assertNotIn(self.exercise.key, said)
        self.assertNotIn(self.exercise.key, self.host.log_text())
        said, status = self.session(key="AAAAA-AAAAA-AAAAA-AAAAA")
        self.assertEqual(status, 1, said)
        self.assertIn("facilitator's key", said)
        done = subprocess.run([str(BIN / "spiral"), "monitor", f"127.0.0.1:{self.host.port}", self.exercise.code,
                               "--home", str(self.directory / "home")], stdin=subprocess.DEVNULL, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE)
        self.assertEqual(done.returncode, 1)
        self.assertIn("--key-file", done.stdout)

    def test_what_is_refused_is_told_in_the_language(self):
        """Over the admin socket, where the server adds its own English, as over a session."""
        self.begin()
        typed = ("start", "yes", "inject-send --inject 9", "answer --question 4 --text Yes", "debrief --card D0", "resume", "quit")
        for ask in (self.lines, self.session):
            refused = {}
            for language, mark in (("en", "Not done: "), ("es", "No se hizo: ")):
                said, status = ask(*typed, options=("--lang", language))
                self.assertEqual(status, 0, said)
                refused[language] = re.findall(rf"(?m)^{mark}(.+)$", said)
            self.assertEqual([len(lines) for lines in refused.values()], [5, 5], refused)
            self.assertFalse(set(refused["en"]) & set(refused["es"]))
            self.assertIn("Nobody is here to play.", refused["en"][0])
            self.assertIn("No hay nadie para jugar.", refused["es"][0])

    def test_an_observer_sees_and_does_nothing(self):
        self.begin(people=2)
        made = self.call("facilitator", "add")  # not understood: the code stands behind two words
        self.assertEqual(made.returncode, 2)
        made = run("exercise", "facilitator", "add", self.exercise.code, "--admin", self.host.admin,
                   "--name", "Olga", "--rights", "observe")
        key = re.search(r"told only now: (\S+)", made.stdout)[1]
        said, status = self.session("pause", "show", "quit", key=key)
        self.assertEqual(status, 0, said)
        self.assertIn("Not done: You have not the right for that.", said)
        self.assertIn("Olga: observe, here", said)

    def test_the_key_is_asked_for_without_being_shown(self):
        self.begin()
        terminal = Terminal(BIN / "spiral", "monitor", f"127.0.0.1:{self.host.port}", self.exercise.code,
                            "--home", self.directory / "home")
        self.opened.append(terminal)
        terminal.await_text("Key of the facilitator").settle().send(self.exercise.key + "\r")
        terminal.await_text("you: Ines (lead)")
        self.assertNotIn(self.exercise.key.encode(), terminal.raw)
        terminal.send("q")
        self.assertEqual(terminal.process.wait(PATIENCE), 0)

    def test_what_is_not_understood(self):
        self.begin()
        for words in ([], ["ABCDEF"], ["A", "B", "C"], ["host:0", "ABCDEF"], ["--frobnicate"], ["X" * 40, "--admin", "x"]):
            environment = {name: value for name, value in os.environ.items() if name != "SPIRAL_ADMIN"}
            done = run("monitor", *words, env=environment)
            self.assertEqual(done.returncode, 2, words)
            self.assertIn("usage: spiral monitor", done.stderr)
        done = run("monitor", "AAAAAA", "--admin", self.host.admin, "--plain")
        self.assertEqual(done.returncode, 1)
        self.assertIn("AAAAAA", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)

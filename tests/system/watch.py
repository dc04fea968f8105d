"""Spectators see what everybody was told, so many turns behind, and never take a seat."""

import os
import re
import select
import signal
import subprocess
import time
import unittest

from spiral import BIN, SystemTest, run, wait_until
from wire import Closed, play_turn

SPECTATORS_PER_ADDRESS = 32
PRIVATE, PUBLIC, HOSTILE = "for you alone", "peace to all", "first\nSAVED 10:41:07. These orders count"


class Watcher:
    """A `spiral watch` process; `output` is what it has said so far."""

    def __init__(self, directory, exercise, name, *options):
        self.said = directory / f"watched-{name}"
        self.command = [BIN / "spiral", "watch", f"127.0.0.1:{exercise.server.port}", exercise.code,
                        "--home", directory / f"home-{name}", *options]
        with open(self.said, "wb") as said:
            self.process = subprocess.Popen([*map(str, self.command)], stdin=subprocess.DEVNULL, stdout=said,
                                            stderr=subprocess.STDOUT, env=os.environ | {"LANGUAGE": "en"})

    @property
    def output(self):
        return self.said.read_text(errors="replace")

    @property
    def turns(self):
        """The turns that it has shown, in order."""
        return [int(turn) for turn in re.findall(r"^(?:Public events|Sucesos públicos), \w+ (\d+)", self.output, re.M)]

    def kill(self):
        self.process.kill()
        self.process.wait()


class TerminalWatcher:
    """A `spiral watch` whose output is a terminal; so is its input, or there is none."""

    def __init__(self, directory, exercise, name, has_keyboard, *options):
        self.terminal, line = os.openpty()
        self.output = ""
        command = [BIN / "spiral", "watch", f"127.0.0.1:{exercise.server.port}", exercise.code,
                   "--home", directory / f"home-{name}", *options]
        self.process = subprocess.Popen([*map(str, command)], stdin=line if has_keyboard else subprocess.DEVNULL,
                                        stdout=line, stderr=line, env=os.environ | {"LANGUAGE": "en"})
        os.close(line)

    def until(self, words):
        deadline = time.monotonic() + 60
        while words not in self.output:
            ready, _, _ = select.select([self.terminal], [], [], max(0, deadline - time.monotonic()))
            if not ready:
                raise AssertionError(f"{words!r} is not in {self.output[-2000:]}")
            self.output += os.read(self.terminal, 4096).decode(errors="replace").replace("\r\n", "\n")

    def press_enter(self):
        os.write(self.terminal, b"\n")

    def kill(self):
        self.process.kill()
        self.process.wait()


class WatchTest(SystemTest):
    def watcher(self, exercise, name, *options):
        watcher = Watcher(self.directory, exercise, name, *options)
        self.players.append(watcher)
        return watcher

    def test_two_players_and_three_who_look_on(self):
        """From before the start, from the middle on, and in another language; through a kill of the server."""
        host = self.server("--allow-seed").start()
        exercise = host.exercise("duel", wait_seats=2, turn_seconds=60, seed=11, spectator_delay=2)
        early = self.watcher(exercise, "early", "--record", self.directory / "record")
        wait_until(lambda: "Play has not begun" in early.output, "the lobby's words")
        players = [self.player(exercise, name, "--auto", "--think-ms", 150) for name in ("Ann", "Ben")]
        wait_until(lambda: exercise.row()[0] >= 3, "some turns")
        late = self.watcher(exercise, "late", "--lang", "es", "--fingerprint", host.fingerprint)
        host.restart()
        for watcher in (early, late):
            self.assertEqual(watcher.process.wait(60), 0, watcher.output[-2000:])
        result = self.finish(players)
        count = int(re.search(r"turns=(\d+)", result)[1])
        for watcher in (early, late):
            self.assertEqual(watcher.turns, list(range(1, count + 1)), watcher.output)
            self.assertEqual(watcher.output.rstrip().rsplit("\n", 1)[-1], result)
            self.assertNotIn("\x1b", watcher.output)
        for turn, over in re.findall(r"^Public events, turn (\d+) \(turn (\d+) is over\)", early.output, re.M):
            self.assertGreaterEqual(int(over), int(turn) + 2)
        self.assertIn("Connection lost", early.output)
        self.assertIn("You missed nothing", early.output)
        self.assertIn("Turn 1 will be shown when turn 3 is over", early.output)
        self.assertIn("Está mirando", late.output)
        self.verify(self.directory / "record")
        cards = run("debrief", self.directory / "record")
        self.assertEqual(cards.returncode, 0, cards.stderr)

    def test_behind_at_every_moment(self):
        """Frame by frame: nothing of a turn, and nothing of what was not for all, before its time."""
        delay = 2
        host = self.server().start()
        exercise = host.exercise("duel", wait_seats=2, spectator_delay=delay)
        eye = host.peer()
        kind, watching = eye.ask("watch", code=exercise.code.lower())
        self.assertEqual((kind, watching["delay"], len(watching["states"])), ("watching", delay, 2))
        self.assertEqual(eye.until("public_clock")["state"], "CLOCK_LOBBY")
        peers = host.peers(exercise, 2)
        world = peers[0].joined["world"]
        while not peers[0].latest["situation"]["end"]:
            over = peers[0].latest["situation"]["turn"]
            clock = eye.latest["public_clock"]
            if clock["turn"] != over + 1:
                clock = eye.until("public_clock", lambda told: told["turn"] == over + 1)
            self.assertEqual(clock["shown"], max(0, over - delay + 1))
            for turn in range(over + 2):
                if turn + delay <= over:
                    self.assertEqual(eye.ask("ask_turn", world=world, turn=turn)[1]["turn"], turn)
                else:
                    self.assertEqual(eye.refusal("ask_turn", world=world, turn=turn), "REFUSAL_NOT_NOW")
            self.assertEqual(eye.refusal("ask_record", world=world), "REFUSAL_NOT_ENDED")
            peers[0].press(f"{PUBLIC} {over + 1}.")
            peers[0].press(f"{PRIVATE} {over + 1}.", [peers[1].joined["seat"]])
            heard = b"".join(eye.frames)
            self.assertNotIn(PRIVATE.encode(), heard)
            for turn in range(max(1, over - delay + 1), over + 2):
                self.assertNotIn(f"{PUBLIC} {turn}.".encode(), heard)
            before = len(eye.frames)
            play_turn(peers)
        secret = b"".join(eye.frames[:before])
        self.assertEqual(eye.until("world_ended")["turns"], peers[0].latest["situation"]["turn"])
        ended = eye.latest["world_ended"]
        for name in ("key", "salt"):
            self.assertNotIn(ended[name], secret)
        self.assertEqual(ended["commitment"], watching["commitment"])
        last = eye.ask("ask_turn", world=world, turn=ended["turns"])[1]
        self.assertEqual(last["press"][0]["text"], f"{PUBLIC} {ended['turns']}.")
        self.assertEqual(eye.ask("ask_record", world=world)[0], "record_part")

    def test_nobody_waits_for_a_spectator(self):
        host = self.server().start()
        exercise = host.exercise("duel", wait_seats=2, spectator_delay=0)
        eyes = [host.peer() for _ in range(3)]
        for eye in eyes:
            self.assertEqual(eye.ask("watch", code=exercise.code)[0], "watching")
        peers = host.peers(exercise, 2)
        self.assertEqual(peers[0].latest["clock"]["persons"], 2)
        play_turn(peers)
        for eye in eyes:
            eye.until("public_clock", lambda clock: clock["shown"] == 2)
            self.assertEqual(eye.refusal("save_orders", **peers[0].command(turn=2, revision=0, orders=peers[0].orders())),
                             "REFUSAL_NOT_NOW")

    def test_wrong_code_and_too_many(self):
        host = self.server().start()
        exercise = host.exercise("duel", wait_seats=2)
        wrong = run("watch", f"127.0.0.1:{host.port}", "NOSUCH", "--home", self.directory / "home-x", "--lang", "en")
        self.assertEqual(wrong.returncode, 1)
        self.assertIn("No exercise has that join code.", wrong.stdout)
        eyes = [host.peer() for _ in range(SPECTATORS_PER_ADDRESS + 1)]
        answers = [eye.ask("watch", code=exercise.code)[0] for eye in eyes]
        self.assertEqual(answers, ["watching"] * SPECTATORS_PER_ADDRESS + ["refusal"])
        full = run("watch", f"127.0.0.1:{host.port}", exercise.code, "--home", self.directory / "home-y", "--lang", "en")
        self.assertEqual(full.returncode, 1)
        self.assertIn("as many spectators as the server takes", full.stdout)
        host.peers(exercise, 2)  # seats are still free for those who play
        eyes[0].close()
        wait_until(lambda: eyes[-1].ask("watch", code=exercise.code)[0] == "watching", "room for one more")

    def test_it_can_be_left_and_says_what_is_wrong(self):
        host = self.server().start()
        exercise = host.exercise("duel", wait_seats=2)
        watcher = self.watcher(exercise, "leaver")
        wait_until(lambda: "Play has not begun" in watcher.output, "the lobby's words")
        watcher.process.send_signal(signal.SIGINT)
        self.assertEqual(watcher.process.wait(10), 3)
        self.assertIn("You have left", watcher.output)
        place = f"127.0.0.1:{host.port}"
        for words, status, said in (((place,), 2, "HOST:PORT and CODE are needed"),
                                    (("nowhere", "CODE"), 2, "not HOST:PORT"),
                                    ((place, "CODE", "more"), 2, "more"),
                                    ((place, "CODE", "--lang", "tlh"), 2, "tlh"),
                                    ((place, "CODE" * 9, "--home", self.directory / "h"), 1, "join code"),
                                    ((place, exercise.code, "--home", self.directory / "h", "--fingerprint", "0" * 64),
                                     1, "fingerprint")):
            done = run("watch", *words)
            self.assertEqual(done.returncode, status, (words, done))
            self.assertIn(said, done.stdout + done.stderr)

    def test_a_screen_that_all_can_see_holds_motives_back(self):
        """On a terminal Enter shows them, or --results; without a keyboard they stay closed."""
        host = self.server("--allow-seed").start()
        exercise = host.exercise("duel", wait_seats=2, turn_seconds=60, seed=11, spectator_delay=0)
        keyboard, unheard, asked = (TerminalWatcher(self.directory, exercise, *words) for words in (
            ("keyboard", True), ("unheard", False), ("asked", False, "--results")))
        self.players += [keyboard, unheard, asked]
        self.finish([self.player(exercise, name, "--auto") for name in ("Ann", "Ben")])
        keyboard.until("Enter shows them here")
        unheard.until("With --results they would stand here.")
        asked.until("Now the motives are open:")
        self.assertEqual(unheard.process.wait(10), 0)
        for watcher in (keyboard, unheard):
            for motive in ("motives are open", "result:", "security seeker", "greedy", ", score "):
                self.assertNotIn(motive, watcher.output)
        self.assertIsNone(keyboard.process.poll())
        keyboard.press_enter()
        keyboard.until("Now the motives are open:")
        self.assertEqual(keyboard.process.wait(10), 0)
        asked.until("result: world=")
        self.assertEqual(asked.process.wait(10), 0)

    def test_who_looks_on_is_told_when_it_can_be_looked_at_no_more(self):
        """In words, at once, in both languages; whoever has a place reads on, and the link can be opened again."""
        host = self.server().start()
        exercise = host.exercise("seminar", seats=6, spectator_delay=0)

        def steer(*words):
            done = run("exercise", *words, "--admin", host.admin)
            self.assertEqual(done.returncode, 0, done.stderr)

        eye, player = host.peer(), host.peer()
        self.assertEqual(eye.ask("watch", code=exercise.code)[0], "watching")
        player.join(exercise.code, "Ann")
        watchers = [self.watcher(exercise, language, "--lang", language) for language in ("en", "es")]
        steer("start", exercise.code)
        steer("close", exercise.code)
        for watcher, waits in zip(watchers, ("opens the debrief", "abre el análisis")):
            wait_until(lambda: waits in watcher.output, "the end")
        steer("replay", exercise.code, "--over")
        self.assertEqual(eye.until("refusal")["item"], "replay")
        with self.assertRaises(Closed):
            eye.ask("ping")
        for watcher, over in zip(watchers, ("the time in which it could be looked at is over", "y el plazo para verlo también")):
            self.assertEqual(watcher.process.wait(60), 1, watcher.output)
            self.assertIn(over, watcher.output)
            self.assertNotIn("Connection lost", watcher.output)
        self.assertEqual(player.ask("ping")[0], "pong")
        self.assertEqual(host.peer().refusal("watch", code=exercise.code), "REFUSAL_OVER")
        steer("replay", exercise.code, "--release")
        self.assertEqual(host.peer().ask("watch", code=exercise.code)[0], "watching")

    def test_what_others_wrote_cannot_steer_the_terminal(self):
        host = self.server().start()
        exercise = host.exercise("duel", wait_seats=2, spectator_delay=0)
        watcher = self.watcher(exercise, "careful")
        peers = host.peers(exercise, 2)
        peers[0].press(HOSTILE)
        play_turn(peers)
        wait_until(lambda: "first / SAVED" in watcher.output, "the words on one line")
        self.assertNotIn("\nSAVED", watcher.output)


if __name__ == "__main__":
    unittest.main(verbosity=2)

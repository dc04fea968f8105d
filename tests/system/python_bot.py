"""The bot in Python: whole games, links and processes lost, orders refused, doctrines that fail or hang."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import unittest
from pathlib import Path

from spiral import GAME_SECONDS, RESULT, SCENARIOS, Player, SystemTest, run, wait_until
from wire import TREE, Facilitator

BOTS = TREE / "client/bots"
HOOK = """
import sys, time
sys.path.insert(0, {folder!r})
import example, spiral_seat
usual = example.doctrine
{code}
sys.exit(spiral_seat.main(example))
"""


class Bot(Player):
    """The example as a process. `code` may put other things in place of its doctrine."""

    def __init__(self, directory, exercise, name, *options, place=None, code=""):
        super().__init__(directory, exercise, name)
        program = HOOK.format(folder=str(BOTS), code=code)
        self.command = [sys.executable, "-B", "-c", program, place or self.place, exercise.code,
                        "--name", name, "--home", self.home, *options]

    def turns(self):
        """The turns for which it saved orders, in order."""
        lines = r"(?m)^turn (\d+) of at most .* saved as revision 1$"
        return [int(turn) for turn in re.findall(lines, self.output)]


class Proxy:
    """Passes bytes on, and hangs up now and then instead of passing an answer on."""

    def __init__(self, port, every):
        self.server, self.every, self.parts, self.cuts, self.ends = port, every, 0, 0, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                near = self.listener.accept()[0]
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.server))
            self.ends += [near, far]
            threading.Thread(target=self.copy, args=(near, far, None), daemon=True).start()
            threading.Thread(target=self.copy, args=(far, near, self.every), daemon=True).start()

    def copy(self, source, target, every):
        try:
            while part := source.recv(65536):
                self.parts += every is not None
                if every and self.parts % every == 0:
                    self.cuts += 1
                    break
                target.sendall(part)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)  # which ends the other direction too
            except OSError:
                pass

    def close(self):
        for end in (self.listener, *self.ends):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()


class PythonBot(SystemTest):
    def begin(self, scenario="duel", **options):
        self.host = self.server("--allow-seed").start()
        self.exercise = self.host.exercise(scenario, wait_seats=1, seed=5, **options)

    def bot(self, *options, name="Py", **settings):
        bot = Bot(self.directory, self.exercise, name, *options, **settings)
        self.players.append(bot)
        return bot.start()

    def record_of(self, bot, *options, **settings):
        """Plays it to the end; gives the record, which is checked."""
        place = self.directory / "record"
        bot = bot or self.bot("--record", place, *options, **settings)
        self.finish([bot])
        self.assertIn("the record agrees with the commitment", bot.output)
        self.verify(place)
        self.verify(self.host.data)
        return bot, place.read_text()

    def played(self, record, seat=0):
        """Who gave the seat's orders, turn by turn."""
        return re.findall(rf"(?m)^source={seat} (\w+)$", record)

    def test_a_whole_game_against_five(self):
        self.begin("seminar")
        bot, record = self.record_of(None, "--fingerprint", self.host.fingerprint)
        turns, state = self.exercise.row()
        self.assertEqual(state, "ended")
        self.assertEqual(bot.turns(), list(range(1, turns + 1)))
        self.assertEqual(self.played(record), ["person"] * turns)
        self.assertEqual(self.played(record, 3), ["bot"] * turns)
        self.assertNotIn("was refused", bot.output)
        arms = [int(points) for points in re.findall(r"(?m)^order 0 civil=\d+ fortify=(\d+)", record)]
        self.assertEqual(len(arms), turns)
        self.assertGreater(min(arms), 0)
        self.assertGreater(len(set(arms)), 2, "it answers what it sees")
        self.assertNotRegex(record, r"(?m)^order 0 .* belief=(-1[, ]?)+$", "beliefs are stated")
        self.assertEqual(self.stated(), turns)

    def stated(self):
        """How often beliefs were stated."""
        database = sqlite3.connect(f"file:{self.host.data}/journal.db?mode=ro", uri=True)
        self.addCleanup(database.close)
        return database.execute("select count(*) from journal where kind = 'beliefs'").fetchone()[0]

    def test_links_that_break(self):
        """What was not answered is sent again with the same id: nothing is refused, nothing doubled."""
        self.begin()
        proxy = Proxy(self.host.port, every=7)
        self.addCleanup(proxy.close)
        bot, record = self.record_of(None, place=f"127.0.0.1:{proxy.port}")
        self.assertGreater(proxy.cuts, 5)
        self.assertIn("the link was lost, trying again", bot.output)
        self.assertNotIn("was refused", bot.output)
        turns = self.exercise.row()[0]
        self.assertEqual(bot.turns(), list(range(1, turns + 1)))
        self.assertEqual(self.played(record), ["person"] * turns)

    def test_the_next_process_goes_on(self):
        self.begin()
        killed = self.bot(code="example.doctrine = lambda view, orders: view.turn == 3 and time.sleep(60)")
        wait_until(lambda: self.exercise.row()[0] == 2, "the third turn")
        killed.kill()
        _, record = self.record_of(None)
        turns = self.exercise.row()[0]
        self.assertEqual(self.played(record), ["person"] * turns)
        persons = run("exercise", "list", "--admin", self.host.admin).stdout
        self.assertRegex(persons, rf"(?m)^{self.exercise.code} +duel +1/2 ")

    def test_a_world_that_is_taken_back(self):
        """The turns that open anew are played anew; a result that is told later is none to be afraid of."""
        self.begin()
        self.exercise = self.host.exercise("duel", seats=2)
        bot = self.bot()
        bot.await_text("joined in")
        peer = self.host.peer()
        peer.join(self.exercise.code, "Person")
        lead = Facilitator(self.host.port, self.exercise.code, self.exercise.key)
        self.addCleanup(lead.close)
        lead.do("ACT_START")
        peer.until("situation", lambda situation: situation["turn"] == 0)
        for turn in (1, 2):
            peer.ready()
            peer.until("situation", lambda situation, turn=turn: situation["turn"] == turn)
        bot.await_text("turn 3 of at most")
        lead.do("ACT_ROLL_BACK", world=0, turn=1)
        peer.until("situation", lambda situation: situation["turn"] == 0)
        peer.ready()
        peer.until("situation", lambda situation: situation["turn"] == 1)
        wait_until(lambda: bot.turns() == [1, 2, 3, 1, 2], "the turns that are played anew")
        lead.do("ACT_CLOSE", reason="enough")
        self.assertEqual(bot.process.wait(GAME_SECONDS), 0)
        self.assertIn("the world was taken back to turn 1", bot.output)
        self.assertIn("the result is told in the debrief", bot.output)
        self.assertRegex(bot.output, r"\nresult: world=[0-9a-f]{32} turns=1\n$")

    def test_a_server_that_restarts(self):
        self.begin()
        bot = self.bot("--record", self.directory / "record",
                       code="example.doctrine = lambda view, orders: (usual(view, orders), time.sleep(0.1))")
        for turn in (2, 5):
            bot.await_text(f"turn {turn} of at most")
            self.host.restart()
        _, record = self.record_of(bot)
        self.assertIn("the link was lost, trying again", bot.output)
        self.assertEqual(set(self.played(record)), {"person"})

    def test_a_seat_that_was_lost_comes_back(self):
        """A process that stands still misses a turn and loses its seat; it asks for it once, and plays on."""
        self.begin()
        self.exercise = self.host.exercise("duel", seats=2, misses=1)
        bot = self.bot(code="import os, signal\nexample.doctrine = lambda view, orders: view.turn == 2 and "
                            "os.kill(os.getpid(), signal.SIGSTOP)")
        bot.await_text("joined in")
        peer = self.host.peer()
        peer.join(self.exercise.code, "Person")
        lead = Facilitator(self.host.port, self.exercise.code, self.exercise.key)
        self.addCleanup(lead.close)
        lead.do("ACT_START")
        for turn in (0, 1):
            peer.until("situation", lambda situation, turn=turn: situation["turn"] == turn)
            peer.ready()
        stat = Path(f"/proc/{bot.process.pid}/stat")
        wait_until(lambda: stat.read_text().rpartition(")")[2].split()[0] == "T", "the process that stands still")
        lead.do("ACT_RESOLVE")
        peer.until("situation", lambda situation: situation["turn"] == 2)
        bot.process.send_signal(signal.SIGCONT)
        bot.await_text("turn 3: set_ready was refused with code 17, bot_holds_seat")
        peer.ready()
        wait_until(lambda: bot.turns() == [1, 4], "the turn in which the seat is its own again")
        lead.do("ACT_CLOSE", reason="enough")
        self.assertEqual(bot.process.wait(GAME_SECONDS), 0)
        self.assertEqual(bot.output.count("bot_holds_seat"), 1)

    def test_refused_orders_give_way(self):
        """Each illegal part is named with the code; plain ones take their place, and the legal ones stand."""
        self.begin()
        rich = ("def rich(view, orders):\n    orders.fortify = orders.strike = view.income\n"
                "    orders.attack = view.rivals[0].state\n"
                "    orders.greedy = {1 - view.me: 321}\nexample.doctrine = rich")
        bot, record = self.record_of(None, code=rich)
        turns = self.exercise.row()[0]
        refused = r"(?m)^turn \d+: save_orders was refused with code 14, illegal_orders: change the parts " \
                  r"that are named; item: .*budget: wrong sum$"
        self.assertEqual(len(re.findall(refused, bot.output)), turns)
        self.assertEqual(self.played(record), ["person"] * turns)
        plain = re.findall(r"(?m)^order 0 civil=[1-9]\d* fortify=0 .* belief=-1,321$", record)
        self.assertEqual(len(plain), turns)
        self.assertRegex(bot.output, r"attack: grace.*\nturn 1: attack: not before turn [2-9]\n")
        self.assertIn(f"\n{turns} of {turns} turns plain (late 0, failed 0, refused {turns})\n", bot.output)

    def test_malformed_parts_give_way_one_by_one(self):
        """The item's path names each; the rest stands."""
        self.begin()
        wild = ("import spiral_orders\nmade = spiral_orders.order_message\n"
                "example.doctrine = lambda view, orders: setattr(orders, 'fortify', 1)\n"
                "spiral_orders.order_message = lambda view, orders: {**made(view, orders),\n"
                "    'scrap': 1 << 31, 'greedy': [{'state': 1 - view.me, 'permille': 2000}]}")
        bot, record = self.record_of(None, code=wild)
        turns = self.exercise.row()[0]
        for part in (r"scrap", r"greedy\[0\]\.permille"):
            refused = rf"(?m)^turn \d+: save_orders was refused with code 6, malformed: .*\.orders\.{part}"
            self.assertEqual(len(re.findall(refused, bot.output)), turns, part)
        self.assertEqual(len(re.findall(r"(?m)^order 0 civil=\d+ fortify=1 ", record)), turns)
        self.assertIn(f"\n{turns} of {turns} turns plain (late 0, failed 0, refused {turns})\n", bot.output)

    def test_beliefs_are_clipped(self):
        """They change nothing in play, so they cost nothing either."""
        self.begin()
        wild = ("def wild(view, orders):\n    orders.fortify = 1\n    orders.greedy[1 - view.me] = 2000\n"
                "    orders.attack_next[1 - view.me] = -1\nexample.doctrine = wild")
        bot, record = self.record_of(None, code=wild)
        turns = self.exercise.row()[0]
        self.assertIn("turn 1: orders.greedy[1]: 2000 is not within 0 to 1000; 1000 is stated\n", bot.output)
        self.assertIn("turn 1: orders.attack_next[1]: -1 is not within 0 to 1000; 0 is stated\n", bot.output)
        stated = re.findall(r"(?m)^order 0 civil=\d+ fortify=1 .* belief=-1,1000$", record)
        self.assertEqual(len(stated), turns)
        self.assertEqual(self.stated(), turns)
        self.assertIn(f"\n0 of {turns} turns plain (", bot.output)

    def test_doctrines_that_fail_or_hang(self):
        """They cost their turn; a timeout says which limit it was and how long it took."""
        self.begin()
        bad = (f"import os\ngo = {str(self.directory / 'go')!r}\n"
               "def bad(view, orders):\n    orders.fortify = 1\n"
               "    if view.turn == 2:\n        raise KeyError('mine')\n"
               "    if view.turn == 3:\n        sys.exit(3)\n"
               "    if view.turn == 5:\n        while not os.path.exists(go):\n"
               "            time.sleep(0.01)\n"
               "    if view.turn == 8:\n        orders.strike = 0.5\nexample.doctrine = bad")
        seen = ("\nusual_say = spiral_seat.say\n"
                "def tell(text, *out):\n    usual_say(text, *out)\n"
                "    if str(text).startswith('turn 6 of'):\n"
                "        open(go, 'w').close()\n        time.sleep(0.5)\n"
                "spiral_seat.say = tell")
        bot, record = self.record_of(None, "--turn-seconds", 0.5, code=bad + seen)
        turns = self.exercise.row()[0]
        self.assertGreater(turns, 8)
        line = r"turn (\d+): no orders after (\d+) ms, the limit is (\d+) ms \((.*?)\)"
        (turn, passed, limit, option), = re.findall(line, bot.output)
        self.assertEqual((turn, limit, option), ("5", "500", "--turn-seconds 0.5"))
        self.assertGreaterEqual(int(passed), 500)
        self.assertIn("KeyError: 'mine'", bot.output)
        for sentence in ("2: the doctrine failed: KeyError: 'mine'", "3: the doctrine failed: SystemExit: 3",
                         "6: the call for turn 5 has not returned",
                         "8: the doctrine failed: ValueError: orders.strike: 0.5 is no whole number; round "
                         "it yourself"):
            self.assertIn(f"\nturn {sentence}; plain orders are sent\n", bot.output)
        arms = re.findall(r"(?m)^order 0 civil=\d+ fortify=(\d+)", record)
        self.assertEqual(arms, ["0" if turn in (2, 3, 5, 6, 8) else "1" for turn in range(1, turns + 1)])
        self.assertEqual(set(self.played(record)), {"person"})
        self.assertIn(f"\n5 of {turns} turns plain (late 2, failed 3, refused 0)\n", bot.output)

    def test_prepare_runs_once(self):
        self.begin()
        slow = "example.prepare = lambda view: (print('PREPARED', flush=True), time.sleep(0.7))"
        bot, record = self.record_of(None, "--load-seconds", 0.2, "--turn-seconds", 0.1, code=slow)
        self.assertEqual(bot.output.count("PREPARED"), 1)
        self.assertRegex(bot.output, r"turn 1: no orders after .* limit is 200 ms \(--load-seconds 0\.2\)")
        self.assertEqual(set(self.played(record)), {"person"})

    def test_a_prepare_that_fails(self):
        self.begin()
        bot = self.bot(code="example.prepare = lambda view: {}['weights']")
        self.assertEqual(bot.wait(), 1)
        self.assertIn("\nstopped: prepare failed: KeyError: 'weights'\n", bot.output)
        self.assertEqual(self.exercise.row(), (0, "running"))

    def test_another_key_is_refused(self):
        self.begin()
        bot = self.bot("--fingerprint", "00" * 32)
        self.assertEqual(bot.wait(), 1)
        self.assertIn(f"shows the key {self.host.fingerprint}, --fingerprint names {'00' * 32}", bot.output)
        self.assertEqual(self.exercise.row(), (0, "lobby"))
        bad = self.bot("--fingerprint", "00" * 31, name="Bad")
        self.assertEqual(bad.wait(), 2)
        self.assertIn("is no fingerprint: 64 hex digits are needed", bad.output)

    def test_the_key_of_the_first_visit_counts(self):
        """For the server, as `spiral join` has it: whatever the seat, in the same kind of file."""
        self.begin()
        first = self.bot()
        self.finish([first])
        place = f"127.0.0.1:{self.host.port}"
        self.assertIn(f"first visit to {place}; its key is noted in ", first.output)
        known = first.home / "known_servers"
        self.assertEqual(known.read_text(), f"{place} {self.host.fingerprint}\n")
        self.assertEqual({path.stat().st_mode & 0o777 for path in first.home.iterdir()}, {0o600})
        self.exercise = self.host.exercise("duel", wait_seats=1, seed=6)
        self.finish([self.bot()])
        self.assertEqual(first.output.count("first visit"), 1)
        known.write_text(f"example.org:1 {'22' * 32}\n{place} {'11' * 32}\n")
        self.exercise = self.host.exercise("duel", wait_seats=1, seed=7)
        changed = self.bot()
        self.assertEqual(changed.wait(), 1)
        self.assertIn(f"shows the key {self.host.fingerprint}, {known} has {'11' * 32}", changed.output)
        self.assertEqual(self.exercise.row(), (0, "lobby"))
        self.finish([self.bot("--fingerprint", self.host.fingerprint.upper())])
        self.assertIn("11" * 32, known.read_text(), "who names a key changes no file")
        known.write_text("nonsense\n")
        self.assertEqual(self.bot().wait(), 1)
        self.assertIn(f"{known}:1: not `host:port fingerprint`; mend or remove the line", changed.output)

    def test_what_cannot_be(self):
        self.begin()
        other = type(self.exercise)(self.host, "ZZZZZZ", self.exercise.world, 2)
        bot = Bot(self.directory, other, "Lost")
        self.players.append(bot.start())
        self.assertEqual(bot.wait(), 1)
        self.assertIn("join was refused with code 7, unknown_code: check it letter by letter", bot.output)
        self.assertEqual([path.name for path in bot.home.glob("seat-*")], [], "there is no seat")
        self.host.kill()
        bot = self.bot("--connect-seconds", 0.5)
        self.assertEqual(bot.wait(), 1)
        passed = re.search(r"not joined after (\d+) ms, the limit is 500 ms \(--connect-sec", bot.output)
        self.assertTrue(500 <= int(passed[1]) < 5000, bot.output)
        self.assertEqual(self.example().returncode, 2)

    def example(self, *words):
        temporary = self.directory / "temporary"
        temporary.mkdir(exist_ok=True)
        environment = {**os.environ, "SPIRAL_BIN": str(self.installed()), "TMPDIR": str(temporary)}
        command = [sys.executable, "-B", BOTS / "example.py", *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, timeout=GAME_SECONDS,
                              stdin=subprocess.DEVNULL, check=False, env=environment)

    def test_with_one_command(self):
        done = self.example("--local", "--scenario", "seminar", "--seed", 3)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout.rstrip("\n"), RESULT)
        self.assertEqual(list((self.directory / "temporary").iterdir()), [], "nothing is left")
        self.assertEqual(self.example("--local", "--seed", 3).stdout.split()[2:], done.stdout.split()[2:])
        unknown = self.example("--local", "--scenario", "atlantis")
        self.assertEqual(unknown.returncode, 1)
        self.assertIn("no scenario “atlantis”", unknown.stderr)
        self.assertEqual(list((self.directory / "temporary").iterdir()), [])

    def test_in_the_arena(self):
        logs = self.directory / "logs"
        mine = f"mine={sys.executable} -B {BOTS / 'example.py'}"
        done = run("arena", mine, "hawk", "--games", 2, "--logs", logs, "--scenarios", SCENARIOS)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"(?m)^  mine +8 +0 +0 ")
        self.assertEqual((logs / "mine.log").read_text().count("\nresult: world="), 8)

    def test_the_arena_says_its_limits(self):
        """The bot names them, and the last line but one of a game tells what the table cannot know."""
        program = self.directory / "late.py"
        program.write_text(HOOK.format(folder=str(BOTS), code=(
            "example.prepare = lambda view: time.sleep(1.3)\n"
            "example.doctrine = lambda view, orders: view.turn == 2 and time.sleep(60)")))
        logs, scenarios = self.directory / "logs", self.directory / "scenarios"
        scenarios.mkdir()
        duel = (SCENARIOS / "duel.yaml").read_text(encoding="utf-8").replace("max_turns: 16", "max_turns: 3")
        duel = duel.replace("scenario: duel", "scenario: short").replace("end_from: 10", "grace_turns: 0")
        (scenarios / "short.yaml").write_text(duel, encoding="utf-8")
        done = run("arena", f"late={sys.executable} -B {program}", "hawk", "--games", 2, "--turn-seconds", 1,
                   "--load-seconds", 20, "--scenario", "short", "--scenarios", scenarios, "--logs", logs)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"(?m)^  late +8 +0 +0 ")
        log = (logs / "late.log").read_text()
        limits = re.findall(  # what a busy machine leaves of the 700 ms
            r"turn 2: no orders after \d+ ms, the limit is (\d+) ms \(0\.3 s before the world's clock; "
            r"the arena's --turn-seconds 1\); plain orders are sent\n", log)
        self.assertEqual(len(limits), 8, log)
        self.assertLess(max(map(int, limits)), 800)
        self.assertEqual(log.count("\nturn 3: the call for turn 2 has not returned; plain orders"), 8)
        # two bots of a game write into the same log: their lines may cross
        self.assertEqual(len(re.findall(r"(?m)^2 of 3 turns plain \(late 2, failed 0, refused 0\)$", log)), 8, log)
        self.assertEqual(len(re.findall(r"(?m)^result: world=", log)), 8, log)


if __name__ == "__main__":
    unittest.main(verbosity=2)

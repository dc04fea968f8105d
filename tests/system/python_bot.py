"""The bot in Python: whole games, links and processes lost, orders refused, doctrines that fail or hang."""

import ast
import os
import re
import socket
import sqlite3
import subprocess
import sys
import threading
import unittest

import wire
from spiral import GAME_SECONDS, RESULT, SCENARIOS, Player, SystemTest, run, wait_until
from wire import TREE

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
        self.assertNotIn("refused", bot.output)
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
        self.assertNotIn("refused", bot.output)
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

    def test_refused_orders_give_way(self):
        """Each illegal part is named with the code; plain ones take their place, and the legal ones stand."""
        self.begin()
        rich = ("def rich(view, orders):\n    orders.fortify, orders.scrap = view.income + 1, 1000\n"
                "    orders.greedy = {1 - view.me: 321}\nexample.doctrine = rich")
        bot, record = self.record_of(None, code=rich)
        turns = self.exercise.row()[0]
        refusals = re.findall(r"(?m)^turn \d+: save_orders was refused with code 14, illegal_orders: change "
                              r"the parts that are named; item: .*scrap: more than you have, budget: wrong "
                              r"sum$", bot.output)
        self.assertEqual(len(refusals), turns)
        self.assertEqual(self.played(record), ["person"] * turns)
        plain = re.findall(r"(?m)^order 0 civil=[1-9]\d* fortify=0 .* belief=-1,321$", record)
        self.assertEqual(len(plain), turns)

    def test_orders_that_make_no_sense_give_way(self):
        self.begin()
        wild = "example.doctrine = lambda view, orders: orders.greedy.update({1 - view.me: 2000})"
        bot, record = self.record_of(None, code=wild)
        self.assertRegex(bot.output, "save_orders was refused with code 6, malformed: .*; item: .*permille")
        self.assertEqual(set(self.played(record)), {"person"})

    def test_doctrines_that_fail_or_hang(self):
        """They cost their turn; a timeout says which limit it was and how long it took."""
        self.begin()
        bad = ("def bad(view, orders):\n    orders.fortify = 1\n"
               "    if view.turn == 2:\n        raise KeyError('mine')\n"
               "    if view.turn in (1, 3):\n        time.sleep(1.2)\nexample.doctrine = bad")
        bot, record = self.record_of(None, "--turn-seconds", 1, "--load-seconds", 0.9, code=bad)
        line = r"turn (\d+): no orders after (\d+) ms, the limit is (\d+) ms \((.*?)\)"
        late = re.findall(line, bot.output)
        limits = [(turn, option) for turn, _, _, option in late]
        self.assertEqual(limits, [("1", "--load-seconds"), ("3", "--turn-seconds")])
        for _, passed, limit, _ in late:
            self.assertGreaterEqual(int(passed), int(limit))
        self.assertIn("KeyError: 'mine'", bot.output)
        self.assertIn("turn 2: the doctrine failed, see above; plain orders are sent", bot.output)
        arms = re.findall(r"(?m)^order 0 civil=\d+ fortify=(\d+)", record)
        self.assertEqual(arms[:4], ["0", "0", "0", "1"])
        self.assertEqual(set(self.played(record)), {"person"})

    def test_another_key_is_refused(self):
        self.begin()
        bot = self.bot("--fingerprint", "00" * 32)
        self.assertEqual(bot.wait(), 1)
        self.assertIn(f"the server's key is {self.host.fingerprint} instead of {'00' * 32}", bot.output)
        self.assertEqual(self.exercise.row(), (0, "lobby"))

    def test_the_key_of_the_first_visit_counts(self):
        self.begin()
        first = self.bot()
        self.finish([first])
        self.assertIn(f"is noted and checked from now on: {self.host.fingerprint}\n", first.output)
        seat, = first.home.iterdir()
        self.assertEqual(seat.stat().st_mode & 0o777, 0o600)
        kept = seat.read_text()
        seat.write_text(kept.replace(self.host.fingerprint, "11" * 32))
        self.assertEqual(self.bot().wait(), 1)
        seat.write_text(kept)
        self.finish([self.bot()])  # what ended is told again

    def test_what_cannot_be(self):
        self.begin()
        other = type(self.exercise)(self.host, "ZZZZZZ", self.exercise.world, 2)
        bot = Bot(self.directory, other, "Lost")
        self.players.append(bot.start())
        self.assertEqual(bot.wait(), 1)
        self.assertIn("join was refused with code 7, unknown_code: check it letter by letter", bot.output)
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
        self.assertIn("no scenario 'atlantis'", unknown.stderr)
        self.assertEqual(list((self.directory / "temporary").iterdir()), [])

    def test_in_the_arena(self):
        logs = self.directory / "logs"
        mine = f"mine={sys.executable} -B {BOTS / 'example.py'}"
        done = run("arena", mine, "hawk", "--games", 2, "--logs", logs, "--scenarios", SCENARIOS)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"(?m)^  mine +8 +0 +0 ")
        self.assertEqual((logs / "mine.log").read_text().count("\nresult: world="), 8)

    def test_it_is_what_it_says(self):
        """Fields and numbers are those of proto/; the language is that of Python 3.9 and its library."""
        sys.path.insert(0, str(BOTS))
        self.addCleanup(sys.path.remove, str(BOTS))
        sys.dont_write_bytecode = True
        import spiral_wire
        for message, fields in spiral_wire.MESSAGES.items():
            for name, (number, kind, many) in fields.items():
                found = wire.MESSAGES[message][name]
                is_plain = found[1] in ("uint32", "uint64", "bool") or found[1] in wire.ENUMS
                kinds = {"sint": "sint32", "uint": found[1] if is_plain else None}
                self.assertEqual((number, kinds.get(kind, kind), many), found, f"{message}.{name}")
        codes = [name.removeprefix("REFUSAL_").lower() for name in wire.ENUMS["RefusalCode"]]
        self.assertEqual([row.split(":")[0] for row in spiral_wire.REFUSALS], ["none", *codes[1:]])
        for path in BOTS.glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(), feature_version=(3, 9))):
                names = [name.name for name in node.names] if isinstance(node, ast.Import) else \
                    [node.module] if isinstance(node, ast.ImportFrom) else []
                for name in names:
                    self.assertTrue(name.startswith("spiral_") or name in sys.stdlib_module_names, name)


if __name__ == "__main__":
    unittest.main(verbosity=2)

"""What the tests of whole systems share: servers, exercises and players as real processes on loopback.

Everything is bounded in time; processes are ended by their id; nothing is left behind.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from wire import PATIENCE, TREE, Peer

# What programs say is read in English, whatever the language of whoever runs the tests.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)

BIN = Path(os.environ.get("SPIRAL_BIN", TREE / "build/release/bin"))
SCENARIOS = TREE / "config/scenarios"
GAME_SECONDS = 120  # the longest game, on a slow machine and with sanitizers
COMPLAINTS = re.compile(r"Sanitizer|runtime error:|must hold: ")


def wait_until(fits, what, seconds=PATIENCE):
    """The first true value that fits() gives."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = fits()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError(f"{what}: not within {seconds} s")


def run(*words, seconds=GAME_SECONDS, **settings):
    """A `spiral` command to its end."""
    command = [str(BIN / "spiral"), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False,
                          stdin=subprocess.DEVNULL, **settings)


class Exercise:
    def __init__(self, server, code, world, seats, key=""):
        self.server, self.code, self.world, self.seats = server, code, world, seats
        self.key = key  # of the facilitator who leads

    def row(self):
        """(finished turns, lobby | running | ended), or None while no server answers."""
        done = run("exercise", "list", "--admin", self.server.admin)
        for line in done.stdout.splitlines():
            words = line.split()
            if words and words[0] == self.code:
                return int(words[3]), words[4]
        return None


class Server:
    """spirald on a data directory. It may be killed and started again: same port, same data."""

    def __init__(self, data, log, *options, scenarios=SCENARIOS, program=BIN / "spirald", **settings):
        self.data, self.options, self.scenarios = Path(data), options, scenarios
        self.program, self.settings = program, settings
        self.port, self.process, self.fingerprint, self.opened = 0, None, None, []
        self.admin = self.data / "admin.sock"
        self.log = Path(log)

    def launch(self, port=None):
        """Starts it and gives its first line, or "" when it ended instead."""
        listen = f"127.0.0.1:{self.port if port is None else port}"
        command = [self.program, "--data", self.data, "--listen", listen, "--scenarios", self.scenarios]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([*map(str, command), *self.options], stdin=subprocess.DEVNULL,
                                            stdout=subprocess.PIPE, stderr=log, text=True, **self.settings)
        return self.process.stdout.readline()

    def start(self):
        line = self.launch()
        match = re.fullmatch(r"ready 127\.0\.0\.1:(\d+) fingerprint=(\w+) admin=(.+)\n", line)
        assert match, f"no ready line but {line!r}; the log says: {self.log_text()}"
        self.port, self.fingerprint = int(match[1]), match[2]
        return self

    def fail(self, port=None):
        """Starts what must not start: (exit status, what it said)."""
        before = len(self.log_text())
        line = self.launch(port)
        assert line == "", f"it started: {line}"
        return self.let_go(PATIENCE), self.log_text()[before:]

    def try_start(self):
        """True when it runs, False when it refused to."""
        if self.launch().startswith("ready "):
            return True
        self.let_go(PATIENCE)
        return False

    def let_go(self, seconds):
        """Waits for the process's end."""
        status = self.process.wait(seconds)
        self.process.stdout.close()
        self.process = None
        return status

    def log_text(self):
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def kill(self):
        self.end(signal.SIGKILL)

    def end(self, number=signal.SIGTERM, seconds=PATIENCE):
        """Ends it; gives the exit status and how long it took."""
        begun = time.monotonic()
        self.process.send_signal(number)
        return self.let_go(seconds), time.monotonic() - begun

    def restart(self):
        self.kill()
        return self.start()

    def exercise(self, scenario="duel", **options):
        """Options as of `spiral exercise new`, with _ for -; None: one without a value."""
        words = [word for name, value in options.items() for word in (f"--{name.replace('_', '-')}", value)
                 if word is not None]
        done = run("exercise", "new", "--admin", self.admin, "--scenario", scenario, *words)
        assert done.returncode == 0, done.stderr
        said = dict(re.findall(r"(?m)^(\w+) (\S+)$", done.stdout))  # sentences follow
        return Exercise(self, said["code"], said["world"], int(said["seats"]), said["key"])

    def peer(self, greet=True):
        """A connection, which the test need not close."""
        self.opened.append(Peer(self.port, greet))
        return self.opened[-1]

    def hang_up(self):
        for peer in self.opened:
            peer.close()
        self.opened = []

    def peers(self, exercise, count):
        """That many persons in an exercise, once the world runs."""
        peers = [self.peer() for _ in range(count)]
        for number, peer in enumerate(peers):
            peer.join(exercise.code, f"Person {number}")
        for peer in peers:
            if peer.latest["clock"]["state"] == "CLOCK_LOBBY":
                peer.until("clock", lambda clock: clock["state"] == "CLOCK_OPEN")
        return peers


class Player:
    """A `spiral join` process; `output` is what it has said so far."""

    def __init__(self, directory, exercise, name, *options, stdin=subprocess.DEVNULL):
        self.home = Path(directory) / f"home-{name}"
        self.said = Path(directory) / f"said-{name}"
        self.place = f"127.0.0.1:{exercise.server.port}"
        self.command = [BIN / "spiral", "join", self.place, exercise.code, "--name", name,
                        "--home", self.home, *options]
        self.stdin, self.process = stdin, None

    def start(self):
        with open(self.said, "ab") as said:
            self.process = subprocess.Popen([*map(str, self.command)], stdin=self.stdin, stdout=said,
                                            stderr=subprocess.STDOUT, text=True)
        return self

    @property
    def output(self):
        return self.said.read_text(errors="replace")

    def type(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def await_text(self, text, seconds=PATIENCE):
        wait_until(lambda: text in self.output, f"{text!r} in the words of a player", seconds)

    def wait(self, seconds=GAME_SECONDS):
        status = self.process.wait(seconds)
        self.let_go()
        return status

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.let_go()

    def let_go(self):
        if self.process.stdin:
            self.process.stdin.close()

    @property
    def last_line(self):
        return self.output.rstrip().rsplit("\n", 1)[-1]


class SystemTest(unittest.TestCase):
    """Gives each test a directory of its own and takes back whatever it started."""

    def setUp(self):
        self.directory = Path(tempfile.mkdtemp(prefix="spiral-"))
        self.addCleanup(shutil.rmtree, self.directory, ignore_errors=True)
        self.servers, self.players = [], []
        self.addCleanup(self.take_back)

    def take_back(self):
        """Ends what runs; a program that complained of itself fails the test."""
        for player in self.players:
            if player.process and player.process.poll() is None:
                player.kill()
            self.assertNotRegex(player.output, COMPLAINTS)
        for server in self.servers:
            server.hang_up()
            if server.process and server.process.poll() is None:
                server.end()
            self.assertNotRegex(server.log_text(), COMPLAINTS)

    def server(self, *options, name="data", **settings):
        """A server that is not started yet."""
        log = self.directory / f"log-{len(self.servers)}"
        server = Server(self.directory / name, log, *options, **settings)
        self.servers.append(server)
        return server

    def player(self, exercise, name, *options, **settings):
        player = Player(self.directory, exercise, name, *options, **settings)
        self.players.append(player)
        return player.start()

    def finish(self, players):
        """Waits for players that play to the end; gives the result line, which is the same for all."""
        for player in players:
            self.assertEqual(player.wait(), 0, player.output[-2000:])
        lines = {player.last_line for player in players}
        self.assertEqual(len(lines), 1, lines)
        self.assertRegex(min(lines), RESULT)
        return lines.pop()

    def verify(self, place):
        """`spiral replay --verify` on a data directory or a record; gives what it said."""
        done = run("replay", place, "--verify")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"(?m)^verified: worlds=\d+ turns=\d+$")
        return done.stdout

    def saved_orders(self, place):
        done = run("replay", place, "--orders")
        self.assertEqual(done.returncode, 0, done.stderr)
        return set(done.stdout.splitlines())

    def installed(self):
        """A directory laid out as after an installation, programs in bin/ beside share/."""
        place = self.directory / "installed"
        if not place.exists():
            (place / "share/spiral").mkdir(parents=True)
            shutil.copytree(SCENARIOS, place / "share/spiral/scenarios")
            (place / "bin").mkdir()
            for program in ("spiral", "spirald"):
                shutil.copy(BIN / program, place / "bin")
        return place / "bin"


RESULT = (r"^result: world=[0-9a-f]{32} turns=\d+"
          r"( \S+=(security_seeker|greedy|limited|protector|fearful)/-?\d+)+$")

"""The server is killed hundreds of times, at moments of every kind, and each time nothing acknowledged is lost or done twice.

    crash_loop.py [--kills N] [--seed N]        or CRASH_KILLS and CRASH_SEED

Players save, write, state beliefs and get ready in several worlds, hosts pause and extend, strangers shake hands half and
join, all at once; ended worlds are followed by new ones. A kill comes at a random time, or at once when somebody reaches the
wanted moment. After each start everybody looks for what was promised to them, and sends again what was not answered.
"""

import random
import sqlite3
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from os import environ
from pathlib import Path

import release  # pylint: disable=unused-import
from crash_players import Cycle, Host, Ledger, Player, Stranger, World
from spiral import COMPLAINTS, Server, run
from wire import PATIENCE

KILLS, WORLDS = 200, 3
LONGEST_LIFE = 1.5  # seconds; the wanted moment did not come
CHECK_EVERY = 10  # kills, for the whole journal
RENEW_EVERY = 100  # kills in one data directory
DOWN_EVERY, DOWN_SECONDS = 40, 0.8  # kills, after which it stays down for long enough to be missed on a clock

# moment, how often, the longest delay behind it in seconds
MOMENTS = (
    ("any time", 5, 0), ("start", 4, 0), ("handshake", 2, 0.0005), ("join", 2, 0.0005), ("resume", 2, 0.0005),
    ("save_orders sent", 4, 0.001), ("save_orders answered", 3, 0), ("send_press sent", 2, 0.001),
    ("send_press answered", 1, 0), ("state_beliefs sent", 2, 0.001), ("set_ready sent", 2, 0.001),
    ("last ready sent", 5, 0.002), ("set_ready answered", 1, 0.001), ("fan-out", 4, 0.0003), ("ruling", 3, 0.001),
)


def option(name, default):
    words = sys.argv[1:]
    if f"--{name}" in words:
        return int(words[words.index(f"--{name}") + 1])
    return int(environ.get(f"CRASH_{name.upper()}", default))


def where_is(thread):
    """What a thread is doing, for whoever wonders why it does not end."""
    frame = sys._current_frames().get(thread.ident)  # pylint: disable=protected-access
    return "".join(traceback.format_stack(frame)) if frame else "it has just ended"


class Loop:
    """A data directory, everybody who plays in it, and the kills."""

    def __init__(self, directory, dice, ledger, moments):
        self.dice, self.ledger, self.moments = dice, ledger, moments
        self.server = Server(directory / "data", directory / "log")
        self.server.lived, self.server.lives, self.server.spawned = 0.0, 0, 0.0
        self.start_seconds = 0.02
        worlds = [World(ledger) for _ in range(WORLDS)]
        seed = lambda: random.Random(dice.random())
        self.actors = [Player(f"Player {number}", worlds[number // 2], ledger, seed()) for number in range(2 * WORLDS)]
        self.actors += [Host(worlds[0], ledger, seed()), Host(worlds[1], ledger, seed()), Stranger(ledger, seed())]

    # ---- lives

    def killed_at_start(self, longest):
        """Starts it and kills it at some moment of its recovery."""
        server, delay = self.server, self.dice.uniform(0, longest)

        def killer():
            while not server.process:
                time.sleep(0.0001)
            time.sleep(delay)
            server.process.kill()

        thread = threading.Thread(target=killer)
        thread.start()
        line = server.launch()
        thread.join()
        server.let_go(PATIENCE)
        return "start, recovering" if not line else "start, just ready"

    def life(self, moment, longest_delay):
        """One start, activity, a kill; gives the moment of the kill."""
        server = self.server
        server.spawned = time.monotonic()
        server.lives += 1
        if moment == "start" and server.port:
            died = self.killed_at_start(1.2 * self.start_seconds)
        else:
            server.start()
            self.start_seconds += (time.monotonic() - server.spawned - self.start_seconds) / 4
            died = self.play(moment, self.dice.choice((0, self.dice.uniform(0, longest_delay))))
        server.lived += time.monotonic() - server.spawned
        return died

    def play(self, moment, delay):
        cycle = Cycle(self.server, moment, delay)
        threads = [threading.Thread(target=actor.live, args=(cycle,), daemon=True) for actor in self.actors]
        for thread in threads:
            thread.start()
        if not cycle.killed.wait(self.dice.uniform(0, 0.12) if moment == "any time" else LONGEST_LIFE):
            cycle.kill("any time")
        self.server.let_go(PATIENCE)
        for thread in threads:
            thread.join(2 * PATIENCE)  # one wait of its own may take all of its patience
            assert not thread.is_alive(), f"an actor hangs:\n{where_is(thread)}"
        for actor in self.actors:
            assert not actor.failure, f"{actor.failure}\nthe log says:\n{self.server.log_text()[-3000:]}"
        return cycle.moment

    # ---- what the journal says

    def check_orders(self):
        """Every acknowledged order set is in the journal, and no two have one revision."""
        done = run("replay", self.server.data, "--orders")
        assert done.returncode == 0, done.stderr
        kept, names = {}, {}
        for line in done.stdout.splitlines():
            world, turn, state, revision, digest = line.split()
            names.setdefault("Left", 0), names.setdefault("Right", 1)
            key = (world, int(turn), names[state], int(revision))
            assert key not in kept, f"saved twice: {line}"
            kept[key] = digest
        for key, digest in self.ledger.orders.items():
            assert kept.get(key) == digest, f"{key} was acknowledged as {digest}, kept is {kept.get(key)}"
        self.ledger.count("orders looked for", len(self.ledger.orders))

    def check_all(self):
        self.check_orders()
        done = run("replay", self.server.data, "--verify")
        assert done.returncode == 0, done.stderr
        print("   ", done.stdout.splitlines()[-1])
        database = sqlite3.connect(f"file:{self.server.data / 'journal.db'}?mode=ro", uri=True)
        rows = database.execute("SELECT stream, body FROM journal WHERE kind = 'turn'").fetchall()
        turns = Counter((stream, str(body).split("\n", 1)[0]) for stream, body in rows)
        assert turns and max(turns.values()) == 1, turns.most_common(3)
        self.ledger.count("turns resolved once", len(turns))
        database.close()
        log = self.server.log_text()
        self.ledger.count("torn tails cut", log.count("journal_tail_cut"))
        assert not COMPLAINTS.search(log), log[-3000:]

    def run(self, kills, died):
        for number in range(kills):
            moment, delay = self.moments()
            died[self.life(moment, delay)] += 1
            if number % CHECK_EVERY == CHECK_EVERY - 1:
                self.check_orders()
            if number % DOWN_EVERY == DOWN_EVERY - 1:
                time.sleep(DOWN_SECONDS)
        self.life("any time", 0)  # everybody looks once more
        self.check_all()
        self.ledger.orders.clear()


def main():
    kills, seed = option("kills", KILLS), option("seed", time.time_ns() % 1000000)
    print(f"{kills} kills, seed {seed}")
    sys.setswitchinterval(0.0005)
    dice, ledger, died, begun = random.Random(seed), Ledger(), Counter(), time.monotonic()
    deck = []

    def moments():
        """Each kind in turn, as often as it is worth, in any order."""
        if not deck:
            deck.extend((name, delay) for name, weight, delay in MOMENTS for _ in range(weight))
            dice.shuffle(deck)
        return deck.pop()

    while died.total() < kills:
        with tempfile.TemporaryDirectory(prefix="spiral-crash-") as directory:
            Loop(Path(directory), dice, ledger, moments).run(min(RENEW_EVERY, kills - died.total()), died)
    for what, count in sorted(died.items()):
        print(f"    killed at {what}: {count}")
    for what, count in sorted(ledger.counts.items()):
        print(f"    {what}: {count}")
    print(f"{died.total()} kills in {time.monotonic() - begun:.1f} s")
    if kills >= KILLS:
        missing = {name for name, _, _ in MOMENTS if not any(what.startswith(name) for what in died)}
        assert not missing, f"no kill at {missing}"
        for what in ("orders acknowledged", "messages looked for", "promises looked for", "rulings looked for",
                     "clocks compared", "answers given again", "unanswered commands sent again", "persons looked for"):
            assert ledger.counts.get(what, 0) > 0, f"{what}: none"


if __name__ == "__main__":
    main()

"""Live or headless, the same world: a game on a server and the simulator's game 0 of the same seed."""

import re
import subprocess
import unittest

from spiral import GAME_SECONDS, SCENARIOS, SystemTest, run


class SimLive(SystemTest):
    def live(self, scenario, seed):
        """The record of a game in which bots play all seats, one of them over the network."""
        record = self.directory / f"{scenario}-{seed}"
        command = [self.installed() / "spiral", "play", "--auto", "--scenario", scenario, "--seed", str(seed),
                   "--home", self.directory / "home", "--record", record]
        done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=GAME_SECONDS,
                              stdin=subprocess.DEVNULL, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return record.read_text()

    def headless(self, scenario, seed):
        records = self.directory / f"records-{scenario}-{seed}"
        done = run("sim", "--scenarios", SCENARIOS, "--scenario", scenario, "--games", 1, "--seed", seed,
                   "--records", records)
        self.assertEqual(done.returncode, 0, done.stderr)
        record, = records.iterdir()
        self.verify(record)
        return record.read_text()

    def course(self, record):
        """All that decides a world: dice, motives, scenario, orders of each turn, end."""
        lines = [line for line in record.splitlines() if not re.match("world=|salt=|commitment=|source=|hash=", line)]
        self.assertGreater(sum(line.startswith("order ") for line in lines), 10)
        self.assertRegex(lines[-1], "^end=[1-9]$")
        return lines

    def test_live_is_headless(self):
        for scenario, seed in (("duel-1", 5), ("seminar", 6), ("ring-6", 7)):
            live, headless = self.live(scenario, seed), self.headless(scenario, seed)
            self.assertEqual(self.course(live), self.course(headless))
            self.assertNotEqual(live, headless, "every live world has an id and a salt of its own")
        self.assertNotEqual(self.course(self.headless("duel-1", 8)), self.course(self.headless("duel-1", 9)))


if __name__ == "__main__":
    unittest.main(verbosity=2)

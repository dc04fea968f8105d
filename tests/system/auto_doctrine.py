"""A doctrine that plays over the network orders, turn by turn, what it orders in the simulator's process."""

import re
import unittest

from spiral import SCENARIOS, SystemTest, run

SEED = 8
# random_legal is left out: it draws from dice of the person, which are new in every world
DOCTRINES = ("security_seeker", "greedy", "offensive_realist", "pacifist", "appeaser", "hawk", "tit_for_tat",
             "grit", "buck_passer", "loyal_ally", "opportunist")


class AutoDoctrine(SystemTest):
    def orders(self, record):
        """The lines of orders, state by state and turn by turn, behind the motives on which they rest."""
        lines = [line for line in record.splitlines() if re.match("turn=|order |motives=|end=", line)]
        self.assertGreater(len(lines), 6 * 8)
        return lines

    def headless(self, doctrine):
        records = self.directory / f"records-{doctrine}"
        done = run("sim", "--scenarios", SCENARIOS, "--scenario", "seminar", "--games", 1, "--seed", SEED,
                   "--bots", f"{doctrine},-,-,-,-,-", "--records", records)
        self.assertEqual(done.returncode, 0, done.stderr)
        record, = records.iterdir()
        return self.orders(record.read_text())

    def begin(self, server, doctrine):
        """One seat over the network; the server's own bots hold the others, each fitting its motive."""
        exercise = server.exercise("seminar", wait_seats=1, seed=SEED)
        record = self.directory / f"live-{doctrine}"
        return self.player(exercise, doctrine, "--auto", doctrine, "--record", record)

    def test_live_is_in_process(self):
        server = self.server("--allow-seed").start()
        for player in [self.begin(server, doctrine) for doctrine in DOCTRINES]:
            self.finish([player])
        wanted = [self.headless(doctrine) for doctrine in DOCTRINES]
        for doctrine, headless in zip(DOCTRINES, wanted):
            record = (self.directory / f"live-{doctrine}").read_text()
            self.assertEqual(self.orders(record), headless, doctrine)
            sources = set(re.findall(r"(?m)^source=0 (\w+)$", record))
            self.assertEqual(sources - {"none"}, {"person"}, doctrine)
        self.assertGreater(len({tuple(lines) for lines in wanted}), 6, "doctrines differ")
        self.verify(server.data)

    def test_no_doctrine_is_forgotten(self):
        said = run("arena", "no_such_doctrine", "hawk").stderr
        known = set(re.search(r"there are ([\w, ]+);", said)[1].split(", "))
        self.assertEqual(known - set(DOCTRINES), {"random_legal"})


if __name__ == "__main__":
    unittest.main(verbosity=2)

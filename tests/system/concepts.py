"""docs/concepts.md names only what there is: metrics, claims, tests and files; and every metric has a concept."""

import os
import re
import subprocess
import unittest

from spiral import BIN, TREE, run
from theory import OPEN


def named(cell):
    return re.findall(r"`([^`]+)`", cell)


class Concepts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        lines = (TREE / "docs/concepts.md").read_text(encoding="utf-8").splitlines()
        table = [line for line in lines if line.startswith("|")][2:]
        cls.rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in table]

    def assert_named(self, column, known, at_least):
        asked = {name for row in self.rows for name in named(row[column])}
        self.assertGreaterEqual(len(asked), at_least)
        self.assertEqual(sorted(asked - known), [])
        return asked

    def test_the_table_is_whole(self):
        self.assertGreaterEqual(len(self.rows), 45)
        for row in self.rows:
            self.assertEqual(len(row), 5, row)
            for column in (2, 3, 4):
                self.assertTrue(named(row[column]), row)

    def test_files(self):
        files = {name.split(":")[0] for row in self.rows for name in named(row[1]) if "/" in name}
        self.assertGreaterEqual(len(files), 15)
        self.assertEqual([name for name in sorted(files) if not os.path.exists(TREE / name)], [])

    def test_numbers(self):
        told = run("debrief", "--metrics").stdout
        known = set(re.findall(r"(?m)^### `([a-z0-9_]+)`$", told))
        self.assertGreaterEqual(len(known), 60)
        asked = self.assert_named(2, known, 50)
        # counts that only give the size of what another number divides, and the course of one that is there
        plain = {"wars", "escalation_first", "escalation_middle", "escalation_last", "escalation_answered",
                 "net_strike"}
        self.assertEqual(sorted(known - asked - plain), [])

    def test_claims(self):
        listed = run("theory", "--list").stdout
        known = {line.split()[0] for line in listed.splitlines() if line.strip()}
        self.assert_named(3, known, 30)

    def test_open_claims_are_called_open(self):
        """Wherever they are named, and no others."""
        named_open, named_plain = set(), set()
        for row in self.rows:
            for name, is_open in re.findall(r"`([^`]+)`( \(open\))?", row[3]):
                (named_open if is_open else named_plain).add(name)
        self.assertEqual(named_open, OPEN)
        self.assertEqual(named_plain & OPEN, set())

    def test_tests(self):
        listed = subprocess.run(["ctest", "-N"], cwd=BIN.parent, capture_output=True, text=True, check=True)
        known = set(re.findall(r"(?m)^ +Test +#\d+: (\S+)$", listed.stdout))
        self.assert_named(4, known, 20)


if __name__ == "__main__":
    unittest.main(verbosity=2)

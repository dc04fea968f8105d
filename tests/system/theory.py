"""`spiral theory`: every row whole and in 80 columns, the same whatever the work is divided into, and an exit
status that says what the rows say."""

import re
import subprocess
import unittest

from spiral import BIN, SCENARIOS, run

LABELS = ("claim", "source", "expected", "tolerance", "tuned", "measured")
OPEN = {
    "reassurance_signals", "reputation", "mobilisation_1914", "mobilisation_duel", "immediate_deterrence",
    "preventive_war", "leaks", "intelligence_pays", "audience_cost", "routine_cost", "dilemma_in_play",
}


def theory(*words):
    return run("theory", "--scenarios", SCENARIOS, *words)


def rows_of(printed):
    """{id: (answer, {label: text})}, in order."""
    rows = {}
    for block in printed.split("\n\n")[:-1]:
        first, *lines = block.splitlines()
        answer, name = first.rsplit(None, 1)
        texts, label = {}, None
        for line in lines:
            label = line[:12].strip() or label
            texts[label] = (texts.get(label, "") + " " + line[13:]).strip()
        rows[name] = answer, texts
    return rows


class Rows(unittest.TestCase):
    def test_a_sample_of_every_row(self):
        """With a tenth of the games nothing differs but what is known to, and open is what the rulebook names."""
        done = theory("--percent", 10)
        self.assertEqual(done.stderr, "")
        self.assertTrue(all(len(line) <= 80 for line in done.stdout.splitlines()[:-1]))
        rows = rows_of(done.stdout)
        for name, (answer, texts) in rows.items():
            with self.subTest(row=name):
                self.assertEqual(tuple(texts), LABELS)
                self.assertTrue(all(texts.values()))
                self.assertIn(answer, ("agrees", "open", "DIFFERS"))
        differ = {name for name, (answer, _) in rows.items() if answer == "DIFFERS"}
        self.assertEqual(differ, set())
        self.assertEqual({name for name, (answer, _) in rows.items() if answer == "open"}, OPEN)
        agree = len(rows) - len(differ) - len(OPEN)
        equations = sum("an equation of the literature" in texts["tuned"] for _, texts in rows.values())
        self.assertGreater(equations, 5)
        self.assertEqual(done.stdout.splitlines()[-2:], [
            "Few games are weak evidence: tolerances follow their number.",
            f"{len(rows)} rows: {agree} agree, {len(differ)} differ, {len(OPEN)} open; {equations} of them are "
            "equations of the literature, without the engine (seed 0, 10 % of the games)"])
        self.assertEqual(done.returncode, 1 if differ else 0)
        listed = run("theory", "--list").stdout.splitlines()
        self.assertEqual([line.split()[0] for line in listed if line.startswith(" ")], list(rows))

    def test_the_work_may_be_divided(self):
        one, many = (theory("--part", "worlds", "--percent", 10, "--jobs", jobs) for jobs in (1, 5))
        self.assertEqual(one.stdout, many.stdout)
        self.assertEqual((one.returncode, many.returncode), (0, 0))

    def test_figures_of_the_rulebook(self):
        """On its dice and games the very digits; on other dice others."""
        words = ("worlds_war", "chain_gang")
        rows = rows_of(theory(*words).stdout)
        self.assertEqual(list(rows), list(words))
        self.assertEqual(rows["worlds_war"][1]["measured"], "war % 58.2 0.0 3.4 0.0")
        self.assertIn("honoured 0 0 11 50 68 55 %", rows["chain_gang"][1]["measured"])
        other = rows_of(theory("--seed", 7, "worlds_war").stdout)
        self.assertEqual(other["worlds_war"], ("agrees", {**rows["worlds_war"][1],
                                                          "measured": "war % 56.0 0.0 3.4 0.0"}))


class Words(unittest.TestCase):
    def refused(self, *words):
        done = run("theory", *words)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertRegex(done.stderr, r"\Aspiral theory: .+\n\Z")
        return done.stderr

    def test_wrong_words(self):
        for option, values in (("--percent", ("0", "101", "x", "")), ("--seed", ("-1", "4000001", "1.5")),
                               ("--jobs", ("0", "65"))):
            for value in values:
                with self.subTest(option=option, value=value):
                    self.assertIn("is not a number in", self.refused(option, value))
        self.assertIn("--list names them", self.refused("no_such_row"))
        self.assertIn("--list names them", self.refused("--part", "no_such_part"))
        self.assertIn("not understood", self.refused("--fast", "1"))
        self.assertIn("no value", self.refused("--percent"))

    def test_the_list(self):
        """Claims by their first words; a part alone when it is named, with the option or without."""
        whole = run("theory", "--list").stdout.splitlines()
        self.assertTrue(all(len(line) <= 80 for line in whole))
        for line in whole:
            if line.startswith(" "):
                self.assertRegex(line, r"^  [a-z0-9_]+ +[A-Z0-9]\S* .*(\.| \.\.\.)$")
        part = run("theory", "--list", "--part", "worlds").stdout.splitlines()
        self.assertEqual(part[0], "worlds")
        at = whole.index("worlds")
        self.assertEqual(part, whole[at:at + len(part)])
        self.assertFalse(whole[at + len(part)].startswith(" "))
        self.assertEqual(run("theory", "--list", "worlds").stdout.splitlines(), part)

    def test_a_full_disk_is_told(self):
        for words in (("--list",), ("--help",), ("fear_threshold",)):
            with open("/dev/full", "w", encoding="utf-8") as full:
                command = [BIN / "spiral", "theory", "--scenarios", SCENARIOS, *words]
                done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
            self.assertEqual(done.returncode, 1, words)
            self.assertRegex(done.stderr, r"\Aspiral theory: .*could not be written.*\n\Z")

    def test_scenarios_that_are_not_there(self):
        """A row that cannot be computed is no row that agrees; the others are computed."""
        done = run("theory", "--scenarios", SCENARIOS / "none", "intrastate", "worlds_war", "--percent", 1)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"\Aspiral theory: .*intrastate.*\n\Z")
        self.assertEqual({name: answer for name, (answer, _) in rows_of(done.stdout).items()},
                         {"intrastate": "NOT COMPUTED", "worlds_war": "agrees"})
        self.assertRegex(done.stdout.splitlines()[-1], r"1 not computed \(")

    def test_help(self):
        done = run("theory", "--help")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertTrue(re.match(r"usage: spiral theory", done.stdout))


if __name__ == "__main__":
    unittest.main()

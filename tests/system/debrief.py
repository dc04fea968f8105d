"""`spiral debrief`: the cards of finished worlds, from a server's directory and from records, and as JSON."""

import json
import re
import shutil
import subprocess
import unittest

from spiral import BIN, SCENARIOS, SystemTest, TREE, run, wait_until

CARDS = tuple(f"D{number}" for number in range(9))
MOTIVES = ("seeker", "greedy", "limited aims", "protector", "fearful", "busca seguridad", "codicioso:")


class Debrief(SystemTest):
    def record(self, scenario, seed=1, **motives):
        """The record of a game that bots play, with the motives of the named states fixed."""
        scenarios = self.directory / f"scenarios-{scenario}-{seed}-{len(motives)}"
        shutil.copytree(SCENARIOS, scenarios)
        path = scenarios / f"{scenario}.yaml"
        text = path.read_text()
        for name, motive in motives.items():
            text, count = re.subn(rf"(- name: {name}\n)(    motive: \w+\n)?", rf"\1    motive: {motive}\n", text)
            self.assertEqual(count, 1, name)
        path.write_text(text)
        records = self.directory / f"records-{scenario}-{seed}-{len(motives)}"
        done = run("sim", "--scenario", scenario, "--scenarios", scenarios, "--games", 1, "--seed", seed,
                   "--records", records)
        self.assertEqual(done.returncode, 0, done.stderr)
        return next(records.iterdir())

    def debrief(self, *words):
        done = run("debrief", *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stderr, "")
        return done.stdout

    def refused(self, status, *words):
        done = run("debrief", *words)
        self.assertEqual((done.returncode, done.stdout), (status, ""), done.stderr)
        self.assertNotRegex(done.stderr, "Sanitizer|runtime error")
        return done.stderr

    def expect_in_order(self, text, *parts):
        text = " ".join(text.split())
        for part in parts:
            before, found, text = text.partition(part)
            self.assertTrue(found, f"{part!r} is not in its place in: {before}")

    # ---- what it says

    def test_the_cards_come_in_order_and_keep_the_secret(self):
        record = self.record("world-1")
        for language, question in (("en", "QUESTION: "), ("es", "PREGUNTA: ")):
            text = self.debrief(record, "--lang", language)
            self.assertEqual(re.findall(r"(?m)^(D\d) - ", text), list(CARDS))
            self.assertEqual(text.count(question), len(CARDS))
            before = text[:text.index("\nD3 - ")]
            for motive in MOTIVES:
                self.assertNotIn(motive, before)
            self.assertLessEqual(max(map(len, text.splitlines())), 80)
            one = self.debrief(record, "--lang", language, "--card", "D4")
            self.assertEqual(re.findall(r"(?m)^(D\d) - ", one), ["D4"])
            self.assertIn(one.partition("\n")[2].strip(), text)

    def test_an_innocent_world_1_is_a_spiral(self):
        states = dict.fromkeys(("North", "East", "South", "West"), "security_seeker")
        text = self.debrief(self.record("world-1", 3, **states), "--card", "D6")
        self.expect_in_order(text, "This was the security dilemma", "Main cause: Spiral.", "Evidence:",
                             "both raised their arms", "The suspicion of")

    def test_1914_is_a_chain(self):
        text = self.debrief(self.record("europe-1914"), "--card", "D6")
        self.expect_in_order(text, "Chain of alliances", "Pulled in by alliances:", "Evidence:", "was called by",
                             "came to the help of", "Ledger of alliances")

    def test_greed_is_no_dilemma(self):
        states = {"North": "security_seeker", "East": "greedy", "South": "security_seeker", "West": "greedy"}
        text = self.debrief(self.record("world-3", 1, **states), "--card", "D6")
        self.expect_in_order(text, "This was no security dilemma", "Main cause: Aggression.", "No security dilemma.",
                             "Evidence:", "is greedy.")
        self.assertNotIn("Main cause: Spiral", text)

    # ---- for programs

    def test_json_is_whole(self):
        object_ = json.loads(self.debrief(self.record("seminar"), "--json"))
        self.assertEqual((object_["format"], object_["version"]), ("spiral-debrief", 1))
        names = re.findall(r"(?m)^### `(\w+)`$", (TREE / "docs/metrics.md").read_text())
        self.assertEqual([metric["name"] for metric in object_["metrics"]], names)
        for metric in object_["metrics"]:
            self.assertEqual(metric["value"] is None, metric["sentence"] is None, metric)
            if metric["value"] is not None:
                self.assertLessEqual(metric["value"], metric["high"] if metric["high"] is not None else 1e18)
                self.assertGreaterEqual(metric["value"], metric["low"] if metric["low"] is not None else -1e18)
        values = {metric["name"]: metric["value"] for metric in object_["metrics"]}
        self.assertEqual(values["wars"], len(object_["wars"]))
        self.assertEqual(values["spirals"], len(object_["spirals"]))
        self.assertIsNotNone(values["price_of_uncertainty"])
        self.assertEqual(len(object_["turn_list"]), object_["turns"])
        causes = {rule["cause"] for rule in object_["rules"]}
        for war in object_["wars"]:
            self.assertIn(war["main_cause"], war["causes"])
            self.assertLessEqual(set(war["causes"]), causes)
            self.assertTrue(war["evidence"])
        self.brier_agrees(object_, values["brier"])

    def brier_agrees(self, object_, expected):
        """The same number from the beliefs, by another hand."""
        greedy = [not actor["seeks_security"] for actor in object_["actors"]]
        beliefs = [pair for turn in object_["turn_list"] for pair in turn["beliefs"]]
        self.assertTrue(beliefs)
        squares = [(pair["belief"] / 1000 - greedy[pair["about"]]) ** 2 for pair in beliefs]
        self.assertAlmostEqual(sum(squares) / len(squares), expected, places=5)

    def test_the_manual_is_printed_from_the_rows(self):
        self.assertEqual(self.debrief("--metrics"), (TREE / "docs/metrics.md").read_text())
        self.assertIn(self.debrief("--rules"), (TREE / "docs/debrief.md").read_text())
        self.assertIn("# Métricas", self.debrief("--metrics", "--lang", "es"))

    # ---- a server's directory

    def play(self, data, *options):
        command = [self.installed() / "spiral", "play", "--auto", "--home", self.directory / "home", "--data", data,
                   *options]
        done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=120,
                              stdin=subprocess.DEVNULL, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return re.search(r"world=(\w+)", done.stdout)[1]

    def test_worlds_of_a_directory_are_told_apart(self):
        data = self.directory / "games"
        one = self.play(data, "--scenario", "duel", "--seed", "1")
        record = self.directory / "record"
        two = self.play(data, "--scenario", "world-3", "--seed", "2", "--record", record)
        said = self.refused(2, data)
        self.expect_in_order(said, "2 worlds; choose one with --world", one, two)
        self.assertIn("ended", said)
        self.assertIn(one, self.refused(2, data, "--world", "f" * 32))
        text = self.debrief(data, "--world", two[:10], "--card", "D7")
        self.assertNotIn(one[:8], text)  # another exercise; debrief_told.py has worlds of one
        beside = json.loads(self.debrief(data, "--world", two, "--json"))
        alone = json.loads(self.debrief(record, "--json"))
        self.assertRegex(beside.pop("name"), r"^[A-Z0-9]{6}$")
        self.assertEqual(beside["other_worlds"], [])
        self.assertEqual(beside, alone, "directory and record tell the same")

    def test_a_world_in_play_keeps_its_secrets(self):
        server = self.server().start()
        exercise = server.exercise("duel", wait_seats=2)
        for name in ("Ann", "Ben"):
            self.player(exercise, name, "--auto", "--think-ms", "60000")
        wait_until(lambda: (exercise.row() or ("", ""))[1] == "running", "the start of the world")
        said = self.refused(1, server.data)
        self.expect_in_order(said, exercise.world, "is still being played", "motives are secret")
        self.assertEqual(self.refused(1, server.data, "--world", exercise.world), said)
        server.end()

    # ---- bad input

    def test_bad_places_are_named(self):
        record = self.record("duel")
        text = record.read_text()
        start, _, rest = text.rpartition("order 0 ")
        other = "9" if rest[0] != "9" else "8"
        empty = self.directory / "empty"
        empty.mkdir()
        self.assertIn("empty", self.refused(1, empty))
        self.assertIn("nowhere", self.refused(1, self.directory / "nowhere"))
        for name, damaged, said in (
                ("cut", text[:len(text) // 2], "turn "),
                ("changed", f"{start}order 0 {other}{rest[1:]}", "turn 16: "),
                ("rules", text.replace("rules=1", "rules=2"), "version 1"),
                ("noise", "\x00\xff" * 100, "noise")):
            place = self.directory / name
            place.write_text(damaged)
            self.assertIn(said, self.refused(1, place, "--card", "D3"), name)

    def test_usage(self):
        self.assertIn("usage:", self.refused(2))
        self.assertIn("--card", self.refused(2, "x", "--card", "D9"))
        self.assertIn("--width", self.refused(2, "x", "--width", "20"))
        self.assertIn("--world W", self.debrief("--help"))
        self.assertIn("debrief", subprocess.run([BIN / "spiral", "help"], capture_output=True, text=True,
                                                check=True).stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)

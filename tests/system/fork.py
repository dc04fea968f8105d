"""`spiral fork`: a finished world with one order changed, from a record and from a server's directory."""

import json
import re
import unittest

from spiral import SCENARIOS, SystemTest, run

LANGUAGES = {"en": ("bots go on", "changed, bots go on"), "es": ("siguen bots", "con el cambio, siguen bots")}


class Fork(SystemTest):
    def record(self, scenario="seminar", bots="hawk", seed=5):
        records = self.directory / f"records-{scenario}-{bots}-{seed}"
        done = run("sim", "--scenario", scenario, "--scenarios", SCENARIOS, "--games", 1, "--seed", seed,
                   "--bots", bots, "--records", records)
        self.assertEqual(done.returncode, 0, done.stderr)
        return next(records.iterdir())

    def fork(self, *words):
        done = run("fork", *words)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def refused(self, status, *words):
        done = run("fork", *words)
        self.assertEqual((done.returncode, done.stdout), (status, ""), done.stderr)
        self.assertNotRegex(done.stderr, "Sanitizer|runtime error")
        return done.stderr

    def first_attack(self, record):
        """Turn, attacker and target of the world as it was played."""
        told = json.loads(self.fork(record, "--turn", 1, "--state", "A", "--orders", "attack nobody", "--throws", 0, "--json"))
        attack = next(row for row in told["played"]["attacks"] if not row["called"])
        return attack["turn"], attack["attacker"], attack["target"]

    def test_an_attack_is_taken_back(self):
        record = self.record()
        turn, attacker, target = self.first_attack(record)
        told = json.loads(self.fork(record, "--turn", turn, "--state", attacker, "--orders", "attack nobody", "--json"))
        self.assertEqual(told["changes"], [{"part": "attack", "was": target, "instead": "nobody"}])
        attacks = {course: [(row["attacker"], row["target"]) for row in told[course]["attacks"] if row["turn"] == turn]
                   for course in ("played", "unchanged", "changed")}
        self.assertEqual(attacks["played"], attacks["unchanged"])
        self.assertEqual(attacks["changed"], [row for row in attacks["played"] if row != (attacker, target)])
        throws = told["throws"]
        self.assertEqual(throws["count"], 100)
        self.assertEqual(throws["fewer_wars"] + throws["as_many_wars"] + throws["more_wars"], 100)

    def test_the_same_command_gives_the_same_answer(self):
        record = self.record()
        words = (record, "--turn", 3, "--state", "B", "--bot", "pacifist", "--throws", 20)
        self.assertEqual(self.fork(*words), self.fork(*words))
        self.assertNotEqual(self.fork(*words), self.fork(*words, "--after", "hawk"))

    def test_bots_that_played_it_play_on_as_they_did(self):
        told = json.loads(self.fork(self.record(bots="-"), "--turn", 2, "--state", "A", "--bot", "pacifist", "--json"))
        self.assertEqual(told["played"], told["unchanged"])

    def test_a_page_fits_its_width_in_both_languages(self):
        record = self.record()
        for language, columns in LANGUAGES.items():
            for width in (40, 80):
                text = self.fork(record, "--turn", 3, "--state", "C", "--orders", "attack nobody", "--throws", 5,
                                 "--lang", language, "--width", width)
                self.assertLessEqual(max(map(len, text.splitlines())), width, text)
            for column in columns:
                self.assertIn(column, text)

    def test_orders_are_judged_by_the_rules(self):
        record = self.record()
        said = self.refused(1, record, "--turn", 3, "--state", "Corvo", "--orders", "attack Corvo scrap 900", "--lang", "en")
        self.assertIn("attack: that state is you", said)
        self.assertIn("whole strike units to scrap", said)
        said = self.refused(1, record, "--turn", 3, "--state", "Corvo", "--orders", "atacar Corvo", "--lang", "es")
        self.assertIn("No es posible, ataque", said)
        self.assertIn("is no order", self.refused(1, record, "--turn", 3, "--state", "Corvo", "--orders", "dance 3"))

    def test_what_is_missing_is_named(self):
        record = self.record()
        whole = ["--turn", 3, "--state", "Corvo", "--orders", "attack nobody"]
        for lost, named in ((0, "--turn N"), (2, "--state NAME"), (4, "--orders WORDS")):
            self.assertIn(named, self.refused(2, record, *whole[:lost], *whole[lost + 2:]))
        self.assertIn("--bot NAME", self.refused(2, record, *whole, "--bot", "hawk"))
        self.assertIn("needed", self.refused(2, *whole, "--lang", "en"))
        self.assertIn("falta", self.refused(2, *whole, "--lang", "es"))
        self.assertIn("there are security_seeker", self.refused(2, record, *whole[:4], "--bot", "dove", "--lang", "en"))
        self.assertRegex(self.refused(1, record, "--turn", 60, *whole[2:], "--lang", "en"), r"only \d+ turns")
        self.assertIn("there are A Aldan", self.refused(1, record, "--turn", 3, "--state", "Zed", *whole[4:], "--lang", "en"))
        self.assertIn("no-such-place", self.refused(1, self.directory / "no-such-place", *whole))

    def test_a_world_that_is_played_keeps_its_secrets(self):
        server = self.server().start()
        exercise = server.exercise("duel", wait_seats=2)
        server.peers(exercise, 2)
        said = self.refused(1, server.data, "--turn", 1, "--state", "A", "--orders", "attack nobody", "--lang", "en")
        self.assertIn("still being played", said)

    def test_a_directory_with_several_worlds(self):
        """People's worlds, from the journal and from the record: the same fork."""
        data, record = self.directory / "games", self.directory / "record"
        for seed, more in ((1, ()), (2, ("--record", record))):
            done = run("play", "--auto", "--scenarios", SCENARIOS, "--home", self.directory / "home", "--scenario", "duel",
                       "--seed", seed, "--data", data, *more)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            world = re.search(r"world=(\w+)", done.stdout)[1]
        words = ("--turn", 2, "--state", "A", "--orders", "fortify 1", "--lang", "en", "--throws", 10)
        self.assertIn("2 worlds in", self.refused(1, data, *words))
        self.assertIn("no world in", self.refused(1, data, "--world", "0" * 32, *words))
        self.assertEqual(self.fork(data, "--world", world[:10], *words), self.fork(record, *words))


if __name__ == "__main__":
    unittest.main(verbosity=2)

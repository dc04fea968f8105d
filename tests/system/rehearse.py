"""A whole exercise played by robots before the class comes: everything is looked at, and nothing stays behind."""

import json
import os
import re
import socket
import subprocess
import time
import unittest

from spiral import BIN, GAME_SECONDS, SystemTest, run, wait_until

LIMIT = 20  # seconds, for 24 seats in four worlds; a test's machine may be slower


class Rehearse(SystemTest):
    def begin(self, scenario="seminar", **options):
        self.host = self.server().start()
        self.exercise = self.host.exercise(scenario, **options)

    def rehearse(self, *options, status=0):
        done = run("rehearse", self.exercise.code, "--admin", self.host.admin, *options)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stdout

    def shown(self):
        """How it stands, but for the time that passes."""
        told = json.loads(run("exercise", "show", self.exercise.code, "--admin", self.host.admin, "--json").stdout)
        return re.sub(r"'\w*seconds\w*': \d+", "", str(told))

    def test_the_whole_exercise(self):
        """24 seats in four worlds, with practice turn, conditions and a clock; the exercise is as it was."""
        self.begin(seats=24, turn_seconds=240, beliefs="random-half", set="B:balance=80", consent=None)
        before = self.shown()
        begun = time.monotonic()
        told = json.loads(self.rehearse("--json"))
        took = time.monotonic() - begun
        self.assertTrue(told["passed"])
        self.assertEqual((told["worlds"], told["persons"]), (4, 24))
        self.assertGreaterEqual(told["turns"], 4)
        self.assertEqual([check["check"] for check in told["checks"]],
                         ["made", "joined", "started", "paused", "inject", "extended", "resumed", "played", "feelings",
                          "debrief", "forgotten", "untouched"])
        self.assertEqual({check["result"] for check in told["checks"]}, {"passed"})
        self.assertEqual(self.shown(), before)
        self.assertEqual(self.codes(), {self.exercise.code})
        if took > LIMIT:
            print(f"the rehearsal took {took:.1f} s here")

    def test_an_exercise_without_clock_and_steps(self):
        """What it does not have is not looked at, and said so; teams share their seats."""
        self.begin("duel", seats=4, teams=2, turn_seconds=0, free_debrief=None, practice=None)
        said = self.rehearse()
        for words in ("PASS  all turns were played", "-     more time reached everybody", "-     everybody stated feelings",
                      "PASS: 1 world, 4 persons"):
            self.assertIn(words, said)
        self.assertIn("BIEN: 1 mundo, 4 personas", self.rehearse("--lang", "es"))
        self.its_worlds_are_known_for_what_they_are()

    def its_worlds_are_known_for_what_they_are(self):
        """They stay in the data directory, and nobody takes them for the class's."""
        done = run("debrief", self.host.data)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertRegex(done.stderr, rf"(?m)^  {self.exercise.world}  {self.exercise.code}  duel, turn 0, still being played$")
        codes = re.findall(r"(?m)^  [0-9a-f]{32}  (\w{6})  duel, turn \d+, ended, a rehearsal$", done.stderr)
        self.assertEqual(len(codes), 2, done.stderr)
        self.assertNotIn(self.exercise.code, codes)
        shown = run("debrief", self.host.data, "--world", codes[1].lower(), "--card", "D7")
        self.assertEqual(shown.returncode, 0, shown.stderr)
        self.assertIn("no world is called NOSUCH", run("debrief", self.host.data, "--world", "NOSUCH").stderr)
        checked = run("replay", self.host.data, "--verify").stdout
        self.assertRegex(checked, rf"(?m)^world {self.exercise.world} .* name={self.exercise.code}$")
        for code in codes:
            self.assertRegex(checked, rf"(?m)^world \w+ .* name={code} rehearsal=1$")

    def test_the_twin_is_like_the_exercise(self):
        """Looked at while its rehearsal waits for a server that never answers; then nothing is left of it."""
        self.begin(seats=12, turn_seconds=240, misses=3, beliefs="random-half", set="B:balance=80", consent=None, practice=None)
        silent = socket.create_server(("127.0.0.1", 0))
        command = [BIN / "spiral", "rehearse", self.exercise.code, "--admin", self.host.admin, "--timeout", 600,
                   "--connect", f"127.0.0.1:{silent.getsockname()[1]}"]
        with subprocess.Popen([*map(str, command)], stdout=subprocess.PIPE, text=True) as rehearsal:
            try:
                twin = wait_until(lambda: self.codes() - {self.exercise.code}, "the twin").pop()
                told = self.visit(twin)
                self.assertEqual(told, self.visit(self.exercise.code))
                self.assertEqual([world["balance"] for world in told["briefings"].values()][1], 80)
            finally:
                silent.close()  # who waits in front of it is refused now
                said = rehearsal.communicate(timeout=GAME_SECONDS)[0]
        self.assertEqual((rehearsal.returncode, re.findall(r"(?m)^(\S+) ", said)), (1, ["PASS", "FAIL", "PASS", "PASS", "FAIL"]), said)
        self.assertEqual(self.codes(), {self.exercise.code})

    def visit(self, code):
        """What a class finds that comes there, and its facilitator, but for what the dice say."""
        consent = self.host.peer().refusal("join", code=code, name="Ana", secret=os.urandom(16))
        peers, briefings = [self.host.peer() for _ in range(12)], {}
        for number, peer in enumerate(peers):
            peer.enter("join", code=code, name=f"Person {number}", secret=os.urandom(16), consent=1)
            told = peer.latest["briefing"]
            briefings[told["world_name"]] = {row["name"]: row["value"] for row in told["scenario"]["parameters"]} | {
                name: told[name] for name in ("turn_seconds", "misses_allowed", "debrief_in_step")}
        done = run("exercise", "start", code, "--admin", self.host.admin, "--json")
        worlds = [{"conditions": world["conditions"], "practice": world["practice"], "asked": sum(seat["asked"] for seat in world["seats"])}
                  for world in json.loads(done.stdout)["worlds"]]
        return {"consent": consent, "briefings": dict(sorted(briefings.items())), "worlds": worlds}

    def codes(self):
        told = run("exercise", "list", "--admin", self.host.admin, "--json").stdout
        return {row["code"] for row in json.loads(told)["exercises"]}

    def test_what_goes_wrong_is_said(self):
        self.begin(seats=12)
        said = self.rehearse("--connect", "127.0.0.1:9", "--timeout", 20, status=1)
        self.assertRegex(said, r"FAIL  a robot for every place joined .*127\.0\.0\.1 port 9")
        self.assertRegex(said, r"PASS  the exercise is as it was")
        self.exercise.code = "AAAAAA"
        self.assertRegex(self.rehearse(status=1), "FAIL  a twin of the exercise was made")
        for words in ([], ["A", "B"], ["X" * 40], ["AAAAAA", "--connect", "nowhere"]):
            done = run("rehearse", *words, "--admin", self.host.admin)
            self.assertEqual(done.returncode, 2)
            self.assertIn("usage: spiral rehearse", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)

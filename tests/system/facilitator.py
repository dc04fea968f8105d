"""A session that is run from the terminal: looked at, paused, given time, resolved and closed, with kills in between."""

import json
import os
import re
import subprocess
import time
import unicodedata
import unittest

from spiral import SystemTest, run, wait_until
from wire import play_turn

HOSTILE = ("\"}],'\\", "漢字漢字漢字漢字漢字漢字漢字", "<script>&amp;{turn}")
COLUMNS = 80


def columns_of(line):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in line)


class Facilitator(SystemTest):
    def begin(self, scenario="duel", people=2, **options):
        self.host = self.server().start()
        self.exercise = self.host.exercise(scenario, wait_seats=people, **options)
        self.peers = self.host.peers(self.exercise, people)

    def call(self, word, *options, status=0):
        """`spiral exercise WORD CODE --admin ...`: what it said."""
        done = run("exercise", word, self.exercise.code, "--admin", self.host.admin, *options)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stdout if status == 0 else done.stderr

    def state(self, word="show", *options):
        return json.loads(self.call(word, "--json", *options))

    def back(self, number=0):
        """A player on a new link, with what it is told of the clock."""
        peer = self.host.peer()
        peer.resume(self.peers[number].joined)
        return peer

    def test_a_pause(self):
        """Nothing closes, not even when all are ready; a kill changes nothing; play goes on with what was left."""
        self.begin(turn_seconds=60)
        told = self.state("pause", "--reason", "simulacro de incendio")
        self.assertEqual((told["clock"], told["already"], told["reason"]),
                         ("paused", False, "simulacro de incendio"))
        left = told["seconds_left"]
        for peer in self.peers:
            clock = peer.until("clock", lambda clock: clock["state"] == "CLOCK_PAUSED")
            self.assertEqual(clock["reason"], "simulacro de incendio")
        for peer in self.peers:
            self.assertEqual(peer.save(0, budget={"civil": 10})[0], "accepted")
            self.assertEqual(peer.press("still talking")[0], "accepted")
            self.assertEqual(peer.ready()[0], "accepted")
        self.assertTrue(self.state("pause")["already"])
        self.host.hang_up()
        self.host.restart()
        told = self.state()
        self.assertEqual((told["clock"], told["turn"], told["reason"]), ("paused", 1, "simulacro de incendio"))
        self.assertEqual(told["seconds_left"], left)
        self.assertTrue(all(seat["ready"] and seat["revision"] == 1 for seat in told["seats"]))
        clock = self.back().latest["clock"]
        self.assertEqual((clock["state"], clock["reason"]), ("CLOCK_PAUSED", "simulacro de incendio"))
        told = self.state("extend", "--seconds", 30)
        self.assertEqual((told["clock"], told["seconds_left"]), ("paused", left + 30))
        told = self.state("resume")
        self.assertEqual((told["clock"], told["turn"]), ("open", 2))  # all had been ready
        self.assertTrue(self.state("resume")["already"])
        self.verify(self.host.data)

    def test_without_a_limit(self):
        self.begin()
        self.call("pause")
        for peer in self.peers:
            peer.ready()
        time.sleep(0.3)
        self.assertEqual(self.state()["turn"], 1)
        self.assertIn("resolve", self.call("extend", "--seconds", 10, status=1))
        self.call("resume")
        self.assertEqual(self.state()["turn"], 2)

    def test_time_and_turns(self):
        self.begin(turn_seconds=60)
        one, two = self.peers
        told = self.state("extend", "--seconds", 600)
        self.assertIn(told["seconds_left"], range(650, 661))
        notice = two.until("notice")
        self.assertEqual((notice["kind"], notice["ms"]), ("NOTICE_EXTENDED", 600000))
        self.assertEqual(one.save(0, budget={"civil": 10})[0], "accepted")
        one.ready()
        told = self.state("resolve", "--turn", 1)
        self.assertEqual((told["turn"], told["already"]), (2, False))
        self.assertEqual(two.until("notice", lambda notice: "RESOLVED" in notice["kind"])["ms"], 0)
        used = {peer: peer.until("turn_report")["your_orders_used"] for peer in (one, two)}
        self.assertEqual(used, {one: True, two: False})
        misses = {seat["persons"][0]["name"]: seat["misses"] for seat in self.state()["seats"]}
        self.assertEqual(misses, {"Person 0": 0, "Person 1": 1})
        self.assertTrue(self.state("resolve", "--turn", 1)["already"])  # given twice, done once
        self.assertIn("2", self.call("extend", "--seconds", 5, "--turn", 1, status=1))
        self.assertEqual(self.state("extend", "--seconds", -3600)["turn"], 3)  # that is now
        for word in ("extend", "resolve"):
            self.host.kill()
            self.assertIn("admin.sock", self.call(word, *("--seconds", 1) * (word == "extend"), status=1))
            self.host.start()
        self.assertEqual(self.state()["turn"], 3)
        self.verify(self.host.data)

    def test_the_socket_may_stand_in_the_environment(self):
        """SPIRAL_ADMIN names it where --admin does not, and --admin goes before it."""
        self.begin(people=1)
        named = {"env": os.environ | {"SPIRAL_ADMIN": str(self.host.admin)}}
        done = run("exercise", "show", self.exercise.code, **named)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn(self.exercise.code, done.stdout)
        self.assertIn("bot", done.stdout)
        done = run("exercise", "close", self.exercise.code, "--admin", self.directory / "nowhere", **named)
        self.assertEqual(done.returncode, 1)
        self.assertIn("nowhere", done.stderr)
        without = {name: value for name, value in os.environ.items() if name != "SPIRAL_ADMIN"}
        for nothing in (without, without | {"SPIRAL_ADMIN": ""}):
            done = run("exercise", "show", self.exercise.code, env=nothing)
            self.assertEqual(done.returncode, 2)
            self.assertIn("SPIRAL_ADMIN", done.stderr)
        self.call("close")
        shown = run("exercise", "show", self.exercise.code, **named).stdout
        self.assertRegex(shown, r"(?m) bot$")  # as before it was closed
        self.assertNotIn("nobody yet", shown)

    def test_a_closing(self):
        """For good, with the record open to all; after a turn, and before the first one."""
        self.begin("seminar", people=6, turn_seconds=60)
        play_turn(self.peers)
        told = self.state("close", "--reason", "the bell")
        self.assertEqual((told["clock"], told["end"], told["turn"]), ("ended", "closed", 1))
        ended = self.peers[0].until("world_ended")
        self.assertEqual((ended["end"], ended["turns"], len(ended["results"])), (4, 1, 6))
        self.assertEqual(self.peers[0].refusal("save_orders", **self.peers[0].command(revision=0,
                                                                                      orders={"budget": {}})),
                         "REFUSAL_OVER")
        stranger = self.host.peer()
        self.assertEqual(stranger.refusal("join", code=self.exercise.code, name="Late", secret=b"s" * 16), "REFUSAL_OVER")
        self.host.hang_up()
        self.host.restart()
        peer = self.back()
        self.assertEqual(peer.latest["clock"]["reason"], "the bell")
        self.assertTrue(self.state("close")["already"])
        self.assertIn("debrief", self.call("pause", status=1))
        self.assertRegex(self.verify(self.host.data), rf"world {self.exercise.world} .* turns=1 closed name={self.exercise.code}\n")
        listed = json.loads(run("exercise", "list", "--admin", self.host.admin, "--json").stdout)["exercises"]
        self.assertEqual([(row["code"], row["state"], row["turns_closed"]) for row in listed],
                         [(self.exercise.code, "closed", 1)])
        empty = self.host.exercise("duel", wait_seats=2)
        self.exercise = empty
        zoe = self.host.peer()
        zoe.join(empty.code, "Zoe")
        for word in ("pause", "resume", "resolve"):
            self.assertIn("close", self.call(word, status=1))
        self.assertEqual(self.state("close")["turn"], 0)
        self.assertEqual(zoe.until("world_ended")["turns"], 0)
        self.assertRegex(self.verify(self.host.data), rf"world {empty.world} .* turns=0 closed name={empty.code}\n")

    def test_what_players_read(self):
        """People and a bot at terminals, through everything, in both languages."""
        self.host = self.server().start()
        self.exercise = self.host.exercise("duel", wait_seats=2, turn_seconds=60)
        ann = self.player(self.exercise, "Ann", "--plain", "--lang", "es", stdin=subprocess.PIPE)
        bot = self.player(self.exercise, "Bot", "--auto", "--record", self.directory / "record")
        ann.await_text("Turno 1")
        wait_until(lambda: sum(seat["ready"] for seat in self.state()["seats"]) == 1, "the bot's orders: it waits in a pause")
        self.call("pause", "--reason", "fire drill")
        ann.await_text("Pausa de quien dirige el ejercicio: fire drill.")
        bot.await_text("Paused by the facilitator: fire drill.")
        ann.type("defence 3")
        ann.type("save")
        ann.type("ready")
        wait_until(lambda: sum(seat["ready"] for seat in self.state()["seats"]) == 2, "two ready seats")
        self.assertEqual(self.state()["turn"], 1)
        self.host.restart()
        wait_until(lambda: all(seat["persons"][0]["here"] for seat in self.state()["seats"]), "both to be back")
        self.call("extend", "--seconds", 30)
        ann.await_text("ha dado a este turno 30 segundos más")
        self.call("resume")
        ann.await_text("Turno 2")
        self.call("resolve")
        ann.await_text("cierra este turno ahora")
        ann.await_text("Turno 3")
        self.call("close", "--reason", "the bell")
        ann.await_text("lo cerró aquí: the bell.")
        self.assertEqual(bot.wait(), 0, bot.output)
        self.assertIn("The facilitator closed it here: the bell.", bot.output)
        self.assertRegex(self.verify(self.directory / "record"), r"turns=2 closed commitment=")

    def test_hostile_names(self):
        """The page keeps its columns and JSON stays JSON, whatever people call themselves."""
        self.host = self.server().start()
        self.exercise = self.host.exercise("seminar", wait_seats=len(HOSTILE))
        for name in HOSTILE:
            self.host.peer().join(self.exercise.code, name)
        wait_until(lambda: self.state()["clock"] == "open", "the start")
        named = {person["name"] for seat in self.state()["seats"] for person in seat["persons"]}
        self.assertEqual(named, set(HOSTILE))
        for language in ("en", "es"):
            said = self.call("show", "--lang", language)
            self.assertLessEqual(max(map(columns_of, said.splitlines())), COLUMNS, said)
            self.assertNotRegex(said, r"[\x00-\x09\x0b-\x1f\x7f]")
        said = self.call("show") + json.dumps(self.state())
        for secret in ("token", "motive", "greedy", "seeker", "seat_code"):
            self.assertNotIn(secret, said)
        self.assertNotRegex(said, r"\b[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}\b")

    def test_what_is_not_understood(self):
        self.begin()
        for words in (["pause", "--reason", "x" * 201], ["pause", "--reason", "a\nb"], ["extend"],
                      ["extend", "--seconds", "0"], ["extend", "--seconds", "604801"], ["resolve", "--turn", "0"],
                      ["resume", "--reason", "x"], ["show", "--seconds", "1"], ["close", "--frobnicate"]):
            with self.subTest(words=words):
                self.assertIn("usage:", self.call(*words, status=2))
        self.exercise.code = "AAAAAA"
        self.assertIn("AAAAAA", self.call("pause", status=1))
        self.exercise.code = "A" * 40
        self.assertIn("CODE", self.call("show", status=2))
        for words in ([], ["frobnicate"], ["show"], ["show", "ABCDEF"]):
            self.assertEqual(run("exercise", *words).returncode, 2)
        said = run("exercise", "--help").stdout
        for word in ("new", "list", "show", "pause", "resume", "extend", "resolve", "close"):
            self.assertRegex(said, rf"(?m)^(usage:|      ) spiral exercise {word}\b")
            own = run("exercise", word, "--help")
            self.assertEqual(own.returncode, 0)
            self.assertTrue(re.match(rf"usage: spiral exercise {word}\b", own.stdout), own.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)

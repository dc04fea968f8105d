"""Everything that `spiral exercise` does to an exercise with several worlds, and what its persons are told of it."""

import csv
import json
import os
import re
import shutil
import stat
import subprocess
import unittest

from spiral import BIN, SCENARIOS, SystemTest, run, wait_until
from wire import decode

INJECTS = """
- turn: 2
  world: B
  to: [A]
  source: Harbour Radio
  en: Rumours of war
  es: Rumores de guerra
- tension: 6
  en: Ruin is near
  misleading: true
- turn: 3
  en: The harvest is in
"""


class Acts(SystemTest):
    def begin(self, people=2, start=True, **options):
        """Two worlds; the persons' peers, by (world, seat)."""
        self.host = self.server().start()
        self.exercise = self.host.exercise("seminar", seats=12, turn_seconds=240, lead="Ines", **options)
        peers = [self.host.peer() for _ in range(people)]
        for number, peer in enumerate(peers):
            peer.join(self.exercise.code, f"Person {number}")
        if start:
            self.act("start")
        told = self.show()
        self.peers = {}
        for world, row in enumerate(told["worlds"]):
            for seat, holder in enumerate(row["seats"]):
                for person in holder["persons"]:
                    self.peers[world, seat] = peers[int(person["name"].split()[1])]

    def call(self, *words, status=0):
        done = run("exercise", *words, "--admin", self.host.admin)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stdout if status == 0 else done.stderr

    def act(self, word, *options, status=0):
        said = self.call(*word.split(), self.exercise.code, *options, *(["--json"] if status == 0 else []), status=status)
        return json.loads(said) if status == 0 else said

    def show(self):
        return self.act("show")

    def seat(self, world, seat):
        return self.show()["worlds"][world]["seats"][seat]

    def held(self):
        """One seat that a person holds: (world's name, state's letter, world, seat, peer)."""
        (world, seat), peer = sorted(self.peers.items())[0]
        return "AB"[world], "ABCDEF"[seat], world, seat, peer

    def test_worlds_are_acted_on_apart(self):
        self.begin()
        told = self.act("pause", "--world", "B", "--reason", "fire drill")
        self.assertEqual([world["clock"] for world in told["worlds"]], ["open", "paused"])
        self.assertEqual(told["worlds"][1]["reason"], "fire drill")
        told = self.act("extend", "--world", "A", "--seconds", 60)
        self.assertGreater(told["worlds"][0]["seconds_left"], 270)
        self.assertLess(told["worlds"][1]["seconds_left"], 250)
        told = self.act("pause")
        self.assertEqual([world["clock"] for world in told["worlds"]], ["paused", "paused"])
        told = self.act("resume")
        self.assertEqual([world["clock"] for world in told["worlds"]], ["open", "open"])
        self.act("pause", "--world", "A")
        told = self.act("pause")  # also where it is so already in one of them
        self.assertEqual([world["clock"] for world in told["worlds"]], ["paused", "paused"])
        self.act("resume")
        told = self.act("resolve", "--world", "A")
        self.assertEqual([world["turn"] for world in told["worlds"]], [2, 1])
        told = self.act("rollback", "--world", "A", "--turn", 1)
        self.assertEqual([world["turn"] for world in told["worlds"]], [1, 1])
        self.assertEqual(told["worlds"][0]["branch"], 1)
        self.act("rollback", "--world", "A", "--turn", 9, status=1)
        self.assertIn("A to B", self.act("pause", "--world", "C", status=1))
        self.assertIn("--world is needed", self.act("rollback", "--turn", 1, status=1))
        told = self.act("close", "--world", "B")
        self.assertEqual([world["clock"] for world in told["worlds"]], ["open", "ended"])

    def test_seats(self):
        """Bots in and out, time, nudges, orders on behalf: told to the seat, and to nobody else."""
        self.begin(people=12, misses=9)
        name, letter, world, seat, peer = self.held()
        place = ("--world", name, "--state", letter)
        own = {"NOTICE_NUDGED", "NOTICE_ORDERS_ON_BEHALF", "NOTICE_BOT_HOLDS_SEAT", "NOTICE_SEAT_IS_YOURS"}
        self.act("nudge", *place)
        peer.until("notice", lambda notice: notice["kind"] == "NOTICE_NUDGED")
        self.act("time", *place, "--percent", 150)
        self.assertEqual(self.seat(world, seat)["percent"], 150)
        self.assertGreater(self.show()["worlds"][world]["seconds_left"], 300)
        refused = self.act("orders", *place, "--orders", "civil 999", status=1)
        self.assertRegex(refused, "do not add up to the income")
        self.act("orders", *place, "--orders", f"civil {peer.latest['situation']['income']}")
        peer.until("notice", lambda notice: notice["kind"] == "NOTICE_ORDERS_ON_BEHALF")
        self.assertTrue(self.seat(world, seat)["orders_saved"])
        self.act("bot-in", *place)
        self.assertTrue(self.seat(world, seat)["held"])
        self.act("resolve", "--world", name)
        income = peer.until("situation", lambda situation: situation["turn"] == 1)["income"]
        self.act("orders", *place, "--orders", f"civil {income}")  # also where a bot plays: they go before its own
        self.act("resolve", "--world", name)
        peer.until("turn_report", lambda report: (report["turn"], report["your_orders_used"]) == (2, True))
        self.act("bot-out", *place)
        self.assertFalse(self.seat(world, seat)["held"])
        peer.until("situation", lambda situation: (situation["held"], situation["bot_reason"]) == (False, "BOT_REASON_CONTROL"))
        self.act("resolve", "--world", name)
        self.assertFalse(self.seat(world, seat)["bot"])
        peer.until("situation", lambda situation: situation["turn"] == 3 and not situation["bot_holds_seat"])
        for other in self.peers.values():
            other.ask("ping")
            told = [decode("ToClient", frame)["notice"] for frame in other.frames]
            self.assertEqual({notice["kind"] for notice in told if notice} - {"NOTICE_RESOLVED"}, own if other is peer else set())

    def test_persons(self):
        self.begin()
        name, letter, world, seat, peer = self.held()
        person = self.seat(world, seat)["persons"][0]["name"]
        other = next(x for x in range(6) if not self.seat(1 - world, x)["persons"])
        self.act("move", "--person", person, "--world", "AB"[1 - world], "--state", "ABCDEF"[other])
        self.assertEqual(self.seat(1 - world, other)["persons"][0]["name"], person)
        peer.until("notice", lambda notice: notice["kind"] == "NOTICE_MOVED")
        self.act("remove", "--person", self.seat(1 - world, other)["persons"][0]["person"])
        self.assertEqual(self.seat(1 - world, other)["persons"], [])
        self.assertIn("nobody is called so", self.act("remove", "--person", "Nobody", status=1))

    def test_the_library_of_news_fits_every_scenario(self):
        """By its name where it is installed, and by its path; the tutorial is over too early for it."""
        self.host = self.server().start()
        library = SCENARIOS.parent / "injects" / "library.yaml"
        count = len(re.findall(r"(?m)^- ", library.read_text(encoding="utf-8")))
        self.assertGreaterEqual(count, 12)
        installed = self.directory / "usr"
        (installed / "bin").mkdir(parents=True)
        program = shutil.copy(BIN / "spiral", installed / "bin")
        shutil.copytree(library.parent, installed / "share/spiral/injects")
        for path in sorted(SCENARIOS.glob("*.yaml")):
            exercise = path.stem, [BIN / "spiral", library] if path.stem != "seminar" else [program, "library"]
            with self.subTest(scenario=exercise[0]):
                done = self.make(*exercise)
                if exercise[0] == "tutorial":
                    self.assertIn(f"{library}:", done.stderr)
                    continue
                self.assertEqual(done.returncode, 0, done.stderr)
                code = re.search(r"(?m)^code (\w+)$", done.stdout)[1]
                shown = json.loads(run("exercise", "show", code, "--admin", self.host.admin, "--json").stdout)
                self.assertEqual(len(shown["injects"]), count)
                run("exercise", "close", code, "--admin", self.host.admin)

    def make(self, scenario, how):
        return subprocess.run(list(map(str, [how[0], "exercise", "new", "--admin", self.host.admin, "--scenario", scenario, "--injects", how[1]])),
                              capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL)

    def test_news_and_questions(self):
        path = self.directory / "injects.yaml"
        path.write_text(INJECTS)
        self.begin(people=12, injects=path)
        told = self.show()
        self.assertEqual([(row["number"], row["world"], row["trigger"]) for row in told["injects"]],
                         [(1, 1, "turn"), (2, None, "tension"), (3, None, "turn")])
        self.act("inject", "--world", "A", "--text", "It rains", "--text-es", "Llueve", "--source", "Sky")
        bulletin = self.peers[0, 0].until("bulletin")
        self.assertEqual((bulletin["source"], bulletin["text_en"], bulletin["text_es"]), ("Sky", "It rains", "Llueve"))
        self.act("inject-postpone", "--inject", 1, "--turns", 2)
        self.assertEqual([row["turn"] for row in self.show()["injects"] if row["trigger"] == "turn"], [4, 5])  # later ones move along
        self.assertTrue(self.show()["injects"][1]["misleading"])
        self.act("inject-send", "--inject", 1)
        bulletin = self.peers[1, 0].until("bulletin")
        self.assertEqual((bulletin["source"], bulletin["text_en"], bulletin["text_es"]),
                         ("Harbour Radio", "Rumours of war", "Rumores de guerra"))
        self.peers[1, 1].ask("ping")
        self.assertNotIn("bulletin", self.peers[1, 1].latest)
        self.act("inject-cancel", "--inject", 2)
        self.assertTrue(self.show()["injects"][1]["cancelled"])
        self.peers[1, 2].send("ask_control", command_id=b"q" * 16, text="Can a pact be secret?")
        wait_until(lambda: self.show()["questions"], "the question")
        self.assertIn("Can a pact be secret?", self.call("show", self.exercise.code))
        number = self.show()["questions"][0]["number"]
        self.act("answer", "--question", number, "--text", "Yes, it can.", "--everyone")
        answer = self.peers[0, 1].until("control_answer")
        self.assertEqual((answer["question"], answer["answer"]), ("Can a pact be secret?", "Yes, it can."))

    def test_facilitators_and_undo(self):
        self.begin()
        told = self.act("facilitator add", "--name", "Olga", "--rights", "run")
        self.assertRegex(told["new_key"], r"^[0-9A-Z-]{20,}$")
        self.act("own", "--world", "A", "--facilitator", "Olga")
        owner = next(row["number"] for row in self.show()["facilitators"] if row["name"] == "Olga")
        self.assertEqual(self.show()["worlds"][0]["owner"], owner)
        self.act("own", "--world", "A", "--release")
        self.assertIsNone(self.show()["worlds"][0]["owner"])
        self.act("facilitator rights", "--facilitator", "Olga", "--rights", "none")
        self.act("pause", "--world", "A")
        self.assertIsNotNone(self.show()["undo"])
        told = self.act("undo")
        self.assertEqual(told["worlds"][0]["clock"], "open")
        self.assertTrue(any(deed["undone"] for deed in told["deeds"]))
        self.assertEqual((told["taken_back"]["act"], told["taken_back"]["world"], told["taken_back"]["undone"]), ("pause", 0, True))
        self.assertEqual(told["passed_over"], [])
        self.assertNotIn("new_key", json.dumps(self.show()))

    def test_undo_says_what_it_takes_back_and_what_it_passes_over(self):
        self.begin()
        self.act("pause", "--world", "B")
        self.act("resume", "--world", "B")
        self.act("resolve", "--world", "A")  # which nothing takes back
        said = self.call("undo", self.exercise.code)
        self.assertRegex(said, r"(?m)^Taken back: \d+\. resume, B, by the admin socket, 0:\d\d ago$")
        self.assertRegex(said, r"(?m)^Newer acts were passed over, for nothing takes them back:\n\d+\. resolve now, A, by the admin socket, 0:\d\d ago$")
        said = self.call("undo", self.exercise.code, "--lang", "es")
        self.assertRegex(said, r"(?m)^Deshecho: \d+\. pausa, B, por el socket, hace 0:\d\d$")
        self.assertEqual([world["clock"] for world in self.show()["worlds"]], ["open", "open"])
        self.assertIn("nothing is left", self.act("undo", status=1))
        self.assertIn("no queda nada que deshacer", self.act("undo", "--lang", "es", status=1))

    def test_practice_is_named_apart_from_turn_1(self):
        """They have one number; a command that is given twice, or late, closes neither in the other's place."""
        self.begin(practice=None)
        self.assertTrue(self.show()["practice_turn"])
        self.assertIn("--practice means it", self.act("resolve", "--turn", 1, status=1))
        self.assertIn("--practice se refiere", self.act("extend", "--seconds", 60, "--turn", 1, "--world", "B", "--lang", "es", status=1))
        self.assertIn("two turns", self.act("resolve", "--turn", 1, "--practice", status=2))
        self.act("extend", "--seconds", 60, "--practice", "--world", "A")
        told = self.act("undo")
        self.assertEqual((told["taken_back"]["act"], told["worlds"][0]["seconds_left"] <= 240), ("extend", True))
        told = self.act("resolve", "--practice")
        self.assertEqual([(world["turn"], world["practice"]) for world in told["worlds"]], [(1, False)] * 2)
        self.assertTrue(self.act("resolve", "--practice")["already"])
        told = self.act("resolve", "--turn", 1)
        self.assertEqual([world["turn"] for world in told["worlds"]], [2, 2])
        self.assertTrue(self.act("resolve", "--turn", 1)["already"])

    def test_the_debrief_in_step(self):
        self.begin()
        self.act("debrief", "--card", "D0", status=1)  # the worlds still run
        self.act("close")
        for card in range(9):
            told = self.act("debrief", "--card", f"D{card}", "--world", "B")
            self.assertEqual((told["card"], told["projected"]), (card, 1))

    def test_guests_and_conditions(self):
        names, out = self.directory / "names.txt", self.directory / "links.csv"
        names.write_text("# class\nAna\nBen \"B\"\n")
        self.host = self.server().start()
        words = ["exercise", "new", "--admin", self.host.admin, "--scenario", "seminar", "--seats", 12]
        done = run(*words, "--set", "B:balance=80", "--guests", names, "--guests-out", out)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("World B: balance=80", done.stdout)
        links = re.findall(r"(?m)^(?:join|facilitate|project) .*$", done.stdout)
        self.assertEqual(len(links), 3)
        self.assertNotIn(re.search(r"(?m)^key (\S+)$", done.stdout)[1], "".join(links))
        self.assertEqual(stat.S_IMODE(os.stat(out).st_mode), 0o600)
        rows = list(csv.DictReader(out.read_text().splitlines()))
        self.assertEqual([row["name"] for row in rows], ["Ana", 'Ben "B"'])
        secrets = [row["link"].split("#guest=")[1] for row in rows]
        self.assertFalse(any(secret in done.stdout + self.host.log_text() for secret in secrets))
        told = json.loads(run(*words, "--guests", names, "--json").stdout)
        self.assertEqual([guest["name"] for guest in told["guests"]], ["Ana", 'Ben "B"'])
        key = told["facilitator_key"]
        self.assertFalse(any(key in told[link] for link in ("link", "facilitate", "project")))
        self.assertNotIn(key, self.host.log_text())
        names.write_text("Ana\nBen\nana\n")
        done = run(*words, "--guests", names)
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"{names}:3:1:", done.stderr)
        for wrong in (["--set", "C:balance=1", "--worlds", "2"], ["--set", "B:frob=1"], ["--bots", "some"], ["--worlds", "0"],
                      ["--beliefs", "x"], ["--horizon", "x"], ["--teams", "5"], ["--guests-out", "x"], ["--lead", "x" * 64]):
            done = run(*words, *wrong)
            self.assertEqual(done.returncode, 2, wrong)
            self.assertTrue(re.match(r"spiral exercise new: --", done.stderr), done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)

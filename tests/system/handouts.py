"""`spiral handouts` and `spiral debrief --html`: pages to print, from a real server and from records; whole, safe to
open, and no motive where none belongs."""

import html.parser
import os
import re
import shutil
import stat
import subprocess
import unittest

from spiral import BIN, SCENARIOS, Exercise, SystemTest, run

SHEETS = ("run", "poster", "briefs", "roles", "reference", "beliefs", "orders", "worksheet", "consent", "assessment")
SIZES = {"a4": "size:A4", "letter": "size:letter"}
MOTIVES = ("You want to be safe", "You want land", "Quiere estar a salvo", "Quiere tierra")


class Page(html.parser.HTMLParser):
    """The sheets of a page and all its text; fails on what is not closed, and on anything that runs or is fetched."""

    EMPTY = {"meta", "path"}

    def __init__(self, text):
        super().__init__()
        self.open, self.sheets, self.words = [], [], []
        self.feed(text)
        self.close()
        assert not self.open, self.open
        self.text = re.sub(r"\s+", " ", "".join(self.words))

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        assert tag not in ("script", "link", "img", "iframe", "object", "form", "a"), tag
        assert not {"style", "src", "href"} & set(attributes), (tag, attrs)
        assert not [name for name in attributes if name.startswith("on")], (tag, attrs)
        if tag == "section":
            self.sheets.append(attributes["class"])
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.EMPTY:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (tag, self.open)
        self.open.pop()

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)


class Handouts(SystemTest):
    def setUp(self):
        super().setUp()
        self.host = self.server("--public", "game.uni.example").start()
        done = run("exercise", "new", "--admin", self.host.admin, "--scenario", "seminar", "--seats", 24, "--turn-seconds",
                   240, "--set", "B:balance=80")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.code = dict(line.split(" ", 1) for line in done.stdout.splitlines())["code"]

    def handouts(self, *words, told=None):
        done = run("handouts", self.code, "--admin", self.host.admin, *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        if told is not None:
            self.assertIn(told, done.stderr)
        return done.stdout

    def refused(self, *words, status=1):
        done = run("handouts", *words)
        self.assertEqual((done.returncode, done.stdout), (status, ""), done.stderr)
        return done.stderr

    def test_the_run_sheet_and_the_server_have_one_plan(self):
        """What is printed before class and what the facilitators are told in it: the same minute for the debrief."""
        for seconds, minute, percent, fits in ((175, 50, 33, None), (240, 47, 37, "Only 8 of 12 turns fit"), (60, 27, 64, None)):
            exercise = self.host.exercise("seminar", seats=6, plan=75, turn_seconds=seconds)
            self.code = exercise.code
            sheet = Page(self.handouts("--only", "run")).text
            self.assertIn(f"Debrief from minute {minute}: {percent} % of the session.", sheet)
            done = run("exercise", "show", self.code, "--admin", self.host.admin)
            told = re.sub(r"\s+", " ", done.stdout)
            if fits:
                self.assertIn(fits, sheet)
                self.assertIn("debrief from 1:03:00 if all turns are played at this pace: 12 min, 16 %. TOO LITTLE", told)
            else:
                self.assertIn(f"used 0:00; debrief from {minute}:00 if all turns are played at this pace: {75 - minute} min, {percent} %. ", told)
                self.assertNotIn("TOO LITTLE", told)

    def test_a_whole_class(self):
        text = self.handouts(told="tells every motive")
        page = Page(text)
        self.assertTrue(SIZES["a4"] in text)
        self.assertEqual(sum("role" in sheet.split() for sheet in page.sheets), 24)
        self.assertEqual(sum("brief" in sheet.split() for sheet in page.sheets), 6 * 2 * 2)  # two sets of conditions
        for words in (f"game.uni.example/join/{self.code}", "game.uni.example/check", "Worlds A, C and D",
                      "World B: balance=80.", "Debrief from minute 47: 37 % of the session.",
                      *(f"World {letter}" for letter in "ABCD")):
            self.assertTrue(words in page.text, words)
        for sheet in text.split('<section class="sheet ')[1:]:
            kind = sheet[:sheet.index('"')].split()[0]
            self.assertEqual(any(motive in sheet for motive in MOTIVES), kind == "role", kind)
            if balance := re.search(r"force counts (?:only )?(\d+)\s%", sheet):
                self.assertEqual(balance[1] == "80", "World B" in sheet, sheet[:400])

    def test_what_only_some_know_is_on_no_public_sheet(self):
        """Neither a secret pact, nor what one side believes of a balance that is hidden."""
        scenarios = self.directory / "scenarios"
        shutil.copytree(SCENARIOS, scenarios)
        path = scenarios / "buck-pass.yaml"
        secret = "pacts:\n  - between: [Riser, Left]\n    kind: defensive\n    secret: true\n"
        path.write_text(path.read_text().replace("pacts:\n", secret))
        server = self.server("--allow-seed", name="secret", scenarios=scenarios).start()

        def public(scenario, **options):
            sheets = ",".join(sheet for sheet in SHEETS if sheet != "roles")
            done = run("handouts", server.exercise(scenario, **options).code, "--admin", server.admin, "--only", sheets, "--lang", "en")
            self.assertEqual(done.returncode, 0, done.stderr)
            return done.stdout

        told = public("buck-pass")
        self.assertIn("Front and Right (defensive)", told)
        self.assertNotIn("Riser and Left (", told)
        cards = run("handouts", server.exercise("buck-pass").code, "--admin", server.admin, "--only", "roles", "--lang", "en").stdout
        self.assertEqual(re.findall(r"secret pact with (\w+)", cards), ["Left", "Riser"])
        told = {sentence for seed in range(1, 5) for sentence in re.findall(r"force counts [^.]*", public("fog-of-doctrine", seed=seed))}
        self.assertEqual(len(told), 1, told)

    def test_both_languages_on_letter(self):
        text = self.handouts("--lang", "es,en", "--paper", "letter", "--level", "basic")
        page = Page(text)
        self.assertTrue(SIZES["letter"] in text)
        self.assertEqual(sum("role" in sheet.split() for sheet in page.sheets), 24)  # each state has one, in both
        self.assertEqual(sum("brief" in sheet.split() for sheet in page.sheets), 2 * 6 * 2)
        for words in ("Guion de la sesión", "Run sheet", "Únase al ejercicio", "Join the exercise"):
            self.assertTrue(words in page.text, words)

    def test_each_sheet_alone(self):
        motives = 0
        for sheet in SHEETS:
            page = Page(self.handouts("--only", sheet))
            self.assertTrue(page.sheets, sheet)
            told = any(motive in page.text for motive in MOTIVES)
            self.assertEqual(told, sheet == "roles", sheet)
            motives += told
        self.assertEqual(motives, 1)

    def test_cards_tell_the_motives_of_the_world(self):
        """What a card says is what that seat is told when it plays."""
        server = self.server("--allow-seed", name="other").start()
        for seed in range(1, 20):  # until the two want different things
            exercise = server.exercise("duel", seed=seed, wait_seats=1)
            done = run("handouts", exercise.code, "--admin", server.admin, "--only", "roles", "--lang", "en")
            self.assertEqual(done.returncode, 0, done.stderr)
            cards = re.findall(r"<h2>([^<]+)</h2>.*?<strong>([^<]+)</strong>", done.stdout, re.S)
            self.assertEqual(len(cards), 2)
            if cards[0][1] != cards[1][1]:
                break
        said = run("join", f"127.0.0.1:{server.port}", exercise.code, "--name", "Ada", "--auto", "hawk", "--plain",
                   "--home", self.directory / "home").stdout
        name = re.search(r"You lead (\w+), state", said)[1]
        greedy = "Your motive, which nobody else can see: greedy" in said
        self.assertEqual(dict(cards)[name] == "You want land. You gain from every conquest that succeeds.", greedy, cards)

    def codes(self, *words):
        """Seat codes by state and world."""
        cards = self.handouts("--only", "roles", *words).split('<section class="sheet role"')[1:]
        told = [re.search(r"<h2>(\w+)</h2>.*?World (\w).*?seat_code\">([^<]+)<", card, re.S) for card in cards]
        return {(card[1], card[2]): card[3] for card in told if card}

    def come(self, name, code):
        """A person who types the code of a card."""
        return self.player(Exercise(self.host, self.code, None, 24), name, "--seat-code", code, "--plain",
                           stdin=subprocess.PIPE)

    def test_printed_codes_take_the_seats(self):
        first = self.codes("--lang", "en")
        self.assertEqual((len(first), len(set(first.values()))), (24, 24))
        self.handouts("--only", "run,briefs,reference")  # makes no new ones
        ada = self.come("Ada", first["Corvo", "B"])
        ada.await_text("Your seat code is")
        second = self.codes("--lang", "en")
        self.assertNotIn(("Corvo", "B"), second)  # somebody has it
        self.assertFalse(set(first.values()) & set(second.values()))
        self.assertNotEqual(self.come("Ben", first["Dorne", "A"]).wait(), 0)  # of the first printing
        cyd = self.come("Cyd", second["Dorne", "A"])
        cyd.await_text("Your seat code is")
        self.assertEqual(run("exercise", "start", self.code, "--admin", self.host.admin).returncode, 0)
        ada.await_text("You lead Corvo")
        cyd.await_text("You lead Dorne")

    def test_a_file_of_ones_own(self):
        path = self.directory / "handouts.html"
        self.assertEqual(self.handouts("--out", path), "")
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
        Page(path.read_text())
        self.assertIn("Is a directory", self.refused(self.code, "--admin", self.host.admin, "--out", self.directory))

    def test_what_is_left_after_the_first_turn(self):
        server = self.server(name="played").start()
        exercise = server.exercise("duel", wait_seats=1, turn_seconds=0)
        done = run("join", f"127.0.0.1:{server.port}", exercise.code, "--name", "Ada", "--auto", "hawk", "--plain",
                   "--home", self.directory / "home")
        self.assertEqual(done.returncode, 0, done.stderr)
        told = self.refused(exercise.code, "--admin", server.admin)
        self.assertIn("--only poster,worksheet,consent,assessment", told)
        done = run("handouts", exercise.code, "--admin", server.admin, "--only", "poster,worksheet,consent,assessment")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(Page(done.stdout).sheets), 1 + 2 + 1 + 3)

    def test_words_that_are_not_understood(self):
        self.assertIn("no exercise has the code ZZZZZZ", self.refused("ZZZZZZ", "--admin", self.host.admin))
        self.assertIn("no server answers", self.refused(self.code, "--admin", self.directory / "nothing.sock"))
        self.assertIn("a CODE is needed", self.refused("--admin", self.host.admin, status=2))
        self.assertIn("--admin DIR/admin.sock is needed", self.refused(self.code, status=2))
        self.assertIn("“maps”; there are run", self.refused(self.code, "--only", "maps", status=2))


class Pack(SystemTest):
    def records(self, scenario):
        folder = self.directory / "records"
        done = run("sim", "--scenarios", SCENARIOS, "--scenario", scenario, "--games", 1, "--seed", 3, "--records", folder,
                   "--out", self.directory / "rows.csv")
        self.assertEqual(done.returncode, 0, done.stderr)
        return next(folder.iterdir())

    def test_a_pack_to_print(self):
        record = self.records("seminar")
        for language, question in (("en", "QUESTION: "), ("es", "PREGUNTA: ")):
            done = run("debrief", record, "--html", "--lang", language, "--paper", "letter")
            self.assertEqual(done.returncode, 0, done.stderr)
            page = Page(done.stdout)
            self.assertTrue(SIZES["letter"] in done.stdout)
            self.assertEqual(page.sheets, ["sheet card"] * 9)
            self.assertEqual(page.text.count(question), 9)
            for number in range(9):
                self.assertTrue(f"D{number} - " in page.text, number)

    def test_words_that_are_not_understood(self):
        for words in (("--html", "--json"), ("--html", "--card", "D1"), ("--html", "--seat", "Aldan"), ("--paper", "a5"),
                      ("--html", "--metrics")):
            done = subprocess.run([BIN / "spiral", "debrief", "x", *words], capture_output=True, text=True, timeout=30,
                                  check=False)
            self.assertEqual(done.returncode, 2, words)


if __name__ == "__main__":
    unittest.main()

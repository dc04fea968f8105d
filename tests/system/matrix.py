"""`spiral matrix`: whole files or none, the same bytes for the same words, and rows that agree with each other."""

import csv
import io
import subprocess
import tempfile
import unittest
from pathlib import Path

from spiral import BIN, run

POINTS = {"CC": 3, "CD": 0, "DC": 5, "DD": 1}


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


class Matrix(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.directory = Path(place.name)

    def play(self, *words):
        done = run("matrix", *words)
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stderr)
        return done.stdout

    def refused(self, *words, status=2):
        done = run("matrix", *words)
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertRegex(done.stderr, r"\Aspiral matrix: .+\n\Z")
        return done.stderr

    def files(self):
        return sorted(path.name for path in self.directory.iterdir())


class Rows(Matrix):
    def test_scores_of_the_first_tournament(self):
        done = run("matrix", "--bots", "tit_for_tat,always_defect,always_cooperate", "--out", "-")
        games = {(row["first"], row["second"]): (int(row["first_score"]), int(row["second_score"]))
                 for row in rows_of(done.stdout)}
        self.assertEqual(len(games), 6)
        self.assertEqual(games["tit_for_tat", "tit_for_tat"], (600, 600))
        self.assertEqual(games["tit_for_tat", "always_defect"], (199, 204))
        self.assertEqual(games["always_defect", "always_cooperate"], (1000, 0))
        self.assertIn("0.9950", done.stderr, "with rows on standard output the table goes to the other")

    def test_the_log_adds_up_to_the_games(self):
        out, log = self.directory / "games.csv", self.directory / "moves.csv"
        table = self.play("--bots", "tit_for_tat,random", "--games", 5, "--moves", 40, "--error", "0,100",
                          "--seed", 7, "--out", out, "--log", log)
        self.assertEqual(self.files(), ["games.csv", "moves.csv"])
        games, moves = rows_of(out.read_text()), rows_of(log.read_text())
        self.assertEqual((len(games), len(moves)), (10, 400))
        self.assertEqual(len(table.splitlines()), 2 + 2)
        for game in games:
            mine = [move for move in moves if all(move[key] == game[key] for key in ("game", "error"))]
            self.assertEqual([int(move["move"]) for move in mine], list(range(1, 41)))
            for side, other in (("first", "second"), ("second", "first")):
                points = [POINTS[move[f"{side}_done"] + move[f"{other}_done"]] for move in mine]
                self.assertEqual([int(move[f"{side}_points"]) for move in mine], points)
                self.assertEqual(int(game[f"{side}_score"]), sum(points))
            answers = [move["first_intended"] for move in mine[1:]]
            self.assertEqual(answers, [move["second_done"] for move in mine[:-1]])
            slips = sum(move["first_intended"] != move["first_done"] for move in mine)
            self.assertEqual(slips > 0, game["error"] == "100")

    def test_the_same_words_give_the_same_bytes(self):
        words = ("--bots", "joss,generous_tit_for_tat", "--pairs", "--error", 50, "--games", 3)
        files = [self.directory / name for name in ("a", "b", "c")]
        for path, seed in zip(files, (5, 5, 6)):
            self.play(*words, "--seed", seed, "--out", path)
        same, again, other = (path.read_text() for path in files)
        self.assertEqual(same, again)
        self.assertNotEqual(same.replace("1,5,", "1,6,"), other)

    def test_the_long_run_with_errors(self):
        table = self.play("--bots", "win_stay_lose_shift,win_stay_lose_shift", "--error", 50, "--moves", 1000000)
        played, expected = map(float, table.splitlines()[-1].split()[3:5])
        self.assertAlmostEqual(expected, 2.7765, places=3)
        self.assertAlmostEqual(played, expected, delta=0.005)


class BadInput(Matrix):
    def test_wrong_words(self):
        self.assertIn("--bots A,B[,...] is needed", self.refused())
        self.assertIn("there are always_cooperate", self.refused("--bots", "nobody,grim"))
        self.assertIn("0..1000", self.refused("--bots", "grim,grim", "--error", "2000"))
        self.assertIn("1..10000000", self.refused("--bots", "grim,grim", "--moves", "99999999"))
        self.assertIn("not understood", self.refused("--bots", "grim,grim", "--fast"))

    def test_a_file_that_is_there_is_kept(self):
        path = self.directory / "rows.csv"
        path.write_text("mine")
        for option in ("--out", "--log"):
            self.assertIn("is there already", self.refused("--bots", "grim,grim", option, path))
        # the one is refused before the other is made
        self.refused("--bots", "grim,grim", "--out", self.directory / "new.csv", "--log", path)
        self.assertEqual(path.read_text(), "mine")
        self.assertEqual(self.files(), ["rows.csv"])

    def test_a_place_that_cannot_be_written(self):
        told = self.refused("--bots", "grim,grim", "--out", self.directory / "none" / "rows.csv", status=1)
        self.assertIn("cannot be made: No such file", told)
        with open("/dev/full", "w", encoding="ascii") as full:
            for words in (("--out", "-"), ("--log", "-", "--games", "9999"), ()):
                done = subprocess.run([BIN / "spiral", "matrix", "--bots", "grim,grim", *words], stdout=full,
                                      stderr=subprocess.PIPE, text=True, timeout=60, check=False)
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertIn("No space left" if words else "cannot be written", done.stderr)
        self.assertEqual(self.files(), [])

    def test_help_lists_the_strategies(self):
        told = self.play("--help")
        for name in ("tit_for_tat", "contrite_tit_for_tat", "grim_trigger", "--payoffs", "--log"):
            self.assertIn(name, told)


if __name__ == "__main__":
    unittest.main()

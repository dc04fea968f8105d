"""`spiral sim`: the same rows however the work is divided, and errors that leave nothing half-done."""

import csv
import os
import re
import subprocess
import unittest
from pathlib import Path

from spiral import BIN, SCENARIOS, SystemTest, run

SWEEP = ("--scenario", "duel-1,world-1", "--games", 20, "--seed", 7, "--set", "growth=10,25",
         "--set", "noise=0,200,400")


def sim(*words, **settings):
    return run("sim", "--scenarios", SCENARIOS, *words, **settings)


class Sim(SystemTest):
    def rows(self, name, *words):
        """The bytes of a file that a command writes, and its summary."""
        path = self.directory / name
        done = sim(*words, "--out", path)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual([found.name for found in self.directory.glob(f"{name}*")], [name])
        return path.read_bytes(), done.stdout

    def test_processes_do_not_show(self):
        for kind in ((), ("--turns",), ("--dyads",)):
            one, table = self.rows(f"one{len(kind) and kind[0]}", *SWEEP, *kind)
            three, again = self.rows(f"three{len(kind) and kind[0]}", *SWEEP, *kind, "--jobs", 3)
            self.assertTrue(one == three and table == again, kind)
            done = sim(*SWEEP, *kind, "--jobs", 2, "--out", "-")
            self.assertTrue(done.stdout.encode() == one and done.stderr == table, kind)
        self.assertEqual(sim(*SWEEP).stdout, table)

    def test_shards_are_parts_of_the_whole(self):
        whole, _ = self.rows("whole", *SWEEP)
        parts = [self.rows(f"part{x}", *SWEEP, "--shard", f"{x}/5", "--jobs", 2)[0] for x in range(1, 6)]
        self.assertTrue(all(parts))
        self.assertEqual(b"".join(parts), whole)

    def test_what_stands_in_the_rows(self):
        rows = list(csv.DictReader(self.rows("games", *SWEEP)[0].decode().splitlines()))
        self.assertEqual(len(rows), 2 * 6 * 20)
        settings = {(row["scenario"], row["set_growth"], row["set_noise"]) for row in rows}
        self.assertEqual(len(settings), 12)
        self.assertEqual(len({row["scenario_hash"] for row in rows}), 12)
        deals = {row["game"]: row["motives"] for row in rows if row["scenario"] == "duel-1"}
        for row in rows:
            if row["scenario"] == "duel-1":
                self.assertEqual(row["motives"], deals[row["game"]], "sweeps compare like with like")
            self.assertEqual(row["war"] == "100", row["first_war_turn"] != "")
        turns = list(csv.DictReader(self.rows("turns", *SWEEP, "--turns")[0].decode().splitlines()))
        self.assertEqual(len(turns), sum(int(row["turns"]) * int(row["actors"]) for row in rows))
        dyads = list(csv.DictReader(self.rows("dyads", *SWEEP, "--dyads")[0].decode().splitlines()))
        self.assertEqual(len(dyads), sum(int(row["turns"]) * int(row["actors"]) * (int(row["actors"]) - 1)
                                         for row in rows))

    def test_every_column_is_explained(self):
        codebook = list(csv.DictReader(sim("--columns").stdout.splitlines()))
        for kind, options in (("game", ()), ("turn", ("--turns",)), ("dyad", ("--dyads",))):
            header = sim("--scenario", "duel-1", "--games", 1, *options, "--out", "-").stdout.split("\n")[0]
            known = [row["column"] for row in codebook if row["rows"] in ("all", kind)]
            known.remove("set_PARAMETER")
            self.assertEqual(header.split(","), known)
            self.assertEqual(len(known), len(set(known)), "each name once")
        for row in codebook:
            self.assertTrue(row["unit"] and row["meaning"], row)

    def test_who_plays(self):
        seats = ("--scenario", "world-1", "--games", 8, "--out", "-")
        for bots, wanted in (("hawk", {"hawk"}), ("seeker=grit,greedy=opportunist", {"grit", "opportunist"}),
                             ("hawk,grit,pacifist,-", {"hawk", "grit", "pacifist", "security_seeker", "greedy"})):
            rows = list(csv.DictReader(sim(*seats, "--bots", bots).stdout.splitlines()))
            self.assertEqual({name for row in rows for name in row["bots"].split("+")}, wanted)
            for row in rows if "=" in bots else ():
                names = {"security_seeker": "grit", "greedy": "opportunist"}
                self.assertEqual(row["bots"].split("+"), [names[motive] for motive in row["motives"].split("+")])

    def test_what_uncertainty_costs(self):
        words = ("--scenario", "world-1", "--games", 30, "--out", "-")
        plain = list(csv.DictReader(sim(*words).stdout.splitlines()))
        informed = list(csv.DictReader(sim(*words, "--informed").stdout.splitlines()))
        self.assertEqual({row.pop("price_of_uncertainty") for row in plain}, {""})
        prices = [float(row.pop("price_of_uncertainty") or 0) for row in informed]
        self.assertEqual(plain, informed, "nothing else changes")
        self.assertGreater(sum(prices), 0, "not to know costs")

    def test_records_can_be_verified(self):
        words = ("--scenario", "duel-1,ring-6", "--games", 3, "--records", self.directory / "records")
        self.assertEqual(sim(*words).returncode, 0)
        kept = sorted((self.directory / "records").iterdir())
        self.assertEqual(len(kept), 6)
        for record in kept:
            self.verify(record)
        again = sim(*words)
        self.assertEqual(again.returncode, 2)
        self.assertIn("nothing is overwritten", again.stderr)

    def refused(self, says, *words):
        done = sim(*words)
        self.assertEqual((done.returncode, done.stdout), (2, ""), words)
        self.assertIn(says, done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1)

    def test_bad_input_is_refused_by_name(self):
        one = ("--scenario", "duel-1")
        self.refused("--scenario NAME[,NAME...] is needed", "--games", 3)
        self.refused("no scenario 'atlantis'", "--scenario", "duel-1,atlantis")
        self.refused("duel-1 is given twice", "--scenario", "duel-1,duel-2,duel-1")
        self.refused("a name is missing", "--scenario", "duel-1,")
        self.refused("a number in 1..10000000", *one, "--games", 0)
        self.refused("a number in 1..10000000", *one, "--games", "many")
        self.refused("a number in 1..64", *one, "--jobs", 65)
        self.refused("a number in 0..", *one, "--seed", -1)
        self.refused("no value; give N", *one, "--games")
        self.refused("I in 1..N", *one, "--shard", "3/2")
        self.refused("I in 1..N", *one, "--shard", "0/2")
        self.refused("not understood; --help lists the options", *one, "--game", 3)
        self.refused("not understood", "duel-1")
        self.refused("in 20..400 (%)", *one, "--set", "balance=500")
        self.refused("'x' is not a whole number in 20..400 (%)", *one, "--set", "balance=60,x")
        self.refused("no parameter \"balanse\"", *one, "--set", "balanse=60")
        self.refused("is not PARAMETER=VALUE", *one, "--set", "balance")
        self.refused("is not PARAMETER=VALUE", *one, "--set", "balance=60,")
        self.refused("60 is given twice", *one, "--set", "balance=60,60")
        self.refused("give all its values at once", *one, "--set", "balance=60", "--set", "balance=160")
        self.refused("more than 4096 combinations", *one, "--set", f"noise={','.join(map(str, range(99)))}",
                     "--set", f"mistrust={','.join(map(str, range(99)))}")
        self.refused("4096 cells allowed", "--scenario", "duel-1,duel-2,duel-3,duel-4",
                     "--set", f"noise={','.join(map(str, range(60)))}",
                     "--set", f"mistrust={','.join(map(str, range(60)))}")
        self.refused("scenario duel-1 with prior_greedy=600, prior_limited=600", *one,
                     "--set", "prior_greedy=0,600", "--set", "prior_limited=0,600")
        self.refused("no doctrine \"dove\"; there are security_seeker", *one, "--bots", "dove")
        self.refused("3 doctrines, but scenario duel-1 has 2 seats", *one, "--bots", "hawk,grit,hawk")
        self.refused("is not MOTIVE=DOCTRINE", *one, "--bots", "seeker=hawk,pacifist")
        self.refused("is not MOTIVE=DOCTRINE", *one, "--bots", "brave=hawk")
        self.refused("seeker is given twice", *one, "--bots", "seeker=hawk,seeker=grit")
        self.refused("rows of one kind", *one, "--turns", "--dyads", "--out", "x")
        self.refused("need --out FILE", *one, "--turns")
        self.refused("--resume needs the --out FILE", *one, "--resume")
        self.refused("--resume needs the --out FILE", *one, "--resume", "--out", "-")
        self.refused("at most 10000 records", *one, "--games", 10001, "--records", self.directory / "r")
        self.assertFalse((self.directory / "r").exists())
        done = run("sim", "--scenarios", self.directory / "nowhere", *one)
        self.assertEqual(done.returncode, 2)
        self.assertIn("nowhere", done.stderr)

    def test_nothing_is_overwritten(self):
        there = self.directory / "there"
        there.write_text("mine\n")
        self.refused("exists, and nothing is overwritten", "--scenario", "duel-1", "--games", 2, "--out", there)
        self.assertEqual(there.read_text(), "mine\n")
        self.refused("exists, and nothing is overwritten", "--scenario", "duel-1", "--out", "/dev/full")
        done = sim("--scenario", "duel-1", "--games", 2, "--out", self.directory / "no" / "where")
        self.assertEqual(done.returncode, 1)
        self.assertIn("No such file or directory", done.stderr)
        self.assertEqual([path.name for path in self.directory.iterdir()], ["there"])

    def test_an_output_that_takes_nothing(self):
        command = [BIN / "spiral", "sim", "--scenarios", SCENARIOS, "--scenario", "duel-1", "--games", "2000"]
        for options in (("--out", "-"), ()):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([*map(str, command), *options], stdout=full, stderr=subprocess.PIPE,
                                      text=True, check=False, timeout=60)
            self.assertEqual(done.returncode, 1)
            self.assertRegex(done.stderr, "standard output: cannot write: No space left|summary could not be")

    def test_a_disk_that_is_full(self):
        place = self.directory / "small"
        place.mkdir()
        words = ("--scenario", "duel-1", "--games", 600, "--jobs", 2)
        whole, table = self.rows("whole", *words)
        parts = len(whole) * 3 // 2  # of them together: somewhat more than the rows, somewhat less than this
        mount = ["mount", "-t", "tmpfs", "-o", f"size={parts // 3}", "tmpfs", str(place)]
        if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
            self.skipTest("a small file system cannot be mounted here")
        self.addCleanup(subprocess.run, ["umount", str(place)], check=False)
        out = place / "rows"
        for resume in ((), ("--resume",)):  # full while it plays, and again
            done = sim(*words, "--out", out, *resume)
            self.assertEqual(done.returncode, 1)
            self.assertIn("No space left on device", done.stderr)
            self.assertIn("free space, then the same command with --resume goes on", done.stderr)
            self.assertFalse(out.exists())
        subprocess.run(["mount", "-o", f"remount,size={parts + len(whole) // 4}", str(place)], check=True)
        done = sim(*words, "--out", out, "--resume")  # room for the parts, not for the whole beside them
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn("600 of 600 games are kept", done.stderr)
        self.assertEqual(sorted(path.name for path in place.iterdir()), ["rows.part-0-of-2", "rows.part-1-of-2"])
        subprocess.run(["mount", "-o", f"remount,size={3 * parts}", str(place)], check=True)
        done = sim(*words, "--out", out, "--resume")
        self.assertEqual((done.returncode, done.stdout), (0, table), done.stderr)
        self.assertEqual(out.read_bytes(), whole)
        self.assertEqual([path.name for path in place.iterdir()], ["rows"])

    def peak(self, games):
        """Kilobytes that the processes of a run held at most."""
        command = [BIN / "spiral", "sim", "--scenarios", SCENARIOS, "--scenario", "duel-1", "--games", games,
                   "--out", self.directory / f"of-{games}"]
        process = subprocess.Popen([*map(str, command)], stdout=subprocess.DEVNULL,
                                   env={**os.environ, "ASAN_OPTIONS": "quarantine_size_mb=1"})
        most = 0
        while process.poll() is None:
            try:
                children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
                for one in (process.pid, *children):
                    found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{one}/status").read_text())
                    most = max(most, int(found[1]) if found else 0)
            except (FileNotFoundError, ProcessLookupError):
                pass  # it ended meanwhile
        self.assertEqual(process.returncode, 0)
        return most

    def test_memory_does_not_grow_with_the_games(self):
        few, many = self.peak(500), self.peak(10000)
        self.assertGreater(few, 0)
        self.assertLess(many, few + 1024, "5 MB of rows")


if __name__ == "__main__":
    unittest.main(verbosity=2)

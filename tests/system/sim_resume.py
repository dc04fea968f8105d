"""`spiral sim --resume`: whatever ends a run, the same command goes on, and the bytes are as if nothing was."""

import contextlib
import os
import re
import signal
import subprocess
import time
import unittest
from pathlib import Path

from spiral import BIN, SCENARIOS, SystemTest, run, wait_until

GAMES = 6000
JOBS = 2
WORDS = ("sim", "--scenarios", SCENARIOS, "--scenario", "duel-1,duel-2", "--games", GAMES // 2, "--seed", 3)


class SimResume(SystemTest):
    @classmethod
    def setUpClass(cls):
        done = run(*WORDS, "--jobs", JOBS, "--out", "-")
        cls.whole, cls.table = done.stdout.encode(), done.stderr

    def setUp(self):
        super().setUp()
        self.out = self.directory / "rows"

    def parts(self):
        return sorted(self.directory.glob("rows.part-*"))

    def workers_of(self, process):
        """Its workers, held where they are; fewer than JOBS when they have played all games already."""
        workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        held = []
        for worker in map(int, workers):
            os.kill(worker, signal.SIGSTOP)
            self.addCleanup(self.let_go, [worker])
            state = wait_until(lambda: re.search(r"State:\s+([TZ])", Path(f"/proc/{worker}/status").read_text()),
                               "a worker that holds")[1]
            if state == "T":
                held.append(worker)
        return held

    def begin_records(self, place):
        return self.begin("--records", str(place))

    def begin(self, *options):
        """A run that has played some games but not all; gives it and its workers, which are held."""
        command = [str(BIN / "spiral"), *map(str, WORDS), "--jobs", str(JOBS), "--out", str(self.out), *options]
        for _ in range(10):
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            self.addCleanup(process.stderr.close)
            self.addCleanup(process.wait)
            self.addCleanup(process.kill)
            deadline = time.monotonic() + 30
            while sum(path.stat().st_size for path in self.parts()) < len(self.whole) // 10:
                self.assertLess(time.monotonic(), deadline)
            workers = self.workers_of(process)
            if len(workers) == JOBS:
                return process, workers
            self.let_go(workers)  # this machine is faster than the test: once more
            process.wait(60)
            self.out.unlink()
        raise AssertionError("every run was over before it could be held")

    def let_go(self, workers):
        for worker in workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker, signal.SIGCONT)

    def kill_all(self, process, workers):
        process.kill()
        process.wait()
        self.let_go(workers)

    def assert_interrupted(self):
        self.assertFalse(self.out.exists())
        self.assertEqual(len(self.parts()), JOBS)
        done = run(*WORDS, "--jobs", JOBS, "--out", self.out)
        self.assertEqual(done.returncode, 2, "not without being asked to")
        self.assertIn("add --resume to go on", done.stderr)

    def resume(self, *options):
        done = run(*WORDS, *options, "--out", self.out, "--resume")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(self.out.read_bytes() == self.whole)
        self.assertEqual(done.stdout, self.table)
        self.assertEqual([path.name for path in self.directory.iterdir()], ["rows"])

    def test_killed(self):
        process, workers = self.begin()
        self.kill_all(process, workers)
        self.resume()
        for worker in workers:
            wait_until(lambda: not Path(f"/proc/{worker}").exists(), "workers end with whom they work for", 5)

    def test_a_worker_is_killed(self):
        process, workers = self.begin()
        os.kill(workers[1], signal.SIGKILL)
        self.let_go(workers[:1])
        self.assertEqual(process.wait(60), 1)
        said = process.stderr.read()
        self.assertIn("worker 1 of 2 was ended by signal 9", said)
        self.assertIn("the same command with --resume goes on", said)
        self.assert_interrupted()
        self.resume("--jobs", JOBS)

    def test_asked_to_stop(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            process, workers = self.begin()
            process.send_signal(number)
            time.sleep(0.2)  # for it to call them off
            self.let_go(workers)
            self.assertEqual(process.wait(10), 130)
            self.assertRegex(process.stderr.read(), rf"interrupted: \d+ of {GAMES} games are kept in .*rows.part-\*; "
                                                    r"the same command with --resume goes on")
            self.assert_interrupted()
            self.resume()
            self.out.unlink()

    def test_stopped_again_and_again(self):
        for _ in range(3):
            self.kill_all(*self.begin())
            done = run(*WORDS, "--jobs", JOBS, "--out", self.out, "--resume", "--shard", "1/2")
            self.assertEqual(done.returncode, 2, "another command")
            self.assertIn('was begun with "shards=1", this command says "shards=2"', done.stderr)
            command = [str(BIN / "spiral"), *map(str, WORDS), "--out", str(self.out), "--resume"]
            again = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(0.03)
            again.kill()
            again.wait()
            if not self.out.exists():  # it may have been done by then
                self.resume()
            self.out.unlink()

    def test_torn_and_damaged_parts(self):
        self.kill_all(*self.begin())
        done = run(*WORDS, "--jobs", 3, "--out", self.out, "--resume")
        self.assertEqual(done.returncode, 2)
        self.assertIn("begun with --jobs 2", done.stderr)
        torn, damaged = self.parts()
        os.truncate(torn, torn.stat().st_size - 7)
        size = damaged.stat().st_size
        with open(damaged, "r+b") as file:
            file.seek(size // 2)
            byte = file.read(1)
            file.seek(size // 2)
            file.write(bytes([byte[0] ^ 1]))
        self.resume()

    def test_other_commands_are_refused(self):
        self.kill_all(*self.begin())
        kept = [path.read_bytes() for path in self.parts()]
        for options, says in ((("--seed", 4), '"seed=3", this command says "seed=4"'),
                              (("--games", 9), '"games=3000", this command says "games=9"'),
                              (("--bots", "hawk"), "bots="), (("--set", "noise=1"), "set=noise=1"),
                              (("--turns",), "rows="), (("--informed",), "informed=")):
            done = run(*WORDS, *options, "--out", self.out, "--resume")
            self.assertEqual(done.returncode, 2, options)
            self.assertIn("was begun with", done.stderr)
            self.assertIn(says, done.stderr)
        grown = [path.read_bytes() for path in self.parts()]
        self.assertTrue(all(after.startswith(before[:200]) for before, after in zip(kept, grown)))
        self.resume()

    def test_a_file_that_is_no_part(self):
        (self.directory / "rows.part-0-of-1").write_text("a letter to a friend\n")
        done = run(*WORDS, "--out", self.out, "--resume")
        self.assertEqual(done.returncode, 2)
        self.assertIn("a letter to a friend", done.stderr)
        self.assertEqual((self.directory / "rows.part-0-of-1").read_text(), "a letter to a friend\n")

    def test_two_runs_at_once(self):
        """The second is refused, whatever its jobs and with --resume too, and takes nothing from the first."""
        process, workers = self.begin()
        kept = [path.read_bytes() for path in self.parts()]
        for options in ((), ("--resume",), ("--jobs", 1), ("--jobs", 3, "--resume")):
            done = run(*WORDS, *options, "--out", self.out)
            self.assertNotEqual(done.returncode, 0, options)
            self.assertIn("another run", done.stderr)
        self.assertEqual([path.read_bytes() for path in self.parts()], kept)
        self.let_go(workers)
        self.assertEqual(process.wait(60), 0)
        self.assertEqual(self.out.read_bytes(), self.whole)
        self.assertEqual([path.name for path in self.directory.iterdir() if path.name.startswith("rows.")], [])

    def test_nobody_else_is_written_to(self):
        """What lies where the run works under its own names is not followed and not emptied."""
        precious = self.directory / "precious"
        precious.write_text("keep me\n")
        for name in ("rows.part", "rows.part-0-of-1", "rows.part-merged"):
            (self.directory / name).symlink_to(precious)
            done = run(*WORDS, "--jobs", 1, "--out", self.out)
            self.assertEqual(precious.read_text(), "keep me\n", name)
            if done.returncode == 0:
                self.assertEqual(self.out.read_bytes(), self.whole)
                self.assertFalse(self.out.is_symlink())
                self.out.unlink()
            (self.directory / name).unlink(missing_ok=True)
        self.out.symlink_to(self.directory / "nothing")
        done = run(*WORDS, "--out", self.out)
        self.assertEqual(done.returncode, 2)
        self.assertIn("exists", done.stderr)

    def test_a_second_name_of_the_last_result(self):
        """A merge killed between naming FILE and dropping the working name: the next one leaves the first alone."""
        self.resume()
        os.link(self.out, self.directory / "rows.part-merged")
        kept = self.out.rename(self.directory / "kept")
        done = run(*WORDS, "--seed", 4, "--out", self.out)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(kept.read_bytes(), self.whole)
        self.assertNotEqual(self.out.read_bytes(), self.whole)

    def test_other_records(self):
        process, workers = self.begin_records(self.directory / "a")
        process.kill()
        self.let_go(workers)
        process.wait(60)
        done = run(*WORDS, "--jobs", JOBS, "--out", self.out, "--records", self.directory / "b", "--resume")
        self.assertEqual(done.returncode, 2)
        self.assertIn("records=", done.stderr)

    def test_nothing_to_resume_is_a_beginning(self):
        self.resume()
        done = run(*WORDS, "--out", self.out, "--resume")
        self.assertEqual(done.returncode, 2)
        self.assertIn("exists", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)

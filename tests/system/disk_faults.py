"""A disk that fails: a failed sync is the end at once, a full one costs no orders, a torn write is cut; nothing acknowledged is lost."""

import errno
import re
import time
import unittest

import release  # noqa: F401  pylint: disable=unused-import
from fault import DATABASE, LOG, SHORT, TORN, Faults
from spiral import SystemTest, run, wait_until
from wire import PATIENCE, Closed

TURN_SECONDS = 3600


class DiskFaults(SystemTest):
    def setUp(self):
        super().setUp()
        self.faults = Faults(self.directory / "faults")
        self.acknowledged = set()

    def start(self, turn_seconds=TURN_SECONDS, settle=True):
        self.host = self.server(env=self.faults.environment()).start()
        self.exercise = self.host.exercise("duel", wait_seats=2, turn_seconds=turn_seconds, misses=60,
                                           spectator_delay=0)
        self.ann, self.ben = self.host.peers(self.exercise, 2)
        if settle:  # what is left to do after a start is done
            time.sleep(0.5)

    def save(self, peer, revision, timeout=PATIENCE):
        """Saves orders and notes what was acknowledged."""
        whole = peer.orders()
        command = peer.command(turn=peer.turn, revision=revision, orders=whole)
        kind, body = peer.answer(peer.send("save_orders", **command), timeout)
        if kind == "accepted":
            self.acknowledged.add((str(command["turn"]), str(body["revision"]), body["orders_sha256"].hex()))
        return kind, body

    def assert_kept(self):
        kept = {tuple(line.split()[index] for index in (1, 3, 4)) for line in self.saved_orders(self.host.data)}
        self.assertEqual(self.acknowledged - kept, set())

    def assert_ended(self, *words):
        """It stops by itself, at once, and says why in one line."""
        self.assertEqual(self.host.let_go(5), 1, self.host.log_text())
        lines = [line for line in self.host.log_text().splitlines() if line.startswith("spirald: ")]
        self.assertEqual(len(lines), 1, lines)
        for word in ("journal.db", *words):
            self.assertIn(word, lines[0])

    def come_back(self, turns=0):
        """Without faults it starts, has all that was acknowledged, and is played on."""
        self.faults.disarm_all()
        self.host.hang_up()
        self.host.start()
        self.assert_kept()
        peers = [self.host.peer() for _ in range(2)]
        for peer, before in zip(peers, (self.ann, self.ben)):
            peer.resume(before.joined)
            self.assertEqual(peer.turn, turns + 1)
            self.assertEqual(peer.ready()[0], "accepted")
        peers[0].until("situation", lambda situation: situation["turn"] == turns + 1)
        self.host.hang_up()
        self.assertEqual(self.host.end()[0], 0)
        self.assert_kept()
        self.verify(self.host.data)

    def told_nothing(self, peer):
        """Until the link ends, nothing that rests on the journal is told."""
        kinds = []
        with self.assertRaises(Closed):
            while True:
                kinds.append(peer.next()[1])
        self.assertEqual([kind for kind in kinds if kind not in ("pong", "notice")], [])

    # ---- a failing disk

    def test_a_failed_sync_is_the_end(self):
        """At the first, third and sixth commit: whoever waits is told nothing, and what was told before is there."""
        for good in (0, 2, 5):
            with self.subTest(good=good):
                self.acknowledged = set()
                self.start()
                self.faults.arm("sync", LOG, after=good)
                for revision in range(good):
                    self.assertEqual(self.save(self.ann, revision)[0], "accepted")
                with self.assertRaises(Closed):
                    self.save(self.ann, good)
                self.assert_ended("check the disk")
                self.assertEqual(self.faults.hits("sync"), 1, "a failed sync is not tried again")
                self.told_nothing(self.ben)
                self.come_back()
                self.host.data.rename(self.directory / f"data-{good}")

    def test_nobody_is_told_of_what_was_not_synced(self):
        """The last one is ready and the turn is resolved in memory; the sync fails; neither seat hears of it."""
        self.start()
        self.assertEqual(self.ben.ready()[0], "accepted")
        for peer in (self.ann, self.ben):
            peer.until("clock", lambda clock: clock["seats_ready"] == 1)
            peer.hear(0.1)
        self.faults.arm("sync", LOG)
        request = self.ann.send("set_ready", **self.ann.command(turn=1, ready=True))
        self.ann.send("ping")
        with self.assertRaises(Closed):
            self.ann.answer(request)
        self.assertNotIn("turn_report", [kind for kind, _ in self.ann.news])
        self.told_nothing(self.ben)
        self.assert_ended("check the disk")
        self.faults.disarm_all()
        self.host.start()
        again = self.host.peer()
        again.resume(self.ann.joined)
        turn = again.latest["situation"]["turn"]
        self.assertIn(turn, (0, 1))  # what was written without a sync may be there, or not
        self.host.hang_up()
        self.host.end()
        self.verify(self.host.data)

    def test_a_failed_checkpoint_is_the_end(self):
        self.start()
        self.faults.arm("sync", DATABASE)
        self.assertEqual(self.save(self.ann, 0)[0], "accepted")
        wait_until(lambda: self.host.process.poll() is not None, "the end, by itself")
        self.assert_ended("move the log into the database")
        self.come_back()

    def test_a_write_that_fails_is_the_end(self):
        self.start()
        self.faults.arm("write", LOG, after=1)
        with self.assertRaises(Closed):
            self.save(self.ann, 0)
        self.assert_ended("check the disk")
        self.come_back()

    def test_a_disk_that_cannot_be_read(self):
        self.start()
        self.assertEqual(self.save(self.ann, 0)[0], "accepted")
        self.host.kill()
        for ending, after in ((LOG, 0), (LOG, 1), (LOG, 3), (DATABASE, 0)):
            with self.subTest(ending=ending, after=after):
                self.faults.arm("read", ending, after=after)
                status, said = self.host.fail()
                self.assertEqual(status, 1)
                self.assertRegex(said, r"(?m)^spirald: .*journal\.db.*\bdisk\b")
                self.assertGreater(self.faults.hits("read"), 0)
        self.come_back()

    def test_no_file_can_be_opened(self):
        self.start()
        self.assertEqual(self.save(self.ann, 0)[0], "accepted")
        self.host.kill()
        for ending in ("/lock", DATABASE, "journal.db-shm"):
            with self.subTest(ending=ending):
                self.faults.arm("open", ending, errno.EMFILE)
                status, said = self.host.fail()
                self.assertEqual(status, 1)
                lines = re.findall(r"(?m)^spirald: .*", said)
                self.assertEqual(len(lines), 1, said)
                self.assertIn(str(self.host.data), lines[0])
        self.come_back()

    # ---- a full disk

    def test_a_full_disk(self):
        """Commands are refused as busy, reading goes on, and play when there is space again."""
        self.start()
        watcher = self.host.peer()
        kind, body = watcher.ask("watch", code=self.exercise.code)
        self.assertEqual(kind, "watching", body)
        self.assertEqual(self.save(self.ann, 0)[0], "accepted")
        self.faults.arm("write", LOG, errno.ENOSPC, after=3)
        waiting = self.ann.send("save_orders", **self.ann.command(turn=1, revision=1, orders=self.ann.orders()))
        wait_until(lambda: self.faults.hits("write"), "the disk to be full")
        kind, body = wait_until(lambda: self.refused(self.ben), "a refusal")
        self.assertEqual((kind, body["code"]), ("refusal", "REFUSAL_BUSY"), body)
        self.assertGreater(body["busy"]["retry_after_ms"], 0)
        self.assertEqual(self.ben.ask("ping")[0], "pong")
        kind, body = watcher.ask("ask_turn", world=self.ann.joined["world"], turn=0)
        self.assertEqual(kind, "public_turn", body)
        done = run("exercise", "new", "--admin", self.host.admin, "--scenario", "duel")
        self.assertIn("full", done.stderr)
        self.assert_kept()
        self.verify(self.host.data)
        with self.assertRaises(TimeoutError):
            self.ann.answer(waiting, timeout=0.6)
        self.faults.disarm("write")
        kind, body = self.ann.answer(waiting)
        self.assertEqual((kind, body["revision"]), ("accepted", 2), "once it is durable")
        self.acknowledged.add(("1", "2", body["orders_sha256"].hex()))
        self.host.kill()
        self.come_back()

    def refused(self, peer):
        """A message is no loss if it is taken."""
        answer = peer.press("anybody there?")
        return answer if answer[0] == "refusal" else None

    def test_a_full_disk_takes_nobodys_time(self):
        """The deadline passes while nothing can be saved: the turn waits, and there is time to save when there is space."""
        self.start(turn_seconds=4, settle=False)
        self.assertEqual(self.save(self.ann, 0)[0], "accepted")
        self.faults.arm("write", LOG, errno.ENOSPC)
        wait_until(lambda: self.faults.hits("write"), "the disk to be full")
        full = time.monotonic()
        left = 4 - 2.5  # a clock is stored, and fails, within two seconds
        time.sleep(4)
        self.ann.hear(0)
        self.assertEqual(self.ann.latest["situation"]["turn"], 0, "the turn waits")
        self.faults.disarm("write")
        kind, body = wait_until(lambda: self.not_busy(lambda: self.save(self.ann, 1)), "space to be found", 3)
        self.assertEqual(kind, "accepted", body)
        found = time.monotonic()
        self.ann.until("situation", lambda situation: situation["turn"] == 1)
        lasted = time.monotonic() - found
        self.assertGreater(lasted, left - 0.8, f"after {found - full:.1f} s without space")
        self.assertLess(lasted, 5)
        self.host.hang_up()
        self.host.end()
        self.assert_kept()
        self.verify(self.host.data)

    @staticmethod
    def not_busy(ask):
        kind, body = ask()
        return None if kind == "refusal" and body["code"] == "REFUSAL_BUSY" else (kind, body)

    def test_no_space_at_the_first_start(self):
        for ending, after in ((DATABASE, 0), (LOG, 0), (LOG, 4), ("/lock", 0)):
            with self.subTest(ending=ending, after=after):
                server = self.server(name=f"new-{ending.strip('/')}-{after}", env=self.faults.environment())
                self.faults.arm("write", ending, errno.ENOSPC, after=after)
                status, said = server.fail()
                self.assertEqual(status, 1)
                lines = re.findall(r"(?m)^spirald: .*", said)
                self.assertEqual(len(lines), 1, said)
                self.assertRegex(lines[0], r"no space|full")
                self.assertIn(str(server.data), lines[0])
                self.faults.disarm_all()
                server.start().exercise("duel")
                self.assertEqual(server.end()[0], 0)
                self.verify_empty(server)

    def verify_empty(self, server):
        self.assertEqual(run("replay", server.data, "--verify").returncode, 0)

    # ---- writes in part

    def test_short_writes_are_completed(self):
        self.start()
        self.faults.arm("write", LOG, action=SHORT, times=5)
        for revision in range(3):
            self.assertEqual(self.save(self.ann, revision)[0], "accepted")
        self.assertEqual(self.faults.hits("write"), 5)
        self.host.kill()
        self.come_back()

    def test_a_torn_commit_is_cut(self):
        """It dies in the middle of the nth write of a commit: what was acknowledged is there, the torn rest is cut and told."""
        told = 0
        self.start()
        for number, after in enumerate((0, 1, 2, 3, 4, 5, 6, 7)):
            with self.subTest(after=after):
                self.assertEqual(self.save(self.ann, number)[0], "accepted")
                self.faults.arm("write", LOG, action=TORN, after=after)
                with self.assertRaises(Closed):
                    for _ in range(9):  # a commit has fewer writes than nine commits
                        self.ann.press("more")
                self.host.let_go(PATIENCE)
                self.assertEqual(self.faults.hits("write"), 1)
                self.faults.disarm_all()
                self.host.hang_up()
                before = len(self.host.log_text())
                self.host.start()
                told += "journal_tail_cut" in self.host.log_text()[before:]
                self.assert_kept()
                joined, self.ann = self.ann.joined, self.host.peer()
                self.ann.resume(joined)
                self.ann.joined = joined  # with the token, which is told once
                self.assertEqual(self.ann.latest["situation"]["saved"]["revision"], number + 1)
        self.assertGreaterEqual(told, 4)
        self.host.kill()
        self.come_back()


if __name__ == "__main__":
    unittest.main(verbosity=2)

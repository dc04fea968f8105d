"""A full disk: commands are refused as busy, nothing acknowledged is lost, play goes on with new space."""

import os
import subprocess
import unittest

from spiral import SystemTest, run, wait_until
from wire import Closed

SPACE = "2m"
ROOM = 40 * 1024  # bytes that are left free when the disk is filled


def mounted(place):
    return subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SPACE}", "tmpfs", str(place)],
                          capture_output=True, check=False).returncode == 0


class FullDisk(SystemTest):
    def setUp(self):
        super().setUp()
        place = self.directory / "data"
        place.mkdir()
        if os.getuid() != 0 or not mounted(place):
            self.skipTest("a small file system cannot be mounted here")
        self.addCleanup(subprocess.run, ["umount", str(place)], check=False)
        # runs before the unmounting: it must be over for it
        self.addCleanup(self.take_back)
        self.filler = place / "filler"
        self.host = self.server().start()
        self.exercise = self.host.exercise("duel", wait_seats=2)
        self.ann, self.ben = self.host.peers(self.exercise, 2)
        self.acknowledged = set()

    def fill(self):
        space = os.statvfs(self.host.data)
        with open(self.filler, "wb") as filler:
            filler.write(b"x" * max(0, space.f_bavail * space.f_frsize - ROOM))

    def note(self, accepted):
        self.acknowledged.add(accepted["orders_sha256"].hex())

    def save_until_full(self):
        """Saves orders again and again; returns the request that has no answer."""
        for revision in range(10000):
            whole = self.ann.orders(greedy=[{"state": self.ben.joined["seat"], "permille": revision % 1000}])
            command = self.ann.command(turn=1, revision=revision, orders=whole)
            request = self.ann.send("save_orders", **command)
            try:
                kind, body = self.ann.answer(request, timeout=2)
            except TimeoutError:
                return request
            self.assertEqual(kind, "accepted", body)
            self.note(body)
        raise AssertionError("the disk never was full")

    def assert_kept(self):
        kept = {line.split()[4] for line in self.saved_orders(self.host.data)}
        self.assertEqual(self.acknowledged - kept, set())

    def test_play_goes_on_with_new_space(self):
        self.fill()
        waiting = self.save_until_full()
        self.assertGreater(len(self.acknowledged), 0)
        # an answer to Ann would have to overtake the one she waits for
        kind, body = self.ben.ask("set_ready", **self.ben.command(turn=1, ready=True))
        self.assertEqual((kind, body["code"]), ("refusal", "REFUSAL_BUSY"), body)
        self.assertGreater(body["busy"]["retry_after_ms"], 0)
        self.assertEqual(self.ben.ask("ping")[0], "pong")
        newcomer = self.host.peer()
        _, body = newcomer.ask("join", code=self.exercise.code, name="Late", secret=bytes(16))
        self.assertEqual(body["code"], "REFUSAL_BUSY")
        done = run("exercise", "new", "--admin", self.host.admin, "--scenario", "duel")
        self.assertEqual(done.returncode, 1)
        self.assertIn("full", done.stderr)
        self.assert_kept()
        self.filler.unlink()
        kind, body = self.ann.answer(waiting)
        self.assertEqual(kind, "accepted", "what waited is answered once it is durable")
        self.note(body)
        wait_until(lambda: self.ben.ready()[0] == "accepted", "new space is found")
        self.assertEqual(self.ann.ready()[0], "accepted")
        self.ann.until("situation", lambda situation: situation["turn"] == 1)
        self.assert_kept()
        self.host.hang_up()
        self.assertEqual(self.host.end()[0], 0)
        self.assert_kept()
        self.verify(self.host.data)

    def test_a_kill_on_a_full_disk(self):
        self.fill()
        self.save_until_full()
        self.host.kill()
        with self.assertRaises(Closed):
            self.ann.next()
        self.assert_kept()
        self.filler.unlink()
        self.host.start()
        again = self.host.peer()
        again.resume(self.ann.joined)
        self.assertGreaterEqual(again.latest["situation"]["saved"]["revision"], len(self.acknowledged))
        self.assert_kept()
        self.verify(self.host.data)

    def test_a_stop_on_a_full_disk(self):
        self.fill()
        self.save_until_full()
        self.host.hang_up()
        status, seconds = self.host.end()
        self.assertEqual(status, 1, "what waited was not stored, and it says so")
        self.assertLess(seconds, 5)
        self.assertIn("free space", self.host.log_text())
        self.assert_kept()
        self.filler.unlink()
        self.host.start()
        self.assert_kept()
        self.verify(self.host.data)


if __name__ == "__main__":
    unittest.main(verbosity=2)

"""Too many at once: storms, unfinished handshakes, no descriptors. Those who play go on, and others get in."""

import asyncio
import os
import resource
import time
import unittest

import release  # noqa: F401  pylint: disable=unused-import
from pressure import (HonestGame, Light, client_hello, close_all, count_open, cpu_seconds, descriptors, enter, memory_mib,
                      say, scaled, silent)
from spiral import SystemTest, run, wait_until
from wire import Peer, play_turn

SEATS = 12
ARRIVING = 512  # links without a seat, in all
TURN_MS = 3000  # that a turn's result may take on a busy machine
JOIN_MS = 5000


class Overload(SystemTest):
    def setUp(self):
        super().setUp()
        self.host = self.server().start()

    @property
    def pid(self):
        return self.host.process.pid

    def expect_calm(self, figures, turns):
        self.assertGreaterEqual(figures["turns"], turns)
        self.assertLess(figures["most"], TURN_MS)
        self.assertLess(figures["slowest_join"], JOIN_MS)


class Storms(Overload):
    def test_240_seats_are_back_at_once(self):
        """The older connections are still there, as when a wireless network was away for a moment."""
        codes = [self.host.exercise("grand-12", wait_seats=SEATS, turn_seconds=0).code for _ in range(20)]

        async def join(code, number):
            peer = await Light().open(self.host.port)
            kind, body = await peer.enter("join", code=code, name=f"Person {number}", secret=os.urandom(16))
            self.assertEqual(kind, "joined", body)
            return peer

        async def resume(older):
            peer = await Light().open(self.host.port)
            joined = older.joined
            kind, body = await peer.enter("resume", person=joined["person"], token=joined["token"])
            self.assertEqual(kind, "joined", body)
            return peer

        async def storm(game):
            first = await asyncio.gather(*(join(code, x) for code in codes for x in range(SEATS)))
            for peer in first:
                peer.deafen()
            memory = [memory_mib(self.pid)]
            begun = time.monotonic()
            second = await asyncio.gather(*map(resume, first))
            seconds = time.monotonic() - begun
            memory.append(memory_mib(self.pid))
            for peer in (*first, *second):
                peer.close()
            say("storm", seats=len(second), seconds=seconds, before_mib=memory[0], after_mib=memory[1], **game.end())
            self.assertLess(seconds, 10)
            self.assertLess(memory[1], memory[0] + 100)

        with HonestGame(self.host) as game:
            asyncio.run(storm(game))
        self.assertNotRegex(self.host.log_text(), "error|accept_paused")


class FullHouse(Overload):
    def setUp(self):
        SystemTest.setUp(self)  # pylint: disable=bad-super-call
        self.host = self.server("--max-links", "3").start()

    def refused(self, kind, **values):
        _, refusal = self.host.peer().ask(kind, **values)
        self.assertEqual((refusal["code"], refusal["item"]), ("REFUSAL_BUSY", "links"))
        self.assertGreater(refusal["busy"]["retry_after_ms"], 0)

    def test_who_has_a_seat_gets_back_to_it(self):
        exercise = self.host.exercise("ring-6", wait_seats=3, turn_seconds=0)
        peers = self.host.peers(exercise, 3)
        for _ in range(2):
            self.refused("join", code=exercise.code, name="Fourth", secret=os.urandom(16))
            self.refused("watch", code=exercise.code)
        silent_ones = silent(self.host.port, 40)
        back = self.host.peer()  # its older connection is still there
        back.resume(peers[0].joined)
        self.refused("join", code=exercise.code, name="Fourth", secret=os.urandom(16))
        play_turn([back, *peers[1:]])
        peers[1].close()  # a place is free

        def got_in():
            kind, _ = self.host.peer().ask("watch", code=exercise.code)
            return kind == "watching"

        wait_until(got_in, "a place")
        close_all(silent_ones)


class Handshakes(Overload):
    def test_unfinished_handshakes_keep_nobody_out(self):
        count = scaled(600)
        hello = client_hello()
        memory = [memory_mib(self.pid)]
        with HonestGame(self.host) as game:
            opened = silent(self.host.port, count // 2)
            opened += silent(self.host.port, count - count // 2, hello[:len(hello) // 2])
            memory.append(memory_mib(self.pid))
            # whoever has not settled makes room: the newest are there, and no more than there is room for
            left = wait_until(lambda: count_open(opened) <= ARRIVING and count_open(opened), "room")
            late = self.host.exercise("duel", wait_seats=1, turn_seconds=0).code
            peer, seconds = enter(self.host.port, late)
            peer.close()
            more = silent(self.host.port, count // 2, hello[:100])  # and again, while the game begins anew
            time.sleep(1)
            figures = game.end()
            close_all(opened + more)
        wait_until(lambda: descriptors(self.pid) < 60, "descriptors")
        memory.append(memory_mib(self.pid))
        say("handshakes", count=len(opened) + len(more), kept=left, join_ms=1000 * seconds, before_mib=memory[0],
            during_mib=memory[1], after_mib=memory[2], **figures)
        self.assertGreater(left, ARRIVING // 2)
        self.assertLess(seconds, JOIN_MS / 1000)
        self.assertLess(memory[1], memory[0] + 80)
        self.expect_calm(figures, 2)

    def test_they_end_by_themselves(self):
        hello = client_hello()
        opened = silent(self.host.port, 20) + silent(self.host.port, 20, hello[:200])
        trickling = silent(self.host.port, 10, hello[:1])
        begun = time.monotonic()
        at = 1
        while count_open(opened + trickling) and time.monotonic() < begun + 20:
            for raw in trickling:  # a byte a time keeps nothing open
                try:
                    raw.send(hello[at:at + 1])
                except OSError:
                    pass
            at += 1
            time.sleep(0.5)
        seconds = time.monotonic() - begun
        close_all(opened + trickling)
        say("deadline", seconds=seconds)
        self.assertGreater(seconds, 8)
        self.assertLess(seconds, 15)


class Descriptors(Overload):
    """A server that may open few files, and then none."""

    def setUp(self):
        SystemTest.setUp(self)  # pylint: disable=bad-super-call
        self.host = self.server(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (128, 128))).start()

    def test_connections_never_take_the_last_ones(self):
        self.assertIn("few_open_files limit=128", self.host.log_text())
        with HonestGame(self.host) as game:
            before, begun = cpu_seconds(self.pid), time.monotonic()
            opened = silent(self.host.port, 400)
            time.sleep(1.5)
            self.assertLess(descriptors(self.pid), 128 - 20)
            # the operator gets in, and so does a player
            code = self.host.exercise("duel", wait_seats=1, turn_seconds=0).code
            peer, _ = enter(self.host.port, code)
            peer.close()
            used, seconds = cpu_seconds(self.pid) - before, time.monotonic() - begun
            figures = game.end()
            close_all(opened)
        say("descriptors", cpu_share=used / seconds, **figures)
        self.assertLess(used / seconds, 0.3)
        self.expect_calm(figures, 2)

    def test_none_left_is_no_busy_loop(self):
        with HonestGame(self.host) as game:
            # as if something else had them all: nothing can be accepted, and what waits stays readable
            resource.prlimit(self.pid, resource.RLIMIT_NOFILE, (8, 128))
            opened = silent(self.host.port, 50)
            before, begun = cpu_seconds(self.pid), time.monotonic()
            time.sleep(2)
            used, seconds = cpu_seconds(self.pid) - before, time.monotonic() - begun
            self.assertIn("accept_paused", self.host.log_text())
            self.assertEqual(count_open(opened), 50)  # they wait in the system
            resource.prlimit(self.pid, resource.RLIMIT_NOFILE, (128, 128))
            begun = time.monotonic()
            Peer(self.host.port).close()  # at once when there are descriptors again
            back = time.monotonic() - begun
            figures = game.end()
            close_all(opened)
        say("none_left", cpu_share=used / seconds, back_seconds=back, **figures)
        self.assertLess(used / seconds, 0.3)
        self.assertLess(back, 5)
        self.expect_calm(figures, 2)
        done = run("exercise", "list", "--admin", self.host.admin)
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)

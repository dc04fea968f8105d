"""Peers that trickle, never read, flood, announce what never comes or say nonsense: play goes on, memory is bounded."""

import asyncio
import logging
import os
import socket
import struct
import time
import unittest

import release  # noqa: F401  pylint: disable=unused-import
from pressure import HonestGame, Light, cpu_seconds, memory_mib, say, scaled
from spiral import SystemTest, run
from wire import encode, frame

TURN_MS = 3000  # that a turn's result may take on a busy machine
OUTBOX_MIB = 0.6  # that may wait in the server for one peer
PER_ADDRESS = 30  # of 32 spectators
logging.getLogger("asyncio").setLevel(logging.ERROR)  # of links that the server ends
PINGS = b"".join(frame(encode("ToServer", {"request": 1, "ping": {}})) for _ in range(1000))


async def last(seconds, peers):
    await asyncio.sleep(seconds)
    for peer in peers:
        peer.close()


class HostilePeers(SystemTest):
    def setUp(self):
        super().setUp()
        self.host = self.server().start()

    @property
    def pid(self):
        return self.host.process.pid

    def attack(self, what, peers, mib, turns=2, settled_mib=30):
        """Runs `peers`, a coroutine, beside an honest game. `mib` bounds the memory it may take meanwhile."""
        async def watched():
            most = memory_mib(self.pid)
            task = asyncio.ensure_future(peers)
            while not task.done():
                most = max(most, memory_mib(self.pid))
                await asyncio.sleep(0.02)
            await task
            return most

        with HonestGame(self.host) as game:
            before, cpu, begun = memory_mib(self.pid), cpu_seconds(self.pid), time.monotonic()
            most = asyncio.run(watched())
            share = (cpu_seconds(self.pid) - cpu) / (time.monotonic() - begun)
            figures = game.end()
        time.sleep(0.3)
        after = memory_mib(self.pid)
        say(what, cpu_share=share, before_mib=before, most_mib=most, after_mib=after, **figures)
        self.assertGreaterEqual(figures["turns"], turns)
        self.assertLess(figures["most"], TURN_MS)
        self.assertLess(most, before + mib)
        self.assertLess(after, before + mib / 2 + settled_mib)
        self.assertIsNone(self.host.process.poll())

    def test_readers_that_never_read(self):
        """Spectators that ask and ask, and players who are told of every turn."""
        exercises = [self.host.exercise("ring-6", wait_seats=2, turn_seconds=0, spectator_delay=0)
                     for _ in range(scaled(60) // 120 + 1)]
        speakers = []
        for exercise in exercises:
            peers = self.host.peers(exercise, 2)
            for turn in range(3):  # turns with much to tell
                for peer in peers:
                    for _ in range(15):
                        self.assertEqual(peer.press(os.urandom(900).hex())[0], "accepted")
                for peer in peers:
                    self.assertEqual(peer.ready()[0], "accepted")
                for peer in peers:
                    peer.until("situation", lambda situation, turn=turn: situation["turn"] > turn)
            speakers.append(peers[0])
        worlds = [peer.joined["world"] for peer in speakers]
        self.host.hang_up()
        count = scaled(60)

        async def deaf(number):
            place = number // 120
            peer = await Light().open(self.host.port, f"127.0.{place + 1}.{number // PER_ADDRESS + 1}", 4096)
            kind, body = await peer.enter("watch", code=exercises[place].code)
            self.assertEqual(kind, "watching", body)
            peer.deafen()
            for turn in range(60 if number % 3 == 0 else 12):  # more than is kept for it, or nearly so much
                peer.send("ask_turn", world=worlds[place], turn=turn % 3 + 1)
            return peer

        async def crowd():
            await last(2.5, await asyncio.gather(*map(deaf, range(count))))

        self.attack("deaf", crowd(), 30 + OUTBOX_MIB * count)

    def test_floods(self):
        """Far more than a link may say, from those without a seat and without a pause."""
        async def flood():
            peer = await Light().open(self.host.port)
            peer.deafen()
            loop = asyncio.get_running_loop()
            until = loop.time() + 2.5
            try:
                while loop.time() < until:
                    peer.writer.write(PINGS)
                    await asyncio.wait_for(peer.writer.drain(), until - loop.time())
            except (TimeoutError, asyncio.TimeoutError, OSError):
                pass
            peer.close()

        async def crowd():
            await asyncio.gather(*(flood() for _ in range(scaled(30))))

        self.attack("flood", crowd(), 40 + scaled(30))

    def test_frames_that_never_come(self):
        """The longest length that may be announced, and then a byte now and then; and lengths beyond it."""
        async def trickle():
            peer = await Light().open(self.host.port)
            peer.writer.write(struct.pack(">I", 16 * 1024))
            for _ in range(10):
                peer.writer.write(b"x")
                await asyncio.sleep(0.25)
            peer.close()

        async def announce(size):
            peer = await Light().open(self.host.port)
            peer.writer.write(struct.pack(">I", size) + os.urandom(2000))
            await asyncio.wait_for(peer.reader.read(-1), 10)  # it ends
            peer.close()

        async def crowd():
            await asyncio.gather(*(trickle() for _ in range(scaled(50))),
                                 *(announce(0xFFFFFFFF - x) for x in range(scaled(20))))

        self.attack("trickle", crowd(), 60)

    def test_nonsense(self):
        """Behind a good handshake, instead of one, and where the operator speaks."""
        async def behind():
            peer = await Light().open(self.host.port)
            peer.writer.write(b"\0\0\1\0" + os.urandom(20000))
            await asyncio.wait_for(peer.reader.read(-1), 10)
            peer.close()

        async def instead(content):
            reader, writer = await asyncio.open_connection("127.0.0.1", self.host.port)
            writer.write(content)
            try:
                await asyncio.wait_for(reader.read(-1), 15)
            except OSError:
                pass  # a reset is an end too
            writer.transport.abort()

        async def operator():
            reader, writer = await asyncio.open_unix_connection(self.host.admin)
            writer.write(os.urandom(4) + os.urandom(5000))
            try:
                await asyncio.wait_for(reader.read(-1), 10)
            except OSError:
                pass
            writer.transport.abort()

        async def crowd():
            clock = asyncio.get_running_loop().time
            begun, rounds = clock(), 0
            while rounds < 3 or clock() < begun + 2:  # the game beside it shall see some turns on a fast machine too
                rounds += 1
                await asyncio.gather(*(behind() for _ in range(scaled(20))),
                                     *(instead(b"\x16\x03\x01\x02\0\1" + os.urandom(600)) for _ in range(scaled(20))),
                                     *(instead(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n") for _ in range(scaled(20))))
                for _ in range(scaled(20)):
                    await operator()

        self.attack("nonsense", crowd(), 60)
        done = run("exercise", "list", "--admin", self.host.admin)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_player_who_never_reads_is_ended_alone(self):
        """The others of the same world play on, and the seat is still that person's."""
        self.host.end()
        self.host.options = ("--log", "debug")
        self.host.start()
        peers = self.host.peers(self.host.exercise("ring-6", wait_seats=6, turn_seconds=0), 6)
        deaf = peers.pop()
        deaf.stream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        for _ in range(9):
            turn = peers[0].turn
            for peer in peers:
                for _ in range(15):
                    self.assertEqual(peer.press("x" * 2000, [deaf.joined["seat"]])[0], "accepted")
            if "the peer does not read" in self.host.log_text():
                break
            deaf.send("set_ready", **deaf.command(turn=turn, ready=True))
            self.close_turn(peers)
        self.assertIn("the peer does not read", self.host.log_text())
        self.assertEqual(self.host.log_text().count("the peer does not read"), 1)
        back = self.host.peer()
        back.resume(deaf.joined)
        self.close_turn([*peers, back])

    def close_turn(self, peers):
        turn = peers[0].turn
        for peer in peers:
            self.assertEqual(peer.ready()[0], "accepted")
        for peer in peers:
            peer.until("situation", lambda situation: situation["turn"] >= turn)


if __name__ == "__main__":
    unittest.main(verbosity=2)

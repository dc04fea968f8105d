"""What the tests of overload share: honest players in a process of their own, hostile ones by the hundred, and figures.

Figures are printed, and held against bounds that are generous: a busy machine is no defect. By hand, on a quiet
machine, SPIRAL_PRESSURE=10 multiplies the numbers of hostile peers by ten.

As a program: plays worlds, one after the other, until its standard input closes, and prints what it measured.
"""

import asyncio
import json
import os
import select
import socket
import ssl
import struct
import subprocess
import sys
import time
from pathlib import Path

from wire import MESSAGES, Closed, Peer, decode, encode, frame, take_varint, tls_context

SCALE = float(os.environ.get("SPIRAL_PRESSURE", "1"))
TURN_EVERY = 0.1  # seconds between two turns of the honest game
SEATS = 6
KINDS = {number: field for field, (number, _, _) in MESSAGES["ToClient"].items()}


def scaled(count):
    return int(count * SCALE)


# ---- figures of a process


def memory_mib(pid):
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")) / 1024


def cpu_seconds(pid):
    words = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def say(what, **figures):
    print(f"{what}:", *(f"{name}={value:.2f}" if isinstance(value, float) else f"{name}={value}"
                        for name, value in figures.items()), flush=True)


# ---- honest players


class HonestGame:
    """Worlds played in a process of its own while the test attacks; `end` gives milliseconds."""

    def __init__(self, server, worlds=6):
        codes = [server.exercise("ring-6", wait_seats=SEATS, turn_seconds=0).code for _ in range(worlds)]
        command = [sys.executable, "-B", __file__, str(server.port), *codes]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == "playing\n"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def end(self):
        self.process.stdin.close()
        told = self.process.stdout.read()
        assert self.process.wait() == 0, "the honest players were disturbed"
        return json.loads(told)


def enter(port, code):
    """A seat; comes again when it is sent away or not heard. Gives the player and how long it took."""
    begun = time.monotonic()
    for _ in range(50):
        try:
            peer = Peer(port)
            kind, body = peer.ask("join", code=code, name="Honest", secret=os.urandom(16))
            if kind == "joined":
                peer.joined = body
                return peer, time.monotonic() - begun
            peer.close()
        except (Closed, OSError):
            pass
        time.sleep(0.1)
    raise AssertionError("an honest player did not get in")


def play_once(peers):
    """One turn; gives how long each waited from the last ready to the result, or None at the world's end."""
    turn, waits = peers[0].turn, []
    for peer in peers[1:]:
        peer.ready()
    begun = time.monotonic()
    peers[0].send("set_ready", **peers[0].command(turn=turn, ready=True))
    for peer in peers:
        kind = None
        while kind != "world_ended" and not (kind == "situation" and peer.latest["situation"]["turn"] >= turn):
            _, kind, _ = peer.next()
        waits.append(time.monotonic() - begun)
        if kind == "world_ended":
            return None
    return waits


def play_until_told(port, codes):
    waits, entries, told = [], [], False
    for code in codes:
        peers = []
        for _ in range(SEATS):
            peer, seconds = enter(port, code)
            peers.append(peer)
            entries.append(seconds)
        for peer in peers:
            while peer.latest.get("clock", {}).get("state") != "CLOCK_OPEN" or "situation" not in peer.latest:
                peer.next()
        if not told:
            told = True
            print("playing", flush=True)
        while (turn := play_once(peers)) is not None:
            waits += turn
            if select.select([sys.stdin], [], [], TURN_EVERY)[0]:
                return waits, entries
        for peer in peers:
            peer.close()
    return waits, entries


def report(waits, entries):
    waits = sorted(1000 * wait for wait in waits)
    print(json.dumps({"turns": len(waits) // SEATS, "p50": waits[len(waits) // 2],
                      "p99": waits[len(waits) * 99 // 100], "most": waits[-1],
                      "joins": len(entries), "slowest_join": 1000 * max(entries)}))


# ---- hostile peers


def silent(port, count, content=b"", source="127.0.0.1"):
    """Connections that say `content` and nothing more. Those that are not taken are left out."""
    opened = []
    for _ in range(count):
        raw = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        raw.setblocking(False)
        raw.bind((source, 0))
        raw.connect_ex(("127.0.0.1", port))
        opened.append(raw)
    deadline = time.monotonic() + 5
    waiting = set(opened)
    while waiting and time.monotonic() < deadline:
        for raw in select_writable(waiting):
            waiting.discard(raw)
            try:
                raw.send(content)
            except OSError:
                pass  # it was closed already
    return opened


def select_writable(sockets):
    poll = select.poll()
    numbers = {one.fileno(): one for one in sockets}
    for number in numbers:
        poll.register(number, select.POLLOUT)
    return [numbers[number] for number, _ in poll.poll(100)]


def count_open(sockets):
    """How many the server has not closed."""
    count = 0
    for raw in sockets:
        try:
            count += raw.recv(65536) != b""
        except BlockingIOError:
            count += 1
        except OSError:
            pass
    return count


def close_all(sockets):
    for raw in sockets:
        raw.close()


def client_hello():
    """The first bytes of an honest handshake."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    stream = tls_context().wrap_bio(incoming, outgoing)
    try:
        stream.do_handshake()
    except ssl.SSLWantReadError:
        pass
    return outgoing.read()


def kind_of(payload):
    """(request, kind) of a message for a client, without reading all of it."""
    at, request, kind = 0, 0, None
    while at < len(payload) and kind is None:
        tag, at = take_varint(payload, at)
        value, at = take_varint(payload, at)
        if tag >> 3 == 1:
            request = value
        else:
            kind = KINDS[tag >> 3]
    return request, kind


class Light:
    """One of very many connections: asyncio, and next to nothing is decoded."""

    context = tls_context()

    async def open(self, port, source="127.0.0.1", room=None):
        raw = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        raw.setblocking(False)
        if room:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        raw.bind((source, 0))
        await asyncio.get_running_loop().sock_connect(raw, ("127.0.0.1", port))
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.reader, self.writer = await asyncio.open_connection(sock=raw, ssl=self.context, server_hostname="")
        self.requests, self.joined = 0, None
        self.send("hello", version=1, client="light", language="en")
        return self

    def send(self, kind, **values):
        self.requests += 1
        self.writer.write(frame(encode("ToServer", {"request": self.requests, kind: values})))
        return self.requests

    async def next(self):
        size = struct.unpack(">I", await self.reader.readexactly(4))[0]
        return await self.reader.readexactly(size)

    async def answer(self, request):
        """(kind, body) of the answer; whatever else comes is dropped."""
        while True:
            payload = await self.next()
            number, kind = kind_of(payload)
            if number == request:
                return kind, decode("ToClient", payload)[kind]

    async def enter(self, kind, **values):
        """joined, watching or refusal, and its body."""
        kind, body = await self.answer(self.send(kind, **values))
        if kind == "joined":
            self.joined = body
        return kind, body

    def deafen(self):
        """Reads nothing any more, and says what it likes."""
        self.writer.transport.pause_reading()

    def close(self):
        self.writer.transport.abort()


if __name__ == "__main__":
    report(*play_until_told(int(sys.argv[1]), sys.argv[2:]))

"""A small client of the protocol for tests: it speaks what it is told to, sense or nonsense.

The messages are read from proto/ itself, so nothing here has to be kept in step with it.
"""

import os
import re
import select
import socket
import ssl
import struct
import time
from pathlib import Path

TREE = Path(os.environ.get("SPIRAL_TREE", Path(__file__).resolve().parents[2]))
PATIENCE = 30  # seconds that any answer may take, on a slow machine and with sanitizers

VARINT, LENGTH = 0, 2
NUMBERS = ("uint32", "uint64", "sint32", "bool")

# ---- the contract


def read_contract():
    """Messages as {name: {field: (number, type, is repeated)}}, enums as {name: {value name: number}}."""
    messages, enums = {}, {}
    for path in sorted((TREE / "proto/spiral/v1").glob("*.proto")):
        text = re.sub(r"//.*", "", path.read_text())
        for name, body in re.findall(r"^enum (\w+) \{(.*?)^\}", text, re.M | re.S):
            enums[name] = {value: int(number) for value, number in re.findall(r"(\w+) = (\d+);", body)}
        for name, body in re.findall(r"^message (\w+) \{(.*?)^\}", text, re.M | re.S):
            fields = re.findall(r"(repeated )?(\w+) (\w+) = (\d+);", body)
            messages[name] = {field: (int(number), kind, bool(many)) for many, kind, field, number in fields}
    return messages, enums


MESSAGES, ENUMS = read_contract()


def enum_name(enum, number):
    return next((name for name, value in ENUMS[enum].items() if value == number), number)


# ---- encoding


def varint(number):
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def tagged(number, content):
    """A field whose content has a length: a string, bytes or a message."""
    return varint(number << 3 | LENGTH) + varint(len(content)) + content


def scalar(kind, value):
    if kind == "sint32":
        value = value << 1 ^ value >> 31
    if kind in ENUMS and isinstance(value, str):
        value = ENUMS[kind][value]
    return varint(int(value) & (1 << 64) - 1)


def encode_one(number, kind, value):
    if kind in NUMBERS or kind in ENUMS:
        return varint(number << 3 | VARINT) + scalar(kind, value)
    if kind in MESSAGES:
        return tagged(number, encode(kind, value))
    return tagged(number, value.encode() if isinstance(value, str) else value)


def encode(message, values):
    """A dictionary as a message. Strings may be given as bytes, to be wrong on purpose."""
    out = b""
    for field, value in values.items():
        number, kind, many = MESSAGES[message][field]
        if many and (kind in NUMBERS or kind in ENUMS):
            out += tagged(number, b"".join(scalar(kind, one) for one in value))
        else:
            out += b"".join(encode_one(number, kind, one) for one in (value if many else [value]))
    return out


# ---- decoding


def take_varint(content, at):
    number = shift = 0
    while True:
        byte = content[at]
        number |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return number, at


def plain(kind, number):
    if kind == "sint32":
        return number >> 1 ^ -(number & 1)
    if kind == "bool":
        return bool(number)
    return enum_name(kind, number) if kind in ENUMS else number


def blank(kind, many):
    if many:
        return []
    if kind in MESSAGES:
        return None
    return {"string": "", "bytes": b"", "bool": False}.get(kind, enum_name(kind, 0) if kind in ENUMS else 0)


def decode(message, content):
    """A message as a dictionary with all its fields; absent sub-messages are None."""
    fields = {number: (field, kind, many) for field, (number, kind, many) in MESSAGES[message].items()}
    values = {field: blank(kind, many) for field, kind, many in fields.values()}
    at = 0
    while at < len(content):
        tag, at = take_varint(content, at)
        field, kind, many = fields[tag >> 3]
        if tag & 7 == VARINT:
            number, at = take_varint(content, at)
            found = [plain(kind, number)]
        else:
            size, at = take_varint(content, at)
            part, at = content[at:at + size], at + size
            found = []
            if kind in MESSAGES:
                found = [decode(kind, part)]
            elif kind in ("string", "bytes"):
                found = [part.decode() if kind == "string" else bytes(part)]
            else:
                inner = 0
                while inner < size:
                    number, inner = take_varint(part, inner)
                    found.append(plain(kind, number))
        values[field] = values[field] + found if many else found[-1]
    return values


# ---- a link


def frame(payload):
    return struct.pack(">I", len(payload)) + payload


def tls_context(alpn=("spiral/1",), newest=ssl.TLSVersion.TLSv1_3):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.maximum_version = newest
    if alpn:
        context.set_alpn_protocols(list(alpn))
    return context


def is_closed_within(stream, seconds):
    """True when the other side ends the connection in that time; what it sends first does not count."""
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        stream.settimeout(left)
        try:
            if not stream.recv(65536):
                return True
        except TimeoutError:
            return False
        except OSError:  # a reset, or TLS cut off
            return True
    return False


class Closed(Exception):
    """The server ended the link."""


def tls_stream(port, alpn=("spiral/1",)):
    raw = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return tls_context(alpn).wrap_socket(raw)


def some_bytes(stream, deadline):
    """What comes next; raises Closed at the end, TimeoutError."""
    stream.settimeout(max(deadline - time.monotonic(), 0.001))
    try:
        part = stream.recv(65536)
    except TimeoutError:
        raise
    except OSError as error:
        raise Closed from error
    if not part:
        raise Closed
    return part


class Peer:
    """One connection. `latest` holds the newest message of each kind, `frames` every payload that came."""

    def __init__(self, port, greet=True):
        self.buffer, self.requests = b"", 0
        self.frames, self.news, self.latest, self.joined = [], [], {}, None
        self.connect(port)
        if greet:
            kind, _ = self.ask("hello", version=1, client="test", language="en")
            assert kind == "welcome", kind

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def connect(self, port):
        self.stream = tls_stream(port)

    def close(self):
        self.stream.close()

    def write(self, content):
        self.stream.sendall(content)

    def send_payload(self, payload):
        """One message as it travels here; other ways of travelling put their own in its place."""
        self.write(frame(payload))

    def send(self, kind, **values):
        self.requests += 1
        self.send_payload(encode("ToServer", {"request": self.requests, kind: values}))
        return self.requests

    def take(self, count, deadline):
        """So many bytes of the stream."""
        while len(self.buffer) < count:
            self.buffer += some_bytes(self.stream, deadline)
        part, self.buffer = self.buffer[:count], self.buffer[count:]
        return part

    def payload(self, deadline):
        """The next message, as bytes."""
        while len(self.buffer) < 4 or len(self.buffer) < 4 + struct.unpack(">I", self.buffer[:4])[0]:
            self.buffer += some_bytes(self.stream, deadline)
        return self.take(4 + struct.unpack(">I", self.buffer[:4])[0], deadline)[4:]

    def next(self, timeout=PATIENCE):
        """The next message as (request, kind, body). Raises Closed at the link's end, TimeoutError."""
        payload = self.payload(time.monotonic() + timeout)
        self.frames.append(payload)
        message = decode("ToClient", payload)
        kind = next(name for name, value in message.items()
                    if name not in ("request", "padding") and value is not None)
        self.latest[kind] = message[kind]
        return message["request"], kind, message[kind]

    def answer(self, request, timeout=PATIENCE):
        """What answers the request, as (kind, body); anything unasked is kept as news."""
        deadline = time.monotonic() + timeout
        while True:
            number, kind, body = self.next(deadline - time.monotonic())
            if number == request:
                return kind, body
            self.news.append((kind, body))

    def ask(self, kind, **values):
        return self.answer(self.send(kind, **values))

    def refusal(self, kind, **values):
        """Asks for what must be refused, and gives the refusal's code."""
        answer, body = self.ask(kind, **values)
        assert answer == "refusal", f"{kind} was answered by {answer}: {body}"
        return body["code"]

    def until(self, kind, fits=lambda body: True, timeout=PATIENCE):
        """The first unasked message of that kind that fits; those before it are dropped."""
        deadline = time.monotonic() + timeout
        while True:
            while self.news:
                name, body = self.news.pop(0)
                if name == kind and fits(body):
                    return body
            _, name, body = self.next(deadline - time.monotonic())
            self.news.append((name, body))

    def hear(self, seconds):
        """Takes in whatever comes in that time."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            if not self.stream.pending() and not select.select([self.stream], [], [], left)[0]:
                return
            try:
                self.news.append(self.next(left)[1:])
            except TimeoutError:
                return

    # ---- a seat

    def enter(self, kind, **values):
        answer, body = self.ask(kind, **values)
        assert answer == "joined", f"{kind} was answered by {answer}: {body}"
        self.joined = body
        self.until("clock")
        return body

    def join(self, code, name, secret=None):
        return self.enter("join", code=code, name=name, secret=secret or os.urandom(16))

    def resume(self, joined):
        return self.enter("resume", person=joined["person"], token=joined["token"])

    @property
    def turn(self):
        """The open turn."""
        return self.latest["situation"]["turn"] + 1

    def command(self, **values):
        return {"command_id": os.urandom(16), "world": self.joined["world"], **values}

    def orders(self, **values):
        """Legal ones: all income into the civil budget, unless told otherwise."""
        return {"budget": {"civil": self.latest["situation"]["income"]}, **values}

    def save(self, revision, **orders):
        """Saves orders for the open turn; gives what was answered."""
        whole = self.orders(**orders)
        return self.ask("save_orders", **self.command(turn=self.turn, revision=revision, orders=whole))

    def ready(self):
        return self.ask("set_ready", **self.command(turn=self.turn, ready=True))

    def press(self, text, to=()):
        """To those states, or in public."""
        address = {"to": list(to)} if to else {"everyone": True}
        return self.ask("send_press", **self.command(**address, text=text))


class Facilitator(Peer):
    """One who has come with a key; `state` is how the exercise stood when it was told last."""

    def __init__(self, port, code, key):
        super().__init__(port)
        kind, self.facilitating = self.ask("facilitate", code=code, key=key)
        assert kind == "facilitating", f"facilitate was answered by {kind}: {self.facilitating}"
        self.until("exercise_state")

    @property
    def state(self):
        return self.latest["exercise_state"]

    def act(self, act, **values):
        """What answers: the new state, or a refusal. World and seat are numbers."""
        named = {name: target(values.pop(name)) for name in ("world", "seat") if values.get(name) is not None}
        return self.ask("exercise_act", act=act, command_id=os.urandom(16), **named, **values)

    def do(self, act, **values):
        """The state after an act that must not be refused."""
        kind, body = self.act(act, **values)
        assert kind == "exercise_state", f"{act} was answered by {kind}: {body}"
        return body


def target(number):
    """A world, a seat or a card, where none may be named: 0 is sent as a message that is there and empty."""
    return {"state": number} if number else {}


def play_turn(peers, save=True):
    """All seats save and are ready; returns when each has been told of the next turn."""
    turn = peers[0].turn
    for peer in peers:
        if save:
            kind, body = peer.save(0)
            assert kind == "accepted", body
    for peer in peers:
        kind, body = peer.ready()
        assert kind == "accepted", body
    for peer in peers:
        peer.until("situation", lambda situation: situation["turn"] >= turn)

"""What browsers speak, for tests: HTTP/1.1 over TLS, and over it conversations by WebSocket and by long poll.

Written by the book (RFC 9112, RFC 6455) with the standard library alone, so that the tests may be wrong on purpose.
"""

import base64
import hashlib
import os
import struct
import time
from dataclasses import dataclass

from wire import PATIENCE, Closed, Peer, frame, some_bytes, tls_stream

ALPN = ("http/1.1",)
LINK, PROTOCOL = "/link", "spiral.v1"
HEAD_MAX, TARGET_MAX = 8 * 1024, 256  # bytes that a server takes
FORM = "application/octet-stream"
MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, 1.3
CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10


# ---- HTTP


@dataclass
class Answer:
    status: int
    headers: dict  # by lower-case name; what came more than once is a list
    body: bytes
    head: bytes  # the status line and the headers as they came

    def __getitem__(self, name):
        return self.headers.get(name)

    @property
    def text(self):
        return self.body.decode()


def parse_head(head):
    lines = head.decode("latin-1").split("\r\n")
    version, status, _ = lines[0].split(" ", 2)
    assert version == "HTTP/1.1", lines[0]
    headers = {}
    for line in lines[1:]:
        name, value = line.split(":", 1)
        name, value = name.lower(), value.strip()
        headers[name] = value if name not in headers else [headers[name], value]
    return int(status), headers


class Http:
    """One connection of a browser. `heard` is every byte that came on it."""

    def __init__(self, port, alpn=ALPN):
        self.port, self.stream = port, tls_stream(port, alpn)
        self.buffer, self.heard = b"", b""
        self.host = f"127.0.0.1:{port}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.stream.close()

    def write(self, content):
        self.stream.sendall(content)

    def read_some(self, deadline):
        part = some_bytes(self.stream, deadline)
        self.buffer += part
        self.heard += part

    def request(self, method, target, body=None, **headers):
        """Sends a request. Headers are named with _ for -; one that is None is left out, a list comes twice."""
        wanted = {"Host": self.host, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if body is not None:
            wanted.setdefault("Content-Length", len(body))
        lines = [f"{method} {target} HTTP/1.1"]
        for name, value in wanted.items():
            values = value if isinstance(value, list) else [value]
            lines += [f"{name}: {one}" for one in values if one is not None]
        self.write("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + (body or b""))

    def answer(self, method="GET", timeout=PATIENCE):
        """The next answer. Raises Closed when the server has ended the connection instead, TimeoutError."""
        deadline = time.monotonic() + timeout
        while b"\r\n\r\n" not in self.buffer:
            self.read_some(deadline)
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        status, headers = parse_head(head)
        bodiless = method == "HEAD" or status in (101, 204, 304)
        size = 0 if bodiless else int(headers["content-length"])
        while len(self.buffer) < size:
            self.read_some(deadline)
        body, self.buffer = self.buffer[:size], self.buffer[size:]
        return Answer(status, headers, body, head)

    def ask(self, method, target, body=None, **headers):
        self.request(method, target, body, **headers)
        return self.answer(method)

    def get(self, target, **headers):
        return self.ask("GET", target, **headers)

    def is_closed(self, timeout=PATIENCE):
        """True when the server ends the connection without another word."""
        try:
            self.read_some(time.monotonic() + timeout)
        except Closed:
            return True
        except TimeoutError:
            pass
        return False


def get(port, target, **headers):
    """One request on a connection of its own."""
    with Http(port) as http:
        return http.get(target, **headers)


# ---- WebSocket


def ws_frame(opcode, payload=b"", final=True, mask=None, reserved=0, masked=True, length_as=None):
    """A frame as a client sends it; all that may be wrong with one may be asked for."""
    first = (0x80 if final else 0) | reserved << 4 | opcode
    size, flag = len(payload), 0x80 if masked else 0
    form = length_as or (7 if size < 126 else 16 if size < 1 << 16 else 64)
    head = {7: lambda: struct.pack(">BB", first, flag | size),
            16: lambda: struct.pack(">BBH", first, flag | 126, size),
            64: lambda: struct.pack(">BBQ", first, flag | 127, size)}[form]()
    if not masked:
        return head + payload
    mask = os.urandom(4) if mask is None else mask
    repeated = mask * (size // 4 + 1)
    hidden = (int.from_bytes(payload, "big") ^ int.from_bytes(repeated[:size], "big")).to_bytes(size, "big")
    return head + mask + hidden


def handshake(http, origin=True, **headers):
    """Asks for a WebSocket as a browser does; gives the answer. What is named in `headers` is said instead."""
    key = base64.b64encode(os.urandom(16)).decode()
    usual = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Key": key,
             "Sec_WebSocket_Version": "13", "Sec_WebSocket_Protocol": PROTOCOL,
             "Origin": f"https://{http.host}" if origin is True else origin}
    answer = http.ask("GET", LINK, **(usual | headers))
    if answer.status == 101:
        proof = base64.b64encode(hashlib.sha1((key + MAGIC).encode()).digest()).decode()
        assert answer["sec-websocket-accept"] == proof, answer.head
        assert answer["sec-websocket-protocol"] == PROTOCOL, answer.head
        assert answer["sec-websocket-extensions"] is None, answer.head
    return answer


class WsPeer(Peer):
    """A conversation by WebSocket. `closing` is the code with which the server ended it."""

    def connect(self, port):
        http = Http(port)
        answer = handshake(http)
        assert answer.status == 101, answer.head + b"\r\n\r\n" + answer.body
        self.stream, self.buffer = http.stream, http.buffer
        self.closing, self.pongs, self.kept = None, [], []

    def send_payload(self, payload):
        self.write(ws_frame(BINARY, payload))

    def one_frame(self, deadline):
        """(final, opcode, payload); nothing is taken before all of it is there."""
        def need(count):
            while len(self.buffer) < count:
                self.buffer += some_bytes(self.stream, deadline)

        need(2)
        first, size = self.buffer[0], self.buffer[1]
        assert not first & 0x70, "no extension was agreed on"
        assert size < 128, "a server masks nothing"
        head = {126: 4, 127: 10}.get(size, 2)
        need(head)
        size = int.from_bytes(self.buffer[2:head], "big") if head > 2 else size
        need(head + size)
        payload, self.buffer = self.buffer[head:head + size], self.buffer[head + size:]
        return bool(first & 0x80), first & 15, payload

    def payload(self, deadline):
        while True:
            final, opcode, payload = self.one_frame(deadline)
            if opcode == PING:
                self.write(ws_frame(PONG, payload))
            elif opcode == PONG:
                self.pongs.append(payload)
            elif opcode == CLOSE:
                self.closing = struct.unpack(">H", payload[:2])[0] if payload else 1005
                raise Closed(self.closing)
            else:
                assert opcode in (BINARY, CONTINUATION), opcode
                self.kept.append(payload)
                if final:
                    whole, self.kept = b"".join(self.kept), []
                    return whole

    def closed_with(self, timeout=PATIENCE):
        """The code with which the server ends it, whatever comes before; None: cut off without one."""
        deadline = time.monotonic() + timeout
        try:
            while True:
                self.payload(deadline)
        except Closed:
            return self.closing


# ---- long poll


class PollPeer(Peer):
    """A conversation by long poll. `lose` is called before each request and may give "answer": the server gets
    the request, its answer is lost with the connection; or "request": that was cut off in the middle."""

    def __init__(self, port, greet=True, lose=lambda: None):
        self.lose = lose  # in either case the request is sent again
        super().__init__(port, greet)

    def connect(self, port):
        self.port, self.http, self.stream = port, None, None
        self.link, self.over, self.lost = None, None, 0
        self.unsent, self.sent = [], 0  # messages that the server is not known to have; how many it has
        self.arrived, self.received = [], 0
        answer = self.post(b"", Spiral_Wait="0")
        assert answer.status == 200, answer.head + b"\r\n\r\n" + answer.body
        self.link = answer["spiral-link"]
        self.take_in(answer)

    def close(self):
        if self.http:
            self.http.close()
        self.http = None

    def write(self, content):
        raise NotImplementedError("bytes outside of a request")

    def post(self, body, timeout=PATIENCE, **headers):
        """One request; None: it or its answer was lost, as asked for."""
        fault = self.lose() if self.link else None
        told = {"Content_Type": FORM, "Origin": f"https://127.0.0.1:{self.port}", **headers}
        if fault == "request":
            told["Content_Length"] = len(body) + 1
        kept_from_before = self.http is not None
        try:
            if not kept_from_before:
                self.http = Http(self.port)
            self.http.request("POST", LINK, body, **told)
            if not fault:
                return self.http.answer("POST", timeout)
        except (Closed, OSError) as error:
            self.close()
            if not kept_from_before or isinstance(error, TimeoutError):
                raise
            return self.post(body, timeout, **headers)  # as browsers do when a kept connection was closed meanwhile
        self.lost += 1
        if fault == "answer":  # the server has answered, or waits for something to tell
            try:
                self.http.read_some(time.monotonic() + 0.05)
            except TimeoutError:
                pass
        self.close()
        return None

    def exchange(self, timeout=PATIENCE, **headers):
        """Sends what the server does not have, and takes in what it tells."""
        body = b"".join(frame(payload) for payload in self.unsent)
        answer = self.post(body, timeout, Spiral_Link=self.link, Spiral_Sent=str(self.sent),
                           Spiral_Received=str(self.received), **headers)
        if answer:
            self.take_in(answer)
        return answer

    def take_in(self, answer):
        if answer.status in (404, 410):
            raise Closed(answer.status)
        assert answer.status in (200, 409), answer.head + b"\r\n\r\n" + answer.body
        has = int(answer["spiral-received"] or 0)
        self.unsent, self.sent = self.unsent[has - self.sent:], has
        self.over = answer["spiral-end"] or self.over
        if answer.status == 409:
            return
        index, body = int(answer["spiral-from"] or 0), answer.body
        assert index <= self.received, "a message of the server is missing"
        while body:
            size = struct.unpack(">I", body[:4])[0]
            payload, body = body[4:4 + size], body[4 + size:]
            assert len(payload) == size, "an answer that ends within a message"
            if index == self.received:
                self.arrived.append(payload)
                self.received += 1
            index += 1

    def send_payload(self, payload):
        self.unsent.append(payload)
        while self.unsent:
            if self.over is not None:
                raise Closed(self.over)
            try:
                self.exchange(Spiral_Wait="0")
            except OSError as error:
                raise Closed from error

    def payload(self, deadline):
        while not self.arrived:
            if self.over is not None:
                raise Closed(self.over)
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            try:
                self.exchange(timeout=left)
            except TimeoutError:
                self.close()  # which ends the poll that waits
                raise
        return self.arrived.pop(0)

    def hear(self, seconds):
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                self.news.append(self.next(left)[1:])
            except TimeoutError:
                return

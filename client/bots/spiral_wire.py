"""The protocol of Spiral, as far as a bot needs it: messages, and links that carry them.

proto/README.md is the whole. Nothing here knows the game.
"""

import hashlib
import socket
import ssl
import time

# ---- messages: field=number:type, where * is a list, sint is sint32, and other numbers have no type

SCHEMA = """
ToServer request=1 hello=2:Hello join=3:Join resume=4:Resume save_orders=6:SaveOrders set_ready=7:SetReady
  state_beliefs=8:StateBeliefs ask_record=11:AskRecord ping=12:Ping
ToClient request=1 welcome=2:Welcome joined=3:Joined refusal=4:Refusal accepted=5:Accepted briefing=6:Briefing
  situation=7:Situation turn_report=8:TurnReport clock=9:Clock record_part=11:RecordPart
  world_ended=12:WorldEnded notice=13:Notice pong=14:Pong
Hello version=1 client=3:string language=4:string | Welcome version=1 | Ping | Pong | Notice kind=1
Join code=1:string name=2:string secret=3:bytes consent=5 | Resume person=1:bytes token=2:bytes
Joined person=1:bytes token=2:bytes | Accepted revision=3 | Busy retry_after_ms=1
Refusal code=1 item=2:string parts=5:PartVerdict* busy=7:Busy | PartVerdict part=1:string verdict=2:string
Target state=1 | Budget civil=1 fortify=2 strike=3 dual=4 intel=5 | PactMove state=1 move=2 secret=3
StandingAnswer state=1 answer=2 | Belief state=1 permille=2
Orders budget=1:Budget attack=2:Target scrap=5 open_books=6:uint* declare=7 declare_to=8:Target
  pacts=10:PactMove* answers=11:StandingAnswer* greedy=12:Belief*
SaveOrders command_id=1:bytes world=2:bytes turn=3 revision=4 orders=5:Orders
SetReady command_id=1:bytes world=2:bytes turn=3 ready=4
StateBeliefs command_id=1:bytes world=2:bytes turn=3 attack_next=4:Belief*
Parameter name=1:string value=2:sint | ScenarioState name=1:string proximity=5:sint*
Scenario parameters=2:Parameter* states=3:ScenarioState* | Briefing world=1:bytes seat=2 scenario=3:Scenario
  commitment=4:bytes
Own motive=1:sint fortify=3:sint strike=4:sint dual=5:sint score=7:sint
StateView alive=1:sint territory=2:sint kept=5:sint refused=6:sint broken=7:sint begun=8:sint tech=9:sint
  est_fortify=12:sint est_strike=13:sint est_dual=14:sint assessment=19:sint offer_in=21:sint
  offer_in_secret=22:sint attacked=26:sint* pact=28:sint*
SavedOrders revision=1 | Stated | Situation turn=2:sint balance=4:sint income=5:sint band=6:sint own=7:Own
  states=8:StateView* saved=9:SavedOrders ready=10 stated=11:Stated bot_holds_seat=12
  bot_reason=14 returning=15 choices=16:Choices
StateChoices attack=1:string cancel=2:string offer_non_aggression=3:string offer_defensive=4:string
  offer_unconditional=5:string offer_non_aggression_secret=6:string offer_defensive_secret=7:string
  offer_unconditional_secret=8:string answer=9:string open_books=10:string declare_warn=13:string declare_demand=14:string
Choices states=2:StateChoices* scrap_max=8 declare_peaceful=9:string
Event kind=1:string numbers=2:sint* | TurnReport turn=2 events=3:Event* your_orders_used=4
Remaining ms=1 | Clock turn=2 state=3 remaining=4:Remaining branch=11
Result name=1:string motive=2 score=3:sint | WorldEnded world=1:bytes turns=3 results=4:Result*
  withheld=8
AskRecord world=1:bytes offset=2 | RecordPart total=3 text=4:bytes
"""


def read_schema():
    """{message: {field: (number, type, whether it is a list)}}"""
    messages = {}
    for row in SCHEMA.replace("\n  ", " ").replace("\n", "|").strip("|").split("|"):
        message, *words = row.split()
        fields = [(word.replace("=", ":") + ":uint").split(":")[:3] for word in words]
        messages[message] = {name: (int(number), kind.strip("*"), "*" in kind)
                             for name, number, kind in fields}
    return messages


MESSAGES = read_schema()
CLOCK_OPEN, NOTICE_SUPERSEDED, NOTICE_MOVED, NOTICE_REMOVED = 2, 1, 12, 13
BOT_MISSED = 1
CONSENT_PLAY_ONLY = 2
BUSY, MALFORMED, UNKNOWN_PERSON, ILLEGAL_ORDERS = 3, 6, 8, 14
REFUSALS = (  # by code: name, and what to do
    "none: try again, then ask whoever runs the game",
    "unsupported: use a newer server, or do without",
    "upgrade_needed: use a version of this program that fits the server",
    "busy: wait, then send the same again",
    "moved: join on the other server",
    "not_now: do first what the item names",
    "malformed: mend the field that the item names",
    "unknown_code: check it letter by letter, and the server",
    "unknown_person: join again with the code",
    "full: ask whoever runs the game for a seat",
    "over: the world has ended; join another",
    "not_yours: use the ids of your own seat",
    "stale_turn: look at the new turn",
    "stale_revision: newer orders of the seat stand; look at them",
    "illegal_orders: change the parts that are named",
    "eliminated: watch until the end",
    "not_ended: wait for the end",
    "bot_holds_seat: wait, the seat is yours again from the next turn",
    "guests_only: only those on a list may join; ask whoever runs the game",
    "consent_needed: use a version of this program that fits the server",
    "no_right: ask whoever leads the exercise",
    "not_opened: wait until the debrief has opened it",
    "removed: ask whoever runs the game",
)


class Refused(Exception):
    """The server changed nothing, and says why."""

    def __init__(self, kind, refusal):
        code, self.item = refusal["code"], refusal["item"]
        self.code, self.parts = code, [row["part"] for row in refusal["parts"]]
        self.retry_seconds = refusal["busy"]["retry_after_ms"] / 1000 if refusal["busy"] else 0
        items = [self.item] + [f"{row['part']}: {row['verdict']}" for row in refusal["parts"]]
        remedy = REFUSALS[code if code < len(REFUSALS) else 0]
        super().__init__(f"{kind} was refused with code {code}, {remedy}; "
                         f"item: {', '.join(filter(None, items)) or 'not named'}")


# ---- as bytes


def varint(number):
    return bytes([number]) if number < 128 else bytes([number & 127 | 128]) + varint(number >> 7)


def encode(message, values):
    out = b""
    for name, value in values.items():
        number, kind, many = MESSAGES[message][name]
        for one in value if many else [value]:
            if kind == "uint":
                out += varint(number << 3) + varint(int(one))
            else:
                part = encode(kind, one) if kind in MESSAGES else one.encode() if kind == "string" else one
                out += varint(number << 3 | 2) + varint(len(part)) + part
    return out


def take_varint(content, at):
    number = shift = 0
    while content[at] > 127:
        number, shift, at = number | (content[at] & 127) << shift, shift + 7, at + 1
    return number | content[at] << shift, at + 1


def decode(message, content):
    """All fields of the schema; what is not sent is 0, "", b"", [] or None, what is not known is skipped."""
    known = {number: (name, kind, many) for name, (number, kind, many) in MESSAGES[message].items()}
    blank, at = {"uint": 0, "sint": 0, "string": "", "bytes": b""}, 0
    values = {name: [] if many else blank.get(kind) for name, kind, many in known.values()}
    while at < len(content):
        tag, at = take_varint(content, at)
        name, kind, many = known.get(tag >> 3, (None, None, False))
        if tag & 7 == 0:
            end = take_varint(content, at)[1]
        else:
            size, at = {1: (8, at), 5: (4, at)}.get(tag & 7) or take_varint(content, at)
            end = at + size
            if end > len(content):
                raise ValueError(f"{message} is cut off")
        part, found = content[at:end], []
        while kind in ("uint", "sint") and at < end:  # one number, or a packed list
            number, at = take_varint(content, at)
            found.append(number >> 1 ^ -(number & 1) if kind == "sint" else number)
        if kind not in ("uint", "sint"):
            found = [decode(kind, part) if kind in MESSAGES else part.decode() if kind == "string" else part]
        if name:
            values[name] = values[name] + found if many else found[-1]
        at = end
    return values


# ---- links: frames over TLS 1.3


def der_value(content, at):
    """Where the value of the DER element at that place begins and ends."""
    size, begin = content[at + 1], at + 2
    if size > 127:
        begin += size & 127
        size = int.from_bytes(content[at + 2:begin], "big")
    return begin, begin + size


def fingerprint_of(certificate):
    """SHA-256 of its public key, which stands behind version, serial, algorithm, issuer, dates, subject."""
    at = der_value(certificate, der_value(certificate, 0)[0])[0]
    for _ in range(6):
        at = der_value(certificate, at)[1]
    return hashlib.sha256(certificate[at:der_value(certificate, at)[1]]).hexdigest()


class Link:
    """One connection. OSError, of any kind, says that it is over."""

    def __init__(self, place, seconds):
        host, port = place.rsplit(":", 1)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # its key is what counts
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.set_alpn_protocols(["spiral/1"])
        raw = socket.create_connection((host.strip("[]"), int(port)), timeout=seconds)
        self.stream, self.buffer, self.requests = context.wrap_socket(raw), b"", 0
        self.fingerprint = fingerprint_of(self.stream.getpeercert(binary_form=True))

    def send(self, kind, values):
        self.requests += 1
        payload = encode("ToServer", {"request": self.requests, kind: values})
        self.stream.sendall(len(payload).to_bytes(4, "big") + payload)
        return self.requests

    def receive(self, seconds):
        """(request, kind, body); the kind is None when nothing came in that time, or nothing known."""
        deadline = time.monotonic() + seconds
        while len(self.buffer) < 4 or len(self.buffer) < 4 + int.from_bytes(self.buffer[:4], "big"):
            self.stream.settimeout(max(deadline - time.monotonic(), 0.001))
            try:
                part = self.stream.recv(65536)
            except socket.timeout:
                return 0, None, None
            if not part:
                raise ConnectionError("the server ended the connection")
            self.buffer += part
        end = 4 + int.from_bytes(self.buffer[:4], "big")
        message, self.buffer = decode("ToClient", self.buffer[4:end]), self.buffer[end:]
        kind = next((name for name in message if name != "request" and message[name] is not None), None)
        return message["request"], kind, message.get(kind)



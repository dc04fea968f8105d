"""The contract only grows: every committed message, field, oneof and enum value is still there, unchanged.

    evolution.py COMMITTED BUILT           compares two descriptor sets; additions are named and allowed
    evolution.py --plant COMMITTED PROTOC  checks the check: alters copies of the .proto files and expects findings
"""

import os
import subprocess
import sys
import tempfile

LABELS = {1: "optional", 2: "required", 3: "repeated"}


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def fields_of(data):
    """{field number: [values]} of one encoded message; bytes where length-delimited."""
    fields, at = {}, 0
    while at < len(data):
        tag, at = varint(data, at)
        if tag & 7 == 0:
            value, at = varint(data, at)
        elif tag & 7 == 2:
            length, at = varint(data, at)
            value, at = data[at:at + length], at + length
        else:
            raise ValueError(f"wire type {tag & 7} does not occur in a descriptor set")
        fields.setdefault(tag >> 3, []).append(value)
    return fields


def text(fields, number):
    return fields.get(number, [b""])[0].decode()


def enum_facts(facts, scope, data):
    enum = fields_of(data)
    name = f"{scope}.{text(enum, 1)}"
    facts[f"enum {name}"] = ""
    for value in map(fields_of, enum.get(2, [])):
        facts[f"value {name} = {value.get(2, [0])[0]}"] = text(value, 1)


def message_facts(facts, scope, data):
    message = fields_of(data)
    name = f"{scope}.{text(message, 1)}"
    oneofs = [text(fields_of(oneof), 1) for oneof in message.get(8, [])]
    facts[f"message {name}"] = ""
    for field in map(fields_of, message.get(2, [])):
        label, kind = LABELS[field[4][0]], field[5][0]
        oneof = f" in oneof {oneofs[field[9][0]]}" if 9 in field else ""
        facts[f"field {name} = {field[3][0]}"] = f"{text(field, 1)}: {label} type {kind}{text(field, 6)}{oneof}"
    for taken in map(fields_of, message.get(9, [])):
        for number in range(taken[1][0], taken[2][0]):
            facts[f"reserved {name} = {number}"] = ""
    for nested in message.get(3, []):
        message_facts(facts, name, nested)
    for enum in message.get(4, []):
        enum_facts(facts, name, enum)


def facts_of(path):
    """What may never change, by what it is: {"field spiral.v1.Hello = 1": "version: optional type 13"}."""
    facts = {}
    with open(path, "rb") as file:
        for proto in map(fields_of, fields_of(file.read()).get(1, [])):
            for message in proto.get(4, []):
                message_facts(facts, text(proto, 2), message)
            for enum in proto.get(5, []):
                enum_facts(facts, text(proto, 2), enum)
    return facts


# Withdrawn, each with its number reserved for ever: only the admin socket spoke them, between the programs of one version on one
# machine. One world of an exercise became many.
WITHDRAWN = tuple(f"spiral.v1.ExerciseState = {number}" for number in (4, 5, 8))


def is_withdrawn(what, built):
    kind, _, field = what.partition(" ")
    return kind == "field" and field in WITHDRAWN and f"reserved {field}" in built


def compare(committed, built):
    """Returns (what was broken, what was added), as sentences."""
    broken = [f"{what} ({was}) is gone" for what, was in committed.items()
              if what not in built and not is_withdrawn(what, built)]
    broken += [f"{what} was ({was}), now ({built[what]})"
               for what, was in committed.items() if what in built and built[what] != was]
    return broken, [f"{what} ({now}) is new" for what, now in built.items() if what not in committed]


# File ("": all), what is replaced, by what, and what must be found (None: nothing).
PLANTS = (
    ("session", "string client = 3;", "string client = 3; // another comment", None),
    ("session", "message Ping {", "message Ping {\n  uint64 sent_ms = 1;", None),
    ("envelope", "Ping ping = 12;", "Ping ping = 12;\n    Pong pong = 99;", None),
    ("orders", "  PROJECT_SPECIALISE = 4;", "  PROJECT_SPECIALISE = 4;\n  PROJECT_SPY = 5;", None),
    ("orders", "uint32 scrap = 5;", "uint32 scrap = 15;", "field spiral.v1.Orders = 5 (scrap"),
    ("orders", "uint32 scrap = 5;", "uint64 scrap = 5;", "field spiral.v1.Orders = 5 was"),
    ("orders", "Target focus = 9;", "Budget focus = 9;", "field spiral.v1.Orders = 9 was"),
    ("orders", "uint32 scrap = 5;", "repeated uint32 scrap = 5;", "field spiral.v1.Orders = 5 was"),
    ("orders", "  uint32 scrap = 5; // strike units\n", "", "field spiral.v1.Orders = 5 (scrap"),
    ("orders", "uint32 scrap = 5;", "uint32 wreck = 5;", "field spiral.v1.Orders = 5 was"),
    ("session", "REFUSAL_BUSY = 3", "REFUSAL_TIRED = 3", "value spiral.v1.RefusalCode = 3 was"),
    ("session", "REFUSAL_BUSY = 3", "REFUSAL_BUSY = 33", "value spiral.v1.RefusalCode = 3 (REFUSAL_BUSY"),
    ("session", "  oneof more {\n    Moved moved = 6;", "  Moved moved = 6;\n  oneof more {",
     "field spiral.v1.Refusal = 6 was"),
    ("exercise", "  reserved 4, 5, 8;", "  reserved 4, 5;", "spiral.v1.ExerciseState = 8 ("),
    ("exercise", "  reserved 4, 5, 8;\n  string code = 1;", "  reserved 4, 5, 8;", "field spiral.v1.ExerciseState = 1 (code"),
    ("", "AskRecord", "WantRecord", "message spiral.v1.AskRecord () is gone"),
)


def planted(protoc, sources, scratch, plant):
    """The descriptor set of the contract with one alteration."""
    name, old, new, _ = plant
    folder = os.path.join(scratch, "spiral", "v1")
    os.makedirs(folder, exist_ok=True)
    files, replaced = sorted(os.listdir(sources)), 0
    for file in files:
        with open(os.path.join(sources, file), encoding="utf-8") as original:
            content = original.read()
        if name in ("", file.removesuffix(".proto")):
            replaced += content.count(old)
            content = content.replace(old, new)
        with open(os.path.join(folder, file), "w", encoding="utf-8") as copy:
            copy.write(content)
    assert replaced == 1 or (replaced and not name), f"{old!r} stands {replaced} times in {name}.proto"
    out = os.path.join(scratch, "planted.desc")
    subprocess.run([protoc, f"--proto_path={scratch}", f"--descriptor_set_out={out}", "--include_imports",
                    *(os.path.join(folder, file) for file in files)], check=True)
    return out


def run_plants(committed, protoc):
    sources = os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", "spiral", "v1")
    missed = 0
    for plant in PLANTS:
        with tempfile.TemporaryDirectory() as scratch:
            broken, _ = compare(facts_of(committed), facts_of(planted(protoc, sources, scratch, plant)))
        expected = plant[3]
        good = any(expected in sentence for sentence in broken) if expected else not broken
        missed += not good
        print(f"{'ok  ' if good else 'FAIL'} {plant[1].strip()!r} -> {plant[2].strip()!r}: {broken or 'nothing broken'}")
    print(f"{len(PLANTS)} planted, {missed} missed")
    return 1 if missed else 0


def main(arguments):
    if len(arguments) == 3 and arguments[0] == "--plant":
        return run_plants(arguments[1], arguments[2])
    committed, built = map(facts_of, arguments)
    broken, added = compare(committed, built)
    print("\n".join(broken + added))
    print(f"{len(committed)} facts committed, {len(broken)} broken, {len(added)} added")
    return 1 if broken or len(committed) < 300 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The release build for tests that put a library in front of the programs, which sanitizers refuse, or that need speed.

Import it before `spiral`: that takes its programs from SPIRAL_BIN.
"""

import os
import sys
from pathlib import Path

TREE = Path(os.environ.get("SPIRAL_TREE", Path(__file__).resolve().parents[2]))


def is_plain(directory):
    """Programs are there, and without sanitizers."""
    program = Path(directory) / "spirald"
    return program.exists() and b"__asan_init" not in program.read_bytes()


def choose():
    """SPIRAL_RELEASE_BIN, where it is set; else SPIRAL_BIN or build/release/bin, whichever will do."""
    named = os.environ.get("SPIRAL_RELEASE_BIN")
    if named:
        if not is_plain(named):
            sys.exit(f"SPIRAL_RELEASE_BIN: {named} holds no spirald that was built without sanitizers")
        return named
    for place in (os.environ.get("SPIRAL_BIN"), TREE / "build/release/bin"):
        if place and is_plain(place):
            return str(place)
    print("skipped: no spirald without sanitizers; build one at build/release (cmake --preset release), "
          "or name its directory in SPIRAL_RELEASE_BIN")
    sys.exit(77)


os.environ["SPIRAL_BIN"] = choose()


def preload(*libraries, **variables):
    """The environment in which a program is started with these libraries in front."""
    return os.environ | {"LD_PRELOAD": " ".join(map(str, libraries)), **{name: str(value) for name, value in variables.items()}}

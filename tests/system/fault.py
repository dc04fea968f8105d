"""The test's side of fault_shim.c: arms faults in a program that was started with it in front, and sees what became of them."""

import errno
import mmap
import os
import struct
import sys
from pathlib import Path

from release import preload

KINDS = ("sync", "write", "read", "open")
FAIL, SHORT, TORN = 0, 1, 2  # the call fails; writes half; writes half and kills the program
ENDING = 48
RULE = struct.Struct(f"={ENDING}s6i")  # ending, armed, after, times, error, action, hits
LOG, DATABASE = "journal.db-wal", "journal.db"


def shim():
    """The library; without it nothing can be tested."""
    path = os.environ.get("SPIRAL_FAULT_SHIM")
    if not path or not Path(path).exists():
        print("skipped: SPIRAL_FAULT_SHIM names no library; build the target fault_shim")
        sys.exit(77)
    return path


class Faults:
    def __init__(self, path):
        self.path = Path(path)
        self.path.write_bytes(bytes(RULE.size * len(KINDS)))
        with open(self.path, "r+b") as file:
            self.page = mmap.mmap(file.fileno(), 0)

    def environment(self):
        return preload(shim(), SPIRAL_FAULTS=self.path)

    def rule(self, kind):
        return RULE.unpack_from(self.page, KINDS.index(kind) * RULE.size)

    def hits(self, kind):
        return self.rule(kind)[6]

    def arm(self, kind, ending, error=errno.EIO, after=0, times=-1, action=FAIL):
        """`after` calls go well, then `times` fail (-1: all), for files whose path ends so."""
        at = KINDS.index(kind) * RULE.size
        RULE.pack_into(self.page, at, ending.encode(), 0, after, times, error, action, 0)
        struct.pack_into("=i", self.page, at + ENDING, 1)  # last: it is in force at once

    def disarm(self, kind):
        struct.pack_into("=i", self.page, KINDS.index(kind) * RULE.size + ENDING, 0)

    def disarm_all(self):
        for kind in KINDS:
            self.disarm(kind)

"""A system-call filter as systemd would set it from a unit file, for a process that a test starts.

Whatever the filter does not allow ends the process with SIGSYS, where systemd would only refuse the call: so a test hears of it.
"""

import ctypes
import platform
import re
import shutil
import socket
import struct
import subprocess
from pathlib import Path

NO_NEW_PRIVS, SET_SECCOMP, MODE_FILTER = 38, 22, 2
ALLOW, KILL = 0x7FFF0000, 0x80000000
LOAD, EQUAL, ANY_BIT, RETURN = 0x20, 0x15, 0x45, 0x06  # BPF on 32-bit words: absolute load, jumps, end
NUMBER, MACHINE, ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data
X86_64 = 0xC000003E
WRITABLE, EXECUTABLE = 2, 4


def why_not():
    """None, or why there can be no filter on this machine."""
    if platform.machine() != "x86_64":
        return "the filter is written for x86-64"
    if not shutil.which("systemd-analyze"):
        return "no systemd-analyze"
    return None if numbers() else "no list of system calls (linux-libc-dev)"


def numbers():
    """{name: number} of this machine's system calls."""
    for path in Path("/usr/include").glob("**/asm/unistd_64.h"):
        return {name: int(number) for name, number in re.findall(r"#define __NR_(\w+) (\d+)", path.read_text())}
    return {}


def group(name):
    """The calls of @group, and of the groups within."""
    listed = subprocess.run(["systemd-analyze", "--no-pager", "syscall-filter", name], capture_output=True, text=True,
                            check=True, timeout=30)
    calls = set()
    for line in listed.stdout.splitlines()[1:]:
        word = line.strip()
        if word.startswith("@"):
            calls |= group(word)
        elif word and not word.startswith("#"):
            calls.add(word)
    return calls


def allowed_by(unit):
    """The calls that the SystemCallFilter= lines of a unit leave."""
    calls = group("@default")
    for line in re.findall(r"(?m)^SystemCallFilter=(.*)$", unit):
        words = line.removeprefix("~").split()
        named = set().union(*(group(word) if word.startswith("@") else {word} for word in words))
        calls = calls - named if line.startswith("~") else calls | named
    return calls


def families_of(unit):
    """The numbers of RestrictAddressFamilies=."""
    return [int(getattr(socket, name)) for name in re.search(r"(?m)^RestrictAddressFamilies=(.*)$", unit)[1].split()]


def step(code, value, hit=0, miss=0):
    return struct.pack("HBBI", code, hit, miss, value)


def argument(index):
    return step(LOAD, ARGUMENTS + 8 * index)  # its lower half


def compiled(calls, families):
    """The program: no other machine's calls, no memory that is written and run, only these families, only these calls."""
    known = numbers()
    program = [step(LOAD, MACHINE), step(EQUAL, X86_64, 1), step(RETURN, KILL), step(LOAD, NUMBER)]
    for name, number in known.items():
        if name not in calls:
            continue
        inner = [step(RETURN, ALLOW)]
        if name == "mprotect":
            inner = [argument(2), step(ANY_BIT, EXECUTABLE, 0, 1), step(RETURN, KILL), step(RETURN, ALLOW)]
        elif name == "mmap":
            inner = [argument(2), step(ANY_BIT, EXECUTABLE, 0, 2), step(ANY_BIT, WRITABLE, 0, 1), step(RETURN, KILL),
                     step(RETURN, ALLOW)]
        elif name == "socket":
            inner = [argument(0)]
            for family in families:
                inner += [step(EQUAL, family, 0, 1), step(RETURN, ALLOW)]
            inner += [step(RETURN, KILL)]
        program += [step(EQUAL, number, 0, len(inner)), *inner]
    return b"".join([*program, step(RETURN, KILL)])


def filter_of(unit, without=()):
    """What a child has to call before it becomes the program; `without`: calls taken out besides."""
    program = compiled(allowed_by(unit) - set(without), families_of(unit))
    memory = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(memory))
    system = ctypes.CDLL(None, use_errno=True)

    def confine():
        if system.prctl(NO_NEW_PRIVS, 1, 0, 0, 0) or system.prctl(SET_SECCOMP, MODE_FILTER, header, 0, 0):
            raise OSError(ctypes.get_errno(), "no filter could be set")

    confine.memory = memory  # lives as long as what points to it
    return confine

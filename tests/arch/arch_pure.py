"""The rules, the bots, the debrief and the aids are pure: they call nothing outside, keep nothing, use no floating point.

Reads the objects of a library that holds all of them and the files of common/base and common/words that they
stand on (see CMakeLists.txt), compiled with -g, so that a finding has a place, and without -fpie, so that const
tables of pointers are read-only.
"""

import os
import re
import subprocess
import tempfile

from check import Finding, run

# What code without heap, clock, I/O or locale may still ask of its surroundings, and the const tables of sentences
# that the build makes.
ALLOWED = re.compile(r"mem(cpy|move|set|cmp|chr)|__mem(cpy|move|set)_chk|strn?(len|cmp)|strchr|bsearch|"
                     r"must_failed|catalogue_[a-z]{2}|__stack_chk_fail|_GLOBAL_OFFSET_TABLE_|"
                     r"__(u?div|u?mod|mul|popcount|c[lt]z|ffs)[sdt]i[2-4]")
READ_ONLY = "tTrRnNa"  # types of nm; all else but U is data that may change, or weak
FLOATING = re.compile(  # mnemonics of SSE and AVX; of x87 and 64-bit ARM
    r"v?(add|sub|mul|div|sqrt|min|max|rcp|rsqrt|ucomi|comi|cmp\w*|round)[sp][sd]|v?cvt\w+|"
    r"f(add|sub|mul|div|ld|i?st|ild|sqrt|u?com|n?madd|n?msub|cvt|rint|abs|neg|cmp)\w*|[us]cvtf")
PLACE = re.compile(r"(/.*):(\d+)(?: \(discriminator \d+\))?$")


def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def finding_at(tree, place, object_name, message):
    """`place` is "/path:line"; where it is unknown or in a system header, the object is named instead."""
    match = PLACE.match(place or "")
    if match and match.group(1).startswith(tree + "/"):
        return Finding(os.path.relpath(match.group(1), tree), int(match.group(2)), message)
    return Finding(object_name, 1, message)


def symbol_findings(tree, library):
    """Returns (findings, number of symbols)."""
    symbols, object_name = [], "?"
    for line in output_of("nm", "--line-numbers", library):
        match = re.match(r"[0-9a-f]* +(\S) (\S+)(?:\t(.*))?$", line)
        if match:
            symbols.append((*match.groups(), object_name))
        elif line.endswith(":"):
            object_name = line[:-1]
    defined = {name for kind, name, _, _ in symbols if kind in "TDBRC"}
    findings = []
    for kind, name, place, object_name in symbols:
        if kind in "Uwv":
            if name not in defined and not ALLOWED.fullmatch(name):
                message = f"{name} is called, which lies outside the pure code"
                findings.append(finding_at(tree, place, object_name, message))
        elif kind not in READ_ONLY:
            message = f"{name} is data that can change (nm type {kind})"
            findings.append(finding_at(tree, place, object_name, message))
    return findings, len(symbols)


def floating_findings(tree, library):
    findings, place, object_name = set(), "", "?"
    for line in output_of("objdump", "--disassemble", "--line-numbers", "--no-show-raw-insn", library):
        if PLACE.match(line):
            place = line
            continue
        if ":     file format " in line:
            object_name = line.split(":")[0]
        instruction = re.match(r"\s+[0-9a-f]+:\t(\S+)", line)
        if instruction and FLOATING.fullmatch(instruction.group(1)):
            findings.add(finding_at(tree, place, object_name, f"floating point: {instruction.group(1)}"))
    return sorted(findings)


def check(tree, given):
    if given.plant:
        with tempfile.TemporaryDirectory() as scratch:
            library = compiled(tree, given.cc, scratch)
            return examine(tree, library)
    return examine(tree, given.archive)


def examine(tree, library):
    findings, examined = symbol_findings(tree, library)
    return findings + floating_findings(tree, library), examined


def compiled(tree, compiler, scratch):
    """A library of the planted sources."""
    objects = []
    for folder, _, names in os.walk(tree):
        for name in names:
            objects.append(os.path.join(scratch, name + ".o"))
            subprocess.run([compiler, "-std=c17", "-O2", "-g", "-fno-pie", "-c", os.path.join(folder, name),
                            "-o", objects[-1]], check=True)
    library = os.path.join(scratch, "libplanted.a")
    subprocess.run(["ar", "rcs", library, *objects], check=True)
    return library


def rules(text):
    return {"common/rules/a.c": text}


PLANTS = (
    ("all is well", {
        "common/rules/a.c": "#include <string.h>\nint helper(const char *);\n"
                            "static const char *const t[] = {\"a\"};\nint f(int i, char *to)\n{\n"
                            "    memset(to, i, strlen(to));\n"
                            "    return helper(t[i & 0]) / i;\n}\n",
        "common/rules/b.c": "int helper(const char *s);\nint helper(const char *s)\n{\n    return *s;\n}\n"},
     None),
    ("the heap", rules("#include <stdlib.h>\nvoid *f(void);\nvoid *f(void)\n{\n    return malloc(8);\n}\n"),
     "common/rules/a.c:5"),
    ("the clock", rules("#include <time.h>\nlong f(void);\nlong f(void)\n{\n    return (long)time(0);\n}\n"),
     "common/rules/a.c:5"),
    ("a global", rules("int f(void);\nint turns = 3;\nint f(void)\n{\n    return turns++;\n}\n"),
     "common/rules/a.c:2"),
    ("a zeroed global", rules("extern int turns;\n\nint turns;\n"), "common/rules/a.c:3"),
    ("a hidden static",
     rules("int f(void);\nint f(void)\n{\n    static int calls;\n    return ++calls;\n}\n"),
     "common/rules/a.c:4"),
    ("a fraction", rules("int f(int a);\nint f(int a)\n{\n    return (int)(a * 0.3);\n}\n"),
     "common/rules/a.c:4"),
)

if __name__ == "__main__":
    run(check, PLANTS, at_least=100, options=("archive", "cc"))

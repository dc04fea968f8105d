"""Every header compiles alone, and twice in a row, with the flags of the build."""

import json
import os
import re
import shlex
import subprocess

from check import SOURCE_FOLDERS, Finding, c_files, run

ERROR = re.compile(r"(?:\./)?([^:\s]+):(\d+):\d+: (?:fatal )?error: (.*)")


def build_flags(path):
    """Include paths, definitions, the standard and warnings of compile_commands.json, each once."""
    flags = {}
    with open(path, encoding="utf-8") as file:
        for entry in json.load(file):
            words = iter(shlex.split(entry["command"]))
            for word in words:
                if word == "-isystem":
                    flags["-isystem" + next(words)] = None
                elif re.match(r"-[IDW]|-std=|-isystem.", word) and not word.startswith("-Wl,"):
                    flags[word] = None
    return list(flags)


def header_findings(tree, header, command):
    twice = f'#include "{header}"\n#include "{header}"\n'
    result = subprocess.run(command, input=twice, cwd=tree, capture_output=True, text=True)
    if result.returncode == 0:
        return []
    match = ERROR.search(result.stderr)
    if not match:
        return [Finding(header, 1, result.stderr.strip())]
    path = os.path.relpath(os.path.join(tree, match.group(1)), tree)
    return [Finding(path, int(match.group(2)), f"{match.group(3)} (including {header} alone)")]


def check(tree, given):
    flags = build_flags(given.commands) if given.commands else ["-std=c17", "-Wall", "-Wextra"]
    command = [given.cc, *flags, "-I.", "-Werror", "-fsyntax-only", "-x", "c", "-"]
    headers = [path for path in c_files(tree, (".h",)) if path.startswith(SOURCE_FOLDERS)]
    findings = [finding for header in headers for finding in header_findings(tree, header, command)]
    return findings, len(headers)


def header(text):
    return {"common/base/a.h": f"#ifndef A_H\n#define A_H\n{text}\n#endif\n"}


PLANTS = (
    ("all is well", header("#include <stdint.h>\nuint8_t f(void);"), None),
    ("leans on what came before", header("uint8_t f(void);"), "common/base/a.h:3"),
    ("includes what is not there", header('#include "common/base/gone.h"'), "common/base/a.h:3"),
    ("a warning", header("static inline int f(int x, unsigned y)\n{\n    return x < y;\n}"),
     "common/base/a.h:5"),
    ("without a guard", {"common/base/a.h": "struct a {\n    int b;\n};\n"}, "common/base/a.h:1"),
)

if __name__ == "__main__":
    run(check, PLANTS, at_least=20, options=("cc", "commands"))

"""What the architecture checks share: the files of a tree, findings with their place, and planted failures.

A check is a function of (tree, options) that returns (findings, number of things examined). `run` calls it in
one of two ways: on the real tree, where any finding fails, and so does a check that examined suspiciously
little; or with --plant, on small scratch trees that each hold one violation, where a check that misses it (or
that finds fault with the clean tree) fails.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from typing import NamedTuple

SOURCE_FOLDERS = ("common/", "server/", "client/")


class Finding(NamedTuple):
    path: str  # from the tree's top
    line: int  # from 1
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}"


def tree_files(tree):
    """The files that belong to the project, from the tree's top, sorted: what git tracks or would take up;
    without git, all but build output and hidden folders."""
    names = listed(tree) or walked(tree)
    return sorted(name for name in set(names) if name and os.path.isfile(os.path.join(tree, name)))


def listed(tree):
    """What git knows; None when this is no checkout or git is not installed."""
    if not os.path.exists(os.path.join(tree, ".git")) or not shutil.which("git"):
        return None
    command = ["git", "-C", tree, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    result = subprocess.run(command, capture_output=True)
    return result.stdout.decode().split("\0") if result.returncode == 0 else None


def walked(tree):
    for folder, below, names in os.walk(tree):
        below[:] = [name for name in below if name not in ("build", "node_modules") and name[0] != "."]
        for name in names:
            yield os.path.relpath(os.path.join(folder, name), tree)


def c_files(tree, suffixes=(".c", ".h")):
    return [name for name in tree_files(tree) if name.endswith(suffixes)]


def lines_of(tree, name):
    """(number, line) of a text file; nothing for a binary one."""
    with open(os.path.join(tree, name), "rb") as file:
        content = file.read()
    if b"\0" in content:
        return []
    return list(enumerate(content.decode("utf-8", "replace").splitlines(), 1))


def run(check, plants, at_least, options=()):
    """The main program of a check. `plants` are (name, {path: text}, place): the place, "path:line", that
    must be reported, or None where nothing may be. `options` are names of further arguments."""
    parser = argparse.ArgumentParser()
    parser.add_argument("tree", nargs="?", default=".", help="the tree's top")
    parser.add_argument("--plant", action="store_true", help="check the check on planted violations")
    for option in options:
        parser.add_argument(f"--{option}", default="")
    given = parser.parse_args()
    if given.plant:
        sys.exit(run_plants(check, plants, given))
    findings, examined = check(os.path.realpath(given.tree), given)
    for finding in findings:
        print(finding)
    print(f"{examined} examined, {len(findings)} found")
    if examined < at_least:
        print(f"expected to examine at least {at_least}: the check does not see the tree")
    sys.exit(1 if findings or examined < at_least else 0)


def run_plants(check, plants, given):
    missed = 0
    for name, files, place in plants:
        with tempfile.TemporaryDirectory() as tree:
            tree = os.path.realpath(tree)
            for path, text in files.items():
                os.makedirs(os.path.dirname(os.path.join(tree, path)), exist_ok=True)
                with open(os.path.join(tree, path), "w", encoding="utf-8") as file:
                    file.write(text)
            findings, examined = check(tree, given)
        places = {f"{finding.path}:{finding.line}" for finding in findings}
        good = places == ({place} if place else set()) and examined > 0
        missed += not good
        print(f"{'ok  ' if good else 'FAIL'} {name}: expected {place or 'nothing'}")
        if not good:
            print("\n".join(f"     reported {finding}" for finding in findings) or "     reported nothing")
    print(f"{len(plants)} planted, {missed} missed")
    return 1 if missed or not any(place for _, _, place in plants) else 0

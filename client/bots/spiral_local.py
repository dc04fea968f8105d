"""A server of Spiral for one game on this machine."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path


class NotStarted(Exception):
    """There is no game; says why."""


def find_program(name):
    """In $SPIRAL_BIN, in the build of the tree that this file stands in, or on the PATH."""
    built = Path(__file__).resolve().parents[2] / "build/release/bin"
    first = os.pathsep.join(filter(None, [os.environ.get("SPIRAL_BIN"), str(built)]))
    found = shutil.which(name, path=first) or shutil.which(name)
    if not found:
        raise NotStarted(f"{name} was not found; build it, or name its folder in SPIRAL_BIN")
    return found


def make_exercise(admin, scenario, seed):
    """Its join code; the seats that nobody takes are bots of the server."""
    command = [find_program("spiral"), "exercise", "new", "--admin", admin, "--scenario", scenario,
               "--wait-seats", "1", *([] if seed is None else ["--seed", str(seed)])]
    made = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if made.returncode != 0:
        raise NotStarted("the exercise could not be made; why stands above")
    return dict(line.partition(" ")[::2] for line in made.stdout.splitlines())["code"]


@contextmanager
def private_game(scenario, seed):
    """(place, fingerprint, join code, folder) of a world on a server that ends with this; nothing is kept."""
    with tempfile.TemporaryDirectory(prefix="spiral-bot-") as folder:
        command = [find_program("spirald"), "--data", f"{folder}/data", "--listen", "127.0.0.1:0",
                   "--allow-seed", "--until-stdin-closes", "--log", "warn"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
            try:
                words = server.stdout.readline().rstrip("\n").split(" ", 3)  # ready PLACE fingerprint= admin=
                if words[0] != "ready":
                    raise NotStarted("the private server did not start; what it said stands above")
                _, place, fingerprint, admin = words
                code = make_exercise(admin.partition("=")[2], scenario, seed)
                yield place, fingerprint.partition("=")[2], code, folder
            finally:
                server.stdin.close()  # upon which it stops
                try:
                    server.wait(10)
                except subprocess.TimeoutExpired:
                    server.kill()
